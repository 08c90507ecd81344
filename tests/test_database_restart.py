"""The database restarts while people search: every page answers at once, nothing is lost, and all is well a moment later."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from resource_app.connections import Connections
from resource_app.database import upgrade
from resource_app.settings import Settings
from search import stored
from search.backend import SearchBackend
from tests.conftest import NOW
from tests.factories import load
from tests.geography import load_small_gazetteer
from tests.stores import Server
from tests.web.test_serving import START, environment, free_port

pytestmark = pytest.mark.postgresql

LONGEST_SECONDS = 3


@pytest.fixture
def server() -> Iterator[Server]:
    """A database server of this test's own: the others' stays up."""
    started = Server.start()
    yield started
    started.stop()


@contextmanager
def running(folder: Path, url: str) -> Iterator[str]:
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-c", START, "run"],
        env=environment(folder, port) | {"DATABASE_URL": url, "WORKERS": "2"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as site:
        assert site.stdout is not None
        assert any(f"http://127.0.0.1:{port}/" in line for line in iter(site.stdout.readline, ""))
        drain = Thread(target=site.stdout.read, daemon=True)
        drain.start()
        yield f"http://127.0.0.1:{port}"
        site.terminate()


def asked(address: str) -> tuple[int, float]:
    """The status and the seconds it took; a connection that breaks off is status 0."""
    began = time.monotonic()
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own
            answer.read()
            status = answer.status
    except urllib.error.HTTPError as error:
        error.read()
        status = error.code
    except OSError:
        status = 0
    return status, time.monotonic() - began


def test_pages_answer_while_the_database_restarts(tmp_path: Path, server: Server, backend: SearchBackend) -> None:
    url = server.url("postgres")
    settings = Settings.from_environment({"DATA_DIR": str(tmp_path), "DATABASE_URL": url})
    opened = Connections.open(settings, backend)
    upgrade(opened.engine)
    with opened.transaction() as session:
        load_small_gazetteer(session)
        load(session, NOW)
    with running(tmp_path, url) as site:
        seen: list[tuple[int, float]] = []
        over = Event()

        def look() -> None:
            while not over.is_set():
                seen.append(asked(f"{site}/search?what=lantern+pantry&where=02150"))

        people = [Thread(target=look) for _ in range(4)]
        for person in people:
            person.start()
        time.sleep(1)
        for _ in range(2):
            server.restart()
            time.sleep(1)
        ended = time.monotonic()
        while asked(f"{site}/readyz")[0] != 200 and time.monotonic() < ended + 60:
            time.sleep(0.2)
        over.set()
        for person in people:
            person.join()
        assert asked(f"{site}/readyz")[0] == 200
        assert asked(f"{site}/search?what=lantern")[0] == 200
    assert {status for status, _ in seen} <= {200, 503}
    assert [status for status, _ in seen].count(200) > 10
    assert max(seconds for _, seconds in seen) < LONGEST_SECONDS
    with opened.reading() as session:
        assert stored.count(session.connection()) == 1
        assert opened.search.verify(session.connection()).count == 0
    opened.close()
