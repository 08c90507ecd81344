"""What is due now? Rows say so; each is done once, in a transaction of its own, by however many processes tick."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from referrals import repeats
from referrals.offers import closing, detail, making, news, notices
from referrals.offers.clocks import BY_CODE, Does
from referrals.offers.facts import Put, put
from referrals.offers.models import OfferClock
from resource_app.actor import job
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.errors import N_
from resource_app.notes import Note

JOB = job("referral-clocks")
CHUNK = 200  # rows that are read at once
Key = Row[str, str, datetime]  # of a clock: offer, code, due
WAITS = OfferClock.done_at.is_(None), OfferClock.ended_at.is_(None)


def tick(connections: Connections, now: datetime) -> Note:
    """Do everything that is due. What fails is tried again the next time, and stops nothing else."""
    with connections.transaction() as session:
        repeats.forget(session, now)
        detail.forget(session, now)
        ended = closing.to_withdraw(session, now.date())
    kept = [_alone(connections, "consent", partial(_withdraw, person_id=each, now=now)) for each in ended].count(None)
    done, failed = 0, 0
    while keys := _due(connections, now, failed):
        for offer_id, code, due_at in keys:
            rung = _alone(connections, code, partial(ring, offer_id=offer_id, code=code, due_at=due_at, now=now))
            done, failed = done + bool(rung), failed + (rung is None)
    said = Note.of(N_("%(num)s done"), num=done)
    return said + Note.of(N_("%(num)s failed"), num=failed + kept) if failed + kept else said


def _alone(connections: Connections, code: str, do: Callable[[Session], bool]) -> bool | None:
    """What it says that is done in a transaction of its own; None where it failed: nothing else is kept waiting."""
    try:
        with connections.transaction() as session:
            return do(session)
    except Exception as error:  # noqa: BLE001 - whatever it is
        structlog.get_logger().error("clock failed", clock=code, error=type(error).__qualname__)
        return None


def _withdraw(session: Session, person_id: str, now: datetime) -> bool:
    closing.withdraw(session, person_id, "consent_expired", By(JOB, Origin(), now))
    return True


def ring(session: Session, offer_id: str, code: str, due_at: datetime, now: datetime) -> bool:
    """Do what a clock is for, unless somebody did, or it is over; whether it was done now."""
    at = put(session, offer_id)
    mine = OfferClock.offer_id == offer_id, OfferClock.clock == code, OfferClock.due_at == due_at
    taken = update(OfferClock).where(*mine, *WAITS).values(done_at=now)
    if at is None or not session.execute(taken).rowcount:  # type: ignore[attr-defined]  # of an UPDATE
        return False
    by_code: Mapping[str, Does] = {clock: each.does for clock, each in BY_CODE.items()}
    for effect in EFFECTS[by_code[code]]:
        effect(session, at, By(JOB, Origin(), now))
    return True


def _due(connections: Connections, now: datetime, failed: int) -> Sequence[Key]:
    """What is due, the first due first, less what has failed: that stays in front."""
    due = select(OfferClock.offer_id, OfferClock.clock, OfferClock.due_at).where(OfferClock.due_at <= now, *WAITS)
    order = OfferClock.due_at, OfferClock.offer_id, OfferClock.clock
    with connections.reading() as session:
        return session.execute(due.order_by(*order).offset(failed).limit(CHUNK)).all()


def _expire(session: Session, at: Put, by: By) -> None:
    _move(session, at, "expire", "", by)


def _give_up(session: Session, at: Put, by: By) -> None:
    _move(session, at, "cancel", "superseded", by)


def _move(session: Session, at: Put, move: str, reason: str, by: By) -> None:
    said = {"reason": reason} if reason else {}
    asked = making.Asked(offer_id=at.offer.id, move=move, version=at.offer.version, party="system", said=said)
    making.make_move(session, asked, by)


# What nobody does here stands on the work list of the person's team (work.late).
EFFECTS: Mapping[Does, tuple[Callable[[Session, Put, By], None], ...]] = {
    "notice": (),  # the last reminder is due at that moment, and is the notice
    "remind": (notices.tell,),
    "escalate": (notices.tell_admins, news.tell_team),
    "offer_next": (making.send_next,),
    "expire": (_expire,),
    "ask_contact": (notices.tell,),
    "ask_progress": (notices.tell,),
    "ask_member": (),
    "close": (closing.close_unconfirmed,),
    "raise": (),
    "give_up": (_give_up,),
    "answer": (),
    "give_name": (),
}
