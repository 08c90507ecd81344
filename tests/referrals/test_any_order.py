"""Whatever is done to referrals, in whatever order: one has them at most, nobody who may not, and all of it can be replayed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from referrals.cases import operations as cases
from referrals.cases.models import Case, CaseNeed
from referrals.consents import operations as consents
from referrals.consents import queries, terms
from referrals.consents.operations import Signed
from referrals.offers import again, closing, moves, outcomes, replay, ticking, viewing
from referrals.offers.facts import SEEN, may_be_told
from referrals.offers.making import Asked, make_move
from referrals.offers.models import Offer, OfferClock, Referral
from referrals.offers.moves import HOLDING, LIVE
from referrals.offers.referring import Wanted, refer
from referrals.people import operations as people
from referrals.people.models import Person
from resource_app.audit.recording import By
from resource_app.audit.verifying import verify
from resource_app.connections import Connections
from resource_app.errors import ResourceLoopError
from tests.referrals.offering import BY, LISTINGS, NOW, SAID, TODAY
from tests.stores import ENVIRONMENT
from tests.validation.listings import load_many

EXAMPLES, STEPS = (200, 50) if ENVIRONMENT.get("REQUIRE") else (15, 30)
CODES = [code for code in moves.BY_CODE if code not in moves.APART]
AGREED = terms.Terms(
    kind="platform",
    purposes=frozenset({"referral"}),
    data_classes=terms.USUAL,
    recipients=frozenset({terms.EVERYBODY}),
    starts_on=TODAY,
)
WHICH = st.integers(0, 5)


class Anything(RuleBasedStateMachine):
    """One person with one need, in one transaction that is undone in the end; what is refused is undone at once."""

    site: Connections

    def __init__(self) -> None:
        super().__init__()
        self.session = Session(self.site.engine, info=self.site.known)
        self.now = NOW
        session = self.session
        self.person = session.get_one(Person, people.add(session, {"name": "Ada Lantern"}, "care-lantern", BY))
        self.agree()
        self.case = cases.open_case(session, self.person, "volunteer", BY)
        self.need = cases.add_need(session, self.case, "food-insecurity", "talk", BY)
        refer(session, self.case, self.need, Wanted(listing_ids=LISTINGS[:3]), BY)

    def teardown(self) -> None:
        self.session.rollback()
        self.session.close()

    @rule(which=WHICH, code=st.sampled_from(CODES), party=st.integers(0, 1))
    def move(self, which: int, code: str, party: int) -> None:
        offer, by = self._offer(which), moves.BY_CODE[code].by
        asked = Asked(
            offer_id=offer.id, move=code, version=offer.version, party=by[party % len(by)], said=SAID.get(code, {})
        )
        self._do(lambda session: make_move(session, asked, self._by()))

    @rule(which=WHICH)
    def go_on(self, which: int) -> None:
        """What is likely, so that ways get long."""
        offer = self._offer(which)
        likely = {"queued": "send", "sent": "accept", "accepted": "start", "in_progress": "complete"}
        if code := likely.get(offer.state):
            self.move(which, code, 0)

    @rule(which=WHICH)
    def view(self, which: int) -> None:
        self._do(lambda session: viewing.view(session, self._offer(which).id, self._by()))

    @rule(which=WHICH)
    def accept_again(self, which: int) -> None:
        offer = self._offer(which)
        asked = Asked(
            offer_id=offer.id, move="accept_again", version=offer.version, party="organization", said=SAID["accept"]
        )
        self._do(lambda session: again.accept_again(session, asked, self._by()))

    @rule(which=WHICH, said=st.sampled_from(["yes", "partly", "no"]), source=st.sampled_from(["member", "caregiver"]))
    def answer(self, which: int, said: str, source: str) -> None:
        self._do(lambda session: closing.answer(session, self._offer(which).id, said, source, self._by()))  # type: ignore[arg-type]

    @rule(which=WHICH)
    def amend(self, which: int) -> None:
        said = SAID["complete"] | {"resolution": "unresolved"}
        self._do(lambda session: outcomes.amend(session, self._offer(which).id, 1, said, "organization", self._by()))

    @rule()
    def close_unmet(self) -> None:
        self._do(lambda session: closing.close_unmet(session, self._referral().id, "no_funds", self._by()))

    @rule()
    def reopen(self) -> None:
        self._do(lambda session: closing.reopen(session, self._referral().id, LISTINGS[1:], self._by()))

    @rule()
    def revoke(self) -> None:
        for consent in queries.of_person(self.session, self.person.id):
            closing.revoke(self.session, self.person, consent.id, "asked", self._by())

    @rule()
    def agree(self) -> None:
        consents.give(self.session, self.person, AGREED, Signed(name="Ada Lantern", language="en"), BY)

    @rule(days=st.sampled_from([1, 4, 11, 31]))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)
        due = select(OfferClock.offer_id, OfferClock.clock, OfferClock.due_at).where(
            OfferClock.due_at <= self.now, *ticking.WAITS
        )
        for key in self.session.execute(due.order_by(OfferClock.due_at, OfferClock.clock)).all():
            ticking.ring(self.session, *key, self.now)

    @invariant()
    def at_most_one_has_it(self) -> None:
        held = list(self.session.scalars(select(Offer.referral_id).where(Offer.state.in_(HOLDING))))
        assert len(held) == len(set(held))

    @invariant()
    def nobody_has_what_has_ended(self) -> None:
        over = select(Offer.id).join(Referral, Offer.referral_id == Referral.id)
        assert not self.session.scalars(over.where(Referral.closed_at.is_not(None), Offer.state.in_(LIVE))).all()
        running = select(OfferClock.clock).join(Offer, OfferClock.offer_id == Offer.id)
        ended = running.join(Referral, Offer.referral_id == Referral.id).where(
            Referral.closed_at.is_not(None), OfferClock.ended_at.is_(None)
        )
        assert not self.session.scalars(ended).all()

    @invariant()
    def nobody_has_what_they_may_not_be_told(self) -> None:
        seen = select(Offer, Referral).join(Referral, Offer.referral_id == Referral.id).where(Offer.state.in_(SEEN))
        for offer, referral in self.session.execute(seen):
            assert may_be_told(self.session, referral, offer.organization_id, self.now.date())

    @invariant()
    def all_of_it_follows(self) -> None:
        assert list(replay.faults(self.session)) == []

    def _by(self) -> By:
        return replace(BY, at=self.now)

    def _offer(self, which: int) -> Offer:
        offers = self.session.scalars(select(Offer).order_by(Offer.moved_at, Offer.rank, Offer.id)).all()
        return offers[which % len(offers)]

    def _referral(self) -> Referral:
        followed = select(Referral.replaces).where(Referral.replaces.is_not(None))
        return self.session.scalars(select(Referral).where(Referral.id.not_in(followed))).one()

    def _do(self, act: Callable[[Session], object]) -> None:
        try:
            with self.session.begin_nested():
                act(self.session)
        except ResourceLoopError:
            pass


@pytest.fixture
def site(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load_many(session, [1] * len(LISTINGS), NOW)
    return connections


@pytest.mark.embedded
@pytest.mark.acceptance
def test_referral_acceptance_12_any_order_leaves_one_holder_and_a_history_that_replays(site: Connections) -> None:
    Anything.site = site
    run_state_machine_as_test(
        Anything,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    with site.reading() as session:
        assert verify(session).faults == []


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE offer SET state = 'declined'",
        "UPDATE offer SET disputed = true",
        "UPDATE referral SET loop_level = 3",
        "UPDATE referral SET resolution = 'resolved'",
        "INSERT INTO referral_answer SELECT referral_id, 1, id, 'yes', 'member', 'user', 'somebody', moved_at FROM offer",
    ],
)
def test_referral_what_nobody_did_is_found(site: Connections, act: str) -> None:
    with Session(site.engine, info=site.known) as session:
        person = session.get_one(Person, people.add(session, {"name": "Ada Lantern"}, "care-lantern", BY))
        case: Case = cases.open_case(session, person, "volunteer", BY)
        need: CaseNeed = cases.add_need(session, case, "food-insecurity", "talk", BY)
        refer(session, case, need, Wanted(listing_ids=LISTINGS[:1]), BY)
        assert list(replay.faults(session)) == []
        session.execute(text(act))
        session.expire_all()
        assert list(replay.faults(session))
        session.rollback()
