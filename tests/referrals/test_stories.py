"""Whole stories of people and of who cares for them, from the first call to the answer (acceptance tests 1, 10 and 13)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.cases import entries
from referrals.cases import operations as cases
from referrals.cases.models import Case, CaseEntry, CaseNeed
from referrals.consents import operations as consents
from referrals.consents import terms
from referrals.consents.operations import Signed
from referrals.offers import closing, work
from referrals.offers.models import Offer, OfferClock, OfferEvent, Referral, ReferralAnswer
from referrals.offers.referring import Wanted, refer
from referrals.offers.ticking import tick
from referrals.people import operations as people
from referrals.people import related
from referrals.people.models import Person
from resource_app.actor import Actor
from resource_app.audit.recording import By
from resource_app.connections import Connections
from tests.referrals.offering import (
    BY,
    LISTINGS,
    NOW,
    SAID,
    TODAY,
    assert_whole,
    brought,
    move,
    put_to,
    referred,
    states,
)
from tests.validation.listings import load_many

pytestmark = pytest.mark.acceptance
DAY = timedelta(days=1)
CASES = 38


@pytest.fixture
def site(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load_many(session, [1] * len(LISTINGS), NOW)
    return connections


def acting(who: str, days: int = 0) -> By:
    """Somebody who acts, some days after it began."""
    return replace(BY, actor=Actor("user", who), at=NOW + days * DAY)


def hand_over(session: Session, case: Case, to: str, by: By) -> None:
    """A case goes from who has it to a colleague who takes it."""
    made = entries.add(session, case, "transfer", {"words": "They know that you call."}, by, who_id=to)
    session.flush()
    entries.end(session, case, session.get_one(CaseEntry, made), "accepted", replace(by, actor=Actor("user", to)))


def ended(connections: Connections) -> Mapping[str, tuple[str | None, int]]:
    """How each need ended, and how well that is known."""
    asked = select(CaseNeed.code, Referral.resolution, Referral.loop_level).join(
        Referral, Referral.need_id == CaseNeed.id
    )
    with connections.reading() as session:
        return {code: (resolution, level) for code, resolution, level in session.execute(asked)}


def test_referral_acceptance_1_one_case_with_three_needs_three_targets_and_five_actors(site: Connections) -> None:
    targets = {"housing-instability": LISTINGS[0], "stress": LISTINGS[1], "medical-cost-burden": LISTINGS[2]}
    with site.transaction() as session:  # the nurse who reviews a stay begins, the care manager takes it and calls
        person = session.get_one(Person, people.add(session, {"name": "Ada Lantern"}, "care-lantern", acting("nurse")))
        case = cases.open_case(session, person, "nurse", acting("nurse"), "high")
        hand_over(session, case, "care manager", acting("nurse"))
        for whom, words in (("member", "The landlord wants her out."), ("care_team", "Her doctor sees her on Monday.")):
            called = {"whom": whom, "channel": "call", "result": "reached", "words": words}
            entries.add(session, case, "contact", called, acting("care manager"))
        agreed = terms.Terms(
            kind="platform",
            purposes=frozenset({"referral"}),
            data_classes=terms.USUAL | {"mental_health", "health"},
            recipients=frozenset({terms.EVERYBODY}),
            starts_on=TODAY,
        )
        consents.give(session, person, agreed, Signed(name="Ada Lantern", language="en"), acting("care manager"))
        for code, listing in targets.items():
            need = cases.add_need(session, case, code, "talk", acting("care manager"))
            refer(session, case, need, Wanted(listing_ids=(listing,)), acting("care manager"))
    with site.reading() as session:
        of_need = select(CaseNeed.code, Offer.id).join(Referral, Referral.need_id == CaseNeed.id)
        offers = dict(session.execute(of_need.join(Offer, Offer.referral_id == Referral.id)).all())
    for offer in offers.values():
        move(site, offer, "send")
    housing, stress, costs = (offers[code] for code in targets)
    move(site, housing, "accept", "referrer")  # said to the advocate on the phone
    move(site, housing, "complete", "referrer")
    for code in ("accept", "start", "complete"):  # the behavioral partner
        move(site, stress, code, "organization")
    move(site, costs, "decline", "organization")
    with site.transaction() as session:
        closing.answer(session, housing, "yes", "member", acting("advocate", 3))
        closing.answer(session, stress, "partly", "member", acting("advocate", 3))
        mine = session.get_one(Offer, costs).referral_id
        closing.close_unmet(session, mine, "at_capacity", acting("care manager", 3))
    assert ended(site) == {
        "housing-instability": ("resolved", 4),
        "stress": ("partially_resolved", 4),
        "medical-cost-burden": ("unresolved", 1),
    }
    with site.reading() as session:
        assert session.scalars(select(Case.owner_id)).all() == ["care manager"]
        assert work.late(session, ("care-lantern",), NOW + 60 * DAY) == []
    assert_whole(site)


def test_referral_acceptance_10_an_advocate_leaves_and_their_cases_go_on(site: Connections) -> None:
    with site.transaction() as session:
        for _ in range(CASES):
            put_to(session, *LISTINGS[:2])
        first = session.scalars(select(Offer.id).where(Offer.rank == 1)).all()
    for offer in first:
        move(site, offer, "send")

    def clocks() -> list[object]:
        with site.reading() as session:
            return sorted(map(repr, session.execute(select(OfferClock.offer_id, OfferClock.clock, OfferClock.due_at))))

    before = clocks()
    with site.transaction() as session:
        for case in session.scalars(select(Case)).all():
            hand_over(session, case, "colleague", BY)
    with site.reading() as session:
        assert session.scalars(select(Case.owner_id)).all() == ["colleague"] * CASES
    assert clocks() == before
    tick(site, NOW + 11 * DAY)
    with site.reading() as session:
        late = select(OfferEvent.move).where(OfferEvent.offer_id.in_(first), OfferEvent.move == "expire")
        assert len(session.scalars(late).all()) == CASES
    assert_whole(site)


def test_referral_acceptance_13_somebody_with_dementia_is_helped_and_both_ways_are_closed(site: Connections) -> None:
    [offer] = referred(site, code="caregiver-support")
    with site.transaction() as session:
        person = session.scalars(select(Person)).one()
        daughter = {"name": "Bea Lantern", "relation": "child", "authority": "health_care_proxy", "told": "yes"}
        related.add(session, person, "proxy", daughter, BY)
    brought(site, offer, "in_progress")
    move(site, offer, "complete", "organization", said=SAID["complete"] | {"given": "A day place, twice a week"})
    with site.reading() as session:
        [told] = session.scalars(select(OfferEvent).where(OfferEvent.move == "complete")).all()
        assert (told.party, told.state) == ("organization", "completed")
        assert session.scalars(select(Referral.loop_level)).one() == 2
    with site.transaction() as session:
        closing.answer(session, offer, "yes", "caregiver", acting("advocate", 4))
        closing.answer(session, offer, "partly", "member", acting("advocate", 5))
    with site.reading() as session:
        kept = session.execute(select(ReferralAnswer.source, ReferralAnswer.said).order_by(ReferralAnswer.number))
        assert [(*row,) for row in kept] == [("caregiver", "yes"), ("member", "partly")]
    assert ended(site) == {"caregiver-support": ("resolved", 4)}
    assert states(site, [offer]) == ["completed"]
    assert_whole(site)
