"""What does somebody do who has forgotten the password? Ask for a link that works once, for an hour, and signs nobody in.

Whoever asks hears the same whether or not somebody has that address; the second factor stays what it is.
"""

import uuid
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from resource_app import mail
from resource_app.accounts import people
from resource_app.accounts.models import Reset, User
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import LinkOver
from resource_app.keys import Keys

PURPOSE = KIND = "reset"
LASTS = timedelta(hours=1)


def ask(session: Session, email: str, by: By) -> None:
    """Ask for the letter, where somebody with this address can sign in. For nobody the same is written, so that the time tells
    nobody who is known here; that letter is never sent.
    """
    user = people.known_by(session, email)
    known = user.id if user is not None and user.disabled_at is None else None
    made = Reset(id=str(uuid.uuid4()), user_id=known, made_at=by.at)
    session.add(made)
    session.flush()
    mail.ask(session, str(uuid.uuid4()), KIND, made.id, by.at)
    record(session, Entry(action="reset_asked", subject=people.subject(known or "unknown")), by)


def secret(keys: Keys, made: Reset, user: User) -> str:
    """The end of the link: it dies with the password it replaces, and with the address it was sent to."""
    return keys.sign(PURPOSE, made.id, user.password, user.email)


def is_open(made: Reset, user: User, now: datetime) -> bool:
    """Whether the link still works."""
    return made.used_at is None and user.disabled_at is None and now - made.made_at < LASTS


def find(session: Session, keys: Keys, reset_id: str, given: str, now: datetime) -> tuple[Reset, User]:
    """What a link is for; raises LinkOver when it is none of ours, used or too old."""
    made = session.get(Reset, reset_id)
    user = session.get(User, made.user_id) if made is not None and made.user_id is not None else None
    if made is None or user is None or not is_open(made, user, now):
        raise LinkOver("reset", reset_id)
    if not keys.is_signed(PURPOSE, given, made.id, user.password, user.email):
        raise LinkOver("reset", reset_id)
    return made, user


def use(session: Session, made: Reset, user: User, password: str, by: By) -> None:
    """Keep the hash of a new password, end every session, and tell the owner of the address."""
    session.refresh(made, with_for_update=True)
    if made.used_at is not None:
        raise LinkOver("reset", made.id)
    made.used_at = by.at
    people.choose_password(session, user.id, password, by)
