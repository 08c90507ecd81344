"""Who can sign in to look at the demo? One made-up user for each role. Their passwords come from the installation's own key, so
that no two installations have the same, and a second start prints them again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp
from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.accounts import factors, passwords, people
from resource_app.accounts.models import Factor, User
from resource_app.accounts.roles import ROLES, Held, Place, Role
from resource_app.actor import command
from resource_app.audit.recording import By, Origin
from resource_app.errors import BadInput
from resource_app.keys import Keys

HOST = "demo.example"  # of their addresses; RFC 2606: nobody's
PURPOSE = "demo"
LETTERS = 20  # of a password


@dataclass(frozen=True, slots=True)
class Card:
    """What somebody types to look around in a role."""

    role: str
    email: str
    password: str


def cards(keys: Keys) -> list[Card]:
    """One for each role."""
    return [Card(role.code, _email(role.code), keys.sign(PURPOSE, role.code)[:LETTERS]) for role in ROLES]


def fill(session: Session, keys: Keys, homes: Mapping[Place, str | None], now: datetime) -> int:
    """Make those who are not there yet; how many. `homes` are the organizations they work for."""
    missing = [card for card in cards(keys) if people.known_by(session, card.email) is None]
    by = By(command("demo"), Origin(), now)
    for card in missing:
        user = people.add(session, card.email, f"Demo {card.role.replace('_', ' ')}", "en", now)
        user.password, user.password_at = passwords.hashed(card.password), now
        place = _place(next(role for role in ROLES if role.code == card.role))
        people.give(session, user.id, Held(card.role, homes[place]), place, None, by)
        seed = factors.start(session, keys, user.id)
        session.flush()
        before = now - timedelta(minutes=5)
        factors.settle(session, keys, user.id, pyotp.TOTP(seed).at(before), before)
    return len(missing)


def ids(session: Session) -> dict[str, str]:
    """The users there are, by role."""
    known = {role.code: people.known_by(session, _email(role.code)) for role in ROLES}
    return {role: user.id for role, user in known.items() if user is not None}


def code(session: Session, keys: Keys, role: str, now: datetime) -> str:
    """What the authenticator of the demo user of a role shows now. Raises BadInput for a role without one."""
    found = session.execute(
        select(User.id, Factor.seed).join(Factor, Factor.user_id == User.id).where(User.email == _email(role))
    ).first()
    if found is None:
        names = ", ".join(role.code for role in ROLES)
        raise BadInput(
            f"There is no demo user “{role}”. Roles: {names}. `resourceloop demo people` makes them.", "role"
        )
    return pyotp.TOTP(keys.open(factors.PURPOSE, found.id, found.seed)).at(now)


def enabled(session: Session) -> Sequence[str]:
    """The addresses of demo users who can sign in."""
    theirs = select(User.email).where(User.email.endswith(f"@{HOST}"), User.disabled_at.is_(None))
    return session.scalars(theirs).all()


def _email(role: str) -> str:
    return f"{role.replace('_', '-')}@{HOST}"


def _place(role: Role) -> Place:
    order: tuple[Place, ...] = ("community", "care", "network")
    return next(place for place in order if place in role.places)
