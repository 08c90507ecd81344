"""What else is near a listing? Other services around its point, or around the person's home area."""

from datetime import datetime

from sqlalchemy.orm import Session

from resource_app.connections import search_of
from resource_app.web import kinds
from resource_app.web.cards import is_private
from search.documents import Document
from search.query import Hit, Place, Query

NEAR_SHOWN = 3
NEAR_MILES = 10.0


def near(session: Session, document: Document, now: datetime) -> tuple[Hit, ...]:
    """Three other services near a listing's point, nearest first; nothing for a private or unplaced one."""
    place = _place_of(document)
    if place is None:
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
        limit=NEAR_SHOWN * 2,
    )
    hits = search_of(session).search(session.connection(), query).hits
    return _others(hits, document, near_only=False) or anything(session, now)


def anything(session: Session, now: datetime) -> tuple[Hit, ...]:
    """Three services, the best known first: for a page that must not say what it was about."""
    return search_of(session).search(session.connection(), Query(now=now, limit=NEAR_SHOWN)).hits


def _others(hits: tuple[Hit, ...], document: Document, *, near_only: bool) -> tuple[Hit, ...]:
    others = [hit for hit in hits if hit.document.service_id != document.service_id]
    if near_only:
        others = [hit for hit in others if hit.reason.kind == "near"]
    return tuple(others[:NEAR_SHOWN])


def _place_of(document: Document) -> Place | None:
    if document.point is None or is_private(document):
        return None
    lat, lon = document.point
    return Place(document.city, "point", lat, lon, city=document.city, rough=False)
