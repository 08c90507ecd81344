"""What is known of where places are and were? A source often replaces an address in the file that marks it as private, and
what was public until then still stands in other texts. The only module that reads and writes `FormerAddress`; a private export
carries the rows (`directory.carrying`), since whoever restores it must look for them, too.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, bindparam, cast, insert, select, union_all, update
from sqlalchemy.orm import Session

from resource_app.database import Json, parts_of
from resource_app.directory.addresses import holds_street_address
from resource_app.directory.giveaways import secrets_of
from resource_app.directory.models import FormerAddress, Location
from resource_app.directory.points import checked_point
from resource_app.directory.private_places import PrivatePlaces
from resource_app.directory.said import children

CARRIED = FormerAddress
_PRIVATE = Location.address_visibility == "private"
_EVERY_BODY = union_all(
    select(cast(Location.hsds, String)).where(_PRIVATE),
    select(cast(FormerAddress.hsds, String)).join(Location, FormerAddress.location_id == Location.id).where(_PRIVATE),
)
_UNTOLD = (
    select(FormerAddress.location_id, cast(FormerAddress.hsds, String), cast(FormerAddress.seen, String))
    .join(Location, FormerAddress.location_id == Location.id)
    .where(FormerAddress.seen.is_not(None), Location.address_visibility == "public")
)
_FORMER = (  # asked at every save: built once
    select(FormerAddress.location_id, FormerAddress.hsds)
    .where(FormerAddress.location_id.in_(bindparam("places", expanding=True)))
    .order_by(FormerAddress.id)
)


@dataclass(frozen=True, slots=True)
class Replaced:
    """A place's body of before, with what it says now."""

    place: str
    before: Json
    now: Json
    private: bool

    @property
    def tells_more(self) -> bool:
        """Whether it must be kept: of a private place all it told; of another one an address that was taken away.

        A public place that moved gives its old address free: somebody else may be there now.
        """
        if self.private:
            return not {*secrets_of(self.before)} <= {*secrets_of(self.now)}
        lost_point = checked_point(self.before)[0] is not None and checked_point(self.now)[0] is None
        return lost_point or (has_street(self.before) and not has_street(self.now))


@dataclass(frozen=True, slots=True)
class Move:
    """A listing of a service that is at another place than before, or at none."""

    listing: str
    service: str
    place: str | None
    before: str


def has_street(place: Json) -> bool:
    """Whether an address of the place is one, and no "Call 211" in its stead."""
    lines = (str(each.get(line) or "") for each in children(place, "addresses") for line in ("address_1", "address_2"))
    return any(map(holds_street_address, lines))


def left(session: Session, moves: Iterable[Move]) -> set[str]:
    """The places of before of listings that are at a private one without a street now: a file that gives whatever it changes
    a new id speaks of the same place. With a street it is another one.
    """
    pairs = [(each.place, each.before) for each in moves if each.place]
    private = select(Location.id, Location.hsds).where(_PRIVATE)
    hidden = {
        row.id
        for part in parts_of({place for place, _ in pairs})
        for row in session.execute(private.where(Location.id.in_(part)))
        if not has_street(row.hsds)
    }
    return {before for place, before in pairs if place in hidden}


def keep(session: Session, replaced: Iterable[Replaced], now: datetime) -> set[str]:
    """Keep the addresses that tell more than what is known of their places; the places of which one was kept."""
    telling = [each for each in replaced if each.tells_more]
    known = former_of(session, {each.place for each in telling})
    new: list[Json] = []
    for each in telling:
        told = {secret for body in (each.now, *known[each.place]) for secret in secrets_of(body)}
        if not {*secrets_of(each.before)} <= told:
            known[each.place].append(each.before)
            new.append({"location_id": each.place, "hsds": each.before, "noted_at": now})
    if new:
        session.execute(insert(FormerAddress), new)
    kept = {row["location_id"] for row in new}
    for part in parts_of(kept):
        session.execute(update(Location).where(Location.id.in_(part)).values(updated_at=now))
    return kept


def former_of(session: Session, places: Collection[str]) -> dict[str, list[Json]]:
    """What these places, private or not, were before."""
    found: dict[str, list[Json]] = defaultdict(list)
    for part in parts_of(places):
        for place, body in session.execute(_FORMER, {"places": part}):
            found[place].append(body)
    return found


def every_private_body(session: Session) -> Iterator[str]:
    """What is stored of every private place, as it is stored, now and before."""
    yield from session.scalars(_EVERY_BODY)


def stay_secret(session: Session, places: Collection[str]) -> None:
    """Keep secret where these places were, now that people are let see where they are: that alone is no secret any more, also
    where another place was there before.
    """
    told = list(session.scalars(select(Location.hsds).where(Location.id.in_(places))))
    every = select(FormerAddress).where(FormerAddress.location_id.in_(places) | FormerAddress.seen.is_not(None))
    for row in session.scalars(every):
        if row.location_id in places:
            row.seen = told
        else:
            former = PrivatePlaces([json.dumps(row.hsds)])
            row.seen = [*(row.seen or ()), *(body for body in told if former.has(json.dumps(body)))]


def untold(session: Session) -> list[tuple[str, str, str]]:
    """(place, what is stored of it from before, what people were let see) of places that were secret, and are not."""
    return [(place, before, seen) for place, before, seen in session.execute(_UNTOLD)]


def stored_of(session: Session, places: Collection[str]) -> list[str]:
    """What is stored of these places, as it is stored, now and before."""
    now = select(Location.id, cast(Location.hsds, String))
    before = select(FormerAddress.location_id, cast(FormerAddress.hsds, String))
    found: list[str] = []
    for part in parts_of(places):
        for query in (now.where(Location.id.in_(part)), before.where(FormerAddress.location_id.in_(part))):
            found += [stored for _, stored in session.execute(query)]
    return found
