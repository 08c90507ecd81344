"""What does this process know of the index? Pictures in memory, each of one database at one moment, kept up by the log.

Before every search the newest log entry is read in the caller's own transaction. When a picture has that entry it is
used; when an older one's entry is still in the log, only the listings changed since are read; else everything is. So a
search sees what its transaction sees: its own uncommitted writes, another process's committed ones, no rolled back ones.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import orjson
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from search import places, stored
from search.backend import SearchUnavailable
from search.opening import Opening
from search.snapshot import Snapshot, StoredRow, extended, picture, worn

MOST_PICTURES = 4  # databases or moments a process keeps at a time
_COLUMNS = 'rowid, facts, terms, keywords, "values", spans, zone, name, polygons'


class Pictures:
    """The pictures of a process. Safe for threads: a picture never changes, and only one is made at a time."""

    def __init__(self) -> None:
        self._pictures: list[Snapshot] = []
        self._lock = threading.Lock()

    def current(self, connection: Connection) -> Snapshot:
        """A picture of what `connection` sees; raises SearchUnavailable where there is no index."""
        rev, stamp = _newest(connection)
        cursor = _cursor(connection)
        found = self._exact(rev, stamp)
        if found is not None:
            return found
        with self._lock:
            found = self._exact(rev, stamp) or self._brought_up(cursor, rev, stamp) or _whole(cursor, rev, stamp)
            others = [each for each in self._pictures if (each.rev, each.stamp) != (rev, stamp)]
            self._pictures = [found, *others][:MOST_PICTURES]
        return found

    def _exact(self, rev: int, stamp: int) -> Snapshot | None:
        return next((each for each in self._pictures if each.rev == rev and each.stamp == stamp), None)

    def _brought_up(self, cursor: Any, rev: int, stamp: int) -> Snapshot | None:
        for old in sorted(self._pictures, key=lambda each: -each.rev):
            if old.rev < rev and _is_before(cursor, old):
                changed = cursor.execute("SELECT DISTINCT listing FROM search_log WHERE rev > ?", (old.rev,)).fetchall()
                if worn(old, len(changed)):
                    return None
                rowids = [row[0] for row in changed]
                return extended(old, rowids, _rows(cursor, rowids), rev, stamp)
        return None


def _cursor(connection: Connection) -> Any:
    """The driver's own cursor: half the cost of a statement for the two that every search runs."""
    driver = connection.connection.driver_connection
    if driver is None:  # pragma: no cover - only after the pool gave the connection up
        raise SearchUnavailable
    return driver.cursor()


def _newest(connection: Connection) -> tuple[int, int]:
    """The newest change. Asked through SQLAlchemy, which opens the caller's transaction if it is not open yet."""
    try:
        found = connection.exec_driver_sql("SELECT rev, stamp FROM search_log ORDER BY rev DESC LIMIT 1").first()
    except OperationalError as error:
        message = "There is no search index in this database. Run `resourceloop db upgrade`."
        raise SearchUnavailable(message) from error
    return (int(found[0]), int(found[1])) if found else (0, 0)


def _is_before(cursor: Any, old: Snapshot) -> bool:
    found = cursor.execute("SELECT stamp FROM search_log WHERE rev = ?", (old.rev,)).fetchone()
    return bool(found and found[0] == old.stamp)


def _whole(cursor: Any, rev: int, stamp: int) -> Snapshot:
    rows = [StoredRow(*row) for row in cursor.execute(f"SELECT {_COLUMNS} FROM search_listing ORDER BY rowid")]  # noqa: S608
    made = picture(rows, rev, stamp)
    public = made.public
    home = places.home_of(places.known_areas(public), tally(cursor, "a"), partial(places.rivals_in, public))
    return replace(made, home=home)


def _rows(cursor: Any, rowids: Sequence[int]) -> list[StoredRow]:
    wanted = orjson.dumps(list(rowids)).decode()
    statement = f"SELECT {_COLUMNS} FROM search_listing WHERE rowid IN (SELECT value FROM json_each(?)) ORDER BY rowid"  # noqa: S608
    return [StoredRow(*row) for row in cursor.execute(statement, (wanted,))]


def tally(cursor: Any, kind: str) -> dict[str, int]:
    """How many public listings have each entry of a kind: "w" surface words, "a" area keys."""
    rows = cursor.execute(
        "SELECT substr(entry, 3), uses FROM search_tally WHERE entry >= ? AND entry < ?", (f"{kind}:", f"{kind};")
    )
    return dict(rows.fetchall())


def words_in_use(connection: Connection, snapshot: Snapshot) -> Mapping[str, int]:
    """Surface words of public listings with their uses; remembered with the picture."""
    known: dict[str, int] | None = snapshot.memory.get("words")
    if known is None:
        known = snapshot.memory["words"] = tally(_cursor(connection), "w")
    return known


class Rows:
    """What a search reads beside the picture: a few listings' hours, words and documents, by rowid."""

    def __init__(self, connection: Connection) -> None:
        self._cursor = _cursor(connection)

    def openings(self, rowids: Sequence[int]) -> dict[int, Opening]:
        """The hours of listings."""
        found = self._of("json_extract(doc, '$.opening')", "search_document", rowids)
        return {rowid: stored.opening(orjson.loads(raw)) for rowid, raw in found.items()}

    def stems(self, rowids: Sequence[int]) -> dict[int, str]:
        """The words of listings in order."""
        return self._of("stems", "search_listing", rowids)

    def documents(self, rowids: Sequence[int]) -> dict[int, bytes]:
        """The stored JSON of listings."""
        return self._of("doc", "search_document", rowids)

    def index_rows(self, rowids: Sequence[int]) -> list[StoredRow]:
        """The index rows of listings."""
        return _rows(self._cursor, rowids)

    def _of(self, column: str, table: str, rowids: Sequence[int]) -> dict[int, Any]:
        wanted = orjson.dumps(list(rowids)).decode()
        statement = f"SELECT rowid, {column} FROM {table} WHERE rowid IN (SELECT value FROM json_each(?))"  # noqa: S608
        return dict(self._cursor.execute(statement, (wanted,)).fetchall())
