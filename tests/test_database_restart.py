"""The database restarts or hangs while people search: every page answers, nothing is lost, and all is well a moment later."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from resource_app import outbox, patience
from resource_app.clock import utc_now
from resource_app.connections import Connections
from resource_app.database import POSTGRESQL_ARGUMENTS, make_engine, read_only, upgrade
from resource_app.directory.search_profile import backend_of
from resource_app.patience import SILENCE_SECONDS, STATEMENT_SECONDS
from resource_app.settings import Settings
from search import stored
from search.backend import SearchBackend
from tests.backends.invented import listing
from tests.cluster import URL, cluster_of_its_own
from tests.conftest import NOW
from tests.factories import load
from tests.geography import load_small_gazetteer
from tests.sites import HEALED_SECONDS, LONGEST_SECONDS, asked, running, visitors, within
from tests.stores import ENVIRONMENT, Server

pytestmark = pytest.mark.postgresql

CONNECTING_SECONDS = int(POSTGRESQL_ARGUMENTS["connect_timeout"])


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
            assert within(HEALED_SECONDS, lambda: [status for status, _, _ in seen].count(200) > 10)
        assert asked(f"{site}/search?what=lantern")[0] == 200
    assert {status for status, _, _ in seen} <= {200, 503}
    assert max(seconds for _, seconds, _ in seen) < LONGEST_SECONDS
    with opened.reading() as session:
        assert stored.count(session.connection()) == 1
        assert opened.search.verify(session.connection()).count == 0
    opened.close()


def test_pages_do_not_wait_for_a_frozen_database(tmp_path: Path, server: Server, backend: SearchBackend) -> None:
    url = server.url("postgres")
    opened = Connections.open(Settings.from_environment({"DATA_DIR": str(tmp_path), "DATABASE_URL": url}), backend)
    upgrade(opened.engine)
    with opened.transaction() as session:
        load_small_gazetteer(session)
        load(session, NOW)
    opened.close()
    with running(tmp_path, DATABASE_URL=url) as site:
        assert within(HEALED_SECONDS, lambda: asked(f"{site}/readyz")[0] == 200)
        with server.frozen(), visitors(f"{site}/search?what=lantern+pantry&where=02150") as seen:
            assert within(HEALED_SECONDS, lambda: len(seen) > 4)  # more than one round: nobody is held to the end
        assert within(HEALED_SECONDS, lambda: asked(f"{site}/search?what=lantern")[0] == 200)
    assert max(seconds for _, seconds, _ in seen) < SILENCE_SECONDS + CONNECTING_SECONDS + LONGEST_SECONDS


def test_only_pages_are_hurried(server: Server) -> None:
    limits = {}
    for hurried in (True, False):
        engine = make_engine(server.url("postgres"), hurried=hurried)
        with read_only(engine).connect() as connection:
            limits[hurried] = connection.execute(text("SHOW statement_timeout")).scalar_one()
            if hurried:
                connection.execute(text("SET LOCAL statement_timeout = '50ms'"))
                with pytest.raises(OperationalError, match="statement timeout"):
                    connection.execute(text("SELECT pg_sleep(5)"))
                assert not connection.invalidated  # the server lives, and so does the connection
        engine.dispose()
    assert limits == {True: f"{STATEMENT_SECONDS}s", False: "0"}
    engine = make_engine(server.url("postgres") + "&options=-c%20statement_timeout%3D7s", hurried=True)
    with engine.connect() as connection:
        assert connection.execute(text("SHOW statement_timeout")).scalar_one() == "7s"
    engine.dispose()


def test_a_silent_server_is_a_lost_connection(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SILENCE_SECONDS", 0.5)
    engine = make_engine(server.url("postgres"), hurried=True)
    with engine.connect() as connection:
        with server.frozen(), pytest.raises(OperationalError):
            connection.execute(text("SELECT 1"))
        assert connection.invalidated
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
    engine.dispose()


CHANGES = 25  # listings a transaction
LISTINGS = 400


@contextmanager
def writer(opened: Connections) -> Iterator[dict[str, int]]:
    """Somebody who changes listings all the while; the newest version of each whose transaction was committed."""
    written: dict[str, int] = {}
    over = Event()

    def write() -> None:
        step = 0
        while not over.wait(0.02):
            step += 1
            changed = [(step * CHANGES + each) % LISTINGS for each in range(CHANGES)]
            try:
                with opened.transaction() as session:
                    documents = [listing(number, f"Lantern {step}", version=step) for number in changed]
                    opened.search.index(session.connection(), documents)
            except DBAPIError:
                continue  # it is told that it failed, and nothing was promised
            written.update({f"listing-{number}": step for number in changed})

    thread = Thread(target=write)
    thread.start()
    try:
        yield written
    finally:
        over.set()
        thread.join()


@pytest.mark.opensearch
def test_nothing_written_while_the_database_restarts_is_lost_on_the_way_to_the_cluster(
    tmp_path: Path, server: Server
) -> None:
    with cluster_of_its_own() as cluster:
        url, prefix = server.url("postgres"), cluster.alias.removesuffix("listings")
        settings = {"DATABASE_URL": url, "SEARCH_URL": ENVIRONMENT[URL], "SEARCH_PREFIX": prefix}
        read = Settings.from_environment({"DATA_DIR": str(tmp_path), **settings})
        opened = Connections.open(read, backend_of(read, utc_now))
        upgrade(opened.engine)

        def all_is_fed(site: str) -> bool:
            status, _, said = asked(f"{site}/readyz")
            with opened.reading() as session:
                waiting = outbox.standing(session, utc_now())
                drift = opened.search.verify(session.connection()).count
            return status == 200 and '"search":"up"' in said and not waiting and not drift

        with opened.transaction() as session:
            load_small_gazetteer(session)
            opened.search.index(session.connection(), [listing(number, "Lantern 0") for number in range(LISTINGS)])
        with running(tmp_path, **settings) as site:
            assert within(HEALED_SECONDS, lambda: all_is_fed(site))
            with writer(opened) as written:
                for _ in range(3):
                    time.sleep(1.5)  # so that something is on its way
                    server.restart()
                time.sleep(1)
            assert within(HEALED_SECONDS, lambda: all_is_fed(site))
        with opened.reading() as session:
            kept = {each.id: each.version for each in stored.kept_after(session.connection(), 0, LISTINGS)}
        assert len(kept) == LISTINGS
        assert all(kept[key] >= version for key, version in written.items())
        assert len(written) == LISTINGS
        opened.close()
