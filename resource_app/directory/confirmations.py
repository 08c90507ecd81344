"""Who confirmed what, how and when? The fact of a confirmation, noted at each field it was about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app import outbox
from resource_app.actor import Actor
from resource_app.database import Json
from resource_app.directory import document
from resource_app.directory.models import Confirmation, Listing, Location, Organization, Service
from resource_app.errors import BadInput, NotFound

CONFIRMED = "listing_confirmed"  # the topic that tells whoever counts from it, with the listing's id
WHO_KNOWS = ("organization", "curator")  # a file's confirmation says nothing of how it is today


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody confirmed: the fields that were shown ("service.description", "location.phones"), on which day, who they
    are ("organization", "curator", "source") and how it was done ("link", "portal", "phone", "visit", "outside", "import"). The
    listing counts as confirmed only by what is `whole`: all that people are told of it. `told_by` and `found_at` are for staff:
    who went there, or which source it was and its web address.
    """

    fields: tuple[str, ...]
    on: date
    by: str
    how: str
    whole: bool = True
    told_by: str = ""
    found_at: str = ""


def confirm(session: Session, listing_id: str, said: Said, now: datetime, actor: Actor) -> Confirmation:
    """Record that fields of a listing were shown and found right.

    Raises BadInput when no field is named: what was not shown is not confirmed.
    """
    [fact] = confirm_all(session, {listing_id: said}, now, actor)
    return fact


def confirm_all(session: Session, said_of: Mapping[str, Said], now: datetime, actor: Actor) -> list[Confirmation]:
    """The same of several listings at once."""
    known = {each.id: each for each in session.scalars(select(Listing).where(Listing.id.in_(said_of)))}
    _read_objects(session, known.values())
    facts = []
    for listing_id, said in said_of.items():
        if not said.fields:
            raise BadInput("Name the fields that were confirmed.", "fields")
        if listing_id not in known:
            raise NotFound("listing", listing_id)
        facts.append(_fact(listing_id, said, now, actor))
        listing = known[listing_id]
        _note_origins(session, listing, said)
        if said.by in WHO_KNOWS:
            listing.said_full_until = None
        if said.whole and (listing.confirmed_on is None or said.on >= listing.confirmed_on):
            listing.confirmed_on, listing.confirmed_by, listing.confirmed_how = said.on, said.by, said.how
    session.add_all(facts)
    session.flush()
    document.show_otherwise(session, list(said_of), now)
    whole = [listing_id for listing_id, said in said_of.items() if said.whole]
    outbox.put(session.connection(), CONFIRMED, whole, now)
    return facts


def last_of(session: Session, listing_id: str, most: int) -> Sequence[Confirmation]:
    """The last confirmations of a listing, newest first."""
    mine = select(Confirmation).where(Confirmation.listing_id == listing_id)
    return session.scalars(mine.order_by(Confirmation.recorded_at.desc(), Confirmation.id.desc()).limit(most)).all()


def _fact(listing_id: str, said: Said, now: datetime, actor: Actor) -> Confirmation:
    return Confirmation(
        listing_id=listing_id,
        confirmed_on=said.on,
        confirmed_by=said.by,
        how=said.how,
        fields=list(said.fields),
        actor_kind=actor.kind,
        actor_id=actor.id,
        recorded_at=now,
        told_by=said.told_by,
        found_at=said.found_at,
    )


def _read_objects(session: Session, listings: Iterable[Listing]) -> None:
    """Read what listings are made of into the session, a statement for each kind."""
    listings = list(listings)
    services = session.scalars(select(Service).where(Service.id.in_({each.service_id for each in listings}))).all()
    for model, ids in (
        (Location, {each.location_id for each in listings}),
        (Organization, {each.organization_id for each in services}),
    ):
        session.scalars(select(model).where(model.id.in_(ids - {None}))).all()


def _note_origins(session: Session, listing: Listing, said: Said) -> None:
    """Note it at each field, unless that was confirmed after the day of this already."""
    note: Json = {"confirmed_by": said.by, "confirmed_on": said.on.isoformat()}
    names: dict[str, list[str]] = defaultdict(list)
    for path in said.fields:
        kind, _, name = path.partition(".")
        names[kind].append(name)
    for kind, row in _objects_of(session, listing).items():
        if row is not None and names[kind]:
            older = (name for name in names[kind] if _confirmed_on(row.origins, name) <= note["confirmed_on"])
            row.origins = row.origins | {name: {"source": row.source} | note for name in older}


def _confirmed_on(origins: Json, name: str) -> str:
    return origins.get(name, {}).get("confirmed_on") or ""


def _objects_of(session: Session, listing: Listing) -> dict[str, Service | Location | Organization | Listing | None]:
    service = session.get_one(Service, listing.service_id)
    return {
        "listing": listing,
        "service": service,
        "location": session.get(Location, listing.location_id) if listing.location_id else None,
        "organization": session.get(Organization, service.organization_id) if service.organization_id else None,
    }
