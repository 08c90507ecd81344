"""`resourceloop export`: the directory as HSDS objects."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click
import orjson

from resource_app.cli.opening import connections
from resource_app.clock import utc_now
from resource_app.connections import search_of
from resource_app.directory.carrying import facts_of
from resource_app.directory.exporting import export_objects
from resource_app.errors import BadInput
from resource_app.settings import Settings

# what is asked for on the command line -> kind
OBJECTS: dict[str, str] = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "locations": "location",
    "programs": "program",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
_WITHOUT_FACTS = (
    "It is no whole backup: where private places were before, capacity, confirmations, due dates, proposals and where fields"
    " come from are not in it. Texts that tell a former address would be shown after a restore. Add --facts FILE to keep them."
)
_ONLY_LED_TO = (
    "Organizations, programs and places that no service leads to are not in it: export each by --objects, too."
)
_PRIVATE_MODE, _PUBLIC_MODE = 0o600, 0o644


@click.command("export")
@click.option("--format", "form", default="hsds-json", type=click.Choice(["hsds-json"]), show_default=True)
@click.option(
    "--objects", default="services", type=click.Choice(list(OBJECTS)), show_default=True, help="What to export."
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Private and hidden ones too, as they came: not for others; with --facts a backup.",
)
@click.option(
    "--output",
    type=click.Path(),
    help="File (.json: one array; else an object a line) or folder (one that ends in / is made); else the output.",
)
@click.option(
    "--facts",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --all: also write here what HSDS has no place for, to be brought back with `import --facts`.",
)
@click.pass_obj
def export(
    settings: Settings, form: str, objects: str, *, everything: bool, output: str | None, facts: Path | None
) -> None:
    """Write the public directory as HSDS 3.1 objects, each valid; what could not be written is counted on standard error."""
    del form  # there is one
    if everything and output is None and sys.stdout.isatty():
        raise BadInput(
            "--all holds private addresses and is not shown in a terminal. Name a file with --output.", "output"
        )
    if facts is not None and not everything:
        raise BadInput("What --facts writes is private. Ask for it together with --all.", "facts")
    left_out: Counter[str] = Counter()
    target = _target(output, objects, everything=everything)
    with connections(settings) as opened, opened.reading() as session, _out(target, everything=everything) as out:
        as_array = target is not None and target.suffix.lower() == ".json"
        public_on = None if everything else search_of(session).local(session.connection(), utc_now()).date()
        found = export_objects(session, OBJECTS[objects], left_out, public_on)
        count = _write(out, found, as_array=as_array)
        if facts is not None:
            with _out(facts, everything=True) as lines:
                told = _write(lines, facts_of(session), as_array=False)
            click.echo(f"{told:,} facts written to {facts}.", err=True)
    _say(count, objects, left_out, target, everything=everything)
    if everything:
        _say_what_it_lacks(objects, facts)


def _target(output: str | None, objects: str, *, everything: bool) -> Path | None:
    """The file to write; in a folder its name says what it holds, and that it is private."""
    if output is None:
        return None
    target = Path(output)
    if output.endswith(("/", os.sep)):
        try:
            target.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInput(f"The folder {target} cannot be made: {error.strerror}.", "output") from error
    if not target.is_dir():
        return target
    return target / f"resourceloop-{objects}{'-PRIVATE' if everything else ''}.ndjson"


@contextmanager
def _out(target: Path | None, *, everything: bool) -> Iterator[BinaryIO]:
    """Where to write; a file appears whole or not at all, and one with private rows only its owner can read."""
    if target is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = target.with_name(f"{target.name}.part")
    try:
        mode = _PRIVATE_MODE if everything else _PUBLIC_MODE
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb", buffering=1 << 20) as out:
            yield out
        part.replace(target)
    except OSError as error:
        raise BadInput(f"{target} cannot be written: {error.strerror}.", "output") from error
    finally:
        part.unlink(missing_ok=True)


def _write(out: BinaryIO, objects: Iterator[dict[str, object]], *, as_array: bool) -> int:
    count = 0
    if as_array:
        out.write(b"[")
    for count, each in enumerate(objects, 1):
        between = (b"\n" if count == 1 else b",\n") if as_array else b""
        out.write(between + orjson.dumps(each) + (b"" if as_array else b"\n"))
    if as_array:
        out.write(b"\n]\n")
    return count


def _say(count: int, objects: str, left_out: Counter[str], target: Path | None, *, everything: bool) -> None:
    where = f" to {target}" if target else ""
    click.echo(f"{count:,} {objects} written{where}.", err=True)
    if everything:
        click.echo("It holds private addresses and hidden listings: keep it where only you can read it.", err=True)
    if left_out:
        said = ", ".join(f"{path} {number:,}" for path, number in left_out.most_common())
        click.echo(f"Left out, for it is not valid HSDS: {said}", err=True)


def _say_what_it_lacks(objects: str, facts: Path | None) -> None:
    """A private export is taken for a backup: what a restore would not bring back is told at once."""
    if objects == "services":
        click.echo(_ONLY_LED_TO, err=True)
    if facts is None:
        click.echo(_WITHOUT_FACTS, err=True)
