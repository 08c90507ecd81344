"""How a referral ends: by what the person says, with a reason, unconfirmed, or with its consent; and what follows then."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from referrals.consents import queries as given
from referrals.offers import again, closing, outcomes, replay
from referrals.offers.facts import standing_of
from referrals.offers.making import Asked, NotPossible, Refused
from referrals.offers.models import Offer, OfferClock, Outcome, Referral, ReferralAnswer
from referrals.offers.moves import LIVE
from referrals.offers.standing import Standing
from referrals.offers.ticking import tick
from referrals.people.models import Person
from referrals.people.operations import ChangedMeanwhile
from resource_app.connections import Connections
from resource_app.errors import BadInput, NotFound
from tests.referrals.offering import BY, LISTINGS, NOW, TODAY, brought, move, referred, states
from tests.validation.listings import load_many

REPORT = {"served_on": "2026-10-13", "given": "2 boxes", "resolution": "resolved"}


@pytest.fixture
def site(connections: Connections) -> Iterator[Connections]:
    with connections.transaction() as session:
        load_many(session, [1] * len(LISTINGS), NOW)
    yield connections
    with connections.reading() as session:
        assert list(replay.faults(session)) == []
        closed = select(Offer.id).join(Referral, Offer.referral_id == Referral.id)
        assert session.scalars(closed.where(Referral.closed_at.is_not(None), Offer.state.in_(LIVE))).all() == []


def referral(connections: Connections) -> Referral:
    with connections.reading() as session:
        found = session.scalars(select(Referral)).one()
        session.expunge(found)
        return found


def stands(connections: Connections) -> Standing:
    with connections.reading() as session:
        return standing_of(session, session.scalars(select(Referral)).one(), TODAY)


def said(connections: Connections, offer_id: str, answer: str, source: str = "member") -> None:
    with connections.transaction() as session:
        closing.answer(session, offer_id, answer, source, BY)  # type: ignore[arg-type]


def after_all(connections: Connections, offer_id: str) -> str:
    with connections.transaction() as session:
        version, words = session.get_one(Offer, offer_id).version, {"contact_person": "Front desk"}
        asked = Asked(offer_id=offer_id, move="accept_again", version=version, party="organization", said=words)
        return again.accept_again(session, asked, BY)


def clocks(connections: Connections) -> set[str]:
    with connections.reading() as session:
        return set(session.scalars(select(OfferClock.clock).where(OfferClock.ended_at.is_(None))))


@pytest.mark.acceptance
@pytest.mark.parametrize(("answer", "resolution"), [("yes", "resolved"), ("partly", "partially_resolved")])
def test_a_referral_that_helped_is_closed_and_confirmed(site: Connections, answer: str, resolution: str) -> None:
    [offer] = referred(site)
    brought(site, offer, "completed")
    assert stands(site) == "awaiting_confirmation"
    assert referral(site).loop_level == 2
    said(site, offer, answer)
    ended = referral(site)
    assert (ended.resolution, ended.loop_level, stands(site)) == (resolution, 4, "closed")
    assert clocks(site) == set()


@pytest.mark.acceptance
def test_a_referral_that_an_organization_calls_done_and_the_member_does_not_needs_somebody(site: Connections) -> None:
    [offer] = referred(site)
    brought(site, offer, "completed")
    said(site, offer, "no")
    assert stands(site) == "needs_action"
    assert referral(site).closed_at is None
    assert "T10" in clocks(site)
    assert not {"T8", "T9"} & clocks(site)


def test_a_caregivers_answer_to_a_referral_stands_beside_the_members_and_changes_nothing_later(
    site: Connections,
) -> None:
    [offer] = referred(site)
    brought(site, offer, "completed")
    said(site, offer, "yes", "caregiver")
    said(site, offer, "no", "member")
    with site.reading() as session:
        kept = session.execute(select(ReferralAnswer.said, ReferralAnswer.source).order_by(ReferralAnswer.number))
        assert [tuple(row) for row in kept] == [("yes", "caregiver"), ("no", "member")]
    assert referral(site).resolution == "resolved"


@pytest.mark.parametrize("state", ["sent", "accepted", "declined", "cancelled"])
def test_nobody_answers_whether_a_referral_helped_that_was_not_reported(site: Connections, state: str) -> None:
    [offer] = referred(site)
    brought(site, offer, state)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        said(site, offer, "yes")


def test_a_referral_that_nobody_confirms_is_closed_as_it_was_reported(site: Connections) -> None:
    [offer] = referred(site)
    brought(site, offer, "completed")
    tick(site, NOW + timedelta(days=31))
    ended = referral(site)
    assert (ended.resolution, ended.loop_level) == ("resolved", 2)


@pytest.mark.parametrize(("reason", "resolution"), [("no_longer_needed", "withdrawn"), ("at_capacity", "unresolved")])
def test_a_referral_that_nobody_has_is_closed_with_its_reason(site: Connections, reason: str, resolution: str) -> None:
    [offer] = referred(site)
    brought(site, offer, "declined")
    with site.transaction() as session:
        closing.close_unmet(session, referral(site).id, reason, BY)
    ended = referral(site)
    assert (ended.resolution, ended.closed_for, ended.loop_level) == (resolution, reason, 1)


@pytest.mark.parametrize("state", ["sent", "accepted", "completed"])
def test_a_referral_that_somebody_has_is_not_closed_as_unmet(site: Connections, state: str) -> None:
    [offer] = referred(site)
    brought(site, offer, state)  # type: ignore[arg-type]
    with pytest.raises(NotPossible), site.transaction() as session:
        closing.close_unmet(session, referral(site).id, "at_capacity", BY)


def test_a_referral_is_not_closed_without_a_reason_of_the_list(site: Connections) -> None:
    [offer] = referred(site)
    brought(site, offer, "declined")
    with pytest.raises(BadInput), site.transaction() as session:
        closing.close_unmet(session, referral(site).id, "superseded", BY)


@pytest.mark.acceptance
def test_a_consent_taken_back_in_the_middle_of_a_service_ends_the_referral(site: Connections) -> None:
    offers = referred(site, *LISTINGS[:2])
    brought(site, offers[0], "accepted")
    with site.transaction() as session:
        person = session.scalars(select(Person)).one()
        closing.revoke(session, person, given.of_person(session, person.id)[0].id, "changed their mind", BY)
    assert states(site, offers) == ["cancelled", "dropped"]
    ended = referral(site)
    assert (ended.resolution, ended.closed_for, ended.loop_level) == ("withdrawn", "consent_revoked", 1)
    assert clocks(site) == set()


def test_a_consent_narrowed_to_one_organization_ends_the_offers_to_others_alone(site: Connections) -> None:
    offers = referred(site, *LISTINGS[:2], automatic=False)
    for each in offers:
        move(site, each, "send")
    with site.transaction() as session:
        person = session.scalars(select(Person)).one()
        consent = given.of_person(session, person.id)[0]
        kept = session.get_one(Offer, offers[1]).organization_id
        assert kept != session.get_one(Offer, offers[0]).organization_id
        less = replace(given.terms_of(consent), data_classes=frozenset({"need"}))
        closing.narrow(session, person, consent.id, less, BY)
    assert states(site, offers) == ["cancelled", "cancelled"]


def test_a_consent_that_ends_by_its_day_ends_its_referral_once(site: Connections) -> None:
    [offer] = referred(site, until=TODAY + timedelta(days=10))
    brought(site, offer, "accepted")
    for day, state in ((9, "accepted"), (10, "cancelled"), (11, "cancelled")):
        with site.transaction() as session:
            for person_id in closing.to_withdraw(session, TODAY + timedelta(days=day)):
                closing.withdraw(session, person_id, "consent_expired", replace(BY, at=NOW + timedelta(days=day)))
        assert states(site, [offer]) == [state]
    assert referral(site).closed_for == "consent_expired"


def test_a_closed_referral_is_followed_by_one_that_replaces_it(site: Connections) -> None:
    [offer] = referred(site)
    brought(site, offer, "completed")
    old = referral(site).id
    with pytest.raises(NotPossible), site.transaction() as session:
        closing.reopen(session, old, LISTINGS[:1], BY)
    said(site, offer, "yes")
    with site.transaction() as session:
        new = closing.reopen(session, old, LISTINGS[1:2], BY)
    with site.reading() as session:
        assert session.get_one(Referral, new).replaces == old
    with pytest.raises(NotPossible), site.transaction() as session:
        closing.reopen(session, old, LISTINGS[1:2], BY)


@pytest.mark.parametrize("state", ["expired", "declined", "not_completed", "completed"])
def test_an_organization_that_let_a_referral_go_takes_it_after_all(site: Connections, state: str) -> None:
    [offer] = referred(site)
    brought(site, offer, state)  # type: ignore[arg-type]
    new = after_all(site, offer)
    assert states(site, [offer, new]) == [state, "accepted"]
    assert stands(site) == "matched"


@pytest.mark.acceptance
def test_a_referral_that_somebody_else_took_meanwhile_is_not_taken_after_all(site: Connections) -> None:
    offers = referred(site, *LISTINGS[:2])
    brought(site, offers[0], "expired")
    brought_second = move(site, offers[1], "accept")
    assert brought_second == "accepted"
    with pytest.raises(Refused):
        after_all(site, offers[0])


def test_a_wrong_report_of_a_referral_is_amended_and_both_are_kept(site: Connections) -> None:
    [offer] = referred(site)
    brought(site, offer, "completed")
    with site.transaction() as session:
        assert outcomes.amend(session, offer, 1, REPORT | {"resolution": "unresolved"}, "organization", BY) == 2
    with pytest.raises(ChangedMeanwhile), site.transaction() as session:
        outcomes.amend(session, offer, 1, REPORT, "organization", BY)
    with pytest.raises(BadInput), site.transaction() as session:
        outcomes.amend(session, offer, 2, REPORT | {"given": " "}, "organization", BY)
    tick(site, NOW + timedelta(days=31))
    assert referral(site).resolution == "unresolved"


@pytest.mark.parametrize("model", [Outcome, ReferralAnswer])
def test_nothing_that_was_reported_or_answered_of_a_referral_is_ever_changed(
    site: Connections, model: type[Outcome | ReferralAnswer]
) -> None:
    [offer] = referred(site)
    brought(site, offer, "completed")
    said(site, offer, "no")
    for statement in (update(model).values(actor_id="x"), delete(model)):
        with pytest.raises(DBAPIError), site.transaction() as session:
            session.execute(statement)
