"""How do hours stand in a form? A week of seven days, other times, days off and public holidays (`directory.hours.weekly`)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from resource_app.database import Json
from resource_app.directory.editing import Kind
from resource_app.directory.hours import Schedule, opening_of
from resource_app.directory.hours.clock import DAY
from resource_app.directory.hours.weekly import DAYS, MOST_SPANS, ORDINALS, Hours, Off, Other, hours_of, schedules_of
from resource_app.directory.said import children
from resource_app.errors import N_, BadInput
from resource_app.phrases.holidays import holiday_name
from resource_app.phrases.moments import NOON, Translator, clock, weekday
from resource_app.phrases.week import span, told_week
from resource_app.web import typed_values
from resource_app.web.edit_fields import Group, Values
from search.holidays import CODES
from search.opening import Span

STEP = 30  # minutes between the times one can choose
MOST_OTHERS, MOST_OFF, MOST_KEPT = 8, 8, 20
LONGEST_TIME_OFF = timedelta(days=366)
LONGEST_WHY = 120
WRONG_TIME = N_("Choose one of the times.")
SAME_TIME = N_("It cannot open and close at the same time. Choose when it closes.")
NO_CLOSING = N_("Choose when you close.")
NO_OPENING = N_("Choose when you open.")
WRONG_DAY = N_("Choose a day of the week.")
WRONG_ORDER = N_("The last day is before the first.")
TOO_LONG_OFF = N_("This is more than a year. If you close for good, tell us on the page of the listing.")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")


@dataclass(frozen=True, slots=True)
class DayView:
    """One day of the week in the form: its code and name, the day before it, how many times it shows, and a hint."""

    code: str
    name: str
    before: str
    times: int
    hints: tuple[tuple[str, str, str], ...]  # what is hinted at, what a button does about it, and its words


@dataclass(frozen=True, slots=True)
class HoursView:
    """What the page of hours draws beside the values of its boxes."""

    days: tuple[DayView, ...]
    opens: tuple[tuple[str, str], ...]
    closes: tuple[tuple[str, str], ...]
    which: tuple[tuple[str, str], ...]
    weekdays: tuple[tuple[str, str], ...]
    others: int
    off: int
    holidays: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HoursField:
    """The hours of a listing: its own, else its service's, else its place's."""

    levels: tuple[Kind, ...] = ("listing", "service", "location", "listing")
    field: str = "schedules"

    def holds(self, body: Json) -> bool:
        """Whether any hours are given there."""
        return bool(children(body, self.field))

    def groups(self, body: Json) -> Sequence[Group]:
        """No plain boxes: the page of hours draws its own."""
        del body
        return ()

    def names(self) -> Mapping[str, int]:
        """Every name that may be sent."""
        return dict.fromkeys(_names(), LONGEST_WHY)

    def put(self, body: Json, values: Values) -> None:
        """The schedules that say what was typed; raises BadInput."""
        before = children(body, self.field)
        typed = typed_hours(values, hours_of(before, "").kept)
        if typed != hours_of(before, ""):
            body[self.field] = schedules_of(typed, before) or None


def _names() -> Iterator[str]:
    for code in DAYS:
        for number in range(MOST_SPANS):
            yield from _span_names(code, number)
    for row in range(MOST_OTHERS):
        yield from (f"other-{row}-{part}" for part in ("which", "day", "opens", "closes", "first", "last"))
    for row in range(MOST_OFF):
        yield from (f"off-{row}-{part}" for part in ("first", "last", "why"))
    yield from (f"holiday-{code}" for code in CODES)
    yield from (f"kept-{row}" for row in range(MOST_KEPT))


def _span_names(code: str, number: int) -> tuple[str, str]:
    return f"{code}-{number}-opens", f"{code}-{number}-closes"


def values_of(body: Json) -> dict[str, str]:
    """What stands in the boxes for the schedules of a body."""
    hours = hours_of(children(body, "schedules"), "")
    values: dict[str, str] = {}
    for code, spans in zip(DAYS, hours.week, strict=True):
        for number, (opens, closes) in enumerate(spans):
            values |= dict(zip(_span_names(code, number), (_written(opens), _written(closes or DAY)), strict=True))
    for row, other in enumerate(hours.others[:MOST_OTHERS]):
        said = {"which": str(other.ordinal), "day": DAYS[other.weekday]}
        said |= {"opens": _written(other.opens), "closes": _written(other.closes or DAY)}
        said |= {"first": _iso(other.first), "last": _iso(other.last)}
        values |= {f"other-{row}-{part}": value for part, value in said.items()}
    for row, off in enumerate(hours.off[:MOST_OFF]):
        said = {"first": _iso(off.first), "last": _iso(off.last), "why": off.why}
        values |= {f"off-{row}-{part}": value for part, value in said.items()}
    values |= {f"holiday-{code}": "yes" for code in hours.holidays}
    return values


def typed_hours(values: Values, kept: Sequence[Schedule]) -> Hours:
    """The hours that were typed; `kept` are the schedules no form holds, those unticked go. Raises BadInput."""
    return Hours(
        week=tuple(tuple(sorted(_spans(values, code))) for code in DAYS),
        others=tuple(other for row in range(MOST_OTHERS) for other in _other(values, f"other-{row}")),
        off=tuple(off for row in range(MOST_OFF) for off in _off(values, f"off-{row}")),
        holidays=tuple(code for code in CODES if values.get(f"holiday-{code}")),
        kept=tuple(each for row, each in enumerate(kept) if not values.get(f"kept-{row}")),
    )


def _spans(values: Values, code: str) -> Iterator[Span]:
    for number in range(MOST_SPANS):
        span = _span(values, *_span_names(code, number))
        if span:
            yield span


def _span(values: Values, opens_name: str, closes_name: str) -> Span | None:
    """Two times; None where neither was chosen."""
    opens, closes = _minutes(values, opens_name), _minutes(values, closes_name)
    if opens is None and closes is None:
        return None
    if opens is None:
        raise BadInput(NO_OPENING, opens_name)
    if closes is None:
        raise BadInput(NO_CLOSING, closes_name)
    if opens == closes:
        raise BadInput(SAME_TIME, closes_name)
    return opens % DAY, closes if (opens, closes) == (0, DAY) else closes % DAY


def _minutes(values: Values, name: str) -> int | None:
    typed = values.get(name, "").strip()
    if not typed:
        return None
    if not _TIME.fullmatch(typed):
        raise BadInput(WRONG_TIME, name)
    return int(typed[:2]) * 60 + int(typed[3:])


def _other(values: Values, row: str) -> Iterator[Other]:
    span = _span(values, f"{row}-opens", f"{row}-closes")
    day, which = values.get(f"{row}-day", ""), values.get(f"{row}-which", "0")
    if span is None:
        if day:
            raise BadInput(NO_OPENING, f"{row}-opens")
        return
    if day not in DAYS or which not in {str(each) for each in ORDINALS}:
        raise BadInput(WRONG_DAY, f"{row}-day")
    first, last = _date(values, f"{row}-first"), _date(values, f"{row}-last")
    if first and last and last < first:
        raise BadInput(WRONG_ORDER, f"{row}-last")
    yield Other(int(which), DAYS.index(day), *span, first, last)


def _off(values: Values, row: str) -> Iterator[Off]:
    first, last = _date(values, f"{row}-first"), _date(values, f"{row}-last")
    if first is None:
        if last:
            raise BadInput(typed_values.WRONG_DATE, f"{row}-first")
        return
    last = last or first
    if last < first:
        raise BadInput(WRONG_ORDER, f"{row}-last")
    if last - first > LONGEST_TIME_OFF:
        raise BadInput(TOO_LONG_OFF, f"{row}-last")
    yield Off(first, last, " ".join(values.get(f"{row}-why", "").split()))


def _date(values: Values, name: str) -> date | None:
    typed = values.get(name, "").strip()
    return date.fromisoformat(typed_values.day(typed, name)) if typed else None


def _written(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def view_of(t: Translator, body: Json, values: Values) -> HoursView:
    """What is drawn: one time a day, or as many as are typed, and one empty row more of everything else."""
    names = [weekday(t, number) for number in range(len(DAYS))]
    titles = tuple(name[:1].upper() + name[1:] for name in names)
    hours = list(range(0, DAY + STEP, STEP))
    odd = sorted({minutes for name in values if name.endswith(("opens", "closes")) for minutes in _read(values, name)})
    times = [(_written(minutes), clock(t, minutes)) for minutes in sorted({*hours, *odd})]
    return HoursView(
        days=tuple(_day(t, values, number, titles) for number in range(len(DAYS))),
        opens=tuple(times[:-1]),
        closes=tuple(times[1:]),
        which=tuple((str(each), _which(t, each)) for each in ORDINALS),
        weekdays=tuple(zip(DAYS, titles, strict=True)),
        others=_rows(values, "other", ("day", "opens", "closes"), MOST_OTHERS),
        off=_rows(values, "off", ("first", "last", "why"), MOST_OFF),
        holidays=tuple((code, holiday_name(t, code)) for code in CODES),
        kept=tuple(_told(each) for each in hours_of(children(body, "schedules"), "").kept),
    )


def nights(view: HoursView) -> tuple[str, ...]:
    """What is hinted at each day, for beside what people will read: "Friday: 2 a.m. is the next morning."."""
    return tuple(f"{day.name}: {hint}" for day in view.days for hint, _act, _mend in day.hints)


def _day(t: Translator, values: Values, number: int, titles: Sequence[str]) -> DayView:
    code = DAYS[number]
    typed = [row for row in range(MOST_SPANS) if any(values.get(name) for name in _span_names(code, row))]
    hints = []
    for row in typed:
        _opens, closes_name = _span_names(code, row)
        (opens, closes) = (next(iter(_read(values, name)), None) for name in _span_names(code, row))
        if opens is not None and closes is not None and 0 < closes < opens:
            hint = t.gettext("%(time)s is the next morning.") % {"time": clock(t, closes)}
            later = closes + NOON
            mend = t.gettext("Make it %(time)s") % {"time": clock(t, later)} if opens < later < DAY else ""
            hints.append((hint, f"later:{closes_name}", mend))
    if words := _overlapping(t, values, code):
        hints.append((words, "", ""))
    more = values.get("more") == code
    shown = min(max([1, *(row + 1 for row in typed)]) + more, MOST_SPANS)
    return DayView(code, titles[number], weekday(t, number - 1) if number else "", shown, tuple(hints))


def _overlapping(t: Translator, values: Values, code: str) -> str:
    """What people will read of times that overlap."""
    typed = [[next(iter(_read(values, name)), None) for name in _span_names(code, row)] for row in range(MOST_SPANS)]
    spans = sorted(
        (opens, closes if closes > opens else closes + DAY)
        for opens, closes in typed
        if opens is not None and closes is not None
    )
    if not any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        return ""
    hours = span(t, spans[0][0], max(closes for _opens, closes in spans))
    return t.gettext("These times overlap; people will read %(hours)s.") % {"hours": hours}


def _which(t: Translator, ordinal: int) -> str:
    words = {
        0: t.gettext("Every week"),
        1: t.gettext("First of the month"),
        2: t.gettext("Second of the month"),
        3: t.gettext("Third of the month"),
        4: t.gettext("Fourth of the month"),
        5: t.gettext("Fifth of the month"),
    }
    return words.get(ordinal) or t.gettext("Last of the month")


def _rows(values: Values, kind: str, parts: Sequence[str], most: int) -> int:
    used = [row for row in range(most) if any(values.get(f"{kind}-{row}-{part}") for part in parts)]
    return min(max([0, *(row + 1 for row in used)]) + 1, most)


def _told(schedule: Schedule) -> str:
    """A schedule no form holds, in its own words or by its parts."""
    words = schedule.get("description") or schedule.get("notes")
    said = {name: value for name, value in schedule.items() if name != "id" and value not in (None, "")}
    return str(words or "; ".join(f"{name}: {value}" for name, value in said.items()))


def _read(values: Values, name: str) -> Iterator[int]:
    typed = values.get(name, "")
    if _TIME.fullmatch(typed):
        yield int(typed[:2]) * 60 + int(typed[3:])


def acted(values: dict[str, str], act: str) -> dict[str, str]:
    """The values after a small button: "same:TU" gives Tuesday Monday's times, "later:TU-0-closes" twelve hours more,
    "more:TU" a second time.
    """
    kind, _, what = act.partition(":")
    if kind == "same" and what in DAYS[1:]:
        before = DAYS[DAYS.index(what) - 1]
        for number in range(MOST_SPANS):
            for mine, theirs in zip(_span_names(what, number), _span_names(before, number), strict=True):
                values[mine] = values.get(theirs, "")
    if kind == "later":
        for minutes in _read(values, what):
            values[what] = _written((minutes + NOON) % DAY)
    if kind == "more":
        values["more"] = what
    return values


def said_week(t: Translator, body: Json, today: date) -> tuple[str, ...]:
    """What people will read of the hours: days that open alike together, then what is special."""
    return told_week(t, opening_of(children(body, "schedules"), ""), today)
