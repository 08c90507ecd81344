"""Hours go into a form and come out again: what they open is the same, whatever a source wrote."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resource_app.directory.hours import opening_of
from resource_app.directory.hours.weekly import DAYS, HOLIDAY_WORDS, ORDINALS, Hours, Off, Other, hours_of, schedules_of
from search.holidays import CODES
from search.opening import spans_on

ZONE = "America/New_York"
MONDAY = date(2026, 10, 12)

TIMES = st.integers(0, 47).map(lambda half: half * 30)
SPAN = st.tuples(TIMES, TIMES).filter(lambda span: span[0] != span[1])
DATES = st.dates(date(2026, 1, 1), date(2027, 12, 31))
SEASONS = st.tuples(DATES, DATES).map(sorted)


@st.composite
def others(draw: st.DrawFn) -> Other:
    first, last = draw(st.one_of(st.just((None, None)), SEASONS))
    ordinal = draw(st.sampled_from(ORDINALS[1:] if first is None else ORDINALS))
    return Other(ordinal, draw(st.integers(0, 6)), *draw(SPAN), first, last)


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    days = draw(st.lists(st.lists(SPAN, max_size=2, unique=True).map(sorted).map(tuple), min_size=7, max_size=7))
    whys = st.sampled_from(("", "Winter rest", "staff training"))
    off = draw(st.lists(st.builds(lambda both, why: Off(*both, why), SEASONS, whys), max_size=2, unique=True))
    codes = draw(st.sets(st.sampled_from(CODES)))
    listed = tuple(code for code in CODES if code in codes)
    return Hours(tuple(days), tuple(draw(st.lists(others(), max_size=2, unique=True))), tuple(off), listed)


@given(hours())
def test_what_a_form_holds_comes_back(said: Hours) -> None:
    schedules = schedules_of(said, [])
    assert hours_of(schedules, ZONE) == said
    assert schedules_of(hours_of(schedules, ZONE), schedules) == schedules  # with the same ids


@given(hours())
def test_a_page_opens_what_the_form_says(said: Hours) -> None:
    opening = opening_of(schedules_of(said, []), ZONE)
    week = Hours(week=said.week)
    if said == week:
        for number, spans in enumerate(said.week):
            opened = spans_on(opening, MONDAY + timedelta(days=number))
            assert bool(opened) == bool(spans)


@pytest.mark.parametrize(
    "schedule",
    [
        {"id": "a", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"},
        {"id": "b", "description": "Mon-Fri 9am-5pm"},
        {"id": "c", "freq": "MONTHLY", "byday": "1SA,3SA", "opens_at": "09:00", "closes_at": "12:00"},
        {"id": "d", "freq": "WEEKLY", "interval": 2, "byday": "MO", "dtstart": "2026-10-05", "opens_at": "09:00"},
        {"id": "e", "description": "By appointment, ask for the calendar."},
        {"id": "f", "description": "Closed", "valid_from": "2026-12-24", "valid_to": "2026-12-26"},
        {"id": "g", "freq": "DAILY", "opens_at": "00:00", "closes_at": "24:00"},
        {"id": "h", "bymonthday": "1,15", "freq": "MONTHLY", "opens_at": "09:00", "closes_at": "12:00"},
        {"id": "i"},
    ],
)
def test_what_a_source_wrote_opens_the_same_afterwards(schedule: dict) -> None:
    before = opening_of([schedule], ZONE)
    after = opening_of(schedules_of(hours_of([schedule], ZONE), [schedule]), ZONE)
    days = [date(2026, 10, 1) + timedelta(days=ahead) for ahead in range(120)]
    assert [spans_on(after, day) for day in days] == [spans_on(before, day) for day in days]
    assert (after.appointment, after.more) == (before.appointment, before.more)


def test_every_holiday_has_words_that_are_read() -> None:
    assert tuple(HOLIDAY_WORDS) == CODES
    for code in CODES:
        assert hours_of(schedules_of(Hours(holidays=(code,)), []), ZONE).holidays == (code,)


def test_days_have_a_code() -> None:
    assert len(DAYS) == 7
