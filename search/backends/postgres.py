"""The PostgreSQL backend: everything in the database of the listings, in the caller's transaction; the database narrows,
numpy ranks and counts. It serves a deployment without a cluster, and any other one while its cluster is down.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from search import hours, places
from search.backend import Health
from search.backends import drift
from search.backends.in_database import InDatabase, Known
from search.backends.postgres_reading import EVERYTHING, PUBLIC, Reading
from search.backends.postgres_tables import PostgresTables
from search.backends.shelf import Shelf
from search.filters import Filter
from search.lexicon import Lexicon
from search.query import Query, Results
from search.snapshot import Whole

MOST_HOMES = 50  # a bound, so that they cannot grow


class PostgresBackend(InDatabase):
    """Search in PostgreSQL with PostGIS: the database names the rows, a process keeps those it has met."""

    def __init__(self, lexicon: Lexicon, filters: Sequence[Filter]) -> None:
        super().__init__(PostgresTables(), lexicon, filters)
        self._shelf = Shelf()
        self._homes: dict[tuple[str, str], frozenset[str]] = {}

    def search(self, connection: Connection, query: Query) -> Results:
        reading = self._reading(connection, query)
        counted = reading.tallies("t:", "n:", "z:")
        known = self._known(connection, query, reading, counted)
        day = 0 if query.unconfirmed else known.asked.query.now.date().toordinal()
        listings = counted.get("t:", 0)
        zone = _commonest_zone(counted)
        whole = Whole(listings - reading.past_due(day), zone, partial(reading.uses, since=day))
        found = self._shelf.picture(reading.candidates(known.asked), reading.rows, listings)
        return self._answered(known, replace(found, home=known.home, whole=whole))

    def known(self, connection: Connection, query: Query) -> Known:
        reading = self._reading(connection, query)
        return self._known(connection, query, reading, reading.tallies("t:", "n:", "z:"))

    def _known(self, connection: Connection, query: Query, reading: Reading, counted: Mapping[str, int]) -> Known:
        public = reading if query.public else Reading(connection, PUBLIC)
        now = hours.moved(query.now, _commonest_zone(counted))
        asked, corrected = self._understood(query, now, partial(_words, public))
        home = self._home(public, str(connection.engine.url), (counted if query.public else public.tallies("n:")))
        return Known(asked, corrected, home, reading)

    def rows(self, connection: Connection) -> Reading:
        return Reading(connection, EVERYTHING)

    @staticmethod
    def _reading(connection: Connection, query: Query) -> Reading:
        return Reading(connection, PUBLIC if query.public else EVERYTHING)

    def _home(self, public: Reading, database: str, counted: Mapping[str, int]) -> frozenset[str]:
        """Where the public directory is at home; worked out anew when its size has changed noticeably."""
        known = counted.get("n:", 0)
        key = (database, f"{known:.1e}")
        if key not in self._homes:
            served = {entry.removeprefix("a:"): uses for entry, uses in public.tallies("a:").items()}
            if len(self._homes) > MOST_HOMES:
                self._homes.clear()
            self._homes[key] = places.home_of(known, served, public.rivals)
        return self._homes[key]

    def local(self, connection: Connection, now: datetime) -> datetime:
        return hours.moved(now, _commonest_zone(Reading(connection, EVERYTHING).tallies("z:")))

    def health(self, connection: Connection) -> Health:
        indexed = Reading(connection, EVERYTHING).tallies("t:").get("t:", 0)
        return Health(ready=True, documents=indexed, detail=drift.outdated(connection, self.language.fingerprint))


def _words(public: Reading) -> dict[str, int]:
    """Surface words of public listings with their uses."""
    return {entry.removeprefix("w:"): uses for entry, uses in public.tallies("w:").items()}


def _commonest_zone(counted: Mapping[str, int]) -> str:
    zones = {entry.removeprefix("z:"): uses for entry, uses in counted.items() if entry.startswith("z:")}
    zones.pop("", None)
    return max(zones, key=lambda zone: zones[zone], default="")
