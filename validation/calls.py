"""What came of trying to reach whoever a turn is about? A log of calls, and what each result leads to: one table of results."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.audit.recording import By, Entry, record
from resource_app.database import parts_of
from resource_app.directory import problems
from resource_app.directory.models import Problem
from resource_app.directory.queries import today_at
from resource_app.errors import N_, BadInput
from resource_app.tasks.operations import postpone
from validation.beginning import TASK
from validation.models import Call, Turn
from validation.turns import require_turn

FARTHEST = timedelta(days=92)  # that a call back is put off
ENOUGH = 3  # calls in a row that nobody answered
REACHED: Final = "reached"
MISSED: Final = "no answer"
LONGEST_NAME, LONGEST_NOTE = 200, 1_000  # characters

CallBack = Literal["none", "may", "must"]


@dataclass(frozen=True, slots=True)
class Result:
    """How a call ended. `call_back` says whether a day to call again is given; with `problem` the listing's problem of that
    kind is reported, or found likely. `keeps`: without a day, one that was agreed before stands.
    """

    code: str
    name: str
    call_back: CallBack = "may"
    problem: str = ""
    keeps: bool = False


RESULTS: tuple[Result, ...] = (
    Result(REACHED, N_("Somebody answered")),
    Result(MISSED, N_("Nobody answered")),
    Result("left a message", N_("I left a message")),
    Result("call back", N_("They asked to be called another day"), call_back="must"),
    Result("wrong number", N_("The number is wrong"), call_back="none", problem="phone"),
    Result("closed", N_("It is closed"), call_back="none"),
    Result("visit", N_("Somebody has to go there"), keeps=True),
)
BY_CODE: Mapping[str, Result] = {each.code: each for each in RESULTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a curator says of a call: `listing_id` is the listing whose number they called; empty where they do not say."""

    result: str
    whom: str = ""
    note: str = ""
    call_back_on: date | None = None
    listing_id: str = ""


def log(session: Session, turn_id: str, tried: Tried, by: By) -> Call:
    """Keep what came of a call. A day to call back lets the task wait until then; without one it waits no more, unless the
    result says nothing of that. Raises BadInput for what cannot be.
    """
    listing_ids = require_turn(session, turn_id)
    result = BY_CODE.get(tried.result)
    if result is None:
        raise BadInput(N_("Say how the call ended."), "result")
    back_on = _call_back_on(tried, result, session.get_one(Turn, turn_id).day_at(by.at))
    about = _listing_of(tried, result, listing_ids)
    made = Call(
        turn_id=turn_id,
        user_id=by.actor.id,
        called_at=by.at,
        result=result.code,
        whom=" ".join(tried.whom.split()),
        note=tried.note.strip(),
        call_back_on=back_on,
    )
    session.add(made)
    session.flush()
    if back_on or not result.keeps:
        postpone(session, TASK, turn_id, back_on)
    if result.problem:
        _find_likely(session, about, result.problem, by)
    details = {"result": result.code} | ({"on": back_on.isoformat()} if back_on else {})
    record(session, Entry(action="call_logged", subject=turn_id, details=details), by)
    return made


def of_turns(session: Session, turn_ids: Collection[str]) -> Mapping[str, Sequence[Call]]:
    """The calls of each turn, newest first."""
    found: dict[str, list[Call]] = {turn_id: [] for turn_id in turn_ids}
    for part in parts_of(turn_ids):
        theirs = select(Call).where(Call.turn_id.in_(part)).order_by(Call.called_at.desc(), Call.id.desc())
        for call in session.scalars(theirs):
            found[call.turn_id].append(call)
    return found


def missed(calls: Sequence[Call]) -> int:
    """How many of the last calls, newest first, nobody answered, one after the other."""
    return next((number for number, call in enumerate(calls) if call.result != MISSED), len(calls))


def _call_back_on(tried: Tried, result: Result, today: date) -> date | None:
    on = tried.call_back_on
    if result.call_back == "none":
        return None
    if on is None:
        if result.call_back == "must":
            raise BadInput(N_("Choose the day on which you call again."), "call_back_on")
        return None
    if not today < on <= today + FARTHEST:
        raise BadInput(N_("Choose a day after today, within three months."), "call_back_on")
    return on


def _listing_of(tried: Tried, result: Result, listing_ids: Sequence[str]) -> str:
    """The listing that a result is about; nobody guesses it where there are several."""
    if tried.listing_id and tried.listing_id not in listing_ids:
        raise BadInput(N_("Choose one of these listings."), "listing")
    if result.problem and not tried.listing_id and len(listing_ids) > 1:
        raise BadInput(N_("Choose the listing where the wrong number stands."), "listing")
    return tried.listing_id or listing_ids[0]


def _find_likely(session: Session, listing_id: str, kind: str, by: By) -> None:
    """The problem of this kind that was reported of the listing, or else one that is reported now, is found likely."""
    waiting = select(Problem).where(Problem.object_id == listing_id, Problem.kind == kind, Problem.closed_at.is_(None))
    known = session.scalars(waiting.order_by(Problem.reported_at)).first()
    if known is None:
        on = today_at(session, listing_id, by.at)
        said = problems.Report(listing_id=listing_id, kind=kind, text="", email="", language="en", on=on)
        problems.mark_likely(session, problems.report(session, said, by.at), by)
    elif known.likely_at is None:
        problems.mark_likely(session, known.id, by)
