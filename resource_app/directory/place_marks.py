"""Which phones, and which references, belong to private places? Read once for a batch of objects that are to be shown."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import BindParameter, bindparam, or_, select
from sqlalchemy.orm import Session

from resource_app.database import Json
from resource_app.directory.former_addresses import former_of
from resource_app.directory.models import Listing, Location, Service
from resource_app.directory.policy import marks_of_places

_PRIVATE = (
    select(Location.id, Location.hsds, Location.organization_id, Listing.service_id)
    .add_columns(Service.organization_id.label("offered_by"))
    .outerjoin(Listing, Listing.location_id == Location.id)
    .outerjoin(Service, Listing.service_id == Service.id)
    .where(Location.address_visibility == "private")
)
_ORGANIZATIONS: BindParameter[str] = bindparam("organizations", expanding=True)
_THEIRS = _PRIVATE.where(  # asked at every save: built once
    or_(
        Listing.service_id.in_(bindparam("services", expanding=True)),
        Location.organization_id.in_(_ORGANIZATIONS),
        Service.organization_id.in_(_ORGANIZATIONS),
    )
)


@dataclass(slots=True)
class PlaceMarks:
    """The private places of services and of organizations, by id, as they are and were.

    A service must not speak of any of its organization.
    """

    of_services: dict[str, dict[str, Json]] = field(default_factory=lambda: defaultdict(dict))
    of_organizations: dict[str, dict[str, Json]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def read(cls, session: Session, of: tuple[Collection[str], Collection[str]] | None = None) -> "PlaceMarks":
        """Those of the whole directory, or only `of` these services and organizations."""
        marks = cls()
        if of is None:
            rows = session.execute(_PRIVATE).all()
        else:
            rows = session.execute(_THEIRS, {"services": [*of[0]], "organizations": [*of[1]]}).all()
        former = former_of(session, {row.id for row in rows})
        for row in rows:
            before = {f"{row.id} {number}": body for number, body in enumerate(former.get(row.id, ()))}
            bodies = {row.id: row.hsds, **before}
            if row.service_id:
                marks.of_services[row.service_id].update(bodies)
            for organization in filter(None, (row.organization_id, row.offered_by)):
                marks.of_organizations[organization].update(bodies)
        return marks

    def of(self, service: str | None, organization: str | None, said: Iterable[Json] = ()) -> frozenset[str]:
        """What must not be shown with a service or an organization (`policy.marks_of_places`); `said` is the service."""
        offered_there = said if service in self.of_services else ()
        places = {**self.of_services.get(service or "", {}), **self.of_organizations.get(organization or "", {})}
        return marks_of_places(places.values(), offered_there) if places else frozenset()
