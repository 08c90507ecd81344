"""Every verb changes one fact, and the listing's document with it."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.actor import Actor, command, importing
from resource_app.directory import operations
from resource_app.directory.applying import apply_batch
from resource_app.directory.confirmations import Said, confirm
from resource_app.directory.models import Confirmation, Listing, Proposal, Service
from resource_app.directory.origins import is_protected
from resource_app.errors import BadInput, NotFound
from search import stored
from search.documents import Capacity, Document
from tests.factories import LISTING, PLACE, SERVICE, entry_of, lantern, load

CURATOR = Actor("user", "u1", label="Curator")


def document_of(session: Session) -> Document:
    return stored.load(session.connection(), [LISTING])[LISTING]


def test_a_listing_has_a_document_as_soon_as_it_is_stored(session: Session, now: datetime) -> None:
    assert load(session, now) == "accepted"
    document = document_of(session)
    assert (document.name, document.organization, document.city) == ("Lantern Pantry", "Lantern Neighbors", "Chelsea")
    assert document.point == (42.39, -71.03)
    assert [area.key for area in document.areas] == ["county:25025"]
    assert document.display["place"]["address"]["lines"] == ["9 Lantern Street"]
    assert document.display["phones"][0]["call"] == "+16175550142"


def test_facts_of_a_listing_are_set_one_by_one(session: Session, now: datetime) -> None:
    load(session, now)
    before = document_of(session).version
    capacity = Capacity("waitlist", date(2026, 10, 9), "about 3 weeks")
    operations.set_capacity(session, LISTING, capacity, now, CURATOR)
    operations.set_closed_until(session, LISTING, date(2026, 10, 19), now, CURATOR)
    operations.set_do_not_refer(session, LISTING, now, CURATOR, refuse=True)
    operations.set_referrals(session, LISTING, now, CURATOR, accepts=True, method="Call first")
    operations.set_staff_only(session, LISTING, now, CURATOR, staff_only=True)
    operations.set_due_on(session, LISTING, date(2026, 12, 1), now, CURATOR)
    document = document_of(session)
    assert (document.capacity, document.closed_until) == (capacity, date(2026, 10, 19))
    assert (document.do_not_refer, document.accepts_referrals, document.staff_only) == (True, True, True)
    assert document.due_on == date(2026, 12, 1)
    assert document.version > before


def test_an_unknown_listing_is_not_found(session: Session, now: datetime) -> None:
    with pytest.raises(NotFound):
        operations.withdraw(session, "nothing", now, CURATOR)


def test_a_merged_listing_names_the_one_that_stays(session: Session, now: datetime) -> None:
    load(session, now)
    with pytest.raises(BadInput):
        operations.merge(session, LISTING, LISTING, now, CURATOR)
    operations.withdraw(session, LISTING, now, CURATOR)
    assert document_of(session).hidden == "withdrawn"
    operations.publish(session, LISTING, now, CURATOR)
    assert document_of(session).hidden == ""


def test_marking_a_place_confidential_works_backwards(session: Session, now: datetime) -> None:
    load(session, now)
    fields = ("location.addresses", "service.description")
    confirm(session, LISTING, Said(fields, date(2026, 10, 1), "organization", "phone"), now, CURATOR)
    moved = lantern()
    moved["service_at_locations"][0]["location"]["addresses"][0]["address_2"] = "Floor 2"
    apply_batch(session, [entry_of("service", moved)], now, importing("demo"))
    [proposal] = session.scalars(select(Proposal))
    assert "9 Lantern Street" in str(proposal.was)
    operations.mark_confidential(session, PLACE, now, command("test"))
    session.expire_all()
    assert (proposal.was, proposal.proposed) == (None, None)
    document = document_of(session)
    assert document.point is None
    assert document.display["phones"][0]["number"] == "617-555-0142"
    assert len(document.display["phones"]) == 1
    raw = repr(document)
    assert not [word for word in ("9 Lantern", "02150", "Side door", "0177", "Chelsea") if word in raw]


def test_an_import_never_overwrites_what_was_confirmed(session: Session, now: datetime) -> None:
    load(session, now)
    said = Said(("service.description",), date(2026, 10, 1), "organization", "link")
    confirm(session, LISTING, said, now, CURATOR)
    load(session, now, description="Something else.", name="Lantern Food Pantry")
    service = session.get_one(Service, SERVICE)
    assert service.hsds["description"] == "Groceries every week."
    assert service.name == "Lantern Food Pantry"
    assert is_protected(service.origins, "description")
    [proposal] = session.scalars(select(Proposal))
    assert (proposal.field, proposal.proposed) == ("description", "Something else.")
    [fact] = session.scalars(select(Confirmation))
    assert fact.fields == ["service.description"]
    assert session.get_one(Listing, LISTING).confirmed_on == date(2026, 10, 1)


def test_a_document_tells_which_parts_its_confirmation_does_not_speak_for(session: Session, now: datetime) -> None:
    load(session, now)
    assert document_of(session).display["provenance"] == []
    every = ("service.phones", "location.phones", "service.description", "location.addresses")
    confirm(session, LISTING, Said(every, date(2026, 5, 3), "organization", "link"), now, CURATOR)
    unsure = {"on": "", "by": "", "parts": ["areas"]}
    assert document_of(session).display["provenance"] == [unsure]
    areas = ("service.service_areas", "service.phones")
    confirm(session, LISTING, Said(areas, date(2026, 9, 9), "curator", "phone"), now, CURATOR)
    # phones: the service's were confirmed again, the place's were not: the less sure one counts
    older = {"on": "2026-05-03", "by": "organization", "parts": ["phones", "address", "description"]}
    assert document_of(session).display["provenance"] == [older]
    operations.mark_confidential(session, PLACE, now, command("test"))
    assert document_of(session).display["provenance"] == [older | {"parts": ["description"]}]


def test_what_was_seen_earlier_takes_no_later_confirmation_away(session: Session, now: datetime) -> None:
    load(session, now)
    confirm(session, LISTING, Said(("service.phones",), date(2026, 9, 9), "organization", "link"), now, CURATOR)
    both = ("service.phones", "service.description")
    confirm(session, LISTING, Said(both, date(2026, 9, 1), "curator", "visit", whole=False), now, CURATOR)
    origins = session.get_one(Service, SERVICE).origins
    assert {name: said["confirmed_on"] for name, said in origins.items()} == {
        "phones": "2026-09-09",
        "description": "2026-09-01",
    }


def test_nothing_shown_is_nothing_confirmed(session: Session, now: datetime) -> None:
    load(session, now)
    with pytest.raises(BadInput):
        confirm(session, LISTING, Said((), date(2026, 10, 1), "organization", "link"), now, CURATOR)
