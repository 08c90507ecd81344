"""What the database says gets into the cluster: late, twice, in any order, while an index is made; and nothing is lost."""

import time
from threading import Event, Thread

import pytest
from opensearchpy import OpenSearch
from sqlalchemy import Engine, text

from search.backend import SearchUnavailable
from search.backends.opensearch import feed
from search.backends.opensearch import search as searching
from search.documents import Document
from search.query import Box, Query
from tests.backends.conftest import Desk, in_a_cluster
from tests.backends.invented import AT_BOSTON, AT_CHELSEA, CHELSEA, listing, newer, query
from tests.cluster import URL
from tests.stores import ENVIRONMENT

pytestmark = [pytest.mark.opensearch, in_a_cluster]


def drift(desk: Desk) -> int:
    with desk.engine.connect() as connection:
        return desk.backend.verify(connection).count


def searched(desk: Desk) -> str:
    [name] = [name for name, is_searched in desk.cluster.indexes().items() if is_searched]
    return name


def set_block(name: str, *, on: bool) -> None:
    """As a cluster does by itself whose disks are full."""
    OpenSearch(hosts=[ENVIRONMENT[URL]]).indices.put_settings(index=name, body={"index.blocks.write": on})


def test_what_is_not_fed_yet_is_drift_and_is_healed(desk: Desk) -> None:
    desk.store(listing(1, "Falconry"), listing(2, "Falconry"))
    desk.write(newer(listing(1, "Beekeeping")), listing(3, "Falconry"))
    with desk.engine.begin() as connection:
        desk.backend.remove(connection, ["listing-2"])
    with desk.engine.connect() as connection:
        found = desk.backend.verify(connection)
    assert (found.missing, found.extra, found.stale) == (("listing-3",), ("listing-2",), ("listing-1",))
    healed = desk.backend.heal(desk.engine)
    assert (healed.found.count, healed.left) == (3, 0)
    assert drift(desk) == 0
    assert desk.ids(query("falconry")) == ["listing-3"]


def test_feeding_late_twice_and_in_any_order_ends_in_the_same_index(desk: Desk) -> None:
    desk.store(listing(1, "Falconry"))
    older = desk.cluster.bulk  # what another process read before, and puts only now
    held: list[object] = []

    def hold(lines: list[object]) -> list[object]:
        held.extend(lines)
        return []

    desk.cluster.bulk = hold  # type: ignore[assignment,method-assign]  # a process that is slow at the worst moment
    desk.backend.feed(desk.engine, ["listing-1"])
    desk.cluster.bulk = older  # type: ignore[method-assign]
    desk.store(newer(listing(1, "Beekeeping")))
    assert desk.cluster.bulk(held)[0]["status"] == 409  # type: ignore[arg-type]
    desk.backend.feed(desk.engine, ["listing-1", "listing-1", "nobody"])
    assert drift(desk) == 0
    assert desk.ids(query("beekeeping")) == ["listing-1"]


def test_a_listing_that_went_comes_again_with_its_first_version(desk: Desk) -> None:
    desk.store(listing(1, "Falconry", version=7))
    desk.remove("listing-1")
    desk.write(listing(1, "Beekeeping"))
    began = time.monotonic()
    while desk.feed():  # the cluster remembers what was removed for a while
        assert time.monotonic() < began + 60
        time.sleep(1)
    assert drift(desk) == 0
    assert desk.ids(query("beekeeping")) == ["listing-1"]


def set_back(desk: Desk, *documents: Document) -> None:
    """As a restored backup does: the database has what it had, and nobody is told."""
    with desk.engine.begin() as connection:
        desk.backend.remove(connection, [each.id for each in documents])
        desk.backend.index(connection, documents)
    desk.waiting.clear()


def test_a_database_that_was_set_back_is_followed(desk: Desk) -> None:
    before = [listing(number, "Falconry") for number in range(5)]
    desk.store(*before)
    desk.store(*(listing(number, "Beekeeping", version=6) for number in range(5)))
    set_back(desk, *before)
    assert drift(desk) == 5
    healed = desk.backend.heal(desk.engine)
    assert (healed.found.count, healed.left) == (5, 0)
    assert drift(desk) == 0
    assert sorted(desk.ids(query("falconry"))) == [each.id for each in before]
    assert desk.ids(query("beekeeping")) == []


def test_what_is_changed_after_the_database_was_set_back_is_fed(desk: Desk) -> None:
    """Also where it is another listing of its service that the cluster is ahead with."""
    desk.store(listing(1, "Falconry"), listing(2, "Falconry", service_id="service-1"))
    desk.store(listing(2, "Beekeeping", service_id="service-1", version=6))
    set_back(desk, listing(2, "Falconry", service_id="service-1"))
    desk.write(listing(1, "Weaving", version=2))
    began = time.monotonic()
    while desk.feed():
        assert time.monotonic() < began + 60
        time.sleep(1)
    assert drift(desk) == 0


