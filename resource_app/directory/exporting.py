"""How does the directory leave the house? As nested HSDS objects: what the public may see, valid, or everything as it came."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from resource_app.database import Json
from resource_app.directory.assurance import last_modified
from resource_app.directory.hsds import assemble
from resource_app.directory.hsds_objects import KINDS
from resource_app.directory.hsds_valid import is_valid, publishable
from resource_app.directory.kept_inside import telling
from resource_app.directory.models import Listing, Location, Organization, Program, Service, Taxonomy, TaxonomyTerm
from resource_app.directory.place_marks import PlaceMarks
from resource_app.directory.policy import HELD_MARK, PublicContext, is_public, marked_private, public_body
from resource_app.directory.said import children, hides_address, without
from resource_app.directory.told_changes import Changes, changes_of, metadata_of

BATCH = 500
LISTING = "service_at_location"
_MODELS: dict[str, Any] = {
    "organization": Organization,
    "program": Program,
    "service": Service,
    LISTING: Listing,
    "location": Location,
    "taxonomy": Taxonomy,
    "taxonomy_term": TaxonomyTerm,
}
_STATUS = KINDS["service"].fields["status"]


def export_objects(session: Session, kind: str, left_out: Counter[str], public_on: date | None) -> Iterator[Json]:
    """Every object of a kind, nested, in the order of ids.

    The public export holds what `policy` shows on the day `public_on` and the schemas allow; `left_out` counts what it could
    not write. With None each object comes as its source wrote it, private ones too.
    """
    model = _MODELS[kind]
    last = ""
    while ids := list(session.scalars(select(model.id).where(model.id > last).order_by(model.id).limit(BATCH))):
        last = ids[-1]
        yield from objects_of(session, kind, ids, left_out, public_on)
        session.expunge_all()


def objects_of(
    session: Session, kind: str, ids: Sequence[str], left_out: Counter[str], public_on: date | None
) -> Iterator[Json]:
    """The nested objects with these ids, in their order; those the public may not see, or that do not exist, are missing.

    `public_on` is the day the public reads them; None means everything, as it came.
    """
    shelf = _Shelf(session, public_on)
    shelf.fetch(kind, ids)
    for key in ids:
        body = shelf.lookup(kind, key)
        if body is None or (kind == LISTING and not body):
            continue
        nested = assemble(kind, body, shelf.lookup)
        if kind == "organization" and (services := shelf.services_of.get(key)):
            inside = (found for each in services if (found := shelf.lookup("service", each)) is not None)
            nested["services"] = [assemble("service", each, shelf.lookup, ("organization",)) for each in inside]
        written = nested if public_on is None else publishable(kind, nested, left_out)
        if written is not None:
            yield written
        else:
            left_out[kind] += 1


_FACTS = (  # what hides a listing
    *(Listing.held, Listing.staff_only, Listing.do_not_refer),
    *(Listing.due_on, Listing.unconfirmed),
)


@dataclass
class _Shelf:
    """The bodies a batch of objects is assembled from, as they may be shown."""

    session: Session
    public_on: date | None
    services_of: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _rows: dict[str, dict[str, Row[Any]]] = field(default_factory=lambda: defaultdict(dict))
    _listings_of: dict[str, list[Row[Any]]] = field(default_factory=lambda: defaultdict(list))
    _used_places: dict[str, bool] = field(default_factory=dict)  # place -> whether a listing of it is shown
    _used_programs: dict[str, bool] = field(default_factory=dict)  # program -> whether a service of it is shown
    _marks: PlaceMarks = field(default_factory=PlaceMarks)
    _beside_private: set[str] = field(default_factory=set)  # places of services and organizations with a private one
    _changes: Changes = field(default_factory=dict)

    def fetch(self, kind: str, ids: Collection[str]) -> None:
        """Read the objects and all they refer to."""
        services = self._services_behind(kind, ids)
        self._read("service", services)
        self._read_listings(services)
        organizations = {row.organization_id for row in self._rows["service"].values()}
        organizations.update(ids if kind == "organization" else ())
        self._read("organization", organizations)
        bodies = [row.hsds for row in (*self._rows["organization"].values(), *self._rows["service"].values())]
        programs = {row.program_id for row in self._rows["service"].values()}
        self._read("program", programs | _named(bodies, "programs") | set(ids if kind == "program" else ()))
        places = {row.location_id for rows in self._listings_of.values() for row in rows}
        self._read("location", places | _named(bodies, "locations") | set(ids if kind == "location" else ()))
        if kind in {"taxonomy", "taxonomy_term"}:
            self._read(kind, ids)
        if self.public_on is not None:
            self._marks = PlaceMarks.read(self.session)
            self._find_used_places()
            self._find_used_programs()
            self._changes = changes_of(self.session, [(kind, key) for kind, rows in self._rows.items() for key in rows])

    def _services_behind(self, kind: str, ids: Collection[str]) -> list[str]:
        if kind == "service":
            return list(ids)
        if kind == LISTING:
            return self._all(select(Listing.service_id).distinct(), Listing.id, ids)
        if kind == "organization":
            query = select(Service.id).order_by(Service.id)
            return self._all(query, Service.organization_id, ids)
        return []

    def _all(self, query: Any, column: Any, ids: Collection[str]) -> list[Any]:
        return [found for part in _parts(ids) for found in self.session.scalars(query.where(column.in_(part)))]

    def _read(self, kind: str, ids: Iterable[str | None]) -> None:
        table = _MODELS[kind].__table__
        for part in _parts({key for key in ids if key} - self._rows[kind].keys()):
            for row in self.session.execute(select(table).where(table.c.id.in_(part))):
                self._rows[kind][row.id] = row

    def _read_listings(self, services: Collection[str]) -> None:
        table = Listing.__table__
        for part in _parts(services):
            for row in self.session.execute(select(table).where(table.c.service_id.in_(part)).order_by(table.c.id)):
                self._rows[LISTING][row.id] = row
                self._listings_of[row.service_id].append(row)
        for service in services:
            found = self._rows["service"].get(service)
            if found is not None and found.organization_id:
                self.services_of[found.organization_id].append(service)

    def _find_used_places(self) -> None:
        """Which places have a listing that is shown."""
        columns = (
            Listing.location_id,
            *_FACTS,
            Service.status,
            Service.id.label("service_id"),
            Service.organization_id,
        )
        query = select(*columns).join(Service, Listing.service_id == Service.id)
        found = [
            row
            for part in _parts(self._rows["location"])
            for row in self.session.execute(query.where(Listing.location_id.in_(part)))
        ]
        owners = {row.organization_id for row in self._rows["location"].values()}
        self._read("organization", owners | {row.organization_id for row in found})
        for row in found:
            shown = self._is_shown(row, row)
            self._used_places[row.location_id] = self._used_places.get(row.location_id, False) or shown
            if self._has_private_place(row.service_id, row.organization_id):
                self._beside_private.add(row.location_id)

    def _find_used_programs(self) -> None:
        for part in _parts(self._rows["program"]):
            query = select(Service.program_id, Service.status, Service.organization_id, *_FACTS)
            query = query.join(Listing, Listing.service_id == Service.id).where(Service.program_id.in_(part))
            rows = self.session.execute(query).all()
            self._read("organization", {row.organization_id for row in rows})
            for row in rows:
                shown = self._used_programs.get(row.program_id, False) or self._is_shown(row, row)
                self._used_programs[row.program_id] = shown

    def _is_shown(self, listing: Any, service: Any) -> bool:
        if self.public_on is None:
            return True
        asked_out = self._asked_out(service.organization_id)
        return is_public(listing, service, self.public_on, asked_out=asked_out)

    def _asked_out(self, organization: str | None) -> bool:
        """Whether an organization asked not to be listed."""
        row = self._rows["organization"].get(organization or "")
        return row is not None and bool(row.asked_out)

    def _is_private(self, place: str | None) -> bool:
        row = self._rows["location"].get(place or "")
        return row is not None and row.address_visibility == "private"

    def lookup(self, kind: str, key: str) -> Json | None:
        """The body of an object as it may be shown, None when it may not, or is not there."""
        row = self._rows[kind].get(key)
        if row is None:
            return None
        body = self._with_listings(row) if kind == "service" else row.hsds
        if self.public_on is None:
            return {**body, **self._hiding(kind, row)}
        return self._shown(kind, row, without(body, getattr(row, "withheld", None)))

    def _hiding(self, kind: str, row: Row[Any]) -> Json:
        """What of our own facts hides an object, as marks an import understands; the source's own words say the rest.

        A listing without a place has no object: its service bears its marks.
        """
        if kind == "location" and row.address_visibility == "private" and not hides_address(row.hsds):
            return {"x_address_visibility": "private"}
        listings = {LISTING: [row], "service": [each for each in self._listings_of[row.id] if not each.hsds]}
        said: Json = {}
        for listing in listings.get(kind, ()):
            service = self._rows["service"].get(listing.service_id)
            asked_out = service is not None and self._asked_out(service.organization_id)
            said |= {
                "x_staff_only": listing.staff_only,
                "x_do_not_refer": listing.do_not_refer,
                HELD_MARK: listing.held or ("withdrawn" if asked_out else None),
            }
        return {name: value for name, value in said.items() if value and name not in row.hsds}

    def _with_listings(self, row: Row[Any]) -> Json:
        """A service's body with the listings the directory has of it: those its source named first, in its order."""
        listings = {each.id: each for each in self._listings_of[row.id] if each.hsds}
        said = row.hsds.get("service_at_locations")
        named = [each for each in said if isinstance(each, str) and each in listings] if isinstance(said, list) else []
        others = [each for each in listings if each not in named]
        return {**row.hsds, "service_at_locations": [*named, *others]} if named or others else dict(row.hsds)

    def _shown(self, kind: str, row: Row[Any], body: Json) -> Json | None:
        if kind == "service":
            return self._shown_service(row, body)
        if not self._may_be_seen(kind, row):
            return None
        context = self._context(kind, row)
        return self._with_changes(kind, row, public_body(kind, body, context), context)

    def _with_changes(self, kind: str, row: Row[Any], shown: Json, context: PublicContext) -> Json:
        """What may be shown, with what became of it beside the history its source tells."""
        since = getattr(row, "told_since", None)
        changes = [each for each in self._changes.get((kind, row.id), ()) if since is None or each.made_at > since]
        told = metadata_of(kind, row.hsds, changes, context) if changes and self._tells_changes(kind, row) else []
        return {**shown, "metadata": [*children(shown, "metadata"), *told]} if told else shown

    def _tells_changes(self, kind: str, row: Row[Any]) -> bool:
        """Whether the history of an object is told: never where a place of its service or organization is private."""
        if kind == LISTING:
            service = self._rows["service"].get(row.service_id)
            return (
                service is not None
                and not self._is_private(row.location_id)
                and self._tells_changes("service", service)
            )
        if kind == "location":
            private = row.address_visibility == "private" or row.id in self._beside_private
            return not private and not self._has_private_place("", row.organization_id)
        if kind == "organization":
            return not self._has_private_place("", row.id)
        return kind == "service" and not self._has_private_place(row.id, row.organization_id)

    def _has_private_place(self, service: str, organization: str | None) -> bool:
        """Whether one of its places is private, or the organization says that it hides where it is."""
        known = self._rows["organization"].get(organization or "")
        hides = known is not None and (known.withheld or telling("organization", known.hsds))
        return bool(hides) or service in self._marks.of_services or organization in self._marks.of_organizations

    def _context(self, kind: str, row: Row[Any], mail: str | None = None) -> PublicContext:
        """What must be known to show an object of the directory."""
        if kind in {"service", LISTING}:
            service = self._rows["service"][row.id if kind == "service" else row.service_id]
            private = kind == "service" and service.id in self._marks.of_services
            of_places = self._marks.of(service.id, service.organization_id, [service.hsds])
        else:
            organization = row.id if kind == "organization" else getattr(row, "organization_id", None)
            private = kind == "organization" and organization in self._marks.of_organizations
            of_places = self._marks.of(None, organization)
        place = {LISTING: "location_id", "location": "id"}.get(kind)
        at_private = place is not None and self._is_private(getattr(row, place))
        phones_needed = kind == "organization" and self._needs_phones(row.id)
        was_secret = getattr(row, "told_since", None) is not None  # a taxonomy has no history
        return PublicContext(private or at_private, mail, of_places, phones_needed, was_secret)

    def _needs_phones(self, organization: str) -> bool:
        """Whether a service of an organization has no phone of its own."""
        services = (self._rows["service"][each] for each in self.services_of.get(organization, ()))
        return any(not children(each.hsds, "phones") for each in services)

    def _may_be_seen(self, kind: str, row: Row[Any]) -> bool:
        """Whether an object that is no service may be seen at all."""
        if kind == LISTING:
            service = self._rows["service"].get(row.service_id)
            return service is not None and self._is_shown(row, service)
        if kind == "location":
            return self._used_places.get(row.id, True)
        if kind == "program":
            return self._used_programs.get(row.id, True) and not marked_private(row.hsds)
        return kind != "organization" or (row.listed and not row.asked_out and self._has_something_shown(row.id))

    def _shown_service(self, row: Row[Any], body: Json) -> Json | None:
        if not any(self._is_shown(listing, row) for listing in self._listings_of[row.id]):
            return None
        organization = self._rows["organization"].get(row.organization_id or "")
        mail = without(organization.hsds, organization.withheld).get("email") if organization is not None else None
        context = self._context("service", row, mail)
        shown = self._with_changes("service", row, public_body("service", body, context), context)
        shown = self._assured(row, shown, mail)
        if modified := last_modified(shown.get("last_modified"), row.shown_otherwise_at):
            shown["last_modified"] = modified
        if row.organization_id:
            shown.setdefault("organization", row.organization_id)
        return shown if is_valid(_STATUS, shown.get("status")) else {**shown, "status": row.status}

    def _assured(self, row: Row[Any], shown: Json, mail: str | None) -> Json:
        """A service with the day since which every place that is shown was confirmed, where that is newer than its source's.
        Who confirmed is told by the organization's listed address only.
        """
        listings = [each for each in self._listings_of[row.id] if self._is_shown(each, row)]
        if any(each.confirmed_on is None for each in listings):
            return shown
        oldest = min(listings, key=lambda each: each.confirmed_on)
        day = oldest.confirmed_on.isoformat()
        if str(shown.get("assured_date") or "") >= day:
            return shown
        said = {name: value for name, value in shown.items() if name != "assurer_email"} | {"assured_date": day}
        is_theirs = oldest.confirmed_by == "organization" and not self._has_private_place(row.id, row.organization_id)
        return said | {"assurer_email": mail} if mail and is_theirs else said

    def _has_something_shown(self, organization: str) -> bool:
        """Whether an organization has a service the public may see, or none at all."""
        services = self.services_of.get(organization)
        if services is None:
            return True
        rows = [self._rows["service"][each] for each in services]
        return any(self._is_shown(listing, row) for row in rows for listing in self._listings_of[row.id])


def _named(bodies: Iterable[Json], name: str) -> set[str]:
    """The ids the bodies have in a list."""
    lists = (body.get(name) for body in bodies)
    return {each for found in lists if isinstance(found, list) for each in found if isinstance(each, str)}


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    everything = list(ids)
    for start in range(0, len(everything), BATCH):
        yield everything[start : start + BATCH]
