"""The unit of the directory: one service at one place (HSDS service_at_location), or a service without a place."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from resource_app.database import Base
from resource_app.directory.models.objects import PlacedObject

CAPACITY_STATES = ("available", "limited", "waitlist", "full")
HELD_REASONS = ("candidate", "address in text", "merged", "withdrawn")
PLACELESS = text("location_id IS NULL")


class Listing(PlacedObject, Base):
    """A listing. With a place, `id` and `hsds` are those of its service_at_location; without one `hsds` is empty.

    Staff only, closed until and do not refer are three separate facts. What ends by itself names the first day it is as ever
    again: closed, everything given out, no referrals, and what was said of capacity, which without one holds for a while.
    `capacity_wait` is an ISO 8601 duration ("P3W"). One that said to a referral that it had no room is `said_full_until` a day:
    it changes only the order of results, and is shown to nobody. `held` is why nobody but staff may see it; a candidate looks
    like `candidate_of`, a listing of another source, and a merged one went into `merged_into`. It is `unconfirmed` once it was
    asked about in vain for a month after `due_on`.
    """

    __tablename__ = "listing"
    __table_args__ = (
        CheckConstraint(f"capacity IN {CAPACITY_STATES}", name="capacity"),
        CheckConstraint("(capacity IS NULL) = (capacity_said_on IS NULL)", name="capacity_said_on"),
        CheckConstraint(f"held IN {HELD_REASONS}", name="held"),
        CheckConstraint("(held = 'candidate') = (candidate_of IS NOT NULL)", name="candidate"),
        CheckConstraint("(held = 'merged') = (merged_into IS NOT NULL)", name="merged"),
        Index("uq_listing_placeless", "service_id", unique=True, sqlite_where=PLACELESS, postgresql_where=PLACELESS),
    )

    service_id: Mapped[str] = mapped_column(ForeignKey("service.id"), index=True)
    location_id: Mapped[str | None] = mapped_column(ForeignKey("location.id"), index=True, default=None)
    held: Mapped[str | None] = mapped_column(default=None)
    candidate_of: Mapped[str | None] = mapped_column(ForeignKey("listing.id"), default=None)
    merged_into: Mapped[str | None] = mapped_column(ForeignKey("listing.id"), default=None)
    staff_only: Mapped[bool] = mapped_column(default=False)
    closed_until: Mapped[date | None] = mapped_column(default=None)
    out_until: Mapped[date | None] = mapped_column(default=None)
    no_referrals_until: Mapped[date | None] = mapped_column(default=None)
    do_not_refer: Mapped[bool] = mapped_column(default=False)
    accepts_referrals: Mapped[bool | None] = mapped_column(default=None)
    referral_method: Mapped[str] = mapped_column(default="")
    capacity: Mapped[str | None] = mapped_column(default=None)
    capacity_said_on: Mapped[date | None] = mapped_column(default=None)
    capacity_note: Mapped[str] = mapped_column(default="")
    capacity_until: Mapped[date | None] = mapped_column(default=None)
    capacity_wait: Mapped[str] = mapped_column(default="")
    said_full_until: Mapped[date | None] = mapped_column(default=None)
    confirmed_on: Mapped[date | None] = mapped_column(default=None)
    confirmed_by: Mapped[str] = mapped_column(default="")
    confirmed_how: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None] = mapped_column(default=None)
    unconfirmed: Mapped[bool] = mapped_column(default=False, server_default=false())
    last_seen_run: Mapped[str | None] = mapped_column(default=None)
