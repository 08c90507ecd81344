"""`resourceloop demo`: a fictional directory to look at, or as many made-up listings as a benchmark needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from importers.demo import loading, work
from referrals.demo import loading as referring
from resource_app.accounts import demo as people
from resource_app.cli.opening import connections
from resource_app.clock import utc_now
from resource_app.directory.gazetteer.loading import is_loaded
from resource_app.errors import BadInput, NotReady
from resource_app.keys import Keys
from resource_app.settings import Settings


@click.group("demo")
def demo() -> None:
    """A fictional directory: no organization, street or number in it is real."""


@demo.command("load")
@click.option("--listings", type=click.IntRange(min=1), help="Exactly so many listings instead, for benchmarks.")
@click.option("--if-empty", is_flag=True, help="Do nothing when the directory holds a service already.")
@click.option(
    "--members", type=click.IntRange(min=1), help="Made-up members instead, in a directory that has listings."
)
@click.option("--active", type=click.IntRange(min=0), help="So many of the members have an open case (a third).")
@click.option("--staff", type=click.IntRange(min=1), default=20, help="So many people work for them (20).")
@click.pass_obj
def load_command(
    settings: Settings, listings: int | None, members: int | None, active: int | None, staff: int, *, if_empty: bool
) -> None:
    """Load the demo. Dates count back from today; ids and texts are always the same."""
    if members is not None:
        active = members // 3 if active is None else active
        _load_members(settings, referring.Wanted(members=members, active=active, staff=staff))
        return
    with connections(settings) as opened:
        with opened.reading() as session:
            if if_empty and not loading.is_empty(session):
                return
            if not is_loaded(session):
                raise NotReady("The demo needs the gazetteer. Load it with: resourceloop geo load")
        with _bar() as tell:
            summary = loading.load(opened, listings, utc_now(), tell)
    ends = ", ".join(f"{count:,} {end}" for end, count in summary.counts.outcomes.items() if count)
    click.echo(f"Demo: {summary.counts.rows:,} services ({ends}) in {summary.seconds:.1f} s", err=True)


def _load_members(settings: Settings, wanted: referring.Wanted) -> None:
    _refuse_in_production(settings)
    began, now = monotonic(), utc_now()
    with connections(settings) as opened:
        with opened.transaction() as session:
            care_home = loading.homes(session, now)["care"] or ""
        with _bar() as tell:
            referring.load(opened, wanted, care_home, now, tell)
    seconds = monotonic() - began
    click.echo(f"Demo: {wanted.members:,} members, {wanted.active:,} with an open case, in {seconds:.1f} s", err=True)


@demo.command("people")
@click.pass_obj
def people_command(settings: Settings) -> None:
    """Make a made-up user for each role, with work that waits for them, and print how to sign in."""
    _refuse_in_production(settings)
    keys, now = Keys.of(settings), utc_now()
    with connections(settings) as opened, opened.transaction() as session:
        homes = loading.homes(session, now)
        is_first = people.fill(session, keys, homes, now) == len(people.cards(keys))
        if is_first and (home := homes["community"]):
            work.fill(session, people.ids(session), home, now)
    click.echo("Sign in to look around; `resourceloop demo code ROLE` prints the second factor:", err=True)
    for card in people.cards(keys):
        click.echo(f"  {card.role:<20} {card.email:<38} {card.password}", err=True)


@demo.command("code")
@click.argument("role")
@click.pass_obj
def code_command(settings: Settings, role: str) -> None:
    """Print what the authenticator of the demo user of ROLE shows now. A code counts once; the next one comes in 30 seconds."""
    _refuse_in_production(settings)
    with connections(settings) as opened, opened.reading() as session:
        click.echo(people.code(session, Keys.of(settings), role.replace("-", "_"), utc_now()))


def _refuse_in_production(settings: Settings) -> None:
    if settings.environment == "production":
        raise BadInput("The demo has no users and no members in production.", "ENVIRONMENT")


@contextmanager
def _bar() -> Iterator[loading.Progress]:
    """A bar on standard error in a terminal, silence elsewhere."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("Loading the demo", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of or None)
