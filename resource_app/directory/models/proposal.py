"""A change that waits for a curator: an import, or an organization, says something other than what was confirmed."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import MAY_HOLD_ADDRESS, Base, Json

PROPOSAL_STATES = ("open", "accepted", "refused", "superseded")
OPEN = text("state = 'open'")


class Proposal(MappedAsDataclass, Base, kw_only=True):
    """One field of one object: `was` is what is shown now, `proposed` what the source says; None means the field is left out.

    One open proposal for a field and a source: a newer difference replaces it. A source is an import's, or "organization:" with
    the id of the one whose `user_id` proposed it. `answer` is what the curator who decided says to them.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint(f"state IN {PROPOSAL_STATES}", name="state"),
        Index(
            "uq_proposal_open",
            "kind",
            "object_id",
            "field",
            "source",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kind: Mapped[str]
    object_id: Mapped[str]
    field: Mapped[str]
    source: Mapped[str]
    was: Mapped[Json | None] = mapped_column(JSON, info=MAY_HOLD_ADDRESS)
    proposed: Mapped[Json | None] = mapped_column(JSON, info=MAY_HOLD_ADDRESS)
    state: Mapped[str] = mapped_column(default="open")
    made_at: Mapped[datetime]
    user_id: Mapped[str | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by: Mapped[str | None] = mapped_column(default=None)
    answer: Mapped[str | None] = mapped_column(info=MAY_HOLD_ADDRESS, default=None)
