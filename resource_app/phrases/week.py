"""What does a week look like? The rows of an hours table, from opening rules."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from resource_app.phrases.holidays import holiday_name
from resource_app.phrases.moments import DAY, NOON, Translator, clock, near_date, weekday
from search.holidays import CODES, holiday_on
from search.opening import Opening, Rule, holding_on, spans_on

WEEK = 7
MORNING_UNTIL = DAY + NOON
EXCEPTIONS_DAYS = 60
SOON = timedelta(days=14)
ORDINALS_BACK = -1


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One line of the hours table; `today` marks the present day, `closed` a day without hours, `now` that it is open now.

    `name` is its label within a sentence, without "Today". `on_paper` are its label and hours where the present day is over
    when they are read; None where they are the same.
    """

    name: str
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
    rows += [_row(_month_days(t, rule), _hours(t, [_minutes(rule)])) for rule in rare if not rule.days]
    if all(row.closed for row in rows):
        return ()
    return tuple(_of_today(t, row, opening, today, now=now) if row.today else row for row in rows)


def _row(name: str, hours: str) -> WeekRow:
    return WeekRow(name, _capital(name), hours)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _of_today(t: Translator, row: WeekRow, opening: Opening, today: date, *, now: bool) -> WeekRow:
    holiday = holiday_on(today)
    off = next((rule.why for rule in opening.rules if rule.off and rule.holds_on(today)), None)
    why = holiday_name(t, holiday) if holiday in opening.holidays else off
    if row.closed or why is None:
        return replace(row, now=now)
    closed = t.gettext("Closed today: %(holiday)s") % {"holiday": why} if why else t.gettext("Closed today")
    return replace(row, hours=closed, now=now, closed=True)


def _day_row(t: Translator, number: int, spans: Iterable[tuple[int, int]], today: date) -> WeekRow:
    hours = _hours(t, spans)
    name = weekday(t, number)
    is_today = number == today.weekday()
    row = replace(_row(name, hours or t.gettext("Closed")), today=is_today, closed=not hours)
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
    return [_row(_ordinals(t, ordinals, weekday(t, number), rule.every), _hours(t, [_minutes(rule)]))]


def _ordinals(t: Translator, ordinals: list[int], day: str, every: int) -> str:
    known = {
        1: t.gettext("First"),
        2: t.gettext("Second"),
        3: t.gettext("Third"),
        4: t.gettext("Fourth"),
        5: t.gettext("Fifth"),
        ORDINALS_BACK: t.gettext("Last"),
    }
    words = [known[ordinal].lower() for ordinal in ordinals if ordinal in known]
    if not words:
        return t.gettext("%(weekday)s, every %(number)d weeks") % {"weekday": day, "number": every}
    *most, last = words
    listed = t.gettext("%(some)s and %(last)s") % {"some": ", ".join(most), "last": last} if most else last
    return t.gettext("%(ordinals)s %(weekday)s of the month") % {"ordinals": listed, "weekday": day}


def _month_days(t: Translator, rule: Rule) -> str:
    days = ", ".join(str(day) for day in rule.month_days if day > 0)
    said = t.gettext("Day %(days)s of the month") % {"days": days} if days else t.gettext("Some days of the month")
    return said[:1].lower() + said[1:]


def told_week(t: Translator, opening: Opening, today: date) -> tuple[str, ...]:
    """The hours in sentences: days that open alike together ("Monday to Friday 9 a.m. to 5 p.m."), then what is special."""
    return (*map(_capital, _usual_week(t, opening, today)), *exceptions(t, opening, today), *opening.more)


def hours_line(t: Translator, opening: Opening, today: date) -> str:
    """The hours in one line, as on a card on paper: the week, and what is otherwise now or within two weeks; empty where they
    are not surely known.
    """
    if not opening.sure or not opening.rules:
        return ""
    week = _capital(", ".join(_usual_week(t, opening, today)))
    *most, last = filter(None, (week, *exceptions(t, opening, today, soon=bool(week)), *opening.more, ""))
    return " ".join((*(each if each.endswith((".", "!", "?")) else f"{each}." for each in most), last))


def changes_soon(t: Translator, opening: Opening, today: date) -> tuple[str, ...]:
    """What is not as in any week: a closure now or within two weeks, a season that begins within them."""
    seasons = (said for first, said in _seasons(t, opening, today, today + SOON) if first > today)
    return (*seasons, *_closures(t, opening, today, today + SOON))


def _usual_week(t: Translator, opening: Opening, today: date) -> tuple[str, ...]:
    """The week that comes again; empty while another holds instead of it, with which it is told."""
    return () if _is_replaced(opening, today) else _together(t, _usual(opening, today), today)


def _usual(opening: Opening, today: date) -> Opening:
    return replace(opening, rules=usual_rules(opening, today), holidays=())


def _is_replaced(opening: Opening, today: date) -> bool:
    """Whether a week with dates holds today instead of the usual one."""
    return not {*usual_rules(opening, today)} <= {*holding_on(opening.rules, today)}