def test_what_cannot_be_put_right_in_an_index_is_put_right_by_another(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "HEALING_SECONDS", 1)
    desk.store(listing(1, "Falconry"))
    desk.write(newer(listing(1, "Beekeeping")))
    before = searched(desk)
    set_block(before, on=True)
    healed = desk.backend.heal(desk.engine)
    assert (healed.found.count, healed.left) == (1, 0)
    assert searched(desk) != before
    assert desk.ids(query("beekeeping")) == ["listing-1"]
    set_block(before, on=False)


def test_an_index_that_lost_its_listings_is_answered_for_and_made(desk: Desk) -> None:
    desk.store(listing(1, "Falconry"))
    desk.ids(query("falconry"))  # somebody knows the index as it was
    empty = f"{desk.cluster.alias}-empty"
    desk.cluster.make(empty)
    desk.cluster.swap(empty, [searched(desk)])
    with desk.engine.connect() as connection:
        results = desk.backend.search(connection, query("falconry"))
        assert (results.total, results.reduced) == (1, True)
        health = desk.backend.health(connection)
    assert (health.ready, health.reduced) == (True, True)
    assert "lost listings" in health.detail
    assert desk.backend.ensure(desk.engine) == 1
    assert desk.backend.ensure(desk.engine) == 0
    assert drift(desk) == 0
    assert desk.ids(query("falconry")) == ["listing-1"]


@pytest.mark.parametrize(
    ("indexed", "kept", "lost"),
    [(0, 0, False), (0, 1, True), (1, 90, False), (399, 1_000, True), (600, 1_000, False), (10, 5, False)],
)
def test_an_index_that_is_late_has_most_listings(indexed: int, kept: int, lost: bool, desk: Desk) -> None:
    del desk
    assert feed.is_a_remnant(indexed, kept) == lost


