"""The fact of a confirmation: what was confirmed, by whom, how and when. Written once, never changed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import MAY_HOLD_ADDRESS, Base

CONFIRMED_BY = ("organization", "curator", "source")
CONFIRMED_HOW = ("link", "portal", "phone", "visit", "outside", "import")


class Confirmation(MappedAsDataclass, Base, kw_only=True):
    """`fields` are the paths that were shown and confirmed ("service.eligibility_description", "location.phones"). `told_by` is
    who went there, or what an outside source is called, and `found_at` its web address: for staff alone.
    """

    __tablename__ = "confirmation"
    __table_args__ = (
        CheckConstraint(f"confirmed_by IN {CONFIRMED_BY}", name="confirmed_by"),
        CheckConstraint(f"how IN {CONFIRMED_HOW}", name="how"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id"), index=True)
    confirmed_on: Mapped[date]
    confirmed_by: Mapped[str]
    how: Mapped[str]
    fields: Mapped[list[str]]
    actor_kind: Mapped[str]
    actor_id: Mapped[str]
    recorded_at: Mapped[datetime]
    told_by: Mapped[str] = mapped_column(default="", repr=False, info=MAY_HOLD_ADDRESS)
    found_at: Mapped[str] = mapped_column(default="", repr=False, info=MAY_HOLD_ADDRESS)
