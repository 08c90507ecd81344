"""`resourceloop reseal`: what is sealed, under today's key of the installation."""

import click

from referrals.people import operations
from resource_app.accounts import factors
from resource_app.cli.opening import connections
from resource_app.connections import keys_of
from resource_app.settings import Settings


@click.command("reseal")
@click.pass_obj
def reseal(settings: Settings) -> None:
    """Seal people's data and authenticators with today's SECRET_KEY, while the earlier one stands in SECRET_KEY_FALLBACKS.

    Afterwards nothing that is sealed needs the earlier one. Killed, run it once more.
    """
    with connections(settings) as opened:
        with opened.transaction() as session:
            seeds = factors.seal_anew(session, keys_of(session))
        click.echo(f"{seeds:,} authenticators.")
        done = 0
        for done in operations.seal_anew(opened):
            click.echo(f"{done:,} people …", err=True)
        click.echo(f"{done:,} people.")
