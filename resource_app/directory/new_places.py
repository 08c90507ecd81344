"""How does a service come to another place? Whoever keeps it says where; of an organization that is not trusted, that waits."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.actor import Actor
from resource_app.database import Json
from resource_app.directory.applying import Entry, apply_batch
from resource_app.directory.astray import has_moved
from resource_app.directory.batch_rows import LISTING
from resource_app.directory.hsds import Incoming
from resource_app.directory.keepers import Keeper
from resource_app.directory.models import Listing, Location, Service
from resource_app.directory.street_addresses import ZIP
from resource_app.errors import N_, BadInput

Said = Mapping[str, str]
ADDRESS = ("address_1", "address_2", "city", "state_province", "postal_code")
HIDDEN = "secret"  # of what somebody says: that the address is not for the public
NO_PLACE = N_("For a new place, give the street and the city or ZIP code.")
WRONG_ZIP = N_("Write the five digits of the ZIP code, as in 02150.")
NOT_OURS = N_("Choose one of your places.")
THERE_ALREADY = N_("The service is at this place already.")
KNOWN_PLACE = N_("You have a place at this address. If the service is not there yet, choose it from your places.")


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place of an organization: `body` is as it is stored, and `free` says that the service is not there yet."""

    id: str
    body: Json
    private: bool
    free: bool


def own_places(session: Session, keeper: Keeper) -> Sequence[OwnPlace]:
    """The places where the listing's organization offers something, by name."""
    if keeper.organization_id is None:
        return []
    at = select(Listing.location_id).join(Service, Listing.service_id == Service.id)
    theirs = at.where(Service.organization_id == keeper.organization_id, Listing.location_id.is_not(None))
    taken = {*session.scalars(select(Listing.location_id).where(Listing.service_id == keeper.service_id))}
    found = session.execute(
        select(Location.id, Location.hsds, Location.address_visibility).where(Location.id.in_(theirs))
    )
    places = [OwnPlace(id_, body, shown == "private", id_ not in taken) for id_, body, shown in found]
    return sorted(places, key=lambda place: (str(place.body.get("name") or ""), place.id))


def find(session: Session, location_id: str) -> Json:
    """A place as it is stored; of a private one the name alone, and nothing where there is none."""
    place = session.get(Location, location_id)
    body = place.hsds if place is not None else {}
    return body if place is None or place.address_visibility == "public" else {"name": body.get("name")}


def require_sound(session: Session, keeper: Keeper, said: Said) -> None:
    """Raise BadInput for what is no place, or one that the organization has and did not choose."""
    places = own_places(session, keeper)
    if said.get("location_id"):
        if said["location_id"] not in {place.id for place in places if place.free}:
            raise BadInput(NOT_OURS, "location_id")
        return
    require_address(said)
    if any(is_at(place.body, said) for place in places):
        raise BadInput(KNOWN_PLACE, "address_1")


def require_address(said: Said) -> None:
    """Raise BadInput where a new place has no street, or nothing that tells its town."""
    if not said.get("address_1") or not (said.get("city") or said.get("postal_code")):
        raise BadInput(NO_PLACE, "address_1")
    require_zip(said)


def require_zip(said: Said) -> None:
    """Raise BadInput for a ZIP code that is none; there may be none at all."""
    if typed := said.get("postal_code", "").strip():
        read_zip(typed, "postal_code")


def read_zip(typed: str, name: str) -> str:
    """A ZIP code as it was typed in the box `name`; raises BadInput for one that is none."""
    if not ZIP.fullmatch(typed):
        raise BadInput(WRONG_ZIP, name)
    return typed


def is_at(place: Json, said: Said) -> bool:
    """Whether a place as it is stored has the address that was typed, however both are written."""
    return bool(place.get("addresses")) and not has_moved(place, {"addresses": [_address(said)]})


def is_same(one: Said, other: Said) -> bool:
    """Whether two proposals are of the same place: the one that was chosen, or the same address."""
    if one.get("location_id") or other.get("location_id"):
        return one.get("location_id") == other.get("location_id")
    return is_at({"addresses": [_address(one)]}, other)


def add(session: Session, service_id: str, said: Said, now: datetime, actor: Actor, source: str) -> str:
    """Offer a service at one more place, in the name of `source`; the id of the new listing. Raises BadInput where it is
    offered there already.
    """
    listing, place = _new(), said.get("location_id") or _new()
    there = select(Location.id, Location.hsds).join(Listing).where(Listing.service_id == service_id)
    if any(id_ == place or (said.get("address_1") and is_at(body, said)) for id_, body in session.execute(there)):
        raise BadInput(THERE_ALREADY, "location_id")
    objects = [Incoming(LISTING, listing, {"id": listing, "service": service_id, "location": place})]
    if not said.get("location_id"):
        objects.insert(0, kept_secret(Incoming("location", place, place_of(said) | {"id": place}), said))
    apply_batch(session, [Entry(LISTING, listing, tuple(objects))], now, actor, source)
    return listing


def place_of(said: Said) -> Json:
    """The HSDS location that what was typed says, without an id."""
    name = {"name": said["place"]} if said.get("place") else {}
    return {"location_type": "physical", "addresses": [{"id": _new(), **_address(said)}], **name}


def kept_secret(incoming: Incoming, said: Said) -> Incoming:
    """The same; a place whose address is to be kept secret is private from its beginning."""
    secret = incoming.kind == "location" and said.get(HIDDEN)
    return replace(incoming, columns={**incoming.columns, "address_visibility": "private"}) if secret else incoming


def _address(said: Said) -> Json:
    parts = {name: said[name] for name in ADDRESS if said.get(name)}
    return {**parts, "country": "US", "address_type": "physical"}


def _new() -> str:
    return str(uuid.uuid4())
