"""What is a listing made of? The stored bodies one document is built from, read in one query, with the private taken out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from resource_app.database import Json, rows_where
from resource_app.directory.models import Listing, Location, Organization, Program, Service
from resource_app.directory.place_marks import PlaceMarks
from resource_app.directory.policy import PublicContext, marked_private, public_body
from resource_app.directory.said import children, without

_PARTS: Select[Any] = (
    select(
        Listing.__table__,
        Service.hsds.label("service"),
        Service.status,
        Service.source.label("service_source"),
        Service.origins.label("service_origins"),
        Organization.id.label("organization_id"),
        Organization.hsds.label("organization"),
        Organization.withheld.label("organization_withheld"),
        Organization.asked_out,
        Program.hsds.label("program"),
        Program.withheld.label("program_withheld"),
        Location.hsds.label("place"),
        Location.origins.label("place_origins"),
        Location.lat,
        Location.lon,
        Location.address_visibility,
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


def stored_parts(session: Session, listing_ids: Collection[str]) -> list[Row[Any]]:
    """What is stored of listings and of what they are made of, private or not: a row for each that there is, by id."""
    return list(rows_where(session, _PARTS, Listing.id, listing_ids))


def parts_of(row: Row[Any], marks: PlaceMarks) -> Parts:
    """What is stored of a listing with everything private taken out."""
    private = row.address_visibility == "private"
    organization = without(row.organization or {}, row.organization_withheld)
    of_places = marks.of(row.service_id, row.organization_id, [row.service])
    phones_needed = not children(row.service, "phones") and not children(row.hsds, "phones")
    context = PublicContext(private, organization.get("email"), of_places, phones_needed)
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


def every_part(session: Session, rows: Sequence[Row[Any]]) -> list[Parts]:
    """The public bodies of stored parts, in their order."""
    services, organizations = {row.service_id for row in rows}, {row.organization_id for row in rows}
    marks = PlaceMarks.read(session, (services, organizations - {None}))
    return [parts_of(row, marks) for row in rows]


def public_parts(session: Session, listing_ids: Collection[str]) -> dict[str, Parts]:
    """The public bodies of listings, by id."""
    every = every_part(session, stored_parts(session, listing_ids))
    return {parts.row.id: parts for parts in every}


def text_of(body: Json, name: str) -> str:
    """The text a body has under `name`, stripped; "" where there is none."""
    value = body.get(name)
    return value.strip() if isinstance(value, str) else ""
