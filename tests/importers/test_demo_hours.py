"""The demo's notation of opening hours, and the schedules it stands for."""

from datetime import date
from typing import Any

import pytest

from importers.demo.hours import schedules

TODAY = date(2026, 10, 13)
WEEK = "MO,TU,WE,TH,FR,SA,SU"


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        (
            "Mon-Fri 9-17",
            {
                "freq": "WEEKLY",
                "byday": "MO,TU,WE,TH,FR",
                "opens_at": "09:00",
                "closes_at": "17:00",
                "description": "Monday to Friday, 9 a.m. to 5 p.m.",
            },
        ),
        (
            "Fri,Sat 20-2",
            {
                "freq": "WEEKLY",
                "byday": "FR,SA",
                "opens_at": "20:00",
                "closes_at": "02:00",
                "description": "Friday and Saturday, 8 p.m. to 2 a.m.",
            },
        ),
        (
            "1Sat,3Sat 9:30-12",
            {
                "freq": "MONTHLY",
                "byday": "1SA,3SA",
                "opens_at": "09:30",
                "closes_at": "12:00",
                "description": "First Saturday and Third Saturday of the month, 9:30 a.m. to noon",
            },
        ),
        (
            "-1Thu 18-24",
            {
                "freq": "MONTHLY",
                "byday": "-1TH",
                "opens_at": "18:00",
                "closes_at": "23:59",
                "description": "Last Thursday of the month, 6 p.m. to midnight",
            },
        ),
        (
            "Tue/2 10-12",
            {
                "freq": "WEEKLY",
                "byday": "TU",
                "interval": 2,
                "dtstart": "2026-01-06",
                "opens_at": "10:00",
                "closes_at": "12:00",
                "description": "Every other Tuesday, 10 a.m. to noon",
            },
        ),
        (
            "24h",
            {
                "freq": "WEEKLY",
                "byday": WEEK,
                "opens_at": "00:00",
                "closes_at": "23:59",
                "description": "Open 24 hours, every day",
            },
        ),
        ("appt", {"description": "By appointment"}),
        ("~ Hours change, so call", {"description": "Hours change, so call"}),
        (
            "closed 01-01",
            {
                "valid_from": "2027-01-01",
                "valid_to": "2027-01-01",
                "dtstart": "2027-01-01",
                "until": "2027-01-01",
                "description": "Closed on New Year's Day",
            },
        ),
    ],
)
def test_an_entry_becomes_a_schedule(notation: str, expected: dict[str, Any]) -> None:
    assert schedules(notation, TODAY) == [expected]


def test_a_break_makes_two_spans_and_a_week_may_end_on_a_monday() -> None:
    first, second = schedules("Sat-Mon 9-12,13-16", TODAY)
    assert (first["byday"], first["closes_at"], second["opens_at"]) == ("SA,SU,MO", "12:00", "13:00")


@pytest.mark.parametrize(
    ("today", "starts", "ends"),
    [
        (date(2026, 10, 13), "2026-11-15", "2027-03-31"),
        (date(2027, 1, 2), "2026-11-15", "2027-03-31"),
        (date(2027, 4, 1), "2027-11-15", "2028-03-31"),
    ],
)
def test_a_season_is_the_one_that_runs_or_comes_next(today: date, starts: str, ends: str) -> None:
    [season] = schedules("season 11-15..03-31 Mon-Sun 20-8", today)
    assert (season["valid_from"], season["valid_to"]) == (starts, ends)


@pytest.mark.parametrize("wrong", ["Monday 9-5", "Mon 9", "daily", "Mon 9-5 or so"])
def test_what_cannot_be_read_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        schedules(wrong, TODAY)
