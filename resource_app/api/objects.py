"""What does the API tell of an object? What the public export writes of it, without listings past their confirmation date."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    """Columns of Listing and Service, for each listing in public answers: `policy.is_public`, and not past due."""
    return (
        select(*columns)
        .select_from(Listing)
        .join(Service, Listing.service_id == Service.id)
        .where(
            Listing.held.is_(None),
            Listing.staff_only.is_(False),
            or_(Listing.due_on.is_(None), Listing.due_on >= now.date()),
            Service.status.in_(SHOWN_STATUSES),
        )
    )


def whole(session: Session, kind: str, ids: Sequence[str], now: datetime) -> list[Json]:
    """The whole objects with these ids, in their order; those that are not public or not there are missing."""
    written = list(objects_of(session, kind, ids, Counter()))
    services = [each["id"] for told in written for each in _services_in(kind, told)]
    shown = _shown(session, services, now)
    pruned = (PRUNE[kind](told, shown) for told in written)
    return [told for told in pruned if told is not None]


@dataclass(frozen=True, slots=True)
class _Shown:
    """Which of the services that are told of have a listing that is shown, and which listings."""

    services: frozenset[str]
    listings: frozenset[str]


def parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in parts small enough for one statement."""
    yield from (ids[start : start + IDS_AT_ONCE] for start in range(0, len(ids), IDS_AT_ONCE))


def _shown(session: Session, services: Sequence[str], now: datetime) -> _Shown:
    listings = public(now, Listing.id, Listing.service_id)
    rows = [row for part in parts(services) for row in session.execute(listings.where(Listing.service_id.in_(part)))]
    return _Shown(frozenset(row.service_id for row in rows), frozenset(row.id for row in rows))


def _services_in(kind: str, told: Json) -> Iterator[Json]:
    if kind == "service":
        yield told
    elif kind == "organization":
        yield from told.get("services", ())
    elif "service" in told:
        yield told["service"]


def _service(told: Json, shown: _Shown) -> Json | None:
    if told["id"] not in shown.services:
        return None
    places = [each for each in told.get("service_at_locations", ()) if each["id"] in shown.listings]
    return {**told, "service_at_locations": places} if "service_at_locations" in told else told


def _organization(told: Json, shown: _Shown) -> Json | None:
    """An organization stays without services when it never had any; one whose services are all past due goes."""
    if not told.get("services"):
        return told
    services = [fresh for each in told["services"] if (fresh := _service(each, shown)) is not None]
    return {**told, "services": services} if services else None


def _service_at_location(told: Json, shown: _Shown) -> Json | None:
    return told if told["id"] in shown.listings else None


PRUNE = {"service": _service, "organization": _organization, "service_at_location": _service_at_location}
