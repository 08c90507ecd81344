"""Must something that is kept of a person stay, whatever else says that it goes? A legal hold, until somebody ends it."""

import uuid

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from referrals.people import sealing
from referrals.people.models import LegalHold, Person
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import N_, BadInput

HELD = N_("A legal hold keeps this record: nothing of it is erased before the hold ends.")


def held_ids() -> Select[str]:
    """The ids of people whom a hold keeps."""
    return select(LegalHold.person_id).where(LegalHold.ended_at.is_(None))


def of_person(session: Session, person_id: str) -> LegalHold | None:
    """The hold that keeps a person now."""
    theirs = select(LegalHold).where(LegalHold.person_id == person_id, LegalHold.ended_at.is_(None))
    return session.scalars(theirs).one_or_none()


def words_of(session: Session, hold: LegalHold) -> str:
    """Why it was set."""
    return sealing.unseal(session, session.get_one(Person, hold.person_id), _place(hold.id), hold.words)["words"]


def begin(session: Session, person: Person, words: str, by: By) -> None:
    """Let nothing of a person be erased. Raises BadInput without a reason, and while a hold keeps them already."""
    wait_for_others(session, person)
    if not words.strip():
        raise BadInput(N_("Say why: which case, or who asked for it."), "words")
    if of_person(session, person.id) is not None:
        raise BadInput(N_("A hold keeps this record already."), "words")
    made = str(uuid.uuid4())
    sealed = sealing.seal(session, person, _place(made), {"words": words.strip()})
    session.add(LegalHold(id=made, person_id=person.id, words=sealed, begun_by=by.actor.id, begun_at=by.at))
    session.flush()
    _written(session, person, "hold_begun", made, by)


def end(session: Session, person: Person, by: By) -> None:
    """Let it keep them no more; done already, it stays so."""
    wait_for_others(session, person)
    hold = of_person(session, person.id)
    if hold is not None:
        hold.ended_by, hold.ended_at = by.actor.id, by.at
        session.flush()
        _written(session, person, "hold_ended", hold.id, by)


def require_none(session: Session, person: Person) -> None:
    """Raise BadInput while a hold keeps a person; no other begins before the transaction ends."""
    wait_for_others(session, person)
    if of_person(session, person.id) is not None:
        raise BadInput(HELD, "why")


def wait_for_others(session: Session, person: Person) -> None:
    """Whoever else holds or erases this person waits until the transaction ends."""
    session.execute(select(Person.id).where(Person.id == person.id).with_for_update())


def _written(session: Session, person: Person, action: str, hold_id: str, by: By) -> None:
    record(session, Entry(action=action, subject=f"person:{person.id}", details={"hold": hold_id}), by)


def _place(hold_id: str) -> str:
    return f"legal hold {hold_id}"
