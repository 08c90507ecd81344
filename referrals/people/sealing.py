"""How are a person's values sealed and opened? Each under a key of the person's own, which the installation's key seals."""

import base64
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Protocol

import orjson
from sqlalchemy import Select, delete, insert, select
from sqlalchemy.orm import Session

from referrals.people import fields
from referrals.people.models import PersonField, PersonLookup
from resource_app.connections import keys_of
from resource_app.database import Base, rows_where, table_of
from resource_app.errors import NotFound
from resource_app.keys import Keys, open_with, random_key, seal_with

KEY, LOOKUP = "person", "person look-up"  # purposes (resource_app/keys.py)
_FIELDS = table_of(PersonField).c


class Owner(Protocol):
    """A person, or as much of one as opens what is sealed of them: `key` is None once they were forgotten."""

    @property
    def id(self) -> str: ...

    @property
    def key(self) -> str | None: ...


def new_key(keys: Keys, person_id: str) -> str:
    """A key for a new person, sealed."""
    return _sealed(keys, person_id, random_key())


def sealed_anew(keys: Keys, person: Owner) -> str:
    """The same key, sealed with today's key of the installation."""
    return _sealed(keys, person.id, own(keys, person))


def write(session: Session, person: Owner, values: fields.Values) -> None:
    """Keep these values, and nothing that was kept before; find the person by them from now on."""
    for model in (PersonField, PersonLookup):
        session.execute(delete(model).where(model.person_id == person.id))
    for table, rows in kept(keys_of(session), person, values).items():
        if rows:
            session.execute(insert(table), rows)


def kept(keys: Keys, person: Owner, values: fields.Values) -> Mapping[type[Base], list[dict[str, str]]]:
    """The rows of these values, by table: each sealed, and what the person is found by."""
    key = own(keys, person)
    sealed = [
        {"person_id": person.id, "code": code, "sealed": seal_with(key, _place(person.id, code), value)}
        for code, value in values.items()
    ]
    found_by = [
        {"person_id": person.id, "kind": kind, "digest": digests(keys, kind, parts)[0]}
        for kind, parts in fields.lookups(values).items()
    ]
    return {PersonField: sealed, PersonLookup: found_by}


def values_of(session: Session, person: Owner) -> dict[str, str]:
    """What is kept of a person, in the order of the table."""
    return values_of_each(session, [person])[person.id]


def values_of_each(
    session: Session, people: Collection[Owner], codes: tuple[str, ...] = tuple(fields.FIELD)
) -> dict[str, dict[str, str]]:
    """What is kept of people, by their ids: these fields, in the order of the table. One question for all of them."""
    sealed: dict[str, dict[str, str]] = {person.id: {} for person in people}
    for row in rows_where(session, _sealed_in(codes), _FIELDS.person_id, sealed.keys()):
        sealed[row.person_id][row.code] = row.sealed
    return {person.id: _opened(own(keys_of(session), person), person.id, sealed[person.id]) for person in people}


@lru_cache(maxsize=8)
def _sealed_in(codes: tuple[str, ...]) -> Select[str, str, str]:
    """What is sealed of these fields; built once, since every list of people asks it."""
    return select(_FIELDS.person_id, _FIELDS.code, _FIELDS.sealed).where(_FIELDS.code.in_(codes))


def _opened(key: bytes, person_id: str, sealed: Mapping[str, str]) -> dict[str, str]:
    codes = (field.code for field in fields.FIELDS if field.code in sealed)
    return {code: open_with(key, _place(person_id, code), sealed[code]) for code in codes}


def seal(session: Session, person: Owner, place: str, said: Mapping[str, str]) -> str:
    """Something else that is said of a person, sealed for one place alone."""
    return sealed_at(own(keys_of(session), person), place, said)


def sealed_at(key: bytes, place: str, said: Mapping[str, str]) -> str:
    """The same under the person's `own` key."""
    return seal_with(key, place, orjson.dumps(said).decode())


def unseal(session: Session, person: Owner, place: str, sealed: str) -> dict[str, str]:
    """What was sealed for this place; raises ValueError for any other."""
    said: dict[str, str] = orjson.loads(open_with(own(keys_of(session), person), place, sealed))
    return said


def digests(keys: Keys, kind: fields.LookupKind, parts: tuple[str, ...]) -> list[str]:
    """What a look-up asks for: under every key there is, today's first."""
    return keys.each_blind(LOOKUP, kind, *parts)


def own(keys: Keys, person: Owner) -> bytes:
    """The key of a person, opened; raises NotFound for one who was forgotten."""
    if person.key is None:
        raise NotFound("person", person.id)
    return base64.b64decode(keys.open(KEY, person.id, person.key))


def _sealed(keys: Keys, person_id: str, key: bytes) -> str:
    return keys.seal(KEY, person_id, base64.b64encode(key).decode())


def _place(person_id: str, code: str) -> str:
    return f"{person_id} {code}"
