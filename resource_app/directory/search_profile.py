"""How is this installation's search set up? The directory's language data and filter table, put into a backend."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection

from resource_app import outbox
from resource_app.clock import Clock
from resource_app.directory.filters import FILTERS
from resource_app.directory.lexicon import load
from resource_app.settings import Settings
from search.backend import SearchBackend
from search.backends.in_database import InDatabase
from search.backends.postgres import PostgresBackend
from search.backends.sqlite import SqliteBackend
from search.filters import Filter
from search.lexicon import Lexicon

INDEX = "index"  # topic of the outbox: listings whose entry in the cluster is to be brought up to date

# By what SQLAlchemy calls the database.
BACKENDS: Mapping[str, Callable[[Lexicon, Sequence[Filter]], InDatabase]] = {
    "sqlite": SqliteBackend,
    "postgresql": PostgresBackend,
}


def make_backend(dialect: str) -> InDatabase:
    """The search backend in a database of this kind."""
    return BACKENDS[dialect](load(), FILTERS)


def backend_of(settings: Settings, clock: Clock) -> SearchBackend:
    """The search backend of this process: the database's own, or a cluster with that one beside it."""
    beside = make_backend(settings.dialect)
    if not settings.search_url:
        return beside
    from search.backends.opensearch.backend import OpenSearchBackend  # noqa: PLC0415 - its client is loaded where it is used
    from search.backends.opensearch.client import Address, Cluster  # noqa: PLC0415 - the same

    address = Address(
        url=settings.search_url,
        prefix=settings.search_prefix,
        user=settings.search_user,
        password=settings.search_password,
        ca_file=settings.search_ca_file,
    )

    def note(connection: Connection, ids: Sequence[str]) -> None:
        outbox.put(connection, INDEX, ids, clock())

    return OpenSearchBackend(beside, Cluster(address), note)
