"""What is a task about? The name staff know a subject ("listing:…", "location:…") by, and the listings it concerns."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, null, select
from sqlalchemy.orm import Session

from resource_app.database import parts_of
from resource_app.directory.confidential import HELD
from resource_app.directory.models import Claim, Listing, Organization, Program, ProposedListing, Service

MOST = 20  # listings of one subject that a page shows

_LISTED: Select[*tuple[Any, ...]] = (
    select(Listing.held, Service.name, Organization.name.label("organization"), Organization.withheld)
    .select_from(Listing)
    .join(Service, Listing.service_id == Service.id)
    .outerjoin(Organization, Service.organization_id == Organization.id)
)
_CLAIMED = _LISTED.join(Claim, Claim.object_id == Listing.id)
_PUBLISHED = _LISTED.join(ProposedListing, ProposedListing.service_id == Service.id)
_IN_PROGRAMS = _LISTED.join(Program, Service.program_id == Program.id)
_ORGANIZATIONS: Select[*tuple[Any, ...]] = select(Organization.name.label("organization"), Organization.withheld)
_PROGRAMS: Select[*tuple[Any, ...]] = select(Program.hsds["name"].as_string().label("organization"), Program.withheld)
_PROPOSED: Select[*tuple[Any, ...]] = select(ProposedListing.name.label("organization"), null().label("withheld"))


@dataclass(frozen=True, slots=True, eq=False)
class SubjectKind:
    """A kind of subject: `key` is the column of its id, both where its name stands and in the listings it concerns."""

    code: str
    key: Any
    named: Select[*tuple[Any, ...]]
    listed: Select[*tuple[Any, ...]]


KINDS: Mapping[str, SubjectKind] = {
    kind.code: kind
    for kind in (
        SubjectKind("listing", Listing.id, _LISTED, _LISTED),
        SubjectKind("service", Service.id, _LISTED, _LISTED),
        SubjectKind("location", Listing.location_id, _LISTED, _LISTED),
        SubjectKind("claim", Claim.id, _CLAIMED, _CLAIMED),
        SubjectKind("new", ProposedListing.id, _PROPOSED, _PUBLISHED),
        SubjectKind("organization", Organization.id, _ORGANIZATIONS, _LISTED),
        SubjectKind("program", Program.id, _PROGRAMS, _IN_PROGRAMS),
    )
}


def titles(session: Session, subjects: Collection[str]) -> dict[str, str]:
    """What these subjects are called; one without a name, or whose name may give a private place away, is left out."""
    found: dict[str, str] = {}
    for kind, ids in _by_kind(subjects).items():
        for row in _rows(session, kind.named, kind.key, ids):
            if title := _title(row):
                found.setdefault(f"{kind.code}:{row.key}", title)
    return found


def listings_of(session: Session, subject: str) -> Sequence[str]:
    """The ids of the listings a subject concerns, at most MOST."""
    for kind, ids in _by_kind([subject]).items():
        concerned = kind.listed.with_only_columns(Listing.id).where(kind.key.in_(ids))
        return session.scalars(concerned.order_by(Listing.id).limit(MOST)).all()
    return ()


def listings_by_subject(session: Session, subjects: Collection[str]) -> dict[str, list[str]]:
    """The ids of all listings that each of these subjects concerns; a subject that concerns none is left out."""
    found: dict[str, list[str]] = {}
    for kind, ids in _by_kind(subjects).items():
        for row in _rows(session, kind.listed.with_only_columns(Listing.id), kind.key, ids):
            found.setdefault(f"{kind.code}:{row.key}", []).append(row.id)
    return found


def _by_kind(subjects: Collection[str]) -> dict[SubjectKind, list[str]]:
    found: dict[SubjectKind, list[str]] = {}
    for subject in subjects:
        code, _, key = subject.partition(":")
        if code in KINDS:
            found.setdefault(KINDS[code], []).append(key)
    return found


def _rows(session: Session, named: Select[*tuple[Any, ...]], key: Any, ids: Collection[str]) -> Iterator[Row[Any]]:
    for part in parts_of(ids):
        yield from session.execute(named.add_columns(key.label("key")).where(key.in_(part)))


def _title(row: Row[Any]) -> str:
    """The service's name, but where its texts may hold a private address; then, and of what is no service, its owner's."""
    if getattr(row, "held", HELD) != HELD:
        return str(row.name)
    return "" if "name" in (row.withheld or ()) else str(row.organization or "")
