"""How are days, times and distances written? "3 May 2026", "5 p.m.", "noon", "1.2 miles", with no-break spaces inside."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Protocol

NBSP = "\u00a0"
NOON = 12 * 60
DAY = 24 * 60
ONE_DECIMAL_UNDER_MILES = 10
WITHOUT_YEAR = timedelta(days=330)  # a date farther off tells its year


class Translator(Protocol):
    """The methods of `gettext.NullTranslations` that sentences use; a key of what is remembered in its language."""

    def __hash__(self) -> int: ...

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, one: str, many: str, number: int, /) -> str: ...

    def pgettext(self, context: str, message: str, /) -> str: ...


_MONTHS: tuple[Callable[[Translator], str], ...] = (
    lambda t: t.gettext("January"),
    lambda t: t.gettext("February"),
    lambda t: t.gettext("March"),
    lambda t: t.gettext("April"),
    lambda t: t.gettext("May"),
    lambda t: t.gettext("June"),
    lambda t: t.gettext("July"),
    lambda t: t.gettext("August"),
    lambda t: t.gettext("September"),
    lambda t: t.gettext("October"),
    lambda t: t.gettext("November"),
    lambda t: t.gettext("December"),
)
_WEEKDAYS: tuple[Callable[[Translator], str], ...] = (
    lambda t: t.gettext("Monday"),
    lambda t: t.gettext("Tuesday"),
    lambda t: t.gettext("Wednesday"),
    lambda t: t.gettext("Thursday"),
    lambda t: t.gettext("Friday"),
    lambda t: t.gettext("Saturday"),
    lambda t: t.gettext("Sunday"),
)


def weekday(t: Translator, number: int) -> str:
    """The name of a day of the week; 0 is Monday."""
    return _WEEKDAYS[number](t)


def day_and_month(t: Translator, day: date) -> str:
    """Like "9 October"."""
    return t.gettext("%(day)d %(month)s") % {"day": day.day, "month": _MONTHS[day.month - 1](t)}


def full_date(t: Translator, day: date) -> str:
    """Like "3 May 2026"."""
    return t.gettext("%(day)d %(month)s %(year)d") % {
        "day": day.day,
        "month": _MONTHS[day.month - 1](t),
        "year": day.year,
    }


def near_date(t: Translator, day: date, today: date) -> str:
    """Like "9 October"; with its year where it is so far off that one would take it for another."""
    return day_and_month(t, day) if abs(day - today) < WITHOUT_YEAR else full_date(t, day)


def month(t: Translator, day: date) -> str:
    """Like "May 2026"."""
    return t.gettext("%(month)s %(year)d") % {"month": _MONTHS[day.month - 1](t), "year": day.year}


def months(t: Translator, first: date, last: date) -> str:
    """Two months of a year, like "July to September 2026"."""
    names = {"first": _MONTHS[first.month - 1](t), "last": _MONTHS[last.month - 1](t), "year": last.year}
    return t.gettext("%(first)s to %(last)s %(year)d") % names


def minutes_of(moment: datetime) -> int:
    """Minutes after midnight of a local time."""
    return moment.hour * 60 + moment.minute


def clock(t: Translator, minutes: int) -> str:
    """A time of day from minutes after midnight: "5 p.m.", "5:30 p.m.", "noon", "midnight"."""
    minutes %= DAY
    if minutes == 0:
        return t.gettext("midnight")
    if minutes == NOON:
        return t.gettext("noon")
    hour, minute = divmod(minutes, 60)
    digits = f"{(hour - 1) % 12 + 1}:{minute:02}" if minute else str((hour - 1) % 12 + 1)
    half = t.gettext("a.m.") if minutes < NOON else t.gettext("p.m.")
    return digits + NBSP + half


def moment(t: Translator, local: datetime) -> str:
    """Like "13 October 2026, 2:40 p.m."."""
    return f"{full_date(t, local.date())}, {clock(t, minutes_of(local))}"


def at_clock(t: Translator, minutes: int) -> str:
    """Like "at 5 p.m.", "at noon": languages with articles need the whole phrase."""
    minutes %= DAY
    if minutes == 0:
        return t.gettext("at midnight")
    if minutes == NOON:
        return t.gettext("at noon")
    if minutes // 60 in {1, 13}:
        return t.pgettext("one o'clock", "at %(time)s") % {"time": clock(t, minutes)}
    return t.pgettext("other hours", "at %(time)s") % {"time": clock(t, minutes)}


def from_clock(t: Translator, minutes: int) -> str:
    """Like "from 3 p.m.", "from noon"."""
    minutes %= DAY
    if minutes == 0:
        return t.gettext("from midnight")
    if minutes == NOON:
        return t.gettext("from noon")
    if minutes // 60 in {1, 13}:
        return t.pgettext("one o'clock", "from %(time)s") % {"time": clock(t, minutes)}
    return t.pgettext("other hours", "from %(time)s") % {"time": clock(t, minutes)}


def until_clock(t: Translator, minutes: int) -> str:
    """Like "until 5 p.m.", "until midnight"."""
    minutes %= DAY
    if minutes == 0:
        return t.gettext("until midnight")
    if minutes == NOON:
        return t.gettext("until noon")
    if minutes // 60 in {1, 13}:
        return t.pgettext("one o'clock", "until %(time)s") % {"time": clock(t, minutes)}
    return t.pgettext("other hours", "until %(time)s") % {"time": clock(t, minutes)}


def miles(t: Translator, distance: float, *, rough: bool = False) -> str:
    """Like "1.2 miles", "1 mile", "14 miles"; nothing is nearer than a tenth. Of a rough point "about 2 miles", 1 at least."""
    if rough:
        return t.gettext("about %(distance)s") % {"distance": miles(t, max(round(distance), 1))}
    shown = max(distance, 0.1)
    digits = f"{shown:.1f}" if shown < ONE_DECIMAL_UNDER_MILES else f"{shown:.0f}"
    digits = digits.removesuffix(".0")
    words = t.ngettext("%(number)s mile", "%(number)s miles", 1 if digits == "1" else 2) % {"number": digits}
    return words.replace(" ", NBSP)
