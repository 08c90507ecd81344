"""When is it open? Opening hours as rules (the parts of RFC 5545 that HSDS schedules use), and the answer for a moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from search.holidays import holiday_on

DAY_MINUTES = 1440
HORIZON_DAYS = 8  # the days told in full; what is open all through them is open day and night
SEASON_DAYS = 330  # dates of a whole year tell how long a source vouches for its hours, no season
FARTHEST_DAYS = 400  # a first Monday, every other month, a season: somebody who waits wants the day
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rule:
    """Hours that come again.

    `days` are (ordinal, weekday) pairs: weekday 0 is Monday; ordinal 0 means every one, 1 the first and -1 the last of the
    month. `month_days` counts from 1, and back from the month's end from -1. A day must satisfy both; a rule that names
    neither holds every day. `opens` and `closes` are minutes after midnight, local time; `closes` at or below `opens` is
    the next morning, and 0 to 1440 is the whole day. `every` with `anchor` is RRULE's INTERVAL: months when `monthly`,
    else weeks that start on Monday.
    """

    days: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    opens: int = 0
    closes: int = DAY_MINUTES
    every: int = 1
    monthly: bool = False
    anchor: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    closed: bool = False  # an exception: shut between `opens` and `closes` on the days it names
    why: str = ""  # what an exception is for, as written

    @property
    def dated(self) -> bool:
        """Whether it opens from a day on, until a day, or both."""
        return not self.closed and (self.valid_from is not None or self.valid_to is not None)

    @property
    def brief(self) -> bool:
        """Whether it opens for a part of a year only, with a first and a last day."""
        if self.closed or self.valid_from is None or self.valid_to is None:
            return False
        return (self.valid_to - self.valid_from).days < SEASON_DAYS

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies within its dates."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def off(self) -> tuple[date, date] | None:
        """The first and the last day of a closure with dates."""
        dates = (self.valid_from, self.valid_to)
        return (dates[0], dates[1]) if self.closed and not self.days and dates[0] and dates[1] else None

    @property
    def weekly(self) -> bool:
        """Whether it comes each week on the days it names."""
        return self.every <= 1 and not self.monthly and not self.month_days and all(not nth for nth, _day in self.days)


@dataclass(frozen=True, slots=True)
class Opening:
    """A listing's hours: rules in `zone` (IANA name), and `texts`, the original words, shown when `sure` is false.

    `holidays` are the codes of the public holidays it is closed on, whatever its rules say (search.holidays). `more` are the
    texts that say more than the rules: they are always shown.
    """

    zone: str = ""
    rules: tuple[Rule, ...] = ()
    texts: tuple[str, ...] = ()
    sure: bool = True
    appointment: bool = False
    holidays: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenState:
    """`state` "always" is day and night. `until` and `opens_at` are local, aware times in the place's zone."""

    state: Literal["open", "closed", "always", "unknown"]
    until: datetime | None = None
    opens_at: datetime | None = None


def spans_on(opening: Opening, day: date) -> tuple[Span, ...]:
    """The (opens, closes) minutes that start on `day`, sorted and apart; a span past midnight has `closes` above 1440.

    Where a week holds instead of another (`holding_on`), it is closed on the days that it does not name.
    """
    if opening.holidays and holiday_on(day) in opening.holidays:
        return ()
    holding = [rule for rule in holding_on(opening.rules, day) if _holds(rule, day)]
    spans = _joined(sorted(_span(rule) for rule in holding if not rule.closed))
    for shut in (_span(rule) for rule in holding if rule.closed):
        spans = [rest for span in spans for rest in _without(span, shut)]
    return tuple(spans)


def holding_on(rules: Iterable[Rule], day: date) -> tuple[Rule, ...]:
    """The rules whose dates allow `day`, without those that others hold instead of. (HSDS: `valid_from` and `valid_to` of a
    schedule are the first and last day on which it holds.)

    A week with dates holds instead of the week without any: from its first day on, until its last, or between. A season, a
    part of a year, holds instead of all else but other seasons. Weeks of one rank hold together: publishers give each day
    of a week a date of its own. What comes on single days of a month replaces nothing.
    """
    there = [rule for rule in rules if rule.holds_on(day)]
    weeks = [rule for rule in there if rule.weekly and rule.dated]
    if any(rule.brief for rule in weeks):
        return tuple(rule for rule in there if rule.closed or rule.brief)
    return tuple(rule for rule in there if not weeks or rule.closed or rule.dated or not rule.weekly)


def open_state(opening: Opening, at: datetime) -> OpenState:
    """Whether it is open at `at` (aware), until when, and when it opens next, were it in a year.

    "unknown" without rules, without a zone we know, and when the hours were not read surely. A local time that summer
    time skips or doubles is read as RFC 5545 says: by the offset before the gap, and as the first of the two.
    """
    zone = known_zone(opening)
    if zone is None:
        return OpenState("unknown")
    today = at.astimezone(zone).date()
    return _state(_stretches(opening, today, zone), today, zone, at)


def is_open(opening: Opening, at: datetime) -> bool:
    """Whether it is surely open at `at` (aware), without looking farther ahead."""
    zone = known_zone(opening)
    if zone is None:
        return False
    today, moment = at.astimezone(zone).date(), at.astimezone(UTC)
    spans = ((day, span) for day in (today - timedelta(days=1), today) for span in spans_on(opening, day))
    return any(instant(day, opens, zone) <= moment < instant(day, closes, zone) for day, (opens, closes) in spans)


