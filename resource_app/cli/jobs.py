"""`resourceloop jobs`: the work that time asks for."""

import sys
from collections.abc import Iterator
from datetime import datetime

import click

from resource_app import logs
from resource_app.cli.opening import connections
from resource_app.clock import utc_now
from resource_app.errors import BadInput
from resource_app.jobs import queries
from resource_app.jobs.deliveries import drain
from resource_app.jobs.models import JobRun
from resource_app.jobs.runner import MOST_TRIES, once, run_forever
from resource_app.jobs.timetable import TIMETABLE, job_named
from resource_app.notes import told
from resource_app.outbox import standing
from resource_app.settings import Settings


@click.group("jobs")
def jobs() -> None:
    """Do what time asks for. Any number of these processes may run."""


@jobs.command("run")
@click.pass_obj
def run_command(settings: Settings) -> None:
    """Do every job when it is due, until stopped."""
    logs.configure()
    with connections(settings) as opened:
        run_forever(opened, utc_now)


@jobs.command("once")
@click.argument("name")
@click.pass_obj
def once_command(settings: Settings, name: str) -> None:
    """Do the job NAME now; the exit status is 1 when it fails."""
    job = job_named(name)
    if job is None:
        names = ", ".join(each.name for each in TIMETABLE)
        raise BadInput(f"There is no job “{name}”. There are: {names}.", "name")
    with connections(settings) as opened:
        done, note = once(opened, utc_now, job)
    click.echo(f"{job.name}: {told(note)}")
    if not done:
        sys.exit(1)


@jobs.command("list")
@click.pass_obj
def list_command(settings: Settings) -> None:
    """Show every job, when it was last done and how that ended, and what stands in the way of one that is due."""
    now = utc_now()
    with connections(settings) as opened, opened.reading() as session:
        for job in TIMETABLE:
            click.echo(f"{job.name}, {job.when}. {job.about}")
            for line in _said(queries.standing(session, job.name, job.when.latest(now - queries.NOTICED_WITHIN)), now):
                click.echo(f"    {line}")
        for topic, stands in standing(session, now).items():
            longest = str(stands.longest).partition(".")[0]
            click.echo(
                f"outbox, {topic}: {stands.waiting:,} waiting, {stands.failing:,} failed before, for {longest} at most"
            )


def _said(stands: queries.Standing, now: datetime) -> Iterator[str]:
    if stands.open:
        yield _open(stands.open, now)
    elif stands.missed:
        yield f"due since {_moment(stands.missed)}: no process of `resourceloop jobs run` has come to it"
    ended = stands.ended
    yield f"{_moment(ended.finished_at)}: {ended.state}. {told(ended.note)}" if ended else "never done yet"


def _open(run: JobRun, now: datetime) -> str:
    """What stands in the way of a run that has not ended."""
    begun, until, tried = _moment(run.started_at), _moment(run.leased_until), f"try {run.tries} of {MOST_TRIES}"
    if run.leased_until is None:
        return f"due since {_moment(run.due_at)}: no process has begun it"
    if run.note:
        return f"begun {begun} and failed ({tried}): {told(run.note)}. It is tried again after {until}"
    if run.leased_until < now:
        return f"begun {begun} and never ended ({tried}): its process died, and none has taken it up since {until}"
    return f"running since {begun} ({tried}). Should its process have died, another takes it up after {until}"


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else "never"


@jobs.command("deliver")
@click.pass_obj
def deliver_command(settings: Settings) -> None:
    """Deliver now what waits in the outbox; the exit status is 1 when some of it failed."""
    with connections(settings) as opened:
        taken = drain(opened, utc_now)
        with opened.reading() as session:
            failing = sum(stands.failing for stands in standing(session, utc_now()).values())
    click.echo(f"{taken:,} taken, {failing:,} failed and wait.")
    if failing:
        sys.exit(1)
