"""How are the demo's opening hours written? A short notation, made into HSDS schedules.

Entries stand between semicolons: "Mon-Fri 9-17", "Mon,Wed 9:30-12,13-16" (a break), "Fri,Sat 20-2" (past midnight), "24h",
"1Sat 9-12" and "-1Thu 18-20" (first Saturday, last Thursday of the month), "Tue/2 10-12" (every other week), "season
11-01..04-15 Mon-Sun 19-7" (only between those days of the year), "closed 11-26,12-25" (shut on those days), "appt" (by
appointment), and "~ any words" (free text, as most directories have it).
"""

import re
from datetime import date, timedelta
from typing import Any

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY_NAMES = dict(zip(DAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))
ORDINALS = {"1": "First", "2": "Second", "3": "Third", "4": "Fourth", "-1": "Last"}
HOLIDAYS = {
    "01-01": "New Year's Day",
    "07-04": "Independence Day",
    "11-11": "Veterans Day",
    "12-24": "the day before Christmas",
    "12-25": "Christmas Day",
    "12-31": "New Year's Eve",
}
_DAY = rf"(?:-?[1-5])?(?:{'|'.join(DAYS)})"
_SPAN = r"\d\d?(?::\d\d)?-\d\d?(?::\d\d)?"
ENTRY = re.compile(
    rf"(?:season (?P<season>\d\d-\d\d\.\.\d\d-\d\d) )?"
    rf"(?P<days>{_DAY}(?:[-,]{_DAY})*)(?P<fortnight>/2)? (?P<spans>{_SPAN}(?:,{_SPAN})*)"
)
FORTNIGHTS_FROM = date(2026, 1, 5)  # a Monday: "every other week" counts from this week
Schedule = dict[str, Any]


def schedules(notation: str, today: date) -> list[Schedule]:
    """The HSDS schedules (without ids) that `notation` stands for; seasons and closed days are the next ones from `today`."""
    found: list[Schedule] = []
    for entry in filter(None, (part.strip() for part in notation.split(";"))):
        found.extend(_entry(entry, today))
    return found


def _entry(entry: str, today: date) -> list[Schedule]:
    if entry == "24h":
        everyday = "MO,TU,WE,TH,FR,SA,SU"
        words = "Open 24 hours, every day"
        return [{"freq": "WEEKLY", "byday": everyday, "opens_at": "00:00", "closes_at": "23:59", "description": words}]
    if entry == "appt":
        return [{"description": "By appointment"}]
    if entry.startswith("~"):
        return [{"description": entry[1:].strip()}]
    if entry.startswith("closed "):
        return [_closed(day, today) for day in entry.removeprefix("closed ").split(",")]
    return _weekly(entry, today)


def _closed(day: str, today: date) -> Schedule:
    when = _next_day(day, today)
    words = HOLIDAYS.get(day, f"{when:%B} {when.day}")
    iso = when.isoformat()
    return {"valid_from": iso, "valid_to": iso, "dtstart": iso, "until": iso, "description": f"Closed on {words}"}


def _next_day(day: str, today: date) -> date:
    when = date.fromisoformat(f"{today.year}-{day}")
    return when if when >= today else date.fromisoformat(f"{today.year + 1}-{day}")


def _weekly(entry: str, today: date) -> list[Schedule]:
    match = ENTRY.fullmatch(entry)
    if match is None:
        raise ValueError(f"These demo hours cannot be read: {entry!r}")
    days = _days(match["days"])
    monthly = days[0][0] != ""
    rule: Schedule = {
        "freq": "MONTHLY" if monthly else "WEEKLY",
        "byday": ",".join(f"{ordinal}{name[:2].upper()}" for ordinal, name in days),
    }
    words = _day_words(match["days"], days)
    if match["fortnight"]:
        rule |= {"interval": 2, "dtstart": _first(days[0][1]).isoformat()}
        words = f"Every other {words}"
    if match["season"]:
        first, last = _season(match["season"], today)
        rule |= {"valid_from": first.isoformat(), "valid_to": last.isoformat()}
        words += f", {first:%B} {first.day} to {last:%B} {last.day}"
    return [{**rule, **_span(span, words)} for span in match["spans"].split(",")]


def _days(text: str) -> list[tuple[str, str]]:
    """The (ordinal, day) pairs of "Mon-Fri", "Tue,Thu", "1Sat" or "-1Thu"; the ordinal is empty for every week."""
    found: list[tuple[str, str]] = []
    for part in text.split(","):
        span = re.fullmatch(r"([A-Z]\w\w)-([A-Z]\w\w)", part)
        if span:
            start, end = DAYS.index(span[1]), DAYS.index(span[2])
            found.extend(("", DAYS[day % 7]) for day in range(start, end + 1 if end >= start else end + 8))
        else:
            found.append((part[:-3], part[-3:]))
    return found


def _day_words(text: str, days: list[tuple[str, str]]) -> str:
    if "-" in text and not days[0][0] and "," not in text:
        return f"{DAY_NAMES[days[0][1]]} to {DAY_NAMES[days[-1][1]]}"
    named = [DAY_NAMES[day] if not ordinal else f"{ORDINALS[ordinal]} {DAY_NAMES[day]}" for ordinal, day in days]
    of_month = " of the month" if days[0][0] else ""
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1]))) + of_month


def _first(day: str) -> date:
    return FORTNIGHTS_FROM + timedelta(days=DAYS.index(day))


def _season(text: str, today: date) -> tuple[date, date]:
    """The season that runs at `today`, or else the next one; it may go over the new year."""
    start, end = text.split("..")
    for year in (today.year - 1, today.year, today.year + 1):
        first = date.fromisoformat(f"{year}-{start}")
        last = date.fromisoformat(f"{year if end > start else year + 1}-{end}")
        if last >= today:
            return first, last
    raise AssertionError("a season ends within two years")


def _span(span: str, words: str) -> Schedule:
    opens, closes = (_minutes(part) for part in span.split("-"))
    return {
        "opens_at": f"{opens // 60:02}:{opens % 60:02}",
        "closes_at": "23:59" if closes == 1440 else f"{closes // 60:02}:{closes % 60:02}",  # noqa: PLR2004 - midnight
        "description": f"{words}, {_clock(opens)} to {_clock(closes)}",
    }


def _minutes(text: str) -> int:
    hours, _, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes or 0)


def _clock(minutes: int) -> str:
    if minutes % 1440 == 0:
        return "midnight"
    if minutes == 720:  # noqa: PLR2004 - minutes at noon
        return "noon"
    hour, rest = divmod(minutes, 60)
    shown = f"{(hour - 1) % 12 + 1}" + (f":{rest:02}" if rest else "")
    return f"{shown} {'a.m.' if hour < 12 else 'p.m.'}"  # noqa: PLR2004 - hours before noon