def _together(t: Translator, opening: Opening, today: date) -> tuple[str, ...]:
    """Like "Monday to Friday 9 a.m. to 5 p.m.", "first Saturday of the month 10 a.m. to noon", to stand in a sentence."""
    rows = [row for row in week_rows(t, opening, today) if not row.closed]
    names = [weekday(t, number) for number in range(WEEK)]
    lines: list[tuple[str, str, str]] = []  # first and last day, and the hours
    for row in rows:
        first, last, same = lines[-1] if lines else ("", "", "")
        follows = last in names[:-1] and row.name == names[names.index(last) + 1]
        if same == row.hours and follows:
            lines[-1] = (first, row.name, row.hours)
        else:
            lines.append((row.name, row.name, row.hours))
    return tuple(f"{_from_to(t, first, last)} {hours}" for first, last, hours in lines)


def _from_to(t: Translator, first: str, last: str) -> str:
    return first if first == last else t.gettext("%(first)s to %(last)s") % {"first": first, "last": last}


def exceptions(t: Translator, opening: Opening, today: date, *, soon: bool = False) -> tuple[str, ...]:
    """What is not as in any week and not yet over: hours with dates, "Closed 24 December to 2 January: winter break", public
    holidays. With `soon` only what matters now or within two weeks.
    """
    until = today + SOON if soon else date.max
    seasons = [said for _first, said in _seasons(t, opening, today, until)]
    usual = _together(t, _usual(opening, today), today) if seasons and _is_replaced(opening, today) else ()
    if usual:
        seasons.append(t.gettext("At other times: %(hours)s") % {"hours": ", ".join(usual)})
    return (*seasons, *_closures(t, opening, today, until), *_holidays(t, opening, today, soon=soon))


def told_with_dates(t: Translator, opening: Opening, today: date) -> tuple[str, ...]:
    """The seasons and the closures that are not over."""
    seasons = (said for _first, said in _seasons(t, opening, today, date.max))
    return (*seasons, *_closures(t, opening, today, date.max))


def kept_holidays(t: Translator, opening: Opening) -> str:
    """Like "Closed on public holidays", "Closed on these holidays: Thanksgiving"; empty where it keeps none."""
    if set(opening.holidays) == set(CODES):
        return t.gettext("Closed on public holidays")
    names = ", ".join(holiday_name(t, code) for code in opening.holidays)
    return t.gettext("Closed on these holidays: %(names)s") % {"names": names} if names else ""


def _closures(t: Translator, opening: Opening, today: date, until: date) -> tuple[str, ...]:
    coming = sorted((*dates, rule.why) for rule in opening.rules if (dates := rule.off) and today <= dates[1])
    said = (_closure(t, first, last, why, today) for first, last, why in coming if first <= until)
    return tuple(dict.fromkeys(said))


def _closure(t: Translator, first: date, last: date, why: str, today: date) -> str:
    if first == last:
        words = {"weekday": weekday(t, first.weekday()), "date": near_date(t, first, today)}
        said = t.gettext("Closed %(weekday)s %(date)s") % words
    else:
        dates = {"first": near_date(t, first, today), "last": near_date(t, last, today)}
        said = t.gettext("Closed %(first)s to %(last)s") % dates
    return f"{said}: {why}" if why else said


def _holidays(t: Translator, opening: Opening, today: date, *, soon: bool) -> list[str]:
    """That it closes on public holidays, and the coming ones on days it opens otherwise; with `soon` those alone."""
    usual = replace(opening, holidays=())
    days = range(SOON.days + 1) if soon else range(1, EXCEPTIONS_DAYS + 1)
    coming = (today + timedelta(days=ahead) for ahead in days)
    lines = [
        _closure(t, day, day, holiday_name(t, holiday_on(day)), today)
        for day in coming
        if holiday_on(day) in opening.holidays and spans_on(usual, day)
    ]
    general = set(opening.holidays) == set(CODES) and not soon
    return [kept_holidays(t, opening), *lines] if general else lines


def _seasons(t: Translator, opening: Opening, today: date, until: date) -> list[tuple[date, str]]:
    """First days, with what begins there until `until`, like "From 1 June to 31 August: Monday 9 a.m. to noon"."""
    dated = [rule for rule in opening.rules if _told_with_dates(rule, today)]
    seasons = sorted({(rule.valid_from or date.min, rule.valid_to or date.max) for rule in dated})
    return [
        (first, f"{_season(t, first, last, today)}: {hours}")
        for first, last in seasons
        if first <= until and today <= last and (hours := _hours_between(t, dated, first, last, today))
    ]


def usual_rules(opening: Opening, today: date) -> tuple[Rule, ...]:
    """What holds today of the rules that `exceptions` does not tell with their dates."""
    return holding_on((rule for rule in opening.rules if not _told_with_dates(rule, today)), today)


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
        return f"{_capital(weekday(t, first.weekday()))} {near_date(t, first, today)}"
    if last == date.max:
        return t.gettext("From %(start)s") % {"start": near_date(t, first, today)}
    end = near_date(t, last, today)
    if first == date.min:
        return t.gettext("Until %(end)s") % {"end": end}
    return t.gettext("From %(start)s to %(end)s") % {"start": near_date(t, first, today), "end": end}


def short_hours(t: Translator, opening: Opening, today: date) -> str:
    """One line for a list of places: "Wednesday 3 p.m. to 6 p.m.", at most three days; else empty."""
    rows = [row for row in week_rows(t, replace(opening, holidays=()), today) if not row.closed]
    if not rows or len(rows) > len(("three", "days", "fit")):
        return ""
    return _capital(", ".join(f"{row.name} {row.hours}" for row in rows))
