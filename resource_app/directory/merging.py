"""What does a source's statement change in a stored object? Pure: bodies in, the new body with its origins and proposals out.

A field an organization or a curator confirmed is never overwritten: the difference is proposed. A whole statement takes
away the fields it leaves out, but only those this source brought itself.
"""

from dataclasses import dataclass, field
from typing import Any

from resource_app.database import Json
from resource_app.directory.confirmations import is_protected, origin_of
from resource_app.directory.hsds import Incoming

_MISSING = object()
_IDENTITY = "id"


@dataclass(slots=True)
class Stored:
    """A row of one HSDS object while a batch is being applied; `columns` are its typed columns as the database has them."""

    body: Json
    source: str
    origins: Json
    version: int = 1
    columns: Json = field(default_factory=dict)
    new: bool = False
    dirty: bool = False  # must be written
    changed: bool = False  # says something else than before


@dataclass(frozen=True, slots=True)
class Difference:
    """A confirmed field for which the source says something else; `proposed` is None where it leaves the field out."""

    field: str
    was: Any
    proposed: Any


@dataclass(slots=True)
class Merged:
    """What a statement does: the fields that change, the differences to propose, and confirmed fields it agrees with."""

    body: Json
    origins: Json
    changed: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    agreed: list[str] = field(default_factory=list)


def merge(row: Stored, incoming: Incoming, source: str) -> Merged:
    """Lay the statement over the row; the row itself is not touched."""
    merged = Merged(row.body, row.origins)
    for name, value in incoming.body.items():
        known = row.body.get(name, _MISSING)
        if known == value:
            if is_protected(row.origins, name):
                merged.agreed.append(name)
        elif name != _IDENTITY:
            _take(merged, row, name, value, source)
    if incoming.whole:
        for name in row.body.keys() - incoming.body.keys() - {_IDENTITY}:
            if is_protected(row.origins, name) or origin_of(row.source, row.origins, name).source == source:
                _take(merged, row, name, _MISSING, source)
    return merged


def _take(merged: Merged, row: Stored, name: str, value: Any, source: str) -> None:
    gone = value is _MISSING
    if is_protected(row.origins, name):
        merged.differences.append(Difference(name, row.body.get(name), None if gone else value))
        return
    if not merged.changed:
        merged.body, merged.origins = dict(row.body), dict(row.origins)
    merged.changed.append(name)
    merged.origins.pop(name, None)
    if gone:
        del merged.body[name]
        return
    merged.body[name] = value
    if source != row.source:
        merged.origins[name] = {"source": source}
