"""Fixtures every test may ask for. Requirements named in REQUIRE must be there: under it a skip is a failure."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from resource_app.connections import Connections
from resource_app.database import upgrade
from resource_app.directory.search_profile import make_backend
from resource_app.settings import Settings
from search.backend import SearchBackend
from tests import cluster, factories, sparing, stores
from tests.geography import load_small_gazetteer

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)  # a Tuesday, 2:40 p.m. in Massachusetts
REQUIRED = frozenset(filter(None, stores.ENVIRONMENT.get("REQUIRE", "").split(",")))


SERVER = pytest.StashKey[stores.Server]()
CLUSTER = pytest.StashKey[cluster.Server]()
LEFT_OUT = pytest.StashKey[str]()  # why there is no OpenSearch


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-matrix", action="store_true", help="write tests/web/permission_matrix.txt anew")


def pytest_configure(config: pytest.Config) -> None:
    sparing.spare()
    if stores.ON_POSTGRESQL and not hasattr(config, "workerinput"):
        config.stash[SERVER] = server = stores.Server.start()
        stores.ENVIRONMENT[stores.SOCKETS] = str(server.folder)

    if cluster.on_opensearch() and cluster.URL not in stores.ENVIRONMENT:
        _start_cluster(config)


def _start_cluster(config: pytest.Config) -> None:
    """Start OpenSearch; where it cannot be had, its tests are left out and the run says so at its end."""
    try:
        config.stash[CLUSTER] = node = cluster.Server.start()
    except cluster.NoServer as reason:
        if REQUIRED:
            raise pytest.UsageError(str(reason)) from reason
        config.stash[LEFT_OUT] = str(reason)
        del stores.ENVIRONMENT[cluster.WANTED]
    else:
        stores.ENVIRONMENT[cluster.URL] = node.url


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if LEFT_OUT in config.stash:
        terminalreporter.section("NOT TESTED ON OPENSEARCH", red=True)
        terminalreporter.line(config.stash[LEFT_OUT])


def pytest_unconfigure(config: pytest.Config) -> None:
    for started in (SERVER, CLUSTER):
        if started in config.stash:
            config.stash[started].stop()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What only PostgreSQL or OpenSearch can show is not asked where there is none."""
    absent = {"postgresql": not stores.ON_POSTGRESQL, "opensearch": not cluster.on_opensearch()}
    others = [item for item in items if any(absent[mark] for mark in absent if item.get_closest_marker(mark))]
    items[:] = [item for item in items if item not in others]
    config.hook.pytest_deselected(items=others)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and REQUIRED and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"A skip is a failure under REQUIRE={','.join(sorted(REQUIRED))}: {report.longrepr}"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real directories, standards and judgments; the test skips where there is none."""
    folder = stores.ENVIRONMENT.get("REAL_DATA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("REAL_DATA names no folder of real data")
    return Path(folder)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def backend() -> SearchBackend:
    """One backend for all tests: its language is compiled once, and it must not mix up databases."""
    return make_backend("postgresql" if stores.ON_POSTGRESQL else "sqlite")


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory, backend: SearchBackend) -> Path:
    """The folder of a database with every table and a small gazetteer; tests get copies (`stores.copy`)."""
    folder = tmp_path_factory.mktemp("migrated")
    stores.make_empty(folder)
    opened = Connections.open(stores.settings_in(folder), backend)
    upgrade(opened.engine)
    with opened.transaction() as session:
        load_small_gazetteer(session)
    opened.close()
    if not stores.ON_POSTGRESQL:
        with closing(sqlite3.connect(folder / "resourceloop.db")) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


@pytest.fixture
def settings(tmp_path: Path, migrated: Path) -> Iterator[Settings]:
    """Settings of an empty directory with a small gazetteer."""
    stores.copy(migrated, tmp_path)
    yield stores.settings_in(tmp_path)
    stores.drop(tmp_path)


@pytest.fixture
def connections(settings: Settings, backend: SearchBackend) -> Iterator[Connections]:
    opened = Connections.open(settings, backend)
    yield opened
    opened.close()


@pytest.fixture
def listed(connections: Connections) -> Connections:
    """Connections to a directory with one organization in it."""
    with connections.transaction() as session:
        factories.load(session, NOW)
    return connections


@pytest.fixture
def session(connections: Connections) -> Iterator[Session]:
    """A transaction that is rolled back: what a test does in it, nobody else sees."""
    with Session(connections.engine, info=connections.known) as opened:
        yield opened
        opened.rollback()
