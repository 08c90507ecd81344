"""What becomes of a listing that somebody says is not right? It is called about at once; said three times to be no more, it
takes no new referrals until somebody confirms it.

Disputes come of referrals that were declined, as the outbox's topic DISPUTED with a listing, a reason and a day, and of
problems that were reported. Anybody may report, so no number of reports stops referrals.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from resource_app.actor import job
from resource_app.audit.recording import By, Origin
from resource_app.database import Json, parts_of
from resource_app.directory import operations, problems
from resource_app.directory.confirmations import WHO_KNOWS
from resource_app.directory.history import Edit
from resource_app.directory.models import Change, Confirmation, Listing, Location, Problem, Service
from resource_app.directory.queries import today_at
from resource_app.tasks.operations import hasten, open_tasks
from search import stored
from search.documents import UNTIL_CONFIRMED
from validation.beginning import TASK, turn_of
from validation.fields import BY_PATH
from validation.models import REASONS, Answer, Cycle, Dispute, Suspension, Turn

JOB = job("disputes")
ENOUGH = 3  # times that it is said to be no more
NO_MORE = ("no_longer_offered", "org_closed")
OUT_OF_REACH = ("merged", "withdrawn")  # nobody is called about these any more
WHOLE = tuple(path for path, field in BY_PATH.items() if field.whole)  # an answer here is about the listing itself
LATER = ("visit", "outside")  # ways whose day may lie before the one it was written down on
Way = Literal["referral", "problem"]


@dataclass(frozen=True, slots=True)
class Reported:
    """A kind of problem: the reason it is a dispute for, and the fields whose confirmation answers it; none answer some."""

    reason: str
    fields: frozenset[str]


KINDS: Mapping[str, Reported] = {
    "phone": Reported("phone_wrong", frozenset({"listing.phones", "service.phones", "location.phones"})),
    "closed": Reported("org_closed", frozenset({"service.name"})),
    "moved": Reported("place_moved", frozenset({"location.addresses"})),
    "not as said": Reported("not_as_said", frozenset({"service.description"})),
    "other": Reported("not_as_said", frozenset()),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a listing, on which day, and the way it came."""

    listing_id: str
    reason: str
    on: date
    came_by: Way = "referral"


def read(subject: str) -> Said | None:
    """What a subject of DISPUTED says; None for one that says nothing."""
    parts = subject.split("|")
    try:
        listing_id, reason, day = parts
        said = Said(listing_id, reason, date.fromisoformat(day))
    except ValueError:
        return None
    return said if reason in REASONS else None


def hear(session: Session, said: Said, now: datetime) -> None:
    """Keep what is said, once, and let whoever the listing is about be called today."""
    turns = _hold(session, [said.listing_id])
    listing = session.get(Listing, said.listing_id, with_for_update=True)
    if listing is None or said.listing_id not in turns or listing.held in OUT_OF_REACH:
        return
    turn_id = turns[said.listing_id]
    same = (
        Dispute.listing_id == said.listing_id,
        Dispute.reason == said.reason,
        Dispute.said_on == said.on,
        Dispute.came_by == said.came_by,
    )
    if session.scalar(select(Dispute.id).where(*same)) is not None:
        return
    told: dict[str, Any] = {"reason": said.reason, "said_on": said.on, "came_by": said.came_by}
    session.add(Dispute(listing_id=said.listing_id, turn_id=turn_id, told_at=now, **told))
    today = today_at(session, said.listing_id, now)
    open_tasks(session, TASK, [(turn_id, "")], now, today)
    hasten(session, TASK, [turn_id], today)
    session.flush()
    weigh(session, [said.listing_id], now)


def hear_of_problem(session: Session, problem_id: str, now: datetime) -> None:
    """The same for a problem that somebody reported, while it is open."""
    problem = session.get(Problem, problem_id)
    if problem is not None and problem.closed_at is None:
        hear(session, Said(problem.object_id, KINDS[problem.kind].reason, problem.reported_on, "problem"), now)


def open_of(session: Session, listing_ids: Collection[str]) -> list[Dispute]:
    """What is disputed of listings and not settled, the oldest first."""
    return _open(session, Dispute.listing_id, listing_ids)


