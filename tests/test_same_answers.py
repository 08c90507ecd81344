"""Does a cluster answer as the database beside it does? Many questions, drawn by lot, over whole directories."""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from importers.demo.loading import load as load_demo
from importers.pipeline import Job, run_import
from resource_app.connections import Connections, search_of
from resource_app.directory.asking import ask
from resource_app.directory.search_profile import make_backend
from search.backends.opensearch.backend import OpenSearchBackend
from search.quality import mean, measure
from search.query import RADII_MILES, SORTS, Box, Hit, Query, Results
from tests.cluster import cluster_of_its_own
from tests.conftest import NOW
from tests.stores import DIALECT, copy, drop, settings_in

pytestmark = [pytest.mark.opensearch, pytest.mark.contract]

WORDS = (
    "food pantry rent help housing shelter dental clinic free legal lawyer eviction immigration ride doctor seniors "
    "elderly kids teens after school job training english class diapers baby clothes furniture heating bill support "
    "group grief cancer mental health counseling recovery violence safe open now today saturday evening tonight comida "
    "gratis clases ingles renta library tutoring tax veterans wheelchair equipment caregiver medicare vision "
    "prescription homeless laundry lantern county age 62 under 5 low cost "
)
PLACES = ("", "", "02150", "Boston, MA", "Chelsea, MA", "Worcester, MA", "Suffolk County, MA", "MA")
QUESTIONS = 150
MOST_TIES = 3  # places of a page may change where two scores are nearly one
WITHIN = 0.03  # of the best nDCG


Loaded = tuple[Connections, OpenSearchBackend]


@contextmanager
def both_backends(folder: Path, migrated: Path, fill: Callable[[Connections], object]) -> Iterator[Loaded]:
    """A filled directory with its own backend, and a cluster that holds it as well."""
    copy(migrated, folder)
    beside = make_backend(DIALECT)
    with ExitStack() as stack:
        cluster = stack.enter_context(cluster_of_its_own())
        opened = Connections.open(settings_in(folder), beside)
        stack.callback(drop, folder)
        stack.callback(opened.close)
        fill(opened)
        backend = OpenSearchBackend(beside, cluster, lambda _connection, _ids: None)
        backend.ensure(opened.engine)
        yield opened, backend


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Loaded]:
    with both_backends(
        tmp_path_factory.mktemp("demo"), migrated, lambda opened: load_demo(opened, None, NOW, lambda _done, _of: None)
    ) as loaded:
        yield loaded


def drawn(session: Session, lot: random.Random, values: dict[str, list[str]]) -> Query:
    """A question nobody thought of."""
    text = " ".join(lot.sample(WORDS.split(), lot.choice([0, 1, 1, 2, 2, 3, 4])))
    query = ask(session, text=text, where=lot.choice(PLACES), now=NOW + timedelta(hours=lot.randrange(24 * 14))).query
    keys = lot.sample(sorted(values), lot.choice([0, 0, 1, 2]))
    return replace(
        query,
        filters={key: tuple(lot.sample(values[key], min(len(values[key]), lot.choice([1, 2])))) for key in keys},
        sort=lot.choice(["best", *SORTS]),
        within_miles=lot.choice(RADII_MILES),
        box=lot.choice([None, None, None, Box(42.2, -71.3, 42.5, -70.9)]),
        offset=lot.choice([0, 0, 10]),
        unconfirmed=lot.random() < 0.2,
        public=lot.random() < 0.8,
    )


def told(results: Results) -> dict[str, Any]:
    """What has to be the same."""
    facets = {key: {each.value: each.count for each in values} for key, values in results.facets.items()}
    return {
        "total": results.total,
        "near": results.near_count,
        "facets": facets,
        "searched for": results.searched_for,
        "understood": results.understood,
        "places": {hit.document.service_id: _places(hit) for hit in results.hits},
    }


def _places(hit: Hit) -> list[str]:
    return sorted([hit.document.id, *(other.listing_id for other in hit.others)])


def asked(backend: Any, connection: Connection, query: Query) -> Results:
    results: Results = backend.search(connection, query)
    assert not results.reduced
    return results


def test_questions_drawn_by_lot_are_answered_the_same(demo: Loaded) -> None:
    opened, backend = demo
    lot = random.Random(20261128)  # noqa: S311 - the same questions every time
    ties = 0
    with opened.reading() as session:
        connection = session.connection()
        everything = search_of(session).search(connection, Query(now=NOW))
        values = {key: [each.value for each in found] for key, found in everything.facets.items() if found}
        for _ in range(QUESTIONS):
            query = drawn(session, lot, values)
            beside, cluster = asked(search_of(session), connection, query), asked(backend, connection, query)
            assert told(cluster) == told(beside), query
            ties += [hit.document.id for hit in cluster.hits] != [hit.document.id for hit in beside.hits]
            for one, other in zip(beside.hits, cluster.hits, strict=True):
                assert one.score == pytest.approx(other.score, rel=0.02), query
                assert one.document.id != other.document.id or one.reason == other.reason
    assert ties <= MOST_TIES


@pytest.mark.real_data
def test_judged_questions_are_answered_as_well(
    real_data: Path, tmp_path_factory: pytest.TempPathFactory, migrated: Path
) -> None:
    file = real_data / "data" / "smc-cip" / "services.hsds-3.1.ndjson.gz"
    judged = orjson.loads((real_data / "relevance" / "dev_queries.json").read_bytes())["queries"]

    def fill(opened: Connections) -> None:
        run_import(opened, Job(file, "smc"), NOW, lambda _done, _total: None)

    with (
        both_backends(tmp_path_factory.mktemp("smc"), migrated, fill) as (opened, backend),
        opened.reading() as session,
    ):
        ndcg = {}
        for name, each in (("beside", search_of(session)), ("cluster", backend)):
            measures = []
            for row in judged:
                query = ask(session, text=row["query"], now=NOW, language=row.get("lang", "en"), limit=100).query
                hits = asked(each, session.connection(), query).hits
                measures.append(measure([hit.document.service_id for hit in hits], row["judgments"]))
            ndcg[name] = mean(measures)["ndcg"]
    assert ndcg["cluster"] > max(ndcg.values()) - WITHIN
    assert ndcg["beside"] > max(ndcg.values()) - WITHIN
