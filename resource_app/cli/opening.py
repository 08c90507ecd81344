"""How does a command reach the directory? One way in, for every command."""

from collections.abc import Iterator
from contextlib import contextmanager

from resource_app.connections import Connections
from resource_app.database import require_current
from resource_app.directory.search_profile import make_backend
from resource_app.settings import Settings


@contextmanager
def connections(settings: Settings, *, current: bool = True) -> Iterator[Connections]:
    """The process's connections; raises NotReady when `current` is asked for and the schema is not the newest."""
    opened = Connections.open(settings, make_backend())
    try:
        if current:
            require_current(opened.engine)
        yield opened
    finally:
        opened.close()
