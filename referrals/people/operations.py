"""What is done with people: they are added, changed, locked and forgotten; their keys change with the installation's."""

import uuid
from collections.abc import Iterator, Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from referrals.consents.models import ConsentFile
from referrals.people import fields, holds, sealing
from referrals.people.models import HelpedLast, Person, PersonField, PersonLookup, PersonRelated
from resource_app.audit.recording import By, Entry, record
from resource_app.connections import Connections, keys_of
from resource_app.errors import ResourceLoopError

CHUNK = 500  # people of one transaction


class ChangedMeanwhile(ResourceLoopError):
    """Somebody changed this since it was read."""


def add(session: Session, typed: fields.Values, organization_id: str, by: By, person_id: str = "") -> str:
    """Keep somebody new, for the team of a care organization; their id, which may be given. Raises BadInput naming a field."""
    values, made = fields.kept(typed, by.at.date()), person_id or str(uuid.uuid4())
    key = sealing.new_key(keys_of(session), made)
    person = Person(id=made, organization_id=organization_id, key=key, made_at=by.at)
    session.add(person)
    session.flush()
    sealing.write(session, person, values)
    _written(session, person, "person_added", by, {"fields": sorted(values)})
    return made


def change(session: Session, person: Person, typed: fields.Values, version: int, by: By) -> None:
    """Keep what was typed instead of what was. `version` is the one that was read: raises ChangedMeanwhile for an older one,
    and BadInput naming a field.
    """
    values = fields.kept(typed, by.at.date())
    _raise_version(session, person, version)
    before = sealing.values_of(session, person)
    sealing.write(session, person, values)
    changed = sorted(code for code in before.keys() | values.keys() if before.get(code) != values.get(code))
    _written(session, person, "person_changed", by, {"fields": changed})


def lock(session: Session, person: Person, by: By, *, locked: bool) -> None:
    """Let nobody find them by a look-up, or let them be found again."""
    person.locked = locked
    _written(session, person, "person_locked" if locked else "person_unlocked", by, {})


def forget(session: Session, person: Person, by: By, why: str = "") -> None:
    """Throw away their key, and with it all that was sealed, here and in every copy; that they were there stays known. Raises
    BadInput while a legal hold keeps them.
    """
    holds.require_none(session, person)
    for model in (PersonField, PersonLookup, PersonRelated, ConsentFile, HelpedLast):
        session.execute(delete(model).where(model.person_id == person.id))
    person.key = None
    _written(session, person, "person_forgotten", by, {"why": [why]} if why else {})


def seal_anew(connections: Connections) -> Iterator[int]:
    """Seal every person's key with today's key of the installation and find them by it; how many are done, again and again.

    Killed, it is run once more: what is done twice is done as well. Then the earlier keys are no longer needed for people.
    """
    done, last = 0, ""
    while ids := _next(connections, last):
        with connections.transaction() as session:
            for person in session.scalars(select(Person).where(Person.id.in_(ids), Person.key.is_not(None))):
                person.key = sealing.sealed_anew(keys_of(session), person)
                sealing.write(session, person, sealing.values_of(session, person))
        done, last = done + len(ids), ids[-1]
        yield done


def _next(connections: Connections, last: str) -> Sequence[str]:
    with connections.reading() as session:
        return session.scalars(select(Person.id).where(Person.id > last).order_by(Person.id).limit(CHUNK)).all()


def _raise_version(session: Session, person: Person, version: int) -> None:
    mine = update(Person).where(Person.id == person.id, Person.version == version).values(version=version + 1)
    if not session.execute(mine).rowcount:  # type: ignore[attr-defined]  # of an UPDATE
        raise ChangedMeanwhile


def _written(session: Session, person: Person, action: str, by: By, details: dict[str, list[str]]) -> None:
    record(session, Entry(action=action, subject=f"person:{person.id}", details=details), by)
