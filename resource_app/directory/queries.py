"""Which organizations are there, also those that the public never sees? And is a place's address private?"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.directory.models import Location, Organization

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


def is_private(session: Session, location_id: str) -> bool:
    """Whether a place's address is private."""
    asked = select(Location.address_visibility).where(Location.id == location_id)
    return session.scalar(asked) == "private"


_COLUMNS = select(Organization.id, Organization.name, Organization.listed)
