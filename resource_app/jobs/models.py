"""The table of jobs: every time one was due, and what became of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import Base

STATES = ("waiting", "running", "done", "failed")
OPEN = text("state IN ('waiting', 'running')")


class JobRun(MappedAsDataclass, Base, kw_only=True):
    """One time that a job was due. Nobody else takes it before `leased_until`; a run that outlives that is taken again.

    `note` says what was done, as `notes` keep it, or which error there was; it holds no name, no word of a listing and no
    address.
    """

    __tablename__ = "job_run"
    __table_args__ = (
        UniqueConstraint("name", "due_at"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        Index("ix_job_run_open", "due_at", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str]
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="waiting")
    tries: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(default=None)
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")
