"""When is it open? Rules, and the answer for a moment, also where clocks change."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.opening import DAY_MINUTES, Opening, OpenState, Rule, Span, coming, is_open, open_state, spans_on

EAST = "America/New_York"
ZONE = ZoneInfo(EAST)
WORKDAYS = tuple((0, weekday) for weekday in range(5))
NINE_TO_FIVE = Rule(days=WORKDAYS, opens=9 * 60, closes=17 * 60)
TUESDAY = date(2026, 10, 13)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def opening(*rules: Rule, zone: str = EAST) -> Opening:
    return Opening(zone=zone, rules=rules)


def test_open_until_and_opens_at_are_local_times() -> None:
    hours = opening(NINE_TO_FIVE)
    assert open_state(hours, at("2026-10-13T14:40")) == OpenState("open", until=at("2026-10-13T17:00"))
    assert open_state(hours, at("2026-10-13T17:00")) == OpenState("closed", opens_at=at("2026-10-14T09:00"))
    assert open_state(hours, at("2026-10-16T20:00")) == OpenState("closed", opens_at=at("2026-10-19T09:00"))
    assert open_state(hours, datetime(2026, 10, 13, 13, 0, tzinfo=UTC)).state == "open"  # 9 a.m. there


def test_an_appointment_or_an_unsure_reading_is_unknown() -> None:
    noon = at("2026-10-13T12:00")
    assert open_state(Opening(zone=EAST, appointment=True), noon).state == "unknown"
    assert open_state(Opening(zone=EAST, rules=(NINE_TO_FIVE,), sure=False), noon).state == "unknown"
    assert open_state(opening(Rule(closed=True)), noon).state == "unknown"


@pytest.mark.parametrize("zone", ["", "Nowhere/Atlantis", "../etc/passwd", "America", "\x00"])
def test_without_a_zone_we_know_it_is_unknown(zone: str) -> None:
    assert open_state(opening(NINE_TO_FIVE, zone=zone), at("2026-10-13T12:00")).state == "unknown"


def test_lunch_parts_a_day_in_two() -> None:
    hours = opening(NINE_TO_FIVE, Rule(days=WORKDAYS, opens=12 * 60, closes=13 * 60, closed=True))
    assert spans_on(hours, TUESDAY) == ((540, 720), (780, 1020))
    assert open_state(hours, at("2026-10-13T12:30")) == OpenState("closed", opens_at=at("2026-10-13T13:00"))


def test_a_night_ends_the_next_morning() -> None:
    hours = opening(Rule(days=((0, 4),), opens=22 * 60, closes=2 * 60))
    friday = date(2026, 10, 16)
    assert spans_on(hours, friday) == ((1320, 1560),)
    assert spans_on(hours, friday + timedelta(days=1)) == ()
    assert open_state(hours, at("2026-10-17T01:30")) == OpenState("open", until=at("2026-10-17T02:00"))
    assert open_state(hours, at("2026-10-17T02:00")).opens_at == at("2026-10-23T22:00")


def test_day_and_night_is_always() -> None:
    assert open_state(opening(Rule()), at("2026-10-13T03:00")) == OpenState("always")
    assert open_state(opening(Rule(opens=480, closes=480)), at("2026-10-13T03:00")) == OpenState("always")
    weekdays_round = opening(Rule(days=WORKDAYS))
    assert open_state(weekdays_round, at("2026-10-14T03:00")) == OpenState("open", until=at("2026-10-17T00:00"))


def test_touching_and_overlapping_hours_are_one_stretch() -> None:
    hours = opening(NINE_TO_FIVE, Rule(days=((0, 1),), opens=16 * 60, closes=20 * 60))
    assert spans_on(hours, TUESDAY) == ((540, 1200),)
    evening = opening(Rule(days=((0, 1),), opens=1320, closes=0), Rule(days=((0, 2),), opens=0, closes=120))
    assert open_state(evening, at("2026-10-13T23:00")).until == at("2026-10-14T02:00")


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (Rule(days=((1, 5),)), [3]),  # the first Saturday of October 2026
        (Rule(days=((2, 1), (4, 1))), [13, 27]),
        (Rule(days=((-1, 4),)), [30]),
        (Rule(days=((-2, 5),)), [24]),
        (Rule(days=((5, 3),)), [29]),
        (Rule(days=((5, 0),)), []),
        (Rule(month_days=(15, -1)), [15, 31]),
        (Rule(days=((0, 4),), month_days=(13, 16)), [16]),
        (Rule(days=((0, 1),), every=2, anchor=date(2026, 9, 30)), [13, 27]),
        (Rule(days=((0, 6),), every=2, anchor=date(2026, 10, 5)), [11, 25]),
        (Rule(month_days=(1,), every=3, monthly=True, anchor=date(2026, 7, 9)), [1]),
        (Rule(month_days=(1,), every=3, monthly=True, anchor=date(2026, 8, 1)), []),
        (Rule(days=((0, 0),), valid_from=date(2026, 10, 12), valid_to=date(2026, 10, 19)), [12, 19]),
    ],
)
def test_which_days_a_rule_names(rule: Rule, days: list[int]) -> None:
    hours = opening(rule)
    october = [date(2026, 10, 1) + timedelta(days=offset) for offset in range(31)]
    assert [day.day for day in october if spans_on(hours, day)] == days


def test_a_season_holds_instead_of_the_week() -> None:
    summer = Rule(days=WORKDAYS[:4], opens=480, closes=720, valid_from=date(2027, 6, 1), valid_to=date(2027, 8, 31))
    hours = opening(NINE_TO_FIVE, summer)
    assert spans_on(hours, date(2027, 5, 31)) == ((540, 1020),)
    assert spans_on(hours, date(2027, 6, 1)) == ((480, 720),)
    assert spans_on(hours, date(2027, 6, 4)) == ()  # a Friday, which the season does not name
    assert spans_on(hours, date(2027, 9, 1)) == ((540, 1020),)
    assert open_state(hours, at("2027-06-03T13:00")).opens_at == at("2027-06-07T08:00")
    assert not is_open(hours, at("2027-06-03T13:00"))


JUNE, AUGUST, YEAR_END = date(2027, 6, 1), date(2027, 8, 31), date(2027, 12, 31)
SATURDAYS = Rule(days=((0, 5),), opens=600, closes=720)
FIRST_SATURDAY = Rule(days=((1, 5),), opens=780, closes=900)
MORNINGS = Rule(days=((0, 4),), opens=480, closes=600)


def dated(rule: Rule, first: date | None, last: date | None) -> Rule:
    return replace(rule, valid_from=first, valid_to=last)


@pytest.mark.parametrize(
    ("rules", "friday", "saturday"),  # 4 and 5 June 2027
    [
        ((NINE_TO_FIVE, dated(SATURDAYS, JUNE, None)), (), ((600, 720),)),
        ((NINE_TO_FIVE, dated(SATURDAYS, None, AUGUST)), (), ((600, 720),)),
        ((NINE_TO_FIVE, dated(SATURDAYS, date(2027, 1, 1), YEAR_END)), (), ((600, 720),)),
        ((NINE_TO_FIVE, dated(SATURDAYS, JUNE, AUGUST)), (), ((600, 720),)),
        ((NINE_TO_FIVE, dated(SATURDAYS, date(2027, 6, 6), None)), ((540, 1020),), ()),
        ((NINE_TO_FIVE, dated(SATURDAYS, None, date(2027, 6, 3))), ((540, 1020),), ()),
        # what has the same dates holds together, and so does what holds since other days
        ((NINE_TO_FIVE, dated(SATURDAYS, JUNE, None), dated(MORNINGS, JUNE, None)), ((480, 600),), ((600, 720),)),
        ((dated(NINE_TO_FIVE, date(2026, 1, 1), None), dated(SATURDAYS, JUNE, None)), ((540, 1020),), ((600, 720),)),
        # a season holds instead of what holds since a day
        ((dated(NINE_TO_FIVE, date(2026, 1, 1), None), dated(MORNINGS, JUNE, AUGUST)), ((480, 600),), ()),
        # single days of a month are beside any week, and replace none
        ((NINE_TO_FIVE, dated(FIRST_SATURDAY, JUNE, AUGUST)), ((540, 1020),), ((780, 900),)),
        ((NINE_TO_FIVE, dated(FIRST_SATURDAY, JUNE, None)), ((540, 1020),), ((780, 900),)),
        ((FIRST_SATURDAY, NINE_TO_FIVE, dated(MORNINGS, JUNE, None)), ((480, 600),), ((780, 900),)),
        ((NINE_TO_FIVE, dated(Rule(closed=True, days=((0, 4),)), JUNE, None)), (), ()),
    ],
)
def test_hours_with_dates_hold_instead_of_the_undated_week(
    rules: tuple[Rule, ...], friday: tuple[Span, ...], saturday: tuple[Span, ...]
) -> None:
    hours = opening(*rules)
    assert (spans_on(hours, date(2027, 6, 4)), spans_on(hours, date(2027, 6, 5))) == (friday, saturday)


def test_a_holiday_shuts_the_days_it_names() -> None:
    thanksgiving = Rule(valid_from=date(2026, 11, 26), valid_to=date(2026, 11, 27), closed=True)
    hours = opening(NINE_TO_FIVE, thanksgiving)
    assert spans_on(hours, date(2026, 11, 26)) == ()
    assert open_state(hours, at("2026-11-25T18:00")).opens_at == at("2026-11-30T09:00")
    party = opening(Rule(days=((0, 3),), opens=20 * 60, closes=3 * 60), thanksgiving)
    assert spans_on(party, date(2026, 11, 26)) == ()


def test_what_opens_after_the_coming_days_is_told_too() -> None:
    hours = opening(Rule(days=((1, 0),), opens=540, closes=600))
    assert open_state(hours, at("2026-10-13T12:00")) == OpenState("closed", opens_at=at("2026-11-02T09:00"))
    assert open_state(hours, at("2026-10-05T09:30")) == OpenState("open", until=at("2026-10-05T10:00"))
    assert open_state(hours, at("2026-10-05T10:00")).opens_at == at("2026-11-02T09:00")
    season = opening(
        Rule(days=((0, 2),), opens=540, closes=600, valid_from=date(2027, 7, 1), valid_to=date(2027, 8, 1))
    )
    assert open_state(season, at("2026-10-13T12:00")).opens_at == at("2027-07-07T09:00")


def test_what_is_over_does_not_open_again() -> None:
    over = opening(Rule(days=((0, 2),), opens=540, closes=600, valid_to=date(2026, 9, 1)))
    assert open_state(over, at("2026-10-13T12:00")) == OpenState("closed")
    never = opening(Rule(days=((5, 0),), month_days=(1,), opens=540, closes=600))
    assert open_state(never, at("2026-10-13T12:00")) == OpenState("closed")


def test_where_the_clock_leaps_forward_the_missing_hour_is_not_open() -> None:
    leap = date(2026, 3, 8)  # 2 a.m. becomes 3 a.m.
    hours = opening(Rule(days=((0, 6),), opens=2 * 60 + 30, closes=4 * 60))
    assert spans_on(hours, leap) == ((150, 240),)
    assert open_state(hours, datetime(2026, 3, 8, 7, 15, tzinfo=UTC)).state == "closed"  # 3:15 there
    assert open_state(hours, datetime(2026, 3, 8, 7, 45, tzinfo=UTC)).state == "open"
    gone = opening(Rule(days=((0, 6),), opens=2 * 60 + 30, closes=3 * 60))
    state = open_state(gone, datetime(2026, 3, 8, 6, 0, tzinfo=UTC))
    assert state == OpenState("closed", opens_at=at("2026-03-15T02:30"))


def test_where_the_clock_falls_back_the_first_of_the_two_times_counts() -> None:
    hours = opening(Rule(days=((0, 6),), opens=60, closes=90))  # 1:00 to 1:30, twice there on 1 November
    assert open_state(hours, datetime(2026, 11, 1, 5, 15, tzinfo=UTC)).state == "open"
    assert open_state(hours, datetime(2026, 11, 1, 6, 15, tzinfo=UTC)).state == "closed"
    always = opening(Rule())
    assert open_state(always, datetime(2026, 11, 1, 6, 15, tzinfo=UTC)).state == "always"


MINUTES = st.integers(0, DAY_MINUTES)
RULES = st.builds(
    Rule,
    days=st.lists(st.tuples(st.sampled_from([0, 0, 1, 3, -1]), st.integers(0, 6)), max_size=4).map(tuple),
    month_days=st.sampled_from([(), (), (1, 15), (-1,)]),
    opens=st.integers(0, DAY_MINUTES - 1),
    closes=MINUTES,
    every=st.integers(1, 3),
    monthly=st.booleans(),
    anchor=st.sampled_from([None, date(2026, 1, 1)]),
    closed=st.sampled_from([False, False, False, True]),
)
HOURS = st.lists(RULES, max_size=4).map(lambda rules: opening(*rules))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001 - made aware at once


@settings(deadline=None)
@given(HOURS, st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_spans_start_within_their_day_and_lie_apart(hours: Opening, day: date) -> None:
    spans = spans_on(hours, day)
    assert all(0 <= opens < DAY_MINUTES and opens < closes <= 2 * DAY_MINUTES for opens, closes in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))


@settings(deadline=None)
@given(HOURS, MOMENTS)
def test_the_answer_holds_until_it_says(hours: Opening, moment: datetime) -> None:
    state = open_state(hours, moment)
    if state.until:
        assert state.until > moment
        assert open_state(hours, state.until).state == "closed"
        assert open_state(hours, state.until.astimezone(UTC) - timedelta(seconds=1)).state == "open"
    if state.opens_at:
        assert moment < state.opens_at <= moment + timedelta(days=402)
        assert open_state(hours, state.opens_at).state in {"open", "always"}
        assert open_state(hours, state.opens_at.astimezone(UTC) - timedelta(seconds=1)).state == "closed"


@settings(deadline=None)
@given(HOURS, MOMENTS)
def test_stretches_made_once_for_a_day_say_the_same(hours: Opening, moment: datetime) -> None:
    known = coming(hours, moment.astimezone(ZONE).date())
    assert (known.state(moment) if known else OpenState("unknown")) == open_state(hours, moment)


@settings(deadline=None)
@given(HOURS, MOMENTS)
def test_open_without_looking_ahead_is_the_same_open(hours: Opening, moment: datetime) -> None:
    assert is_open(hours, moment) == (open_state(hours, moment).state in {"open", "always"})


@settings(deadline=None)
@given(HOURS, MOMENTS)
def test_open_agrees_with_the_spans_of_the_day_and_the_night_before(hours: Opening, moment: datetime) -> None:
    state = open_state(hours, moment).state
    local = moment.astimezone(ZONE)
    if state == "unknown" or local.utcoffset() != (local - timedelta(days=2)).utcoffset():
        return
    minute = local.hour * 60 + local.minute
    today, night = spans_on(hours, local.date()), spans_on(hours, local.date() - timedelta(days=1))
    inside = any(opens <= minute < closes for opens, closes in today)
    inside = inside or any(opens <= minute + DAY_MINUTES < closes for opens, closes in night)
    assert (state in {"open", "always"}) == inside
