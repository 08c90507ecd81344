"""On which day is each group of listings due for the first time, so that every working day has as much to do as the others?

Pure. A group shares one day. Riskier groups come earlier; the days' loads are levelled.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from resource_app.clock import months_later
from validation.cycle import MONTHS, is_working_day
from validation.ladder import SHORTEST

MOST_AT_ONCE = 60  # listings of one organization on one day; more are told apart by place


@dataclass(frozen=True, slots=True)
class Group:
    """Listings that are due together. `risk` is from 0, nothing speaks against them, to 100."""

    key: str
    size: int
    risk: int = 0


def first_days(today: date) -> tuple[date, ...]:
    """The working days that a first due date can be on: with time for the shortest ladder, and within six months."""
    first, last = today + SHORTEST, months_later(today, MONTHS)
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return tuple(day for day in days if is_working_day(day))


def level(groups: Iterable[Group], load: Mapping[date, int], days: Sequence[date]) -> dict[str, date]:
    """The day of each group, by its key. `load` is what is due on days already.

    The riskiest come first, and of those alike the largest, each on the earliest day with room for it; one for which no day has
    room goes to the day with the least to do.
    """
    waiting = sorted(groups, key=lambda group: (-group.risk, -group.size, group.key))
    loads = Counter({day: load.get(day, 0) for day in days})
    room = -(-(loads.total() + sum(group.size for group in waiting)) // len(days))
    found: dict[str, date] = {}
    for group in waiting:
        fitting = (day for day in days if loads[day] + group.size <= room)
        day = next(fitting, None) or min(days, key=lambda each: (loads[each], each))
        loads[day] += group.size
        found[group.key] = day
    return found
