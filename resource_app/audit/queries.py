"""Who saw this record, and what did this user see?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, cast, or_, select
from sqlalchemy.orm import Session

from resource_app.audit.models import AuditEvent

PAGE = 50


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a page ended: rows of one moment have an order too."""

    at: datetime
    chain: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: about a record (a kind and an id), by a user, of one kind (`actions.BY_CODE`), or more of these; `after`
    is where the page before ended.
    """

    subject: str = ""
    actor: str = ""
    action: str = ""
    after: Spot | None = None


def events(session: Session, asked: Asked, most: int = PAGE) -> Sequence[AuditEvent]:
    """The newest first. A record is also found where a list showed it or a chain is its own."""
    return session.scalars(_asked(asked).limit(most)).all()


def of_record(session: Session, subject: str, action: str, most: int) -> Sequence[AuditEvent]:
    """The newest acts of one kind in a record's own chain."""
    mine = select(AuditEvent).where(AuditEvent.chain == subject, AuditEvent.action == action)
    return session.scalars(mine.order_by(AuditEvent.seq.desc()).limit(most)).all()


def spot_of(event: AuditEvent) -> Spot:
    """Where a page ends that ends with it."""
    return Spot(event.at, event.chain, event.seq)


def _asked(asked: Asked) -> Select[Any]:
    found = select(AuditEvent)
    if asked.subject:
        found = found.where(
            or_(AuditEvent.subject == asked.subject, AuditEvent.chain == asked.subject, _showed(asked.subject))
        )
    if asked.actor:
        found = found.where(AuditEvent.actor_id == asked.actor)
    if asked.action:
        found = found.where(AuditEvent.action == asked.action)
    if asked.after:
        found = found.where(_later_than(asked.after))
    return found.order_by(AuditEvent.at.desc(), AuditEvent.chain, AuditEvent.seq.desc())


def _showed(subject: str) -> ColumnElement[bool]:
    return and_(AuditEvent.action == "listed", cast(AuditEvent.details, Text).contains(f'"{subject}"', autoescape=True))


def _later_than(spot: Spot) -> ColumnElement[bool]:
    """What comes after it in the order of the rows."""
    event = AuditEvent
    below = or_(event.chain > spot.chain, and_(event.chain == spot.chain, event.seq < spot.seq))
    return or_(event.at < spot.at, and_(event.at == spot.at, below))
