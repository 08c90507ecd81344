"""What can be done with staff work."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from resource_app.database import parts_of
from resource_app.tasks.models import Task


def open_tasks(session: Session, kind: str, notes: Iterable[tuple[str, str]], now: datetime) -> int:
    """Open a task of `kind` for each (subject, note) that has no open one; the number opened."""
    wanted = dict(notes)
    if not wanted:
        return 0
    held = select(Task.subject).where(Task.kind == kind, Task.subject.in_(wanted), Task.closed_at.is_(None))
    for subject in session.scalars(held):
        wanted.pop(subject, None)
    rows = [{"kind": kind, "subject": subject, "note": note, "opened_at": now} for subject, note in wanted.items()]
    if rows:
        session.execute(insert(Task), rows)
    return len(rows)


def close_tasks(session: Session, kind: str, subjects: Collection[str], outcome: str, now: datetime) -> None:
    """Close the open tasks of `kind` about these subjects."""
    for part in parts_of(subjects):
        mine = update(Task).where(Task.kind == kind, Task.subject.in_(part), Task.closed_at.is_(None))
        session.execute(mine.values(closed_at=now, outcome=outcome))
