"""A listing somebody proposed, before there is one: nothing of it is in the directory until a curator publishes it."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import MAY_HOLD_ADDRESS, Base, Json

STATES = ("open", "published", "refused")
PROPOSED = "proposed listing"  # the kind of one, where a curator changes it


class ProposedListing(MappedAsDataclass, Base, kw_only=True):
    """What was typed (`said`, by the names of the form's boxes; erased in time), by whom, and what became of it. `service_id`
    is the service that was made of it; `answer` is what the curator says to who proposed it.
    """

    __tablename__ = "proposed_listing"
    __table_args__ = (CheckConstraint(f"state IN {STATES}", name="state"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    said: Mapped[Json | None] = mapped_column(JSON(none_as_null=True), info=MAY_HOLD_ADDRESS)
    organization_id: Mapped[str | None] = mapped_column(default=None)
    user_id: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    made_at: Mapped[datetime]
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by: Mapped[str | None] = mapped_column(default=None)
    answer: Mapped[str | None] = mapped_column(info=MAY_HOLD_ADDRESS, default=None)
    service_id: Mapped[str | None] = mapped_column(default=None)
