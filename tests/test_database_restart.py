"""The database restarts while people search: every page answers at once, nothing is lost, and all is well a moment later."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from resource_app.connections import Connections
from resource_app.database import upgrade
from resource_app.settings import Settings
from search import stored
from search.backend import SearchBackend
from tests.conftest import NOW
from tests.factories import load
from tests.geography import load_small_gazetteer
from tests.sites import HEALED_SECONDS, LONGEST_SECONDS, asked, running, visitors, within
from tests.stores import Server

pytestmark = pytest.mark.postgresql


@pytest.fixture
def server() -> Iterator[Server]:
    """A database server of this test's own: the others' stays up."""
    started = Server.start()
    yield started
    started.stop()


def test_pages_answer_while_the_database_restarts(tmp_path: Path, server: Server, backend: SearchBackend) -> None:
    url = server.url("postgres")
    settings = Settings.from_environment({"DATA_DIR": str(tmp_path), "DATABASE_URL": url})
    opened = Connections.open(settings, backend)
    upgrade(opened.engine)
    with opened.transaction() as session:
        load_small_gazetteer(session)
        load(session, NOW)
    with running(tmp_path, DATABASE_URL=url) as site:
        with visitors(f"{site}/search?what=lantern+pantry&where=02150") as seen:
            time.sleep(1)
            for _ in range(2):
                server.restart()
                time.sleep(1)
            assert within(HEALED_SECONDS, lambda: asked(f"{site}/readyz")[0] == 200)
        assert asked(f"{site}/search?what=lantern")[0] == 200
    assert {status for status, _, _ in seen} <= {200, 503}
    assert [status for status, _, _ in seen].count(200) > 10
    assert max(seconds for _, seconds, _ in seen) < LONGEST_SECONDS
    with opened.reading() as session:
        assert stored.count(session.connection()) == 1
        assert opened.search.verify(session.connection()).count == 0
    opened.close()
