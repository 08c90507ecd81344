"""`resourceloop mail`: what a mail server hands to us."""

import os
import sys

import click

from resource_app.cli.opening import connections
from resource_app.clock import utc_now
from resource_app.errors import BadInput, NotReady
from resource_app.jobs import bounces
from resource_app.keys import Keys
from resource_app.settings import Settings

LONGEST = 2_000_000  # bytes of a message; our letters are short, and so is what is said of them


@click.group("mail")
def mail() -> None:
    """Take what a mail server hands over."""


@mail.command("bounce")
@click.pass_obj
def bounce_command(settings: Settings) -> None:
    """Read one message: a mail server's report that a letter cannot be delivered. A task tells a person, and to a mailbox that
    there is not nothing more goes. The exit status is 2 for a message that is no such report, and 75 (try again) without the
    database.
    """
    report = bounces.read(sys.stdin.buffer.read(LONGEST))
    if not report.ended:
        click.echo("It reports no failure for good. Nothing was changed.")
        return
    try:
        with connections(settings) as opened, opened.transaction() as session:
            taken = bounces.take(session, Keys.of(settings), report, utc_now())
    except (BadInput, NotReady) as error:
        click.echo(str(error), err=True)
        sys.exit(os.EX_TEMPFAIL)  # a mail server keeps the message, and tries again (sysexits)
    if taken:
        click.echo("It was ours: a task tells a person, and to a mailbox that there is not nothing more goes.")
    else:
        click.echo("It is about no letter that left lately for that address. Nothing was changed.")
