"""Which stored listings could a new one be? Keeps the index of other sources' listings; the first new row has it made."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from importers.matching import Facts, Index, facts_of
from importers.models import ImportRun
from resource_app.directory.deriving import reference_of
from resource_app.directory.hsds import Incoming
from resource_app.directory.models import Listing, Location, Organization, Service

LISTING = "service_at_location"


class Others:
    """The listings a run's new ones are compared with, and which of them have a private place."""

    def __init__(self, source: str, run_format: str, run_key: str) -> None:
        self._source = source
        self._format = run_format
        self._key = run_key
        self._index: Index | None = None
        self.private: set[str] = set()

    def get_ready(self, session: Session, records: Iterable[Sequence[Incoming]]) -> None:
        """Read the index when one of the records has a service nobody has yet: before the transaction that will ask for it."""
        if self._index is None and any(new_services(session, records)):
            self._index = Index(self._stored(session))

    def __bool__(self) -> bool:
        return bool(self._index)

    def best(self, facts: Facts) -> str | None:
        """The listing these facts look like, None when they look like none."""
        found = self._index.best(facts) if self._index else None
        return None if found is None else found[0]

    def _stored(self, session: Session) -> Iterator[Facts]:
        query = self._query(session).execution_options(yield_per=500)
        for listing, service, organization, place, visibility in session.execute(query):
            if visibility == "private":
                self.private.add(listing)
            yield facts_of(listing, service, organization or {}, place or {})

    def _query(self, session: Session) -> Any:
        others = Listing.source != self._source
        if self._came_otherwise(session):
            # The same source in another format has other ids: its earlier listings are compared with, not those of this run.
            others = or_(others, Listing.last_seen_run.is_distinct_from(self._key))
        shown = or_(Listing.held.is_(None), Listing.held == "address in text")
        return (
            select(Listing.id, Service.hsds, Organization.hsds, Location.hsds, Location.address_visibility)
            .join(Service, Listing.service_id == Service.id)
            .outerjoin(Organization, Service.organization_id == Organization.id)
            .outerjoin(Location, Listing.location_id == Location.id)
            .where(others, shown)
            .order_by(Listing.id)
        )

    def _came_otherwise(self, session: Session) -> bool:
        done = select(ImportRun.id).where(
            ImportRun.source == self._source, ImportRun.state == "done", ImportRun.format != self._format
        )
        return session.scalar(done.limit(1)) is not None


def new_services(session: Session, records: Iterable[Sequence[Incoming]]) -> list[bool]:
    """For each record, whether it speaks of services and listings which are all new."""
    spoken = [{(each.kind, each.id) for each in record if each.kind in {"service", LISTING}} for record in records]
    services, listings = (
        {key for said in spoken for kind, key in said if kind == name} for name in ("service", LISTING)
    )
    known = {("service", key) for key in session.scalars(select(Service.id).where(Service.id.in_(services)))}
    held = select(Listing.id, Listing.service_id).where(or_(Listing.id.in_(listings), Listing.service_id.in_(services)))
    for listing, service in session.execute(held):
        known |= {(LISTING, listing), ("service", service)}
    return [bool(said) and known.isdisjoint(said) for said in spoken]


def facts_of_new(objects: Iterable[Incoming]) -> dict[str, Facts]:
    """The facts of each listing a record speaks of, from the record's own statements."""
    bodies = {(each.kind, each.id): each.body for each in objects}
    found = {}
    for (kind, key), body in bodies.items():
        if kind != LISTING:
            continue
        columns = next(each.columns for each in objects if (each.kind, each.id) == (kind, key))
        service = bodies.get(("service", columns.get("service_id") or reference_of(body, "service")), {})
        organization = bodies.get(("organization", reference_of(service, "organization")), {})
        found[key] = facts_of(key, service, organization, bodies.get(("location", reference_of(body, "location")), {}))
    return found
