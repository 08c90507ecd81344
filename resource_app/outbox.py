"""What is to be done outside the database? A row for each, in the transaction that asks for it; delivered after, at least once.

A row carries a topic and the id of what it is about, and nothing else: who delivers it reads the rest when it is time. Rows
are only added, so a change that comes while an earlier one is delivered is not lost.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Index, Integer, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, MappedAsDataclass, Session, mapped_column
from sqlalchemy.types import BigInteger

from resource_app.connections import Connections
from resource_app.database import Base, table_of

CHUNK = 500  # rows of one statement
FIRST_WAIT = timedelta(seconds=5)  # after a failure; doubled with each further one


class Outgoing(MappedAsDataclass, Base, kw_only=True):
    """One thing to be delivered. Nobody else takes it before `due_at`: a row that somebody works on is due again when their
    lease ends. `error` is the name of what went wrong last.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_topic", "topic", "due_at"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, init=False)
    topic: Mapped[str]
    subject: Mapped[str]
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that is ours for a while."""

    id: int
    subject: str
    tries: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a topic stands: rows that wait, how many of them failed before, and for how long the oldest waits."""

    waiting: int = 0
    failing: int = 0
    longest: timedelta = timedelta(0)


def put(connection: Connection, topic: str, subjects: Iterable[str], now: datetime) -> None:
    """Ask for something to be delivered from a moment on, in the caller's transaction."""
    rows = [
        {"topic": topic, "subject": each, "made_at": now, "due_at": now, "tries": 0, "error": ""} for each in subjects
    ]
    if rows:
        connection.execute(insert(table_of(Outgoing)), rows)


def doubling(longest: timedelta) -> Callable[[int], timedelta]:
    """Waits that double with each failure, up to the longest."""
    return lambda tries: min(longest, FIRST_WAIT * 2 ** min(tries, 16))


def claim(connections: Connections, topic: str, now: datetime, limit: int, lease: timedelta) -> list[Claimed]:
    """The oldest rows that are due, and nobody else's until the lease ends."""
    due = select(Outgoing.id).where(Outgoing.topic == topic, Outgoing.due_at <= now)
    with connections.transaction() as session:
        ours = session.scalars(
            due.order_by(Outgoing.due_at, Outgoing.id).limit(limit).with_for_update(skip_locked=True)
        )
        taken = update(Outgoing).where(Outgoing.id.in_(ours.all())).values(due_at=now + lease)
        rows = session.execute(taken.returning(Outgoing.id, Outgoing.subject, Outgoing.tries)).all()
    return sorted((Claimed(*row) for row in rows), key=lambda each: each.id)


def settle(
    connections: Connections,
    claimed: Sequence[Claimed],
    failed: Mapping[str, str],
    now: datetime,
    wait: Callable[[int], timedelta],
) -> None:
    """Forget what was delivered; what failed, by subject with an error's name, is due again after `wait` for its tries."""
    delivered = [each.id for each in claimed if each.subject not in failed]
    by_try: dict[tuple[int, str], list[int]] = {}
    for each in claimed:
        if each.subject in failed:
            by_try.setdefault((each.tries, failed[each.subject]), []).append(each.id)
    with connections.transaction() as session:
        for part in _chunks(delivered):
            session.execute(delete(Outgoing).where(Outgoing.id.in_(part)))
        for (tries, error), ids in by_try.items():
            later = now + wait(tries)
            for part in _chunks(ids):
                again = {"tries": tries + 1, "error": error, "due_at": later}
                session.execute(update(Outgoing).where(Outgoing.id.in_(part)).values(**again))


def standing(session: Session, now: datetime) -> dict[str, Standing]:
    """How each topic stands that has anything waiting."""
    failing = func.count().filter(Outgoing.tries > 0)
    counts = select(Outgoing.topic, func.count(), failing, func.min(Outgoing.made_at)).group_by(Outgoing.topic)
    return {
        topic: Standing(waiting, failed, max(now - oldest, timedelta(0)))
        for topic, waiting, failed, oldest in session.execute(counts)
    }


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
