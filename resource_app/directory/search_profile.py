"""How is this installation's search set up? The directory's language data and filter table, put into a backend."""

from resource_app.directory.filters import FILTERS
from search.backend import SearchBackend
from search.backends.sqlite import SqliteBackend
from search.lexicon import Lexicon


def make_backend() -> SearchBackend:
    """The search backend of this process."""
    return SqliteBackend(Lexicon(), FILTERS)
