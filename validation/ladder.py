"""Who is asked when, before a listing is shown no more? One ladder of seven rungs, with its days for each interval.

Pure. Days are counted from the due date; each rung is climbed once in a cycle, in this order, however late.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from resource_app.errors import N_
from validation.cycle import INTERVALS, after, at_opening

Act = Literal["write", "call", "hide"]
Whom = Literal["first", "next"]


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder. `whom` is the contact a letter goes to: the first one, or the next after whom was written to."""

    code: str
    act: Act
    name: str
    whom: Whom = "first"


RUNGS: tuple[Rung, ...] = (
    Rung("mail", "write", N_("First letter")),
    Rung("reminder", "write", N_("Reminder")),
    Rung("next contact", "write", N_("Letter to the next contact"), whom="next"),
    Rung("call", "call", N_("A curator calls")),
    Rung("last notice", "write", N_("Last notice")),
    Rung("leave", "hide", N_("It leaves the results")),
    Rung("unpublish", "hide", N_("It is taken out of sight")),
)
CALL = next(rung for rung in RUNGS if rung.act == "call")
CALLED = tuple(rung.code for rung in RUNGS[RUNGS.index(CALL) :])  # from here on somebody calls
BY_CODE: Mapping[str, Rung] = {rung.code: rung for rung in RUNGS}
DAYS: Mapping[int, tuple[int, ...]] = {  # months: the day of each rung, counted from the due date
    6: (-60, -45, -30, -21, -7, 0, 30),
    3: (-30, -22, -15, -10, -4, 0, 30),
    1: (-10, -7, -5, -4, -2, 0, 30),
}
AHEAD = timedelta(days=60)  # what a link shows is due within so long
SHORTEST = timedelta(days=-DAYS[1][0])  # a first due date gives at least so much notice


def ladder_of(months: int, notice: timedelta) -> int:
    """Which ladder a cycle climbs: that of its interval in months, or a shorter one that the notice has time for."""
    fitting = (each for each in INTERVALS if each <= months and timedelta(days=-DAYS[each][0]) <= notice)
    return next(fitting, INTERVALS[-1])


def rung_after(code: str | None) -> Rung | None:
    """The rung that follows one; the first for None, and None after the last."""
    place = RUNGS.index(BY_CODE[code]) + 1 if code else 0
    return RUNGS[place] if place < len(RUNGS) else None


def due_at(rung: Rung, ladder: int, due_on: date, zone: str) -> datetime:
    """When a rung is due: letters and calls when an office opens, what hides a listing when its day is over."""
    day = due_on + timedelta(days=DAYS[ladder][RUNGS.index(rung)])
    return after(day, zone) if rung.act == "hide" else at_opening(day, zone, by=due_on)
