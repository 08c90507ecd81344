"""What is promised of referrals, end to end (docs: acceptance tests 2 to 6): each with its history whole in the end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from referrals.consents import queries
from referrals.offers import again, closing, work
from referrals.offers.facts import standing_of
from referrals.offers.making import Asked, NotPossible, Refused
from referrals.offers.models import Offer, OfferEvent, Referral, ReferralAnswer
from referrals.offers.standing import Answer as Said
from referrals.offers.standing import Source, Standing
from referrals.offers.ticking import tick
from referrals.people.models import Person
from resource_app.connections import Connections
from tests.referrals.offering import BY, LISTINGS, NOW, SAID, TODAY, assert_whole, brought, move, referred, states
from tests.validation.listings import load_many

pytestmark = pytest.mark.acceptance
DAY = timedelta(days=1)


@pytest.fixture
def site(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load_many(session, [1] * len(LISTINGS), NOW)
    return connections


def stands(connections: Connections) -> Standing:
    with connections.reading() as session:
        return standing_of(session, session.scalars(select(Referral)).one(), TODAY)


def end(connections: Connections) -> tuple[str | None, int, str]:
    with connections.reading() as session:
        referral = session.scalars(select(Referral)).one()
        return referral.resolution, referral.loop_level, referral.closed_for


def answer(connections: Connections, offer: str, said: Said, source: Source = "member") -> None:
    with connections.transaction() as session:
        closing.answer(session, offer, said, source, BY)


def test_referral_acceptance_2_two_accept_in_the_same_second(site: Connections) -> None:
    offers = referred(site, *LISTINGS[:2])
    for offer in offers:
        move(site, offer, "send")

    def accept(offer: str) -> str:
        try:
            return move(site, offer, "accept", version=2)
        except (NotPossible, Refused) as late:
            return type(late).__name__

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(accept, offers))
    assert sorted(said)[1] == "accepted"
    assert said.count("accepted") == 1
    assert sorted(states(site, offers)) == ["accepted", "cancelled"]
    assert_whole(site)


def test_referral_acceptance_3_silent_reminded_escalated_offered_on_and_late(site: Connections) -> None:
    offers = referred(site, *LISTINGS[:2])
    move(site, offers[0], "send")
    tick(site, NOW + 7 * DAY)
    assert states(site, offers) == ["sent", "sent"]
    with site.reading() as session:
        assert [each.does for each in work.late(session, ("care-lantern",), NOW + 7 * DAY)] == ["escalate"]
    tick(site, NOW + 10 * DAY)
    assert states(site, offers) == ["expired", "sent"]
    with site.transaction() as session:
        version = session.get_one(Offer, offers[0]).version
        late = Asked(
            offer_id=offers[0], move="accept_again", version=version, party="organization", said=SAID["accept"]
        )
        made = again.accept_again(session, late, BY)
    assert states(site, [*offers, made]) == ["expired", "cancelled", "accepted"]
    assert stands(site) == "matched"
    assert_whole(site)


def test_referral_acceptance_4_waitlisted_at_one_accepted_by_another(site: Connections) -> None:
    offers = referred(site, *LISTINGS[:2])
    for offer in offers:
        move(site, offer, "send")
    move(site, offers[0], "waitlist")
    assert stands(site) == "offering"
    move(site, offers[1], "accept")
    with pytest.raises(Refused):
        move(site, offers[0], "slot_open")
    assert (stands(site), states(site, offers)) == ("matched", ["waitlisted", "accepted"])
    move(site, offers[1], "complete")
    answer(site, offers[1], "yes")
    assert (end(site), states(site, offers)) == (("resolved", 4, ""), ["cancelled", "completed"])
    assert_whole(site)


def test_referral_acceptance_5_the_organization_says_done_and_the_person_says_no(site: Connections) -> None:
    [offer] = referred(site)
    brought(site, offer, "completed")
    answer(site, offer, "no")
    assert (stands(site), end(site)) == ("needs_action", (None, 2, ""))
    with site.reading() as session:
        assert [each.does for each in work.late(session, ("care-lantern",), NOW + 3 * DAY)] == ["raise"]
    answer(site, offer, "yes", "caregiver")
    with site.reading() as session:
        kept = session.execute(select(ReferralAnswer.said, ReferralAnswer.source).order_by(ReferralAnswer.number))
        assert [(*row,) for row in kept] == [("no", "member"), ("yes", "caregiver")]
    assert_whole(site)


def test_referral_that_did_not_help_ends_with_the_consent_it_stood_on(site: Connections) -> None:
    [offer] = referred(site)
    brought(site, offer, "completed")
    answer(site, offer, "no")
    with site.transaction() as session:
        person = session.scalars(select(Person)).one()
        closing.revoke(session, person, queries.of_person(session, person.id)[0].id, "asked to stop", BY)
    assert (stands(site), end(site)) == ("closed", ("withdrawn", 2, "consent_revoked"))
    assert_whole(site)


def test_referral_that_waits_for_an_answer_of_the_person_is_still_asked_about_without_consent(
    site: Connections,
) -> None:
    [offer] = referred(site)
    brought(site, offer, "completed")
    with site.transaction() as session:
        person = session.scalars(select(Person)).one()
        closing.revoke(session, person, queries.of_person(session, person.id)[0].id, "asked to stop", BY)
    assert (stands(site), end(site)) == ("awaiting_confirmation", (None, 2, ""))
    assert_whole(site)


def test_referral_acceptance_6_consent_is_taken_back_in_service(site: Connections) -> None:
    offers = referred(site, *LISTINGS[:3])
    for offer in offers[:2]:
        move(site, offer, "send")
    move(site, offers[0], "waitlist")
    move(site, offers[1], "accept")
    move(site, offers[1], "start")
    with site.transaction() as session:
        person = session.scalars(select(Person)).one()
        closing.revoke(session, person, queries.of_person(session, person.id)[0].id, "asked to stop", BY)
    assert (states(site, offers), end(site)) == (
        ["cancelled", "cancelled", "dropped"],
        ("withdrawn", 1, "consent_revoked"),
    )
    with site.reading() as session:
        reasons = select(OfferEvent.reason, func.count()).where(OfferEvent.move == "cancel").group_by(OfferEvent.reason)
        assert [(*row,) for row in session.execute(reasons)] == [("consent_revoked", 2)]
    assert_whole(site)