def open_of_turns(session: Session, turn_ids: Collection[str]) -> list[Dispute]:
    """The same of all listings of turns."""
    return _open(session, Dispute.turn_id, turn_ids)


def weigh(session: Session, listing_ids: Collection[str], now: datetime) -> None:
    """Suspend new referrals to listings that were said often enough to be no more since they were confirmed: by referrals that
    were declined, each day once, and by those who were asked, each once. Where somebody has taken that back since and nobody
    confirmed, the next one who says it suspends it again.
    """
    for listing_id in sorted(listing_ids):
        if _times(session, listing_id) >= ENOUGH and not _is_suspended(session, listing_id, now):
            _suspend(session, listing_id, now)


def settle(session: Session, listing_ids: Collection[str], now: datetime) -> None:
    """Clear what was disputed of listings before somebody confirmed them, let them take referrals again, and close the problems
    that the confirmed fields answer; whoever reported one is told.
    """
    _hold(session, listing_ids)
    for listing_id in sorted(_doubted(session, listing_ids)):
        facts = session.scalars(_asked(listing_id)).all()
        waiting = select(Dispute).where(Dispute.listing_id == listing_id, Dispute.cleared_at.is_(None))
        for dispute in session.scalars(waiting):
            if _is_answered(facts, dispute.told_at, dispute.said_on):
                dispute.cleared_at = now
        session.flush()
        _release(session, listing_id, facts, now)
        _answer(session, listing_id, facts, now)


def _open(session: Session, of: InstrumentedAttribute[str], ids: Collection[str]) -> list[Dispute]:
    waiting = select(Dispute).where(Dispute.cleared_at.is_(None)).order_by(Dispute.said_on, Dispute.id)
    return [each for part in parts_of(ids) for each in session.scalars(waiting.where(of.in_(part)))]


def _doubted(session: Session, listing_ids: Collection[str]) -> set[str]:
    """Those of the listings of which anything is open that a confirmation may settle."""
    disputed = select(Dispute.listing_id).where(Dispute.cleared_at.is_(None))
    ours = select(Suspension.listing_id).where(Suspension.ended_at.is_(None))
    suspended = select(Listing.id).where(or_(Listing.no_referrals_until == UNTIL_CONFIRMED, Listing.id.in_(ours)))
    reported = select(Problem.object_id).where(Problem.closed_at.is_(None))
    return {
        listing_id
        for part in parts_of(listing_ids)
        for asked in (
            disputed.where(Dispute.listing_id.in_(part)),
            suspended.where(Listing.id.in_(part)),
            reported.where(Problem.object_id.in_(part)),
        )
        for listing_id in session.scalars(asked)
    }


def _is_answered(facts: Iterable[Confirmation], at: datetime, on: date) -> bool:
    """Whether one of the confirmations is about a time after a moment of a day: what was seen before answers nothing."""
    return any(fact.recorded_at >= at and (fact.how not in LATER or fact.confirmed_on >= on) for fact in facts)


def _hold(session: Session, listing_ids: Collection[str]) -> dict[str, str]:
    """The turns of listings, by listing; held before the listings themselves are, as by all who work on a turn."""
    documents = stored.load(session.connection(), sorted(listing_ids))
    turns = {listing_id: turn_of(document) for listing_id, document in documents.items()}
    for part in parts_of(set(turns.values())):
        session.execute(select(Turn.id).where(Turn.id.in_(part)).order_by(Turn.id).with_for_update())
    return turns


def _times(session: Session, listing_id: str) -> int:
    since = max((fact.recorded_at for fact in session.scalars(_asked(listing_id))), default=None)
    declined = select(func.count(Dispute.said_on.distinct())).where(
        Dispute.listing_id == listing_id,
        Dispute.came_by == "referral",
        Dispute.reason.in_(NO_MORE),
        Dispute.cleared_at.is_(None),
    )
    answered = (
        select(Answer.actor_kind, Answer.actor_id)
        .join(Cycle, Answer.cycle_id == Cycle.id)
        .where(
            Cycle.listing_id == listing_id,
            Answer.said == "gone",
            Answer.path.in_(WHOLE),
            Answer.sent_at.is_not(None),
        )
        .distinct()
    )
    if since is not None:
        answered = answered.where(Answer.said_at > since)
    counted = session.scalar(select(func.count()).select_from(answered.subquery())) or 0
    return (session.scalar(declined) or 0) + counted


