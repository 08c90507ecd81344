"""What else is near a listing? Other services around its point, or around the person's home area."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from resource_app.connections import home_area_of, search_of
from resource_app.directory.gazetteer import gazetteer_of
from resource_app.phrases import capacity_holds
from resource_app.web import kinds
from resource_app.web.cards import is_private
from search.documents import Document
from search.query import Hit, Place, Query

NEAR_SHOWN = 3
NEAR_MILES = 10.0
_GUIDES = "benefits-navigation"


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a listing: services near it, and others like it where it is closed for now."""

    near: tuple[Hit, ...]
    instead: tuple[Hit, ...]


def around(session: Session, document: Document, now: datetime, today: date) -> Around:
    """Both for the page of `document`; `today` is the day where it is."""
    closed = is_closed_for_now(document, today)
    return Around(near(session, document, now), similar(session, document, now) if closed else ())


def is_closed_for_now(document: Document, today: date) -> bool:
    """Whether the listing is closed until a later day, or until nobody knows when."""
    until = document.closed_until
    return (until is not None and until > today) or document.display["service"]["status"] == "temporarily closed"


def near(session: Session, document: Document, now: datetime) -> tuple[Hit, ...]:
    """Three other services near a listing's point, nearest first; nothing for a private, a rough or an unplaced one."""
    place = _place_of(document)
    if place is None or place.rough:
        return ()
    query = Query(place=place, within_miles=NEAR_MILES, sort="distance", now=now, limit=NEAR_SHOWN * 3)
    hits = search_of(session).search(session.connection(), query).hits
    return _others(hits, document, near_only=True)


def similar(session: Session, document: Document, now: datetime) -> tuple[Hit, ...]:
    """Three services of the same kind, near the listing where it has a point the public may know."""
    kind = kinds.kind_of(document, "en").code
    query = Query(
        place=_place_of(document),
        filters={"category": (kind,)} if kind else {},
        now=now,
        limit=NEAR_SHOWN * 4,
    )
    hits = search_of(session).search(session.connection(), query).hits
    today = now.date()
    helping = [hit for hit in hits if not is_closed_for_now(hit.document, today) and _has_room(hit.document, today)]
    return _others(helping, document, near_only=False)


def _has_room(document: Document, today: date) -> bool:
    """Whether nobody said that it is full, or that everything is given out."""
    said, out = document.capacity, document.out_until
    full = said is not None and said.state == "full" and capacity_holds(said, today)
    return not full and (out is None or out <= today)


def guides(session: Session, now: datetime) -> tuple[Hit, ...]:
    """Three services that help people find other help, around the home area: the same whatever was looked for."""
    area = home_area_of(session)
    home = gazetteer_of(session).place(area) if area else None
    query = Query(place=home, home=home, filters={"category": (_GUIDES,)}, now=now, limit=NEAR_SHOWN)
    return tuple(search_of(session).search(session.connection(), query).hits)


def _others(hits: Sequence[Hit], document: Document, *, near_only: bool) -> tuple[Hit, ...]:
    others = [hit for hit in hits if hit.document.service_id != document.service_id]
    if near_only:
        others = [hit for hit in others if hit.reason.kind == "near"]
    return tuple(others[:NEAR_SHOWN])


def _place_of(document: Document) -> Place | None:
    if document.point is None or is_private(document):
        return None
    lat, lon = document.point
    return Place(document.city, "point", lat, lon, city=document.city, rough=document.rough)
