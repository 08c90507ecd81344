"""What does a week look like? The rows of an hours table, from opening rules."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from resource_app.phrases.holidays import holiday_name
from resource_app.phrases.moments import DAY, Translator, clock, day_and_month, full_date, weekday
from search.holidays import CODES, holiday_on
from search.opening import Opening, Rule, spans_on

WEEK = 7
EXCEPTIONS_DAYS = 60
ORDINALS_BACK = -1


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One line of the hours table; `today` marks the present day, `closed` a day without hours, `now` that it is open now.

    `on_paper` are its label and hours where the present day is over when they are read; None where they are the same.
    """

    label: str
    hours: str
    today: bool = False
    closed: bool = False
    now: bool = False
    on_paper: tuple[str, str] | None = None


def span(t: Translator, opens: int, closes: int) -> str:
    """Like "1 p.m. to 5 p.m."; the whole day is "Day and night"."""
    if opens == 0 and closes == DAY:
        return t.gettext("Day and night")
    return t.gettext("%(opens)s to %(closes)s") % {"opens": clock(t, opens), "closes": clock(t, closes)}


def week_rows(t: Translator, opening: Opening, today: date, *, now: bool = False) -> tuple[WeekRow, ...]:
    """Monday to Sunday with every rule that comes each week, each followed by the rules of single days of a month.

    `now` says that it is open at this moment, which today's row then shows. Empty where the hours are not surely known.
    """
    if not opening.sure or not opening.rules:
        return ()
    weekly = Opening(opening.zone, tuple(rule for rule in opening.rules if _is_weekly(rule) and _holds(rule, today)))
    rare = [rule for rule in opening.rules if not rule.closed and not _is_weekly(rule) and _holds(rule, today)]
    monday = today - timedelta(days=today.weekday())
    rows: list[WeekRow] = []
    for number in range(WEEK):
        specials = [row for rule in rare for row in _special_rows(t, rule, number)]
        spans = spans_on(weekly, monday + timedelta(days=number))
        if spans or not specials:
            rows.append(_day_row(t, number, spans, today))
        rows += specials
    rows += [WeekRow(_month_days(t, rule), _hours(t, [_minutes(rule)])) for rule in rare if not rule.days]
    if all(row.closed for row in rows):
        return ()
    return tuple(_of_today(t, row, opening, today, now=now) if row.today else row for row in rows)


def _of_today(t: Translator, row: WeekRow, opening: Opening, today: date, *, now: bool) -> WeekRow:
    holiday = holiday_on(today)
    if row.closed or holiday not in opening.holidays:
        return replace(row, now=now)
    closed = t.gettext("Closed today: %(holiday)s") % {"holiday": holiday_name(t, holiday)}
    return replace(row, hours=closed, now=now, closed=True)


def _day_row(t: Translator, number: int, spans: Iterable[tuple[int, int]], today: date) -> WeekRow:
    hours = _hours(t, spans)
    name = weekday(t, number)
    is_today = number == today.weekday()
    row = WeekRow(name[:1].upper() + name[1:], hours or t.gettext("Closed"), is_today, closed=not hours)
    if not is_today:
        return row
    return replace(row, label=t.gettext("Today, %(weekday)s") % {"weekday": name}, on_paper=(row.label, row.hours))


def _hours(t: Translator, spans: Iterable[tuple[int, int]]) -> str:
    return ", ".join(span(t, opens, closes) for opens, closes in spans)


def _minutes(rule: Rule) -> tuple[int, int]:
    return rule.opens, rule.closes if rule.closes > rule.opens else rule.closes + DAY


def _is_weekly(rule: Rule) -> bool:
    named = all(ordinal == 0 for ordinal, _day in rule.days) and not rule.month_days
    return named and rule.every == 1 and not rule.closed and not rule.monthly


def _holds(rule: Rule, day: date) -> bool:
    started = rule.valid_from is None or rule.valid_from <= day + timedelta(days=WEEK)
    return started and (rule.valid_to is None or rule.valid_to >= day)


def _special_rows(t: Translator, rule: Rule, number: int) -> list[WeekRow]:
    """One row for all the times of a month that a rule names this day of the week."""
    ordinals = [ordinal for ordinal, day in rule.days if day == number]
    if not ordinals:
        return []
    return [WeekRow(_ordinals(t, ordinals, weekday(t, number), rule.every), _hours(t, [_minutes(rule)]))]


