"""How is this installation's search set up? The directory's language data and filter table, put into a backend."""

from collections.abc import Callable, Mapping, Sequence

from resource_app.directory.filters import FILTERS
from resource_app.directory.lexicon import load
from search.backend import SearchBackend
from search.backends.postgres import PostgresBackend
from search.backends.sqlite import SqliteBackend
from search.filters import Filter
from search.lexicon import Lexicon

# By what SQLAlchemy calls the database.
BACKENDS: Mapping[str, Callable[[Lexicon, Sequence[Filter]], SearchBackend]] = {
    "sqlite": SqliteBackend,
    "postgresql": PostgresBackend,
}


def make_backend(dialect: str) -> SearchBackend:
    """The search backend of this process, for its kind of database."""
    return BACKENDS[dialect](load(), FILTERS)
