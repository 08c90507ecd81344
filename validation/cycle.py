"""When must a listing be confirmed again? Calendar months from the day it was confirmed, never from an earlier due date.

Pure. The due date is the last day on which the listing is shown without a new confirmation.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from resource_app.clock import months_later
from search.holidays import holiday_on

MONTHS = 6  # of every kind of help that no setting names
INTERVALS = (6, 3, 1)  # months that there is a ladder for, the longest first
OPENS, CLOSES = time(9), time(17)  # of an office, at the organization's place: letters leave between, on working days
SATURDAY = 5
DAY = timedelta(days=1)


def months_of(categories: Collection[str], every: Mapping[str, int]) -> int:
    """How often a listing of these categories is confirmed, in months: the most often that any of them asks for."""
    return min((every[code] for code in categories if code in every), default=MONTHS)


def due_on(anchor: date, months: int, periods: int) -> date:
    """The day `periods` times `months` calendar months after the anchor, or that month's last: counted from the anchor each
    time, so that a short month in between shortens nothing that comes after.
    """
    return months_later(anchor, months * periods)


def at_opening(day: date, zone: str, *, by: date = date.max) -> datetime:
    """When the working day `day` opens in a zone. Where it is none, the first one after it does; or, where that comes after the
    day `by`, the last one before.
    """
    found = _nearest(day, DAY)
    return datetime.combine(found if found <= by else _nearest(day, -DAY), OPENS, ZoneInfo(zone))


def _nearest(day: date, step: timedelta) -> date:
    while not is_working_day(day):
        day += step
    return day


def after(day: date, zone: str) -> datetime:
    """The moment at which `day` is over in a zone."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no federal holiday."""
    return day.weekday() < SATURDAY and not holiday_on(day)


def may_write(now: datetime, zone: str) -> bool:
    """Whether a letter may leave now: nobody is written to at night, on weekends or on holidays."""
    there = now.astimezone(ZoneInfo(zone))
    return is_working_day(there.date()) and OPENS <= there.time() < CLOSES


def next_writing(now: datetime, zone: str, *, another_day: bool = False) -> datetime:
    """The next moment at which a letter may leave; with `another_day` not before tomorrow."""
    there = now.astimezone(ZoneInfo(zone))
    if may_write(now, zone) and not another_day:
        return now
    ahead = 1 if another_day or there.time() >= OPENS else 0
    return at_opening(there.date() + timedelta(days=ahead), zone)