def _is_suspended(session: Session, listing_id: str, now: datetime) -> bool:
    """Whether a listing is, and says so; one that was taken back by hand is ended."""
    suspension = session.scalars(_suspended(listing_id)).first()
    if suspension is None:
        return False
    if operations.open_listing(session, listing_id).no_referrals_until == suspension.until_on:
        return True
    suspension.ended_at = now
    session.flush()
    return False


def _suspend(session: Session, listing_id: str, now: datetime) -> None:
    before_on = operations.open_listing(session, listing_id).no_referrals_until
    session.add(Suspension(listing_id=listing_id, began_at=now, until_on=UNTIL_CONFIRMED, before_on=before_on))
    operations.restate(session, listing_id, now, Edit(JOB), no_referrals_until=UNTIL_CONFIRMED)


def _release(session: Session, listing_id: str, facts: Sequence[Confirmation], now: datetime) -> None:
    """Let a listing take referrals again that was confirmed since it was suspended, here or where it was brought from, unless
    somebody has said something else of that meanwhile.
    """
    suspension = session.scalars(_suspended(listing_id)).first()
    until, before_on = UNTIL_CONFIRMED, None
    if suspension is not None:
        if not _is_answered(facts, suspension.began_at, today_at(session, listing_id, suspension.began_at)):
            return
        suspension.ended_at, until, before_on = now, suspension.until_on, suspension.before_on
        session.flush()
    if operations.open_listing(session, listing_id).no_referrals_until == until:
        operations.restate(session, listing_id, now, Edit(JOB), no_referrals_until=before_on)


def _answer(session: Session, listing_id: str, facts: Sequence[Confirmation], now: datetime) -> None:
    """Close the open problems whose fields were confirmed after they were reported."""
    listing = session.get_one(Listing, listing_id)
    for problem in session.scalars(select(Problem).where(Problem.object_id == listing_id, Problem.closed_at.is_(None))):
        confirmed = {
            path
            for fact in facts
            if _is_answered([fact], problem.reported_at, problem.reported_on)
            for path in fact.fields
        }
        asked = _fields(session, listing, problem.kind)
        if asked and asked <= confirmed:
            mended = _has_changed(session, listing, asked, problem.reported_at)
            by = By(JOB, Origin(), now)
            problems.close(session, problem.id, "mended" if mended else "nothing wrong", by)


def _fields(session: Session, listing: Listing, kind: str) -> frozenset[str]:
    """The fields that a kind of problem is about, as far as the listing has them."""
    bodies = _bodies(session, listing)
    asked = (path.partition(".") for path in KINDS[kind].fields)
    return frozenset(f"{level}.{name}" for level, _, name in asked if bodies.get(level, ("", {}))[1].get(name))


def _has_changed(session: Session, listing: Listing, fields: Collection[str], since: datetime) -> bool:
    """Whether one of the fields was changed since a moment."""
    bodies = _bodies(session, listing)
    for level, _, name in (path.partition(".") for path in fields):
        changes = select(Change.id).where(
            Change.kind == level, Change.object_id == bodies[level][0], Change.field == name, Change.made_at > since
        )
        if session.scalar(changes.limit(1)) is not None:
            return True
    return False


def _bodies(session: Session, listing: Listing) -> Mapping[str, tuple[str, Json]]:
    """The ids and HSDS bodies a listing's fields stand in, by the word a path begins with."""
    place = session.get(Location, listing.location_id) if listing.location_id else None
    rows = {"listing": listing, "service": session.get_one(Service, listing.service_id), "location": place}
    return {level: (row.id, row.hsds) for level, row in rows.items() if row is not None}


def _suspended(listing_id: str) -> Select[Suspension]:
    return select(Suspension).where(Suspension.listing_id == listing_id, Suspension.ended_at.is_(None))


def _asked(listing_id: str) -> Select[Confirmation]:
    """The confirmations of a listing by those who know it, the oldest first."""
    of_people = Confirmation.confirmed_by.in_(WHO_KNOWS)
    return (
        select(Confirmation)
        .where(Confirmation.listing_id == listing_id, of_people)
        .order_by(Confirmation.recorded_at, Confirmation.id)
    )
