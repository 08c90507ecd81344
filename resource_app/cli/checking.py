"""`resourceloop check`: what the rules find in the listings the directory holds."""

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

import click
import orjson
from rich.console import Console
from rich.table import Table

from resource_app.cli.opening import connections
from resource_app.database import Json
from resource_app.directory.exporting import export_objects
from resource_app.directory.gazetteer import gazetteer_of
from resource_app.directory.gazetteer.loading import is_loaded
from resource_app.directory.rules import Issue, issues_of
from resource_app.settings import Settings

FOR_STAFF = "The file speaks of places as they are stored: it is for staff only."


@click.command("check")
@click.option(
    "--output", type=click.File("wb"), help="Write every finding here, one JSON object a line. For staff only."
)
@click.pass_obj
def check(settings: Settings, output: BinaryIO | None) -> None:
    """Hold every service against the rules of a good listing, and count what they find."""
    found: Counter[tuple[str, str]] = Counter()
    services = 0
    with connections(settings) as opened, opened.reading() as session:
        gazetteer = gazetteer_of(session) if is_loaded(session) else None
        for nested in export_objects(session, "service", Counter(), None):
            services += 1
            for issue in issues_of("service", nested, gazetteer):
                found[issue.severity, issue.code] += 1
                if output:
                    output.write(orjson.dumps(_row(nested, issue)) + b"\n")
    _say(services, found)
    if output:
        click.echo(FOR_STAFF, err=True)


def _row(nested: Json, issue: Issue) -> Json:
    return {"service": nested["id"], "severity": issue.severity, "code": issue.code, "path": issue.path} | {
        "message": issue.message,
        "hint": issue.hint,
    }


def _say(services: int, found: Counter[tuple[str, str]]) -> None:
    table = Table("severity", "finding", "times")
    for severity, code, times in _ordered(found):
        table.add_row(severity, code, f"{times:,}")
    Console().print(f"{services:,} services, {found.total():,} findings", table)


def _ordered(found: Counter[tuple[str, str]]) -> Iterator[tuple[str, str, int]]:
    """Errors before warnings before hints, the commonest first."""
    order = ("error", "warning", "hint")
    for (severity, code), times in sorted(
        found.items(), key=lambda each: (order.index(each[0][0]), -each[1], each[0][1])
    ):
        yield severity, code, times
