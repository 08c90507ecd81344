"""How long does an import take against plain inserts of the same rows? Prints the ratio (goal: at most 4).

The import is everything: reading, cleaning, matching, documents, index. The bare thing is an executemany of every row the
import left, in every table, into an empty database with the same schema and indexes, in one transaction.

    python -m benchmarks.importing [LISTINGS]
"""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection, connect
from time import perf_counter

import orjson

from importers.demo.directory import services
from importers.pipeline import Job, run_import
from resource_app.cli.geo import COUNTY_MAP
from resource_app.connections import Connections
from resource_app.database import upgrade
from resource_app.directory.gazetteer import loading, sources
from resource_app.directory.search_profile import make_backend
from resource_app.settings import Settings

LISTINGS = 3_000
NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
ROUNDS = 3
SHADOWS = ("_data", "_idx", "_content", "_docsize", "_config")  # of an FTS5 table; its own insert fills them


def main() -> None:
    """Measure on listings the demo makes, and print both times and the ratio."""
    listings = int(sys.argv[1]) if len(sys.argv) > 1 else LISTINGS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "listings.ndjson"
        with file.open("wb") as out:
            out.writelines(orjson.dumps(each) + b"\n" for each in services(NOW.date(), listings))
        opened = _opened(folder / "imported")
        before = _counts(folder / "imported")
        seconds = run_import(opened, Job(file, "benchmark"), NOW, lambda _done, _total: None).seconds
        opened.close()
        bare = min(_insert_all(folder, before, turn) for turn in range(ROUNDS))
    print(f"import of {listings:,} listings: {seconds:.2f} s; plain inserts of the same rows: {bare:.2f} s")
    print(f"ratio: {seconds / bare:.1f} (goal: at most 4)")


def _opened(folder: Path) -> Connections:
    opened = Connections.open(Settings.from_environment({"DATA_DIR": str(folder)}), make_backend())
    upgrade(opened.engine)
    counties = sources.counties_from_topojson(COUNTY_MAP)
    loading.load(opened.transaction, sources.zips_from_packages(), counties, lambda _name, _done, _of: None)
    return opened


def _tables(database: Connection) -> list[str]:
    names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")]
    return [name for name in names if not name.endswith(SHADOWS) and not name.startswith("sqlite_")]


def _counts(folder: Path) -> dict[str, int]:
    database = connect(folder / "resourceloop.db")
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in _tables(database)}  # noqa: S608


def _insert_all(folder: Path, before: dict[str, int], turn: int) -> float:
    """Seconds to insert what the import left into an empty copy of the schema; the gazetteer is no part of it."""
    source = connect(folder / "imported" / "resourceloop.db")
    target = connect(folder / f"bare{turn}.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        target.execute(f"PRAGMA {pragma}")
    for (sql,) in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type = 'index', rowid"):
        if not any(f"{shadow}'" in sql or f'{shadow}"' in sql for shadow in SHADOWS) and "sqlite_sequence" not in sql:
            target.execute(sql)
    rows = {
        name: source.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
        for name in _tables(source)
        if before.get(name, 0) == 0
    }
    started = perf_counter()
    target.execute("BEGIN IMMEDIATE")
    for name, found in rows.items():
        if found:
            target.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(found[0]))})', found)  # noqa: S608
    target.execute("COMMIT")
    seconds = perf_counter() - started
    target.close()
    return seconds


if __name__ == "__main__":
    main()
