"""What have backends in common whose index stands beside the listings, in the same database? All but how they find.

They take the caller's connection and commit nothing: what is written is found in the same transaction.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, Engine

from search import answer, typos
from search.answer import Understood
from search.backend import Drift, Healed, Health, Progress
from search.backends import drift, rebuilding, writing
from search.backends.hits import hits_of
from search.documents import Document
from search.facts import Reader
from search.filters import Filter
from search.hours import Stored
from search.language import Language
from search.lexicon import Lexicon
from search.query import Query, Results
from search.snapshot import Snapshot, StoredRow
from search.wording import split


class Tables(writing.Tables, Protocol):
    """The tables of an index, which can be made and removed."""

    def create(self, connection: Connection) -> None:
        """Make what is missing."""

    def drop(self, connection: Connection) -> None:
        """Remove everything, a half-made rebuild too."""


class Rows(Stored, Protocol):
    """What a search reads beside its picture, by rowid."""

    def documents(self, rowids: Sequence[int]) -> Mapping[int, bytes]:
        """The stored JSON of listings."""

    def index_rows(self, rowids: Sequence[int]) -> Sequence[StoredRow]:
        """The index rows of listings."""


@dataclass(frozen=True, slots=True)
class Known:
    """A question, understood, and what it needs to be known of the directory: `home` is where it is at home."""

    asked: Understood
    corrected: bool
    home: frozenset[str]
    rows: Rows


class InDatabase(ABC):
    """A backend of `tables`. `lexicon` and `filters` are the installation's data."""

    def __init__(self, tables: Tables, lexicon: Lexicon, filters: Sequence[Filter]) -> None:
        self.filters = tuple(filters)
        self.language = Language(lexicon)
        self._reader = Reader(self.language.wording, self.language.phrases, self.language.stop_words, self.filters)
        self._tables = tables

    def create(self, connection: Connection) -> None:
        self._tables.create(connection)

    def drop(self, connection: Connection) -> None:
        self._tables.drop(connection)

    def index(self, connection: Connection, documents: Sequence[Document]) -> None:
        writing.write(connection, self._tables, self._reader, documents)

    def remove(self, connection: Connection, ids: Iterable[str]) -> None:
        writing.erase(connection, self._tables, ids)

    def feed(self, engine: Engine, ids: Sequence[str]) -> Mapping[str, str]:
        del engine, ids  # the index was written in the caller's transaction
        return {}

    def rebuild(self, engine: Engine, progress: Progress) -> int:
        return rebuilding.rebuild(engine, self._tables, self._reader, progress, self.language.fingerprint)

    @abstractmethod
    def known(self, connection: Connection, query: Query) -> Known:
        """What a question means in this directory."""

    @abstractmethod
    def rows(self, connection: Connection) -> Rows:
        """What is stored of every listing, hidden ones too."""

    @abstractmethod
    def search(self, connection: Connection, query: Query) -> Results:
        """Answer a query; raises SearchUnavailable when it cannot."""

    @abstractmethod
    def local(self, connection: Connection, now: datetime) -> datetime:
        """`now` where most of the listings are."""

    @abstractmethod
    def health(self, connection: Connection) -> Health:
        """Whether searches are answered."""

    def verify(self, connection: Connection) -> Drift:
        return drift.of(connection)

    def heal(self, engine: Engine) -> Healed:
        with engine.connect() as connection:
            found = self.verify(connection)
        if not found.count:
            return Healed(found)
        self.rebuild(engine, lambda _done, _total: None)
        with engine.connect() as connection:
            return Healed(found, len(set(found.ids).intersection(self.verify(connection).ids)))

    def ensure(self, engine: Engine) -> int:
        del engine  # a migration makes it
        return 0

    def _understood(self, query: Query, now: datetime, uses: typos.Words) -> tuple[Understood, bool]:
        """The question with its mistyped words put right, and whether there were any; `now` is where most listings are."""
        words = split(query.text)
        corrected = typos.correct(words, self.language, uses) if query.correct else None
        asked = answer.understand(self.language, replace(query, now=now), corrected.words if corrected else words)
        return asked, bool(corrected and corrected.changed)

    def _answered(self, known: Known, snapshot: Snapshot) -> Results:
        """The asked page of the answer over a picture."""
        asked, rows = known.asked, known.rows
        ranked = answer.answer(snapshot, self.language, self.filters, asked, rows)
        return Results(
            total=len(ranked.slots),
            hits=hits_of(rows.documents, snapshot, asked.query, ranked),
            facets=ranked.facets,
            now=asked.query.now,
            searched_for=" ".join(asked.words) if known.corrected else "",
            near_count=ranked.near_count,
            understood=ranked.understood,
        )
