"""How does a listing get into the embedded index? In the caller's transaction: row, tallies, log. Nothing is committed here."""

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import orjson
from sqlalchemy import Connection, text

from search import stored
from search.documents import Document
from search.facts import Reader, Row

Item = TypeVar("Item")

KEPT_CHANGES = 20_000  # a picture older than so many changes is made anew

_COLUMNS = 'rowid, id, version, facts, terms, keywords, "values", spans, zone, name, polygons, stems, tallies'
_MARKS = ", ".join("?" * len(_COLUMNS.split(",")))


def write(connection: Connection, reader: Reader, documents: Sequence[Document]) -> None:
    """Store and index documents; one that is older than the stored one is left alone."""
    newest: dict[str, Document] = {}
    for document in documents:
        if document.id not in newest or newest[document.id].version <= document.version:
            newest[document.id] = document
    before = _versions(connection, list(newest))
    fresh = [each for each in newest.values() if each.id not in before or before[each.id][1] <= each.version]
    stored.put(connection, fresh)
    places = {each: rowid for each, (rowid, _) in _versions(connection, [document.id for document in fresh]).items()}
    put_rows(connection, [(places[document.id], document.version, reader.row(document)) for document in fresh])
    log(connection, list(places.values()))


def erase(connection: Connection, ids: Iterable[str]) -> None:
    """Take listings out of the store and the index."""
    wanted = list(ids)
    rowids = [rowid for rowid, _ in _versions(connection, wanted).values()]
    stored.delete(connection, wanted)
    remove_rows(connection, rowids)
    log(connection, rowids)


def put_rows(connection: Connection, rows: Sequence[tuple[int, int, Row]], suffix: str = "") -> None:
    """Add or replace index rows (rowid, version, row), and what they are counted in."""
    if not rows:
        return
    tallies = Counter[str]()
    tallies.subtract(_tallied(connection, [rowid for rowid, _, _ in rows], suffix))
    for _, _, row in rows:
        tallies.update(filter(None, row.tallies.split("\n")))
    connection.exec_driver_sql(
        f"INSERT OR REPLACE INTO search_listing{suffix} ({_COLUMNS}) VALUES ({_MARKS})",  # noqa: S608 - our own names
        [_values(*row) for row in rows],
    )
    _count(connection, tallies, suffix)


def remove_rows(connection: Connection, rowids: Sequence[int], suffix: str = "") -> None:
    """Remove index rows, and what they were counted in."""
    if not rowids:
        return
    tallies = Counter[str]()
    tallies.subtract(_tallied(connection, rowids, suffix))
    statement = text(f"DELETE FROM search_listing{suffix} WHERE rowid = :rowid")  # noqa: S608 - our own names
    connection.execute(statement, [{"rowid": rowid} for rowid in rowids])
    _count(connection, tallies, suffix)


def log(connection: Connection, rowids: Sequence[int]) -> None:
    """Say that these listings changed, so that every process sees it with its next search."""
    if not rowids:
        return
    stamp = secrets.randbits(62)
    connection.execute(
        text("INSERT INTO search_log (stamp, listing) VALUES (:stamp, :listing)"),
        [{"stamp": stamp, "listing": rowid} for rowid in rowids],
    )
    connection.execute(
        text("DELETE FROM search_log WHERE rev < (SELECT max(rev) FROM search_log) - :kept"), {"kept": KEPT_CHANGES}
    )


def _values(rowid: int, version: int, row: Row) -> tuple[Any, ...]:
    """In the order of _COLUMNS."""
    return (
        *(rowid, row.id, version, row.facts, row.terms, row.keywords, row.values),
        *(row.spans, row.zone, row.name, row.polygons, row.stems, row.tallies),
    )


def _tallied(connection: Connection, rowids: Sequence[int], suffix: str) -> Counter[str]:
    """What these rows are counted in now."""
    tallies = Counter[str]()
    for part in _parts(rowids):
        numbers = ", ".join(str(int(rowid)) for rowid in part)
        statement = f"SELECT tallies FROM search_listing{suffix} WHERE rowid IN ({numbers})"  # noqa: S608 - whole numbers
        for row in connection.execute(text(statement)):
            tallies.update(filter(None, row.tallies.split("\n")))
    return tallies


def _count(connection: Connection, tallies: Mapping[str, int], suffix: str) -> None:
    changes = [(entry, uses) for entry, uses in tallies.items() if uses]
    if not changes:
        return
    connection.exec_driver_sql(
        f"INSERT INTO search_tally{suffix} (entry, uses) VALUES (?, ?) "  # noqa: S608 - our own names
        "ON CONFLICT (entry) DO UPDATE SET uses = uses + excluded.uses",
        changes,
    )
    gone = [(entry,) for entry, uses in changes if uses < 0]
    if gone:
        connection.exec_driver_sql(f"DELETE FROM search_tally{suffix} WHERE entry = ? AND uses <= 0", gone)  # noqa: S608


def _versions(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The (rowid, version) of stored documents, by id."""
    statement = "SELECT id, rowid, version FROM search_document WHERE id IN (SELECT value FROM json_each(?))"
    rows = connection.exec_driver_sql(statement, (orjson.dumps(list(ids)).decode(),))
    return {key: (rowid, version) for key, rowid, version in rows}


def _parts(items: Sequence[Item]) -> Iterable[Sequence[Item]]:
    return (items[start : start + stored.CHUNK] for start in range(0, len(items), stored.CHUNK))
