"""The embedded backend: everything in the SQLite file of the listings, in the caller's transaction, read by numpy."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from search import hours
from search.backend import Health
from search.backends import drift
from search.backends.in_database import InDatabase, Known
from search.backends.sqlite_reading import Pictures, Rows, words_in_use
from search.backends.sqlite_tables import SqliteTables
from search.filters import Filter
from search.lexicon import Lexicon
from search.query import Query, Results
from search.snapshot import Snapshot


class SqliteBackend(InDatabase):
    """Search in the SQLite file: a process keeps a picture of the whole index."""

    def __init__(self, lexicon: Lexicon, filters: Sequence[Filter]) -> None:
        super().__init__(SqliteTables(), lexicon, filters)
        self._pictures = Pictures()

    def search(self, connection: Connection, query: Query) -> Results:
        return self._answered(self.known(connection, query), self._picture(connection, query))

    def known(self, connection: Connection, query: Query) -> Known:
        snapshot = self._picture(connection, query)
        uses = partial(words_in_use, connection, self._pictures.current(connection))
        asked, corrected = self._understood(query, hours.local(snapshot, query.now), uses)
        return Known(asked, corrected, snapshot.home, self.rows(connection))

    def rows(self, connection: Connection) -> Rows:
        return Rows(connection)

    def _picture(self, connection: Connection, query: Query) -> Snapshot:
        everything = self._pictures.current(connection)
        return everything.public if query.public else everything

    def local(self, connection: Connection, now: datetime) -> datetime:
        return hours.local(self._pictures.current(connection), now)

    def health(self, connection: Connection) -> Health:
        indexed = self._pictures.current(connection).count
        return Health(ready=True, documents=indexed, detail=drift.outdated(connection, self.language.fingerprint))
