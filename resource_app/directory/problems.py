"""What can be done with a reported problem? It is reported, found likely, closed and, in time, erased. All that is reported of
a listing is one task, until the last of it is closed.

The text may name a person: nobody but staff reads it, and it goes with the reporter's address.
"""

import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from resource_app import mail, outbox
from resource_app.audit.recording import By, Entry, record
from resource_app.database import parts_of
from resource_app.directory import document
from resource_app.directory.models import Listing
from resource_app.directory.models.problem import PROBLEM_OUTCOMES, Problem
from resource_app.errors import N_, BadInput, NotFound
from resource_app.tasks.operations import close as close_task
from resource_app.tasks.operations import open_tasks

KIND: Final = "problem"  # of the task and of the letter
REPORTED: Final = "problem_reported"  # the topic that tells whoever calls about it, with the problem's id
DISPUTED: Final = (
    "listing_disputed"  # the topic that tells of a listing somebody says is not right: "ID|reason|2026-11-28"
)
KEPT_FOR = timedelta(days=90)  # after it was closed
MOST_OPEN, MOST_CLOSED = 100, 20  # of one listing on a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What somebody reports of a listing; the text and the mail address are empty where they gave none. `on` is the day at
    the listing's place.
    """

    listing_id: str
    kind: str
    text: str
    email: str
    language: str
    on: date


def report(session: Session, said: Report, now: datetime) -> str:
    """Keep a report, with an open task for its listing; its id. It is not written down who reported: nobody has to say who they
    are.
    """
    _hold(session, said.listing_id)
    made = str(uuid.uuid4())
    session.add(
        Problem(
            id=made,
            object_id=said.listing_id,
            kind=said.kind,
            text=said.text or None,
            email=said.email or None,
            language=said.language,
            reported_on=said.on,
            reported_at=now,
        )
    )
    session.flush()
    open_tasks(session, KIND, [(task_subject(said.listing_id), "")], now)
    outbox.put(session.connection(), REPORTED, [made], now)
    return made


def task_subject(listing_id: str) -> str:
    """What the task of all that is reported of a listing is about."""
    return f"listing:{listing_id}"


def of_listing(session: Session, listing_id: str) -> tuple[Sequence[Problem], Sequence[Problem]]:
    """What is reported of a listing: what is open, the oldest first, and what was closed, the last first. Raises NotFound for a
    listing of which nothing ever was.
    """
    mine = select(Problem).where(Problem.object_id == listing_id)
    waiting = mine.where(Problem.closed_at.is_(None)).order_by(Problem.reported_at, Problem.id).limit(MOST_OPEN)
    over = mine.where(Problem.closed_at.is_not(None)).order_by(Problem.closed_at.desc(), Problem.id).limit(MOST_CLOSED)
    found = session.scalars(waiting).all(), session.scalars(over).all()
    if not any(found):
        raise NotFound(KIND, listing_id)
    return found


def open_kinds(session: Session, listing_ids: Collection[str]) -> dict[str, Counter[str]]:
    """How many open problems of each kind these listings have."""
    found: dict[str, Counter[str]] = {each: Counter() for each in listing_ids}
    for part in parts_of(listing_ids):
        asked = select(Problem.object_id, Problem.kind, func.count()).where(
            Problem.object_id.in_(part), Problem.closed_at.is_(None)
        )
        for listing_id, kind, number in session.execute(asked.group_by(Problem.object_id, Problem.kind)):
            found[listing_id][kind] = number
    return found


def mark_likely(session: Session, problem_id: str, by: By) -> None:
    """Let the listing say that somebody reported this, and that it is looked at."""
    problem = _still_open(session, problem_id)
    problem.likely_at = by.at
    session.flush()
    document.refresh(session, [problem.object_id])
    record(session, Entry(action="problem_likely", subject=_subject(problem_id)), by)


def close(session: Session, problem_id: str, outcome: str, by: By) -> None:
    """Close it; the same as `close_all`."""
    close_all(session, [problem_id], outcome, by)


def close_all(session: Session, problem_ids: Iterable[str], outcome: str, by: By) -> None:
    """Close problems with the same outcome, and the task of a listing of which none is open any more. Whoever left an address
    gets one letter. Raises BadInput where somebody was quicker with one of them: then none is closed.
    """
    if outcome not in PROBLEM_OUTCOMES:
        raise BadInput(N_("Say what you found."), "outcome")
    found = [_still_open(session, each) for each in sorted(problem_ids)]
    for problem in found:
        problem.closed_at, problem.outcome = by.at, outcome
        record(session, Entry(action="problem_closed", subject=_subject(problem.id), details={"task": outcome}), by)
    session.flush()
    document.refresh(session, sorted({each.object_id for each in found if each.likely_at is not None}))
    for about in {each.email: each.id for each in found if each.email is not None}.values():
        mail.ask(session, str(uuid.uuid4()), KIND, about, by.at)
    for listing_id, left in open_kinds(session, {each.object_id for each in found}).items():
        if not left:
            close_task(session, KIND, task_subject(listing_id), outcome, by)


def erase(session: Session, now: datetime) -> int:
    """Forget what was typed of problems closed long ago, and who typed it; how many those were."""
    old = Problem.closed_at < now - KEPT_FOR, or_(Problem.text.is_not(None), Problem.email.is_not(None))
    gone = session.execute(update(Problem).where(*old).values(text=None, email=None))
    return int(gone.rowcount)  # type: ignore[attr-defined]  # an update counts its rows


def _still_open(session: Session, problem_id: str) -> Problem:
    problem = session.get(Problem, problem_id)
    if problem is None:
        raise NotFound(KIND, problem_id)
    _hold(session, problem.object_id)
    session.refresh(problem)
    if problem.closed_at is not None:
        raise BadInput(N_("Somebody else has closed this meanwhile."), "outcome")
    return problem


def _hold(session: Session, listing_id: str) -> None:
    """Let nobody else report or close anything of the listing meanwhile: a task is there as long as something is open."""
    session.execute(select(Listing.id).where(Listing.id == listing_id).with_for_update())


def _subject(problem_id: str) -> str:
    return f"{KIND}:{problem_id}"
