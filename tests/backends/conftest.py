"""Every backend in turn, with an empty database each. Further backends join this table."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine

from resource_app.database import make_engine, read_only
from resource_app.directory.search_profile import make_backend
from search.backend import SearchBackend
from search.backends.opensearch.backend import OpenSearchBackend
from search.backends.opensearch.client import Cluster
from search.documents import Document
from search.query import Query, Results
from tests.cluster import cluster_of_its_own, on_opensearch
from tests.stores import ON_POSTGRESQL, drop, make_empty, url_of

DATABASE = "postgresql" if ON_POSTGRESQL else "sqlite"
# One of a kind per process, as in a running one; it must tell the databases of the tests apart.
beside = cache(lambda: make_backend(DATABASE))
BACKENDS = (DATABASE, "opensearch") if on_opensearch() else (DATABASE,)


in_a_cluster = pytest.mark.parametrize("desk", ["opensearch"], indirect=True)
in_the_database = pytest.mark.parametrize("desk", [DATABASE], indirect=True)  # what is true of no index elsewhere


class Desk:
    """A backend with its database: store, ask."""

    def __init__(
        self, backend: SearchBackend, engine: Engine, waiting: list[str], cluster: Cluster | None = None
    ) -> None:
        self.backend = backend
        self.engine = engine
        self.waiting = waiting  # ids that the backend wants to be fed
        self._cluster = cluster

    @property
    def cluster(self) -> Cluster:
        assert self._cluster is not None
        return self._cluster

    def store(self, *documents: Document) -> None:
        with self.engine.begin() as connection:
            self.backend.index(connection, documents)
        self._feed()

    def remove(self, *ids: str) -> None:
        with self.engine.begin() as connection:
            self.backend.remove(connection, ids)
        self._feed()

    def _feed(self) -> None:
        """As the jobs do after every transaction."""
        if self.waiting:
            assert not self.feed()

    def feed(self) -> Mapping[str, str]:
        """Feed what waits; what failed waits on."""
        failed = self.backend.feed(self.engine, self.waiting)
        self.waiting[:] = failed
        return failed

    def write(self, *documents: Document) -> None:
        """Store without feeding."""
        with self.engine.begin() as connection:
            self.backend.index(connection, documents)

    def ask(self, query: Query) -> Results:
        with read_only(self.engine).connect() as connection:
            results = self.backend.search(connection, query)
        assert not results.reduced  # else it was the database that answered
        return results

    def ids(self, query: Query) -> list[str]:
        return [hit.document.id for hit in self.ask(query).hits]

    def counts(self, query: Query, key: str) -> dict[str, int]:
        return {value.value: value.count for value in self.ask(query).facets[key]}


@pytest.fixture(params=BACKENDS)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    make_empty(tmp_path)
    engine = make_engine(url_of(tmp_path))
    waiting: list[str] = []
    with ExitStack() as stack:
        backend: SearchBackend = beside()
        cluster = None
        if request.param == "opensearch":
            cluster = stack.enter_context(cluster_of_its_own())
            backend = OpenSearchBackend(beside(), cluster, lambda _connection, ids: waiting.extend(ids))
        with engine.begin() as connection:
            backend.create(connection)
        if request.param == "opensearch":
            backend.rebuild(engine, lambda _done, _total: None)
        yield Desk(backend, engine, waiting, cluster)
    engine.dispose()
    drop(tmp_path)
