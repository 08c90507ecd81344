"""Invented listings as files, and a short way to import them."""

import csv
import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from importers.pipeline import Job, run_import
from importers.results import RowResult, Summary
from resource_app.connections import Connections

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)


def key(*parts: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(map(str, parts))))


def place(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": key("place", number),
        "location_type": "physical",
        "name": f"Hall {number}",
        "latitude": 42.39,
        "longitude": -71.03,
        "addresses": [
            {
                "id": key("address", number),
                "address_1": f"{number} Lantern Street",
                "city": "Chelsea",
                "state_province": "MA",
                "postal_code": "02150",
                "country": "US",
                "address_type": "physical",
            }
        ],
        **changes,
    }


def service(number: int = 1, *, at: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    return {
        "id": key("service", number),
        "name": f"Lantern Pantry {number}",
        "status": "active",
        "description": "Groceries every week.",
        "organization": {
            "id": key("organization", number),
            "name": f"Lantern Neighbors {number}",
            "description": "Neighbors who share.",
        },
        "phones": [{"id": key("phone", number), "number": f"617-555-{number % 100 + 100:04d}"}],
        "service_at_locations": [{"id": key("listing", number), "location": at or place(number)}],
        **changes,
    }


def ndjson(path: Path, rows: Iterable[Any]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def table(path: Path, rows: list[Mapping[str, Any]]) -> Path:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, names)
        writer.writeheader()
        writer.writerows(rows)
    return path


def bring(
    connections: Connections, path: Path, source: str = "lantern", **options: Any
) -> tuple[Summary, list[RowResult]]:
    rows: list[RowResult] = []
    summary = run_import(connections, Job(path, source, **options), NOW, lambda _done, _total: None, rows.append)
    assert summary.counts.rows == len(rows)
    assert summary.counts.outcomes.total() == len(rows)
    return summary, rows


def outcomes(rows: list[RowResult]) -> list[str]:
    return [row.outcome for row in rows]


def codes(rows: list[RowResult]) -> set[str]:
    return {issue.code for row in rows for issue in row.issues}
