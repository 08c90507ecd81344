"""Who keeps a listing right? Its organization's own people, and curators: the one door to everything of a listing that the
public does not see.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from resource_app.accounts.roles import Held
from resource_app.actor import Actor
from resource_app.directory.models import Listing, Organization, Service
from resource_app.errors import NotFound

OF_ORGANIZATION = ("organization_staff", "organization_admin")
KEEPING = (*OF_ORGANIZATION, "curator")  # the roles that keep listings right
Who = Literal["organization", "curator"]
_OF_LISTING = (  # asked with every page of whoever keeps one: built once
    select(Listing.id, Listing.service_id, Listing.location_id, Organization.id, Organization.trusted)
    .join(Service, Listing.service_id == Service.id)
    .outerjoin(Organization, Service.organization_id == Organization.id)
    .where(Listing.id == bindparam("listing"))
)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody who keeps one listing right, and as whom; what a `trusted` keeper changes is shown at once."""

    listing_id: str
    service_id: str
    location_id: str | None
    organization_id: str | None
    who: Who
    trusted: bool

    def acting(self, actor: Actor) -> Actor:
        """The actor as the keeper of this listing: a curator acts for no organization."""
        return replace(actor, organization_id=self.organization_id if self.who == "organization" else None)


def keeper_of(session: Session, listing_id: str, held: Iterable[Held]) -> Keeper:
    """As whom the holder of these roles keeps the listing; NotFound for anybody else, as for a listing that is none."""
    row = session.execute(_OF_LISTING, {"listing": listing_id}).first()
    roles = {(each.role, each.organization_id) for each in held}
    if row is not None:
        if ("curator", None) in roles:
            return Keeper(*row[:4], who="curator", trusted=True)
        if any((role, row[3]) in roles for role in OF_ORGANIZATION):
            return Keeper(*row[:4], who="organization", trusted=bool(row[4]))
    raise NotFound("listing", listing_id)
