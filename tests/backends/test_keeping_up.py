"""Every backend in the database: a search sees what its transaction sees, and nothing rolled back."""

import subprocess
import sys
from pathlib import Path

import pytest

from resource_app.database import make_engine, read_only
from tests.backends.conftest import Desk, in_the_database
from tests.backends.invented import listing, newer, query
from tests.stores import drop, make_empty, url_of

pytestmark = [pytest.mark.contract, in_the_database]

WRITER = """
import sys
from sqlalchemy import text
from resource_app.database import make_engine
from resource_app.directory.search_profile import make_backend
from tests.backends.invented import listing
engine = make_engine(sys.argv[1])
with engine.begin() as connection:
    backend = make_backend(engine.dialect.name)
    backend.index(connection, [listing(2, "Beekeeping")])
    backend.remove(connection, ["listing-1"])
engine.dispose()
"""


def test_a_transaction_sees_its_own_writes_and_nobody_else_does(desk: Desk) -> None:
    desk.store(listing(1, "Falconry"))
    with desk.engine.connect() as writer:
        desk.backend.index(writer, [listing(2, "Falconry")])
        assert desk.backend.search(writer, query("falconry")).total == 2
        writer.rollback()
    assert desk.ids(query("falconry")) == ["listing-1"]


def test_a_reader_is_not_shown_what_a_writer_has_not_committed(desk: Desk) -> None:
    desk.store(listing(1, "Falconry"))
    readers = read_only(desk.engine)
    with desk.engine.connect() as writer, readers.connect() as reader:
        desk.backend.index(writer, [listing(2, "Falconry")])
        assert desk.backend.search(writer, query("falconry")).total == 2
        assert desk.backend.search(reader, query("falconry")).total == 1
        writer.commit()
        assert desk.backend.search(reader, query("falconry")).total == 1
        reader.rollback()
        assert desk.backend.search(reader, query("falconry")).total == 2


def test_what_was_rolled_back_is_not_taken_for_what_came_after(desk: Desk) -> None:
    desk.store(listing(1, "Falconry"))
    with desk.engine.connect() as writer:
        desk.backend.index(writer, [listing(2, "Beekeeping")])
        assert desk.backend.search(writer, query("beekeeping")).total == 1
        writer.rollback()
    desk.store(listing(3, "Quilting"))
    assert desk.ids(query("beekeeping", correct=False)) == []
    assert desk.ids(query("quilting")) == ["listing-3"]


def test_another_process_is_seen_with_the_next_search(desk: Desk) -> None:
    desk.store(listing(1, "Falconry"))
    assert desk.ids(query("falconry")) == ["listing-1"]
    url = desk.engine.url.render_as_string(hide_password=False)
    subprocess.run([sys.executable, "-c", WRITER, url], check=True, cwd=Path(__file__).parents[2])
    assert desk.ids(query("beekeeping")) == ["listing-2"]
    assert desk.ids(query("falconry", correct=False)) == []


def test_two_databases_of_one_process_are_not_mixed_up(desk: Desk, tmp_path: Path) -> None:
    make_empty(tmp_path, "other.db")
    other = make_engine(url_of(tmp_path, "other.db"))
    with other.begin() as connection:
        desk.backend.create(connection)
        desk.backend.index(connection, [listing(1, "Beekeeping")])
    desk.store(listing(1, "Falconry"))
    for _ in range(2):
        assert desk.ids(query()) == ["listing-1"]
        assert desk.ask(query("falconry")).total == 1
        with other.connect() as connection:
            assert desk.backend.search(connection, query("falconry", correct=False)).total == 0
            assert desk.backend.search(connection, query("beekeeping")).total == 1
    other.dispose()
    drop(tmp_path, "other.db")


def test_many_small_changes_keep_the_answers_right(desk: Desk) -> None:
    documents = [listing(number, f"Falconry club {number}") for number in range(40)]
    desk.store(*documents)
    for step in range(60):
        number = step % 40
        if step % 7 == 0:
            desk.remove(f"listing-{number}")
            documents[number] = newer(documents[number], name="Gone")
        else:
            documents[number] = newer(documents[number], name=f"Beekeeping club {step}", languages=(f"l{step % 3}",))
            desk.store(documents[number])
        desk.ids(query("club"))
    fresh = type(desk.backend)(desk.backend.language.lexicon, desk.backend.filters)  # type: ignore[attr-defined]
    asked = query("beekeeping club", limit=100)
    with desk.engine.connect() as connection:
        anew = fresh.search(connection, asked)
        kept = desk.backend.search(connection, asked)
        assert desk.backend.verify(connection).count == 0
    assert kept.total == anew.total
    assert kept.facets == anew.facets
    assert {hit.document.id: hit.score for hit in kept.hits} == pytest.approx(
        {hit.document.id: hit.score for hit in anew.hits}
    )
