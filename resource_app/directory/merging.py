"""What does a source's statement change in a stored object? Pure: bodies in, the new body with its origins and proposals out.

A field an organization or a curator confirmed is never overwritten: the difference is proposed. A whole statement takes
away the fields it leaves out, but only those this source brought itself.
"""

from dataclasses import dataclass, field
from typing import Any

from resource_app.database import Json
from resource_app.directory.hsds import Incoming
from resource_app.directory.origins import is_protected, origin_of

_MISSING = object()
_IDENTITY = "id"


@dataclass(slots=True)
class Stored:
    """A row of one HSDS object while a batch is being applied; `columns` are its typed columns as the database has them, and
    `before` what body and columns were.
    """

    body: Json
    source: str
    origins: Json
    version: int = 1
    columns: Json = field(default_factory=dict)
    before: tuple[Json, Json] = field(default_factory=lambda: ({}, {}))
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
        if known == value or says_same(known, value):
            if is_protected(row.origins, name):
                merged.agreed.append(name)
        elif name != _IDENTITY and (incoming.whole or not is_blank(value)):
            _take(merged, row, name, value, source)
    if incoming.whole:
        for name in row.body.keys() - incoming.body.keys() - {_IDENTITY}:
            if is_blank(row.body[name]):
                continue
            if is_protected(row.origins, name) or origin_of(row.source, row.origins, name).source == source:
                _take(merged, row, name, _MISSING, source)
    return merged


def is_blank(value: Any) -> bool:
    """Whether the value says nothing: files write a missing value as null, as "" or not at all."""
    return value is _MISSING or value is None or value in ("", [], {})


def says_same(one: Any, other: Any) -> bool:
    """Whether two JSON values say the same when blanks are left out, at any depth."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(says_same(one.get(name), other.get(name)) for name in one.keys() | other.keys())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(says_same, one, other))
    return bool(one == other) or (is_blank(one) and is_blank(other))


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
