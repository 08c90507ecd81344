"""What ends with a role, beside the role? The invitations its holder sent work no more, and those that wait for them end."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from resource_app.accounts.models import AddressChange, Invitation, Membership, User
from resource_app.accounts.roles import Held, may_give, may_grant
from resource_app.audit.recording import By, Entry, record


@dataclass(frozen=True, slots=True)
class Waiting:
    """Which open invitations: to one of these addresses, at this place where there is one, for this role where there is one.
    `place` is an organization's id, or None for the network.
    """

    emails: frozenset[str]
    place: tuple[str | None, ...] = ()
    role: str = ""


def held_by(session: Session, user_id: str) -> list[Held]:
    """The roles a user holds now."""
    mine = select(Membership.role, Membership.organization_id).where(Membership.user_id == user_id)
    return [Held(*row) for row in session.execute(mine.where(Membership.ended_at.is_(None)))]


def still_gives(
    session: Session, user_id: str, role: str, organization_id: str | None, *, by_claim: bool = False
) -> bool:
    """Whether somebody may still give a role there, or grant it to who claimed it: what they handed out ends with their own.
    Who is no user, a command or nobody any more, always may.
    """
    user = session.get(User, user_id)
    if user is None:
        return True
    gives = may_grant if by_claim else may_give
    return user.disabled_at is None and gives(held_by(session, user_id), role, organization_id)


def addresses_of(session: Session, user: User) -> frozenset[str]:
    """The address somebody signs in with, and those before it."""
    before = select(AddressChange.old_email).where(AddressChange.user_id == user.id, AddressChange.used_at.is_not(None))
    return frozenset({user.email, *session.scalars(before)})


def withdraw(session: Session, waiting: Waiting, by: By, but: str = "") -> None:
    """Let open invitations be taken no more, but one: nobody comes back by an older one."""
    for made in session.scalars(select(Invitation).where(*_open(waiting), Invitation.id != but)):
        made.withdrawn_at = by.at
        write(session, "invitation_withdrawn", made, by)


def write(session: Session, action: str, made: Invitation, by: By) -> None:
    """Write down what became of an invitation."""
    details = {"role": made.role, "organization": made.organization_id, "claim": made.claim_id}
    record(session, Entry(action=action, subject=f"invitation:{made.id}", details=details), by)


def _open(waiting: Waiting) -> Iterable[ColumnElement[bool]]:
    yield Invitation.email.in_(waiting.emails)
    yield Invitation.taken_at.is_(None)
    yield Invitation.withdrawn_at.is_(None)
    for organization_id in waiting.place:
        there = Invitation.organization_id
        yield there.is_(None) if organization_id is None else there == organization_id
    if waiting.role:
        yield Invitation.role == waiting.role
