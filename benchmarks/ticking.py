"""How long does it take to see that nothing is due, among 300,000 listings, against one indexed scan? Goal: at most 3 times.

The tick looks for letters that came back and for turns that are due, as the job does every minute. The bare thing is one
statement over the index of due times, in a transaction of its own on the same engine. A morning on which a day's share of turns
is due is measured as well: how many a second.

    python -m benchmarks.ticking [LISTINGS]
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from benchmarks.importing import _open, _prepare
from resource_app.connections import Connections
from resource_app.database import Json
from resource_app.directory.models import Listing, Organization, Service
from validation.climbing import climb
from validation.ladder import RUNGS, due_at
from validation.models import Cycle, Turn

LISTINGS, ROUNDS, CHUNK = 300_000, 201, 5_000
PER_TURN, DAYS = 3, 130  # listings of an organization; working days that their due dates lie on
NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
DUE = date(2027, 1, 4)
ZONE = "America/New_York"
SCAN = "SELECT id FROM validation_turn WHERE next_at <= :now ORDER BY next_at, id LIMIT 10"


def main() -> None:
    """Measure, and print the times and the ratio."""
    listings = int(sys.argv[1]) if len(sys.argv) > 1 else LISTINGS
    with tempfile.TemporaryDirectory() as name:
        _prepare(Path(name))
        opened = _open(Path(name))
        _fill(opened, listings)
        ours = [_seconds(lambda: climb(opened, NOW)) for _ in range(ROUNDS)]
        bare = [_seconds(lambda: _scan(opened)) for _ in range(ROUNDS)]
        morning = due_at(RUNGS[0], 6, DUE, ZONE) + timedelta(minutes=1)
        took = perf_counter()
        done = climb(opened, morning)
        took = perf_counter() - took
        opened.close()
    seconds, plain = median(ours), median(bare)
    print(f"a tick over {listings:,} listings, nothing due: {seconds * 1e6:,.0f} µs; bare scan: {plain * 1e6:,.0f} µs")
    print(f"ratio: {seconds / plain:.1f} (goal: at most 3)")
    print(f"a morning: {done}, {(done.letters + done.calls) / took:,.0f} organizations a second")


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def _scan(opened: Connections) -> None:
    with opened.transaction() as session:
        session.execute(text(SCAN), {"now": NOW}).all()


def _fill(opened: Connections, listings: int) -> None:
    """Plain rows: organizations of three listings, each due on one of the working days of half a year."""
    for start in range(0, listings, CHUNK):
        with opened.transaction() as session:
            _put(session, range(start, min(start + CHUNK, listings)))


def _put(session: Session, numbers: range) -> None:
    owners = sorted({number // PER_TURN for number in numbers if number % PER_TURN == 0})
    session.execute(insert(Organization), [_organization(owner) for owner in owners])
    session.execute(insert(Turn), [_turn(owner) for owner in owners])
    session.execute(insert(Service), [_object(f"s{number}") | _service(number) for number in numbers])
    session.execute(insert(Listing), [_object(f"l{number}") | {"service_id": f"s{number}"} for number in numbers])
    session.execute(insert(Cycle), [_cycle(number) for number in numbers])


def _object(object_id: str) -> Json:
    return {"id": object_id, "hsds": {}, "source": "benchmark", "origins": {}, "version": 1, "updated_at": NOW}


def _organization(owner: int) -> Json:
    body = {"id": f"o{owner}", "email": f"desk{owner}@circle.example.org"}
    return _object(f"o{owner}") | {"name": f"Circle {owner}", "hsds": body}


def _service(number: int) -> Json:
    return {"name": f"Pantry {number}", "status": "active", "organization_id": f"o{number // PER_TURN}"}


def _due(owner: int) -> date:
    return DUE + timedelta(days=owner % DAYS)


def _turn(owner: int) -> dict[str, Any]:
    return {
        "id": f"organization:o{owner}",
        "zone": ZONE,
        "next_at": due_at(RUNGS[0], 6, _due(owner), ZONE),
        "channel": "mail",
        "email": "",
    }


def _cycle(number: int) -> dict[str, Any]:
    owner = number // PER_TURN
    return {
        "listing_id": f"l{number}",
        "turn_id": f"organization:o{owner}",
        "anchor_on": _due(owner),
        "periods": 0,
        "months": 6,
        "ladder": 6,
        "due_on": _due(owner),
        "next_at": due_at(RUNGS[0], 6, _due(owner), ZONE),
        "began_at": NOW,
    }


if __name__ == "__main__":
    main()
