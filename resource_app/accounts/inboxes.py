"""Where does a letter for an organization go? To the mailbox its staff share: people come and go, the work stays.

Before there is one, to its administrators. A mailbox counts once somebody who reads it has said so.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from resource_app import mail
from resource_app.accounts.models import Inbox, Membership, User
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import LinkOver
from resource_app.keys import Keys

PURPOSE = KIND = "inbox"
STAFF_CHANGED = "staff_changed"
LASTS = timedelta(days=7)


def ask(session: Session, organization_id: str, address: str, language: str, by: By) -> None:
    """Ask whoever reads a mailbox whether it is the organization's. What was asked before counts no more; a mailbox in use
    stays until then. `address` is as `people.folded` gives it.
    """
    waiting = (Inbox.organization_id == organization_id) & Inbox.confirmed_at.is_(None) & Inbox.ended_at.is_(None)
    session.execute(update(Inbox).where(waiting).values(ended_at=by.at))
    made = Inbox(id=str(uuid.uuid4()), organization_id=organization_id, email=address, language=language, made_at=by.at)
    session.add(made)
    session.flush()
    mail.ask(session, str(uuid.uuid4()), KIND, made.id, by.at)
    _write(session, "inbox_asked", made, by)


def secret(keys: Keys, inbox_id: str) -> str:
    """The end of the link that is sent there."""
    return keys.sign(PURPOSE, inbox_id)


def is_open(made: Inbox, now: datetime) -> bool:
    """Whether it still waits for an answer."""
    return made.confirmed_at is None and made.ended_at is None and now - made.made_at < LASTS


def find(session: Session, keys: Keys, inbox_id: str, given: str, now: datetime) -> Inbox:
    """What a link is for; raises LinkOver when it is none of ours, used, replaced or too old."""
    made = session.get(Inbox, inbox_id)
    if made is None or not keys.is_signed(PURPOSE, given, inbox_id) or not is_open(made, now):
        raise LinkOver("inbox", inbox_id)
    return made


def confirm(session: Session, made: Inbox, by: By) -> None:
    """Use it from now on, and no other."""
    session.refresh(made, with_for_update=True)
    if not is_open(made, by.at):
        raise LinkOver("inbox", made.id)
    _end(session, made.organization_id, by)
    made.confirmed_at, made.ended_at = by.at, None
    _write(session, "inbox_confirmed", made, by)


def forget(session: Session, organization_id: str, by: By) -> None:
    """Use none any more."""
    for made in _live(session, organization_id):
        _write(session, "inbox_ended", made, by)
    _end(session, organization_id, by)


def of(session: Session, organization_id: str) -> tuple[Inbox | None, Inbox | None]:
    """The mailbox in use, and the one that waits for its answer."""
    live = _live(session, organization_id)
    used = next((each for each in live if each.confirmed_at is not None), None)
    return used, next((each for each in live if each.confirmed_at is None), None)


def tell_of_staff(session: Session, organization_id: str, now: datetime) -> None:
    """Ask for the letters that say that who works there has changed."""
    used, _ = of(session, organization_id)
    for about in [used.id] if used else _admins(session, organization_id):
        mail.ask(session, str(uuid.uuid4()), STAFF_CHANGED, about, now)


def _admins(session: Session, organization_id: str) -> Sequence[str]:
    """The memberships of its administrators who can sign in."""
    theirs = (
        select(Membership.id)
        .join(User, User.id == Membership.user_id)
        .where(Membership.organization_id == organization_id, Membership.role == "organization_admin")
        .where(Membership.ended_at.is_(None), User.disabled_at.is_(None))
    )
    return session.scalars(theirs).all()


def _live(session: Session, organization_id: str) -> Sequence[Inbox]:
    live = select(Inbox).where(Inbox.organization_id == organization_id, Inbox.ended_at.is_(None))
    return session.scalars(live.order_by(Inbox.made_at, Inbox.id)).all()


def _end(session: Session, organization_id: str, by: By) -> None:
    for made in _live(session, organization_id):
        made.ended_at = by.at


def _write(session: Session, action: str, made: Inbox, by: By) -> None:
    subject = f"organization:{made.organization_id}"
    record(session, Entry(action=action, subject=subject, details={"inbox": made.id}), by)
