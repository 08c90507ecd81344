"""Public holidays by rule, and hours that keep them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from search.holidays import CODES, bits_of, holiday_on
from search.opening import Opening, Rule, is_open, open_state, spans_on

ZONE = ZoneInfo("America/New_York")
WORKDAYS = tuple((0, weekday) for weekday in range(5))
OFFICE = Opening("America/New_York", (Rule(WORKDAYS, opens=540, closes=1020),), holidays=CODES)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2026-01-01", "new-year"),
        ("2026-01-19", "king"),
        ("2026-02-16", "presidents"),
        ("2026-05-25", "memorial"),
        ("2026-06-19", "juneteenth"),
        ("2026-07-03", "independence"),  # observed, the 4th is a Saturday
        ("2026-07-04", "independence"),
        ("2026-09-07", "labor"),
        ("2026-10-12", "columbus"),
        ("2026-11-11", "veterans"),
        ("2026-11-26", "thanksgiving"),
        ("2026-12-25", "christmas"),
        ("2027-07-05", "independence"),  # observed, the 4th is a Sunday
        ("2021-12-31", "new-year"),  # observed in the old year
        ("2026-11-27", ""),
        ("2026-12-24", ""),
        ("2026-04-05", ""),
    ],
)
def test_each_holiday_falls_on_its_day(day: str, code: str) -> None:
    assert holiday_on(date.fromisoformat(day)) == code


def test_every_year_has_each_of_them() -> None:
    for year in range(2000, 2060):
        days = [date(year, 1, 1) + timedelta(days=ahead) for ahead in range(365)]
        assert {holiday_on(day) for day in days} == {*CODES, ""}
    assert bits_of(["king", "new-year", "king", ""]) == 0b11


def test_it_is_closed_on_a_holiday_and_opens_after_it() -> None:
    thanksgiving = datetime(2026, 11, 26, 12, tzinfo=ZONE)
    assert spans_on(OFFICE, thanksgiving.date()) == ()
    state = open_state(OFFICE, thanksgiving)
    assert (state.state, state.opens_at) == ("closed", datetime(2026, 11, 27, 9, tzinfo=ZONE))
    assert not is_open(OFFICE, thanksgiving)
    assert is_open(OFFICE, thanksgiving + timedelta(days=1))


def test_day_and_night_ends_where_a_holiday_begins() -> None:
    always = Opening("America/New_York", (Rule(),), holidays=("christmas",))
    state = open_state(always, datetime(2026, 12, 24, 12, tzinfo=ZONE))
    assert (state.state, state.until) == ("open", datetime(2026, 12, 25, tzinfo=ZONE))
    assert open_state(always, datetime(2026, 11, 26, 12, tzinfo=ZONE)).state == "always"  # it keeps Christmas alone
