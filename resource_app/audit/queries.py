"""Who saw this record, and what did this user see?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from resource_app.audit.models import AuditEvent

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: about a record (a kind and an id), by a user, or both; `before` is the moment the page before ended."""

    subject: str = ""
    actor: str = ""
    before: datetime | None = None


def events(session: Session, asked: Asked, most: int = PAGE) -> Sequence[AuditEvent]:
    """The newest first. A record is also found where a list or a chain names it."""
    return session.scalars(_asked(asked).limit(most)).all()


def _asked(asked: Asked) -> Select[Any]:
    found = select(AuditEvent)
    if asked.subject:
        found = found.where(or_(AuditEvent.subject == asked.subject, AuditEvent.chain == asked.subject))
    if asked.actor:
        found = found.where(AuditEvent.actor_id == asked.actor)
    if asked.before:
        found = found.where(AuditEvent.at < asked.before)
    return found.order_by(AuditEvent.at.desc(), AuditEvent.chain, AuditEvent.seq.desc())
