from datetime import date, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resource_app.actor import command, importing
from resource_app.directory.applying import Entry, Outcome, apply_batch
from resource_app.directory.confirmations import Said, confirm
from resource_app.directory.hsds import Incoming, placeless_id, split
from resource_app.directory.models import Listing, Location, Organization, Proposal, Service
from resource_app.directory.operations import mark_confidential, publish
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE, entry_of, lantern


def apply(session: Session, now: datetime, nested: dict, source: str = "lantern", **columns: object) -> Outcome:
    entry = entry_of("service", nested)
    objects = tuple(
        Incoming(each.kind, each.id, each.body, each.whole, {**each.columns, **columns})
        if each.kind == "service_at_location"
        else each
        for each in entry.objects
    )
    [outcome] = apply_batch(session, [Entry(entry.kind, entry.id, objects)], now, importing(source))
    session.expire_all()
    return outcome


def document_version(session: Session) -> int:
    return session.connection().exec_driver_sql("SELECT version FROM search_document").scalar_one()


def test_a_new_service_is_accepted_with_all_under_it(session: Session, now: datetime) -> None:
    outcome = apply(session, now, lantern())
    assert (outcome.status, outcome.listings, outcome.dangling) == ("accepted", [LISTING], [])
    service = session.get_one(Service, SERVICE)
    assert (service.name, service.status, service.organization_id) == ("Lantern Pantry", "active", ORGANIZATION)
    place = session.get_one(Location, PLACE)
    assert (place.lat, place.lon, place.geom.x, place.geom.y) == (42.39, -71.03, -71.03, 42.39)
    listing = session.get_one(Listing, LISTING)
    assert (listing.service_id, listing.location_id, listing.source) == (SERVICE, PLACE, "lantern")


def test_the_same_again_changes_nothing(session: Session, now: datetime) -> None:
    apply(session, now, lantern())
    before = document_version(session)
    assert apply(session, now, lantern()).status == "unchanged"
    assert document_version(session) == before


def test_blanks_say_nothing(session: Session, now: datetime) -> None:
    apply(session, now, lantern(alert=None, fees="", languages=[]))
    assert apply(session, now, lantern()).status == "unchanged"


def test_a_change_names_its_fields_and_rebuilds_the_document(session: Session, now: datetime) -> None:
    apply(session, now, lantern())
    before = document_version(session)
    outcome = apply(session, now, lantern(description="Groceries twice a week."))
    assert (outcome.status, outcome.fields) == ("changed", ["service.description"])
    assert document_version(session) > before
    assert session.get_one(Service, SERVICE).version == 2


def test_a_change_of_the_organization_rebuilds_the_listing(session: Session, now: datetime) -> None:
    apply(session, now, lantern())
    organization = {"id": ORGANIZATION, "name": "Lantern Friends", "description": "Neighbors who share."}
    apply_batch(session, [entry_of("organization", organization)], now, importing("lantern"))
    doc = session.connection().exec_driver_sql("SELECT doc FROM search_document").scalar_one()
    assert b"Lantern Friends" in (doc if isinstance(doc, bytes) else doc.encode())


def test_what_a_whole_statement_leaves_out_is_taken_away(session: Session, now: datetime) -> None:
    apply(session, now, lantern(fees_description="None"))
    outcome = apply(session, now, lantern())
    assert outcome.fields == ["service.fees_description"]
    assert "fees_description" not in session.get_one(Service, SERVICE).hsds


def test_what_another_source_brought_is_not_taken_away(session: Session, now: datetime) -> None:
    apply(session, now, lantern())
    apply(session, now, lantern(fees_description="None"), source="other")
    assert apply(session, now, lantern()).status == "unchanged"
    service = session.get_one(Service, SERVICE)
    assert service.hsds["fees_description"] == "None"
    assert service.origins == {"fees_description": {"source": "other"}}
    assert service.source == "lantern"


def test_a_mentioned_organization_keeps_what_the_mention_leaves_out(session: Session, now: datetime) -> None:
    full = {
        "id": ORGANIZATION,
        "name": "Lantern Neighbors",
        "description": "Neighbors who share.",
        "tax_id": "12-3456789",
    }
    apply_batch(session, [entry_of("organization", full)], now, importing("lantern"))
    apply(session, now, lantern())
    assert session.get_one(Organization, ORGANIZATION).hsds == full


