"""When are so many working hours or days over, at an organization? By its own opening hours, holidays and clock.

Pure. Hours that nobody knows surely are Monday to Friday, nine to five, at the place, without federal holidays. So are hours
that are never closed, or that open so seldom that no answer could be waited for.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from search.holidays import CODES
from search.opening import DAY_MINUTES, Opening, Rule, instant, known_zone, spans_on

HOUR, WORKDAYS = 60, tuple((0, weekday) for weekday in range(5))
OFFICE = Opening(rules=(Rule(days=WORKDAYS, opens=9 * HOUR, closes=17 * HOUR),), holidays=CODES)
HORIZON = timedelta(days=60)
LEAST_DAYS = 8  # with hours, of the coming four weeks: who opens less often is waited for by office hours


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working time of an organization, in a zone (IANA name)."""

    opening: Opening
    zone: ZoneInfo

    @classmethod
    def of(cls, opening: Opening, zone: str) -> "Calendar":
        """By a listing's hours; `zone` is that of its place, where its hours name none."""
        own = known_zone(opening)
        if own is not None and _is_usual(opening):
            return cls(opening, own)
        return cls(replace(OFFICE, zone=opening.zone or zone), ZoneInfo(opening.zone or zone))

    def after_hours(self, start: datetime, hours: float) -> datetime:
        """The moment at which so many working hours have passed since `start` (aware), in UTC."""
        left = timedelta(hours=hours)
        for opens, closes in self._stretches(start):
            begins = max(opens, start.astimezone(UTC))
            if closes <= begins:
                continue
            if left <= closes - begins:
                return begins + left
            left -= closes - begins
        return start.astimezone(UTC) + HORIZON

    def after_days(self, start: datetime, days: int) -> datetime:
        """The end of the working day that comes `days` working days after that of `start`, in UTC."""
        today = start.astimezone(self.zone).date()
        by_day: dict[date, datetime] = {}
        for opens, closes in self._stretches(start):
            if (day := opens.astimezone(self.zone).date()) > today:
                by_day[day] = closes
        later = list(by_day.values())
        return later[days - 1] if days <= len(later) else start.astimezone(UTC) + HORIZON

    def hours_between(self, start: datetime, end: datetime) -> float:
        """How many working hours lie between two moments (aware); none where the second is not later."""
        worked = timedelta(0)
        for opens, closes in self._stretches(start):
            worked += max(timedelta(0), min(closes, end) - max(opens, start))
        return worked / timedelta(hours=1)

    def _stretches(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Open time from the day before `start` on, in UTC."""
        zone = self.zone
        today = start.astimezone(zone).date()
        for ahead in range(-1, HORIZON.days):
            day = today + timedelta(days=ahead)
            for opens, closes in spans_on(self.opening, day):
                yield instant(day, opens, zone), instant(day, closes, zone)


class Worked:
    """Working time from the first day to the last, added up once, so that the lengths of many stretches of it are told fast."""

    def __init__(self, opening: Opening, zone: ZoneInfo, first: date, last: date) -> None:
        days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
        spans = [(day, opens, closes) for day in days for opens, closes in spans_on(opening, day)]
        self._opens = [instant(day, opens, zone) for day, opens, _ in spans]
        self._closes = [instant(day, closes, zone) for day, _, closes in spans]
        self._before = [timedelta(0)]
        for opens, closes in zip(self._opens, self._closes, strict=True):
            self._before.append(self._before[-1] + (closes - opens))

    def hours(self, start: datetime, end: datetime) -> float:
        """How many working hours lie between two moments (aware) of these days."""
        return (self._until(end) - self._until(start)) / timedelta(hours=1)

    def _until(self, at: datetime) -> timedelta:
        place = bisect_right(self._opens, at)
        if not place:
            return timedelta(0)
        return self._before[place - 1] + min(at, self._closes[place - 1]) - self._opens[place - 1]


def _is_usual(opening: Opening) -> bool:
    """Whether somebody can be waited for by these hours: they open and they close, often enough."""
    some_monday = date(2026, 3, 2)
    days = [spans_on(opening, some_monday + timedelta(days=ahead)) for ahead in range(28)]
    minutes = sum(closes - opens for spans in days for opens, closes in spans)
    return sum(map(bool, days)) >= LEAST_DAYS and minutes < 28 * DAY_MINUTES
