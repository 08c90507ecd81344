"""What can be done with a reported problem? It is reported, found likely, closed and, in time, erased.

The text may name a person: nobody but staff reads it, and it goes with the reporter's address.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from resource_app import mail, outbox
from resource_app.audit.recording import By, Entry, record
from resource_app.directory import document
from resource_app.directory.models.problem import PROBLEM_OUTCOMES, Problem
from resource_app.errors import N_, BadInput, NotFound
from resource_app.tasks.operations import close as close_task
from resource_app.tasks.operations import open_tasks

KIND: Final = "problem"  # of the task, of its subject and of the letter
REPORTED: Final = "problem_reported"  # the topic that tells whoever calls about it, with the problem's id
KEPT_FOR = timedelta(days=90)  # after it was closed


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
    """Keep a report and open a task for it; its id. It is not written down who reported: nobody has to say who they are."""
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
    open_tasks(session, KIND, [(_subject(made), "")], now)
    outbox.put(session.connection(), REPORTED, [made], now)
    return made


def open_problem(session: Session, problem_id: str) -> Problem:
    """A problem; NotFound."""
    found = session.get(Problem, problem_id)
    if found is None:
        raise NotFound(KIND, problem_id)
    return found


def mark_likely(session: Session, problem_id: str, by: By) -> None:
    """Let the listing say that somebody reported this, and that it is looked at."""
    problem = _still_open(session, problem_id)
    problem.likely_at = by.at
    session.flush()
    document.refresh(session, [problem.object_id])
    record(session, Entry(action="problem_likely", subject=_subject(problem_id)), by)


def close(session: Session, problem_id: str, outcome: str, by: By) -> None:
    """Close it with its task; whoever left an address gets one letter. Raises BadInput where somebody was quicker."""
    if outcome not in PROBLEM_OUTCOMES:
        raise BadInput(N_("Say what you found."), "outcome")
    problem = _still_open(session, problem_id)
    problem.closed_at, problem.outcome = by.at, outcome
    session.flush()
    if problem.likely_at is not None:
        document.refresh(session, [problem.object_id])
    if problem.email is not None:
        mail.ask(session, str(uuid.uuid4()), KIND, problem_id, by.at)
    close_task(session, KIND, _subject(problem_id), outcome, by)
    record(session, Entry(action="problem_closed", subject=_subject(problem_id), details={"task": outcome}), by)


def erase(session: Session, now: datetime) -> int:
    """Forget what was typed of problems closed long ago, and who typed it; how many those were."""
    old = Problem.closed_at < now - KEPT_FOR, or_(Problem.text.is_not(None), Problem.email.is_not(None))
    gone = session.execute(update(Problem).where(*old).values(text=None, email=None))
    return int(gone.rowcount)  # type: ignore[attr-defined]  # an update counts its rows


def _still_open(session: Session, problem_id: str) -> Problem:
    problem = session.get(Problem, problem_id, with_for_update=True)
    if problem is None:
        raise NotFound(KIND, problem_id)
    if problem.closed_at is not None:
        raise BadInput(N_("Somebody else has closed this meanwhile."), "outcome")
    return problem


def _subject(problem_id: str) -> str:
    return f"{KIND}:{problem_id}"
