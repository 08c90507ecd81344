"""Does an index in the listings' own database hold what it should? Compared with `search_document`, in SQL alone."""

from sqlalchemy import Connection, text

from search import stored
from search.backend import Drift

_DRIFT = text(
    """SELECT d.id AS stored, l.id AS indexed, d.version AS version, l.version AS seen
    FROM search_document d LEFT JOIN search_listing l ON l.rowid = d.rowid
    WHERE l.rowid IS NULL OR l.version <> d.version OR l.id <> d.id"""
)
_EXTRA = text(
    "SELECT l.id FROM search_listing l LEFT JOIN search_document d ON d.rowid = l.rowid WHERE d.rowid IS NULL"
)


def of(connection: Connection) -> Drift:
    """How the index differs from the documents."""
    missing: list[str] = []
    stale: list[str] = []
    for row in connection.execute(_DRIFT):
        (stale if row.indexed == row.stored else missing).append(row.stored)
    extra = [row.id for row in connection.execute(_EXTRA)]
    return Drift(stored.count(connection), tuple(missing), tuple(extra), tuple(stale))


def outdated(connection: Connection, fingerprint: str) -> str:
    """What to run when the index was made with another lexicon; empty when all is well."""
    made_with = stored.state(connection, "lexicon")
    return "" if made_with in {"", fingerprint} else "The lexicon changed: run `resourceloop index rebuild`."
