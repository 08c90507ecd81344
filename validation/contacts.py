"""Who can be asked whether a listing is right? The addresses of its organization that letters reach, the best one first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app import mail
from resource_app.accounts.models import Inbox, Membership, User
from resource_app.accounts.people import address_in
from resource_app.directory.models import Organization, Service
from validation.models import Turn

LANGUAGE = "en"  # where nothing says which one they read


@dataclass(frozen=True, slots=True)
class Contact:
    """An address, and the language it is written to in."""

    email: str
    language: str = LANGUAGE


def contacts_of(session: Session, turn: Turn) -> list[Contact]:
    """In this order: the address it asked for, the mailbox its staff share, what its listings give, its administrators. One
    that a mail server said is none is left out.
    """
    found: dict[str, Contact] = {}
    for contact in _every(session, turn):
        found.setdefault(contact.email, contact)
    refused = set(mail.suppressed(session, among=list(found)))
    return [contact for email, contact in found.items() if email not in refused]


def to_write_to(session: Session, turn: Turn) -> list[Contact]:
    """Whom a letter of the turn may go to now: nobody where it wants to be called."""
    return [] if turn.channel == "phone" else contacts_of(session, turn)


def is_known(session: Session, turn: Turn, email: str) -> bool:
    """Whether an address still is one of the turn's, however it wants to be asked."""
    return any(contact.email == email for contact in _every(session, turn))


def _every(session: Session, turn: Turn) -> Iterator[Contact]:
    kind, _, subject = turn.id.partition(":")
    if turn.email:
        yield Contact(turn.email)
    if kind == "organization":
        boxes = select(Inbox.email, Inbox.language).where(
            Inbox.organization_id == subject, Inbox.confirmed_at.is_not(None), Inbox.ended_at.is_(None)
        )
        yield from (Contact(*row) for row in session.execute(boxes.order_by(Inbox.made_at)))
        yield from _given(session.scalars(select(Organization.hsds).where(Organization.id == subject)))
    mine = Service.organization_id == subject if kind == "organization" else Service.id == subject
    yield from _given(session.scalars(select(Service.hsds).where(mine).order_by(Service.id)))
    if kind == "organization":
        keepers = (
            select(User.email, User.language)
            .join(Membership, Membership.user_id == User.id)
            .where(
                Membership.organization_id == subject,
                Membership.role == "organization_admin",
                Membership.ended_at.is_(None),
                User.disabled_at.is_(None),
            )
        )
        yield from (Contact(*row) for row in session.execute(keepers.order_by(User.email)))


def _given(bodies: Iterable[Mapping[str, Any]]) -> Iterator[Contact]:
    """The addresses that HSDS objects give: their own, then their contacts'."""
    for body in bodies:
        people = (each for each in body.get("contacts") or () if isinstance(each, Mapping))
        for said in (body.get("email"), *(each.get("email") for each in people)):
            if isinstance(said, str) and (email := address_in(said)):
                yield Contact(email)
