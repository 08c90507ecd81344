"""The embedded backend: everything in the SQLite file of the listings, in the caller's transaction, read by numpy."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, Engine

from search import answer, hours, typos
from search.backend import Drift, Health, Progress
from search.backends import drift, rebuilding, writing
from search.backends.hits import hits_of
from search.backends.sqlite_reading import Pictures, Rows, words_in_use
from search.backends.sqlite_tables import SqliteTables
from search.documents import Document
from search.facts import Reader
from search.filters import Filter
from search.language import Language
from search.lexicon import Lexicon
from search.query import Query, Results
from search.wording import split


class SqliteBackend:
    """Search in the SQLite file. `lexicon` and `filters` are the installation's data."""

    def __init__(self, lexicon: Lexicon, filters: Sequence[Filter]) -> None:
        self.filters = tuple(filters)
        self.language = Language(lexicon)
        self._reader = Reader(self.language.wording, self.language.phrases, self.language.stop_words, self.filters)
        self._tables = SqliteTables()
        self._pictures = Pictures()

    def create(self, connection: Connection) -> None:
        self._tables.create(connection)

    def drop(self, connection: Connection) -> None:
        self._tables.drop(connection)

    def index(self, connection: Connection, documents: Sequence[Document]) -> None:
        writing.write(connection, self._tables, self._reader, documents)

    def remove(self, connection: Connection, ids: Iterable[str]) -> None:
        writing.erase(connection, self._tables, ids)

    def search(self, connection: Connection, query: Query) -> Results:
        everything = self._pictures.current(connection)
        snapshot = everything.public if query.public else everything
        words = split(query.text)
        corrected = (
            typos.correct(words, self.language, partial(words_in_use, connection, everything))
            if query.correct
            else None
        )
        query = replace(query, now=hours.local(snapshot, query.now))
        asked = answer.understand(self.language, query, corrected.words if corrected else words)
        ranked = answer.answer(snapshot, self.language, self.filters, asked, Rows(connection))
        return Results(
            total=len(ranked.slots),
            hits=hits_of(Rows(connection).documents, snapshot, query, ranked),
            facets=ranked.facets,
            now=query.now,
            searched_for=" ".join(asked.words) if corrected and corrected.changed else "",
            near_count=ranked.near_count,
            understood=ranked.understood,
        )

    def local(self, connection: Connection, now: datetime) -> datetime:
        return hours.local(self._pictures.current(connection), now)

    def rebuild(self, engine: Engine, progress: Progress) -> int:
        return rebuilding.rebuild(engine, self._tables, self._reader, progress, self.language.fingerprint)

    def verify(self, connection: Connection) -> Drift:
        return drift.of(connection)

    def health(self, connection: Connection) -> Health:
        snapshot = self._pictures.current(connection)
        return Health(
            ready=True, documents=snapshot.count, detail=drift.outdated(connection, self.language.fingerprint)
        )
