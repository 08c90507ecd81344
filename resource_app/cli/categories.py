"""`resourceloop categories`: how well the kinds of help fit what the directory holds."""

import click

from resource_app.cli.opening import connections
from resource_app.directory.category_reach import stored_coverage
from resource_app.settings import Settings

COMMONEST = 20


@click.group("categories")
def categories() -> None:
    """Look after the kinds of help."""


@categories.command("coverage")
@click.pass_obj
def coverage_command(settings: Settings) -> None:
    """Print the share of services with a category, and the commonest terms that lead to none."""
    with connections(settings) as opened, opened.reading() as session:
        coverage = stored_coverage(session)
    click.echo(f"{coverage.mapped:,} of {coverage.services:,} services have a category ({coverage.share:.1%}).")
    if not coverage.unmapped:
        click.echo("Every term is known.")
        return
    click.echo(f"{len(coverage.unmapped):,} terms lead to no category. The commonest:")
    for term, count in coverage.unmapped[:COMMONEST]:
        click.echo(f"{count:>6,}  {term}")
