"""How does somebody change the address they sign in with? By a link to the new one: it works once, for an hour, for them.

Whoever asks hears the same whether or not somebody signs in with that address already: then no letter is sent, and no link
works. The old address is told once it has changed.
"""

import uuid
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from resource_app import mail
from resource_app.accounts import people, sign_ins
from resource_app.accounts.links import Link
from resource_app.accounts.models import AddressChange, User
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import N_, BadInput, LinkOver
from resource_app.keys import Keys

NOTICE = "address_changed"


def _may_change(session: Session, made: AddressChange) -> bool:
    user = session.get(User, made.user_id)
    return user is not None and user.disabled_at is None and people.known_by(session, made.email) is None


def _bound(session: Session, made: AddressChange) -> tuple[str, ...]:
    """It dies with the address that it replaces, and with the password."""
    user = people.get(session, made.user_id)
    return made.email, user.email, user.password


LINK = Link("address", "/account/email", AddressChange, timedelta(hours=1), ("used_at",), _may_change, _bound)


def ask(session: Session, user_id: str, email: str, by: By) -> None:
    """Ask for the letter to a new address. Raises BadInput for what is none, and for the one they have."""
    user, address = people.get(session, user_id), people.folded(email)
    if address == user.email:
        raise BadInput(N_("This is your address already."), "email")
    made = AddressChange(id=str(uuid.uuid4()), user_id=user.id, email=address, old_email=user.email, made_at=by.at)
    LINK.send(session, made, by.at)
    record(session, Entry(action="address_change_asked", subject=people.subject(user.id)), by)


def find(session: Session, keys: Keys, change_id: str, given: str, user_id: str, now: datetime) -> AddressChange:
    """What a link is for. Raises LinkOver when it is none of ours, another user's, used, too old, or the address is taken."""
    made = LINK.find(session, keys, change_id, given, now)
    if made.user_id != user_id:
        raise LinkOver(LINK.code, change_id)
    return made


def use(session: Session, made: AddressChange, session_id: str, by: By) -> None:
    """Sign in with the new address from now on. Every other session ends, and the old address is told."""
    LINK.use(session, made, by.at)
    people.get(session, made.user_id).email = made.email
    try:
        session.flush()
    except IntegrityError as error:  # somebody took the address at the same moment
        raise LinkOver(LINK.code, made.id) from error
    sign_ins.end_all(session, made.user_id, by.at, but=session_id)
    record(session, Entry(action="address_changed", subject=people.subject(made.user_id)), by)
    mail.ask(session, str(uuid.uuid4()), NOTICE, made.id, by.at)
