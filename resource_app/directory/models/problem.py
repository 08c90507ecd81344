"""What somebody says is wrong with a listing. Its text and the reporter's address are for staff, and are erased in time."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import MAY_HOLD_ADDRESS, Base

PROBLEM_KINDS = ("phone", "closed", "moved", "not as said", "other")
PROBLEM_OUTCOMES = ("mended", "nothing wrong")
KEPT = sql("text IS NOT NULL OR email IS NOT NULL")


class Problem(MappedAsDataclass, Base, kw_only=True):
    """One report about the listing `object_id`. `reported_on` is the day there; `likely_at` is when a curator found that it may
    well be right, from when on the listing says so until it is closed. `language` is the page's that it was sent from.
    """

    __tablename__ = "problem"
    __table_args__ = (
        CheckConstraint(f"kind IN {PROBLEM_KINDS}", name="kind"),
        CheckConstraint(f"outcome IN {PROBLEM_OUTCOMES}", name="outcome"),
        CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="closed"),
        Index("ix_problem_kept", "closed_at", sqlite_where=KEPT, postgresql_where=KEPT),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    object_id: Mapped[str] = mapped_column(ForeignKey("listing.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str | None] = mapped_column(info=MAY_HOLD_ADDRESS)
    email: Mapped[str | None]
    language: Mapped[str]
    reported_on: Mapped[date]
    reported_at: Mapped[datetime]
    likely_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    outcome: Mapped[str | None] = mapped_column(default=None)
