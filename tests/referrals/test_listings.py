"""What is said of a listing leaves without anybody's name; that it was full stays, for a while; discreet needs go to few."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from referrals.consents import operations as consents
from referrals.consents import queries, terms
from referrals.consents.operations import Signed
from referrals.offers import again, clearing, listings
from referrals.offers.making import Asked, Refused, make_move
from referrals.offers.models import Offer, Referral
from referrals.offers.reasons import DISPUTES, REASONS
from referrals.people.models import Person
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory import confirmations
from resource_app.directory import operations as directory
from resource_app.directory.confirmations import Said
from resource_app.directory.models import Change, Listing
from resource_app.directory.problems import DISPUTED
from resource_app.errors import BadInput
from resource_app.jobs.deliveries import DELIVERIES, drain
from resource_app.outbox import Outgoing
from search.documents import Capacity
from search.query import Query
from tests.referrals.offering import BY, LISTINGS, NOW, SAID, TODAY, brought, move, referred, states
from tests.validation.listings import id_of, load_many
from validation import disputes

DAY = timedelta(days=1)


@pytest.fixture
def site(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load_many(session, [1] * len(LISTINGS), NOW)
    return connections


def told(connections: Connections) -> list[str]:
    with connections.reading() as session:
        return list(session.scalars(select(Outgoing.subject).where(Outgoing.topic == DISPUTED)))


@pytest.mark.parametrize("reason", DISPUTES)
@pytest.mark.parametrize("code", ["decline", "unable"])
def test_referral_a_reason_of_the_listing_disputes_it_and_names_nobody(
    site: Connections, code: str, reason: str
) -> None:
    [offer] = referred(site)
    brought(site, offer, "sent" if code == "decline" else "accepted")
    move(site, offer, code, said={"reason": reason})
    assert told(site) == [f"{LISTINGS[0]}|{reason}|2026-10-13"]
    assert disputes.read(told(site)[0]) == disputes.Said(LISTINGS[0], reason, date(2026, 10, 13))


@pytest.mark.parametrize("reason", ["moved", "at_capacity", "no_longer_needed"])
def test_referral_no_other_reason_leaves(site: Connections, reason: str) -> None:
    [offer] = referred(site)
    brought(site, offer, "sent")
    move(site, offer, "decline", said={"reason": reason})
    assert told(site) == []
    assert reason in {each.code for each in REASONS}


def test_referral_said_to_be_full_is_known_for_two_weeks(site: Connections) -> None:
    [offer] = referred(site)
    brought(site, offer, "sent")
    move(site, offer, "decline")
    with site.reading() as session:
        assert listings.full_on(session, LISTINGS, NOW) == {LISTINGS[0]: TODAY}
        assert listings.full_on(session, LISTINGS, NOW + 14 * DAY) == {}
        assert listings.full_on(session, LISTINGS[1:], NOW) == {}


def test_referral_said_to_be_full_ends_when_the_organization_says_otherwise(site: Connections) -> None:
    [offer] = referred(site)
    brought(site, offer, "sent")
    move(site, offer, "decline")
    with site.transaction() as session:
        directory.set_capacity(session, LISTINGS[0], Capacity("available", TODAY), NOW, BY.actor)
    with site.reading() as session:
        assert listings.full_on(session, LISTINGS, NOW) == {}


def in_order(connections: Connections, at: datetime = NOW) -> list[str]:
    """The listings as the public finds them, after all that waits was delivered."""
    drain(connections, lambda: at, [each for each in DELIVERIES if each.topic == listings.ROOM])
    wanted = Query(text="service", now=at, limit=50)
    with connections.reading() as session:
        return [hit.document.id for hit in connections.search.search(session.connection(), wanted).hits]


def test_referral_no_room_lowers_the_rank_for_two_weeks(site: Connections) -> None:
    usual = in_order(site)
    offers = referred(site, usual[0])
    brought(site, offers[0], "sent")
    move(site, offers[0], "decline")
    assert in_order(site) == [*usual[1:], usual[0]]
    assert in_order(site, NOW + 13 * DAY) == [*usual[1:], usual[0]]
    assert in_order(site, NOW + 14 * DAY) == usual


def accept_one(site: Connections, listing_id: str) -> None:
    [offer] = referred(site, listing_id)
    move(site, offer, "send")
    move(site, offer, "accept", at=NOW + timedelta(hours=1))


def accept_after_all(site: Connections, listing_id: str) -> None:
    with site.transaction() as session:
        old = session.scalars(select(Offer).where(Offer.listing_id == listing_id)).one()
        asked = Asked(
            offer_id=old.id, move="accept_again", version=old.version, party="organization", said=SAID["accept"]
        )
        again.accept_again(session, asked, replace(BY, at=NOW + timedelta(hours=1)))


def tap(site: Connections, listing_id: str) -> None:
    with site.transaction() as session:
        directory.set_capacity(session, listing_id, Capacity("available", TODAY), NOW, BY.actor)


def confirm(site: Connections, listing_id: str, by: str = "organization") -> None:
    said = Said(("service.name",), TODAY, by, "link" if by == "organization" else "import", whole=False)
    with site.transaction() as session:
        confirmations.confirm(session, listing_id, said, NOW + timedelta(hours=1), BY.actor)


@pytest.mark.parametrize("speak", [accept_one, accept_after_all, tap, confirm])
def test_referral_the_rank_is_as_before_once_the_organization_says_otherwise(
    site: Connections, speak: Callable[[Connections, str], None]
) -> None:
    usual = in_order(site)
    [offer] = referred(site, usual[0])
    brought(site, offer, "sent")
    move(site, offer, "decline")
    assert in_order(site)[-1] == usual[0]
    speak(site, usual[0])
    assert in_order(site, NOW + timedelta(hours=2)) == usual
    with site.reading() as session:
        assert listings.full_on(session, usual, NOW + timedelta(hours=2)) == {}


def test_referral_a_files_confirmation_says_nothing_of_room(site: Connections) -> None:
    usual = in_order(site)
    [offer] = referred(site, usual[0])
    brought(site, offer, "declined")
    in_order(site)
    confirm(site, usual[0], "source")
    assert in_order(site, NOW + timedelta(hours=2))[-1] == usual[0]


@pytest.mark.parametrize("telling", ["other reason", "sensitive need", "locked person", "agreed alone"])
def test_referral_of_what_would_tell_too_much_the_order_says_nothing(site: Connections, telling: str) -> None:
    code = "substance-use" if telling == "sensitive need" else "food-insecurity"
    [offer] = referred(site, code=code, alone=telling == "agreed alone")
    if telling == "sensitive need":
        consent_to_part_2(site)
        with site.transaction() as session:
            clearing.clear(session, id_of("organization 1"), "part_2", BY, cleared=True)
    move(site, offer, "send")
    if telling == "locked person":
        with site.transaction() as session:
            session.scalars(select(Person)).one().locked = True
    move(site, offer, "decline", said={"reason": "no_funds" if telling == "other reason" else "at_capacity"})
    in_order(site)
    with site.reading() as session:
        assert session.get_one(Listing, LISTINGS[0]).said_full_until is None


def test_referral_that_the_rank_fell_stands_in_no_history(site: Connections) -> None:
    [offer] = referred(site)
    brought(site, offer, "sent")
    with site.reading() as session:
        before = session.get_one(Listing, LISTINGS[0]).updated_at
        told = session.scalar(select(func.count()).select_from(Change))
    move(site, offer, "decline")
    in_order(site, NOW + timedelta(hours=1))
    with site.reading() as session:
        listing = session.get_one(Listing, LISTINGS[0])
        assert (listing.updated_at, listing.capacity, listing.said_full_until) == (before, None, TODAY + 14 * DAY)
        assert session.scalar(select(func.count()).select_from(Change)) == told


def consent_to_part_2(connections: Connections) -> None:
    with connections.transaction() as session:
        person = session.scalars(select(Person)).one()
        named = replace(
            queries.terms_of(queries.of_person(session, person.id)[0]),
            kind="part_2",
            data_classes=frozenset({"part_2"}),
            recipients=frozenset({id_of("organization 1")}),
        )
        consents.give(session, person, named, Signed(name="Ada Lantern", language="en"), BY)


def test_referral_a_discreet_need_goes_to_who_is_cleared_for_it(site: Connections) -> None:
    [offer] = referred(site, code="substance-use")
    consent_to_part_2(site)
    with pytest.raises(Refused) as refused:
        move(site, offer, "send")
    assert [(each.code, each.yields) for each in refused.value.refusals] == [("G6", False)]
    with site.transaction() as session:
        clearing.clear(session, id_of("organization 1"), "victim_services", BY, cleared=True)
    with pytest.raises(Refused):
        move(site, offer, "send")
    with site.transaction() as session:
        for _ in range(2):
            clearing.clear(session, id_of("organization 1"), "part_2", BY, cleared=True)
    assert move(site, offer, "send") == "sent"
    assert states(site, [offer]) == ["sent"]
    move(site, offer, "decline")
    with site.transaction() as session:
        clearing.clear(session, id_of("organization 1"), "part_2", BY, cleared=False)
        assert clearing.cleared_for(session, id_of("organization 1")) == ["victim_services"]
        acts = select(AuditEvent.details).where(AuditEvent.action == "organization_cleared")
        assert [each["cleared"] for each in session.scalars(acts)] == [True, True, False]
        assert listings.full_on(session, LISTINGS, NOW) == {}
        assert session.scalars(select(Referral.tells)).one() == ["contact", "need", "part_2"]


@pytest.mark.parametrize("taken", ["accept", "slot_open", "accept_again"])
def test_referral_of_a_discreet_need_is_taken_by_no_organization_that_is_not_cleared_any_more(
    site: Connections, taken: str
) -> None:
    [offer] = referred(site, code="substance-use")
    consent_to_part_2(site)
    with site.transaction() as session:
        clearing.clear(session, id_of("organization 1"), "part_2", BY, cleared=True)
    before = {"accept": ("send",), "slot_open": ("send", "waitlist"), "accept_again": ("send", "decline")}[taken]
    for code in before:
        move(site, offer, code)
    with site.transaction() as session:
        clearing.clear(session, id_of("organization 1"), "part_2", BY, cleared=False)
    verb = again.accept_again if taken == "accept_again" else make_move
    with site.transaction() as session:
        version = session.get_one(Offer, offer).version
        asked = Asked(offer_id=offer, move=taken, version=version, party="organization", said=SAID["accept"])
        with pytest.raises(Refused) as refused:
            verb(session, asked, BY)
    assert [each.code for each in refused.value.refusals] == ["G6"]


def test_referral_organizations_are_cleared_for_what_is_discreet_only(site: Connections) -> None:
    assert set(clearing.CLASSES) == {"part_2", "victim_services"}
    assert terms.DATA_CLASS.keys() >= set(clearing.CLASSES)
    with site.transaction() as session, pytest.raises(BadInput):
        clearing.clear(session, id_of("organization 1"), "need", BY, cleared=True)
