"""The embedded backend: everything in the SQLite file of the listings, in the caller's transaction, read by numpy."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from search import hours
from search.backend import Health
from search.backends import drift
from search.backends.in_database import InDatabase
from search.backends.sqlite_reading import Pictures, Rows, words_in_use
from search.backends.sqlite_tables import SqliteTables
from search.filters import Filter
from search.lexicon import Lexicon
from search.query import Query, Results


class SqliteBackend(InDatabase):
    """Search in the SQLite file: a process keeps a picture of the whole index."""

    def __init__(self, lexicon: Lexicon, filters: Sequence[Filter]) -> None:
        super().__init__(SqliteTables(), lexicon, filters)
        self._pictures = Pictures()

    def search(self, connection: Connection, query: Query) -> Results:
        everything = self._pictures.current(connection)
        snapshot = everything.public if query.public else everything
        now = hours.local(snapshot, query.now)
        asked, corrected = self._understood(query, now, partial(words_in_use, connection, everything))
        return self._answered(asked, snapshot, Rows(connection), corrected=corrected)

    def local(self, connection: Connection, now: datetime) -> datetime:
        return hours.local(self._pictures.current(connection), now)

    def health(self, connection: Connection) -> Health:
        indexed = self._pictures.current(connection).count
        return Health(ready=True, documents=indexed, detail=drift.outdated(connection, self.language.fingerprint))
