"""`resourceloop audit`: what was written down of who saw and changed what."""

import sys

import click
from sqlalchemy import select

from resource_app.accounts import people
from resource_app.accounts.models import User
from resource_app.audit.verifying import verify
from resource_app.cli.opening import connections
from resource_app.settings import Settings

SHOWN = 20  # faults; the rest is counted
NONE_OURS = (
    "No row was bound with a key of this installation. If SECRET_KEY is another one than it was, put the earlier one into "
    "SECRET_KEY_FALLBACKS and verify again. If the database is of a version that bound rows without a key, keep a copy of it "
    "and begin a new one: its rows cannot be verified."
)


@click.group("audit")
def audit() -> None:
    """What was written down of who saw and changed what."""


@audit.command("verify")
@click.option(
    "--anchor", default="", help="Hash of the newest anchor, as it was kept elsewhere; it must be among ours."
)
@click.pass_obj
def verify_command(settings: Settings, anchor: str) -> None:
    """Say whether a row was changed, removed or exchanged; the exit status is 1 when one was.

    Needs SECRET_KEY as the site has it, and in SECRET_KEY_FALLBACKS every earlier one that rows were bound with.
    """
    with connections(settings) as opened, opened.reading() as session:
        begun = {
            people.subject(user_id): made_at for user_id, made_at in session.execute(select(User.id, User.made_at))
        }
        found = verify(session, anchor, begun)
    for fault in found.faults[:SHOWN]:
        click.echo(f"{fault.chain}, row {fault.seq}: {fault.what}.")
    if len(found.faults) > SHOWN:
        click.echo(f"… and {len(found.faults) - SHOWN:,} more.")
    click.echo(
        f"{found.events:,} events in {found.chains:,} chains, {found.anchors:,} anchors: {len(found.faults):,} wrong."
    )
    if found.events and not found.ours:
        click.echo(NONE_OURS)
    if found.newest:
        click.echo(f"Newest anchor: {found.newest}")
    if found.faults:
        sys.exit(1)
