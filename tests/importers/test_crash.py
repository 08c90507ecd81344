"""A run that is killed again and again ends as one that was not."""

import hashlib
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import orjson
import pytest
from sqlalchemy import Connection, NullPool, create_engine, inspect, text

from importers.identity import mint
from resource_app.connections import Connections
from resource_app.database import read_only
from resource_app.directory.search_profile import make_backend
from tests.stores import copy, environment_of, settings_in, url_of

ROWS = 20_000
KILLS = 20
COMPARED = (
    "organization",
    "program",
    "service",
    "location",
    "listing",
    "task",
    "proposal",
    "import_row",
    "search_document",
)
MOMENTS = {"updated_at", "shown_otherwise_at", "opened_at", "closed_at", "made_at"}  # of the run that wrote them
# Numbers the database draws, and nothing refers to: PostgreSQL leaves out those of a transaction that died.
DRAWN = {("task", "id"), ("proposal", "id"), ("search_document", "rowid")}
CHILD = (
    "import sys; from click import echo; from resource_app.cli import main;"
    "sys.argv = ['resourceloop', 'import', sys.argv[1], '--source', 'lantern']; main()"
)


def rows() -> Iterator[dict]:
    """Small services: some share an organization that rows contradict, some are rejected, some hidden, some repeated."""
    for number in range(ROWS):
        owner = number // 7
        yield {
            "id": mint("crash", "service", str(number - (number % 1_000 == 999))),
            "name": "" if number % 500 == 3 else f"Pantry {number}",
            "status": "active",
            "description": "At a confidential location." if number % 400 == 5 else "Food.",
            "organization": {
                "id": mint("crash", "organization", str(owner)),
                "name": f"Lantern {owner}",
                "description": f"{number}",
            },
            "service_at_locations": [
                {
                    "id": mint("crash", "listing", str(number)),
                    "location": {
                        "id": mint("crash", "place", str(number // 3)),
                        "location_type": "physical",
                        "latitude": 42.4,
                        "longitude": -71.0 if number % 50 else 0,
                    },
                }
            ],
        }


def start(folder: Path, file: Path) -> subprocess.Popen:
    environment = {**os.environ, **environment_of(folder)}  # noqa: TID251 - a child needs the whole environment
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(file)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def wait_for(target: int, folder: Path, child: subprocess.Popen) -> None:
    """Until a run has done so many rows, or has ended."""
    with looking(folder) as database:
        asked = text("SELECT coalesce(max(rows_done), 0) FROM import_run")
        while child.poll() is None and database.execute(asked).scalar_one() < target:
            database.rollback()  # the next look sees what was written meanwhile
            sleep(0.05)


@contextmanager
def looking(folder: Path) -> Iterator[Connection]:
    engine = create_engine(url_of(folder), poolclass=NullPool)
    with read_only(engine).connect() as connection:
        yield connection


def state_of(folder: Path) -> tuple[dict[str, str], dict]:
    """(hash of each table without the moments of writing, what the run counted)."""
    hashes = {}
    with looking(folder) as database:
        for name in COMPARED:
            columns = [each["name"] for each in inspect(database).get_columns(name) if each["name"] not in MOMENTS]
            columns = [column for column in columns if (name, column) not in DRAWN]
            rows = database.execute(text(f"SELECT {', '.join(columns)} FROM {name}"))  # noqa: S608 - our own names
            total = hashlib.sha256()
            for row in sorted(repr(tuple(row)) for row in rows):
                total.update(row.encode())
            hashes[name] = total.hexdigest()
        [(counts, state)] = database.execute(text("SELECT counts, state FROM import_run")).all()
    assert state == "done"
    return hashes, counts if isinstance(counts, dict) else orjson.loads(counts)


@pytest.mark.crash
def test_twenty_kills_leave_what_no_kill_leaves(tmp_path: Path, migrated: Path) -> None:
    file = tmp_path / "rows.ndjson"
    with file.open("wb") as out:
        out.writelines(orjson.dumps(row) + b"\n" for row in rows())
    folders = tmp_path / "calm", tmp_path / "killed"
    for folder in folders:
        folder.mkdir()
        copy(migrated, folder)
    calm, killed = folders
    child = start(calm, file)
    child.communicate()
    assert child.returncode == 1  # some rows are rejected

    moments = random.Random(20)  # noqa: S311 - when to kill, no secret
    for target in sorted(moments.randrange(ROWS - 500) for _ in range(KILLS)):
        child = start(killed, file)
        wait_for(target, killed, child)
        sleep(moments.uniform(0, 0.1))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        assert child.returncode == -signal.SIGKILL
    child = start(killed, file)
    said, errors = child.communicate()
    assert child.returncode == 1, errors
    assert b"The run went on after row" in said

    assert state_of(killed) == state_of(calm)
    counts = state_of(killed)[1]
    assert (
        counts["rows"]
        == ROWS
        == sum(counts[each] for each in ("accepted", "changed", "unchanged", "candidate", "rejected"))
    )
    settings = settings_in(killed)
    opened = Connections.open(settings, make_backend(settings.dialect))
    with opened.reading() as session:
        assert opened.search.verify(session.connection()).count == 0
    opened.close()
