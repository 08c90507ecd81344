"""What waits for staff? Open tasks of all kinds in one order, counted by kind and by who holds them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement, and_, case, false, func, select, true
from sqlalchemy.orm import Session

from resource_app.tasks.models import Task, TaskKind

PER_PAGE = 50  # tasks
Whose = Literal["all", "mine", "nobody"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which open tasks: of one kind or (empty) of any, and whose; `me` is who asks, on the day `today`. `order` names kinds,
    the most pressing first; one it does not name comes last, and those of `without` are for another list.
    """

    me: str
    today: date
    order: Sequence[str]
    kind: str = ""
    whose: Whose = "all"
    page: int = 1
    without: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A page of tasks. `of_kind` counts those of each kind, and `of_whose` those of all kinds, by whose they are."""

    rows: Sequence[Task]
    page: int
    of_kind: dict[str, int]
    of_whose: dict[Whose, int]
    total: int

    @property
    def is_last(self) -> bool:
        """Whether no page comes after."""
        return self.page * PER_PAGE >= self.total


def open_ones(session: Session, asked: Asked) -> Found:
    """A page of what waits: by kind, then by priority, then what is due first, then what waits longest. What nothing can be
    done about before another day comes last.
    """
    of_kind, of_whose = _counts(session, asked)
    total = of_kind.get(asked.kind, 0) if asked.kind else sum(of_kind.values())
    page = max(1, min(asked.page, -(-total // PER_PAGE)))
    rank = case({kind: number for number, kind in enumerate(asked.order)}, value=Task.kind, else_=len(asked.order))
    wanted = select(Task).where(_listed(asked), _whose(asked))
    if asked.kind:
        wanted = wanted.where(Task.kind == asked.kind)
    waits = func.coalesce(Task.waits_until > asked.today, false())
    pressing = (rank, func.coalesce(Task.priority, 0).desc(), Task.due_on.is_(None), Task.due_on, Task.opened_at)
    ordered = wanted.order_by(waits, *pressing, Task.id)
    rows = session.scalars(ordered.offset((page - 1) * PER_PAGE).limit(PER_PAGE)).all()
    return Found(rows, page, of_kind, of_whose, total)


def open_one(session: Session, kind: TaskKind, subject: str) -> Task | None:
    """The open task of this kind for a subject."""
    waiting = select(Task).where(Task.kind == kind, Task.subject == subject, Task.closed_at.is_(None))
    return session.scalars(waiting).first()


def of_kind(session: Session, kind: TaskKind) -> Sequence[Task]:
    """What waits of one kind, the newest first: a page of it."""
    waiting = select(Task).where(Task.kind == kind, Task.closed_at.is_(None))
    return session.scalars(waiting.order_by(Task.opened_at.desc(), Task.id.desc()).limit(PER_PAGE)).all()


def _counts(session: Session, asked: Asked) -> tuple[dict[str, int], dict[Whose, int]]:
    """One pass over what is open: how many of each kind are among those asked for, and how many are whose."""
    counts = {
        "asked": func.count().filter(_whose(asked)),
        "all": func.count(),
        "mine": func.count().filter(Task.holder == asked.me),
        "nobody": func.count().filter(Task.holder.is_(None)),
    }
    named = [count.label(name) for name, count in counts.items()]
    rows = session.execute(select(Task.kind, *named).where(_listed(asked)).group_by(Task.kind)).all()
    of_kind = {row.kind: row.asked for row in rows if row.asked}
    return of_kind, {
        "all": sum(row.all for row in rows),
        "mine": sum(row.mine for row in rows),
        "nobody": sum(row.nobody for row in rows),
    }


def _listed(asked: Asked) -> ColumnElement[bool]:
    return and_(Task.closed_at.is_(None), Task.kind.not_in(asked.without))


def _whose(asked: Asked) -> ColumnElement[bool]:
    if asked.whose == "mine":
        return Task.holder == asked.me
    return Task.holder.is_(None) if asked.whose == "nobody" else true()
