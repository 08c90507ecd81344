"""The tables of imports: every run, and what became of every row."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import MAY_HOLD_ADDRESS, Base, Json

RUN_STATES = ("running", "done")
ROW_OUTCOMES = ("accepted", "changed", "unchanged", "candidate", "rejected")


class ImportRun(MappedAsDataclass, Base, kw_only=True):
    """One import of one file. `key` names the file's content and its source: a run that was killed goes on under it.

    `rows_done` is how many rows are applied, `counts` what became of them; both are written with the rows themselves.
    """

    __tablename__ = "import_run"
    __table_args__ = (
        CheckConstraint(f"state IN {RUN_STATES}", name="state"),
        Index(
            "uq_import_run_running",
            "key",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    key: Mapped[str] = mapped_column(index=True)
    source: Mapped[str] = mapped_column(index=True)
    format: Mapped[str]
    file_name: Mapped[str]
    state: Mapped[str] = mapped_column(default="running")
    rows_total: Mapped[int]
    rows_done: Mapped[int] = mapped_column(default=0)
    counts: Mapped[Json] = mapped_column(default_factory=dict)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None] = mapped_column(default=None)


class ImportRow(MappedAsDataclass, Base, kw_only=True):
    """One row of the file: `number` counts from 1, `line` is where it stands in `file`.

    `issues` are [{"code", "severity", "field", "message", "original"}], None when there was nothing to say; `original` is
    the row as it came, kept only where it was not simply taken, and never with a private address in it.
    """

    __tablename__ = "import_row"
    __table_args__ = (
        CheckConstraint(f"outcome IN {ROW_OUTCOMES}", name="outcome"),
        Index("ix_import_row_object", "kind", "object_id"),
    )

    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    file: Mapped[str]
    line: Mapped[int]
    kind: Mapped[str] = mapped_column(default="")
    object_id: Mapped[str | None] = mapped_column(default=None)
    native_id: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str]
    field: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    issues: Mapped[list[Json] | None] = mapped_column(JSON(none_as_null=True), info=MAY_HOLD_ADDRESS, default=None)
    original: Mapped[str | None] = mapped_column(info=MAY_HOLD_ADDRESS, default=None)
