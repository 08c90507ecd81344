"""Which listings are open? Weekly hours by numpy over all listings at once; the odd ones (nth weekdays, seasons) one by one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

import numpy as np

from search.conditions import ALL_DAYS, Moment
from search.facts import HOLIDAYS_FROM, KNOWN_HOURS, ODD_HOURS, SHUT, WEEK_MINUTES
from search.holidays import bits_of, holiday_on
from search.opening import DAY_MINUTES, Opening, is_open, spans_on
from search.postings import Mask, Slots
from search.snapshot import Snapshot


class Stored(Protocol):
    """What numbers in memory cannot answer is read for the few listings that need it, by rowid."""

    def openings(self, rowids: Sequence[int]) -> Mapping[int, Opening]:
        """The hours of listings as written."""

    def stems(self, rowids: Sequence[int]) -> Mapping[int, str]:
        """The words of listings in order."""


def open_at(snapshot: Snapshot, at: datetime, rows: Stored) -> Mask:
    """Which slots are open at the moment `at` (aware); worked out once a minute."""
    minute = at.replace(second=0, microsecond=0)
    known: tuple[datetime, Mask] | None = snapshot.memory.get("open at")
    if known is None or known[0] != minute:
        known = snapshot.memory["open at"] = (minute, _open_at(snapshot, at, rows))
    return known[1]


def _open_at(snapshot: Snapshot, at: datetime, rows: Stored) -> Mask:
    mask = np.zeros(snapshot.size, dtype=np.bool_)
    for zone, name in enumerate(snapshot.zone_names):
        there = _in_zone(at, name)
        if there is None:
            continue
        minute = there.weekday() * DAY_MINUTES + there.hour * 60 + there.minute
        in_zone = snapshot.zones[snapshot.span_slots] == zone
        in_zone &= ~_on_holiday(snapshot, (there.date() - timedelta(days=1), there.date()))
        later = minute + WEEK_MINUTES  # a span that began last Sunday may still run
        running = _covers(snapshot, minute) | _covers(snapshot, later)
        mask[snapshot.span_slots[running & in_zone]] = True
    mask[
        _odd(
            snapshot,
            lambda opening: is_open(opening, at),
            ("open", at.replace(second=0, microsecond=0)),
            rows,
        )
    ] = True
    return mask & ~_closed(snapshot, at)


def _closed(snapshot: Snapshot, at: datetime) -> Mask:
    """Which slots are closed for now, whatever their hours say; `closed_until` is the first open day."""
    today = local(snapshot, at).date().toordinal()
    closed: Mask = (snapshot.column("closed_until") > today) | ((snapshot.column("flags") & SHUT) != 0)
    return closed


def local(snapshot: Snapshot, now: datetime) -> datetime:
    """`now` where most of the listings are: "today" is their day."""
    if "zone" not in snapshot.memory:
        snapshot.memory["zone"] = _commonest_zone(snapshot)
    return moved(now, snapshot.memory["zone"])


def moved(now: datetime, zone: str) -> datetime:
    """`now` in a time zone; as it is where the zone is none."""
    return _in_zone(now, zone) or now


def _commonest_zone(snapshot: Snapshot) -> str:
    if snapshot.whole is not None:
        return snapshot.whole.zone
    order = np.bincount(snapshot.zones).argsort()[::-1].tolist() if snapshot.size else []
    return next((snapshot.zone_names[zone] for zone in order if snapshot.zone_names[zone]), "")


def meets(snapshot: Snapshot, moment: Moment, now: datetime, rows: Stored) -> tuple[Mask, Mask]:
    """Which slots have hours at such a moment, and of which it is not known."""
    unknown: Mask = (snapshot.column("flags") & (KNOWN_HOURS | ODD_HOURS)) == 0
    if moment.at_once:
        return open_at(snapshot, now, rows), unknown
    mask = np.zeros(snapshot.size, dtype=np.bool_)
    days, opens = np.divmod(snapshot.spans["opens"].astype(np.int32), DAY_MINUTES)
    closes = opens + snapshot.spans["closes"].astype(np.int32) - snapshot.spans["opens"].astype(np.int32)
    fits = np.isin(days, moment.days) & (opens < moment.closes) & (closes > moment.opens)
    dates = coming_dates(moment, now)
    mask[snapshot.span_slots[fits & ~_on_holiday(snapshot, dates)]] = True
    mask[_odd(snapshot, lambda opening: has_span(opening, dates, moment), ("meets", moment, now.date()), rows)] = True
    return mask, unknown


def _covers(snapshot: Snapshot, minute: int) -> Mask:
    inside: Mask = (snapshot.spans["opens"] <= minute) & (minute < snapshot.spans["closes"])
    return inside


def _in_zone(at: datetime, zone: str) -> datetime | None:
    try:
        return at.astimezone(ZoneInfo(zone))
    except (ValueError, OSError, KeyError):  # no zone, or none that is known here: open or not cannot be said
        return None


def _on_holiday(snapshot: Snapshot, dates: Iterable[date]) -> Mask:
    """Which spans begin on a holiday their listing keeps; `dates` are no more than one for each day of the week."""
    bits = np.zeros(7, dtype=np.uint32)
    for day in dates:
        bits[day.weekday()] = bits_of([holiday_on(day)]) << HOLIDAYS_FROM
    if not bits.any():
        return np.zeros(len(snapshot.span_slots), dtype=np.bool_)
    kept: Mask = (snapshot.column("flags")[snapshot.span_slots] & bits[snapshot.spans["opens"] // DAY_MINUTES]) != 0
    return kept


def coming_dates(moment: Moment, now: datetime) -> tuple[date, ...]:
    """The next dates on the asked days; for any day, the coming week."""
    week = [now.date() + timedelta(days=ahead) for ahead in range(7)]
    return tuple(day for day in week if moment.days == ALL_DAYS or day.weekday() in moment.days)


def has_span(opening: Opening, dates: Sequence[date], moment: Moment) -> bool:
    """Whether it has hours on one of the dates, between the minutes of the moment."""
    spans = (span for day in dates for span in spans_on(opening, day))
    return any(opens < moment.closes and closes > moment.opens for opens, closes in spans)


def _odd(snapshot: Snapshot, test: Callable[[Opening], bool], key: tuple[object, ...], rows: Stored) -> Slots:
    """The slots with odd hours that pass a test; remembered with the picture."""
    known: tuple[tuple[object, ...], Slots] | None = snapshot.memory.get(("odd", key[0]))
    if known is None or known[0] != key:
        odd = np.flatnonzero(((snapshot.column("flags") & ODD_HOURS) != 0) & snapshot.alive)
        written = _openings(snapshot, odd.astype(np.int32), rows)
        passing = [slot for slot in odd.tolist() if slot in written and test(written[slot])]
        known = snapshot.memory["odd", key[0]] = (key, np.array(passing, dtype=np.int32))
    return known[1]


def _openings(snapshot: Snapshot, odd: Slots, rows: Stored) -> dict[int, Opening]:
    """The hours of these slots as written; a slot's never change, so they are read once."""
    known: dict[int, Opening] = snapshot.slots_memory.setdefault("openings", {})
    missing = [slot for slot in odd.tolist() if slot not in known]
    if missing:
        by_rowid = rows.openings([int(snapshot.rowids[slot]) for slot in missing])
        known |= {slot: by_rowid[rowid] for slot in missing if (rowid := int(snapshot.rowids[slot])) in by_rowid}
    return known
