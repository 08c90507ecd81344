"""What must a backend do? The promise every backend keeps; tests/backends proves it for each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, Engine

from search.documents import Document
from search.language import Language
from search.query import Query, Results

Progress = Callable[[int, int], None]  # done, total


@dataclass(frozen=True, slots=True)
class Health:
    """`ready` is false when a search would not be answered, `reduced` true when only a fallback answers; `detail` says why
    and what to run.
    """

    ready: bool
    documents: int
    detail: str = ""
    reduced: bool = False


@dataclass(frozen=True, slots=True)
class Drift:
    """How the index differs from `search_document`: ids missing from it, left over in it, or of another version."""

    checked: int
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The documents that are wrong in the index."""
        return (*self.missing, *self.extra, *self.stale)

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Healed:
    """What was wrong in the index, and how many of these documents are wrong still."""

    found: Drift
    left: int = 0


class SearchBackend(Protocol):
    """A search index. In the same database it takes the caller's connection and commits nothing.

    `language` is what it understands of people's words.
    """

    language: Language

    def create(self, connection: Connection) -> None:
        """Make the index's own tables (prefix search_), if they are not there. A migration calls it."""

    def drop(self, connection: Connection) -> None:
        """Remove them."""

    def index(self, connection: Connection, documents: Sequence[Document]) -> None:
        """Add or replace documents; an older version than the stored one is left alone."""

    def remove(self, connection: Connection, ids: Iterable[str]) -> None:
        """Take listings out; unknown ids are no error."""

    def feed(self, engine: Engine, ids: Sequence[str]) -> Mapping[str, str]:
        """Bring what the index outside the database holds of these listings up to the stored documents; error names of
        those that failed.
        """

    def search(self, connection: Connection, query: Query) -> Results:
        """Answer a query; raises SearchUnavailable when it cannot."""

    def local(self, connection: Connection, now: datetime) -> datetime:
        """`now` where most of the listings are: their day is the day of the whole directory."""

    def rebuild(self, engine: Engine, progress: Progress) -> int:
        """Make a new index from `search_document` and swap it in; the old one serves until then. The number of documents."""

    def verify(self, connection: Connection) -> Drift:
        """Compare the index with `search_document`."""

    def heal(self, engine: Engine) -> Healed:
        """Find what is wrong in the index, mend it, and look again."""

    def ensure(self, engine: Engine) -> int:
        """Make the index where there is none, or one that lost its listings; the number of listings put into it."""

    def health(self, connection: Connection) -> Health:
        """Whether searches are answered."""


class SearchUnavailable(Exception):
    """The index cannot answer now."""
