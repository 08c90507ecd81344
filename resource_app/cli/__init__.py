"""The `resourceloop` command. A table says where each command is; it is imported when it is called for."""

import importlib
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

import click

from resource_app.errors import ResourceLoopError
from resource_app.settings import Settings

COUNTS = "PROMETHEUS_MULTIPROC_DIR"  # the folder in which worker processes count together (resource_app/metrics.py)

COMMANDS: dict[str, str] = {
    "audit": "resource_app.cli.audit:audit",
    "categories": "resource_app.cli.categories:categories",
    "check": "resource_app.cli.checking:check",
    "db": "resource_app.cli.database:database",
    "demo": "resource_app.cli.demo:demo",
    "export": "resource_app.cli.exporting:export",
    "geo": "resource_app.cli.geo:geo",
    "import": "resource_app.cli.importing:import_listings",
    "index": "resource_app.cli.searching:index",
    "jobs": "resource_app.cli.jobs:jobs",
    "mail": "resource_app.cli.mail:mail",
    "mark-confidential": "resource_app.cli.confidential:mark_confidential",
    "people": "resource_app.cli.people:people",
    "quality": "resource_app.cli.searching:quality",
    "reseal": "resource_app.cli.sealing:reseal",
    "run": "resource_app.cli.serving:run",
    "search": "resource_app.cli.searching:search",
}


class TableOfCommands(click.Group):
    """A group whose commands are the rows of COMMANDS."""

    table: ClassVar[dict[str, str]] = COMMANDS

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in self.table:
            return None
        module, _, name = self.table[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=TableOfCommands)
@click.pass_context
def group(context: click.Context) -> None:
    """ResourceLoop: a community resource directory and closed-loop referral platform."""
    context.obj = Settings.from_environment(os.environ)  # noqa: TID251 - the one place that reads it


@contextmanager
def saying_errors() -> Iterator[None]:
    """An error we raise on purpose becomes one clear line and exit status 2."""
    try:
        yield
    except ResourceLoopError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def main() -> None:
    """Run the command."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    if sys.argv[1:2] == ["run"] and os.environ.get("METRICS_LISTEN"):  # noqa: TID251 - before its library is imported
        os.environ.setdefault(COUNTS, tempfile.mkdtemp(prefix="resourceloop-counts-"))  # noqa: TID251 - see above
    with saying_errors():
        group(prog_name="resourceloop")
