"""Which clocks run? Rows are set, stopped and moved with what happens to an offer; `ticking` does what is due."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import cast

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from referrals.offers.business_time import Calendar
from referrals.offers.clocks import CLOCKS, LONGEST_PAUSE, PAUSED, ClockCode, Priority, Since
from referrals.offers.facts import Put
from referrals.offers.models import Offer, OfferClock, OfferEvent
from referrals.offers.moves import HOLDING, OUT
from resource_app.audit.recording import By
from resource_app.audit.totals import INSERT
from resource_app.database import table_of
from resource_app.network.operations import rules
from search import stored
from search.opening import Opening

STARTS: Mapping[str, Since] = {  # by move
    "send": "sent",
    "waitlist": "waitlisted",
    "accept": "accepted",
    "accept_again": "accepted",
    "slot_open": "accepted",
    "complete": "reported",
    "ask": "asked",
}
LOOKS_AGAIN: Mapping[str, ClockCode] = {"waitlist": "W1", "pause": "T7"}  # on the day that is said with the move
ENDS: Mapping[str, ClockCode] = {
    "answer": "R1",
    "name_given": "R2",
}  # what waited for this move of the team that refers
MORNING = time(9)
_CLOCK = table_of(OfferClock)
_RUN = {
    name: insert(_CLOCK).on_conflict_do_update(
        index_elements=list(_CLOCK.primary_key), set_={"ended_at": None, "put_off_to": None}
    )
    for name, insert in INSERT.items()
}
SOMEWHERE = "America/New_York"  # the clock of a listing that is gone, or whose place nobody knows


def calendar_of(session: Session, offer: Offer) -> Calendar:
    """The working time of the listing an offer went to."""
    document = stored.load(session.connection(), [offer.listing_id]).get(offer.listing_id)
    opening = document.opening if document is not None else Opening()
    return Calendar.of(opening, opening.zone or SOMEWHERE)


def follow(session: Session, at: Put, move: str, by: By) -> None:
    """Set, stop and move clocks after a move of the offer."""
    now = by.at
    _stop_what_is_over(session, at.offer, move, now)
    if move in STARTS:
        start(session, at, STARTS[move], now)
    if move == "accept" and by.actor.kind == "link":
        start(session, at, "unnamed", now)
    if move in ("ask", "answer"):
        _pause(session, at)
    weigh(session, at, now)


def start(session: Session, at: Put, since: Since, now: datetime) -> None:
    """Set the clocks that run since something that happened to the offer now, in the state it is in."""
    calendar, network = calendar_of(session, at.offer), rules(session)
    for clock in CLOCKS:
        if clock.since == since and at.offer.state in clock.runs:
            dues = clock.dues(now, cast("Priority", at.referral.priority), calendar, network)
            _set(session, at.offer.id, clock.code, dues)


def look_again(session: Session, at: Put, move: str, day: date) -> None:
    """Let the organization and the team be asked how it goes on the morning of the day that was said with the move."""
    morning = datetime.combine(day, MORNING, calendar_of(session, at.offer).zone).astimezone(UTC)
    _set(session, at.offer.id, LOOKS_AGAIN[move], [morning])


def stop(session: Session, referral_id: str, now: datetime, *codes: ClockCode) -> None:
    """End clocks of all offers of a referral: these, or each."""
    mine = select(Offer.id).where(Offer.referral_id == referral_id)
    running = update(OfferClock).where(OfferClock.offer_id.in_(mine), OfferClock.ended_at.is_(None))
    session.execute((running.where(OfferClock.clock.in_(codes)) if codes else running).values(ended_at=now))


def weigh(session: Session, at: Put, now: datetime) -> None:
    """Let somebody be told when nobody has a referral any more since this offer; not while somebody has it, or once closed."""
    if at.referral.closed_at is not None:
        stop(session, at.referral.id, now)
        return
    offers = select(Offer.state, Offer.disputed).where(Offer.referral_id == at.referral.id)
    states = {state for state, disputed in session.execute(offers) if not disputed}
    held = not states.isdisjoint(HOLDING)
    over: list[ClockCode] = [] if held else ["W2"]
    if held or not states.isdisjoint((*OUT, "completed")):
        over.append("T10")
    elif not _runs(session, at.referral.id, "T10"):
        start(session, at, "idle", now)
    if held or "completed" not in states:
        over += ["T8", "T9"]
    elif not _runs(session, at.referral.id, "T9"):
        _ask_after_all(session, at, now)
    if over:
        stop(session, at.referral.id, now, *over)


def _ask_after_all(session: Session, at: Put, now: datetime) -> None:
    """Let the person be asked about the service that was reported last: whoever else had the referral since has it no more."""
    reported = select(Offer).where(
        Offer.referral_id == at.referral.id, Offer.state == "completed", Offer.disputed.is_(False)
    )
    last = session.scalars(reported.order_by(Offer.moved_at.desc(), Offer.id).limit(1)).one()
    asked = delete(OfferClock).where(OfferClock.offer_id == last.id, OfferClock.clock.in_(("T8", "T9")))
    session.execute(asked)
    start(session, Put(last, at.referral, at.need), "reported", now)


def _stop_what_is_over(session: Session, offer: Offer, move: str, now: datetime) -> None:
    over = [clock.code for clock in CLOCKS if offer.state not in clock.runs or ENDS.get(move) == clock.code]
    mine = OfferClock.offer_id == offer.id, OfferClock.clock.in_(over), OfferClock.ended_at.is_(None)
    session.execute(update(OfferClock).where(*mine).values(ended_at=now))


def _runs(session: Session, referral_id: str, code: ClockCode) -> bool:
    running = (
        select(OfferClock.clock)
        .join(Offer, OfferClock.offer_id == Offer.id)
        .where(Offer.referral_id == referral_id, OfferClock.clock == code, OfferClock.ended_at.is_(None))
    )
    return session.scalar(running.limit(1)) is not None


def _pause(session: Session, at: Put) -> None:
    """Put off what waits for an answer of the organization by the working time that its first question waited for one, or may
    wait: worked out anew from the moment it was sent, so that it is the same whenever that is done.
    """
    happened = select(OfferEvent.move, OfferEvent.at).where(OfferEvent.offer_id == at.offer.id)
    first: dict[str, datetime] = {}
    for move, moment in session.execute(happened.order_by(OfferEvent.version)):
        first.setdefault(move, moment)
    if "ask" not in first:
        return
    calendar, network = calendar_of(session, at.offer), rules(session)
    until = LONGEST_PAUSE.after(first["ask"], calendar)
    waited = calendar.hours_between(first["ask"], min(until, first.get("answer", until)))
    for clock in (each for each in CLOCKS if each.code in PAUSED):
        dues = clock.dues(first["send"], cast("Priority", at.referral.priority), calendar, network)
        _set_anew(
            session, at.offer.id, clock.code, [calendar.after_hours(due, waited) if waited else due for due in dues]
        )


def _set_anew(session: Session, offer_id: str, code: ClockCode, dues: list[datetime]) -> None:
    """Let what a clock still waits for be due at the last of these moments."""
    waiting = delete(OfferClock).where(
        OfferClock.offer_id == offer_id,
        OfferClock.clock == code,
        OfferClock.done_at.is_(None),
        OfferClock.ended_at.is_(None),
    )
    count = session.execute(waiting).rowcount  # type: ignore[attr-defined]  # of a DELETE
    _set(session, offer_id, code, sorted(set(dues))[-count:] if count else [])


def _set(session: Session, offer_id: str, code: ClockCode, dues: Iterable[datetime]) -> None:
    """Let a clock run that is due at these moments; one that was there, and over, runs again, and what is done stays so."""
    if rows := [{"offer_id": offer_id, "clock": code, "due_at": due} for due in dict.fromkeys(dues)]:
        session.execute(_RUN[session.get_bind().dialect.name], rows)
