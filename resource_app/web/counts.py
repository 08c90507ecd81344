"""How many services are there of each kind? Counted by the search itself, remembered for a minute in each process."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy.orm import Session

from resource_app.connections import search_of
from search.query import Query

KEPT_FOR = timedelta(minutes=1)
NAME = "counts of kinds"


def of_kinds(session: Session, now: datetime) -> Mapping[str, int]:
    """Category code to the number of services the public finds."""
    kept: tuple[datetime, Mapping[str, int]] | None = current_app.extensions.get(NAME)
    if kept is None or not timedelta() <= now - kept[0] < KEPT_FOR:
        kept = (now, _count(session, now))
        current_app.extensions[NAME] = kept
    return kept[1]


def _count(session: Session, now: datetime) -> dict[str, int]:
    results = search_of(session).search(session.connection(), Query(now=now, limit=1))
    return {each.value: each.count for each in results.facets.get("category", ())}
