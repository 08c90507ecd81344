"""Does somebody read the mail of their address? A code sent there, for one session: eight digits, once, for ten minutes.

It is for those whose roles say that this is second factor enough. No code is kept: it is worked out from the installation's
key when the letter is written and when it is typed, so a letter that is sent again says the same.
"""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from resource_app import mail
from resource_app.accounts.models import MailedCode, User
from resource_app.audit.recording import By, Entry, record
from resource_app.keys import Keys

PURPOSE = KIND = "code"
LASTS = timedelta(minutes=10)
DIGITS = 8


def ask(session: Session, user_id: str, sign_in_id: str, by: By) -> None:
    """Ask for a letter with a new code; the one before for this session is worth nothing any more. Those of other sessions are
    left alone: whoever has the password cannot stop a code that is on its way to its owner.
    """
    _end(session, sign_in_id, by.at)
    made = MailedCode(id=str(uuid.uuid4()), user_id=user_id, sign_in_id=sign_in_id, made_at=by.at)
    session.add(made)
    session.flush()
    mail.ask(session, str(uuid.uuid4()), KIND, made.id, by.at)
    record(session, Entry(action="code_mailed", subject=f"user:{user_id}"), by)


def code(keys: Keys, made: MailedCode, user: User) -> str:
    """The code: it dies with the address it was sent to."""
    return keys.digits(PURPOSE, DIGITS, made.id, user.email)


def is_open(made: MailedCode, user: User, now: datetime) -> bool:
    """Whether the code still works."""
    return made.ended_at is None and user.disabled_at is None and now - made.made_at < LASTS


def spend(session: Session, keys: Keys, sign_in_id: str, given: str, now: datetime) -> bool:
    """Whether it is the code of this session, not used before; it is used now."""
    theirs = select(MailedCode, User).join(User, User.id == MailedCode.user_id)
    waiting = theirs.where(MailedCode.sign_in_id == sign_in_id, MailedCode.ended_at.is_(None))
    row = session.execute(waiting.with_for_update(of=MailedCode)).first()
    typed = "".join(each for each in given if each.isdecimal())
    if row is None or not is_open(*row, now) or not keys.are_digits(PURPOSE, typed, DIGITS, row[0].id, row[1].email):
        return False
    return _end(session, sign_in_id, now) > 0  # of two who type it at once the second finds it used


def is_waited_for(session: Session, sign_in_id: str, now: datetime) -> bool:
    """Whether a code for this session has been asked for that still works."""
    waiting = select(MailedCode.id).where(MailedCode.sign_in_id == sign_in_id, MailedCode.ended_at.is_(None))
    return session.scalar(waiting.where(MailedCode.made_at > now - LASTS).limit(1)) is not None


def _end(session: Session, sign_in_id: str, now: datetime) -> int:
    theirs = update(MailedCode).where(MailedCode.sign_in_id == sign_in_id, MailedCode.ended_at.is_(None))
    return int(session.execute(theirs.values(ended_at=now)).rowcount)  # type: ignore[attr-defined]  # an update counts
