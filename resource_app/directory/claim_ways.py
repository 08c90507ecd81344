"""How can somebody show that they work for an organization? By what its listing gives, never by what they name themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.accounts import people
from resource_app.directory.models import Listing, Organization, Service
from resource_app.errors import N_, BadInput
from search.documents import Document

LARGEST = 5 * 1024 * 1024  # bytes of a document
NO_VOICE = ("fax", "sms")


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of document, known by how it begins, whatever it is called."""

    begins: bytes
    mime: str
    ending: str


FILE_KINDS: tuple[FileKind, ...] = (
    FileKind(b"%PDF-", "application/pdf", "pdf"),
    FileKind(b"\xff\xd8\xff", "image/jpeg", "jpg"),
    FileKind(b"\x89PNG\r\n\x1a\n", "image/png", "png"),
)


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


def kind_of(raw: bytes) -> FileKind:
    """What a document is; raises BadInput for one that we do not take."""
    if len(raw) > LARGEST:
        raise BadInput(N_("This file is larger than 5 MB. Take a smaller picture of it."), "document")
    for kind in FILE_KINDS:
        if raw.startswith(kind.begins):
            return kind
    raise BadInput(N_("Choose a file that is a PDF, a JPEG or a PNG."), "document")


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
