"""How long does an import take against plain inserts of the same rows? Prints the ratio (goal: at most 4).

The import is everything: reading, cleaning, matching, documents, index, and a commit for every hundred rows; each time in a
process of its own, so that it remembers nothing. The bare thing is an executemany of every row the import left, in every
table, into an empty database with the same schema, indexes and pragmas, in one transaction. Of both the best of three counts.

    python -m benchmarks.importing [LISTINGS]
"""

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from sqlite3 import Connection, connect
from time import perf_counter

import orjson

from importers.demo.directory import services
from importers.pipeline import Job, run_import
from resource_app.cli.geo import COUNTY_MAP
from resource_app.connections import Connections
from resource_app.database import SQLITE_PRAGMAS, upgrade
from resource_app.directory.gazetteer import loading, sources
from resource_app.directory.search_profile import make_backend
from resource_app.settings import Settings

LISTINGS = 3_000
NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
ROUNDS = 3


def main() -> None:
    """Measure on listings the demo makes, and print both times and the ratio."""
    listings = int(sys.argv[1]) if len(sys.argv) > 1 else LISTINGS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "listings.ndjson"
        with file.open("wb") as out:
            out.writelines(orjson.dumps(each) + b"\n" for each in services(NOW.date(), listings))
        _prepare(folder / "empty")
        rounds = [_round(folder, file) for _ in range(ROUNDS)]
    seconds, bare = (min(times) for times in zip(*rounds, strict=True))
    print(f"import of {listings:,} listings: {seconds:.2f} s; plain inserts of the same rows: {bare:.2f} s")
    print(f"ratio: {seconds / bare:.1f} (goal: at most 4)")


def _open(folder: Path) -> Connections:
    return Connections.open(Settings.from_environment({"DATA_DIR": str(folder)}), make_backend("sqlite"))


def _prepare(folder: Path) -> None:
    """A directory without listings."""
    opened = _open(folder)
    upgrade(opened.engine)
    counties = sources.counties_from_topojson(COUNTY_MAP)
    loading.load(opened.transaction, sources.zips_from_packages(), counties, lambda _name, _done, _of: None)
    opened.close()


def _round(folder: Path, file: Path) -> tuple[float, float]:
    """(seconds of an import into a fresh directory, seconds of plain inserts), one right after the other."""
    shutil.copytree(folder / "empty", folder / "imported")
    with get_context("spawn").Pool(1) as process:
        seconds = process.apply(_import, (folder / "imported", file))
    bare = _insert_all(folder)
    shutil.rmtree(folder / "imported")
    (folder / "bare.db").unlink()
    return seconds, bare


def _import(folder: Path, file: Path) -> float:
    opened = _open(folder)
    seconds = run_import(opened, Job(file, "benchmark"), NOW, lambda _done, _total: None).seconds
    opened.close()
    return seconds


def _tables(database: Connection) -> list[str]:
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    return [name for (name,) in names if not name.startswith("sqlite_")]


def _rows(database: Connection, table: str) -> list[tuple[object, ...]]:
    return database.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608 - a table's own name


def _insert_all(folder: Path) -> float:
    """Seconds to insert what the import left into an empty copy of the schema; the gazetteer is no part of it."""
    source, empty = (connect(folder / name / "resourceloop.db") for name in ("imported", "empty"))
    target = connect(folder / "bare.db", isolation_level=None)
    for pragma in SQLITE_PRAGMAS:
        target.execute(f"PRAGMA {pragma}")
    for (sql,) in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type = 'index', rowid"):
        if "sqlite_sequence" not in sql:
            target.execute(sql)
    rows = {table: _rows(source, table) for table in _tables(source) if not _rows(empty, table)}
    started = perf_counter()
    target.execute("BEGIN IMMEDIATE")
    for table, found in rows.items():
        if found:
            target.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(found[0]))})', found)  # noqa: S608
    target.execute("COMMIT")
    seconds = perf_counter() - started
    for database in (source, empty, target):
        database.close()
    return seconds


if __name__ == "__main__":
    main()
