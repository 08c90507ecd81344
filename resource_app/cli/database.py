"""`resourceloop db`: the database's schema."""

import click

from resource_app.cli.opening import connections
from resource_app.database import upgrade
from resource_app.directory import reviewing
from resource_app.settings import Settings


@click.group("db")
def database() -> None:
    """Look after the database."""


@database.command("upgrade")
@click.pass_obj
def upgrade_command(settings: Settings) -> None:
    """Create the tables, or bring them up to date."""
    with connections(settings, current=False) as opened:
        upgrade(opened.engine)
        with opened.transaction() as session:
            reviewing.settle(session)
    click.echo("The database is up to date.")
