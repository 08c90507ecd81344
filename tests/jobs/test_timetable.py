"""When is a job due? Every latest moment lies at or before now, and no day is left out or doubled when clocks change."""

from datetime import UTC, datetime, time, timedelta

import pytest

from resource_app.jobs.timetable import TIMETABLE, Daily, Every

MIDNIGHT = datetime(2026, 3, 8, tzinfo=UTC)  # clocks change in the United States


@pytest.mark.parametrize(
    ("now", "latest"),
    [
        (MIDNIGHT + timedelta(hours=7, minutes=59), MIDNIGHT - timedelta(hours=16)),
        (MIDNIGHT + timedelta(hours=8), MIDNIGHT + timedelta(hours=8)),
        (MIDNIGHT + timedelta(hours=23), MIDNIGHT + timedelta(hours=8)),
    ],
)
def test_daily(now: datetime, latest: datetime) -> None:
    assert Daily(time(8)).latest(now) == latest


@pytest.mark.parametrize("minutes", [1, 5, 30, 7])
def test_every_few_minutes_is_at_most_those_minutes_ago(minutes: int) -> None:
    for second in range(0, 86_400, 577):
        now = MIDNIGHT + timedelta(seconds=second)
        assert timedelta(0) <= now - Every(minutes).latest(now) < timedelta(minutes=minutes)


def test_every_few_seconds() -> None:
    assert Every(seconds=30).latest(MIDNIGHT + timedelta(seconds=89)) == MIDNIGHT + timedelta(minutes=1)
    assert str(Every(seconds=30)) == "every 30 seconds"
    assert str(Every(10)) == "every 10 minutes"


def test_a_year_has_a_run_for_each_day() -> None:
    hours = [MIDNIGHT + timedelta(hours=hour) for hour in range(365 * 24)]
    assert len({Daily(time(8)).latest(now) for now in hours}) == 366


def test_names_are_unique_and_every_job_says_what_it_does() -> None:
    assert len({job.name for job in TIMETABLE}) == len(TIMETABLE)
    assert all(job.about.endswith(".") for job in TIMETABLE)
