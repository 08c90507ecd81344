"""How do hours stand in a form, and become HSDS schedules again? A week, other times, days off, public holidays; what a form
cannot hold is kept as it is.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from resource_app.directory.hours import Schedule, opening_of
from resource_app.directory.hours.clock import DAY
from search.holidays import CODES
from search.opening import Opening, Rule, Span

Json = dict[str, Any]
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ORDINALS = (0, 1, 2, 3, 4, 5, -1)  # every week, or which one of a month; -1 is the last
MOST_SPANS = 2  # times a day
_ANY_HOURS: Json = {"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}
HOLIDAY_WORDS = {  # as `hours.text` reads them
    "new-year": "New Year's Day",
    "king": "Martin Luther King Jr. Day",
    "presidents": "Presidents' Day",
    "memorial": "Memorial Day",
    "juneteenth": "Juneteenth",
    "independence": "Independence Day",
    "labor": "Labor Day",
    "columbus": "Columbus Day",
    "veterans": "Veterans Day",
    "thanksgiving": "Thanksgiving",
    "christmas": "Christmas Day",
}


@dataclass(frozen=True, slots=True)
class Other:
    """Times of one weekday beside the plain week: `ordinal` is one of ORDINALS; a season has its `first` and `last` day."""

    ordinal: int
    weekday: int
    opens: int
    closes: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Off:
    """Days on which it is closed, both counted in, and what for."""

    first: date
    last: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours as a form has them. `week` holds each day's times, Monday first; minutes after midnight, and a time that closes
    at or before it opens ends the next morning. `kept` are schedules that fit nowhere else.
    """

    week: tuple[tuple[Span, ...], ...] = ((),) * len(DAYS)
    others: tuple[Other, ...] = ()
    off: tuple[Off, ...] = ()
    holidays: tuple[str, ...] = ()
    kept: tuple[Schedule, ...] = ()


def hours_of(schedules: Iterable[Schedule], zone: str) -> Hours:
    """The schedules of one level, as they stand in a form."""
    week: dict[int, set[Span]] = defaultdict(set)
    others: list[Other] = []
    off: list[Off] = []
    holidays: set[str] = set()
    kept: list[Schedule] = []
    for schedule in schedules:
        opening = _read(schedule, zone)
        parts = [_part_of(rule) for rule in opening.rules]
        silent = not parts and not opening.holidays
        more = opening.more and not all(rule.closed for rule in opening.rules)  # a day off says what for
        if silent or not opening.sure or more or opening.appointment or None in parts:
            kept.append(schedule)
            continue
        holidays.update(opening.holidays)
        for found in (each for several in parts for each in several or ()):
            if isinstance(found, Off):
                off.append(found)
            elif found.ordinal or found.first or found.last:
                others.append(found)
            else:
                week[found.weekday].add((found.opens, found.closes))
    crowded = [day for day, spans in week.items() if len(spans) > MOST_SPANS]
    others += [Other(0, day, *span) for day in crowded for span in sorted(week[day])[MOST_SPANS:]]
    return Hours(
        tuple(tuple(sorted(week[day])[:MOST_SPANS]) for day in range(len(DAYS))),
        tuple(dict.fromkeys(others)),
        tuple(dict.fromkeys(off)),
        tuple(code for code in CODES if code in holidays),
        tuple(kept),
    )


def _read(schedule: Schedule, zone: str) -> Opening:
    """What a schedule says by itself; words about holidays say something beside other hours only."""
    alone = opening_of([schedule], zone)
    if alone.rules or not alone.holidays:
        return alone
    beside = opening_of([_ANY_HOURS, schedule], zone)
    return replace(beside, rules=beside.rules[1:])


def _part_of(rule: Rule) -> list[Other] | list[Off] | None:
    """A rule in a form's words; None for one that no form holds."""
    if rule.month_days or rule.every > 1:
        return None
    if rule.closed:
        if rule.days or not rule.valid_from or not rule.valid_to or (rule.opens, rule.closes) != (0, DAY):
            return None
        return [Off(rule.valid_from, rule.valid_to, rule.why)]
    named = rule.days or tuple((0, day) for day in range(len(DAYS)))
    if any(ordinal not in ORDINALS for ordinal, _day in named):
        return None
    closes = rule.closes if rule.closes == DAY and rule.opens == 0 else rule.closes % DAY
    return [Other(ordinal, day, rule.opens, closes, rule.valid_from, rule.valid_to) for ordinal, day in named]


def schedules_of(hours: Hours, before: Sequence[Schedule]) -> list[Json]:
    """The schedules that say so: those of `before` that say the same stay what they are, with their ids."""
    known = {_key(each): each for each in before}
    made = [*_weekly(hours.week), *map(_other, hours.others), *map(_off, hours.off), *_holidays(hours.holidays)]
    fresh = [dict(known.get(_key(each)) or {"id": str(uuid.uuid4()), **each}) for each in made]
    return [*fresh, *(dict(each) for each in hours.kept)]


def _weekly(week: Sequence[Sequence[Span]]) -> Iterator[Json]:
    """One schedule for all the days with the same times."""
    days: dict[Span, list[str]] = defaultdict(list)
    for code, spans in zip(DAYS, week, strict=True):
        for span in spans:
            days[span].append(code)
    for (opens, closes), codes in days.items():
        yield {"freq": "WEEKLY", "byday": ",".join(codes), "opens_at": _time(opens), "closes_at": _time(closes)}


def _other(other: Other) -> Json:
    code = DAYS[other.weekday]
    said = {
        "freq": "MONTHLY" if other.ordinal else "WEEKLY",
        "byday": f"{other.ordinal or ''}{code}",
        "opens_at": _time(other.opens),
        "closes_at": _time(other.closes),
        "valid_from": other.first.isoformat() if other.first else None,
        "valid_to": other.last.isoformat() if other.last else None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _off(off: Off) -> Json:
    words = f"Closed: {off.why}" if off.why else "Closed"
    return {"description": words, "valid_from": off.first.isoformat(), "valid_to": off.last.isoformat()}


def _holidays(codes: Sequence[str]) -> Iterator[Json]:
    if codes:
        named = "public holidays" if set(codes) == set(CODES) else ", ".join(HOLIDAY_WORDS[code] for code in codes)
        yield {"description": f"Closed on {named}"}


def _time(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _key(schedule: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    """What a schedule says, whatever its id."""
    return frozenset((name, str(value)) for name, value in schedule.items() if name != "id" and value not in (None, ""))