def _ordinals(t: Translator, ordinals: list[int], day: str, every: int) -> str:
    known = {
        1: t.gettext("First"),
        2: t.gettext("Second"),
        3: t.gettext("Third"),
        4: t.gettext("Fourth"),
        5: t.gettext("Fifth"),
        ORDINALS_BACK: t.gettext("Last"),
    }
    words = [known[ordinal] for ordinal in ordinals if ordinal in known]
    if not words:
        return t.gettext("%(weekday)s, every %(number)d weeks") % {"weekday": day, "number": every}
    *most, last = words
    rest = {"some": ", ".join([most[0], *(word.lower() for word in most[1:])]), "last": last.lower()} if most else {}
    listed = t.gettext("%(some)s and %(last)s") % rest if most else last
    return t.gettext("%(ordinals)s %(weekday)s of the month") % {"ordinals": listed, "weekday": day}


def _month_days(t: Translator, rule: Rule) -> str:
    days = ", ".join(str(day) for day in rule.month_days if day > 0)
    if not days:
        return t.gettext("Some days of the month")
    return t.gettext("Day %(days)s of the month") % {"days": days}


def told_week(t: Translator, opening: Opening, today: date) -> tuple[str, ...]:
    """The hours in sentences: days that open alike together ("Monday to Friday 9 a.m. to 5 p.m."), then what is special."""
    rows = [row for row in week_rows(t, replace(opening, holidays=()), today) if not row.closed]
    labels = [(plain_label(t, row, today), row.hours) for row in rows]
    names = [weekday(t, number).casefold() for number in range(WEEK)]
    lines: list[tuple[str, str, str]] = []  # first and last day, and the hours
    for label, hours in labels:
        first, last, same = lines[-1] if lines else ("", "", "")
        follows = last.casefold() in names and names.index(last.casefold()) + 1 < len(names)
        if same == hours and follows and label.casefold() == names[names.index(last.casefold()) + 1]:
            lines[-1] = (first, label, hours)
        else:
            lines.append((label, label, hours))
    said = [f"{_from_to(t, first, last)} {hours}" for first, last, hours in lines]
    return (*(each[:1].upper() + each[1:] for each in said), *exceptions(t, opening, today), *opening.more)


def _from_to(t: Translator, first: str, last: str) -> str:
    return first if first == last else t.gettext("%(first)s to %(last)s") % {"first": first, "last": last}


def exceptions(t: Translator, opening: Opening, today: date) -> tuple[str, ...]:
    """Like "Closed Thursday 26 November" for single days off in the next two months, and "From … to …" for a season."""
    off = [rule for rule in opening.rules if rule.closed and rule.valid_from and rule.valid_from == rule.valid_to]
    horizon = today + timedelta(days=EXCEPTIONS_DAYS)
    days = sorted({rule.valid_from for rule in off if rule.valid_from and today <= rule.valid_from <= horizon})
    closed = [
        t.gettext("Closed %(weekday)s %(date)s") % {"weekday": weekday(t, day.weekday()), "date": day_and_month(t, day)}
        for day in days
    ]
    return (*closed, *_holidays(t, opening, today), *_seasons(t, opening, today))


def _holidays(t: Translator, opening: Opening, today: date) -> list[str]:
    """That it closes on public holidays, and the coming ones on days it opens otherwise."""
    usual = replace(opening, holidays=())
    coming = (today + timedelta(days=ahead) for ahead in range(1, EXCEPTIONS_DAYS + 1))
    days = [day for day in coming if holiday_on(day) in opening.holidays and spans_on(usual, day)]
    lines = [
        t.gettext("Closed %(weekday)s %(date)s: %(holiday)s")
        % {
            "weekday": weekday(t, day.weekday()),
            "date": day_and_month(t, day),
            "holiday": holiday_name(t, holiday_on(day)),
        }
        for day in days
    ]
    return [t.gettext("Closed on public holidays"), *lines] if set(opening.holidays) == set(CODES) else lines


def _seasons(t: Translator, opening: Opening, today: date) -> list[str]:
    seasons = sorted(
        {
            (rule.valid_from, rule.valid_to)
            for rule in opening.rules
            if not rule.closed and rule.valid_from and rule.valid_to and rule.valid_to >= today
        }
    )
    return [
        t.gettext("These hours hold from %(start)s to %(end)s")
        % {"start": full_date(t, start), "end": full_date(t, end)}
        for start, end in seasons
    ]


def short_hours(t: Translator, opening: Opening, today: date) -> str:
    """One line for a list of places: "Wednesday 3 p.m. to 6 p.m.", at most three days; else empty."""
    rows = [row for row in week_rows(t, replace(opening, holidays=()), today) if not row.closed]
    if not rows or len(rows) > len(("three", "days", "fit")):
        return ""
    plain = [f"{plain_label(t, row, today)} {row.hours}" for row in rows]
    return ", ".join(plain)


def plain_label(t: Translator, row: WeekRow, today: date) -> str:
    """The label of a row without "Today"."""
    return weekday(t, today.weekday()) if row.today else row.label
