"""What can be done with staff work."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

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
