"""Which days are public holidays? The federal holidays of the United States (5 U.S.C. 6103) by rule, with the days observed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Holiday:
    """On a `day` of the month, or on its `nth` `weekday` (0 is Monday; the last is -1)."""

    code: str
    month: int
    day: int = 0
    nth: int = 0
    weekday: int = 0


HOLIDAYS: tuple[Holiday, ...] = (
    Holiday("new-year", 1, day=1),
    Holiday("king", 1, nth=3),
    Holiday("presidents", 2, nth=3),
    Holiday("memorial", 5, nth=-1),
    Holiday("juneteenth", 6, day=19),
    Holiday("independence", 7, day=4),
    Holiday("labor", 9, nth=1),
    Holiday("columbus", 10, nth=2),
    Holiday("veterans", 11, day=11),
    Holiday("thanksgiving", 11, nth=4, weekday=3),
    Holiday("christmas", 12, day=25),
)
CODES = tuple(holiday.code for holiday in HOLIDAYS)


def holiday_on(day: date) -> str:
    """The code of the holiday on `day`, or observed then; empty on other days."""
    return _days_of(day.year).get(day, "")


def bits_of(codes: Iterable[str]) -> int:
    """Holidays as a number, one bit each, for many listings at once."""
    return sum(1 << CODES.index(code) for code in set(codes) if code)


@lru_cache(maxsize=16)
def _days_of(year: int) -> dict[date, str]:
    """One on a weekend is observed on the Friday before or the Monday after as well; New Year's may fall into the old year."""
    found: dict[date, str] = {}
    for each in (year, year + 1):
        for holiday in HOLIDAYS:
            day = _day(holiday, each)
            observed = day + timedelta(days={SATURDAY: -1, SUNDAY: 1}.get(day.weekday(), 0))
            found |= {when: holiday.code for when in (day, observed) if when.year == year}
    return found


def _day(holiday: Holiday, year: int) -> date:
    if holiday.day:
        return date(year, holiday.month, holiday.day)
    first = date(year, holiday.month, 1)
    days = [first + timedelta(days=ahead) for ahead in range(31)]
    fitting = [day for day in days if day.month == holiday.month and day.weekday() == holiday.weekday]
    return fitting[holiday.nth - 1 if holiday.nth > 0 else holiday.nth]
