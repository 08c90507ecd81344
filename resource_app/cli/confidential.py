"""`resourceloop mark-confidential`: hide a place's address, everywhere and backwards."""

import click

from resource_app.actor import command
from resource_app.cli.opening import connections
from resource_app.clock import utc_now
from resource_app.directory import operations
from resource_app.settings import Settings


@click.command("mark-confidential")
@click.argument("location")
@click.pass_obj
def mark_confidential(settings: Settings, location: str) -> None:
    """Make the address of LOCATION, an HSDS location id, private in every channel; what was kept of it is forgotten."""
    with connections(settings) as opened, opened.transaction() as session:
        operations.mark_confidential(session, location, utc_now(), command("mark-confidential"))
    click.echo("The address is private now. Listings whose text gives it away are held, with a task to read them.")