def test_a_confirmed_field_is_proposed_and_not_overwritten(session: Session, now: datetime) -> None:
    apply(session, now, lantern())
    said = Said(("service.description",), date(2026, 10, 1), "organization", "phone")
    confirm(session, LISTING, said, now, command("test"))
    for _ in range(2):
        outcome = apply(session, now, lantern(description="Closed."))
        assert (outcome.status, outcome.proposals) == ("unchanged", 1)
    assert session.get_one(Service, SERVICE).hsds["description"] == "Groceries every week."
    [proposal] = session.scalars(select(Proposal))
    assert (proposal.kind, proposal.object_id, proposal.field) == ("service", SERVICE, "description")
    assert (proposal.was, proposal.proposed, proposal.source) == ("Groceries every week.", "Closed.", "lantern")


def test_a_newer_difference_replaces_the_proposal(session: Session, now: datetime) -> None:
    apply(session, now, lantern())
    confirm(
        session, LISTING, Said(("service.description",), date(2026, 10, 1), "curator", "phone"), now, command("test")
    )
    apply(session, now, lantern(description="Closed."))
    apply(session, now, lantern(description="Moved."))
    assert dict(session.execute(select(Proposal.proposed, Proposal.state)).all()) == {
        "Closed.": "superseded",
        "Moved.": "open",
    }
    apply(session, now, lantern())
    assert session.scalar(select(func.count()).where(Proposal.state == "open")) == 0


def test_what_was_refused_is_not_proposed_again(session: Session, now: datetime) -> None:
    apply(session, now, lantern())
    said = Said(("service.description",), date(2026, 10, 1), "curator", "phone")
    confirm(session, LISTING, said, now, command("test"))
    apply(session, now, lantern(description="Closed."))
    session.scalars(select(Proposal)).one().state = "refused"
    session.flush()
    apply(session, now, lantern(description="Closed."))
    assert session.scalars(select(Proposal.state)).all() == ["refused"]
    apply(session, now, lantern(description="Moved."))
    assert session.scalars(select(Proposal.state).order_by(Proposal.id)).all() == ["refused", "open"]


def test_a_confirmed_field_that_is_left_out_is_proposed(session: Session, now: datetime) -> None:
    apply(session, now, lantern())
    confirm(
        session, LISTING, Said(("service.phones",), date(2026, 10, 1), "organization", "link"), now, command("test")
    )
    nested = lantern()
    del nested["phones"]
    assert apply(session, now, nested).proposals == 1
    [proposal] = session.scalars(select(Proposal))
    assert proposal.proposed is None


def test_a_proposal_about_a_private_place_holds_no_address(session: Session, now: datetime) -> None:
    apply(session, now, lantern())
    confirm(
        session, LISTING, Said(("location.addresses",), date(2026, 10, 1), "organization", "link"), now, command("test")
    )
    mark_confidential(session, PLACE, now, command("test"))
    nested = lantern()
    nested["service_at_locations"][0]["location"]["addresses"][0]["address_1"] = "10 Lantern Street"
    assert apply(session, now, nested).proposals == 1
    [proposal] = session.scalars(select(Proposal))
    assert (proposal.field, proposal.was, proposal.proposed) == ("addresses", None, None)


def test_no_import_makes_a_private_place_public_again(session: Session, now: datetime) -> None:
    apply(session, now, lantern())
    mark_confidential(session, PLACE, now, command("test"))
    apply(session, now, lantern(description="Other words."))
    assert session.get_one(Location, PLACE).address_visibility == "private"


def test_a_service_without_a_place_gets_a_listing(session: Session, now: datetime) -> None:
    outcome = apply(session, now, {"id": SERVICE, "name": "Warm line", "status": "active"})
    assert outcome.listings == [placeless_id(SERVICE)]
    assert session.get_one(Listing, placeless_id(SERVICE)).location_id is None


def test_facts_of_a_listing_without_a_place_are_taken(session: Session, now: datetime) -> None:
    apply(session, now, {"id": SERVICE, "name": "Warm line", "status": "active"})
    columns = {"service_id": SERVICE, "due_on": now.date()}
    statement = Incoming("service_at_location", placeless_id(SERVICE), {}, columns=columns)
    [outcome] = apply_batch(session, [Entry(statement.kind, statement.id, (statement,))], now, importing("lantern"))
    assert (outcome.status, outcome.dangling) == ("changed", [])
    assert session.get_one(Listing, placeless_id(SERVICE)).due_on == now.date()


