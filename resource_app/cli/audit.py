"""`resourceloop audit`: what was written down of who saw and changed what."""

import sys

import click

from resource_app.audit.verifying import verify
from resource_app.cli.opening import connections
from resource_app.settings import Settings

SHOWN = 20  # faults; the rest is counted


@click.group("audit")
def audit() -> None:
    """What was written down of who saw and changed what."""


@audit.command("verify")
@click.option(
    "--anchor", default="", help="Hash of the newest anchor, as it was kept elsewhere; it must be among ours."
)
@click.pass_obj
def verify_command(settings: Settings, anchor: str) -> None:
    """Say whether a row was changed, removed or exchanged; the exit status is 1 when one was."""
    with connections(settings) as opened, opened.reading() as session:
        found = verify(session, anchor)
    for fault in found.faults[:SHOWN]:
        click.echo(f"{fault.chain}, row {fault.seq}: {fault.what}.")
    if len(found.faults) > SHOWN:
        click.echo(f"… and {len(found.faults) - SHOWN:,} more.")
    click.echo(
        f"{found.events:,} events in {found.chains:,} chains, {found.anchors:,} anchors: {len(found.faults):,} wrong."
    )
    if found.newest:
        click.echo(f"Newest anchor: {found.newest}")
    if found.faults:
        sys.exit(1)
