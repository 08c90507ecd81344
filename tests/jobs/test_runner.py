"""Whatever number of processes look at the timetable, every due moment is worked once, and what died is made up for."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text, update

from resource_app.cli import group
from resource_app.clock import utc_now
from resource_app.connections import Connections
from resource_app.jobs import runner, work
from resource_app.jobs.models import JobRun
from resource_app.jobs.timetable import Every, Job
from resource_app.notes import Note, told
from resource_app.settings import Settings
from tests.factories import load
from tests.stores import environment_of

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def job(do: Callable[[], str], name: str = "bell") -> Job:
    return Job(name, "Rings.", Every(10), lambda _connections, _now: Note.of(do()))


def runs(connections: Connections) -> list[JobRun]:
    with connections.reading() as session:
        found = list(session.scalars(select(JobRun).order_by(JobRun.due_at)))
        session.expunge_all()
    return found


def test_what_is_due_is_done_once_and_again_when_it_is_due_again(connections: Connections, clock: Clock) -> None:
    rung: list[datetime] = []
    table = [job(lambda: rung.append(clock()) or "rung")]
    assert [runner.tick(connections, clock, table) for _ in range(3)] == [1, 0, 0]
    clock.now += timedelta(minutes=10)
    assert runner.tick(connections, clock, table) == 1
    assert rung == [NOW, NOW + timedelta(minutes=10)]
    assert [(run.state, told(run.note), run.tries) for run in runs(connections)] == [("done", "rung", 1)] * 2


def test_days_of_being_down_are_made_up_for_by_one_run(connections: Connections, clock: Clock) -> None:
    table = [job(lambda: "rung")]
    runner.tick(connections, clock, table)
    clock.now += timedelta(days=10)
    assert runner.tick(connections, clock, table) == 1


def test_what_fails_is_tried_three_times_and_does_not_stop_the_others(connections: Connections, clock: Clock) -> None:
    table = [job(lambda: str(1 // 0), "broken"), job(lambda: "rung")]
    assert runner.tick(connections, clock, table) == 2
    for _ in range(3):
        clock.now += timedelta(minutes=3)
        runner.tick(connections, clock, table)
    broken, whole = sorted(runs(connections)[:2], key=lambda run: run.name)[::-1]
    assert (broken.name, broken.state, broken.note) == ("broken", "running", "ZeroDivisionError")
    assert whole.state == "done"
    clock.now = NOW + timedelta(minutes=9)
    for _ in range(3):
        runner.tick(connections, clock, table)
        clock.now += timedelta(seconds=301)
    first = next(run for run in runs(connections) if run.name == "broken")
    assert (first.state, first.tries) == ("failed", 3)


def test_a_run_whose_process_died_is_taken_again_after_its_lease(connections: Connections, clock: Clock) -> None:
    table = [job(lambda: "rung")]
    runner.tick(connections, clock, table)
    with connections.transaction() as session:
        session.execute(update(JobRun).values(state="running", finished_at=None))
    clock.now += timedelta(minutes=9)
    assert runner.tick(connections, clock, table) == 0
    clock.now = NOW + timedelta(minutes=16)  # and the next moment is due as well
    assert runner.tick(connections, clock, table) == 2
    assert {(run.state, told(run.note)) for run in runs(connections)} == {("done", "rung")}


def test_what_never_comes_to_an_end_is_given_up(connections: Connections, clock: Clock) -> None:
    table = [job(lambda: "rung")]
    runner.tick(connections, clock, table)
    with connections.transaction() as session:
        session.execute(update(JobRun).values(state="running", tries=runner.MOST_TRIES, finished_at=None))
    clock.now += timedelta(minutes=16)
    runner.tick(connections, clock, table)
    assert runs(connections)[0].state == "failed"


def test_eight_at_once_do_each_run_once(connections: Connections, clock: Clock) -> None:
    rung: list[str] = []
    table = [job(lambda name=f"bell {number}": rung.append(name) or "rung", f"bell {number}") for number in range(12)]
    together = Barrier(8)
    wrong: list[BaseException] = []

    def look() -> None:
        together.wait()
        try:
            runner.tick(connections, clock, table)
        except BaseException as error:  # noqa: BLE001 - told below
            wrong.append(error)

    threads = [Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert sorted(rung) == sorted(each.name for each in table)


def test_the_index_is_compared_and_healed(connections: Connections, clock: Clock) -> None:
    with connections.transaction() as session:
        load(session, NOW)
    assert str(work.check_index(connections, NOW)) == "1 listings, none wrong in the index"
    with connections.transaction() as session:
        session.execute(text("UPDATE search_document SET version = version + 1"))
    assert str(work.check_index(connections, NOW)).startswith("1 of 1 listings were wrong")
    with connections.reading() as session:
        assert connections.search.verify(session.connection()).count == 0
    del clock


def test_old_runs_are_forgotten(connections: Connections, clock: Clock) -> None:
    runner.tick(connections, clock, [job(lambda: "rung")])
    assert str(work.tidy_jobs(connections, NOW + timedelta(days=29))) == "0 forgotten"
    assert str(work.tidy_jobs(connections, NOW + timedelta(days=31))) == "1 forgotten"


def test_the_commands_do_a_job_and_show_how_it_ended(connections: Connections, settings: Settings) -> None:
    where = environment_of(settings.data_dir)
    done = CliRunner().invoke(group, ["jobs", "once", "index-check"], env=where)
    assert (done.exit_code, done.output) == (0, "index-check: 0 listings, none wrong in the index\n")
    listed = CliRunner().invoke(group, ["jobs", "list"], env=where).output
    assert "index-check, daily at 08:00 UTC." in listed
    assert "done. 0 listings, none wrong in the index" in listed
    assert "never done yet" in listed
    assert "UTC: no process of `resourceloop jobs run` has come to it" in listed
    command = [sys.executable, "-c", "from resource_app.cli import main; main()", "jobs", "once", "nothing"]
    unknown = subprocess.run(command, env=where, capture_output=True, text=True, check=False, cwd=Path.cwd())
    assert (unknown.returncode, unknown.stderr.count("\n")) == (2, 1)
    assert (
        "There are: index-there, index-check, audit-anchor, tidy-jobs, tidy-sign-ins, erase-claims, erase-problems, "
        "erase-proposed, tidy-drafts, erase-people, count-use, confirm-begin, confirm-ask, referral-clocks, run-checks, "
        "rank-new-work, rank-work, tidy-use." in unknown.stderr
    )


STANDING: dict[str, tuple[dict[str, Any], str]] = {
    "waits": ({"state": "waiting"}, "due since {due} UTC: no process has begun it"),
    "runs": (
        {"state": "running", "tries": 1, "started_at": 5, "leased_until": -10},
        "running since {begun} UTC (try 1 of 3). Should its process have died, another takes it up after {until} UTC",
    ),
    "failed once": (
        {"state": "running", "tries": 1, "started_at": 5, "leased_until": -5, "note": "ReadTimeout"},
        "begun {begun} UTC and failed (try 1 of 3): ReadTimeout. It is tried again after {until} UTC",
    ),
    "died": (
        {"state": "running", "tries": 2, "started_at": 50, "leased_until": 30},
        "begun {begun} UTC and never ended (try 2 of 3): its process died, and none has taken it up since {until} UTC",
    ),
}


@pytest.mark.parametrize("case", STANDING)
def test_the_list_says_when_a_job_was_done_and_what_stands_in_the_way(
    case: str, connections: Connections, settings: Settings
) -> None:
    """Minutes are counted back from now; the run that ended was due long before it was done."""
    fields, said = STANDING[case]
    now = utc_now()
    moments = {name: now - timedelta(minutes=back) for name, back in fields.items() if name.endswith(("_at", "_until"))}
    done = JobRun(
        name="index-check",
        due_at=now - timedelta(days=3),
        state="done",
        finished_at=now - timedelta(days=2),
        note="healed",
    )
    with connections.transaction() as session:
        session.add(done)
        session.add(JobRun(**{"name": "index-check", "due_at": now - timedelta(hours=1), **fields, **moments}))
    shown = {"due": now - timedelta(hours=1), "begun": moments.get("started_at"), "until": moments.get("leased_until")}
    words = {name: f"{at:%Y-%m-%d %H:%M}" for name, at in shown.items() if at}
    listed = CliRunner().invoke(group, ["jobs", "list"], env=environment_of(settings.data_dir)).output
    _, _, after = listed.partition("index-check, ")
    assert after.splitlines()[1:3] == [
        f"    {said.format(**words)}",
        f"    {now - timedelta(days=2):%Y-%m-%d %H:%M} UTC: done. healed",
    ]
