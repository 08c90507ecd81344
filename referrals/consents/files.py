"""What shows that somebody signed? The paper as a file, sealed with the key of the person, beside the consent that it is of."""

import base64
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from referrals.consents.models import ConsentFile
from referrals.consents.queries import newest
from referrals.people import holds, sealing
from referrals.people.models import Person
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import N_, BadInput, NotFound
from resource_app.uploads import FileKind, kind_of

MOST = 10  # files of one consent


@dataclass(frozen=True, slots=True)
class Opened:
    """A file, and what kind of one it is."""

    raw: bytes
    kind: FileKind


def add(session: Session, person: Person, consent_id: str, raw: bytes, by: By, file_id: str = "") -> str:
    """Keep a file with a consent of the person; its id, which may be given. Raises NotFound for a consent that is not theirs,
    and BadInput for a file that we do not take, or for too many.
    """
    newest(session, person, consent_id)
    kind_of(raw)
    if (session.scalar(select(func.count()).where(ConsentFile.consent_id == consent_id)) or 0) >= MOST:
        raise BadInput(N_("There are ten files already. Put the pages into one file."), "document")
    made, digest = file_id or str(uuid.uuid4()), hashlib.sha256(raw).hexdigest()
    sealed = sealing.seal(session, person, _place(made), {"raw": base64.b64encode(raw).decode()})
    session.add(
        ConsentFile(
            id=made,
            consent_id=consent_id,
            person_id=person.id,
            sealed=sealed,
            digest=digest,
            size=len(raw),
            added_by=by.actor.id,
            added_at=by.at,
        )
    )
    session.flush()
    _written(session, person, "consent_file_added", {"consent": consent_id, "file": made, "sha256": digest}, by)
    return made


def of_consent(session: Session, person: Person, consent_id: str) -> Sequence[ConsentFile]:
    """The files of a consent, the first before the others, without what is in them."""
    theirs = ConsentFile.person_id == person.id, ConsentFile.consent_id == consent_id
    rows = select(ConsentFile).where(*theirs).options(defer(ConsentFile.sealed, raiseload=True))
    return session.scalars(rows.order_by(ConsentFile.added_at, ConsentFile.id)).all()


def read(session: Session, person: Person, consent_id: str, file_id: str, by: By) -> Opened:
    """What is in a file, which is written down. Raises NotFound for one that is not of this consent of theirs."""
    row = _one(session, person, consent_id, file_id)
    raw = base64.b64decode(sealing.unseal(session, person, _place(row.id), row.sealed)["raw"])
    _written(session, person, "exported", {"consent": consent_id, "file": file_id}, by)
    return Opened(raw, kind_of(raw))


def remove(session: Session, person: Person, consent_id: str, file_id: str, by: By) -> None:
    """Erase a file that is the wrong one. Raises NotFound as `read` does, and BadInput while a legal hold keeps the person."""
    row = _one(session, person, consent_id, file_id)
    holds.require_none(session, person)
    session.delete(row)
    session.flush()
    _written(
        session, person, "consent_file_removed", {"consent": consent_id, "file": file_id, "sha256": row.digest}, by
    )


def _one(session: Session, person: Person, consent_id: str, file_id: str) -> ConsentFile:
    row = session.get(ConsentFile, file_id)
    if row is None or (row.person_id, row.consent_id) != (person.id, consent_id):
        raise NotFound("consent file", file_id)
    return row


def _written(session: Session, person: Person, action: str, details: dict[str, str], by: By) -> None:
    record(session, Entry(action=action, subject=f"person:{person.id}", details=details), by)


def _place(file_id: str) -> str:
    return f"consent file {file_id}"
