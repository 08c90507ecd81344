"""When is a listing open? HSDS schedules, and the free text real data has instead, as one Opening."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from resource_app.directory.hours.clock import DAY, iso_minutes
from resource_app.directory.hours.text import Reading, parse
from resource_app.directory.hours.zones import offset_of, offsets
from search.holidays import CODES
from search.opening import Opening, Rule, spans_on

Schedule = Mapping[str, Any]
_DAY_CODES = {code: number for number, code in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_BYDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_CLOSED_WORDS = re.compile(r"\b(?:closed|closure|holidays?|shut|cerrado|festivo|feriado)\b", re.IGNORECASE)
_HOURS_WORDS = re.compile(r"\b(?:open|abierto)\b|\d\s*(?:[ap]\.?m|:\d|-\s*\d)", re.IGNORECASE)
# Words about being closed that say when: where they cannot be read, the parts may be wrong.
_CLOSES = re.compile(
    r"\b(?:closed|cerrad[oa]|except|excepto|not open)\b[^.;\n]*"
    r"(?:\d|\b(?:lunch|noon|almuerzo|mediod[ií]a|summer|winter|verano|invierno|month|week|mes|semana)"
    r"|\b(?:mon|tues?|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)",
    re.IGNORECASE,
)
_BARE = re.compile(r"\W*(?:closed|cerrado)\W*", re.IGNORECASE)
_SAID_CLOSED = re.compile(r"^(?:closed|cerrado)\b[\s:.]*(?:(?:for|por)\s+)?", re.IGNORECASE)
_FREQUENCIES = ("", "DAILY", "WEEKLY", "MONTHLY")
_UNREAD = ("byweekno", "byyearday", "count")  # parts of a rule we cannot follow: then the words decide
_PARTS = (
    *("description", "notes", "freq", "interval", "wkst", "byday", "bymonthday", "opens_at", "closes_at", "timezone"),
    *("dtstart", "until", "valid_from", "valid_to", *_UNREAD),
)
_PLAIN = (type(None), str, int, float)  # True is none of them: it would be remembered as 1
_REMEMBERED = 1_024  # hours, about 4 kB each: many places of a directory keep the same ones
WHOLE_DAY = (0, DAY)
ANY_ZONE = "UTC"  # of hours that are the same on every clock
_SAMPLE = date(2024, 1, 1)  # a Monday; five weeks hold every first, second, ... and last weekday


@dataclass(frozen=True, slots=True)
class _Read:
    """One schedule: its rule, or None when its parts do not make one, and its words."""

    rule: Rule | None
    text: str


def schedules_for(listing: Mapping[str, Any], service: Mapping[str, Any], place: Mapping[str, Any]) -> list[Schedule]:
    """The schedules that hold for a listing: its own, else the service's, else the place's."""
    for body in (listing, service, place):
        listed = body.get("schedules")
        schedules = [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []
        if schedules:
            return schedules
    return []


def opening_of(schedules: Sequence[Schedule], zone: str) -> Opening:
    """The hours `schedules` (HSDS bodies of one level) state, in `zone` (IANA name); day and night needs no zone.

    Rules come from the structured parts; from the words where those parts are missing. Where both can be read and differ,
    the hours are not sure and the words are what a page shows.
    """
    said = tuple(tuple(schedule.get(part) for part in _PARTS) for schedule in schedules)
    plain = all(type(value) in _PLAIN for values in said for value in values)
    return _opening(said, zone) if plain else _opening.__wrapped__(said, zone)


@lru_cache(maxsize=_REMEMBERED)
def _opening(said: tuple[tuple[Any, ...], ...], zone: str) -> Opening:
    """The same, of schedules as the values of _PARTS; texts and numbers can be remembered, other values may be lists."""
    reads = [_read(dict(zip(_PARTS, values, strict=True)), zone) for values in said]
    texts = tuple(dict.fromkeys(read.text for read in reads if read.text))
    off = {read.text for read in reads if read.rule and read.rule.off}
    rules = tuple(dict.fromkeys(read.rule for read in reads if read.rule))
    spoken = {read.text: _heard(read.text, rules) for read in reads if not (read.rule and read.rule.closed)}
    holidays = tuple(code for code in CODES if any(code in reading.holidays for reading in spoken.values()))
    opening = Opening(
        zone or (ANY_ZONE if _day_and_night(rules) and not holidays else ""),
        rules,
        texts,
        appointment=any(reading.appointment for reading in spoken.values()),
        holidays=holidays,
        more=tuple(
            text
            for text in texts
            if not (spoken[text].told if text in spoken else text in off or _BARE.fullmatch(text))
        ),
    )
    untold = [spoken[read.text] for read in reads if read.rule is None]
    if not all(reading.sure for reading in untold):
        return replace(opening, sure=False)
    doubtful = any(not spoken[read.text].sure and _CLOSES.search(read.text) for read in reads if read.text in spoken)
    sure = not doubtful and (bool(untold) or not _contradict(rules, [parse(text) for text in texts]))
    heard = {read.text for read in reads if read.rule is None}
    worded = [rule for text, said in spoken.items() for rule in said.rules if rule.closed or text in heard]
    return replace(opening, rules=tuple(dict.fromkeys((*rules, *worded))), sure=sure)


def _heard(text: str, rules: tuple[Rule, ...]) -> Reading:
    """What a text says by itself, else of the rules beside it."""
    alone = parse(text)
    return alone if alone.sure or not rules else parse(text, rules)


def _day_and_night(rules: tuple[Rule, ...]) -> bool:
    """Whether every day of every week is open throughout, so that no clock matters."""
    opening = Opening(rules=rules)
    return (
        bool(rules)
        and all(not (rule.valid_from or rule.valid_to or rule.anchor or rule.closed) for rule in rules)
        and all(spans_on(opening, _SAMPLE + timedelta(days=offset)) == (WHOLE_DAY,) for offset in range(35))
    )


def _contradict(rules: tuple[Rule, ...], readings: Sequence[Reading]) -> bool:
    """Whether the words, all of them read surely, open other hours than the structured parts do."""
    worded = tuple(rule for reading in readings for rule in reading.rules)
    if not worded or set(worded) == set(rules) or not all(reading.sure for reading in readings):
        return False
    plain = tuple(rule for rule in rules if not (rule.valid_from or rule.valid_to or rule.anchor or rule.closed))
    return plain == rules and any(
        spans_on(Opening(rules=rules), day) != spans_on(Opening(rules=worded), day)
        for day in (_SAMPLE + timedelta(days=offset) for offset in range(35))
    )


def _read(schedule: Schedule, zone: str) -> _Read:
    return _Read(_closure(schedule) or _rule(schedule, zone), _text(schedule))


def _text(schedule: Schedule) -> str:
    return " ".join(str(schedule.get("description") or schedule.get("notes") or "").split())


def _closure(schedule: Schedule) -> Rule | None:
    """A day off: words that say closed, no times, and the days or dates it lasts."""
    words = f"{schedule.get('description') or ''} {schedule.get('notes') or ''}"
    first, last = _date(schedule, "valid_from", "dtstart"), _date(schedule, "valid_to", "until")
    days = _days(_listed(schedule.get("byday")))
    if not first and parse(words).holidays:
        return None
    timed = schedule.get("opens_at") or schedule.get("closes_at") or _HOURS_WORDS.search(words)
    if timed or days is None or not (first or days) or not _CLOSED_WORDS.search(words):
        return None
    return Rule(
        days=days,
        valid_from=first,
        valid_to=last or (None if days else first),
        closed=True,
        why=_reason(_text(schedule)),
    )


def _reason(words: str) -> str:
    """What a closure is for: "winter break" of "Closed: winter break"."""
    return _SAID_CLOSED.sub("", words)


def _rule(schedule: Schedule, zone: str) -> Rule | None:
    """The rule the structured parts state; None when they are missing or make no sense."""
    hours, days = _hours(schedule, zone), _days(_listed(schedule.get("byday")))
    month_days, every = _month_days(schedule.get("bymonthday")), _positive(schedule.get("interval"))
    starts, first, last = (
        _date(schedule, "dtstart"),
        _date(schedule, "valid_from"),
        _date(schedule, "valid_to", "until"),
    )
    if hours is None or days is None or month_days is None or every is None or (first and last and last < first):
        return None
    frequency = str(schedule.get("freq") or "").upper()
    if not _can_be_followed(schedule, frequency, every, starts or first):
        return None
    named = (days, month_days) if days or month_days else _from_start(frequency, starts)
    if named is None or (frequency == "WEEKLY" and (named[1] or any(ordinal for ordinal, _weekday in named[0]))):
        return None
    return Rule(
        days=named[0],
        month_days=named[1],
        opens=hours[0],
        closes=hours[1],
        every=every,
        monthly=frequency == "MONTHLY",
        anchor=starts or first if every > 1 else None,
        valid_from=max(filter(None, (starts, first)), default=None),
        valid_to=last or (starts if not frequency and not days else None),
    )


def _can_be_followed(schedule: Schedule, frequency: str, every: int, anchor: date | None) -> bool:
    """Whether the rule uses only what we know: weeks that start on Monday, and intervals counted from a day."""
    if frequency not in _FREQUENCIES or any(schedule.get(part) for part in _UNREAD):
        return False
    if every == 1:
        return True
    return frequency != "DAILY" and anchor is not None and str(schedule.get("wkst") or "MO").upper() == "MO"


def _from_start(frequency: str, starts: date | None) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]] | None:
    """The days a rule without any means: those of its start (RFC 5545), or every day of a daily one."""
    if frequency == "DAILY":
        return (), ()
    if starts is None:
        return None
    return {"WEEKLY": (((0, starts.weekday()),), ()), "MONTHLY": ((), (starts.day,))}.get(frequency, ((), ()))


def _hours(schedule: Schedule, zone: str) -> tuple[int, int] | None:
    opens, closes = iso_minutes(schedule.get("opens_at")), iso_minutes(schedule.get("closes_at"))
    if opens is None or closes is None:
        return None
    stated = _written(offset_of(schedule))
    first, last = _local(opens[0], opens[1] or stated, zone), _local(closes[0], closes[1] or stated, zone)
    if first is None or last is None:
        return None
    if first == last % DAY:
        return (0, DAY) if first == 0 else None
    return first % DAY, last


def _written(offset: int | None) -> str:
    """An offset in minutes as times carry it, "-05:00"; empty for none."""
    if offset is None:
        return ""
    return f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"


def _local(minutes: int, offset: str, zone: str) -> int | None:
    """Local minutes of a time with an offset.

    An offset the zone itself uses marks a local time, and so does Z: publishers put it on local times far more often than
    they convert a weekly rule, which has no date, to UTC. Another offset is converted by the zone's standard time.
    """
    if offset in {"", "Z"} or not zone:
        return minutes
    sign = -1 if offset[0] == "-" else 1
    written = sign * (int(offset[1:3]) * 60 + int(offset[-2:]))
    known = offsets(zone)
    if known is None:
        return None
    return minutes if written in known else (minutes - written + min(known)) % DAY


def _days(byday: str) -> tuple[tuple[int, int], ...] | None:
    """(ordinal, weekday) pairs of a BYDAY; None when a part is not a day."""
    found = [_BYDAY.fullmatch(part) for part in re.split(r"[,;\s]+", byday.upper().strip()) if part]
    if not all(found):
        return None
    return tuple((int(match[1] or 0), _DAY_CODES[match[2]]) for match in found if match)


def _listed(value: object) -> str:
    """A list as HSDS writes it, parted by commas, though a source may send a JSON array."""
    return ",".join(map(str, value)) if isinstance(value, list) else str(value or "").strip()


def _month_days(value: object) -> tuple[int, ...] | None:
    parts = [part for part in re.split(r"[,;\s]+", _listed(value)) if part]
    if not all(re.fullmatch(r"-?(?:[1-9]|[12]\d|3[01])", part) for part in parts):
        return None
    return tuple(int(part) for part in parts)


def _positive(value: object) -> int | None:
    text = str(value or 1)
    return int(text) if text.isdigit() and int(text) > 0 else None


def _date(schedule: Schedule, *names: str) -> date | None:
    """The first of the named dates that is there and is a date."""
    for name in names:
        try:
            return date.fromisoformat(str(schedule.get(name) or "")[:10])
        except ValueError:
            continue
    return None
