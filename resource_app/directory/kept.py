"""Which listings does somebody keep right, what of them waits for a curator, and which listing is an object part of?"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select, tuple_
from sqlalchemy.orm import Session

from resource_app.accounts.roles import Held
from resource_app.database import parts_of
from resource_app.directory.disputes import OF_ORGANIZATION
from resource_app.directory.keepers import OF_ORGANIZATION as KEEPING_FOR_ONE
from resource_app.directory.models import Listing, Location, Organization, Program, Proposal, Service

PER_PAGE = 50  # listings
_COLUMN: dict[str, Any] = {
    "organization": Service.organization_id,
    "program": Service.program_id,
    "service": Listing.service_id,
    "location": Listing.location_id,
    "listing": Listing.id,
}
_PLACE = Location.hsds["name"].as_string()
_OWN: dict[str, Any] = {"organization": Organization, "program": Program, "service": Service, "location": Location}


@dataclass(frozen=True, slots=True)
class Kept:
    """A listing on a page of those that somebody keeps right, with how many changes of it wait."""

    id: str
    service: str
    organization: str
    place: str
    waiting: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of listings, and how many there are on all."""

    rows: tuple[Kept, ...]
    number: int
    total: int

    @property
    def is_last(self) -> bool:
        """Whether no page comes after."""
        return self.number * PER_PAGE >= self.total


@dataclass(frozen=True, slots=True)
class Part:
    """An object as part of a listing: its name, and the first listing it is part of; "" where it is part of none."""

    kind: str
    object_id: str
    name: str
    listing_id: str
    organization: str


def homes_of(held: Iterable[Held]) -> frozenset[str]:
    """The organizations whose listings the holder of these roles keeps."""
    return frozenset(each.organization_id for each in held if each.role in KEEPING_FOR_ONE and each.organization_id)


def kept_by(session: Session, homes: Collection[str] | None, words: str, page: int) -> Page:
    """A page of the listings of these organizations, or of all with None, by name; with `words`, those whose name, place or
    organization holds each of them.
    """
    wanted: list[Any] = [] if homes is None else [Service.organization_id.in_(homes)]
    for word in words.split():
        names: tuple[Any, ...] = (Service.name, Organization.name, _PLACE)
        wanted.append(or_(*(name.icontains(word, autoescape=True) for name in names)))
    total = session.scalar(_joined(func.count()).where(*wanted)) or 0
    number = max(1, min(page, -(-total // PER_PAGE)))
    columns = (Listing.id, Listing.service_id, Listing.location_id, Service.organization_id)
    asked = _joined(*columns, Service.name, Organization.name.label("organization"), _PLACE.label("place"))
    ordered = asked.where(*wanted).order_by(Organization.name, Service.name, Listing.id)
    rows = session.execute(ordered.offset((number - 1) * PER_PAGE).limit(PER_PAGE)).all()
    waiting = _waiting(session, {key for row in rows for key in _objects(row)}, homes)
    return Page(
        tuple(
            Kept(
                row.id, row.name, row.organization or "", row.place or "", sum(waiting[each] for each in _objects(row))
            )
            for row in rows
        ),
        number,
        total,
    )


def part(session: Session, kind: str, object_id: str, organization_id: str | None = None) -> Part | None:
    """The object as part of a listing, of this organization where one is named; None where there is no such object."""
    if kind not in _COLUMN:
        return None
    columns = (Listing.id, Service.name, _PLACE.label("place"), Organization.name.label("organization"))
    asked = _joined(*columns).where(_COLUMN[kind] == object_id)
    if organization_id is not None:
        asked = asked.where(Service.organization_id == organization_id)
    row = session.execute(asked.order_by(Listing.id).limit(1)).first()
    found = session.get(_OWN[kind], object_id) if kind in _OWN else None
    if row is None and found is None:
        return None
    own = str(found.hsds.get("name") or "") if found is not None else ""
    at_place = " · ".join(filter(None, (row.name, row.place))) if row else ""
    return Part(kind, object_id, own or at_place, row.id if row else "", (row.organization or "") if row else "")


def _joined(*columns: Any) -> Select[Any]:
    asked = select(*columns).select_from(Listing).join(Service, Listing.service_id == Service.id)
    asked = asked.outerjoin(Organization, Service.organization_id == Organization.id)
    return asked.outerjoin(Location, Listing.location_id == Location.id)


def _objects(row: Any) -> list[tuple[str, str]]:
    """What a listing is made of."""
    ids = (row.organization_id, row.service_id, row.location_id, row.id)
    return [
        (kind, id_) for kind, id_ in zip(("organization", "service", "location", "listing"), ids, strict=True) if id_
    ]


def _waiting(
    session: Session, objects: Collection[tuple[str, str]], homes: Collection[str] | None
) -> Counter[tuple[str, str]]:
    """How many changes wait of each object: of all, or of what these organizations proposed."""
    found: Counter[tuple[str, str]] = Counter()
    for some in parts_of(objects):
        key = tuple_(Proposal.kind, Proposal.object_id)
        asked = select(Proposal.kind, Proposal.object_id, func.count()).where(key.in_(some), Proposal.state == "open")
        if homes is not None:
            asked = asked.where(Proposal.source.in_([f"{OF_ORGANIZATION}{each}" for each in homes]))
        for kind, object_id, number in session.execute(asked.group_by(Proposal.kind, Proposal.object_id)):
            found[kind, object_id] = number
    return found
