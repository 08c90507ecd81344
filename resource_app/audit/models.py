"""The tables of what was seen and done. Rows of events and anchors are only added: the database refuses anything else."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import Base, Json

OUTCOMES = ("done", "denied", "failed")


class AuditEvent(MappedAsDataclass, Base, kw_only=True):
    """One act: who did it (`actor_…`, for which organization), when, from where, to what (`subject`, a kind and an id), and
    with what outcome. `details` holds ids and codes; no name, no need, no password, no token.

    `chain` is the record it is filed under and `seq` its number there; `hash` covers every column and the hash before,
    with a key.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        CheckConstraint(f"outcome IN {OUTCOMES}", name="outcome"),
        Index("ix_audit_event_actor", "actor_id", "at"),
        Index("ix_audit_event_subject", "subject", "at"),
        Index("ix_audit_event_at", "at"),
    )

    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    action: Mapped[str]
    actor_kind: Mapped[str]
    actor_id: Mapped[str]
    organization_id: Mapped[str | None]
    subject: Mapped[str]
    outcome: Mapped[str]
    details: Mapped[Json]
    request_id: Mapped[str]
    address: Mapped[str]  # of the network, as the request came
    previous: Mapped[str]
    hash: Mapped[str]


class AuditHead(MappedAsDataclass, Base, kw_only=True):
    """The last row of each chain; `anchored` is the number of the row the newest anchor names."""

    __tablename__ = "audit_head"

    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]
    anchored: Mapped[int] = mapped_column(default=0)


class AuditAnchor(MappedAsDataclass, Base, kw_only=True):
    """All heads at one moment: `hash` covers the heads that changed since the anchor before, and that anchor's hash."""

    __tablename__ = "audit_anchor"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[datetime]
    heads: Mapped[int]  # how many of them changed
    previous: Mapped[str]
    hash: Mapped[str]


class AnchoredHead(MappedAsDataclass, Base, kw_only=True):
    """A head that an anchor covers."""

    __tablename__ = "audit_anchored_head"

    anchor: Mapped[int] = mapped_column(ForeignKey("audit_anchor.number"), primary_key=True, autoincrement=False)
    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]


class AuditTotal(MappedAsDataclass, Base, kw_only=True):
    """How many rows a part of the chains has, and the sum over their heads; or how many anchors there are, and the hash of
    the newest. `seal` covers it with a key.
    """

    __tablename__ = "audit_total"

    name: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    sum: Mapped[str]
    seal: Mapped[str]
