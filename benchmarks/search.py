"""What does a search cost? Our whole search against the plain full-text query over the same words and rows (goal: at most 1.0).

The whole search: words understood, place and trust weighed, facets counted, 20 documents read. The plain query is that of
the same engine (benchmarks/plain.py). Beside it stands what the search asks of its engines, asked again with nothing around
it: how much of the search is the engine's. All run in turns, question by question, in one process.

    python -m benchmarks.search [LISTINGS ...] [postgresql+psycopg://… of an empty database that may be overwritten]
        [http://… of a search cluster]
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, Engine

from benchmarks.plain import ENGINES, Overheard, Plain, PlainOpenSearch, asked_of_engines
from importers.demo.directory import services
from resource_app.clock import utc_now
from resource_app.database import make_engine, read_only
from resource_app.directory.search_profile import make_backend
from search.backend import SearchBackend
from search.backends.opensearch.backend import OpenSearchBackend
from search.backends.opensearch.client import Address
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


def main() -> None:
    """Measure every size, and print the ratios."""
    databases = [each for each in sys.argv[1:] if each.startswith("postgresql")]
    clusters = [each for each in sys.argv[1:] if each.startswith("http")]
    for size in [int(each) for each in sys.argv[1:] if each.isdigit()] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            engine = make_engine(databases[0] if databases else f"sqlite:///{Path(folder) / 'search.db'}")
            _measure(engine, size, clusters[0] if clusters else "")


def _measure(engine: Engine, size: int, cluster_url: str) -> None:
    backend: SearchBackend = make_backend(engine.dialect.name)
    name = engine.dialect.name
    plain: Plain = PlainOpenSearch(cluster_url) if cluster_url else ENGINES[name](engine)
    fed: list[str] = []
    cluster = None
    if cluster_url:
        cluster = Overheard(Address(url=cluster_url, prefix="benchmark-"))
        backend = OpenSearchBackend(make_backend(name), cluster, lambda _connection, ids: fed.extend(ids))
        name = f"OpenSearch beside {name}"
    with engine.begin() as connection:
        backend.drop(connection)
        backend.create(connection)
    plain.fill(_documents(size))
    for batch in _batches(size):
        with engine.begin() as connection:
            backend.index(connection, batch)
    if cluster_url:
        _feed(backend, engine, fed)
    with read_only(engine).connect() as connection:
        started = perf_counter()
        backend.search(connection, Query(text="warm up", now=NOW))
        cold = perf_counter() - started
        ours, bare, engines = _in_turns(backend, connection, plain, cluster)
    plain.close()
    engine.dispose()
    print(
        f"search on {name}, {size:,} listings: p50 {median(ours) / median(bare):.2f} x,"
        f" p95 {_p95(ours) / _p95(bare):.2f} x; of its engines' part p50 {median(ours) / median(engines):.2f} x,"
        f" p95 {_p95(ours) / _p95(engines):.2f} x  (ours {median(ours) * 1000:.1f} / {_p95(ours) * 1000:.1f} ms,"
        f" plain {median(bare) * 1000:.1f} / {_p95(bare) * 1000:.1f} ms,"
        f" engines {median(engines) * 1000:.1f} / {_p95(engines) * 1000:.1f} ms; first search of a process {cold:.2f} s)",
        flush=True,
    )


def _feed(backend: SearchBackend, engine: Engine, fed: Sequence[str]) -> None:
    """Listings a second into an index that is searched, and into a new one."""
    backend.ensure(engine)
    started = perf_counter()
    for start in range(0, len(fed), BATCH):
        assert not backend.feed(engine, fed[start : start + BATCH])
    fed_seconds = perf_counter() - started
    started = perf_counter()
    backend.rebuild(engine, lambda _done, _total: None)
    made_seconds = perf_counter() - started
    rate = len(fed) / fed_seconds
    print(f"index of {len(fed):,} fed in {fed_seconds:.1f} s ({rate:,.0f} a second), made anew in {made_seconds:.1f} s")


def _in_turns(
    backend: SearchBackend, connection: Connection, plain: Plain, cluster: Overheard | None
) -> tuple[list[float], list[float], list[float]]:
    """Seconds of ours, of the plain query and of our engines' part, question by question."""
    ours: list[float] = []
    bare: list[float] = []
    engines: list[float] = []
    for _ in range(ROUNDS):
        for question in QUESTIONS:
            search = partial(backend.search, connection, Query(text=question, now=utc_now(), limit=SHOWN))
            ours.append(_seconds(search))
            bare.append(_seconds(partial(plain.ask, split(question), SHOWN)))
            engines.append(_seconds(asked_of_engines(connection, cluster, search)))
    return ours, bare, engines


def _seconds(what: Callable[[], object]) -> float:
    started = perf_counter()
    what()
    return perf_counter() - started


def _p95(seconds: Sequence[float]) -> float:
    return quantiles(seconds, n=20)[-1]


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
