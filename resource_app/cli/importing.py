"""`resourceloop import`: a file or folder of listings into the directory."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO

import click
import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from importers.models import ROW_OUTCOMES
from importers.pipeline import Job, run_import
from importers.results import RowResult, Summary
from importers.sources.table import FORMATS, SOURCES
from resource_app.cli.opening import connections
from resource_app.clock import utc_now
from resource_app.connections import Connections
from resource_app.directory.carrying import restore
from resource_app.errors import BadInput
from resource_app.settings import Settings

LINE_EVERY = 2_000  # rows between two lines of progress where there is no terminal
SOME_REJECTED = 1  # exit status; 0 is all well, 2 could not run
_PRIVATE_MODE = 0o600

Tell = Callable[[int, int], None]


@click.command("import", epilog="Formats: " + "; ".join(f"{source.name} ({source.about})" for source in SOURCES) + ".")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--source", default="", help="Name of the source; found out from the path when left out.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Format; found out when left out.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write every row's end here, as JSON.")
@click.option(
    "--facts",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Then lay what `export --all --facts` wrote over the listings. Only for files of your own.",
)
@click.pass_obj
def import_listings(settings: Settings, /, path: Path, dry_run: bool, facts: Path | None, **asked_for: Any) -> None:  # noqa: FBT001 - a flag of the command
    """Import listings from PATH, a file, folder or zip.

    Each row ends as accepted, changed, unchanged, candidate (it looks like a listing of another source) or rejected. The
    same file again changes nothing, and a run that was interrupted goes on where it stopped. Exit status: 0 all well, 1
    some rows were rejected, 2 the file could not be read.
    """
    source, form, report = asked_for["source"], asked_for["form"], asked_for["report"]
    if facts is not None and dry_run:
        raise BadInput("Facts are laid over listings that are stored. Leave out --facts or --dry-run.", "facts")
    with connections(settings) as opened, ExitStack() as stack:
        writer = stack.enter_context(_report(report))
        tell = stack.enter_context(_progress(path.name))
        summary = run_import(opened, Job(path, source, form or "", dry_run), utc_now(), tell, writer.row)
        writer.end(summary)
        told = _laid_over(opened, facts)
    _say(summary, report)
    _say_facts(told)
    if summary.counts.outcomes["rejected"]:
        sys.exit(SOME_REJECTED)


class _Report:
    """Writes rows as they end: JSON lines with the summary last, or one JSON object when the file ends in .json."""

    def __init__(self, out: BinaryIO | None, *, whole: bool) -> None:
        self._out = out
        self._whole = whole
        self._between = b'{"rows": [\n' if whole else b""

    def row(self, row: RowResult) -> None:
        if self._out is not None:
            self._out.write(self._between + orjson.dumps(row.as_json(), default=str))
            self._between = b",\n" if self._whole else b"\n"

    def end(self, summary: Summary) -> None:
        if self._out is not None:
            said = orjson.dumps(summary.as_json())
            self._out.write(b'\n], "summary": ' + said + b"}\n" if self._whole else b'\n{"summary": ' + said + b"}\n")


@contextmanager
def _report(path: Path | None) -> Iterator[_Report]:
    """The report's file, readable for its owner only."""
    if path is None:
        yield _Report(None, whole=False)
        return
    try:
        out = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE_MODE), "wb")
    except OSError as error:
        raise BadInput(f"The report cannot be written to {path}: {error.strerror}.", "report") from error
    with out:
        yield _Report(out, whole=path.suffix.lower() == ".json")


@contextmanager
def _progress(name: str) -> Iterator[Tell]:
    """A bar in a terminal, a line now and then elsewhere; both on standard error."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines().tell
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(f"Importing {name}", total=None, rate="")
        began, first = monotonic(), -1

        def tell(done: int, total: int) -> None:
            nonlocal first
            first = done if first < 0 else first
            bar.update(task, completed=done, total=total or None, rate=_rate(done - first, monotonic() - began))

        yield tell


class _Lines:
    """Progress as plain lines."""

    def __init__(self) -> None:
        self._began = monotonic()
        self._first = -1
        self._next = LINE_EVERY

    def tell(self, done: int, total: int) -> None:
        if self._first < 0:
            self._first, self._next = done, done + LINE_EVERY
        if done >= self._next or done == total > 0:
            self._next = done + LINE_EVERY
            passed = monotonic() - self._began
            made = done - self._first
            left = f", {round((total - done) * passed / made):,} s left" if total and made else ""
            of = f" of {total:,}" if total else ""
            click.echo(f"{done:,}{of} rows, {_rate(made, passed)}{left}", err=True)


def _rate(rows: int, seconds: float) -> str:
    return f"{rows / seconds:,.0f} rows/s" if rows and seconds > 0 else ""


def _say(summary: Summary, report: Path | None) -> None:
    """The summary on standard output."""
    counts = summary.counts
    title = f"{summary.file_name} ({summary.format}) as {summary.source}"
    click.echo(f"{title}{': a dry run, nothing was changed' if summary.dry_run else ''}")
    if summary.resumed_at:
        click.echo(f"The run went on after row {summary.resumed_at:,}, where it was interrupted.")
    table = Table("rows in", *ROW_OUTCOMES, "proposals", "tasks", box=None)
    numbers = [counts.rows, *(counts.outcomes[each] for each in ROW_OUTCOMES), counts.proposals, counts.tasks.total()]
    table.add_row(*(f"{number:,}" for number in numbers))
    Console(width=110).print(table)
    for heading, found in (("Tasks", counts.tasks), ("Noted", counts.issues)):
        if found:
            click.echo(f"{heading}: " + ", ".join(f"{name} {count:,}" for name, count in sorted(found.items())))
    for note in summary.notes:
        click.echo(note)
    click.echo(f"{summary.seconds:.1f} s, {_rate(counts.rows - summary.resumed_at, summary.seconds) or 'nothing new'}")
    if report is not None:
        click.echo(f"Every row is in {report}.")


def _laid_over(opened: Connections, facts: Path | None) -> Counter[str]:
    """How many facts were brought in, by kind."""
    if facts is None:
        return Counter()
    with facts.open("rb") as lines:
        return restore(opened, lines, utc_now())


def _say_facts(told: Counter[str]) -> None:
    missing = told.pop("", 0)
    if told:
        click.echo("Facts: " + ", ".join(f"{name} {count:,}" for name, count in sorted(told.items())))
    if missing:
        click.echo(f"{missing:,} facts are about objects that are not here; they were left out.")
