"""What does the database find? The rows of every listing that could be an answer, narrowed by GIN and GiST.

With words that is every listing with one of their terms, wherever it is, so that it is known how common they are; without
words, those near a place or serving it. What is an answer, and how good, is worked out by the same code as everywhere
(search/answer.py); of the directory as a whole it needs a few counts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection
from sqlalchemy.exc import ProgrammingError

from search import stored, worth
from search.answer import Understood
from search.backend import SearchUnavailable
from search.backends.postgres_tables import HIDDEN, lexeme
from search.opening import Opening
from search.query import Box, Place, Query
from search.reading import Plan
from search.snapshot import StoredRow
from search.texts import term

METERS_PER_MILE = 1609.344
WIDER = 1.01  # the database measures on an ellipsoid, we on a sphere: what is near by either is read


@dataclass(frozen=True, slots=True)
class Relations:
    """Where a search reads: everything, or what the public may find."""

    listings: str
    documents: str
    tallies: str
    audiences: tuple[str, ...]  # beginnings of the tallies that count for it


EVERYTHING = Relations("search_listing", "search_document", "search_tally", ("", HIDDEN))
PUBLIC = Relations("search_shown", "search_shown_document", "search_shown_tally", ("",))


@dataclass(frozen=True, slots=True)
class Condition:
    """A part of a WHERE clause with the values it names."""

    sql: str
    values: Mapping[str, Any]


CANDIDATE = np.dtype([("rowid", ">i8"), ("stamp", ">i8")])  # as PostgreSQL sends them
Candidates = npt.NDArray[Any]


class Reading:
    """One search's way to the database."""

    def __init__(self, connection: Connection, relations: Relations) -> None:
        self._connection = connection
        self._from = relations

    def tallies(self, *kinds: str) -> dict[str, int]:
        """What is counted under these kinds ("w:"). Asked through SQLAlchemy, which opens the caller's transaction.

        From then on indexes are used wherever there is one: the planner does not know what a tsvector costs to unpack.
        """
        begins = [audience + kind for audience in self._from.audiences for kind in kinds]
        ends = [begin.removesuffix(":") + ";" for begin in begins]  # the next character
        statement = f"""SELECT t.entry, t.uses, set_config('enable_seqscan', 'off', true)
            FROM unnest(CAST(%s AS text[]), CAST(%s AS text[])) AS kind (first, last)
            JOIN {self._from.tallies} t ON t.entry >= first AND t.entry < last"""  # noqa: S608 - our own names
        try:
            rows = self._connection.exec_driver_sql(statement, (begins, ends)).all()
        except ProgrammingError as error:
            message = "There is no search index in this database. Run `resourceloop db upgrade`."
            raise SearchUnavailable(message) from error
        counted: dict[str, int] = {}
        for entry, uses, _ in rows:
            name = entry.removeprefix(HIDDEN)
            counted[name] = counted.get(name, 0) + uses
        return counted

    def candidates(self, asked: Understood) -> Candidates:
        """The listings that could be an answer."""
        conditions = [_saying(asked.plan)] if asked.plan.groups else list(_lying(asked.query))
        where = " AND ".join(f"({condition.sql})" for condition in conditions) or "true"
        statement = f"""SELECT string_agg(int8send(rowid) || int8send(stamp), CAST('' AS bytea))
            FROM {self._from.listings} WHERE {where}"""  # noqa: S608 - our own names
        values = {name: value for condition in conditions for name, value in condition.values.items()}
        found: Candidates = np.frombuffer(self._rows(statement, values)[0][0] or b"", dtype=CANDIDATE)
        return found

    def rows(self, rowids: Sequence[int]) -> tuple[list[int], list[StoredRow]]:
        """The index rows of listings, and their stamps."""
        statement = f"""SELECT stamp, rowid, facts, terms || areas, keywords, "values", spans, zone, name, polygons
            FROM {self._from.listings} WHERE rowid = ANY(%(rowids)s)"""  # noqa: S608 - our own names
        found = self._rows(statement, {"rowids": list(rowids)})
        return [row[0] for row in found], [StoredRow(*row[1:]) for row in found]

    def index_rows(self, rowids: Sequence[int]) -> list[StoredRow]:
        """The index rows of listings."""
        return self.rows(rowids)[1]

    def past_due(self, day: int) -> int:
        """How many listings were to be confirmed before a day, an ordinal."""
        statement = f"SELECT count(*) FROM {self._from.listings} WHERE due > 0 AND due < %(day)s"  # noqa: S608
        return int(self._rows(statement, {"day": day})[0][0])

    def uses(self, keywords: Sequence[int], since: int) -> list[int]:
        """How many listings due on the day `since` or later, or never, have each keyword."""
        statement = f"""SELECT (SELECT count(*) FROM {self._from.listings}
                WHERE tokens @@ CAST(keyword AS tsquery) AND (due = 0 OR due >= %(since)s))
            FROM unnest(CAST(%(keywords)s AS text[])) WITH ORDINALITY AS k (keyword, number) ORDER BY number"""  # noqa: S608
        found = self._rows(statement, {"keywords": [lexeme(number) for number in keywords], "since": since})
        return [int(count) for (count,) in found]

    def rivals(self, counties: Sequence[str]) -> Callable[[str], Sequence[int]]:
        """How many listings located in a town serve each of these counties."""
        served = ", ".join(
            f"count(*) FILTER (WHERE tokens @@ '{lexeme(term('a', county))}'::tsquery)" for county in counties
        )
        rows = self._rows(f"SELECT town, {served} FROM {self._from.listings} GROUP BY town", {})  # noqa: S608
        by_town = {town: counts for town, *counts in rows}
        return lambda town: by_town.get(town, [])

    def openings(self, rowids: Sequence[int]) -> dict[int, Opening]:
        """The hours of listings as written."""
        return {rowid: stored.decode(raw).opening for rowid, raw in self.documents(rowids).items()}

    def stems(self, rowids: Sequence[int]) -> dict[int, str]:
        """The words of listings in order."""
        return self._of("stems", self._from.listings, rowids)

    def documents(self, rowids: Sequence[int]) -> dict[int, bytes]:
        """The stored JSON of listings."""
        return self._of("doc", self._from.documents, rowids)

    def _of(self, column: str, relation: str, rowids: Sequence[int]) -> dict[int, Any]:
        statement = f"SELECT rowid, {column} FROM {relation} WHERE rowid = ANY(%(rowids)s)"  # noqa: S608 - our own names
        return dict(self._rows(statement, {"rowids": list(rowids)}))

    def _rows(self, statement: str, values: Mapping[str, Any]) -> list[Any]:
        """By the driver's own cursor, which takes bytes as they are."""
        driver: Any = self._connection.connection.driver_connection
        with driver.cursor(binary=True) as cursor:
            found: list[Any] = cursor.execute(statement, values).fetchall()
        return found


