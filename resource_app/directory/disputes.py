"""What does a listing say of problems that were reported? The kind and the day of those a curator found likely, until they are
closed, and which change that its organization sent a curator is checking; for its document. Never a word that somebody typed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import BindParameter, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from resource_app.database import Json, parts_of
from resource_app.directory.models import Listing, Proposal, Service
from resource_app.directory.models.problem import Problem

Days = Mapping[str, str]  # kind of problem -> the last day it was reported
OF_ORGANIZATION: Final = "organization:"  # then its id: the source of what an organization proposes
CHECKED: Final = {"phones": "new phone", "addresses": "new address", "schedules": "new hours"}
HOME_PHONE: Final = "new phone of the organization"  # told of listings that have no phone of their own
MOVES: Final = frozenset({"moved", "new address"})
_OBJECTS: Mapping[str, Any] = {
    "listing": Listing.id,
    "service": Listing.service_id,
    "location": Listing.location_id,
    "organization": Service.organization_id,
}
# Both are asked at every save: they are built once, for `listings`.
_THESE: BindParameter[str] = bindparam("listings", expanding=True)
_LIKELY: Select[str, str, date] = (
    select(Problem.object_id, Problem.kind, func.max(Problem.reported_on))
    .where(Problem.object_id.in_(_THESE), Problem.likely_at.is_not(None), Problem.closed_at.is_(None))
    .group_by(Problem.object_id, Problem.kind)
)
_THEIRS = or_(*(and_(Proposal.kind == kind, Proposal.object_id == column) for kind, column in _OBJECTS.items()))
_SENT: Select[str, str, str, datetime] = (  # what organizations sent that a curator checks before it is shown
    select(Listing.id, Proposal.kind, Proposal.field, func.max(Proposal.made_at))
    .join(Service, Listing.service_id == Service.id)
    .join(Proposal, _THEIRS)
    .where(
        Listing.id.in_(_THESE),
        Proposal.state == "open",
        Proposal.source.startswith(OF_ORGANIZATION),
        Proposal.field.in_(CHECKED),
        (Proposal.kind != "organization") | (Proposal.field == "phones"),
    )
    .group_by(Listing.id, Proposal.kind, Proposal.field)
)


def disputes_of(session: Session, listing_ids: Collection[str]) -> Mapping[str, Days]:
    """The likely problems of these listings, by listing."""
    found: dict[str, dict[str, str]] = {}
    for part in parts_of(listing_ids):
        for listing_id, kind, day in session.execute(_LIKELY, {"listings": part}):
            found.setdefault(listing_id, {})[kind] = day.isoformat()
        for listing_id, kind, name, at in session.execute(_SENT, {"listings": part}):
            told = HOME_PHONE if kind == "organization" else CHECKED[name]
            found.setdefault(listing_id, {})[told] = at.date().isoformat()
    return found


def listings_with(session: Session, objects: Iterable[tuple[str, str]]) -> Sequence[str]:
    """The listings that are made of these objects, among others."""
    theirs = [_OBJECTS[kind] == key for kind, key in objects]
    asked = select(Listing.id).join(Service, Listing.service_id == Service.id).order_by(Listing.id)
    return session.scalars(asked.where(or_(*theirs))).all() if theirs else []


def shown_disputes(days: Days, *, sensitive: bool, private: bool, own_phone: bool = True) -> list[Json]:
    """What the public is told of them, [{kind, on}], the newest first.

    The day on which somebody had to do with a place for people in danger may tell on them: such a listing names none. That a
    place whose address is private has moved is said to nobody, nor that it may.
    """
    hidden = (MOVES if private else frozenset()) | ({HOME_PHONE} if own_phone or "new phone" in days else frozenset())
    told = sorted(days.keys() - hidden, key=lambda kind: (days[kind], kind), reverse=True)
    return [{"kind": kind, "on": "" if sensitive else days[kind]} for kind in told]