def test_a_place_that_comes_later_withdraws_the_placeless_listing(session: Session, now: datetime) -> None:
    bare = lantern()
    del bare["service_at_locations"]
    apply(session, now, bare)
    apply(session, now, lantern())
    assert session.get_one(Listing, placeless_id(SERVICE)).held == "withdrawn"
    assert session.get_one(Listing, LISTING).held is None
    assert apply(session, now, lantern()).status == "unchanged"


def test_a_listing_whose_place_is_nowhere_is_kept_without_one(session: Session, now: datetime) -> None:
    nested = lantern(service_at_locations=[{"id": LISTING, "location_id": "99999999-9999-4999-8999-999999999999"}])
    outcome = apply(session, now, nested)
    assert (outcome.status, outcome.dangling) == ("accepted", ["service_at_location.location"])
    assert outcome.listings == [placeless_id(SERVICE)]


def test_a_listing_of_an_unknown_service_is_not_taken(session: Session, now: datetime) -> None:
    nested = {"id": LISTING, "service_id": SERVICE}
    [outcome] = apply_batch(session, [entry_of("service_at_location", nested)], now, importing("lantern"))
    assert (outcome.dangling, outcome.listings) == (["service_at_location.service"], [])


def test_only_the_source_that_raised_a_flag_lowers_it(session: Session, now: datetime) -> None:
    apply(session, now, lantern(), staff_only=True)
    apply(session, now, lantern(), source="other", staff_only=False)
    assert session.get_one(Listing, LISTING).staff_only
    apply(session, now, lantern(), staff_only=False)
    assert not session.get_one(Listing, LISTING).staff_only


def test_a_listing_a_curator_published_is_held_again_only_when_it_changes(session: Session, now: datetime) -> None:
    apply(session, now, lantern(), held="address in text")
    publish(session, LISTING, now, command("test"))
    apply(session, now, lantern(), held="address in text")
    assert session.get_one(Listing, LISTING).held is None
    apply(session, now, lantern(description="At 9 Lantern Street."), held="address in text")
    assert session.get_one(Listing, LISTING).held == "address in text"


def test_being_seen_changes_nothing_anybody_sees(session: Session, now: datetime) -> None:
    apply(session, now, lantern(), last_seen_run="one")
    before = document_version(session), session.get_one(Listing, LISTING).version
    assert apply(session, now, lantern(), last_seen_run="two").status == "unchanged"
    assert (document_version(session), session.get_one(Listing, LISTING).version) == before
    assert session.get_one(Listing, LISTING).last_seen_run == "two"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("active", "active"),
        ("Inactive", "inactive"),
        ("", "active"),
        (None, "active"),
        ("temporarily closed", "temporarily closed"),
    ],
)
def test_a_blank_or_strange_status_keeps_its_words(
    session: Session, now: datetime, said: str | None, read: str
) -> None:
    apply(session, now, lantern(status=said))
    service = session.get_one(Service, SERVICE)
    assert (service.status, service.hsds["status"]) == (read, said)


def test_one_id_may_be_a_service_and_an_organization(session: Session, now: datetime) -> None:
    nested = lantern()
    nested["organization"]["id"] = SERVICE
    assert apply(session, now, nested).status == "accepted"
    assert session.get_one(Organization, SERVICE).name == "Lantern Neighbors"
    assert session.get_one(Service, SERVICE).name == "Lantern Pantry"


def test_entries_of_one_batch_see_each_other(session: Session, now: datetime) -> None:
    organization = {"id": ORGANIZATION, "name": "Lantern Neighbors", "description": "Neighbors."}
    flat = {"id": SERVICE, "name": "Lantern Pantry", "status": "active", "organization_id": ORGANIZATION}
    entries = [entry_of("organization", organization), Entry("service", SERVICE, tuple(split("service", flat)))]
    apply_batch(session, entries, now, importing("lantern"))
    assert session.get_one(Service, SERVICE).organization_id == ORGANIZATION
