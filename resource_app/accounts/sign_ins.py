"""Who is signed in? A row for each session; the browser holds a random secret that is worth nothing once the row has ended."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from resource_app.accounts import devices
from resource_app.accounts.devices import Browser
from resource_app.accounts.models import Factor, Membership, SignIn, User
from resource_app.accounts.roles import Held, mailed_code_does, once_mailed
from resource_app.actor import Actor
from resource_app.keys import kept_as, random_secret

Stage = Literal["password", "factor"]
# How somebody shows their second factor; "" until they have set one up. "mail first": a mailed code opens no more than the page
# that sets up an authenticator, for who needs one and has a mailbox that codes went to.
Way = Literal["authenticator", "mail", "mail first", ""]
ENOUGH: frozenset[Way] = frozenset({"authenticator", "mail"})
MAILED: frozenset[Way] = frozenset({"mail", "mail first"})
SEEN = timedelta(minutes=1)  # a request writes no more often
FAMILIAR = timedelta(days=30)  # for so long it is known where somebody signs in
STALE = timedelta(minutes=10)  # then something sensitive asks for a proof again


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts: without a request, and at most (45 CFR 164.312(a)(2)(iii), automatic logoff)."""

    idle: timedelta
    most: timedelta


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody signed in, as one request knows them. `stage` is "password" until the second factor was shown; it is so again
    when that does no longer, since they have been given another role. `has_shown` stays: what they have shown is no less shown.
    """

    session_id: str
    user_id: str
    name: str
    email: str
    language: str
    stage: Stage
    held: tuple[Held, ...]
    groups: tuple[str, ...]
    way: Way
    has_shown: bool
    seen_at: datetime
    proved_at: datetime
    ends_at: datetime

    @property
    def roles(self) -> frozenset[str]:
        """Every role they hold anywhere."""
        return frozenset(each.role for each in self.held)

    @property
    def may_use_mail(self) -> bool:
        """Whether a code by email is second factor enough for them."""
        return mailed_code_does(self.held)

    def is_at(self, organization_id: str, *roles: str) -> bool:
        """Whether they hold one of these roles for an organization."""
        return any(each.organization_id == organization_id and each.role in roles for each in self.held)

    @property
    def actor(self) -> Actor:
        """Who it is, for every verb and for what is written down."""
        homes = {each.organization_id for each in self.held if each.organization_id}
        only = homes.pop() if len(homes) == 1 else None
        return Actor("user", self.user_id, organization_id=only, roles=self.roles, label=self.name)

    def may_set_up(self, now: datetime) -> bool:
        """Whether they have shown what there is to show before a first authenticator: the mailbox too, where codes went."""
        return self.way == "" or (self.has_shown and not self.is_stale(now))

    def is_stale(self, now: datetime) -> bool:
        """Whether it is long ago that they proved who they are."""
        return now - self.proved_at > STALE


@dataclass(frozen=True, slots=True)
class Begun:
    """A session that was started: its id, and the secret for the browser, kept nowhere here."""

    id: str
    secret: str


def begin(
    session: Session, user_id: str, stage: Stage, browser: Browser, now: datetime, proved_at: datetime | None = None
) -> Begun:
    """Start a session; `proved_at` is when the proof was given, where that was before."""
    secret = random_secret()
    made = SignIn(
        id=str(uuid.uuid4()),
        secret=kept_as(secret),
        user_id=user_id,
        stage=stage,
        made_at=now,
        seen_at=now,
        proved_at=proved_at or now,
        device=browser.name,
        address=browser.address,
    )
    session.add(made)
    session.flush()
    return Begun(made.id, secret)


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
    mine = select(Membership).where(Membership.user_id == user.id)
    ever = session.scalars(mine.order_by(Membership.made_at, Membership.id)).all()
    rows = [each for each in ever if each.ended_at is None]
    way = _way(ever, is_set=set_at is not None)
    return Somebody(
        session_id=signed.id,
        user_id=user.id,
        name=user.name,
        email=user.email,
        language=user.language,
        stage="factor" if signed.stage == "factor" and way in ENOUGH else "password",
        held=_held(rows),
        groups=tuple(each.professional_group for each in rows if each.professional_group),
        way=way,
        has_shown=signed.stage == "factor",
        seen_at=signed.seen_at,
        proved_at=signed.proved_at,
        ends_at=signed.made_at + limits.most,
    )


def way_of(session: Session, user_id: str) -> Way:
    """How a user shows their second factor."""
    factor = session.get(Factor, user_id)
    ever = session.scalars(select(Membership).where(Membership.user_id == user_id)).all()
    return _way(ever, is_set=factor is not None and factor.set_at is not None)


def _way(ever: Sequence[Membership], *, is_set: bool) -> Way:
    """By every role they hold or have held."""
    if is_set:
        return "authenticator"
    if mailed_code_does(_held(each for each in ever if each.ended_at is None)):
        return "mail"
    return "mail first" if once_mailed(each.role for each in ever) else ""


def _held(rows: Iterable[Membership]) -> tuple[Held, ...]:
    return tuple(Held(each.role, each.organization_id) for each in rows)


def seen(session: Session, session_id: str, now: datetime) -> None:
    """Note a request."""
    session.execute(update(SignIn).where(SignIn.id == session_id, SignIn.seen_at < now).values(seen_at=now))


def knows(session: Session, user_id: str, address: str, now: datetime) -> bool:
    """Whether a user has shown both proofs from this address lately: whoever tries elsewhere does not stop them here."""
    theirs = select(SignIn.id).where(SignIn.user_id == user_id, SignIn.address == address, SignIn.stage == "factor")
    return session.scalar(theirs.where(SignIn.seen_at > now - FAMILIAR).limit(1)) is not None


def end(session: Session, session_id: str, user_id: str, now: datetime) -> bool:
    """End one session of a user; whether there was one."""
    ended = update(SignIn).where(SignIn.id == session_id, SignIn.user_id == user_id, SignIn.ended_at.is_(None))
    return bool(session.execute(ended.values(ended_at=now)).rowcount)  # type: ignore[attr-defined]  # an update counts


def end_half(session: Session, user_id: str, now: datetime) -> None:
    """End every session of a user in which the password alone was shown."""
    half = update(SignIn).where(SignIn.user_id == user_id, SignIn.stage == "password", SignIn.ended_at.is_(None))
    session.execute(half.values(ended_at=now))


def end_all(session: Session, user_id: str, now: datetime, but: str = "") -> None:
    """End every session of a user, but one, and remember none of their devices any more."""
    ended = update(SignIn).where(SignIn.user_id == user_id, SignIn.id != but, SignIn.ended_at.is_(None))
    session.execute(ended.values(ended_at=now))
    devices.forget_all(session, user_id, now)


def open_ones(session: Session, user_id: str, limits: Limits, now: datetime) -> Sequence[SignIn]:
    """A user's sessions that are good for something, the newest first."""
    mine = select(SignIn).where(SignIn.user_id == user_id, SignIn.ended_at.is_(None))
    live = mine.where(SignIn.seen_at > now - limits.idle, SignIn.made_at > now - limits.most)
    return session.scalars(live.order_by(SignIn.seen_at.desc())).all()
