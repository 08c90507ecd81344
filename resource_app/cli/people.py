"""`resourceloop people`: who signs in, for whoever runs the installation."""

import click

from resource_app.accounts import resets, setting_up
from resource_app.accounts.people import known_by, write_again
from resource_app.actor import command
from resource_app.audit.recording import By, Origin
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


@people.command("let-back")
@click.argument("address")
@click.pass_obj
def let_back_command(settings: Settings, address: str) -> None:
    """Let an administrator of the network in again who signs in with ADDRESS and has lost the authenticator and every recovery
    code: their password and authenticator end at once, and a link is printed that works once, for an hour.
    """
    at = utc_now()
    with connections(settings) as opened, opened.transaction() as session:
        user = known_by(session, address)
        if user is None:
            raise BadInput("Nobody signs in with this address.", "address")
        way = resets.hand_over(session, Keys.of(settings), user, By(command("people let-back"), Origin(), at))
    click.echo(f"For them alone, within an hour: {settings.origin}{way}")
    click.echo("There they choose a password; when they sign in with it they set up a new authenticator.")


@people.command("mail-again")
@click.argument("address")
@click.pass_obj
def mail_again_command(settings: Settings, address: str) -> None:
    """Let letters go again to ADDRESS, of which a mail server had said that it is none; then ask for the letter anew."""
    with connections(settings) as opened, opened.transaction() as session:
        write_again(session, address, By(command("people mail-again"), Origin(), utc_now()))
    click.echo("Letters go to this address again.")
