"""How does somebody come to sign in? By an invitation for a role, sent to their address: once, for a week.

Whoever invites hears the same whether or not somebody signs in with that address already.
"""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.accounts import handed_out, inboxes, people
from resource_app.accounts.handed_out import Waiting
from resource_app.accounts.links import Link
from resource_app.accounts.models import Invitation, User
from resource_app.accounts.roles import GROUP, Held, Place, fits, may_give, may_grant
from resource_app.actor import Actor
from resource_app.audit.recording import By
from resource_app.errors import N_, BadInput, NotFound
from resource_app.keys import Keys


def _still_theirs_to_give(session: Session, made: Invitation) -> bool:
    return handed_out.still_gives(
        session, made.invited_by, made.role, made.organization_id, by_claim=made.claim_id is not None
    )


LINK = Link(
    "invitation", "/invitations", Invitation, timedelta(days=7), ("taken_at", "withdrawn_at"), _still_theirs_to_give
)


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody is invited to."""

    email: str
    held: Held
    place: Place
    group: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who takes an invitation; `password` is its hash."""

    name: str
    language: str
    password: str


def invite(session: Session, offer: Offer, inviter: list[Held], by: By) -> Invitation:
    """Invite somebody, and ask for the letter; an open invitation of theirs to the same role there ends. Raises NotFound for a
    role the inviter may not give, BadInput for one that does not fit.
    """
    if not may_give(inviter, offer.held.role, offer.held.organization_id):
        raise NotFound("role", offer.held.role)
    return _invite(session, offer, None, by)


def grant(session: Session, offer: Offer, granter: list[Held], claim_id: str, by: By) -> Invitation:
    """Invite who has claimed an organization, and ask for the letter. Raises NotFound for a role that is not granted so,
    BadInput for one that does not fit.
    """
    if not may_grant(granter, offer.held.role, offer.held.organization_id):
        raise NotFound("role", offer.held.role)
    return _invite(session, offer, claim_id, by)


def _invite(session: Session, offer: Offer, claim_id: str | None, by: By) -> Invitation:
    if not fits(offer.held.role, offer.place) or (offer.group is not None and offer.group not in GROUP):
        raise BadInput(N_("This role cannot be held there."), "role")
    address = people.folded(offer.email)
    own = people.known_by(session, address)
    if own is not None and own.id == by.actor.id:
        raise BadInput(N_("Ask another administrator to change your own roles."), "email")
    made = Invitation(
        id=str(uuid.uuid4()),
        email=address,
        role=offer.held.role,
        organization_id=offer.held.organization_id,
        place=offer.place,
        professional_group=offer.group,
        language=offer.language,
        invited_by=by.actor.id,
        made_at=by.at,
        claim_id=claim_id,
    )
    handed_out.withdraw(session, _same(made), by)
    LINK.send(session, made, by.at)
    handed_out.write(session, "invited", made, by)
    return made


def find(session: Session, keys: Keys, invitation_id: str, given: str, now: datetime) -> Invitation:
    """The invitation of an address; raises LinkOver when it is none of ours, taken, withdrawn, too old, or no longer the
    inviter's to give.
    """
    return LINK.find(session, keys, invitation_id, given, now)


def is_known(session: Session, made: Invitation) -> bool:
    """Whether somebody signs in with that address already."""
    return people.known_by(session, made.email) is not None


def take(session: Session, made: Invitation, who: Newcomer, by: By) -> User:
    """Make the user, and give the role."""
    LINK.use(session, made, by.at)
    user = people.add(session, made.email, who.name, who.language, by.at)
    user.password, user.password_at = who.password, by.at
    _give(session, made, user, replace(by, actor=Actor("user", user.id)))
    return user


def accept(session: Session, made: Invitation, user: User, by: By) -> None:
    """Give the role to somebody who signs in already. Raises NotFound when the invitation is for another address."""
    if user.email != made.email or user.id == made.invited_by:
        raise NotFound("invitation", made.id)
    LINK.use(session, made, by.at)
    _give(session, made, user, by)
    people.tell(session, user.id, by.at)


def withdraw(session: Session, made: Invitation, inviter: list[Held], by: By) -> None:
    """Let an invitation be taken no more; raises NotFound for one that is not theirs to withdraw."""
    if not may_give(inviter, made.role, made.organization_id) or made.taken_at is not None:
        raise NotFound("invitation", made.id)
    made.withdrawn_at = by.at
    handed_out.write(session, "invitation_withdrawn", made, by)


def open_ones(session: Session, organization_id: str | None, now: datetime) -> list[Invitation]:
    """Invitations that may still be taken: of an organization, or None for those of the network."""
    there = Invitation.organization_id == organization_id
    asked = select(Invitation).where(there, Invitation.taken_at.is_(None), Invitation.withdrawn_at.is_(None))
    return [
        each for each in session.scalars(asked.order_by(Invitation.made_at.desc())) if LINK.is_open(session, each, now)
    ]


def _give(session: Session, made: Invitation, user: User, by: By) -> None:
    place: Place = made.place  # type: ignore[assignment]  # a CHECK keeps it one
    people.give(session, user.id, Held(made.role, made.organization_id), place, made.professional_group, by)
    handed_out.withdraw(session, _same(made), by, but=made.id)
    handed_out.write(session, "invitation_taken", made, by)
    if made.organization_id is not None:
        inboxes.tell_of_staff(session, made.organization_id, by.at)


def _same(made: Invitation) -> Waiting:
    """Every invitation of the same address to the same role there."""
    return Waiting(frozenset({made.email}), (made.organization_id,), made.role)
