"""Every backend in turn, with an empty database each. Further backends join this table."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine

from resource_app.database import make_engine, read_only
from resource_app.directory.search_profile import make_backend
from search.backend import SearchBackend
from search.documents import Document
from search.query import Query, Results
from tests.stores import ON_POSTGRESQL, drop, make_empty, url_of

# One of a kind per process, as in a running one; it must tell the databases of the tests apart.
BACKENDS: dict[str, Callable[[], SearchBackend]] = {
    "postgresql" if ON_POSTGRESQL else "sqlite": cache(
        lambda: make_backend("postgresql" if ON_POSTGRESQL else "sqlite")
    )
}


class Desk:
    """A backend with its database: store, ask."""

    def __init__(self, backend: SearchBackend, engine: Engine) -> None:
        self.backend = backend
        self.engine = engine

    def store(self, *documents: Document) -> None:
        with self.engine.begin() as connection:
            self.backend.index(connection, documents)

    def remove(self, *ids: str) -> None:
        with self.engine.begin() as connection:
            self.backend.remove(connection, ids)

    def ask(self, query: Query) -> Results:
        with read_only(self.engine).connect() as connection:
            return self.backend.search(connection, query)

    def ids(self, query: Query) -> list[str]:
        return [hit.document.id for hit in self.ask(query).hits]

    def counts(self, query: Query, key: str) -> dict[str, int]:
        return {value.value: value.count for value in self.ask(query).facets[key]}


@pytest.fixture(params=sorted(BACKENDS))
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    make_empty(tmp_path)
    engine = make_engine(url_of(tmp_path))
    backend = BACKENDS[request.param]()
    with engine.begin() as connection:
        backend.create(connection)
    yield Desk(backend, engine)
    engine.dispose()
    drop(tmp_path)
