"""Who may tell where a private place is? An organization with all its listings and places, as the check reads them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from resource_app.database import Json, rows_where
from resource_app.directory.former_addresses import former_of
from resource_app.directory.giveaways import told_by_its_own, whereabouts_of
from resource_app.directory.looked_for import Secret
from resource_app.directory.models import Listing, Location, Service

LISTINGS: Any = (
    select(Listing.id, Listing.service_id, Listing.location_id, Service.organization_id, Location.address_visibility)
    .join(Service, Listing.service_id == Service.id)
    .outerjoin(Location, Listing.location_id == Location.id)
)
_AT_PRIVATE = LISTINGS.where(Location.address_visibility == "private")
_PRIVATE: Any = select(Location.id, Location.hsds, Location.organization_id).where(
    Location.address_visibility == "private"
)
TYPED = (Listing.referral_method, Listing.capacity_note)  # texts that people read of a listing, beside its body
_BODIES: Any = LISTINGS.add_columns(
    Listing.hsds,
    *TYPED,
    Listing.held,
    Listing.origins,
    Service.hsds.label("service"),
    Service.program_id,
    Location.hsds.label("place"),
)


@dataclass(slots=True)
class Group:
    """An organization with all its listings, or a service nobody is known to offer; `private` are its private places."""

    organization: str | None
    rows: list[Row[Any]] = field(default_factory=list)
    private: dict[str, Json] = field(default_factory=dict)
    former: list[Json] = field(default_factory=list)  # what those were before
    told: set[Secret] = field(default_factory=set)  # of private places of others

    @property
    def whereabouts(self) -> tuple[Secret, ...]:
        """What tells where its private places are or were."""
        own = (secret for body in self._places for secret in whereabouts_of(body))
        return tuple(dict.fromkeys([*own, *self.told]))

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """The names of its private places' streets too: its own texts need no number to tell where they are."""
        own = (secret for body in self._places for secret in told_by_its_own(body))
        return tuple(dict.fromkeys([*own, *self.told]))

    @property
    def has_phones(self) -> bool:
        """Whether its private places have, or had, phones of their own."""
        return any("phones" in body or "contacts" in body for body in self._places)

    @property
    def _places(self) -> tuple[Json, ...]:
        return (*self.private.values(), *self.former)


Key = tuple[str | None, str]


def group_of(row: Row[Any]) -> Key:
    """(organization, "") or (None, service)."""
    return (row.organization_id, "") if row.organization_id else (None, row.service_id)


def groups_of(
    session: Session, keys: Collection[Key], places: Collection[str], told: Mapping[Key, set[Secret]]
) -> dict[Key, Group]:
    """The groups that have a private place, or tell of another's, with everything the check reads."""
    owned = list(_places_of(session, {organization for organization, _ in keys if organization}, places))
    keys = {*keys, *((row.organization_id, "") for row in owned if row.id in places and row.organization_id)}
    at_private = _of_groups(session, _AT_PRIVATE, keys)
    with_private = {*map(group_of, at_private), *((row.organization_id, "") for row in owned)}
    found = {key: Group(key[0], told=told.get(key, set())) for key in keys & (with_private | told.keys())}
    for row in _of_groups(session, _BODIES, found.keys()):
        group = found[group_of(row)]
        group.rows.append(row)
        if row.address_visibility == "private":
            group.private[row.location_id] = row.place
    for row in owned:
        if (row.organization_id, "") in found:
            found[row.organization_id, ""].private[row.id] = row.hsds
    former = former_of(session, {place for group in found.values() for place in group.private})
    for group in found.values():
        group.former = [body for place in group.private for body in former.get(place, ())]
    return found


def bodies_of(session: Session, listing_ids: Collection[str]) -> Iterator[Row[Any]]:
    """These listings with everything the check reads."""
    return rows_where(session, _BODIES, Listing.id, listing_ids)


def _of_groups(session: Session, query: Any, keys: Collection[Key]) -> Iterator[Row[Any]]:
    yield from rows_where(
        session, query, Service.organization_id, {organization for organization, _ in keys if organization}
    )
    yield from rows_where(
        session, query, Listing.service_id, {service for organization, service in keys if not organization}
    )


def _places_of(session: Session, organizations: Collection[str], places: Collection[str]) -> Iterator[Row[Any]]:
    """Private places that name one of the organizations, or are among `places`."""
    yield from rows_where(session, _PRIVATE, Location.organization_id, organizations)
    yield from rows_where(session, _PRIVATE, Location.id, places)
