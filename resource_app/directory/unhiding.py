"""May people see an address again that was kept secret? A curator says so, of all records of the place at once: one that stayed
secret would hide the others again.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, cast, select, update
from sqlalchemy.orm import Session

from resource_app.database import parts_of
from resource_app.directory import document
from resource_app.directory.confidential import CONFIDENTIAL, told_of, withhold
from resource_app.directory.former_addresses import former_of, stay_secret
from resource_app.directory.giveaways import whereabouts_of
from resource_app.directory.history import Changed, Edit, note
from resource_app.directory.models import Listing, Location
from resource_app.directory.new_listings import may_be_dangerous
from resource_app.directory.private_places import PrivatePlaces
from resource_app.directory.secret_times import tell_from_here
from resource_app.errors import N_, BadInput
from resource_app.tasks.operations import close_tasks

STILL = N_(
    "A text or a mark of these listings, or another record of the place, still says that the address is secret. "
    "Change that first, then come back."
)
FORMER = N_(
    "The place had another secret address before, and a text of the directory still tells it: people would read it. "
    "Take it out of that text first, then come back."
)
_PRIVATE = Location.address_visibility == "private"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A secret place with its other records, what is offered there, and whether people there may be in danger. Without places
    it is none.
    """

    places: Sequence[str]
    listings: Sequence[str]
    in_danger: bool


def hidden(session: Session, location_id: str) -> Hidden:
    """What people would see if they saw the address of this place."""
    places = sorted(_records(session, location_id))
    asked = select(Listing.id, Listing.service_id).where(Listing.location_id.in_(places)).order_by(Listing.id)
    rows = session.execute(asked).all()
    services = {row.service_id for row in rows}
    in_danger = any(may_be_dangerous(session, {"service_id": each}) for each in sorted(services))
    return Hidden(places, [row.id for row in rows], in_danger)


def show(session: Session, location_id: str, now: datetime, change: Edit, *, safe: bool) -> None:
    """Let people see the address of a place again. What was emptied while it was secret stays so, and nobody is told what
    became of it until now.

    Raises BadInput without a reason, where people may be in danger and nobody said that it is `safe`, where something that
    is stored would hide it again, or where a text tells another address that it had: that one stays secret.
    """
    found = hidden(session, location_id)
    if not found.places:
        raise BadInput(N_("People see this address already."), "why")
    if not change.why:
        raise BadInput(N_("Say who told you that people may see it, and when."), "why")
    if found.in_danger and not safe:
        raise BadInput(N_("People may be in danger here. Tick that they are not, or keep the address secret."), "safe")
    if _former_is_told(session, found.places):
        raise BadInput(FORMER, "why")
    seen = (Changed("location", each, "address_visibility", "private", "public") for each in found.places)
    note(session, seen, change, now)
    for part in parts_of(found.places):
        public = {"address_visibility": "public", "version": Location.version + 1, "updated_at": now}
        session.execute(update(Location).where(Location.id.in_(part)).values(public))
    stay_secret(session, found.places)
    tell_from_here(session, found.places, (), now)
    otherwise = withhold(session, found.listings, (), now)
    again = select(Location.id).where(Location.id.in_(found.places), _PRIVATE)
    if session.scalar(again.limit(1)) is not None:
        raise BadInput(STILL, "why")
    session.expire_all()
    document.show_otherwise(session, {*found.listings, *otherwise}, now)
    close_tasks(session, CONFIDENTIAL, [f"location:{each}" for each in found.places], "shown", now)


def _former_is_told(session: Session, places: Sequence[str]) -> bool:
    """Whether a text tells where one of these places was before, other than where they are."""
    former = [json.dumps(body) for bodies in former_of(session, places).values() for body in bodies]
    bodies = session.scalars(select(Location.hsds).where(Location.id.in_(places)))
    here = {secret for body in bodies for secret in whereabouts_of(body)}
    return bool(former) and bool(told_of(session, former) - here)


def _records(session: Session, location_id: str) -> set[str]:
    """The place, where it is private, and every other private record of it."""
    rows = session.execute(select(Location.id, cast(Location.hsds, String).label("stored")).where(_PRIVATE))
    private = {row.id: row.stored for row in rows}
    found, looked_for = set[str](), {location_id} & private.keys()
    while looked_for:
        found |= looked_for
        known = PrivatePlaces(private[each] for each in sorted(looked_for))
        looked_for = {key for key, stored in private.items() if key not in found and known.has(stored)}
    return found
