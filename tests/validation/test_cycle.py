"""Due dates are calendar months from the confirmation, whatever month, leap year or clock change lies between."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from search.holidays import holiday_on
from validation.cycle import (
    CLOSES,
    INTERVALS,
    OPENS,
    after,
    at_opening,
    due_on,
    is_working_day,
    may_write,
    months_of,
    next_writing,
)
from validation.ladder import DAYS, RUNGS, due_at, ladder_of, rung_after

ZONES = ("America/New_York", "America/Chicago", "America/Phoenix", "America/Anchorage", "Pacific/Honolulu")
FOUR_YEARS = [date(2024, 1, 1) + timedelta(days=ahead) for ahead in range(4 * 365 + 1)]


@pytest.mark.parametrize("months", INTERVALS)
def test_validation_every_day_of_four_years_is_due_on_its_own_day_or_the_last_of_the_month(months: int) -> None:
    for day in FOUR_YEARS:
        for periods in range(5):
            due = due_on(day, months, periods)
            ahead = (due.year - day.year) * 12 + due.month - day.month
            assert ahead == months * periods
            assert due.day in {day.day, calendar.monthrange(due.year, due.month)[1]}
            assert due.day <= day.day


def test_validation_six_months_are_between_181_and_184_days_and_never_go_back() -> None:
    dues = [due_on(day, 6, 1) for day in FOUR_YEARS]
    assert all(181 <= (due - day).days <= 184 for day, due in zip(FOUR_YEARS, dues, strict=True))
    assert dues == sorted(dues)


def test_validation_a_short_month_in_between_shortens_nothing() -> None:
    assert [due_on(date(2025, 8, 31), 6, periods) for periods in (1, 2)] == [date(2026, 2, 28), date(2026, 8, 31)]


@pytest.mark.parametrize("zone", ZONES)
def test_validation_every_rung_of_four_years_is_due_in_working_hours_there(zone: str) -> None:
    for day in FOUR_YEARS:
        for months in INTERVALS:
            moments = [due_at(rung, months, day, zone) for rung in RUNGS]
            for rung, moment in zip(RUNGS, moments, strict=True):
                there = moment.astimezone(ZoneInfo(zone))
                assert moment.utcoffset() == there.utcoffset()
                if rung.act == "hide":
                    assert there.time() == time()
                else:
                    assert there.time() == OPENS
                    assert there.weekday() < 5
                    assert not holiday_on(there.date())
            assert moments == sorted(moments)


@pytest.mark.parametrize("zone", ZONES)
def test_validation_a_listing_leaves_when_its_due_date_is_over_there_and_not_before(zone: str) -> None:
    for day in FOUR_YEARS:
        moment = after(day, zone)
        assert moment.astimezone(ZoneInfo(zone)).date() == day + timedelta(days=1)
        assert (moment.astimezone(UTC) - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date() == day


@pytest.mark.parametrize("zone", ZONES)
def test_validation_a_letter_that_may_not_leave_now_leaves_at_the_next_opening(zone: str) -> None:
    for day in FOUR_YEARS[::3]:
        for hour in (0, 5, 13, 19, 23):
            now = datetime.combine(day, time(hour, 30), UTC)
            for another in (False, True):
                then = next_writing(now, zone, another_day=another)
                there = then.astimezone(ZoneInfo(zone))
                assert may_write(then, zone)
                assert then >= now
                assert OPENS <= there.time() < CLOSES
                assert is_working_day(there.date())
                if another:
                    assert there.date() > now.astimezone(ZoneInfo(zone)).date()


def test_validation_a_weekend_and_a_holiday_are_waited_out() -> None:
    assert at_opening(date(2026, 9, 5), "America/New_York") == datetime(
        2026, 9, 8, 13, tzinfo=UTC
    )  # Labor Day is the 7th


def test_validation_the_shortest_interval_of_its_kinds_of_help_counts() -> None:
    every = {"shelter": 1, "public-benefits": 3}
    assert months_of(("housing", "shelter"), every) == 1
    assert months_of(("public-benefits",), every) == 3
    assert months_of(("food-pantry",), every) == 6


@pytest.mark.parametrize(
    ("months", "days", "ladder"),
    [(6, 181, 6), (6, 60, 6), (6, 59, 3), (6, 30, 3), (6, 29, 1), (3, 90, 3), (1, 31, 1), (6, -5, 1)],
)
def test_validation_short_notice_climbs_a_shorter_ladder(months: int, days: int, ladder: int) -> None:
    assert ladder_of(months, timedelta(days=days)) == ladder


def test_validation_the_ladder_has_the_days_of_the_promise() -> None:
    assert DAYS[6] == (-60, -45, -30, -21, -7, 0, 30)
    assert DAYS[3] == (-30, -22, -15, -10, -4, 0, 30)
    assert DAYS[1] == (-10, -7, -5, -4, -2, 0, 30)
    assert [rung.act for rung in RUNGS] == ["write", "write", "write", "call", "write", "hide", "hide"]
    assert [rung_after(rung.code) for rung in RUNGS] == [*RUNGS[1:], None]
