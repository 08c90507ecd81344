"""Who belongs to a person's household, and who may speak for them? Each is a row of its own, sealed with the person's key."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from referrals.people import fields, sealing
from referrals.people.ages import is_minor
from referrals.people.models import Person, PersonRelated, RelatedKind
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import NotFound

TABLES: Mapping[RelatedKind, tuple[fields.Field, ...]] = {"household": fields.HOUSEHOLD, "proxy": fields.PROXY}


@dataclass(frozen=True, slots=True)
class Related:
    """Somebody who belongs to a person, with what is kept of them (`TABLES`)."""

    id: str
    kind: RelatedKind
    values: fields.Values


def add(session: Session, person: Person, kind: RelatedKind, typed: fields.Values, by: By, related_id: str = "") -> str:
    """Keep somebody of the household, or who may speak for the person; their id, which may be given. Raises BadInput naming a
    field.
    """
    values, made = fields.kept(typed, by.at.date(), TABLES[kind]), related_id or str(uuid.uuid4())
    sealed = sealing.seal(session, person, _place(kind, made), values)
    session.add(PersonRelated(id=made, person_id=person.id, kind=kind, sealed=sealed))
    session.flush()
    _written(session, person, {"added": kind, "related": made}, by)
    return made


def remove(session: Session, person: Person, related_id: str, by: By) -> None:
    """Keep them no more. Raises NotFound for one who is not the person's."""
    theirs = delete(PersonRelated).where(PersonRelated.id == related_id, PersonRelated.person_id == person.id)
    if not session.execute(theirs).rowcount:  # type: ignore[attr-defined]  # of a DELETE
        raise NotFound("related", related_id)
    _written(session, person, {"removed": related_id}, by)


def of_person(session: Session, person: Person) -> Sequence[Related]:
    """Everybody who belongs to a person, by name."""
    rows = session.scalars(select(PersonRelated).where(PersonRelated.person_id == person.id)).all()
    found = [
        Related(row.id, kind, sealing.unseal(session, person, _place(kind, row.id), row.sealed))
        for row in rows
        for kind in [cast("RelatedKind", row.kind)]
    ]
    return sorted(found, key=lambda each: (each.values["name"], each.id))


def household_size(related: Sequence[Related]) -> int:
    """How many live together, the person too."""
    return 1 + sum(each.kind == "household" for each in related)


def speaks(proxy: Related, born_on: str, today: date) -> bool:
    """Whether a proxy may speak for a person, who was born on a day (empty: unknown), today.

    A parent's right ends when the child is of age (45 CFR 164.502(g)(3)); where nobody knows the age, it has.
    """
    until = proxy.values.get("until")
    if until and date.fromisoformat(until) < today:
        return False
    if proxy.values["authority"] != fields.MINORS_PARENT:
        return True
    return is_minor(born_on, today)


def _place(kind: RelatedKind, related_id: str) -> str:
    return f"{kind} {related_id}"


def _written(session: Session, person: Person, details: Mapping[str, str], by: By) -> None:
    record(session, Entry(action="person_changed", subject=f"person:{person.id}", details=details), by)
