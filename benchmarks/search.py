"""What does a search cost? Our whole search against the plain full-text query over the same words and rows (goal: at most 1.0).

The whole search: words understood, place and trust weighed, facets counted, 20 documents read. The plain query: FTS5,
the same words joined by OR, ordered by bm25, 20 rows. Both run in turns, question by question, in one process.

    python benchmarks/search.py [LISTINGS ...]
"""

import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from importers.demo.directory import services
from resource_app.clock import utc_now
from resource_app.database import make_engine
from resource_app.directory.search_profile import make_backend
from search.documents import Area, Document
from search.opening import Opening, Rule
from search.query import Query
from search.wording import split

SIZES = (3_000, 30_000)
ROUNDS = 9
SHOWN = 20
TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
BATCH = 500
QUESTIONS = (
    "food pantry",
    "help paying rent",
    "free dental clinic",
    "english classes for adults",
    "homeless shelter for families with children",
    "ride to doctor appointment",
    "mental health counseling for teens",
    "winter coats",
    "job training",
    "legal help with eviction",
    "senior center lunch",
    "after school program",
    "domestic violence shelter",
    "substance abuse treatment",
    "child care vouchers",
    "comida gratis",
    "clases de ingles",
    "support group for caregivers",
    "help with heating bill",
    "immigration lawyer",
    "diapers and baby supplies",
    "wheelchair loan",
    "health insurance for kids",
    "community services program",
)
_FIELDS = ("name", "organization", "keywords", "description", "eligibility")


def main() -> None:
    """Measure every size, and print the ratios."""
    for size in [int(each) for each in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            _measure(Path(folder) / "search.db", size)


def _measure(path: Path, size: int) -> None:
    engine, backend = make_engine(f"sqlite:///{path}"), make_backend("sqlite")
    with engine.begin() as connection:
        backend.create(connection)
    _fill_plain(path, size)
    for batch in _batches(size):
        with engine.begin() as connection:
            backend.index(connection, batch)
    ours: list[float] = []
    plain: list[float] = []
    with engine.execution_options(readonly=True).connect() as connection:
        bare = sqlite3.connect(path)
        started = perf_counter()
        backend.search(connection, Query(text="warm up", now=NOW))
        cold = perf_counter() - started
        for _ in range(ROUNDS):
            for question in QUESTIONS:
                started = perf_counter()
                backend.search(connection, Query(text=question, now=utc_now(), limit=SHOWN))
                between = perf_counter()
                bare.execute(
                    "SELECT rowid, bm25(plain) AS score FROM plain WHERE plain MATCH ? ORDER BY score LIMIT ?",
                    (" OR ".join(f'"{word}"' for word in split(question)), SHOWN),
                ).fetchall()
                ours.append(between - started)
                plain.append(perf_counter() - between)
        bare.close()
    engine.dispose()
    print(
        f"search, {size:,} listings: p50 {median(ours) / median(plain):.2f} x, p95 {_p95(ours) / _p95(plain):.2f} x"
        f"  (ours {median(ours) * 1000:.1f} / {_p95(ours) * 1000:.1f} ms, plain {median(plain) * 1000:.1f}"
        f" / {_p95(plain) * 1000:.1f} ms; first search of a process {cold:.2f} s)",
        flush=True,
    )


def _p95(seconds: Sequence[float]) -> float:
    return quantiles(seconds, n=20)[-1]


def _fill_plain(path: Path, size: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute(
        f"CREATE VIRTUAL TABLE plain USING fts5({', '.join(_FIELDS)}, tokenize='porter unicode61 remove_diacritics 2')"
    )
    for document in _documents(size):
        values = [getattr(document, name) for name in _FIELDS]
        texts = [value if isinstance(value, str) else " ".join(value) for value in values]
        connection.execute("INSERT INTO plain VALUES (?, ?, ?, ?, ?)", texts)  # one column per field
    connection.commit()
    connection.close()


def _batches(size: int) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for document in _documents(size):
        batch.append(document)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def _documents(size: int) -> Iterator[Document]:
    for service in services(TODAY, size):
        for at_place in service.get("service_at_locations") or [{"id": f"{service['id']}-placeless"}]:
            yield _document(service, at_place)


def _document(service: dict[str, Any], at_place: dict[str, Any]) -> Document:
    place = at_place.get("location", {})
    lat, lon = place.get("latitude"), place.get("longitude")
    terms = [each["taxonomy_term"]["name"] for each in service.get("attributes", [])]
    cities = [each.get("city", "") for each in place.get("addresses", [])]
    return Document(
        id=at_place["id"],
        service_id=service["id"],
        organization_id=service["organization"]["id"],
        version=1,
        name=service["name"],
        organization=service["organization"]["name"],
        keywords=tuple(terms),
        description=service.get("description") or "",
        eligibility=service.get("eligibility_description") or "",
        categories=tuple(terms[:2]),
        point=(lat, lon) if lat is not None and lon is not None else None,
        city=cities[0] if cities else "",
        areas=tuple(Area("county", each["name"], each["name"]) for each in service.get("service_areas", [])),
        languages=tuple(each.get("code", "") for each in service.get("languages", [])),
        opening=Opening("America/New_York", (Rule(((0, 0), (0, 1), (0, 2), (0, 3), (0, 4)), opens=540, closes=1020),)),
        display={"service": {"description": service.get("description")}, "phones": service.get("phones", [])},
    )


if __name__ == "__main__":
    main()
