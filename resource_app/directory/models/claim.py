"""Who asks to keep an organization's listings right: with which proof, and what a curator decided."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import MAY_HOLD_ADDRESS, Base

PROOFS = ("mail", "call", "document")
OUTCOMES = ("granted", "refused", "withdrawn")


class Claim(MappedAsDataclass, Base, kw_only=True):
    """Somebody says that they work for an organization; `object_id` is the listing they came from.

    Who they are, what they do there and the document are for curators alone, and None once they are erased. `user_id` is the
    account they were signed in with. `proved_at` is when somebody said yes who reads the mail of the listed address;
    `reason` is why a curator refused it, until then "not_known" where that mailbox knows no such person.
    """

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint(f"proof IN {PROOFS}", name="proof"),
        CheckConstraint(f"outcome IN {OUTCOMES}", name="outcome"),
        CheckConstraint("(outcome IS NULL) = (decided_at IS NULL)", name="decided"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    object_id: Mapped[str] = mapped_column(ForeignKey("listing.id"), index=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id"), index=True)
    user_id: Mapped[str | None]
    name: Mapped[str | None] = mapped_column(repr=False)
    email: Mapped[str | None] = mapped_column(repr=False)
    does: Mapped[str | None] = mapped_column(repr=False, info=MAY_HOLD_ADDRESS)
    language: Mapped[str]
    proof: Mapped[str]
    document: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True, repr=False, info=MAY_HOLD_ADDRESS)
    asked_at: Mapped[datetime]
    proved_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    outcome: Mapped[str | None] = mapped_column(default=None)
    reason: Mapped[str | None] = mapped_column(default=None)
