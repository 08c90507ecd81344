"""Which tables does the embedded backend keep? `search_document` with the listings, and its index beside it."""

from sqlalchemy import Connection, text

from search import stored

SHADOW = "_new"

# One row per listing: what `search.facts.Row` says. `rowid` is that of `search_document`.
_LISTING = """CREATE TABLE IF NOT EXISTS search_listing{suffix} (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL, facts BLOB NOT NULL, terms BLOB NOT NULL,
    keywords BLOB NOT NULL, "values" TEXT NOT NULL, spans BLOB NOT NULL, zone TEXT NOT NULL, name TEXT NOT NULL,
    polygons BLOB NOT NULL, stems TEXT NOT NULL, tallies TEXT NOT NULL)"""

# How many public listings have a word ("w:...") or serve an area ("a:..."); gone when the last one goes.
_TALLY = "CREATE TABLE IF NOT EXISTS search_tally{suffix} (entry TEXT PRIMARY KEY, uses INTEGER NOT NULL) WITHOUT ROWID"

# Which listing changed, in order. `stamp` is drawn anew for every write: it tells a picture in memory whether the
# database it looks at is the one the picture was made from, or another one, or a change was rolled back since.
_LOG = """CREATE TABLE IF NOT EXISTS search_log (
    rev INTEGER PRIMARY KEY AUTOINCREMENT, stamp INTEGER NOT NULL, listing INTEGER NOT NULL)"""

_STATE = "CREATE TABLE IF NOT EXISTS search_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"

TABLES = ("search_listing", "search_tally", "search_log", "search_state", "search_document")


def create(connection: Connection) -> None:
    """Make what is missing."""
    for statement in (*stored.SQLITE_TABLE, _LOG, _STATE):
        connection.execute(text(statement))
    create_index(connection)


def create_index(connection: Connection, suffix: str = "") -> None:
    """Make the tables a rebuild replaces."""
    for statement in (_LISTING, _TALLY):
        connection.execute(text(statement.format(suffix=suffix)))


def drop(connection: Connection) -> None:
    """Remove everything, a half-made rebuild too."""
    drop_index(connection, SHADOW)
    for table in TABLES:
        connection.execute(text(f"DROP TABLE IF EXISTS {table}"))


def drop_index(connection: Connection, suffix: str = "") -> None:
    """Remove the tables a rebuild replaces."""
    for table in ("search_listing", "search_tally"):
        connection.execute(text(f"DROP TABLE IF EXISTS {table}{suffix}"))


def swap(connection: Connection) -> None:
    """Put the shadow in the place of the index."""
    drop_index(connection)
    for table in ("search_listing", "search_tally"):
        connection.execute(text(f"ALTER TABLE {table}{SHADOW} RENAME TO {table}"))
