"""Who is signed in? A row for each session; the browser holds a random secret that is worth nothing once the row has ended."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from resource_app.accounts.models import Factor, Membership, SignIn, User
from resource_app.accounts.roles import Held
from resource_app.actor import Actor
from resource_app.keys import kept_as, random_secret

Stage = Literal["password", "factor"]
SEEN = timedelta(minutes=1)  # a request writes no more often
STALE = timedelta(minutes=10)  # then something sensitive asks for a proof again


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts: without a request, and at most (45 CFR 164.312(a)(2)(iii), automatic logoff)."""

    idle: timedelta
    most: timedelta


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody signed in, as one request knows them. `stage` is "password" until the second factor was shown."""

    session_id: str
    user_id: str
    name: str
    email: str
    language: str
    stage: Stage
    held: tuple[Held, ...]
    groups: tuple[str, ...]
    has_factor: bool
    seen_at: datetime
    proved_at: datetime
    ends_at: datetime

    @property
    def roles(self) -> frozenset[str]:
        """Every role they hold anywhere."""
        return frozenset(each.role for each in self.held)

    def is_at(self, organization_id: str, *roles: str) -> bool:
        """Whether they hold one of these roles for an organization."""
        return any(each.organization_id == organization_id and each.role in roles for each in self.held)

    @property
    def actor(self) -> Actor:
        """Who it is, for every verb and for what is written down."""
        homes = {each.organization_id for each in self.held if each.organization_id}
        only = homes.pop() if len(homes) == 1 else None
        return Actor("user", self.user_id, organization_id=only, roles=self.roles, label=self.name)

    def is_stale(self, now: datetime) -> bool:
        """Whether it is long ago that they proved who they are."""
        return now - self.proved_at > STALE


def begin(session: Session, user_id: str, stage: Stage, device: str, address: str, now: datetime) -> str:
    """Start a session; the secret for the browser, kept nowhere here."""
    secret = random_secret()
    made = SignIn(
        id=str(uuid.uuid4()),
        secret=kept_as(secret),
        user_id=user_id,
        stage=stage,
        made_at=now,
        seen_at=now,
        proved_at=now,
        device=device,
        address=address,
    )
    session.add(made)
    return secret


def renew(session: Session, session_id: str, stage: Stage, now: datetime) -> str:
    """The same session after a new proof, under a new secret: the old one is worth nothing any more."""
    secret = random_secret()
    changed = update(SignIn).where(SignIn.id == session_id, SignIn.ended_at.is_(None))
    session.execute(changed.values(secret=kept_as(secret), stage=stage, proved_at=now, seen_at=now))
    return secret


def find(session: Session, secret: str, limits: Limits, now: datetime) -> Somebody | None:
    """Who holds this secret; None when the session or the user is no more, or too old."""
    row = session.execute(
        select(SignIn, User, Factor.set_at)
        .join(User, User.id == SignIn.user_id)
        .outerjoin(Factor, Factor.user_id == User.id)
        .where(SignIn.secret == kept_as(secret), SignIn.ended_at.is_(None), User.disabled_at.is_(None))
    ).first()
    if row is None:
        return None
    signed, user, set_at = row
    ends = min(signed.seen_at + limits.idle, signed.made_at + limits.most)
    if now >= ends:
        return None
    held = session.execute(
        select(Membership.role, Membership.organization_id, Membership.professional_group)
        .where(Membership.user_id == user.id, Membership.ended_at.is_(None))
        .order_by(Membership.made_at, Membership.id)
    ).all()
    return Somebody(
        session_id=signed.id,
        user_id=user.id,
        name=user.name,
        email=user.email,
        language=user.language,
        stage="factor" if signed.stage == "factor" else "password",
        held=tuple(Held(each.role, each.organization_id) for each in held),
        groups=tuple(each.professional_group for each in held if each.professional_group),
        has_factor=set_at is not None,
        seen_at=signed.seen_at,
        proved_at=signed.proved_at,
        ends_at=signed.made_at + limits.most,
    )


def seen(session: Session, session_id: str, now: datetime) -> None:
    """Note a request."""
    session.execute(update(SignIn).where(SignIn.id == session_id, SignIn.seen_at < now).values(seen_at=now))


def end(session: Session, session_id: str, user_id: str, now: datetime) -> bool:
    """End one session of a user; whether there was one."""
    ended = update(SignIn).where(SignIn.id == session_id, SignIn.user_id == user_id, SignIn.ended_at.is_(None))
    return bool(session.execute(ended.values(ended_at=now)).rowcount)  # type: ignore[attr-defined]  # an update counts


def end_all(session: Session, user_id: str, now: datetime, but: str = "") -> None:
    """End every session of a user, but one."""
    ended = update(SignIn).where(SignIn.user_id == user_id, SignIn.id != but, SignIn.ended_at.is_(None))
    session.execute(ended.values(ended_at=now))


def forget(session: Session, before: datetime) -> int:
    """Forget sessions that began before a moment, which is longer ago than any lasts; how many."""
    return int(session.execute(delete(SignIn).where(SignIn.made_at < before)).rowcount)  # type: ignore[attr-defined]


def open_ones(session: Session, user_id: str, limits: Limits, now: datetime) -> Sequence[SignIn]:
    """A user's sessions that are good for something, the newest first."""
    mine = select(SignIn).where(SignIn.user_id == user_id, SignIn.ended_at.is_(None))
    live = mine.where(SignIn.seen_at > now - limits.idle, SignIn.made_at > now - limits.most)
    return session.scalars(live.order_by(SignIn.seen_at.desc())).all()
