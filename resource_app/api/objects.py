"""What does the API tell of an object? What the public export writes of it, without listings past their confirmation date."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from resource_app.database import Json
from resource_app.directory.exporting import objects_of
from resource_app.directory.models import Listing, Service
from resource_app.directory.policy import SHOWN_STATUSES


def shown_to_all(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """The conditions under which a Listing is in public answers: `policy.is_public`, and not past due."""
    return (
        Listing.held.is_(None),
        Listing.staff_only.is_(False),
        or_(Listing.due_on.is_(None), Listing.due_on >= now.date()),
        Listing.service_id.in_(select(Service.id).where(Service.status.in_(SHOWN_STATUSES))),
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


def _shown(session: Session, services: Iterable[str], now: datetime) -> _Shown:
    statement = select(Listing.id, Listing.service_id).where(Listing.service_id.in_(set(services)), *shown_to_all(now))
    rows = session.execute(statement).all()
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
