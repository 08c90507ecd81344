"""What did other rows say of the organization or service a listing belongs to? Their marks count for it, in any order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from importers.candidates import LISTING
from resource_app.actor import Actor
from resource_app.database import Json
from resource_app.directory.deriving import reference_of
from resource_app.directory.hsds import Incoming
from resource_app.directory.marks import FLAGS, effects_of
from resource_app.directory.models import Listing, Organization, Service
from resource_app.directory.operations import raise_flags

_OWNERS: dict[str, Any] = {"organization": Organization, "service": Service}

Statements = tuple[Incoming, ...]


def under_their_owners(session: Session, records: Sequence[Statements]) -> list[Statements]:
    """The records' statements; listings bear the marks of stored owners which their own record does not hold."""
    owners = [tuple(_owners_elsewhere(record)) for record in records]
    stored = _stored_marks(session, {owner for found in owners for owner in found})
    above = [{mark for owner in found for mark in stored.get(owner, ())} for found in owners]
    return [_marked(record, marks) if marks else record for record, marks in zip(records, above, strict=True)]


def spread(session: Session, records: Iterable[Statements], now: datetime, actor: Actor) -> None:
    """Put the marks of the records' organizations and services on their stored listings, whichever row brought those."""
    marked = {(each.kind, each.id): _marks(each.kind, each.body) for record in records for each in record}
    for flag in FLAGS:
        owners = _by_kind(owner for owner, marks in marked.items() if flag in marks)
        if owners:
            listings = select(Listing.id).join(Service, Listing.service_id == Service.id).where(_belongs_to(owners))
            raise_flags(session, session.scalars(listings).all(), flag, now, actor)


def _belongs_to(owners: dict[str, set[str]]) -> ColumnElement[bool]:
    """Services that are among the owners or of one; before they are linked, when they name one."""
    said = (Service.hsds[name].as_string().in_(owners["organization"]) for name in ("organization", "organization_id"))
    return or_(
        Service.id.in_(owners["service"]),
        Service.organization_id.in_(owners["organization"]),
        and_(Service.organization_id.is_(None), or_(*said)),
    )


def _owners_elsewhere(record: Statements) -> Iterator[tuple[str, str]]:
    """(kind, id) of the services and organizations the record's listings belong to, when they stand in other rows."""
    said = {(each.kind, each.id): each for each in record}
    for listing in record:
        service = _service_of(listing) if listing.kind == LISTING else None
        if service is None:
            continue
        own = said.get(("service", service))
        owner = ("service", service) if own is None else ("organization", reference_of(own.body, "organization"))
        if owner[1] and owner not in said:
            yield owner


def _service_of(listing: Incoming) -> Any:
    return listing.columns.get("service_id") or reference_of(listing.body, "service")


def _stored_marks(session: Session, owners: Iterable[tuple[str, str]]) -> dict[tuple[str, str], set[str]]:
    """The marks of stored owners; a service has its organization's too."""
    wanted = _by_kind(owners)
    services = (
        select(Service.id, Service.hsds, Organization.hsds.label("above"))
        .outerjoin(Organization, Service.organization_id == Organization.id)
        .where(Service.id.in_(wanted["service"]))
    )
    alone = select(Organization.id, Organization.hsds).where(Organization.id.in_(wanted["organization"]))
    found = {}
    for row in session.execute(services) if wanted["service"] else ():
        found["service", row.id] = _marks("service", row.hsds) | _marks("organization", row.above or {})
    for key, body in session.execute(alone) if wanted["organization"] else ():
        found["organization", key] = _marks("organization", body)
    return found


def _marked(record: Statements, marks: set[str]) -> Statements:
    said = dict.fromkeys(marks, True)
    return tuple(replace(each, columns={**each.columns, **said}) if each.kind == LISTING else each for each in record)


def _marks(kind: str, body: Json) -> set[str]:
    if kind not in _OWNERS:
        return set()
    return {effect for effect, marked in effects_of(kind, body).items() if marked and effect in FLAGS}


def _by_kind(owners: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for kind, key in owners:
        found[kind].add(key)
    return found
