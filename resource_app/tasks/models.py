"""The table of staff work."""

from datetime import date, datetime
from typing import Literal

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import Base

# What kinds of work there are; how each is shown is a row of web/desk.py.
TaskKind = Literal[
    "problem",
    "claim",
    "proposal",
    "new listing",
    "address in text",
    "confidential place",
    "address in name",
    "candidate listing",
    "missing from source",
    "mail refused",
    "mail to a person",  # the one that waits for the administrator of the network, and not for a curator
    "confirm",
    "check failed",
    "no longer offered",
]
OPEN = text("closed_at IS NULL")


class Task(MappedAsDataclass, Base, kw_only=True):
    """Something a person must look at. `subject` is a kind and an id ("listing:…"); `note` holds no address and no name.

    `priority` is from 0 to 100, the higher the sooner, and None until it was worked out. Until the day `waits_until` nothing
    can be done about it.
    """

    __tablename__ = "task"
    __table_args__ = (Index("uq_task_open", "kind", "subject", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kind: Mapped[TaskKind] = mapped_column(String)
    subject: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None] = mapped_column(default=None)
    waits_until: Mapped[date | None] = mapped_column(default=None)
    priority: Mapped[int | None] = mapped_column(default=None)
    holder: Mapped[str | None] = mapped_column(default=None)
    outcome: Mapped[str | None] = mapped_column(default=None)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
