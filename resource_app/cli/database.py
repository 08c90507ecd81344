"""`resourceloop db`: the database's schema."""

import click

from resource_app.cli.opening import connections
from resource_app.database import POSTGRESQL, upgrade
from resource_app.directory import public_role, reviewing
from resource_app.errors import BadInput
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


@database.command("check")
@click.pass_obj
def check_command(settings: Settings) -> None:
    """Say whether the database can be reached and its tables are the newest; the exit status is 2 when not."""
    with connections(settings):
        click.echo("The database is up to date.")


@database.command("public-role")
@click.argument("name")
@click.pass_obj
def public_role_command(settings: Settings, name: str) -> None:
    """Let the PostgreSQL role NAME read what the public may see, and nothing else."""
    with connections(settings) as opened:
        if opened.engine.dialect.name != POSTGRESQL:
            raise BadInput("Only PostgreSQL has roles; DATABASE_URL names another database.", "DATABASE_URL")
        with opened.engine.begin() as connection:
            public_role.grant(connection, name)
    click.echo(f"The role {name} reads {', '.join(public_role.RELATIONS)}, and nothing else of this database.")