def test_a_rebuild_that_another_took_over_from_swaps_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even at the last moment."""
    desk.store(listing(1, "Falconry"))
    agreed = feed.Feed._agreed

    def overtaken(self: feed.Feed, engine: Engine, name: str) -> int:
        made = agreed(self, engine, name)
        monkeypatch.undo()
        desk.backend.rebuild(desk.engine, lambda _done, _total: None)
        return made

    monkeypatch.setattr(feed.Feed, "_agreed", overtaken)
    before = searched(desk)
    with pytest.raises(SearchUnavailable, match="took over"):
        desk.backend.rebuild(desk.engine, lambda _done, _total: None)
    assert set(desk.cluster.indexes()) == {before, searched(desk)}
    assert before != searched(desk)
    assert desk.ids(query("falconry")) == ["listing-1"]


def test_what_the_cluster_refuses_is_told_by_listing_and_waits(desk: Desk) -> None:
    desk.store(listing(1, "Falconry"))
    set_block(searched(desk), on=True)
    desk.write(listing(2, "Falconry"), listing(3, "Falconry"))
    failed = desk.feed()
    assert set(failed) == {"listing-2", "listing-3"}
    assert set(failed.values()) == {"cluster_block_exception"}
    assert desk.ids(query("falconry")) == ["listing-1"]
    set_block(searched(desk), on=False)
    assert not desk.feed()
    assert drift(desk) == 0


def test_a_listing_learns_that_it_is_no_longer_alone(desk: Desk) -> None:
    desk.store(listing(1, "Falconry", languages=("eng",)))
    desk.store(listing(2, "Falconry", service_id="service-1", languages=("eng",), point=AT_BOSTON))
    asked = desk.ask(query("falconry"))
    assert (asked.total, [other.listing_id for other in asked.hits[0].others]) == (1, ["listing-2"])
    assert desk.counts(query("falconry"), "language") == {"eng": 1}
    desk.remove("listing-2")
    assert desk.counts(query("falconry"), "language") == {"eng": 1}
    assert drift(desk) == 0


def test_what_the_database_no_longer_shows_is_not_shown(desk: Desk) -> None:
    """However late the cluster is: the page is made from the database."""
    desk.store(*(listing(number, "Falconry") for number in range(3)))
    desk.write(newer(listing(0, "Falconry"), hidden="inactive"))
    with desk.engine.begin() as connection:
        desk.backend.remove(connection, ["listing-1"])
    desk.write(newer(listing(2, "Falconry"), point=None, city=""))
    [hit] = desk.ask(query("falconry")).hits
    assert (hit.document.id, hit.document.point, AT_CHELSEA) == ("listing-2", None, AT_CHELSEA)


def test_a_place_that_became_private_is_near_nothing_at_once_and_in_no_index_later(desk: Desk) -> None:
    desk.store(listing(1, "Falconry", areas=()), listing(2, "Falconry", areas=()))
    desk.backend.rebuild(desk.engine, lambda _done, _total: None)
    private = newer(listing(1, "Falconry", areas=()), point=None, city="")
    desk.write(private)
    assert desk.ids(query("falconry", place=CHELSEA)) == ["listing-2"]
    assert desk.ids(query("falconry", box=Box(42, -72, 43, -71))) == ["listing-2"]
    assert not desk.feed()
    for name in desk.cluster.indexes():
        desk.cluster.refresh(name)
        near = {"query": {"exists": {"field": "point"}}, "docvalue_fields": ["point"]}
        assert [hit["_id"] for hit in desk.cluster.ask(name, near)["hits"]["hits"]] == ["listing-2"]


def test_an_index_is_made_while_people_search_and_write(desk: Desk) -> None:
    desk.store(*(listing(number, "Falconry") for number in range(500)))
    over = Event()
    totals: list[int] = []
    wrong: list[str] = []

    def look() -> None:
        while not over.is_set():
            results = desk.ask(query("falconry"))
            totals.append(results.total)

    def write() -> None:
        for step in range(40):
            desk.write(newer(listing(step, "Falconry"), languages=("eng",)))
            wrong.extend(desk.feed())

    people = [Thread(target=look) for _ in range(2)]
    writer = Thread(target=write)
    for thread in (*people, writer):
        thread.start()
    try:
        while writer.is_alive():
            assert desk.backend.rebuild(desk.engine, lambda _done, _total: None) == 500
        assert desk.backend.rebuild(desk.engine, lambda _done, _total: None) == 500
    finally:
        over.set()
        for thread in (*people, writer):
            thread.join()
    assert wrong == []
    assert set(totals) == {500}
    assert drift(desk) == 0
    assert desk.counts(query("falconry"), "language") == {"eng": 40}


def test_the_index_before_is_kept_and_can_be_gone_back_to(desk: Desk) -> None:
    desk.store(listing(1, "Falconry"))
    first = searched(desk)
    for _ in range(3):
        before = searched(desk)
        desk.backend.rebuild(desk.engine, lambda _done, _total: None)
        assert set(desk.cluster.indexes()) == {before, searched(desk)}
    assert first not in desk.cluster.indexes()
    desk.store(listing(2, "Falconry"))
    desk.cluster.refresh(before)
    desk.cluster.swap(before, [searched(desk)])
    assert drift(desk) == 0
    assert sorted(desk.ids(query("falconry"))) == ["listing-1", "listing-2"]


def test_an_empty_index_never_takes_the_place_of_one_that_has_listings(desk: Desk) -> None:
    desk.store(listing(1, "Falconry"))
    before = desk.cluster.indexes()
    with desk.engine.begin() as connection:
        connection.execute(text("DELETE FROM search_document"))
    with pytest.raises(SearchUnavailable, match="holds no listing"):
        desk.backend.rebuild(desk.engine, lambda _done, _total: None)
    assert desk.cluster.indexes() == before


def test_a_missing_index_is_answered_for_and_made(desk: Desk) -> None:
    desk.store(listing(1, "Falconry"))
    desk.cluster.drop(searched(desk))
    with desk.engine.connect() as connection:
        results = desk.backend.search(connection, query("falconry"))
        assert (results.total, results.reduced) == (1, True)
        assert desk.backend.health(connection).reduced
    with pytest.raises(SearchUnavailable):
        desk.backend.feed(desk.engine, ["listing-1"])
    assert desk.backend.ensure(desk.engine) == 1
    assert desk.backend.ensure(desk.engine) == 0
    assert drift(desk) == 0


@pytest.mark.parametrize("sort", ["best", "name", "distance"])
def test_deep_pages_are_walked_to(sort: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"Falconry {chr(97 + number % 26)}{number}" for number in range(60)]
    services = [f"service-{number // 2}" for number in range(60)]
    desk.store(*(listing(n, names[n], service_id=services[n], description="word " * n) for n in range(60)))

    def page(offset: int) -> list[str]:
        asked = Query(text="falconry", now=query().now, sort=sort, offset=offset, limit=5)
        return [hit.document.service_id for hit in desk.ask(asked).hits]

    counted = [page(offset) for offset in range(0, 30, 5)]
    monkeypatch.setattr(searching, "WINDOW", 4)
    monkeypatch.setattr(searching, "STEP", 7)
    assert [page(offset) for offset in range(0, 30, 5)] == counted
    assert len({each for shown in counted for each in shown}) == 30
