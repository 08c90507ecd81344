"""Is every document what its listing says, by today's rules? Finds those that are not, and makes all of them anew."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from resource_app.actor import importing
from resource_app.connections import Connections
from resource_app.directory import document
from resource_app.directory.confidential import elsewhere, hide_unoffered, withhold
from resource_app.directory.marks import FLAGS, effects_of
from resource_app.directory.models import Listing, Location, Organization, Service
from resource_app.directory.operations import raise_flags
from search import stored

Progress = Callable[[int, int], None]  # done, total

BATCH = 100  # listings in one transaction
_FORMAT = "documents"
_OUTDATED = text(
    "SELECT l.id AS id FROM listing l LEFT JOIN search_document d ON d.id = l.id"
    " WHERE d.id IS NULL OR d.version <> l.version"
    " UNION ALL SELECT d.id FROM search_document d LEFT JOIN listing l ON l.id = d.id WHERE l.id IS NULL"
)


def outdated(session: Session) -> list[str]:
    """The listings without a document of their version, and the documents without a listing."""
    return list(session.scalars(_OUTDATED))


def is_of_before(session: Session) -> bool:
    """Whether documents were made by earlier rules."""
    return stored.state(session.connection(), _FORMAT) != document.FORMAT


def settle(session: Session) -> None:
    """Say that the documents are by today's rules, where there are none yet."""
    if session.scalar(select(Listing.id).limit(1)) is None:
        stored.set_state(session.connection(), _FORMAT, document.FORMAT)


def review(connections: Connections, now: datetime, progress: Progress) -> int:
    """Judge every listing again and make its document anew, in short transactions; how many listings there are.

    A mended rule (what gives a private place away, how hours are read) reaches what was stored before it so.
    """
    with connections.reading() as session:
        ids = list(session.scalars(select(Listing.id).order_by(Listing.id)))
        ids += sorted(set(outdated(session)).difference(ids))
    for start in range(0, len(ids), BATCH):
        with connections.transaction() as session:
            _review(session, ids[start : start + BATCH], now)
        progress(min(start + BATCH, len(ids)), len(ids))
    with connections.transaction() as session:
        stored.set_state(session.connection(), _FORMAT, document.FORMAT)
    return len(ids)


def look_elsewhere(connections: Connections, now: datetime) -> int:
    """Judge the listings that tell of places which became private at the moment `now`; how many there are.

    Other records of these places become private so, too, and are looked for in their turn.
    """
    lately = select(Location.id).where(Location.address_visibility == "private", Location.updated_at == now)
    looked_for, judged = set[str](), set[str]()
    while True:
        with connections.reading() as session:
            places = set(session.scalars(lately)) - looked_for
            ids = sorted(elsewhere(session, places)) if places else []
        if places:
            with connections.transaction() as session:
                hide_unoffered(session, places, now)
        if not ids:
            return len(judged)
        looked_for |= places
        judged.update(ids)
        for start in range(0, len(ids), BATCH):
            with connections.transaction() as session:
                part = ids[start : start + BATCH]
                document.show_otherwise(session, withhold(session, part, (), now, everywhere=False), now)


def _review(session: Session, ids: list[str], now: datetime) -> None:
    private = select(Location.id).join(Listing, Listing.location_id == Location.id)
    places = session.scalars(private.where(Listing.id.in_(ids), Location.address_visibility == "private"))
    _raise_flags(session, ids, now)
    otherwise = withhold(session, ids, set(places), now, again=True)
    document.refresh(session, ids)
    document.show_otherwise(session, otherwise, now)


def _raise_flags(session: Session, ids: list[str], now: datetime) -> None:
    """Raise the flags that sources marked, in their own names."""
    bodies = (
        Service.hsds.label("service"),
        Listing.hsds.label("service_at_location"),
        Organization.hsds.label("organization"),
    )
    rows = session.execute(
        select(Listing.id, Listing.source, *bodies)
        .join(Service, Listing.service_id == Service.id)
        .outerjoin(Organization, Service.organization_id == Organization.id)
        .where(Listing.id.in_(ids))
    ).all()
    for flag in FLAGS:
        marked = defaultdict(list)
        for row in rows:
            said = ((kind, getattr(row, kind)) for kind in ("service", "service_at_location", "organization"))
            if any(effects_of(kind, body or {}).get(flag) for kind, body in said):
                marked[row.source].append(row.id)
        for source, found in marked.items():
            raise_flags(session, found, flag, now, importing(source))
