"""Which browsers are remembered? One that a mailed code was shown in, and that was asked to be: it needs no other for 30 days.

It holds a random secret beside the one of its session. A remembered browser proves nothing anew: what is sensitive asks for a
proof as long after the code as anywhere else.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from resource_app.accounts.models import RememberedDevice
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import NotFound
from resource_app.keys import kept_as, random_secret

LASTS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Browser:
    """What somebody signs in with: what it says it is, and its network address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """A browser that is remembered, since a code was shown in it."""

    id: str
    made_at: datetime


def remember(session: Session, user_id: str, browser: Browser, by: By) -> str:
    """Remember a browser; the secret for it, kept nowhere here."""
    secret = random_secret()
    made = RememberedDevice(
        id=str(uuid.uuid4()),
        secret=kept_as(secret),
        user_id=user_id,
        made_at=by.at,
        device=browser.name,
        address=browser.address,
    )
    session.add(made)
    _write(session, "device_remembered", user_id, made.id, by)
    return secret


def find(session: Session, user_id: str, secret: str, now: datetime) -> Remembered | None:
    """The remembered browser of a user that holds this secret; None when it is none, forgotten, or too old."""
    theirs = RememberedDevice.secret == kept_as(secret), RememberedDevice.user_id == user_id
    found = session.scalars(select(RememberedDevice).where(*theirs, *_open(now))).first()
    return Remembered(found.id, found.made_at) if found is not None else None


def open_ones(session: Session, user_id: str, now: datetime) -> Sequence[RememberedDevice]:
    """A user's remembered browsers, the newest first."""
    mine = select(RememberedDevice).where(RememberedDevice.user_id == user_id, *_open(now))
    return session.scalars(mine.order_by(RememberedDevice.made_at.desc())).all()


def forget(session: Session, device_id: str, user_id: str, by: By) -> None:
    """Remember one no more. Raises NotFound for one that is not remembered, or somebody else's."""
    mine = (RememberedDevice.id == device_id) & (RememberedDevice.user_id == user_id)
    ended = update(RememberedDevice).where(mine, *_open(by.at)).values(ended_at=by.at)
    if not session.execute(ended).rowcount:  # type: ignore[attr-defined]  # an update counts
        raise NotFound("device", device_id)
    _write(session, "device_forgotten", user_id, device_id, by)


def forget_all(session: Session, user_id: str, now: datetime) -> None:
    """Remember none of a user's any more."""
    theirs = update(RememberedDevice).where(RememberedDevice.user_id == user_id, RememberedDevice.ended_at.is_(None))
    session.execute(theirs.values(ended_at=now))


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return RememberedDevice.ended_at.is_(None), RememberedDevice.made_at > now - LASTS


def _write(session: Session, action: str, user_id: str, device_id: str, by: By) -> None:
    record(session, Entry(action=action, subject=f"user:{user_id}", details={"device": device_id}), by)
