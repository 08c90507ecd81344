"""Where else was a private address kept? Empties every value that holds it: proposals, rows of imports."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Column, LargeBinary, String, Table, cast, null, or_, select, tuple_, update
from sqlalchemy.orm import Session

from resource_app.database import MAY_HOLD_ADDRESS, Base, parts_of
from resource_app.directory.former_addresses import stored_of
from resource_app.directory.giveaways import holds_any, secrets_of_stored
from resource_app.directory.looked_for import Secret
from resource_app.directory.models import Listing

_CHUNK = 500  # ids in one statement
_MOST_SIGNS = 20  # in one statement; with more, everything is read


def forget(session: Session, places: Collection[str]) -> None:
    """Empty what is kept of these places, and of what is offered there, and every other value that gives them away.

    The columns are those whose `info` says that they may hold an address.
    """
    if not places:
        return
    objects = {*places, *_offered_at(session, places)}
    secrets = tuple({secret for body in stored_of(session, places) for secret in secrets_of_stored(body)})
    for table, columns in _tables():
        for part in parts_of(objects) if "object_id" in table.columns else ():
            emptied = {column.name: _nothing(column) for column in columns}
            session.execute(update(table).where(table.c.object_id.in_(part)).values(emptied))
        texts = [
            column for column in columns if not isinstance(column.type, LargeBinary)
        ]  # a file goes with its object
        for column in texts if secrets else ():
            _forget_in(session, table, column, secrets)


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
    text = cast(column, String)
    signs = {sign for secret in secrets for sign in secret.signs}
    query = select(*table.primary_key.columns, text.label("text")).where(column.is_not(None))
    if len(signs) <= _MOST_SIGNS:
        query = query.where(or_(*(text.icontains(sign, autoescape=True) for sign in signs)))
    found = [tuple(row)[:-1] for row in session.execute(query) if row.text and holds_any(row.text, secrets)]
    for start in range(0, len(found), _CHUNK):
        chosen = tuple_(*table.primary_key.columns).in_(found[start : start + _CHUNK])
        session.execute(update(table).where(chosen).values({column.name: _nothing(column)}))


def _nothing(column: Column[Any]) -> Any:
    return null() if column.nullable else ""
