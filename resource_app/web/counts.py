"""How many services are there of each kind? Counted by the search itself, remembered for a minute in each process."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy.orm import Session

from resource_app.connections import search_of
from search.query import Query

KEPT_FOR = timedelta(minutes=1)
NAME = "counts of kinds"


@dataclass(frozen=True, slots=True)
class Counts:
    """The services the public finds, by category code; `nothing` says that there is none at all, not even one past due."""

    by_code: Mapping[str, int]
    nothing: bool

    def of(self, code: str) -> int:
        """The services of a kind."""
        return self.by_code.get(code, 0)


def of_kinds(session: Session, now: datetime) -> Counts:
    """What there is; an empty directory is asked anew each time, since whoever imports the first listings looks at once."""
    kept: tuple[datetime, Counts] | None = current_app.extensions.get(NAME)
    if kept is None or kept[1].nothing or not timedelta() <= now - kept[0] < KEPT_FOR:
        kept = (now, _count(session, now))
        current_app.extensions[NAME] = kept
    return kept[1]


def _count(session: Session, now: datetime) -> Counts:
    backend, connection, everything = search_of(session), session.connection(), Query(now=now, limit=1)
    found = backend.search(connection, everything)
    nothing = not found.total and not backend.search(connection, replace(everything, unconfirmed=True)).total
    return Counts({each.value: each.count for each in found.facets.get("category", ())}, nothing)
