"""When does what became of an object begin to be told? When people see its secret address again, and when what is offered there
moves away: nobody is told of the time before.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from resource_app.database import Base, parts_of, table_of
from resource_app.directory.forgetting import forget
from resource_app.directory.former_addresses import Move
from resource_app.directory.models import Listing, Location, Organization, Program, Service


def leave(session: Session, moves: Collection[Move], now: datetime) -> None:
    """Forget what was kept of listings that moved away from a place which is secret: they are no part of it any more, so that
    nothing else would keep it back. The secret address itself stays in the directory, where it is.
    """
    private = select(Location.id).where(Location.address_visibility == "private")
    before = {each.before for each in moves}
    secret = {place for part in parts_of(before) for place in session.scalars(private.where(Location.id.in_(part)))}
    if not secret:
        return
    gone = [each for each in moves if each.before in secret]
    tell_from_here(session, secret, {each.service for each in gone}, now)
    forget(session, secret, now, gone=[key for each in gone for key in (each.listing, each.service)])


def tell_from_here(session: Session, places: Collection[str], services: Iterable[str], now: datetime) -> None:
    """Let the public history of these places and services begin now, and that of all their organizations offer anywhere: what
    became of it was kept while nobody was to know where they are.
    """
    there = [*services, *session.scalars(select(Listing.service_id).where(Listing.location_id.in_(places)))]
    offering = select(Service.organization_id).where(Service.id.in_(there))
    owning = select(Location.organization_id).where(Location.id.in_(places))
    organizations = {*session.scalars(offering), *session.scalars(owning)} - {None}
    theirs = or_(Service.id.in_(there), Service.organization_id.in_(organizations))
    offered = select(Service.id).where(theirs)
    used = select(Listing.location_id).where(Listing.service_id.in_(offered))
    programs = select(Service.program_id).where(theirs)
    which: dict[type[Base], ColumnElement[bool]] = {
        Organization: Organization.id.in_(organizations),
        Program: or_(Program.id.in_(programs), Program.organization_id.in_(organizations)),
        Service: theirs,
        Location: or_(Location.id.in_(places), Location.id.in_(used), Location.organization_id.in_(organizations)),
        Listing: or_(Listing.location_id.in_(places), Listing.service_id.in_(offered)),
    }
    for model, mine in which.items():
        session.execute(update(table_of(model)).where(mine).values(told_since=now))
