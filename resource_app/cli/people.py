"""`resourceloop people`: who signs in, for whoever runs the installation."""

import click

from resource_app import mail
from resource_app.accounts import setting_up
from resource_app.cli.opening import connections
from resource_app.clock import utc_now
from resource_app.errors import BadInput
from resource_app.keys import Keys
from resource_app.settings import Settings


@click.group("people")
def people() -> None:
    """Who signs in."""


@people.command("set-up")
@click.option("--if-needed", is_flag=True, help="Say nothing when somebody can sign in already.")
@click.pass_obj
def set_up_command(settings: Settings, *, if_needed: bool) -> None:
    """Print the one-time address at which the first administrator chooses a password. It works for a day."""
    with connections(settings) as opened, opened.reading() as session:
        needed = setting_up.is_needed(session)
    if not needed:
        if if_needed:
            return
        raise BadInput("Somebody can sign in already: an administrator of the network invites others.")
    address = f"{settings.origin}/set-up/{setting_up.token(Keys.of(settings), utc_now())}"
    click.echo(f"Nobody can sign in yet. The first administrator, within a day: {address}")


@people.command("mail-again")
@click.argument("address")
@click.pass_obj
def mail_again_command(settings: Settings, address: str) -> None:
    """Let letters go again to ADDRESS, which a mail server had refused for good; then ask for the letter once more."""
    with connections(settings) as opened, opened.transaction() as session:
        lifted = mail.send_again(session, address)
    if not lifted:
        raise BadInput("Nothing is held back from this address.", "address")
    click.echo("Letters go to this address again.")
