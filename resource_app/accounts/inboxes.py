"""Where does a letter for an organization go? To the mailbox its staff share: people come and go, the work stays.

Before there is one, to its administrators. A mailbox counts once somebody who reads it has said so.
"""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from resource_app import mail
from resource_app.accounts import handed_out
from resource_app.accounts.links import Link
from resource_app.accounts.models import Inbox, Membership, User
from resource_app.audit.recording import By, Entry, record

STAFF_CHANGED, CHANGED = "staff_changed", "inbox_changed"
STAFF_INVITED = "staff_invited"  # by who works elsewhere: its own people may not expect it


def _still_theirs_to_ask(session: Session, made: Inbox) -> bool:
    """The question ends with the role of whoever asked it: nobody who was removed names a mailbox of their own."""
    return handed_out.still_gives(session, made.asked_by, "organization_admin", made.organization_id)


LINK = Link("inbox", "/inboxes", Inbox, timedelta(days=7), ("confirmed_at", "ended_at"), _still_theirs_to_ask)


def ask(session: Session, organization_id: str, address: str, language: str, by: By) -> None:
    """Ask whoever reads a mailbox whether it is the organization's. What was asked before counts no more; a mailbox in use
    stays until then. `address` is as `people.folded` gives it.
    """
    waiting = (Inbox.organization_id == organization_id) & Inbox.confirmed_at.is_(None) & Inbox.ended_at.is_(None)
    session.execute(update(Inbox).where(waiting).values(ended_at=by.at))
    made = Inbox(
        id=str(uuid.uuid4()),
        organization_id=organization_id,
        email=address,
        language=language,
        asked_by=by.actor.id,
        made_at=by.at,
    )
    LINK.send(session, made, by.at)
    _write(session, "inbox_asked", made, by)


def confirm(session: Session, made: Inbox, by: By) -> None:
    """Use it from now on, and no other; its administrators and the mailbox it replaces are told. Raises LinkOver for one that
    works no more.
    """
    LINK.use(session, made, by.at)
    before = [
        each.id for each in _live(session, made.organization_id) if each.confirmed_at and each.email != made.email
    ]
    _end(session, made.organization_id, by)
    made.ended_at = None
    for about in [*before, *admins(session, made.organization_id)]:
        mail.ask(session, str(uuid.uuid4()), CHANGED, about, by.at)
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
    waits = (each for each in live if each.confirmed_at is None and _still_theirs_to_ask(session, each))
    return used, next(waits, None)


def tell_of_staff(session: Session, organization_id: str, now: datetime, kind: str = STAFF_CHANGED) -> None:
    """Ask for the letters that say that who works there has changed, or will."""
    used, _ = of(session, organization_id)
    for about in [used.id] if used else admins(session, organization_id):
        mail.ask(session, str(uuid.uuid4()), kind, about, now)


def admins(session: Session, organization_id: str) -> Sequence[str]:
    """The memberships of its administrators who can sign in."""
    there = Membership.organization_id == organization_id, Membership.role == "organization_admin"
    return session.scalars(_signing_in().where(*there)).all()


def has_account(session: Session, organization_id: str) -> bool:
    """Whether anybody can sign in for it."""
    return bool(with_accounts(session, [organization_id]))


def with_accounts(session: Session, organization_ids: Collection[str]) -> frozenset[str]:
    """Those of the organizations for which anybody can sign in."""
    found = _signing_in().with_only_columns(Membership.organization_id).distinct()
    return frozenset(session.scalars(found.where(Membership.organization_id.in_(organization_ids))))


def _signing_in() -> Select[str]:
    return (
        select(Membership.id)
        .join(User, User.id == Membership.user_id)
        .where(Membership.ended_at.is_(None), User.disabled_at.is_(None))
    )


def _live(session: Session, organization_id: str) -> Sequence[Inbox]:
    live = select(Inbox).where(Inbox.organization_id == organization_id, Inbox.ended_at.is_(None))
    return session.scalars(live.order_by(Inbox.made_at, Inbox.id)).all()


def _end(session: Session, organization_id: str, by: By) -> None:
    for made in _live(session, organization_id):
        made.ended_at = by.at


def _write(session: Session, action: str, made: Inbox, by: By) -> None:
    subject = f"organization:{made.organization_id}"
    record(session, Entry(action=action, subject=subject, details={"inbox": made.id}), by)
