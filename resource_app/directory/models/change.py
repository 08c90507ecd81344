"""What became of a field? One row for each field of one object that was changed (HSDS metadata), never altered afterwards."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import MAY_HOLD_ADDRESS, Base, Json

WHO = ("organization", "curator", "import")
WHOLE = ""  # the field of a change that made its object


class Change(MappedAsDataclass, Base, kw_only=True):
    """One field of one object: what it `was` and what it `became`; None where the field was left out, and where it could have
    given a private place away.

    Changes made together share `edit_id`; one that took an edit back names it in `undoes`. `who` is all the public may know of
    the actor. `why` is for staff: somebody typed it.
    """

    __tablename__ = "change"
    __table_args__ = (
        CheckConstraint(f"who IN {WHO}", name="who"),
        Index("ix_change_object", "object_id", "kind", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    edit_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    object_id: Mapped[str]
    field: Mapped[str]
    was: Mapped[Any | None] = mapped_column(JSON(none_as_null=True), info=MAY_HOLD_ADDRESS, default=None)
    became: Mapped[Any | None] = mapped_column(JSON(none_as_null=True), info=MAY_HOLD_ADDRESS, default=None)
    who: Mapped[str]
    actor_kind: Mapped[str]
    actor_id: Mapped[str]
    why: Mapped[str | None] = mapped_column(info=MAY_HOLD_ADDRESS, default=None)
    undoes: Mapped[str | None] = mapped_column(default=None)
    made_at: Mapped[datetime]


class Draft(MappedAsDataclass, Base, kw_only=True):
    """What somebody has typed into one part of a listing's form and not saved yet; `object_id` is the listing's, `seen` the
    last change they saw.
    """

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("user_id", "object_id", "part", name="uq_draft_part"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    user_id: Mapped[str]
    object_id: Mapped[str] = mapped_column(ForeignKey("listing.id"), index=True)
    part: Mapped[str]
    typed: Mapped[Json | None] = mapped_column(JSON(none_as_null=True), info=MAY_HOLD_ADDRESS)
    seen: Mapped[int]
    kept_at: Mapped[datetime]
