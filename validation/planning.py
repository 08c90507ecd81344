"""On which day is how much due, and can an organization's first due date be another one? What a curator sees and changes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from resource_app.audit.recording import By, Entry, record
from resource_app.clock import months_later
from resource_app.database import parts_of
from resource_app.directory import operations
from resource_app.errors import N_, BadInput, NotFound
from validation.beginning import wake
from validation.cycle import DAY, MONTHS, is_working_day
from validation.ladder import SHORTEST, due_at, ladder_of, rung_after
from validation.models import Cycle, Turn

OPEN = Cycle.ended_at.is_(None)
FIRST = and_(OPEN, Cycle.periods == 0)  # never confirmed: the due date is one that was chosen


@dataclass(frozen=True, slots=True)
class Day:
    """A working day, and what is due on it and the days off after it."""

    day: date
    due: int


@dataclass(frozen=True, slots=True)
class Group:
    """Listings of a turn that are due for the first time on a day."""

    turn_id: str
    day: date
    listings: int


@dataclass(frozen=True, slots=True)
class Move:
    """What moving would change: the first and last day it may go to, and what is due on a day, as `due` says."""

    group: Group
    first: date
    last: date
    due: Counter[date]


def days(session: Session, today: date) -> list[Day]:
    """Every working day of the coming six months, and how much is due."""
    last = months_later(today, MONTHS)
    coming = [today + DAY * ahead for ahead in range((last - today).days + 1)]
    working = [day for day in coming if is_working_day(day) or day == today]
    due = _due(session, today, last)
    counts: Counter[date] = Counter()
    place = 0
    for day in coming:
        while place + 1 < len(working) and working[place + 1] <= day:
            place += 1
        counts[working[place]] += due[day]
    return [Day(day, counts[day]) for day in working]


def groups(
    session: Session,
    today: date,
    *,
    day: date | None = None,
    turn_ids: Sequence[str] | None = None,
    page: int,
    size: int,
) -> Sequence[Group]:
    """First due dates by turn, the soonest first; of one day or of some turns, where these are named. A page of `size`,
    and one more where another page follows.
    """
    wanted: list[ColumnElement[bool]] = [FIRST, Cycle.due_on >= today]
    if day is not None:
        wanted.append(Cycle.due_on == day)
    if turn_ids is not None:
        wanted.append(Cycle.turn_id.in_(turn_ids))
    asked = select(Cycle.turn_id, Cycle.due_on, func.count()).where(*wanted).group_by(Cycle.turn_id, Cycle.due_on)
    rows = session.execute(asked.order_by(Cycle.due_on, Cycle.turn_id).offset((page - 1) * size).limit(size + 1))
    return [Group(*row) for row in rows]


def move_of(session: Session, turn_id: str, from_day: date, today: date) -> Move:
    """What can be done with the listings of a turn that are due for the first time on a day. Raises NotFound for none."""
    asked = select(func.count(), func.min(Cycle.began_at)).where(_of(turn_id, from_day))
    listings, began_at = session.execute(asked).one()
    if not listings:
        raise NotFound("due date", f"{turn_id} {from_day}")
    first, last = today + SHORTEST, months_later(began_at.date(), MONTHS)
    due = _due(session, min(from_day, first), max(from_day, last))
    return Move(Group(turn_id, from_day, listings), first, last, due)


def move_due(session: Session, turn_id: str, from_day: date, to_day: date, by: By) -> int:
    """Let listings of a turn that never were confirmed and are due on one day be due on another; how many. Rungs that were
    climbed stay so. Raises BadInput for a day that cannot be.
    """
    turn = session.scalar(select(Turn).where(Turn.id == turn_id).with_for_update())
    if turn is None:
        raise NotFound("turn", turn_id)
    today = by.at.astimezone(ZoneInfo(turn.zone)).date()
    cycles = session.scalars(select(Cycle).where(_of(turn_id, from_day)).order_by(Cycle.id)).all()
    check(move_of(session, turn_id, from_day, today), to_day, today)
    for cycle in cycles:
        cycle.anchor_on = cycle.due_on = to_day
        cycle.ladder = ladder_of(cycle.months, to_day - today)
        following = rung_after(cycle.rung)
        cycle.next_at = due_at(following, cycle.ladder, to_day, turn.zone) if following else None
    for part in parts_of([cycle.listing_id for cycle in cycles]):
        operations.set_due_dates(session, dict.fromkeys(part, to_day), by.at, by.actor)
    wake(session, [turn_id])
    details = {"from": from_day.isoformat(), "to": to_day.isoformat(), "listings": len(cycles)}
    record(session, Entry(action="due_moved", subject=turn_id, details=details), by)
    return len(cycles)


def check(move: Move, to_day: date, today: date) -> None:
    """Raise BadInput, in plain words, where a due date cannot go to a day."""
    if move.group.day < today:
        raise BadInput(N_("This is past due already: only a confirmation brings it back."), "to")
    if to_day == move.group.day:
        raise BadInput(N_("It is due on that day already. Choose another one."), "to")
    if to_day < move.first:
        raise BadInput(N_("That is too soon: there must be time to write twice and to call. Choose a later day."), "to")
    if to_day > move.last:
        raise BadInput(N_("That is too late: nothing is shown for more than six months before it is confirmed."), "to")
    if not is_working_day(to_day):
        raise BadInput(N_("Nobody works on that day. Choose a working day."), "to")


def _of(turn_id: str, day: date) -> ColumnElement[bool]:
    return and_(FIRST, Cycle.turn_id == turn_id, Cycle.due_on == day)


def _due(session: Session, first: date, last: date) -> Counter[date]:
    """Everything that is due on each day, whoever sees it: letters and calls are needed for all."""
    asked = select(Cycle.due_on, func.count()).where(OPEN, Cycle.due_on.between(first, last)).group_by(Cycle.due_on)
    return Counter({row[0]: row[1] for row in session.execute(asked)})
