"""Where do sessions come from? One object per process that holds the engines and the search backend."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from resource_app.database import make_engine, read_only
from resource_app.errors import BadInput
from resource_app.keys import Keys
from resource_app.settings import Settings
from search.backend import SearchBackend


@dataclass(frozen=True, slots=True)
class Connections:
    """The ways to the database and to the search index. Make it with `Connections.open`, after any fork."""

    engine: Engine
    writer: Engine | Connection  # where transactions that write begin
    reader: Engine | Connection
    search: SearchBackend
    settings: Settings

    @classmethod
    def open(cls, settings: Settings, search: SearchBackend, *, hurried: bool = False) -> "Connections":
        """Engines for `settings.url`; nothing is connected yet. Makes the data folder, or raises BadInput.

        `hurried` where somebody waits for a page.
        """
        if not settings.database_url:
            try:
                settings.data_dir.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                said = f"The folder {settings.data_dir} cannot be made: {error.strerror}. Choose another one with DATA_DIR."
                raise BadInput(said, "DATA_DIR") from error
        engine = make_engine(settings.url, hurried=hurried)
        return cls(engine, engine, read_only(engine), search, settings)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that commits when its block ends, and rolls back when the block raises."""
        with (
            Session(self.writer, info=self.known, join_transaction_mode="create_savepoint") as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session the database refuses to write with; it waits for no writer."""
        with (
            Session(self.reader, info=self.known, join_transaction_mode="create_savepoint") as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def rehearsal(self) -> Iterator["Connections"]:
        """The same directory to try something in: whatever is done there, at the end it has not happened.

        SQLite: a copy of the file, thrown away. PostgreSQL: one transaction, rolled back.
        """
        with self._copied() if self.engine.dialect.name == "sqlite" else self._undone() as rehearsing:
            yield rehearsing

    @contextmanager
    def _undone(self) -> Iterator["Connections"]:
        with self.engine.connect() as connection, connection.begin() as everything:
            try:
                yield replace(self, writer=connection, reader=connection)
            finally:
                everything.rollback()

    @contextmanager
    def _copied(self) -> Iterator["Connections"]:
        database = Path(str(self.engine.url.database))
        with tempfile.TemporaryDirectory(prefix="rehearsal-", dir=database.parent) as folder:
            copy = Path(folder) / database.name
            with closing(sqlite3.connect(copy)) as target, self.engine.connect() as source:
                source.connection.driver_connection.backup(target)  # type: ignore[union-attr]  # sqlite3's own connection
            engine = make_engine(f"sqlite:///{copy}")
            try:
                yield replace(self, engine=engine, writer=engine, reader=read_only(engine))
            finally:
                engine.dispose()

    @property
    def known(self) -> dict[str, Any]:
        """What a session knows of the process that opened it."""
        return {"search": self.search, "home_area": self.settings.home_area, "settings": self.settings}

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def search_of(session: Session) -> SearchBackend:
    """The backend of the process that opened `session`."""
    backend: SearchBackend = session.info["search"]
    return backend


def home_area_of(session: Session) -> str:
    """The setting HOME_AREA of the process that opened `session`; empty where there is none."""
    area: str = session.info.get("home_area", "")
    return area


def keys_of(session: Session) -> Keys:
    """The keys of the process that opened `session`, read once for it; without SECRET_KEY they are made at first need."""
    if "keys" not in session.info:
        session.info["keys"] = Keys.of(session.info["settings"])
    keys: Keys = session.info["keys"]
    return keys
