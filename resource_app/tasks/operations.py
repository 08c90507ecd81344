"""What can be done with staff work."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from resource_app.audit.recording import By, Entry, record
from resource_app.database import parts_of
from resource_app.errors import N_, BadInput, NotFound
from resource_app.tasks.models import Task, TaskKind
from resource_app.tasks.queries import open_one


def open_tasks(
    session: Session, kind: TaskKind, notes: Iterable[tuple[str, str]], now: datetime, due_on: date | None = None
) -> int:
    """Open a task of `kind` for each (subject, note) that has no open one; the number opened."""
    wanted = dict(notes)
    if not wanted:
        return 0
    held = select(Task.subject).where(Task.kind == kind, Task.subject.in_(wanted), Task.closed_at.is_(None))
    for subject in session.scalars(held):
        wanted.pop(subject, None)
    each = {"kind": kind, "due_on": due_on, "opened_at": now}
    rows = [each | {"subject": subject, "note": note} for subject, note in wanted.items()]
    if rows:
        session.execute(insert(Task), rows)
    return len(rows)


def hasten(session: Session, kind: TaskKind, subjects: Collection[str], due_on: date) -> None:
    """Let the open tasks of `kind` about these subjects be due on a day, where they are not due before."""
    for part in parts_of(subjects):
        mine = Task.kind == kind, Task.subject.in_(part), Task.closed_at.is_(None)
        later = Task.due_on.is_(None) | (Task.due_on > due_on)
        session.execute(update(Task).where(*mine, later).values(due_on=due_on))


def close_tasks(session: Session, kind: TaskKind, subjects: Collection[str], outcome: str, now: datetime) -> None:
    """Close the open tasks of `kind` about these subjects."""
    for part in parts_of(subjects):
        mine = update(Task).where(Task.kind == kind, Task.subject.in_(part), Task.closed_at.is_(None))
        session.execute(mine.values(closed_at=now, outcome=outcome))


def get_open(session: Session, task_id: int) -> Task:
    """A task that is not done; NotFound for any other."""
    task = session.get(Task, task_id)
    if task is None or task.closed_at is not None:
        raise NotFound("task", str(task_id))
    return task


def take(session: Session, task_id: int, instead_of: str | None, by: By) -> None:
    """Hold an open task, which nobody held, or `instead_of` whom it is taken over from. Raises BadInput when somebody was
    quicker: two people do not do one thing.
    """
    get_open(session, task_id)
    held = Task.holder.is_(None) if instead_of is None else Task.holder == instead_of
    free = update(Task).where(Task.id == task_id, Task.closed_at.is_(None), held)
    taken = session.execute(free.values(holder=by.actor.id), execution_options={"synchronize_session": "fetch"})
    if not taken.rowcount:  # type: ignore[attr-defined]  # an update counts its rows
        raise BadInput(N_("Somebody else has taken this meanwhile. The list shows who."), "work")
    record(session, Entry(action="task_taken", subject=f"task:{task_id}"), by)


def give_back(session: Session, task_id: int, by: By) -> None:
    """Hold a task no more, so that others may take it; one that somebody else holds stays theirs."""
    task = get_open(session, task_id)
    if task.holder == by.actor.id:
        task.holder = None
        record(session, Entry(action="task_given_back", subject=f"task:{task_id}"), by)


def postpone(session: Session, kind: TaskKind, subject: str, until: date | None) -> None:
    """Let the open task of this kind for a subject wait until a day; None lets it wait no more. What is due stays due."""
    task = open_one(session, kind, subject)
    if task is not None:
        task.waits_until = until


def prioritize(session: Session, priorities: Mapping[int, int]) -> None:
    """Set the priority of tasks, by their ids."""
    if priorities:
        session.execute(update(Task), [{"id": each, "priority": figure} for each, figure in sorted(priorities.items())])


def close(session: Session, kind: TaskKind, subject: str, outcome: str, by: By) -> bool:
    """Close the open task of this kind for a subject; whether there was one. `outcome` is a code, and no typed text."""
    task = open_one(session, kind, subject)
    if task is None:
        return False
    task.outcome, task.closed_at = outcome, by.at
    record(session, Entry(action="task_closed", subject=f"task:{task.id}", details={"task": outcome}), by)
    return True