@dataclass(frozen=True, slots=True)
class Coming:
    """The stretches of open time (UTC), in order, that tell every open state of the local day `today`."""

    today: date
    zone: ZoneInfo
    stretches: tuple[tuple[datetime, datetime], ...]

    def state(self, at: datetime) -> OpenState:
        """What `open_state` says of a moment of the day."""
        return _state(self.stretches, self.today, self.zone, at)


def coming(opening: Opening, today: date) -> Coming | None:
    """The open time of the next 8 days, and the next after them where the days to come have none, for who asks more than
    once a day; None where the state is "unknown".
    """
    zone = known_zone(opening)
    return Coming(today, zone, tuple(_stretches(opening, today, zone))) if zone else None


def known_zone(opening: Opening) -> ZoneInfo | None:
    """The zone its hours are in; None where they do not tell surely when it is open."""
    if not opening.sure or all(rule.closed for rule in opening.rules):
        return None
    return _zone(opening.zone)


def _state(stretches: Iterable[tuple[datetime, datetime]], today: date, zone: ZoneInfo, at: datetime) -> OpenState:
    moment, end = at.astimezone(UTC), instant(today, HORIZON_DAYS * DAY_MINUTES, zone)
    for starts, ends in stretches:
        if ends <= moment:
            continue
        if starts > moment:
            return OpenState("closed", opens_at=starts.astimezone(zone))
        return OpenState("always") if ends >= end else OpenState("open", until=ends.astimezone(zone))
    return OpenState("closed")


def _holds(rule: Rule, day: date) -> bool:
    """Whether `rule` says something about `day`."""
    if not rule.holds_on(day):
        return False
    if rule.days and not any(_is_weekday(day, ordinal, weekday) for ordinal, weekday in rule.days):
        return False
    if rule.month_days and not {day.day, day.day - _month_length(day) - 1} & set(rule.month_days):
        return False
    return rule.every <= 1 or rule.anchor is None or _periods_between(rule, day) % rule.every == 0


def _is_weekday(day: date, ordinal: int, weekday: int) -> bool:
    if day.weekday() != weekday:
        return False
    if ordinal > 0:
        return (day.day - 1) // 7 + 1 == ordinal
    return ordinal == 0 or (_month_length(day) - day.day) // 7 + 1 == -ordinal


def _month_length(day: date) -> int:
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return (following - timedelta(days=1)).day


def _periods_between(rule: Rule, day: date) -> int:
    """Months, or weeks from Monday to Monday, between the rule's anchor and `day`."""
    anchor = rule.anchor or day
    if rule.monthly:
        return (day.year - anchor.year) * 12 + day.month - anchor.month
    return (_monday(day) - _monday(anchor)).days // 7


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _span(rule: Rule) -> Span:
    return rule.opens, rule.closes if rule.closes > rule.opens else rule.closes + DAY_MINUTES


def _joined(spans: list[Span]) -> list[Span]:
    """Sorted spans with overlapping and touching ones made one."""
    joined: list[Span] = []
    for opens, closes in spans:
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(closes, joined[-1][1]))
        else:
            joined.append((opens, closes))
    return joined


def _without(span: Span, shut: Span) -> Iterator[Span]:
    """What is left of `span`. A closure that reaches midnight takes the rest of the night, too."""
    if span[0] < min(span[1], shut[0]):
        yield span[0], min(span[1], shut[0])
    if shut[1] < DAY_MINUTES and max(span[0], shut[1]) < span[1]:
        yield max(span[0], shut[1]), span[1]


def _stretches(opening: Opening, today: date, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of open time (UTC) from yesterday's on, in order, each as long as it lasts within the horizon.

    Where none begins between tomorrow and the horizon, the next one after it.
    """
    current: tuple[datetime, datetime] | None = None
    tomorrow = instant(today, DAY_MINUTES, zone)
    told = False  # whether a stretch begins tomorrow or later
    for day in _days_from(today, -1, HORIZON_DAYS):
        for opens, closes in spans_on(opening, day):
            starts, ends = instant(day, opens, zone), instant(day, closes, zone)
            if current and starts <= current[1]:
                current = (current[0], max(current[1], ends))
                continue
            if current:
                yield current
            current = (starts, ends) if starts < ends else None
            told = told or (current is not None and starts >= tomorrow)
    if current:
        yield current
    if not told:
        yield from _first_after(opening, today, zone)


def _first_after(opening: Opening, today: date, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """The first stretch that begins behind the horizon, as long as its first day goes; none when no rule holds then."""
    last = max((rule.valid_to or date.max for rule in opening.rules if not rule.closed), default=today)
    for day in _days_from(today, HORIZON_DAYS + 1, FARTHEST_DAYS):
        if day > last:
            return
        for opens, closes in spans_on(opening, day):
            starts, ends = instant(day, opens, zone), instant(day, closes, zone)
            if starts < ends:
                yield starts, ends
                return


def _days_from(today: date, first: int, last: int) -> Iterator[date]:
    return (today + timedelta(days=offset) for offset in range(first, last + 1))


def instant(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """The moment (UTC) of a local wall time; `minutes` may lie past midnight."""
    wall = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(minutes=minutes)
    return wall.astimezone(UTC)


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):  # not a key, a folder, or not known here
        return None
