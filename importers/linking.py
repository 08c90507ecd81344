"""What refers to rows further down in the file? Found when the whole file was read, and linked in small transactions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from importers.candidates import LISTING
from resource_app.actor import importing
from resource_app.connections import Connections
from resource_app.directory.applying import Entry, apply_batch
from resource_app.directory.deriving import reference_of
from resource_app.directory.hsds import Incoming, placeless_id
from resource_app.directory.models import Listing, Location, Program, Service

_CHUNK = 100  # objects in one transaction
_INHERITED = ("held", "candidate_of", "staff_only", "do_not_refer")
_GONE = ("withdrawn", "merged")


@dataclass(frozen=True, slots=True)
class _Row:
    """Objects of `kind` may refer to others by `fields`."""

    kind: str
    model: Any
    fields: tuple[str, ...]


_ROWS = (
    _Row("program", Program, ("organization",)),
    _Row("location", Location, ("organization",)),
    _Row("service", Service, ("organization", "program")),
)


def without_their_place(objects: tuple[Incoming, ...], fresh: tuple[Incoming, ...]) -> dict[str, Incoming]:
    """The listings of a record whose place is not in it, by id."""
    places = {each.id for each in objects if each.kind == "location"}
    listings = {each.id: each for each in fresh if each.kind == LISTING}
    return {key: each for key, each in listings.items() if reference_of(each.body, "location") not in {None, *places}}


def link_late(connections: Connections, source: str, waiting: Mapping[str, Incoming], now: datetime) -> int:
    """Link what came before that which it refers to; how many objects were linked.

    `waiting` are the listings of the file whose place was not in their record. A new listing keeps what was decided about
    the one without a place that it replaces.
    """
    with connections.reading() as session:
        statements = [*_unlinked(session, source), *_placed(session, waiting)]
    linked = 0
    rest = iter(statements)
    while chunk := [Entry(each.kind, each.id, (each,)) for each in islice(rest, _CHUNK)]:
        with connections.transaction() as session:
            outcomes = apply_batch(session, chunk, now, importing(source))
        linked += sum(outcome.status != "unchanged" for outcome in outcomes)
    return linked


def _unlinked(session: Session, source: str) -> Iterator[Incoming]:
    """Objects that say what they belong to and are not linked: a statement without fields has them looked at again."""
    for row in _ROWS:
        columns = [getattr(row.model, f"{field}_id") for field in row.fields]
        empty = or_(*(column.is_(None) for column in columns))
        query = select(row.model.id, row.model.hsds, *columns).where(row.model.source == source, empty)
        for key, body, *ids in session.execute(query.execution_options(yield_per=_CHUNK)):
            if any(found is None and reference_of(body, field) for field, found in zip(row.fields, ids, strict=True)):
                yield Incoming(row.kind, key, {}, whole=False)


def _placed(session: Session, waiting: Mapping[str, Incoming]) -> Iterator[Incoming]:
    for key, listing in waiting.items():
        service, place = (reference_of(listing.body, field) for field in ("service", "location"))
        known = session.get(Location, place) is not None and session.get(Service, service) is not None
        if known and session.get(Listing, key) is None:
            before = session.get(Listing, placeless_id(service))
            decided = {} if before is None or before.held in _GONE else {n: getattr(before, n) for n in _INHERITED}
            said = {name: value for name, value in decided.items() if value}
            yield replace(listing, columns={**listing.columns, **said})