def _saying(plan: Plan) -> Condition:
    """Has a term of the question, or two of its words side by side: those may be a name (search/naming.py)."""
    terms = {number for group in plan.groups for number, _ in (*group.own, *group.alternates)}
    named = [lexeme(term(kind, plan.stems[0])) for kind in ("w", "n")] if len(plan.stems) == 1 else []
    both = (f"({lexeme(term('w', one))} & {lexeme(term('w', other))})" for one, other in pairwise(plan.stems))
    wanted = dict.fromkeys([*map(lexeme, sorted(terms)), *named, *both])
    return Condition("tokens @@ CAST(%(said)s AS tsquery)", {"said": " | ".join(wanted)})


def _lying(query: Query) -> Iterable[Condition]:
    """In the box, and near the place or serving it; also what lies beyond, as far as anybody goes."""
    if query.box:
        yield _boxed(query.box)
    if query.place:
        yield _around(query.place, query.within_miles)


def _boxed(box: Box) -> Condition:
    envelope = "ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 4326)"
    return Condition(
        f"point && {envelope}", {"west": box.west, "south": box.south, "east": box.east, "north": box.north}
    )


def _around(place: Place, within_miles: float) -> Condition:
    keys = [("a", key) for key in place.area_keys] + [("l", key) for key in place.inside]
    here = "ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326)"
    ways = ["tokens @@ CAST(%(areas)s AS tsquery)", f"ST_Covers(outlines, {here})"]
    if not place.inside:
        ways.append(f"ST_DWithin(CAST(point AS geography), CAST({here} AS geography), %(meters)s)")
    return Condition(
        " OR ".join(ways),
        {
            "areas": " | ".join(sorted(lexeme(term(*key)) for key in keys)),
            "lon": place.lon,
            "lat": place.lat,
            "meters": max(within_miles, worth.FARTHEST_MILES) * METERS_PER_MILE * WIDER,
        },
    )
