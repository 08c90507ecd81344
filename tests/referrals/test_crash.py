"""However many processes move referrals, and however they are killed: each move happens once, whole, or not at all."""

import random
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from referrals.offers import moves
from referrals.offers.models import Offer, OfferClock, OfferEvent, Outcome, Referral, ReferralAnswer
from resource_app.accounts.models import Inbox
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.mail import LetterRow
from resource_app.outbox import Outgoing
from tests import crashing
from tests.referrals import mover
from tests.referrals.consistency import violations
from tests.referrals.offering import LISTINGS, NOW, brought, move, put_to, referred
from tests.validation.listings import id_of, load_many

REFERRALS, PROCESSES, KILLS, PLACES = 1_000, 8, 60, 40
DAY = timedelta(days=1)
MOMENTS = tuple(NOW + days * DAY for days in (0, 3, 8, 12, 45))


@pytest.fixture(scope="module", autouse=True)
def _imported_once() -> None:
    crashing.imported_once("tests.referrals.mover")


def places(session: Session, count: int) -> None:
    """Listings of organizations that each have a mailbox."""
    load_many(session, [1] * count, NOW)
    for number in range(1, count + 1):
        owner, email = id_of(f"organization {number}"), f"desk{number}@circle.example.org"
        session.add(
            Inbox(
                id=f"inbox-{number}",
                organization_id=owner,
                email=email,
                language="en",
                asked_by="somebody",
                made_at=NOW,
                confirmed_at=NOW,
            )
        )
    session.flush()


@pytest.fixture
def site(connections: Connections) -> Connections:
    with connections.transaction() as session:
        places(session, len(LISTINGS))
    return connections


@pytest.mark.crash
def test_referral_a_thousand_eight_processes_sixty_kills(connections: Connections) -> None:
    draw = random.Random(20_261_129)  # noqa: S311 - the same kills every time
    with connections.transaction() as session:
        places(session, PLACES)
        listings = [id_of(f"listing {number}-0") for number in range(1, PLACES + 1)]
        for _ in range(REFERRALS):
            put_to(session, *draw.sample(listings, draw.choice((1, 2, 3))))
    for part, moment in enumerate(MOMENTS):
        workers = [(connections.settings, number, part, len(MOMENTS), moment) for number in range(PROCESSES)]
        ends = crashing.harassed(mover.work, workers, KILLS // len(MOMENTS), draw, 0.8)
        assert set(ends) == {0}
        with connections.reading() as session:
            assert violations(session) == []
    with connections.reading() as session:
        done = Counter(session.scalars(select(OfferEvent.move)))
        ended = session.scalar(select(func.count(Referral.closed_at)))
    assert len(done) > 12, done
    assert ended
    assert ended > REFERRALS / 20


@pytest.mark.parametrize(
    "fault",
    [
        "UPDATE offer SET state = 'accepted' WHERE state = 'sent'",
        "UPDATE offer SET version = version + 1",
        "UPDATE referral SET loop_level = 4",
        "UPDATE referral SET resolution = 'resolved', closed_at = made_at",
        "DELETE FROM offer_clock WHERE clock = 'T5'",
        "DELETE FROM offer_clock WHERE clock = 'T10'",
        "UPDATE offer_clock SET ended_at = NULL",
        "DELETE FROM outbox WHERE topic = 'mail'",
        "DELETE FROM outbox WHERE topic = 'listing_disputed'",
        "DELETE FROM outbox WHERE topic = 'listing_room'",
        "DELETE FROM letter",
        "UPDATE letter SET outcome = 'sent'",
        "UPDATE audit_head SET seq = seq - 1",
    ],
)
def test_referral_a_fault_that_is_planted_is_found(site: Connections, fault: str) -> None:
    first, second = referred(site, *LISTINGS[:2])
    move(site, first, "send")
    move(site, first, "decline", said={"reason": "phone_wrong"})
    [other] = referred(site)
    brought(site, other, "not_completed")
    with Session(site.engine, info=site.known) as session:
        assert session.get_one(Offer, second).state == "sent"
        assert violations(session) == []
        session.execute(text(fault))
        session.expire_all()
        assert violations(session)
        session.rollback()


def state(connections: Connections) -> dict[str, list[Any]]:
    """All that a move changes, without what is drawn by chance."""
    asked = {
        "referrals": select(Referral.loop_level, Referral.resolution, Referral.closed_at, Referral.closed_for),
        "offers": select(Offer.rank, Offer.state, Offer.version, Offer.moved_at, Offer.viewed_at, Offer.disputed),
        "events": select(OfferEvent.version, OfferEvent.move, OfferEvent.state, OfferEvent.reason),
        "outcomes": select(Outcome.number, Outcome.resolution),
        "answers": select(ReferralAnswer.number, ReferralAnswer.said),
        "clocks": select(OfferClock.clock, OfferClock.due_at, OfferClock.done_at, OfferClock.ended_at),
        "letters": select(LetterRow.kind, LetterRow.outcome),
        "outgoing": select(Outgoing.topic, func.count()).group_by(Outgoing.topic),
        "audit": select(AuditEvent.action, AuditEvent.seq),
    }
    with connections.reading() as session:
        return {name: sorted(map(repr, session.execute(each))) for name, each in asked.items()}


# What is done to an offer that is in a state, as the first of a list of three.
DONE: dict[str, str] = {
    "create": "sent",
    "send": "queued",
    "drop": "queued",
    "view": "sent",
    "ask": "sent",
    "answer": "sent",
    "accept": "sent",
    "waitlist": "sent",
    "decline": "sent",
    "expire": "sent",
    "cancel": "sent",
    "void": "sent",
    "slot_open": "waitlisted",
    "start": "accepted",
    "pause": "accepted",
    "resume": "on_hold",
    "name_given": "accepted",
    "tried": "accepted",
    "complete": "in_progress",
    "unable": "in_progress",
    "accept_again": "declined",
    "yes": "completed",
    "no": "completed",
    "amend": "completed",
    "close_unmet": "not_completed",
    "revoke": "in_progress",
}


def test_referral_every_move_is_among_those_that_die() -> None:
    assert {*moves.BY_CODE} <= {*DONE}


@pytest.mark.crash
@pytest.mark.parametrize("verb", DONE)
def test_referral_a_move_that_dies_before_any_of_its_statements_has_not_happened_or_is_whole(
    site: Connections, verb: str
) -> None:
    offer, *_ = referred(site, *LISTINGS[: 1 if verb == "close_unmet" else 3])
    brought(site, offer, DONE[verb])  # type: ignore[arg-type]  # a state
    seen = crashing.died_everywhere(mover.do, (site.settings, verb, offer, NOW + DAY), lambda: state(site))
    assert len(seen) == 2, "half done"
    with site.reading() as session:
        assert violations(session) == []


@pytest.mark.crash
def test_referral_a_move_that_is_whole_in_part_before_the_rest_is_found(site: Connections) -> None:
    offer, *_ = referred(site, *LISTINGS[:3])
    brought(site, offer, "sent")
    crashing.died_everywhere(mover.do, (site.settings, "half", offer, NOW + DAY), lambda: state(site))
    with site.reading() as session:
        assert violations(session)
