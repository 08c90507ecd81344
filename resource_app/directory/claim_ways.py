"""How can somebody show that they work for an organization? By what its listing gives, never by what they name themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.accounts import people
from resource_app.directory.models import Listing, Organization, Service
from resource_app.errors import BadInput
from search.documents import Document

NO_VOICE = ("fax", "sms")


@dataclass(frozen=True, slots=True)
class Ways:
    """What a listing offers for a proof. `mail` is its address as a visitor may see it, "" where only that there is one may
    be known, None where there is none; `phones` are numbers it shows, which a curator can call.
    """

    mail: str | None
    phones: tuple[str, ...]

    @property
    def proofs(self) -> tuple[str, ...]:
        """The proofs that can be chosen."""
        offered = (("mail", self.mail is not None), ("call", bool(self.phones)), ("document", True))
        return tuple(proof for proof, there in offered if there)


def ways_of(session: Session, document: Document) -> Ways:
    """The ways of a listing, by its document and by what it keeps to itself."""
    return Ways(_shown(document, listed_mail(session, document.id)), phones_of(document))


def listed_mail(session: Session, listing_id: str) -> str:
    """The mail address a listing gives: its service's, or else its organization's; empty when neither is one."""
    bodies = (
        select(Service.hsds, Organization.hsds)
        .join(Listing, Listing.service_id == Service.id)
        .join(Organization, Service.organization_id == Organization.id)
        .where(Listing.id == listing_id)
    )
    row = session.execute(bodies).first()
    return next(filter(None, (_address(str(body.get("email") or "")) for body in row or ())), "")


def phones_of(document: Document) -> tuple[str, ...]:
    """The numbers a listing shows that somebody answers."""
    return tuple(each["number"] for each in document.display["phones"] if each["call"] and each["kind"] not in NO_VOICE)


def _shown(document: Document, mail: str) -> str | None:
    if not mail:
        return None
    if mail in _public_mails(document):
        return mail
    if document.sensitive or (document.display["place"] or {}).get("private"):
        return ""  # a domain may say where a house is
    name, _, domain = mail.partition("@")
    return f"{name[:1]}…@{domain}"


def _public_mails(document: Document) -> Iterator[str]:
    for part in ("service", "organization"):
        yield people.as_kept(document.display[part]["email"])


def _address(typed: str) -> str:
    try:
        return people.folded(typed)
    except BadInput:
        return ""
