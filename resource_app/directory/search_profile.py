"""How is this installation's search set up? The directory's language data and filter table, put into a backend."""

from resource_app.directory.filters import FILTERS
from resource_app.directory.lexicon import load
from search.backend import SearchBackend
from search.backends.sqlite import SqliteBackend


def make_backend() -> SearchBackend:
    """The search backend of this process."""
    return SqliteBackend(load(), FILTERS)
