"""What does the API tell of an object? What the public export writes of it, without listings past their confirmation date."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from resource_app.database import Json
from resource_app.directory.exporting import objects_of
from resource_app.directory.models import Listing, Service
from resource_app.directory.queries import is_found

IDS_AT_ONCE = 10_000  # SQLite takes 32,766 variables in a statement


def public(now: datetime, *columns: Any) -> Select[Any]:
    """Columns of Listing and Service, for each listing in public answers; `now` is where most of the listings are."""
    joined = select(*columns).select_from(Listing).join(Service, Listing.service_id == Service.id)
    return joined.where(is_found(now.date()))


def whole(session: Session, kind: str, ids: Sequence[str], now: datetime) -> list[Json]:
    """The whole objects with these ids, in their order; those that are not public or not there are missing."""
    return list(objects_of(session, kind, ids, Counter(), now.date()))


def parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in parts small enough for one statement."""
    yield from (ids[start : start + IDS_AT_ONCE] for start in range(0, len(ids), IDS_AT_ONCE))
