"""What does the API tell of an object? What the public export writes of it, without listings past their confirmation date."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from resource_app.database import Json
from resource_app.directory.exporting import objects_of
from resource_app.directory.models import Listing, Service
from resource_app.directory.policy import SHOWN_STATUSES

IDS_AT_ONCE = 10_000  # SQLite takes 32,766 variables in a statement


def public(now: datetime, *columns: Any) -> Select[Any]:
    """Columns of Listing and Service, for each listing in public answers: the rule of `policy.is_public`, as SQL.

    `now` is where most of the listings are: a confirmation ends with the day there, as in the search.
    """
    return (
        select(*columns)
        .select_from(Listing)
        .join(Service, Listing.service_id == Service.id)
        .where(
            Listing.held.is_(None),
            Listing.staff_only.is_(False),
            Listing.do_not_refer.is_(False),
            or_(Listing.due_on.is_(None), Listing.due_on >= now.date()),
            Service.status.in_(SHOWN_STATUSES),
        )
    )


def whole(session: Session, kind: str, ids: Sequence[str], now: datetime) -> list[Json]:
    """The whole objects with these ids, in their order; those that are not public or not there are missing."""
    return list(objects_of(session, kind, ids, Counter(), now.date()))


def parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in parts small enough for one statement."""
    yield from (ids[start : start + IDS_AT_ONCE] for start in range(0, len(ids), IDS_AT_ONCE))
