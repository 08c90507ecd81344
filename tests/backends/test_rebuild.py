"""A rebuild serves the old index until the new one is whole, misses no write meanwhile, and never swaps to nothing."""

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import text

from search.backend import SearchUnavailable
from search.backends import rebuilding
from tests.backends.conftest import Desk
from tests.backends.invented import listing, query

pytestmark = pytest.mark.contract

WRITER = """
import sys, time
from resource_app.database import make_engine
from resource_app.directory.search_profile import make_backend
from tests.backends.invented import listing
engine = make_engine(sys.argv[1])
backend = make_backend(engine.dialect.name)
print("ready", flush=True)
for step in range(int(sys.argv[2])):
    with engine.begin() as connection:
        backend.index(connection, [listing(step % 300, f"Beekeeping {step}", version=step + 2)])
        if step % 5 == 0:
            backend.remove(connection, [f"listing-{(step + 150) % 300}"])
    time.sleep(0.005)
engine.dispose()
"""


def _drift(desk: Desk) -> int:
    with desk.engine.connect() as connection:
        return desk.backend.verify(connection).count


def test_verify_counts_each_kind_of_drift_and_a_rebuild_mends_it(desk: Desk) -> None:
    desk.store(*(listing(number, "Falconry") for number in range(6)))
    with desk.engine.begin() as connection:
        connection.execute(text("DELETE FROM search_listing WHERE id = 'listing-1'"))
        connection.execute(text("DELETE FROM search_document WHERE id = 'listing-2'"))
        connection.execute(text("UPDATE search_document SET version = 7 WHERE id = 'listing-3'"))
    with desk.engine.connect() as connection:
        drift = desk.backend.verify(connection)
    assert (drift.missing, drift.extra, drift.stale) == (("listing-1",), ("listing-2",), ("listing-3",))
    assert desk.backend.rebuild(desk.engine, lambda _done, _total: None) == 5
    assert _drift(desk) == 0
    assert set(desk.ids(query("falconry"))) == {f"listing-{number}" for number in (0, 1, 3, 4, 5)}


def test_progress_is_told_and_the_old_index_answers_meanwhile(desk: Desk) -> None:
    desk.store(*(listing(number, "Falconry") for number in range(250)))
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        assert desk.ask(query("falconry")).total == 250

    assert desk.backend.rebuild(desk.engine, progress) == 250
    assert told[0] == (0, 250)
    assert told[-1] == (250, 250)
    assert len(told) > 3
    assert desk.ask(query("falconry")).total == 250


def test_a_second_process_writes_all_the_while_and_nothing_is_lost(desk: Desk) -> None:
    desk.store(*(listing(number, "Falconry") for number in range(300)))
    url = desk.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", WRITER, url, "60"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        rebuilds = 0
        while writer.poll() is None:
            desk.backend.rebuild(desk.engine, lambda _done, _total: None)
            rebuilds += 1
            assert desk.ask(query()).total > 0
        assert writer.returncode == 0
    assert rebuilds > 0
    desk.waiting.extend(f"listing-{number}" for number in range(300))
    assert not desk.feed()  # as the jobs do with what was written after the last rebuild
    assert _drift(desk) == 0
    with desk.engine.connect() as connection:
        stored = connection.execute(text("SELECT count(*) FROM search_document")).scalar_one()
    results = desk.ask(query("beekeeping", limit=1000))
    assert desk.ask(query()).total == stored
    assert results.total > 40


def test_an_index_that_lost_listings_is_never_swapped_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.store(listing(1, "Falconry"))
    monkeypatch.setattr(rebuilding, "_catch_up", lambda *_: 0)
    with pytest.raises(SearchUnavailable):
        desk.backend.rebuild(desk.engine, lambda _done, _total: None)
    assert desk.ids(query("falconry")) == ["listing-1"]


def test_a_listing_that_an_engine_never_takes_holds_up_no_other(desk: Desk) -> None:
    """A code of forty thousand letters is one that a cluster refuses."""
    desk.store(listing(1, "Pantry"))
    desk.write(listing(2, "Odd pantry", languages=("x" * 40_000,)))
    desk.backend.rebuild(desk.engine, lambda _done, _total: None)
    assert desk.ids(query("pantry"))[:1] == ["listing-1"]
    assert _drift(desk) <= 1


def test_a_newer_rebuild_takes_over(desk: Desk) -> None:
    desk.store(*(listing(number, "Falconry") for number in range(250)))

    def start_another(done: int, _total: int) -> None:
        if done == 100:
            desk.backend.rebuild(desk.engine, lambda _done, _total: None)

    with pytest.raises(SearchUnavailable):
        desk.backend.rebuild(desk.engine, start_another)
    assert _drift(desk) == 0
    assert desk.ask(query("falconry")).total == 250


def test_of_rebuilds_at_once_the_last_is_whole_and_the_others_say_that_it_took_over(desk: Desk) -> None:
    desk.store(*(listing(number, "Falconry") for number in range(250)))
    outcomes: list[object] = []

    def rebuild() -> None:
        for _ in range(3):
            try:
                outcomes.append(desk.backend.rebuild(desk.engine, lambda _done, _total: None))
            except Exception as error:  # noqa: BLE001 - whatever it is, it is compared below
                outcomes.append(repr(error))

    several = [Thread(target=rebuild) for _ in range(3)]
    for each in several:
        each.start()
    for each in several:
        each.join()
    assert 250 in outcomes
    took_over = "SearchUnavailable('Another rebuild of the search index took over.')"
    assert set(outcomes) <= {250, took_over}
    assert _drift(desk) == 0
    assert desk.ask(query("falconry")).total == 250
