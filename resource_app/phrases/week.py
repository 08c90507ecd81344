"""What does a week look like? The rows of an hours table, from opening rules."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from resource_app.phrases.holidays import holiday_name
from resource_app.phrases.moments import DAY, NOON, Translator, clock, day_and_month, full_date, weekday
from search.holidays import CODES, holiday_on
from search.opening import Opening, Rule, spans_on

WEEK = 7
MORNING_UNTIL = DAY + NOON
WITHOUT_YEAR = timedelta(days=330)  # a date farther off tells its year
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
    """Like "1 p.m. to 5 p.m.", "8 p.m. to 2 a.m. the next morning"; the whole day is "Day and night"."""
    if opens == 0 and closes == DAY:
        return t.gettext("Day and night")
    said = t.gettext("%(opens)s to %(closes)s") % {"opens": clock(t, opens), "closes": clock(t, closes)}
    if closes <= DAY:
        return said
    later = t.gettext("the next morning") if closes < MORNING_UNTIL else t.gettext("the next day")
    return f"{said} {later}"


def week_rows(t: Translator, opening: Opening, today: date, *, now: bool = False) -> tuple[WeekRow, ...]:
    """Monday to Sunday as they come in the next seven days, each followed by the rules of single days of a month.

    `now` says that it is open at this moment, which today's row then shows. Empty where the hours are not surely known.
    """
    if not opening.sure or not opening.rules:
        return ()
    weekly = Opening(opening.zone, tuple(rule for rule in opening.rules if rule.weekly and not rule.closed))
    rare = [rule for rule in opening.rules if not rule.closed and not rule.weekly and _holds(rule, today)]
    rows: list[WeekRow] = []
    for number in range(WEEK):
        specials = [row for rule in rare for row in _special_rows(t, rule, number)]
        spans = spans_on(weekly, today + timedelta(days=(number - today.weekday()) % WEEK))
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
    said = _together(t, replace(opening, rules=usual_rules(opening, today), holidays=()), today)
    return (*said, *exceptions(t, opening, today), *opening.more)


def _together(t: Translator, opening: Opening, today: date) -> tuple[str, ...]:
    rows = [row for row in week_rows(t, opening, today) if not row.closed]
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
    return tuple(each[:1].upper() + each[1:] for each in said)


def _from_to(t: Translator, first: str, last: str) -> str:
    return first if first == last else t.gettext("%(first)s to %(last)s") % {"first": first, "last": last}


def exceptions(t: Translator, opening: Opening, today: date) -> tuple[str, ...]:
    """What is not as in any week and not yet over: "Closed 24 December to 2 January: winter break", and hours with dates."""
    off = {rule for rule in opening.rules if rule.off}
    coming = sorted(
        (first, last, rule.why) for rule in off if (dates := rule.off) for first, last in [dates] if last >= today
    )
    closed = [_closure(t, first, last, why, today) for first, last, why in coming]
    return (*dict.fromkeys(closed), *_holidays(t, opening, today), *_seasons(t, opening, today))


def _closure(t: Translator, first: date, last: date, why: str, today: date) -> str:
    if first == last:
        words = {"weekday": weekday(t, first.weekday()), "date": _near_date(t, first, today)}
        said = t.gettext("Closed %(weekday)s %(date)s") % words
    else:
        dates = {"first": _near_date(t, first, today), "last": _near_date(t, last, today)}
        said = t.gettext("Closed %(first)s to %(last)s") % dates
    return f"{said}: {why}" if why else said


def _near_date(t: Translator, day: date, today: date) -> str:
    return day_and_month(t, day) if abs(day - today) < WITHOUT_YEAR else full_date(t, day)


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
    """Like "From 1 June to 31 August: Monday 9 a.m. to noon", and the usual hours while a season holds."""
    dated = [rule for rule in opening.rules if _told_with_dates(rule, today)]
    seasons = sorted({(rule.valid_from or date.min, rule.valid_to or date.max) for rule in dated})
    lines = [
        f"{_season(t, first, last, today)}: {hours}"
        for first, last in seasons
        if last >= today and (hours := _hours_between(t, dated, first, last, today))
    ]
    if any(rule.brief and rule.weekly and rule.holds_on(today) for rule in dated):
        said = _together(t, Opening(rules=usual_rules(opening, today)), today)
        lines += [t.gettext("At other times: %(hours)s") % {"hours": ", ".join(said)}] if said else []
    return lines


def usual_rules(opening: Opening, today: date) -> tuple[Rule, ...]:
    """The rules that `exceptions` does not tell with their dates."""
    return tuple(rule for rule in opening.rules if not _told_with_dates(rule, today))


def _told_with_dates(rule: Rule, today: date) -> bool:
    ahead = rule.valid_from is not None and rule.valid_from > today
    return not rule.closed and (ahead or rule.valid_to is not None)


def _hours_between(t: Translator, dated: Iterable[Rule], first: date, last: date, today: date) -> str:
    rules = [each for each in dated if (each.valid_from or date.min, each.valid_to or date.max) == (first, last)]
    if first == last:
        return _hours(t, spans_on(Opening(rules=tuple(rules)), first))
    return ", ".join(
        _together(t, Opening(rules=tuple(replace(each, valid_from=None, valid_to=None) for each in rules)), today)
    )


def _season(t: Translator, first: date, last: date, today: date) -> str:
    if first == last:
        return f"{weekday(t, first.weekday()).capitalize()} {_near_date(t, first, today)}"
    if last == date.max:
        return t.gettext("From %(start)s") % {"start": _near_date(t, first, today)}
    end = _near_date(t, last, today)
    if first == date.min:
        return t.gettext("Until %(end)s") % {"end": end}
    return t.gettext("From %(start)s to %(end)s") % {"start": _near_date(t, first, today), "end": end}


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
