"""An application over hand-made documents, at a fixed moment, and a client that checks every answer."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from resource_app.accounts import passwords
from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.directory.search_profile import make_backend
from resource_app.factory import create_app
from resource_app.keys import Keys
from resource_app.settings import Settings
from tests.stores import copy, settings_in
from tests.web import samples
from tests.web.checking import CheckedClient
from tests.web.people import Person, Visitor, Watch, a_person

ADMIN = Held("network_admin", None)
NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)  # a Tuesday, 2:40 p.m. in Massachusetts


def application(settings: Settings, connections: Connections) -> Flask:
    made = create_app(settings, connections)
    made.extensions["clock"] = lambda: NOW
    made.test_client_class = CheckedClient
    return made


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[tuple[Settings, Connections]]:
    """One database of samples for every test that only looks."""
    folder = tmp_path_factory.mktemp("samples")
    copy(migrated, folder)
    settings = settings_in(folder)
    opened = Connections.open(settings, make_backend(settings.dialect))
    with opened.transaction() as session:
        opened.search.index(session.connection(), samples.everything())
    yield settings, opened
    opened.close()


@pytest.fixture(scope="session")
def shared_app(shelf: tuple[Settings, Connections]) -> Flask:
    return application(*shelf)


@pytest.fixture
def app(shelf: tuple[Settings, Connections]) -> Flask:
    """An application of the test's own, over the same samples."""
    return application(*shelf)


@pytest.fixture
def client(shared_app: Flask) -> FlaskClient:
    """A client without cookies that checks every answer."""
    return shared_app.test_client()


@pytest.fixture
def written(shelf: tuple[Settings, Connections]) -> Iterator[list[str]]:
    """The statements sent to the database that could change it."""
    _settings, connections = shelf
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN", "WITH")):
            statements.append(statement)

    event.listen(connections.engine, "before_cursor_execute", note)
    yield statements
    event.remove(connections.engine, "before_cursor_execute", note)


@pytest.fixture
def watch() -> Watch:
    return Watch(NOW)


@pytest.fixture
def site(settings: Settings, connections: Connections, watch: Watch) -> Flask:
    made = create_app(settings, connections)
    made.extensions["clock"] = watch
    made.test_client_class = CheckedClient
    return made


@pytest.fixture
def keys(site: Flask) -> Keys:
    found: Keys = site.extensions["keys"]
    return found


@pytest.fixture
def admin(connections: Connections, keys: Keys) -> Person:
    return a_person(connections, keys, ADMIN)


@pytest.fixture
def visitor(site: Flask) -> Visitor:
    return Visitor(site)


@pytest.fixture
def signed_in(visitor: Visitor, admin: Person) -> Visitor:
    return visitor.sign_in(admin)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Argon2 as cheap as it gets, for tests that do not look at its cost."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()
