"""How does a listing get into an index in the listings' own database? In the caller's transaction: document, row, tallies.

The same for every such backend; the statements are those of its `Tables`. Nothing is committed here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from sqlalchemy import Connection

from search import stored
from search.documents import Document
from search.facts import Reader, Row

SHADOW = "_new"  # ending of the names of the tables that a rebuild fills


class Tables(Protocol):
    """The tables of an index and of the shadow a rebuild makes; `suffix`, "" or SHADOW, says which are meant."""

    def versions(self, connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
        """The (rowid, version) of stored documents, by id; kept from other writers until the transaction ends."""

    def upsert(self, connection: Connection, rows: Sequence[tuple[int, int, Row]], suffix: str) -> None:
        """Add or replace index rows (rowid, version, row)."""

    def delete(self, connection: Connection, rowids: Sequence[int], suffix: str) -> None:
        """Remove index rows."""

    def entries(self, row: Row) -> Iterable[str]:
        """What a row is counted in."""

    def counted(self, connection: Connection, rowids: Sequence[int], suffix: str) -> Iterable[str]:
        """The entries of each of these rows, a line each, as they are counted now."""

    def count(self, connection: Connection, changes: Mapping[str, int], suffix: str) -> None:
        """Add to the tallies; one that comes to nothing goes."""

    def log(self, connection: Connection, rowids: Sequence[int]) -> None:
        """Say that these listings changed."""

    def start_shadow(self, connection: Connection) -> None:
        """Make an empty shadow, whatever was left of an earlier one."""

    def hold_writers(self, connection: Connection) -> None:
        """Until this transaction ends, no other one writes listings."""

    def swap(self, connection: Connection) -> None:
        """Put the shadow in the place of the index."""


def write(connection: Connection, tables: Tables, reader: Reader, documents: Sequence[Document]) -> None:
    """Store and index documents; one that is older than the stored one is left alone."""
    newest: dict[str, Document] = {}
    for document in documents:
        if document.id not in newest or newest[document.id].version <= document.version:
            newest[document.id] = document
    before = tables.versions(connection, list(newest))
    fresh = [each for each in newest.values() if each.id not in before or before[each.id][1] <= each.version]
    stored.put(connection, fresh)
    rowids = {key: rowid for key, (rowid, _) in before.items()}
    if new := {each.id: each for each in fresh if each.id not in rowids}:
        kept = tables.versions(connection, list(new))
        rowids |= {key: rowid for key, (rowid, version) in kept.items() if version == new[key].version}
        fresh = [each for each in fresh if each.id in rowids]  # another writer's may have come first
    put_rows(connection, tables, [(rowids[each.id], each.version, reader.row(each)) for each in fresh])
    tables.log(connection, [rowids[each.id] for each in fresh])


def erase(connection: Connection, tables: Tables, ids: Iterable[str]) -> None:
    """Take listings out of the store and the index."""
    wanted = list(ids)
    if not wanted:
        return
    rowids = [rowid for rowid, _ in tables.versions(connection, wanted).values()]
    stored.delete(connection, wanted)
    remove_rows(connection, tables, rowids)
    tables.log(connection, rowids)


def put_rows(connection: Connection, tables: Tables, rows: Sequence[tuple[int, int, Row]], suffix: str = "") -> None:
    """Add or replace index rows (rowid, version, row), and what they are counted in."""
    if not rows:
        return
    changes = _no_longer(connection, tables, [rowid for rowid, _, _ in rows], suffix)
    for _, _, row in rows:
        changes.update(tables.entries(row))
    tables.upsert(connection, rows, suffix)
    _count(connection, tables, changes, suffix)


def remove_rows(connection: Connection, tables: Tables, rowids: Sequence[int], suffix: str = "") -> None:
    """Remove index rows, and what they were counted in."""
    if not rowids:
        return
    changes = _no_longer(connection, tables, rowids, suffix)
    tables.delete(connection, rowids, suffix)
    _count(connection, tables, changes, suffix)


def _no_longer(connection: Connection, tables: Tables, rowids: Sequence[int], suffix: str) -> Counter[str]:
    """What these rows are counted in now, to be taken off."""
    changes = Counter[str]()
    for lines in tables.counted(connection, rowids, suffix):
        changes.subtract(filter(None, lines.split("\n")))
    return changes


def _count(connection: Connection, tables: Tables, changes: Mapping[str, int], suffix: str) -> None:
    wanted = {entry: uses for entry, uses in changes.items() if uses}
    if wanted:
        tables.count(connection, wanted, suffix)
