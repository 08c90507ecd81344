"""What is said of a listing leaves without anybody's name; that it was full stays, for a while; discreet needs go to few."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from referrals.consents import operations as consents
from referrals.consents import queries, terms
from referrals.consents.operations import Signed
from referrals.offers import clearing, listings
from referrals.offers.making import Refused
from referrals.offers.models import Referral
from referrals.offers.reasons import DISPUTES, REASONS
from referrals.people.models import Person
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory import operations as directory
from resource_app.directory.problems import DISPUTED
from resource_app.errors import BadInput
from resource_app.outbox import Outgoing
from search.documents import Capacity
from tests.referrals.offering import BY, LISTINGS, NOW, TODAY, brought, move, referred, states
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


def test_referral_organizations_are_cleared_for_what_is_discreet_only(site: Connections) -> None:
    assert set(clearing.CLASSES) == {"part_2", "victim_services"}
    assert terms.DATA_CLASS.keys() >= set(clearing.CLASSES)
    with site.transaction() as session, pytest.raises(BadInput):
        clearing.clear(session, id_of("organization 1"), "need", BY, cleared=True)
