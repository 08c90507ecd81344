"""Who does what is due? Any number of processes: each due moment is a row, and whoever claims the row does the work.

APScheduler only calls `tick`; it knows no job. A process that was down makes up for the last moment each job was due, once.
"""

import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import Any

import structlog
from apscheduler.schedulers.blocking import BlockingScheduler
from sqlalchemy import or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from resource_app.clock import Clock
from resource_app.connections import Connections
from resource_app.errors import N_
from resource_app.jobs.deliveries import drain
from resource_app.jobs.models import JobRun
from resource_app.jobs.timetable import TIMETABLE, Job
from resource_app.notes import Note

TICK_SECONDS = 10
DRAIN_SECONDS = 1  # how far what lies outside the database may lag behind it
MOST_TRIES = 3
RETRY_AFTER = timedelta(minutes=5)
NEVER_ENDED = Note.of(N_("it never came to an end"))
_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def tick(connections: Connections, clock: Clock, timetable: Sequence[Job] = TIMETABLE) -> int:
    """Do everything that is due and that nobody else does; how many runs that was."""
    with connections.transaction() as session:
        _give_up(session, clock())
        for job in timetable:
            _call_for(session, job, job.when.latest(clock()))
    done = 0
    while (claimed := _claimed(connections, clock(), timetable)) is not None:
        _do(connections, clock, *claimed)
        done += 1
    return done


def once(connections: Connections, clock: Clock, job: Job) -> tuple[bool, str]:
    """Do one job now, whatever the timetable says; whether it was done, and its note, as it is kept."""
    run = JobRun(name=job.name, due_at=clock())
    _lease(run, job, run.due_at)
    with connections.transaction() as session:
        session.add(run)
        session.flush()
        number = run.id
    _do(connections, clock, job, number)
    with connections.reading() as session:
        run = session.get_one(JobRun, number)
        return run.state == "done", run.note


def run_forever(connections: Connections, clock: Clock) -> None:
    """Tick until the process is told to stop, or whoever started it is gone."""
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # that a tick waits for the one before is how it should be
    scheduler = BlockingScheduler(timezone=UTC)
    parent = os.getppid()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if scheduler.running:
            scheduler.shutdown(wait=False)
        else:
            sys.exit(0)

    def step(work: Callable[[Connections, Clock], int]) -> None:
        if os.getppid() != parent:
            stop(signal.SIGTERM, None)
            return
        try:
            work(connections, clock)
        except Exception as error:  # noqa: BLE001 - the database may be away: the next tick tries again
            structlog.get_logger().error("tick failed", error=type(error).__qualname__)

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, stop)
    often = {"next_run_time": clock(), "misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    scheduler.add_job(step, "interval", (tick,), seconds=TICK_SECONDS, **often)
    scheduler.add_job(step, "interval", (drain,), seconds=DRAIN_SECONDS, **often)
    scheduler.start()


def _call_for(session: Session, job: Job, due_at: datetime) -> None:
    """A row for a moment that a job was due; the same moment makes one row, whoever sees it."""
    values = {"name": job.name, "due_at": due_at, "state": "waiting", "tries": 0, "note": ""}
    session.execute(_INSERT[session.get_bind().dialect.name](JobRun).values(values).on_conflict_do_nothing())


def _give_up(session: Session, now: datetime) -> None:
    """What ended its process again and again is not begun once more."""
    dead = (JobRun.state == "running") & (JobRun.leased_until < now) & (JobRun.tries >= MOST_TRIES)
    session.execute(update(JobRun).where(dead).values(state="failed", note=NEVER_ENDED.kept, finished_at=now))


def _claimed(connections: Connections, now: datetime, timetable: Sequence[Job]) -> tuple[Job, int] | None:
    """The next run that waits, or that somebody began and never ended; ours from now on."""
    jobs = {job.name: job for job in timetable}
    with connections.transaction() as session:
        waiting = or_(JobRun.state == "waiting", (JobRun.state == "running") & (JobRun.leased_until < now))
        next_one = select(JobRun).where(waiting, JobRun.name.in_(jobs), JobRun.due_at <= now).order_by(JobRun.due_at)
        run = session.execute(next_one.limit(1).with_for_update(skip_locked=True)).scalar_one_or_none()
        if run is None:
            return None
        _lease(run, jobs[run.name], now)
        return jobs[run.name], run.id


def _lease(run: JobRun, job: Job, now: datetime) -> None:
    run.state, run.tries, run.note = "running", run.tries + 1, ""
    run.started_at, run.leased_until = now, now + job.lease


def _do(connections: Connections, clock: Clock, job: Job, number: int) -> None:
    """The work, outside any transaction of ours, and its outcome."""
    try:
        note, state = job.work(connections, clock()).kept, "done"
    except Exception as error:  # noqa: BLE001 - one job that fails must not stop the others
        note, state = type(error).__qualname__, "failed"  # its message may quote a listing
        structlog.get_logger().error("job failed", job=job.name, error=note)
    with connections.transaction() as session:
        run = session.get_one(JobRun, number, with_for_update=True)
        again = state == "failed" and run.tries < MOST_TRIES
        run.state, run.note = "running" if again else state, note
        run.finished_at = None if again else clock()
        if again:
            run.leased_until = clock() + RETRY_AFTER
