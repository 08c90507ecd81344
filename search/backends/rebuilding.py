"""How is an index in the listings' own database made anew while people search and write? In a shadow beside it, caught up
by version, swapped in at once.

Each chunk is a short write transaction of its own; the old index serves, and is written to, until the swap.
"""

import secrets
import time

from sqlalchemy import Connection, Engine, text

from search import stored
from search.backend import Progress, SearchUnavailable
from search.backends.writing import SHADOW, Tables, put_rows, remove_rows
from search.facts import Reader

CHUNK = 100  # listings a transaction: about 60 ms
TURN = "rebuild"  # name in search_state: whose turn it is
LAST_CHUNK = 50  # so few left are caught up in the swap's own transaction
PAUSE_SECONDS = 0.02  # lets waiting writers in: SQLite's queue is not fair

_DIFFERENT = f"""SELECT d.rowid, d.version, d.doc FROM search_document d LEFT JOIN search_listing{SHADOW} l ON l.rowid = d.rowid
    WHERE l.rowid IS NULL OR l.version <> d.version OR l.id <> d.id ORDER BY d.rowid LIMIT :limit"""  # noqa: S608 - our own names
_GONE = f"""SELECT l.rowid FROM search_listing{SHADOW} l LEFT JOIN search_document d ON d.rowid = l.rowid
    WHERE d.rowid IS NULL LIMIT :limit"""  # noqa: S608 - our own names
_MADE = f"SELECT count(*) FROM search_listing{SHADOW}"  # noqa: S608 - our own names


def rebuild(engine: Engine, tables: Tables, reader: Reader, progress: Progress, fingerprint: str) -> int:
    """Make the index anew; the number of listings in it. Raises SearchUnavailable when another rebuild took over."""
    turn = str(secrets.randbits(62))
    with engine.begin() as connection:
        stored.set_state(connection, TURN, turn)  # first: who is at it ends its step before, and does no other
        tables.start_shadow(connection)
        total = stored.count(connection)
    done = 0
    progress(0, total)
    while not (finished := _step(engine, tables, reader, turn, fingerprint))[0]:
        done += finished[1]
        progress(min(done, total), total)
        time.sleep(PAUSE_SECONDS)
    progress(total, total)
    return finished[1]


def _step(engine: Engine, tables: Tables, reader: Reader, turn: str, fingerprint: str) -> tuple[bool, int]:
    """One transaction: a chunk (False, listings caught up), or the swap (True, listings in the index)."""
    with engine.begin() as connection:
        if not stored.change_state(connection, TURN, turn, turn):
            message = "Another rebuild of the search index took over."
            raise SearchUnavailable(message)
        caught_up = _catch_up(connection, tables, reader, CHUNK)
        if caught_up > LAST_CHUNK:
            return False, caught_up
        tables.hold_writers(connection)
        while _catch_up(connection, tables, reader, CHUNK):
            pass
        return True, _swap(connection, tables, fingerprint)


def _catch_up(connection: Connection, tables: Tables, reader: Reader, limit: int) -> int:
    """Bring up to `limit` listings of the shadow to their stored version."""
    gone = [row.rowid for row in connection.execute(text(_GONE), {"limit": limit})]
    remove_rows(connection, tables, gone, SHADOW)
    different = connection.execute(text(_DIFFERENT), {"limit": limit}).all()
    rows = [(row.rowid, row.version, reader.row(stored.decode(row.doc))) for row in different]
    put_rows(connection, tables, rows, SHADOW)
    return len(gone) + len(rows)


def _swap(connection: Connection, tables: Tables, fingerprint: str) -> int:
    """Swap the shadow in; never an empty one for a directory that has listings."""
    made = int(connection.execute(text(_MADE)).scalar_one())
    if made != stored.count(connection):
        message = "The new search index does not hold every listing; the old one stays."
        raise SearchUnavailable(message)
    tables.swap(connection)
    stored.set_state(connection, TURN, "")
    stored.set_state(connection, "lexicon", fingerprint)
    return made
