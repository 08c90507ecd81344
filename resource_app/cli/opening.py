"""How does a command reach the directory? One way in, for every command; what is wrong with the installation is a sentence."""

import importlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from resource_app.clock import utc_now
from resource_app.connections import Connections
from resource_app.database import require_current
from resource_app.directory.gazetteer import gazetteer_of
from resource_app.directory.gazetteer.loading import is_loaded
from resource_app.directory.search_profile import backend_of
from resource_app.errors import BadInput
from resource_app.settings import Settings
from search.backend import SearchUnavailable

# What SQLite says of a file and its disk, and never of a statement of ours.
_OF_THE_FILE = {
    *(sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM),
    *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY),
}
_PRIMARY = 0xFF  # the byte of an error's code that says its kind


@contextmanager
def connections(settings: Settings, *, current: bool = True) -> Iterator[Connections]:
    """The process's connections; raises NotReady when `current` is asked for and the schema is not the newest."""
    importlib.import_module(
        "resource_app.tables"
    )  # what must be forgotten is looked for in every table, whoever imported it
    opened = Connections.open(settings, backend_of(settings, utc_now))
    try:
        if current:
            require_current(opened.engine)
            _require_home(opened)
        yield opened
    except SearchUnavailable as error:
        raise BadInput(str(error)) from error
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        said = _of_the_server(cause) or _of_the_file(cause, opened.engine.url.database)
        if not said:
            raise
        name = "DATABASE_URL" if settings.database_url else "DATA_DIR"
        raise BadInput(said + name + ".", name) from error
    finally:
        opened.close()


def _of_the_server(cause: BaseException | None) -> str:
    """That PostgreSQL is away or refuses us, and what to do with a setting; empty when it is something else."""
    if type(cause).__module__.partition(".")[0] != "psycopg" or type(cause).__name__ != "OperationalError":
        return ""  # told by its name: the driver is only loaded where it is used
    reason = str(cause).partition("\n")[0]
    return f"The database cannot be reached: {reason}. Start it, or correct "


def _of_the_file(cause: BaseException | None, file: str | None) -> str:
    """That the SQLite file is no use, and what to do with a setting; empty when it is something else."""
    if getattr(cause, "sqlite_errorcode", 0) & _PRIMARY not in _OF_THE_FILE:
        return ""
    return f"The database {file} cannot be used: {cause}. Put a backup back, or choose another with "


def _require_home(opened: Connections) -> None:
    """Raise BadInput when HOME_AREA is no place the gazetteer knows; without one nobody can tell."""
    if not opened.settings.home_area:
        return
    with opened.reading() as session:
        if is_loaded(session) and gazetteer_of(session).place(opened.settings.home_area) is None:
            hint = "Write a ZIP code, “Chelsea, MA”, a county or a state."
            raise BadInput(
                f"HOME_AREA cannot be “{opened.settings.home_area}”: there is no such place. {hint}", "HOME_AREA"
            )
