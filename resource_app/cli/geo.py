"""`resourceloop geo`: the gazetteer of ZIP codes, towns and counties."""

from collections.abc import Callable
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from resource_app.cli.opening import connections
from resource_app.directory.gazetteer import sources
from resource_app.directory.gazetteer.loading import is_loaded, load
from resource_app.settings import Settings

COUNTY_MAP = Path(__file__).resolve().parent.parent / "static" / "vendor" / "us-atlas" / "counties-10m.json"
A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("geo")
def geo() -> None:
    """Look after the gazetteer: ZIP codes, towns and counties."""


@geo.command("load")
@click.option("--zips", "zips_file", type=A_FILE, help="CSV of your own: zip, city, state, lat, lon, zone and more.")
@click.option("--counties", "counties_file", type=A_FILE, help="GeoJSON of your own, with GEOID and NAME.")
@click.option("--if-empty", is_flag=True, help="Do nothing when a gazetteer is there already.")
@click.pass_obj
def load_command(settings: Settings, zips_file: Path | None, counties_file: Path | None, *, if_empty: bool) -> None:
    """Load the gazetteer, or load it again. Takes about ten seconds."""
    with connections(settings) as opened:
        if if_empty:
            with opened.reading() as session:
                if is_loaded(session):
                    return
        with _progress() as progress:
            step = _steps(progress)
            step("reading counties", 0, 1)
            counties = _counties(counties_file)
            step("reading ZIP codes", 0, 1)
            listed = sources.zips_from_csv(zips_file) if zips_file else sources.zips_from_packages()
            counts = load(opened.transaction, listed, counties, step)
    click.echo("Gazetteer: " + ", ".join(f"{count:,} {name}" for name, count in counts.items()), err=True)


def _counties(path: Path | None) -> list[sources.CountyRow]:
    return sources.counties_from_geojson(path) if path else sources.counties_from_topojson(COUNTY_MAP)


def _progress() -> Progress:
    """A bar on stderr in a terminal, silence elsewhere."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal)


def _steps(progress: Progress) -> Callable[[str, int, int], None]:
    """One line of the bar for each step, drawn when the step is first heard of."""
    lines: dict[str, TaskID] = {}

    def step(name: str, done: int, of: int) -> None:
        if name not in lines:
            for line in lines.values():
                progress.update(line, completed=progress.tasks[line].total)
            lines[name] = progress.add_task(name.replace("_", " "), total=of)
        progress.update(lines[name], completed=done)

    return step
