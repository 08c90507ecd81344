"""The embedded backend: everything in the SQLite file of the listings, in the caller's transaction, read by numpy."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

import numpy as np
from sqlalchemy import Connection, Engine, text

from search import answer, hours, stored, typos
from search.answer import Ranked
from search.backend import Drift, Health, Progress
from search.backends import sqlite_rebuild, sqlite_tables, sqlite_writing
from search.backends.sqlite_reading import Pictures, Rows, words_in_use
from search.documents import Area, Document
from search.facts import Reader
from search.filters import Filter
from search.language import Language
from search.lexicon import Lexicon
from search.query import Hit, OtherPlace, Place, Query, Reason, Results
from search.snapshot import Snapshot
from search.wording import split

_DRIFT = """SELECT d.id AS stored, l.id AS indexed, d.version AS version, l.version AS seen
    FROM search_document d LEFT JOIN search_listing l ON l.rowid = d.rowid
    WHERE l.rowid IS NULL OR l.version <> d.version OR l.id <> d.id"""
_EXTRA = "SELECT l.id FROM search_listing l LEFT JOIN search_document d ON d.rowid = l.rowid WHERE d.rowid IS NULL"


class SqliteBackend:
    """Search in the SQLite file. `lexicon` and `filters` are the installation's data."""

    def __init__(self, lexicon: Lexicon, filters: Sequence[Filter]) -> None:
        self.filters = tuple(filters)
        self.language = Language(lexicon)
        self._reader = Reader(self.language.wording, self.language.phrases, self.language.stop_words, self.filters)
        self._pictures = Pictures()

    def create(self, connection: Connection) -> None:
        sqlite_tables.create(connection)

    def drop(self, connection: Connection) -> None:
        sqlite_tables.drop(connection)

    def index(self, connection: Connection, documents: Sequence[Document]) -> None:
        sqlite_writing.write(connection, self._reader, documents)

    def remove(self, connection: Connection, ids: Iterable[str]) -> None:
        sqlite_writing.erase(connection, ids)

    def search(self, connection: Connection, query: Query) -> Results:
        everything = self._pictures.current(connection)
        snapshot = everything.public if query.public else everything
        words = split(query.text)
        corrected = (
            typos.correct(words, self.language, partial(words_in_use, connection, everything))
            if query.correct
            else None
        )
        asked = corrected.words if corrected else tuple(words)
        ranked = answer.answer(snapshot, self.language, self.filters, query, asked, Rows(connection))
        return Results(
            total=len(ranked.slots),
            hits=self._hits(connection, snapshot, query, ranked),
            facets=ranked.facets,
            searched_for=" ".join(asked) if corrected and corrected.changed else "",
            near_count=ranked.near_count,
            understood=ranked.understood,
        )

    def _hits(self, connection: Connection, snapshot: Snapshot, query: Query, ranked: Ranked) -> tuple[Hit, ...]:
        slots = [int(slot) for slot in ranked.slots[query.offset : query.offset + query.limit]]
        siblings = {slot: ranked.siblings.of(slot) for slot in slots}
        wanted = [*slots, *(other for others in siblings.values() for other in others)]
        raw = Rows(connection).documents(snapshot.rowids[np.array(wanted, dtype=np.int32)].tolist())
        by_slot = {slot: stored.decode(raw[int(snapshot.rowids[slot])]) for slot in wanted}
        return tuple(
            Hit(
                document=by_slot[slot],
                score=float(ranked.scores[slot]),
                reason=_reason(by_slot[slot], slot, query.place, ranked),
                parts={name: float(factor[slot]) for name, factor in ranked.parts.items()},
                others=tuple(_other(by_slot[other], other, ranked) for other in siblings[slot]),
            )
            for slot in slots
        )

    def local(self, connection: Connection, now: datetime) -> datetime:
        return hours.local(self._pictures.current(connection), now)

    def rebuild(self, engine: Engine, progress: Progress) -> int:
        return sqlite_rebuild.rebuild(engine, self._reader, progress, self.language.fingerprint)

    def verify(self, connection: Connection) -> Drift:
        missing: list[str] = []
        stale: list[str] = []
        for row in connection.execute(text(_DRIFT)):
            (stale if row.indexed == row.stored else missing).append(row.stored)
        extra = [row.id for row in connection.execute(text(_EXTRA))]
        return Drift(stored.count(connection), tuple(missing), tuple(extra), tuple(stale))

    def health(self, connection: Connection) -> Health:
        snapshot = self._pictures.current(connection)
        made_with = stored.state(connection, "lexicon")
        detail = (
            ""
            if made_with in {"", self.language.fingerprint}
            else "The lexicon changed: run `resourceloop index rebuild`."
        )
        return Health(ready=True, documents=snapshot.count, detail=detail)


def _miles(ranked: Ranked, slot: int) -> float | None:
    if ranked.around is None or not np.isfinite(ranked.around.miles[slot]):
        return None
    return float(ranked.around.miles[slot])


def _reason(document: Document, slot: int, place: Place | None, ranked: Ranked) -> Reason:
    """Why a listing is shown: it is near, or serves the place, or lies beyond."""
    miles = _miles(ranked, slot)
    if place is None or ranked.around is None:
        return Reason("unplaced")
    if slot in ranked.beyond:
        return Reason("beyond", miles)
    area = _serving(document, place, outlined=bool(ranked.around.serves[slot]))
    if ranked.around.near[slot]:
        return Reason("inside", None, area) if place.inside else Reason("near", miles, area)
    remote = area is not None and (area.kind == "virtual" or (document.point is None and bool(document.remote)))
    return Reason("remote" if remote else "serves", miles, area)


def _serving(document: Document, place: Place, *, outlined: bool) -> Area | None:
    """The narrowest area that reaches the place; an outline when nothing else does."""
    reaching = [area for area in document.areas if area.kind != "polygon" and area.key in place.area_keys]
    if reaching:
        return min(reaching, key=lambda area: _NARROWEST_FIRST.index(area.kind))
    return next((area for area in document.areas if area.kind == "polygon"), None) if outlined else None


_NARROWEST_FIRST = ("zip", "city", "county", "state", "nation", "virtual")


def _other(document: Document, slot: int, ranked: Ranked) -> OtherPlace:
    place = document.display.get("place") or {}
    return OtherPlace(
        document.id, place.get("name") or document.city, document.city, document.point, _miles(ranked, slot)
    )
