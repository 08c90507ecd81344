"""How soon should a task be done? As soon as the riskiest of the listings that it concerns asks for."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.connections import Connections
from resource_app.database import parts_of
from resource_app.directory.models import Listing
from resource_app.directory.subjects import listings_by_subject
from resource_app.tasks.models import Task
from resource_app.tasks.operations import prioritize
from validation.signs import risks_of

AT_ONCE = 500  # tasks of one transaction


def refresh(connections: Connections, now: datetime, *, new_only: bool = False) -> int:
    """Work out the priority of every open task, or of those that have none yet; how many."""
    open_ones = select(Task.id).where(Task.closed_at.is_(None)).order_by(Task.id)
    with connections.reading() as session:
        ids = session.scalars(open_ones.where(Task.priority.is_(None)) if new_only else open_ones).all()
    for start in range(0, len(ids), AT_ONCE):
        with connections.transaction() as session:
            tasks = session.scalars(select(Task).where(Task.id.in_(ids[start : start + AT_ONCE]))).all()
            set_priorities(session, tasks, now.date())
    return len(ids)


def set_priorities(session: Session, tasks: Sequence[Task], today: date) -> None:
    """Work out the priority of these tasks; 0 for what concerns no listing."""
    concerned = listings_by_subject(session, {task.subject for task in tasks})
    risks: dict[str, int] = {}
    for part in parts_of({each for ids in concerned.values() for each in ids}):
        risks |= risks_of(session, select(Listing.id).where(Listing.id.in_(part)), today)
    prioritize(session, {task.id: _highest(risks, concerned.get(task.subject, ())) for task in tasks})


def _highest(risks: dict[str, int], listing_ids: Iterable[str]) -> int:
    return max((risks[each] for each in listing_ids if each in risks), default=0)
