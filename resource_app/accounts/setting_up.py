"""Who is the first? Whoever has the address that the installation prints: it works for a day, and while nobody is there."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.accounts import people
from resource_app.accounts.models import User
from resource_app.accounts.roles import Held
from resource_app.actor import command
from resource_app.audit.recording import By, Entry, Origin, record
from resource_app.errors import LinkOver
from resource_app.keys import Keys

PURPOSE = "set-up"
LASTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Founder:
    """Who becomes the first administrator; `password` is a hash."""

    email: str
    name: str
    language: str
    password: str


def is_needed(session: Session) -> bool:
    """Whether nobody can sign in yet."""
    return session.scalar(select(User.id).limit(1)) is None


def token(keys: Keys, now: datetime) -> str:
    """The end of the one-time address."""
    made = str(int(now.timestamp()))
    return f"{made}.{keys.sign(PURPOSE, made)}"


def require(session: Session, keys: Keys, given: str, now: datetime) -> None:
    """Raise LinkOver unless the address is ours, of the last day, and nobody is there yet."""
    made, _, signature = given.partition(".")
    if (
        not made.isdecimal()
        or not keys.is_signed(PURPOSE, signature, made)
        or now - datetime.fromtimestamp(int(made), UTC) > LASTS
        or not is_needed(session)
    ):
        raise LinkOver("page", "set-up")


def found(session: Session, founder: Founder, origin: Origin, now: datetime) -> User:
    """Make the first administrator. Of two who come at once one waits for the other, and finds that somebody is there."""
    by = By(command("set-up"), origin, now)
    record(session, Entry(action="set_up", subject="installation"), by)
    if not is_needed(session):
        raise LinkOver("page", "set-up")
    user = people.add(session, founder.email, founder.name, founder.language, now)
    user.password, user.password_at = founder.password, now
    people.give(session, user.id, Held("network_admin", None), "network", None, by)
    return user
