"""Which tables does the embedded backend keep? `search_document` with the listings, and its index beside it."""

import secrets
from collections.abc import Iterable, Mapping, Sequence

import orjson
from sqlalchemy import Connection, text

from search import stored
from search.backends.writing import SHADOW
from search.facts import Row

KEPT_CHANGES = 20_000  # a picture older than so many changes is made anew

# One row per listing: what `search.facts.Row` says. `rowid` is that of `search_document`.
_LISTING = """CREATE TABLE IF NOT EXISTS search_listing{suffix} (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL, facts BLOB NOT NULL, terms BLOB NOT NULL,
    keywords BLOB NOT NULL, "values" TEXT NOT NULL, spans BLOB NOT NULL, zone TEXT NOT NULL, name TEXT NOT NULL,
    polygons BLOB NOT NULL, stems TEXT NOT NULL, tallies TEXT NOT NULL)"""
_COLUMNS = 'rowid, id, version, facts, terms, keywords, "values", spans, zone, name, polygons, stems, tallies'
_MARKS = ", ".join("?" * len(_COLUMNS.split(",")))

# How many public listings have a word ("w:...") or serve an area ("a:..."); gone when the last one goes.
_TALLY = "CREATE TABLE IF NOT EXISTS search_tally{suffix} (entry TEXT PRIMARY KEY, uses INTEGER NOT NULL) WITHOUT ROWID"

# Which listing changed, in order. `stamp` is drawn anew for every write: it tells a picture in memory whether the
# database it looks at is the one the picture was made from, or another one, or a change was rolled back since.
_LOG = """CREATE TABLE IF NOT EXISTS search_log (
    rev INTEGER PRIMARY KEY AUTOINCREMENT, stamp INTEGER NOT NULL, listing INTEGER NOT NULL)"""

_STATE = "CREATE TABLE IF NOT EXISTS search_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"

_REBUILT = ("search_listing", "search_tally")  # what a rebuild replaces
TABLES = (*_REBUILT, "search_log", "search_state", "search_document")


class SqliteTables:
    """The statements of `search.backends.writing.Tables` for SQLite, whose writers wait for each other anyway."""

    def create(self, connection: Connection) -> None:
        """Make what is missing."""
        for statement in (*stored.SQLITE_TABLE, _LOG, _STATE):
            connection.execute(text(statement))
        _create_index(connection)

    def drop(self, connection: Connection) -> None:
        """Remove everything, a half-made rebuild too."""
        _drop_index(connection, SHADOW)
        for table in TABLES:
            connection.execute(text(f"DROP TABLE IF EXISTS {table}"))

    def versions(self, connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
        statement = "SELECT id, rowid, version FROM search_document WHERE id IN (SELECT value FROM json_each(?))"
        rows = connection.exec_driver_sql(statement, (orjson.dumps(list(ids)).decode(),))
        return {key: (rowid, version) for key, rowid, version in rows}

    def upsert(self, connection: Connection, rows: Sequence[tuple[int, int, Row]], suffix: str) -> None:
        connection.exec_driver_sql(
            f"INSERT OR REPLACE INTO search_listing{suffix} ({_COLUMNS}) VALUES ({_MARKS})",  # noqa: S608 - our own names
            [
                (
                    *(rowid, row.id, version, row.facts, row.terms + row.areas, row.keywords, row.values),
                    *(row.spans, row.zone, row.name, row.polygons, row.stems, row.tallies),
                )
                for rowid, version, row in rows
            ],
        )

    def delete(self, connection: Connection, rowids: Sequence[int], suffix: str) -> None:
        statement = text(f"DELETE FROM search_listing{suffix} WHERE rowid = :rowid")  # noqa: S608 - our own names
        connection.execute(statement, [{"rowid": rowid} for rowid in rowids])

    def entries(self, row: Row) -> Iterable[str]:
        return filter(None, row.tallies.split("\n"))

    def counted(self, connection: Connection, rowids: Sequence[int], suffix: str) -> Iterable[str]:
        statement = f"SELECT tallies FROM search_listing{suffix} WHERE rowid IN (SELECT value FROM json_each(?))"  # noqa: S608
        return connection.exec_driver_sql(statement, (orjson.dumps(list(rowids)).decode(),)).scalars()

    def count(self, connection: Connection, changes: Mapping[str, int], suffix: str) -> None:
        connection.exec_driver_sql(
            f"INSERT INTO search_tally{suffix} (entry, uses) VALUES (?, ?) "  # noqa: S608 - our own names
            "ON CONFLICT (entry) DO UPDATE SET uses = uses + excluded.uses",
            list(changes.items()),
        )
        gone = [(entry,) for entry, uses in changes.items() if uses < 0]
        if gone:
            connection.exec_driver_sql(f"DELETE FROM search_tally{suffix} WHERE entry = ? AND uses <= 0", gone)  # noqa: S608

    def log(self, connection: Connection, rowids: Sequence[int]) -> None:
        """So that every process sees the change with its next search."""
        if not rowids:
            return
        stamp = secrets.randbits(62)
        changed = [(stamp, rowid) for rowid in rowids]
        connection.exec_driver_sql("INSERT INTO search_log (stamp, listing) VALUES (?, ?)", changed)
        connection.exec_driver_sql(
            "DELETE FROM search_log WHERE rev < (SELECT max(rev) FROM search_log) - ?", (KEPT_CHANGES,)
        )

    def start_shadow(self, connection: Connection) -> None:
        _drop_index(connection, SHADOW)
        _create_index(connection, SHADOW)

    def hold_writers(self, connection: Connection) -> None:
        """Nothing to do: this transaction is the only one that writes."""

    def swap(self, connection: Connection) -> None:
        _drop_index(connection)
        for table in _REBUILT:
            connection.execute(text(f"ALTER TABLE {table}{SHADOW} RENAME TO {table}"))
        connection.execute(text("DELETE FROM search_log"))  # every picture in memory is of the old index
        self.log(connection, [0])


def _create_index(connection: Connection, suffix: str = "") -> None:
    for statement in (_LISTING, _TALLY):
        connection.execute(text(statement.format(suffix=suffix)))


def _drop_index(connection: Connection, suffix: str = "") -> None:
    for table in _REBUILT:
        connection.execute(text(f"DROP TABLE IF EXISTS {table}{suffix}"))
