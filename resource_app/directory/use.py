"""How often are listings found and opened? What the pages noted is added up here, each line once, and asked for.

The sums and how far the file was read are one transaction: a process that dies has added either both or neither. A file goes
once its day is over and all of it is in the sums.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from resource_app.connections import Connections
from resource_app.database import parts_of
from resource_app.directory.categories import CATEGORIES
from resource_app.directory.models import Listing, ListingUse, UseFile
from resource_app.directory.small_counts import SETTLING, Quarter, Told, guarded, shown_quarters
from resource_app.tally import Counts, Noted, Spot, counts, noted

PART_BYTES = 32 * 1024  # of a file, added up in one transaction: some hundreds of rows
STILL_WRITTEN = timedelta(hours=1)  # after midnight an answer of the day before may be on its way
FILES_KNOWN = timedelta(days=40)  # far longer than a file is believed
_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_LISTING = ListingUse.listing_id
_CODES = frozenset(each.code for each in CATEGORIES)


def add_up(connections: Connections, now: datetime) -> int:
    """Add what is new in this machine's files to the sums, and remove those that are done with; how many bytes were new."""
    folder, new = connections.settings.use_folder, 0
    for file in noted(folder) if folder else ():
        if file.day > now.date():
            continue  # a clock that is wrong: it will be right
        late = file.day < (now - SETTLING).date()  # the figures of its quarter may be shown already
        while not late and (read := _add_part(connections, file)):
            new += read
        if file.day < (now - STILL_WRITTEN).date():
            file.path.unlink(missing_ok=True)
    return new


def _add_part(connections: Connections, file: Noted) -> int:
    with connections.transaction() as session:
        row = _claimed(session, file)
        try:
            part = file.part(row.added, PART_BYTES)
        except FileNotFoundError:
            return 0  # somebody else was done with it
        if part:
            _add(session, file.day, counts(part))
            row.added += len(part)
    return len(part)


def _claimed(session: Session, file: Noted) -> UseFile:
    """How far the file is added up; nobody else adds of it until this transaction ends."""
    values = {"name": file.name, "day": file.day, "added": 0}
    session.execute(_INSERT[session.get_bind().dialect.name](UseFile).values(values).on_conflict_do_nothing())
    return session.execute(select(UseFile).where(UseFile.name == file.name).with_for_update()).scalar_one()


def _add(session: Session, day: date, made: Counts) -> None:
    """Add to the sums what names a listing there is; a kind of help nobody knows is none. The rows are always in one order, so
    that two who add wait for one another.
    """
    ids = {each for each, _category, _zip3 in (*made.found, *made.opened)}
    known = {each for part in parts_of(ids) for each in session.scalars(select(Listing.id).where(Listing.id.in_(part)))}
    sums: dict[Spot, list[int]] = defaultdict(lambda: [0, 0])
    for place, counter in enumerate((made.found, made.opened)):
        for (listing_id, category, zip3), count in counter.items():
            if listing_id in known:
                sums[listing_id, category if category in _CODES else "", zip3][place] += count
    if not sums:
        return
    insert = _INSERT[session.get_bind().dialect.name](ListingUse)
    more = {name: getattr(ListingUse, name) + insert.excluded[name] for name in ("found", "opened")}
    keys = ("day", "listing_id", "category", "zip3")
    rows = [dict(zip((*keys, "found", "opened"), (day, *spot, *sums[spot]), strict=True)) for spot in sorted(sums)]
    session.execute(insert.on_conflict_do_update(index_elements=keys, set_=more), rows)


def forget(session: Session, now: datetime) -> int:
    """Forget the sums of days that are shown no more, and files of long ago; how many sums."""
    session.execute(delete(UseFile).where(UseFile.day < (now - FILES_KNOWN).date()))
    oldest = shown_quarters(now.date())[0].first
    gone = session.execute(delete(ListingUse).where(ListingUse.day < oldest))
    return gone.rowcount  # type: ignore[attr-defined,no-any-return]  # a delete counts its rows


@dataclass(frozen=True, slots=True)
class Measure:
    """How often something happened in a quarter, as far as it may be known; None for what is held back."""

    total: int | None
    months: Told  # by their first days
    kinds: Told  # of help that were chosen; "" where none was
    places: Told  # ZIP3 that were asked for; "" where none was

    def others(self, cut: Told) -> int | None:
        """What the parts that are held back make together."""
        if self.total is None:
            return None
        return (self.total - sum(count or 0 for count in cut.values())) or None


@dataclass(frozen=True, slots=True)
class Figures:
    """A quarter of a listing."""

    quarter: Quarter
    found: Measure
    opened: Measure


def figures(session: Session, listing_id: str, today: date) -> tuple[Figures, ...]:
    """What may be known of each quarter that is shown, the oldest first."""
    return tuple(_figures(session, [listing_id], quarter)[0] for quarter in shown_quarters(today))


def together(session: Session, listing_ids: Collection[str], today: date) -> tuple[Figures, ...]:
    """The same of several listings: the sum of what may be known of each by itself, so that it tells nothing more."""
    return tuple(_sum(quarter, _figures(session, listing_ids, quarter)) for quarter in shown_quarters(today))


def _sum(quarter: Quarter, every: Sequence[Figures]) -> Figures:
    return Figures(quarter, _sum_of([each.found for each in every]), _sum_of([each.opened for each in every]))


def _sum_of(every: Sequence[Measure]) -> Measure:
    cuts = (_added([getattr(each, name) for each in every]) for name in ("months", "kinds", "places"))
    return Measure(_added([{"": each.total} for each in every]).get(""), *cuts)


def _added(every: Iterable[Told]) -> Told:
    """The parts added up, as far as they are told; None for one that nobody tells."""
    found: Told = {}
    for told in every:
        for key, count in told.items():
            before = found.setdefault(key, None)
            found[key] = before if count is None else (before or 0) + count
    return found


def _figures(session: Session, listing_ids: Collection[str], quarter: Quarter) -> list[Figures]:
    """A quarter of each of these listings."""
    counted = {each: (_no_cuts(quarter), _no_cuts(quarter)) for each in listing_ids}
    for place, column in enumerate((ListingUse.day, ListingUse.category, ListingUse.zip3)):
        asked = select(ListingUse.listing_id, column, func.sum(ListingUse.found), func.sum(ListingUse.opened))
        asked = asked.where(ListingUse.day.between(quarter.first, quarter.last)).group_by(ListingUse.listing_id, column)
        rows = (row for part in parts_of(counted) for row in session.execute(asked.where(_LISTING.in_(part))))
        for listing_id, key, *numbers in rows:
            for cuts, number in zip(counted[listing_id], numbers, strict=True):
                part = key.replace(day=1) if isinstance(key, date) else key
                cuts[place][part] = cuts[place].get(part, 0) + number
    return [Figures(quarter, _measure(*found), _measure(*opened)) for found, opened in counted.values()]


def _no_cuts(quarter: Quarter) -> tuple[dict[Any, int], dict[Any, int], dict[Any, int]]:
    """Nothing by month, by kind of help, by place."""
    return dict.fromkeys(quarter.months, 0), {}, {}


def _measure(months: dict[Any, int], kinds: dict[Any, int], places: dict[Any, int]) -> Measure:
    """Zeros of kinds and places are no parts: the other measure has them."""
    asked = ({key: count for key, count in cut.items() if count} for cut in (kinds, places))
    total, said, (by_kind, by_place) = guarded(months, *asked)
    return Measure(total, said, by_kind, by_place)
