"""Clocks run in the working time of the organization: its hours, its holidays, its time zone, summer time and winter time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.offers.business_time import OFFICE, WORKDAYS, Calendar
from referrals.offers.clocks import BY_CODE, CLOCKS, HARD_CAP
from search.opening import Opening, Rule

ZONE = "America/New_York"
MOMENTS = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 - the zone is drawn beside
    datetime(2028, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
OFFICES = Calendar.of(Opening(), ZONE)


def there(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (there(2026, 10, 13, 10), 4, there(2026, 10, 13, 14)),
        (there(2026, 10, 13, 15), 4, there(2026, 10, 14, 11)),  # over night
        (there(2026, 10, 16, 16), 4, there(2026, 10, 19, 12)),  # over a weekend
        (there(2026, 10, 9, 16), 4, there(2026, 10, 13, 12)),  # Columbus Day is the 12th
        (there(2026, 10, 30, 16), 4, there(2026, 11, 2, 12)),  # winter time begins on the Sunday
        (there(2026, 10, 17, 3), 1, there(2026, 10, 19, 10)),
    ],
)
def test_referral_hours_count_while_the_office_is_open(start: datetime, hours: int, end: datetime) -> None:
    assert OFFICES.after_hours(start, hours) == end


def test_referral_days_end_when_the_office_closes() -> None:
    assert OFFICES.after_days(there(2026, 10, 8, 16), 2) == there(2026, 10, 13, 17)
    assert OFFICES.after_days(there(2026, 10, 9, 8), 2) == there(2026, 10, 14, 17)


def test_referral_an_organization_with_hours_of_its_own_is_waited_for_by_them() -> None:
    evenings = Opening(ZONE, (Rule(days=((0, 0), (0, 2), (0, 4)), opens=17 * 60, closes=21 * 60),))
    assert Calendar.of(evenings, "America/Chicago").after_hours(there(2026, 10, 13, 10), 2) == there(2026, 10, 14, 19)


@pytest.mark.parametrize(
    "opening",
    [
        Opening(),
        Opening(ZONE, (Rule(),)),  # day and night
        Opening(ZONE, (Rule(days=((1, 0),), monthly=True, opens=540, closes=600),)),  # the first Monday
        Opening(ZONE, (Rule(days=WORKDAYS, opens=0, closes=60),), sure=False),
    ],
)
def test_referral_hours_that_say_nothing_usual_are_those_of_an_office(opening: Opening) -> None:
    assert Calendar.of(opening, ZONE).opening.rules == OFFICE.rules


@given(MOMENTS, st.integers(1, 40))
def test_referral_more_hours_never_end_sooner_and_always_end_while_open(start: datetime, hours: int) -> None:
    ends = [OFFICES.after_hours(start, each) for each in (hours, hours + 1)]
    assert start < ends[0] < ends[1]
    local = ends[0].astimezone(ZoneInfo(ZONE))
    assert local.weekday() < 5
    assert time(9) < local.time() <= time(17)


def test_referral_clocks_of_an_urgent_offer_come_sooner() -> None:
    start = there(2026, 10, 13, 10)
    for clock in (
        each for each in CLOCKS if each.since not in {"placed", "asked", "unnamed"}
    ):  # beside help, or due at once
        urgent, routine = (clock.dues(start, priority, OFFICES) for priority in ("urgent", "routine"))
        assert len(urgent) == len(routine)
        assert all(sooner < later for sooner, later in zip(urgent, routine, strict=True)), clock.code


def test_referral_an_offer_expires_before_the_longest_time_it_may_stay_open() -> None:
    start = there(2026, 10, 13, 10)
    assert BY_CODE["T5"].dues(start, "routine", OFFICES) == (start + timedelta(days=10),)
    assert timedelta(days=10) < HARD_CAP
    assert BY_CODE["T1"].dues(start, "routine", OFFICES)[0].date() == date(2026, 10, 15)
