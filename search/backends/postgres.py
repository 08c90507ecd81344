"""The PostgreSQL backend: everything in the database of the listings, in the caller's transaction; the database narrows,
numpy ranks and counts. It serves a deployment without a cluster, and any other one while its cluster is down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, Engine

from search import answer, hours, places, typos
from search.backend import Drift, Health, Progress
from search.backends import drift, rebuilding, writing
from search.backends.hits import hits_of
from search.backends.postgres_reading import EVERYTHING, PUBLIC, Reading
from search.backends.postgres_tables import PostgresTables
from search.backends.shelf import Shelf
from search.documents import Document
from search.facts import Reader
from search.filters import Filter
from search.language import Language
from search.lexicon import Lexicon
from search.query import Query, Results
from search.snapshot import Whole
from search.wording import split

MOST_HOMES = 50  # a bound, so that they cannot grow


class PostgresBackend:
    """Search in PostgreSQL with PostGIS. `lexicon` and `filters` are the installation's data."""

    def __init__(self, lexicon: Lexicon, filters: Sequence[Filter]) -> None:
        self.filters = tuple(filters)
        self.language = Language(lexicon)
        self._reader = Reader(self.language.wording, self.language.phrases, self.language.stop_words, self.filters)
        self._tables = PostgresTables()
        self._shelf = Shelf()
        self._homes: dict[tuple[str, str], frozenset[str]] = {}

    def create(self, connection: Connection) -> None:
        self._tables.create(connection)

    def drop(self, connection: Connection) -> None:
        self._tables.drop(connection)

    def index(self, connection: Connection, documents: Sequence[Document]) -> None:
        writing.write(connection, self._tables, self._reader, documents)

    def remove(self, connection: Connection, ids: Iterable[str]) -> None:
        writing.erase(connection, self._tables, ids)

    def search(self, connection: Connection, query: Query) -> Results:
        reading = Reading(connection, PUBLIC if query.public else EVERYTHING)
        counted = reading.tallies("t:", "n:", "z:")
        zone = _commonest_zone(counted)
        query = replace(query, now=hours.moved(query.now, zone))
        words = split(query.text)
        corrected = typos.correct(words, self.language, partial(_words, connection)) if query.correct else None
        asked = answer.understand(self.language, query, corrected.words if corrected else words)
        day = 0 if query.unconfirmed else query.now.date().toordinal()
        whole = Whole(counted.get("t:", 0) - reading.past_due(day), zone, partial(reading.uses, since=day))
        found = self._shelf.picture(reading.candidates(asked), reading.rows, counted.get("t:", 0))
        found = replace(found, home=self._home(connection), whole=whole)
        ranked = answer.answer(found, self.language, self.filters, asked, reading)
        return Results(
            total=len(ranked.slots),
            hits=hits_of(reading.documents, found, query, ranked),
            facets=ranked.facets,
            now=query.now,
            searched_for=" ".join(asked.words) if corrected and corrected.changed else "",
            near_count=ranked.near_count,
            understood=ranked.understood,
        )

    def _home(self, connection: Connection) -> frozenset[str]:
        """Where the public directory is at home; worked out anew when its size has changed noticeably."""
        public = Reading(connection, PUBLIC)
        counted = public.tallies("n:")
        known = counted.get("n:", 0)
        key = (str(connection.engine.url), f"{known:.1e}")
        if key not in self._homes:
            served = {entry.removeprefix("a:"): uses for entry, uses in public.tallies("a:").items()}
            if len(self._homes) > MOST_HOMES:
                self._homes.clear()
            self._homes[key] = places.home_of(known, served, public.rivals)
        return self._homes[key]

    def local(self, connection: Connection, now: datetime) -> datetime:
        return hours.moved(now, _commonest_zone(Reading(connection, EVERYTHING).tallies("z:")))

    def rebuild(self, engine: Engine, progress: Progress) -> int:
        return rebuilding.rebuild(engine, self._tables, self._reader, progress, self.language.fingerprint)

    def verify(self, connection: Connection) -> Drift:
        return drift.of(connection)

    def health(self, connection: Connection) -> Health:
        indexed = Reading(connection, EVERYTHING).tallies("t:").get("t:", 0)
        return Health(ready=True, documents=indexed, detail=drift.outdated(connection, self.language.fingerprint))


def _words(connection: Connection) -> dict[str, int]:
    """Surface words of public listings with their uses."""
    return {entry.removeprefix("w:"): uses for entry, uses in Reading(connection, PUBLIC).tallies("w:").items()}


def _commonest_zone(counted: dict[str, int]) -> str:
    zones = {entry.removeprefix("z:"): uses for entry, uses in counted.items() if entry.startswith("z:")}
    zones.pop("", None)
    return max(zones, key=lambda zone: zones[zone], default="")
