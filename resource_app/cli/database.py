"""`resourceloop db`: the database's schema."""

import click
from sqlalchemy import text

from resource_app.cli.opening import connections
from resource_app.connections import Connections
from resource_app.database import POSTGRESQL, upgrade
from resource_app.directory import reviewing
from resource_app.directory.models import County, Town, ZipCode
from resource_app.errors import BadInput
from resource_app.settings import Settings
from search.backends.postgres_tables import PUBLIC_RELATIONS


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
        relations = _grant(opened, name)
    click.echo(f"The role {name} reads {', '.join(relations)}, and nothing else.")


def _grant(opened: Connections, name: str) -> tuple[str, ...]:
    """Take every right from the role and give it those on public relations; their names."""
    if opened.engine.dialect.name != POSTGRESQL:
        raise BadInput("Only PostgreSQL has roles; DATABASE_URL names another database.", "DATABASE_URL")
    relations = (*(model.__tablename__ for model in (County, Town, ZipCode)), *PUBLIC_RELATIONS)
    role = opened.engine.dialect.identifier_preparer.quote(name)
    with opened.engine.begin() as connection:
        if not connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": name}).first():
            raise BadInput(f"There is no role “{name}”. Make it first: CREATE ROLE {role} LOGIN PASSWORD '…'.", "name")
        for statement in (
            f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
            f"GRANT USAGE ON SCHEMA public TO {role}",
            f"GRANT SELECT ON {', '.join(relations)} TO {role}",
        ):
            connection.execute(text(statement))
    return relations
