"""`resourceloop jobs`: the work that time asks for."""

import sys

import click
from sqlalchemy import select

from resource_app import logs
from resource_app.cli.opening import connections
from resource_app.clock import utc_now
from resource_app.errors import BadInput
from resource_app.jobs.deliveries import drain
from resource_app.jobs.models import JobRun
from resource_app.jobs.runner import once, run_forever
from resource_app.jobs.timetable import TIMETABLE, job_named
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
    click.echo(f"{job.name}: {note}")
    if not done:
        sys.exit(1)


@jobs.command("list")
@click.pass_obj
def list_command(settings: Settings) -> None:
    """Show every job, when it is done, and how its last run ended."""
    with connections(settings) as opened, opened.reading() as session:
        for job in TIMETABLE:
            latest = select(JobRun).where(JobRun.name == job.name).order_by(JobRun.due_at.desc()).limit(1)
            run = session.scalars(latest).first()
            ended = f"{run.due_at:%Y-%m-%d %H:%M} UTC: {run.state}. {run.note}" if run else "never done yet"
            click.echo(f"{job.name}, {job.when}. {job.about}\n    {ended}")
        for topic, stands in standing(session, utc_now()).items():
            longest = str(stands.longest).partition(".")[0]
            click.echo(
                f"outbox, {topic}: {stands.waiting:,} waiting, {stands.failing:,} failed before, for {longest} at most"
            )


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
