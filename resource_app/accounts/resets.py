"""What does somebody do who has forgotten the password? Ask for a link that works once, for an hour, and signs nobody in.

Whoever asks hears the same whether or not somebody has that address; the second factor stays what it is.
"""

import uuid
from datetime import timedelta

from sqlalchemy.orm import Session

from resource_app.accounts import people
from resource_app.accounts.links import Link
from resource_app.accounts.models import Reset, User
from resource_app.audit.recording import By, Entry, record
from resource_app.keys import Keys


def _can_sign_in(session: Session, made: Reset) -> bool:
    user = session.get(User, made.user_id) if made.user_id is not None else None
    return user is not None and user.disabled_at is None


def _bound(session: Session, made: Reset) -> tuple[str, str]:
    """It dies with the password it replaces, and with the address it was sent to."""
    user = people.get(session, str(made.user_id))
    return user.password, user.email


LINK = Link("reset", "/reset", Reset, timedelta(hours=1), ("used_at",), _can_sign_in, _bound)


def ask(session: Session, email: str, by: By) -> None:
    """Ask for the letter, where somebody with this address can sign in. For nobody the same is written, so that the time tells
    nobody who is known here; that letter is never sent.
    """
    user = people.known_by(session, email)
    known = user.id if user is not None and user.disabled_at is None else None
    made = Reset(id=str(uuid.uuid4()), user_id=known, made_at=by.at)
    LINK.send(session, made, by.at)
    record(session, Entry(action="reset_asked", subject=people.subject(known or "unknown")), by)


def hand_over(session: Session, keys: Keys, user: User, by: By) -> str:
    """The same link for whoever runs the installation to hand to an administrator who has lost every proof; where it leads."""
    people.let_back(session, user, by)
    made = Reset(id=str(uuid.uuid4()), user_id=user.id, made_at=by.at)
    session.add(made)
    session.flush()
    record(session, Entry(action="reset_asked", subject=people.subject(user.id)), by)
    session.refresh(user)
    return LINK.path(session, keys, made)


def use(session: Session, made: Reset, password: str, by: By) -> None:
    """Keep the hash of a new password, end every session, and tell the owner of the address. Raises LinkOver for a link that
    works no more.
    """
    LINK.use(session, made, by.at)
    people.choose_password(session, str(made.user_id), password, by)
