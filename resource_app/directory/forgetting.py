"""Where else was a private address kept? Empties every value that holds it: proposals, rows of imports."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, LargeBinary, String, Table, cast, null, or_, select, tuple_, update
from sqlalchemy.orm import Session

from resource_app.database import MAY_HOLD_ADDRESS, Base, parts_of
from resource_app.directory import proposals
from resource_app.directory.address_room import may_hold_address
from resource_app.directory.former_addresses import stored_of
from resource_app.directory.giveaways import holds_any, secrets_of_stored
from resource_app.directory.looked_for import Secret
from resource_app.directory.models import Listing, Proposal

_CHUNK = 500  # ids in one statement
_MOST_SIGNS = 20  # in one statement; with more, everything is read
_TABLE = Base.metadata.tables[Proposal.__tablename__]
_PROPOSED = (_TABLE.c.was, _TABLE.c.proposed)


def forget(session: Session, places: Collection[str], now: datetime, *, gone: Iterable[str] = ()) -> None:
    """Empty what is kept of these places, and of what is offered there, and every other value that gives them away.

    `gone` are listings and services which were there until now. The columns are those whose `info` says that they may hold an
    address; of what is proposed, the fields that may.
    """
    if not places:
        return
    objects = {*places, *_offered_at(session, places), *gone}
    secrets = tuple({secret for body in stored_of(session, places) for secret in secrets_of_stored(body)})
    proposals.forget(session, _telling(session, objects, secrets), now)
    for table, columns in _tables():
        emptied = {column.name: _nothing(column) for column in columns if column not in _PROPOSED}
        for part in parts_of(objects) if "object_id" in table.columns else ():
            session.execute(update(table).where(table.c.object_id.in_(part)).values(emptied))
        texts = [
            column for column in columns if not isinstance(column.type, LargeBinary)
        ]  # a file goes with its object
        for column in texts if secrets else ():
            _forget_in(session, table, column, secrets)


def _telling(session: Session, objects: Collection[str], secrets: Collection[Secret]) -> set[int]:
    """The proposals that may say where these places are, or do."""
    found = {number for column in _PROPOSED if secrets for (number,) in _holding(session, _TABLE, column, secrets)}
    for part in parts_of(objects):
        for each in session.scalars(select(Proposal).where(Proposal.object_id.in_(part))):
            if any(may_hold_address(each.kind, each.field, value) for value in (each.was, each.proposed)):
                found.add(each.id)
    return found


def _offered_at(session: Session, places: Collection[str]) -> Iterator[str]:
    for part in parts_of(places):
        for row in session.execute(select(Listing.id, Listing.service_id).where(Listing.location_id.in_(part))):
            yield from row


def _tables() -> Iterator[tuple[Table, list[Column[Any]]]]:
    for table in Base.metadata.tables.values():
        columns = [column for column in table.columns if column.info == MAY_HOLD_ADDRESS]
        if columns:
            yield table, columns


def _forget_in(session: Session, table: Table, column: Column[Any], secrets: Collection[Secret]) -> None:
    found = _holding(session, table, column, secrets)
    for start in range(0, len(found), _CHUNK):
        chosen = tuple_(*table.primary_key.columns).in_(found[start : start + _CHUNK])
        session.execute(update(table).where(chosen).values({column.name: _nothing(column)}))


def _holding(session: Session, table: Table, column: Column[Any], secrets: Collection[Secret]) -> list[tuple[Any, ...]]:
    """The keys of the rows in which a column holds one of the secrets."""
    text = cast(column, String)
    signs = {sign for secret in secrets for sign in secret.signs}
    query = select(*table.primary_key.columns, text.label("text")).where(column.is_not(None))
    if len(signs) <= _MOST_SIGNS:
        query = query.where(or_(*(text.icontains(sign, autoescape=True) for sign in signs)))
    return [tuple(row)[:-1] for row in session.execute(query) if row.text and holds_any(row.text, secrets)]


def _nothing(column: Column[Any]) -> Any:
    return null() if column.nullable else ""
