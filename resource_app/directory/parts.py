"""What is a listing made of? The stored bodies one document is built from, read in one query, with the private taken out."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Row, Select, func, select
from sqlalchemy.orm import aliased

from resource_app.database import Json
from resource_app.directory.giveaways import without
from resource_app.directory.models import Listing, Location, Organization, Program, Service
from resource_app.directory.policy import PublicContext, marked_private, marks_of_places, public_body

_SIBLING, _ITS_PLACE = aliased(Listing), aliased(Location)
_PRIVATE_PLACES = (
    select(func.json_group_array(func.json(_ITS_PLACE.hsds), type_=JSON))
    .join(_SIBLING, _SIBLING.location_id == _ITS_PLACE.id)
    .where(_SIBLING.service_id == Listing.service_id, _ITS_PLACE.address_visibility == "private")
    .scalar_subquery()
)
PARTS: Select[Any] = (
    select(
        Listing.__table__,
        Service.hsds.label("service"),
        Service.status,
        Service.source.label("service_source"),
        Service.origins.label("service_origins"),
        Organization.id.label("organization_id"),
        Organization.hsds.label("organization"),
        Organization.withheld.label("organization_withheld"),
        Program.hsds.label("program"),
        Program.withheld.label("program_withheld"),
        Location.hsds.label("place"),
        Location.origins.label("place_origins"),
        Location.lat,
        Location.lon,
        Location.address_visibility,
        _PRIVATE_PLACES.label("private_places"),  # of the service, at whichever listing
    )
    .join(Service, Listing.service_id == Service.id)
    .outerjoin(Organization, Service.organization_id == Organization.id)
    .outerjoin(Program, Service.program_id == Program.id)
    .outerjoin(Location, Listing.location_id == Location.id)
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The public bodies a listing's document is made of; empty where there is none."""

    row: Row[Any]
    service: Json
    organization: Json
    program: Json
    place: Json
    at_place: Json  # the service_at_location
    private: bool

    @property
    def bodies(self) -> tuple[Json, ...]:
        """From the most particular to the most general."""
        return (self.at_place, self.service, self.place)


def parts_of(row: Row[Any]) -> Parts:
    """A row of PARTS with everything private taken out."""
    private = row.address_visibility == "private"
    organization = without(row.organization or {}, row.organization_withheld)
    context = PublicContext(private, organization.get("email"), marks_of_places(row.private_places, [row.service]))
    program = without(row.program or {}, row.program_withheld)
    return Parts(
        row=row,
        service=public_body("service", row.service, context),
        organization=public_body("organization", organization, context),
        program=public_body("program", {} if marked_private(program) else program, context),
        place=public_body("location", row.place or {}, context),
        at_place=public_body("service_at_location", row.hsds, context),
        private=private,
    )


def children(body: Json, name: str) -> list[Json]:
    """The objects a body holds under `name`, whatever a source put there."""
    found = body.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def text_of(body: Json, name: str) -> str:
    """The text a body has under `name`, stripped; "" where there is none."""
    value = body.get(name)
    return value.strip() if isinstance(value, str) else ""
