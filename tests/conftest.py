"""Fixtures every test may ask for. Requirements named in REQUIRE must be there: under it a skip is a failure."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from resource_app.connections import Connections
from resource_app.database import upgrade
from resource_app.directory.search_profile import make_backend
from resource_app.settings import Settings
from search.backend import SearchBackend
from tests.geography import load_small_gazetteer

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)  # a Tuesday, 2:40 p.m. in Massachusetts
ENVIRONMENT = os.environ  # noqa: TID251 - tests are an edge too
REQUIRED = frozenset(filter(None, ENVIRONMENT.get("REQUIRE", "").split(",")))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and REQUIRED and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"A skip is a failure under REQUIRE={','.join(sorted(REQUIRED))}: {report.longrepr}"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real directories, standards and judgments; the test skips where there is none."""
    folder = ENVIRONMENT.get("REAL_DATA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("REAL_DATA names no folder of real data")
    return Path(folder)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def backend() -> SearchBackend:
    """One backend for all tests: its language is compiled once, and it must not mix up databases."""
    return make_backend()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory, backend: SearchBackend) -> Path:
    """A database with every table and a small gazetteer; tests get copies."""
    folder = tmp_path_factory.mktemp("migrated")
    opened = Connections.open(settings_in(folder), backend)
    upgrade(opened.engine)
    with opened.transaction() as session:
        load_small_gazetteer(session)
    with opened.engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.close()
    return folder / "resourceloop.db"


def settings_in(folder: Path, **environment: str) -> Settings:
    return Settings.from_environment({"DATA_DIR": str(folder), **environment})


@pytest.fixture
def settings(tmp_path: Path, migrated: Path) -> Settings:
    """Settings of an empty directory with a small gazetteer."""
    shutil.copy(migrated, tmp_path / "resourceloop.db")
    return settings_in(tmp_path)


@pytest.fixture
def connections(settings: Settings, backend: SearchBackend) -> Iterator[Connections]:
    opened = Connections.open(settings, backend)
    yield opened
    opened.close()


@pytest.fixture
def session(connections: Connections) -> Iterator[Session]:
    """A transaction that is rolled back: what a test does in it, nobody else sees."""
    with Session(connections.engine, info={"search": connections.search}) as opened:
        yield opened
        opened.rollback()
