"""Whom do we ask, how do they want to be asked, and do they want to be listed at all? What staff and the organization's own
administrators say of that.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resource_app import mail
from resource_app.accounts.people import folded
from resource_app.audit.recording import By, Entry, record
from resource_app.directory import operations
from resource_app.directory.models import Organization
from resource_app.errors import N_, BadInput, NotFound
from resource_app.tasks.operations import close as close_task
from search import stored
from validation.beginning import TASK, hold, home_zone, wake
from validation.models import CHANNELS, Cycle, Turn

ASKED_OUT = "asked not to be listed"  # how the task to call them ends


def listings_of(session: Session, turn_id: str) -> Sequence[str]:
    """The listings of a turn that wait for a confirmation, what is due first first."""
    waiting = select(Cycle.listing_id).where(Cycle.turn_id == turn_id, Cycle.ended_at.is_(None))
    return session.scalars(waiting.order_by(Cycle.due_on, Cycle.listing_id)).all()


def first_due(session: Session, turn_id: str) -> date | None:
    """The day on which the first of its listings is due; None where none waits."""
    return session.scalar(select(func.min(Cycle.due_on)).where(Cycle.turn_id == turn_id, Cycle.ended_at.is_(None)))


def require_turn(session: Session, turn_id: str) -> Sequence[str]:
    """The listings of a turn; NotFound where there is none to ask about."""
    found = listings_of(session, turn_id)
    if not found:
        raise NotFound("turn", turn_id)
    return found


def organization_of(turn_id: str) -> str | None:
    """The organization whose turn it is; None for a service that belongs to none."""
    kind, _, subject = turn_id.partition(":")
    return subject if kind == "organization" else None


def open_turn(session: Session, turn_id: str) -> Turn:
    """A turn, held: made for an organization of the directory that was not asked yet. NotFound for any other."""
    found = session.get(Turn, turn_id, with_for_update=True)
    if found is not None:
        return found
    organization = session.get(Organization, organization_of(turn_id) or "")
    if organization is None or not organization.listed:
        raise NotFound("turn", turn_id)
    listings = stored.of_organization(session.connection(), organization.id)
    if not listings:
        session.add(Turn(id=turn_id, zone=home_zone(session)))
    return hold(session, listings).get(turn_id) or session.get_one(Turn, turn_id)


def refused(session: Session, email: str) -> bool:
    """Whether a mail server said that there is no such address."""
    return bool(email) and bool(mail.suppressed(session, among=[email]))


def prefer(session: Session, turn_id: str, channel: str, email: str, by: By) -> None:
    """Ask by mail or by phone from the next step on, and at this address before all others (none: at those we know). Raises
    BadInput for what is none.
    """
    if channel not in CHANNELS:
        raise BadInput(N_("Choose how we ask."), "channel")
    address = folded(email) if email.strip() else ""
    turn = open_turn(session, turn_id)
    if (turn.channel, turn.email) == (channel, address):
        return
    turn.channel, turn.email = channel, address
    details = {"channel": channel, "address": "given" if address else "none"}
    record(session, Entry(action="asking_changed", subject=turn_id, details=details), by)


def unlist(session: Session, organization_id: str, by: By) -> None:
    """Leave an organization out that asked not to be listed: nobody asks it any more, and no import lets it in again."""
    if not operations.set_asked_out(session, organization_id, by.at, by.actor, asked_out=True):
        return
    turn_id = f"organization:{organization_id}"
    _end(session, turn_id, by.at)
    close_task(session, TASK, turn_id, ASKED_OUT, by)
    record(session, Entry(action="organization_left_out", subject=turn_id), by)


def list_again(session: Session, organization_id: str, by: By) -> None:
    """Let an organization in again; it is asked as if its listings were new."""
    if operations.set_asked_out(session, organization_id, by.at, by.actor, asked_out=False):
        record(session, Entry(action="organization_let_in", subject=f"organization:{organization_id}"), by)


def _end(session: Session, turn_id: str, now: datetime) -> None:
    if session.get(Turn, turn_id, with_for_update=True) is None:
        return
    for cycle in session.scalars(select(Cycle).where(Cycle.turn_id == turn_id, Cycle.ended_at.is_(None))):
        cycle.ended_at, cycle.outcome = now, "gone"
    wake(session, [turn_id])
