"""How long does saving a listing with ten places take against its bare statements? Prints the ratio (goal: at most 3).

A save is everything in its transaction, as the page of a listing's form does it: what stands there, what others changed
meanwhile, history, what must be withheld, the documents of all ten listings and their index, the draft that goes, and the row
of the audit. The bare thing are the statements that write it (the same rows in the same tables), with the same values, again
in one transaction with the same pragmas. Of both the middle of all rounds counts; the directory holds the demo besides.

    python -m benchmarks.editing [LISTINGS]
"""

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import connect
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import event

from benchmarks.importing import SQLITE_PRAGMAS, _open, _prepare
from importers.demo.directory import services
from resource_app.accounts.roles import Held
from resource_app.actor import Actor, importing
from resource_app.audit import recording
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.database import Json
from resource_app.directory import drafts
from resource_app.directory.applying import Entry, apply_batch
from resource_app.directory.drafts import Whose
from resource_app.directory.editing import Saying, bodies_of, edit, last_change
from resource_app.directory.history import Edit
from resource_app.directory.hsds import split
from resource_app.directory.keepers import keeper_of

LISTINGS, PLACES, ROUNDS = 3_000, 10, 41
NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
WRITES = ("INSERT", "UPDATE", "DELETE")
RECORD = "listing:00000010-1111-4111-8111-111111111111"


def main() -> None:
    """Measure, and print both times and the ratio."""
    listings = int(sys.argv[1]) if len(sys.argv) > 1 else LISTINGS
    with tempfile.TemporaryDirectory() as name:
        _prepare(Path(name))
        opened = _open(Path(name))
        everything = [*services(NOW.date(), listings), _service()]
        for start in range(0, len(everything), 200):
            entries = [
                Entry("service", each["id"], tuple(split("service", each))) for each in everything[start : start + 200]
            ]
            with opened.transaction() as session:
                apply_batch(session, entries, NOW, importing("benchmark"))
        rounds = [_round(opened, Path(name), number) for number in range(ROUNDS)]
        opened.close()
    seconds, bare = (median(times) for times in zip(*rounds, strict=True))
    print(
        f"saving one of {listings:,} listings with {PLACES} places: {seconds * 1000:.1f} ms; bare: {bare * 1000:.1f} ms"
    )
    print(f"ratio: {seconds / bare:.1f} (goal: at most 3)")


def _id(number: int) -> str:
    return f"{number:08}-1111-4111-8111-111111111111"


def _service() -> Json:
    """A made-up service with ten places."""
    places = [
        {
            "id": _id(10 + number),
            "location": {"id": _id(30 + number), "location_type": "physical", "name": f"Door {number}"},
        }
        for number in range(PLACES)
    ]
    return {"id": _id(1), "name": "Lantern Pantry", "status": "active", "service_at_locations": places}


def _round(opened: Connections, folder: Path, number: int) -> tuple[float, float]:
    """(seconds of a save, seconds of its statements)."""
    written: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        if statement.lstrip().startswith(WRITES):
            written.append((statement, values))

    held = [Held("curator", None)]
    with opened.reading() as session:
        seen = last_change(session, keeper_of(session, _id(10), held))  # by the form
    event.listen(opened.engine, "before_cursor_execute", note)
    began = perf_counter()
    with opened.transaction() as session:
        keeper = keeper_of(session, _id(10), held)
        bodies_of(session, keeper)
        said = Saying("service", _id(1), "description", f"Groceries for everybody, every week: number {number}.")
        at = NOW + timedelta(minutes=number)
        made = Edit(Actor("user", "somebody"))
        edit(session, keeper, [said], seen, at, made)
        drafts.drop(session, Whose("somebody", _id(10), "what"))
        act = recording.Entry(action="listing_changed", subject=RECORD, details={"edit": made.id})
        recording.record(session, act, By(made.actor, Origin(), at))
    seconds = perf_counter() - began
    event.remove(opened.engine, "before_cursor_execute", note)
    return seconds, _bare(folder, written)


def _bare(folder: Path, written: list[tuple[str, Any]]) -> float:
    """The seconds of the same statements: rows that are only added are added once more, the audit's to another record."""
    [file] = folder.glob("*.db")
    connection = connect(file, isolation_level=None)
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    repeated = [(text, _elsewhere(values) if "audit_" in text else values) for text, values in written]
    began = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for text, values in repeated:
        if isinstance(values, list):
            connection.executemany(text, values)
        else:
            connection.execute(text, values)
    connection.execute("COMMIT")
    seconds = perf_counter() - began
    connection.close()
    return seconds


def _elsewhere(values: Any) -> Any:
    if isinstance(values, list):
        return [_elsewhere(each) for each in values]
    return tuple("bare" if each == RECORD else each for each in values)


if __name__ == "__main__":
    main()
