"""Which organizations and listings are there, also those that the public never sees, and which of them does it find? And what
day is it where one is?
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from resource_app.connections import search_of
from resource_app.directory.models import County, Listing, Location, Organization, Service, Town
from resource_app.directory.policy import SHOWN_STATUSES
from search import stored
from search.hours import moved

MOST = 50  # organizations on a page


@dataclass(frozen=True, slots=True)
class Named:
    """An organization by its name; one that is not `listed` is a care organization."""

    id: str
    name: str
    listed: bool


def organization(session: Session, organization_id: str) -> Named | None:
    """One of them."""
    row = session.execute(_COLUMNS.where(Organization.id == organization_id)).first()
    return Named(*row) if row else None


def names(session: Session, ids: Collection[str]) -> dict[str, str]:
    """What organizations are called, by id."""
    return {row.id: row.name for row in session.execute(_COLUMNS.where(Organization.id.in_(ids)))}


def organizations(session: Session, name: str, among: Collection[str]) -> list[Named]:
    """Those whose name holds these words, by name; without words the care organizations and those with an id in `among`."""
    words = name.split()
    holds = [Organization.name.icontains(word, autoescape=True) for word in words]
    wanted = holds or [Organization.listed.is_(False) | Organization.id.in_(among)]
    return [Named(*row) for row in session.execute(_COLUMNS.where(*wanted).order_by(Organization.name).limit(MOST))]


def is_offered() -> ColumnElement[bool]:
    """Whether the public may open a listing, were it confirmed: the rules of `policy.SHOWING` but the last two, as SQL over
    Listing and Service.
    """
    return and_(is_kept(), Listing.staff_only.is_(False), Listing.do_not_refer.is_(False))


def is_kept() -> ColumnElement[bool]:
    """Whether a listing is offered, be it to staff alone, and so asked about. SQL over Listing and Service."""
    asked_out = select(Organization.id).where(Organization.id == Service.organization_id, Organization.asked_out)
    return and_(Listing.held.is_(None), Service.status.in_(SHOWN_STATUSES), ~asked_out.exists())


def is_found(today: date) -> ColumnElement[bool]:
    """Whether public answers hold a listing though nobody asks for it by name: `policy.is_public`, as SQL.

    `today` is the day where most of the listings are: a confirmation ends with it, as in the search.
    """
    in_time = or_(Listing.due_on.is_(None), Listing.due_on >= today)
    return and_(is_offered(), Listing.unconfirmed.is_(False), in_time)


def is_place(session: Session, letters: str) -> bool:
    """Whether a town or a county is called so, written in small letters and without spaces."""
    for model in (Town, County):
        called = func.replace(model.name_key, " ", "") == letters
        if session.scalar(select(model.name).where(called).limit(1)) is not None:
            return True
    return False


def is_private(session: Session, location_id: str) -> bool:
    """Whether a place's address is private."""
    asked = select(Location.address_visibility).where(Location.id == location_id)
    return session.scalar(asked) == "private"


def places_of(session: Session, service_id: str) -> Sequence[str]:
    """The listings of a service that are not gone for good, by id."""
    there = Listing.held.is_(None) | Listing.held.not_in(("merged", "withdrawn"))
    return session.scalars(select(Listing.id).where(Listing.service_id == service_id, there).order_by(Listing.id)).all()


def today_at(session: Session, listing_id: str, now: datetime) -> date:
    """The day it is where a listing is; where that is not known, where most are."""
    connection = session.connection()
    document = stored.load(connection, [listing_id]).get(listing_id)
    here = search_of(session).local(connection, now)
    return moved(here, document.opening.zone if document else "").date()


_COLUMNS = select(Organization.id, Organization.name, Organization.listed)
