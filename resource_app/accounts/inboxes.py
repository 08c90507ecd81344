"""Where does a letter for an organization go? To the mailbox its staff share: people come and go, the work stays.

Before there is one, to its administrators. A mailbox counts once somebody who reads it has said so.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from resource_app import mail
from resource_app.accounts.links import Link
from resource_app.accounts.models import Inbox, Membership, User
from resource_app.audit.recording import By, Entry, record

LINK = Link("inbox", "/inboxes", Inbox, timedelta(days=7), ("confirmed_at", "ended_at"))
STAFF_CHANGED = "staff_changed"
STAFF_INVITED = "staff_invited"  # by who works elsewhere: its own people may not expect it


def ask(session: Session, organization_id: str, address: str, language: str, by: By) -> None:
    """Ask whoever reads a mailbox whether it is the organization's. What was asked before counts no more; a mailbox in use
    stays until then. `address` is as `people.folded` gives it.
    """
    waiting = (Inbox.organization_id == organization_id) & Inbox.confirmed_at.is_(None) & Inbox.ended_at.is_(None)
    session.execute(update(Inbox).where(waiting).values(ended_at=by.at))
    made = Inbox(id=str(uuid.uuid4()), organization_id=organization_id, email=address, language=language, made_at=by.at)
    LINK.send(session, made, by.at)
    _write(session, "inbox_asked", made, by)


def confirm(session: Session, made: Inbox, by: By) -> None:
    """Use it from now on, and no other; raises LinkOver for one that works no more."""
    LINK.use(session, made, by.at)
    _end(session, made.organization_id, by)
    made.ended_at = None
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


def tell_of_staff(session: Session, organization_id: str, now: datetime, kind: str = STAFF_CHANGED) -> None:
    """Ask for the letters that say that who works there has changed, or will."""
    used, _ = of(session, organization_id)
    for about in [used.id] if used else admins(session, organization_id):
        mail.ask(session, str(uuid.uuid4()), kind, about, now)


def admins(session: Session, organization_id: str) -> Sequence[str]:
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
