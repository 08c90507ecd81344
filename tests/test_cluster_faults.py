"""The search cluster fails while people search: every page answers at once and says so, and all is well after."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from resource_app.clock import utc_now
from resource_app.connections import Connections
from resource_app.directory.search_profile import backend_of
from resource_app.settings import Settings
from search.backends.opensearch.client import Address, Cluster
from search.query import Query
from tests.cluster import URL, Server
from tests.conftest import NOW
from tests.factories import load
from tests.proxies import Fault, Guarded, guarded, way_to
from tests.sites import HEALED_SECONDS, LONGEST_SECONDS, asked, running, visitors, within
from tests.stores import ENVIRONMENT, copy, drop, settings_in

pytestmark = pytest.mark.opensearch

SPARE = "spare engine"
SEARCH = "/search?what=lantern"


@dataclass(frozen=True, slots=True)
class Site:
    """A directory of one listing that a cluster searches. Opened beside it by the test, which is one more process."""

    folder: Path
    prefix: str
    url: str
    opened: Connections

    @property
    def cluster(self) -> Cluster:
        return Cluster(Address(url=self.url, prefix=self.prefix))

    def drift(self) -> int:
        with self.opened.reading() as session:
            return self.opened.search.verify(session.connection()).count

    def change(self, name: str) -> None:
        with self.opened.transaction() as session:
            load(session, NOW, name=name)


@pytest.fixture
def make_site(tmp_path: Path, migrated: Path) -> Iterator[Callable[[str], Site]]:
    made: list[Site] = []

    def make(url: str) -> Site:
        copy(migrated, tmp_path)
        prefix = f"test-{tmp_path.name.replace('_', '-').lower()}-{time.monotonic_ns()}-"
        settings = settings_in(tmp_path, SEARCH_URL=url, SEARCH_PREFIX=prefix)
        opened = Connections.open(settings, backend_of(settings, utc_now))
        made.append(Site(tmp_path, prefix, url, opened))
        made[0].change("Lantern Pantry")
        return made[0]

    yield make
    for site in made:
        site.opened.close()
        drop(tmp_path)


def ready(address: str, said: str) -> bool:
    status, _, text = asked(f"{address}/readyz")
    return status == 200 and f'"search":"{said}"' in text


def all_is_well(site: Site, address: str) -> bool:
    return ready(address, "up") and site.drift() == 0 and SPARE not in asked(address + SEARCH)[2]


def all_have_looked(seen: list[tuple[int, float, str]]) -> bool:
    """Each of four visitors has come back twice: however fast all was well again, there is something to say about them."""
    return within(HEALED_SECONDS, lambda: len(seen) > 10)


def assert_people_were_answered(seen: list[tuple[int, float, str]]) -> None:
    assert {status for status, _, _ in seen} == {200}
    assert max(seconds for _, seconds, _ in seen) < LONGEST_SECONDS
    assert all("Lantern" in text for _, _, text in seen)


@pytest.mark.parametrize("fault", ["stopped", "slow", "late", "trickling", "503", "half"])
def test_a_broken_way_to_the_cluster(fault: Fault, make_site: Callable[[str], Site]) -> None:
    with way_to(ENVIRONMENT[URL]) as way:
        site = make_site(way.url)
        with running(site.folder, SEARCH_URL=way.url, SEARCH_PREFIX=site.prefix) as address:
            assert within(HEALED_SECONDS, lambda: all_is_well(site, address))
            with visitors(address + SEARCH) as seen:
                time.sleep(1)
                way.fault = fault
                assert within(15, lambda: ready(address, "reduced"))
                assert within(15, lambda: SPARE in asked(address + SEARCH)[2])
                site.change("Lantern Kitchen")
                assert within(5, lambda: "Lantern Kitchen" in asked(address + SEARCH)[2])
                time.sleep(3)
                way.fault = ""
                assert within(HEALED_SECONDS, lambda: all_is_well(site, address))
                assert all_have_looked(seen)
            assert_people_were_answered(seen)
            assert "Lantern Kitchen" in asked(address + SEARCH)[2]
        for name in site.cluster.indexes():
            site.cluster.drop(name)


def test_a_cluster_that_is_killed_and_comes_back(make_site: Callable[[str], Site]) -> None:
    server = Server.start()
    try:
        site = make_site(server.url)
        with running(site.folder, SEARCH_URL=server.url, SEARCH_PREFIX=site.prefix) as address:
            assert within(HEALED_SECONDS, lambda: all_is_well(site, address))
            with visitors(address + SEARCH) as seen:
                server.pause()
                assert within(15, lambda: ready(address, "reduced"))
                site.change("Lantern Kitchen")
                server.resume()
                assert within(HEALED_SECONDS, lambda: all_is_well(site, address))
                assert all_have_looked(seen)
            assert_people_were_answered(seen)
            assert "Lantern Kitchen" in asked(address + SEARCH)[2]
    finally:
        server.stop()


def test_a_cluster_that_lost_its_index(make_site: Callable[[str], Site]) -> None:
    site = make_site(ENVIRONMENT[URL])
    with running(site.folder, SEARCH_URL=site.url, SEARCH_PREFIX=site.prefix) as address:
        assert within(HEALED_SECONDS, lambda: all_is_well(site, address))
        with visitors(address + SEARCH) as seen:
            for name in site.cluster.indexes():
                site.cluster.drop(name)
            assert within(15, lambda: ready(address, "reduced"))
            assert within(HEALED_SECONDS, lambda: all_is_well(site, address))
            assert all_have_looked(seen)
        assert_people_were_answered(seen)
    for name in site.cluster.indexes():
        site.cluster.drop(name)


@pytest.fixture(scope="module")
def guard() -> Iterator[Guarded]:
    with guarded(ENVIRONMENT[URL]) as made:
        yield made


def signed_in(guard: Guarded, folder: Path, migrated: Path, **settings: str) -> Settings:
    copy(migrated, folder)
    with_guard = {"SEARCH_URL": guard.url, "SEARCH_USER": guard.user, "SEARCH_PASSWORD": guard.password}
    prefix = f"test-{folder.name.replace('_', '-').lower()}-{time.monotonic_ns()}-"
    return settings_in(folder, **{**with_guard, "SEARCH_CA_FILE": guard.ca_file, "SEARCH_PREFIX": prefix, **settings})


def test_a_cluster_behind_a_password_and_an_own_authority(guard: Guarded, tmp_path: Path, migrated: Path) -> None:
    settings = signed_in(guard, tmp_path, migrated)
    opened = Connections.open(settings, backend_of(settings, utc_now))
    with opened.transaction() as session:
        load(session, NOW)
    assert opened.search.ensure(opened.engine) == 1
    with opened.reading() as session:
        found = opened.search.search(session.connection(), Query(text="lantern", now=NOW))
        assert (found.total, found.reduced) == (1, False)
    cluster = Cluster(Address(url=ENVIRONMENT[URL], prefix=settings.search_prefix))
    for name in cluster.indexes():
        cluster.drop(name)
    opened.close()
    drop(tmp_path)


@pytest.mark.parametrize("wrong", ["password", "authority"])
def test_a_wrong_password_or_authority_is_no_answer(wrong: str, guard: Guarded, tmp_path: Path, migrated: Path) -> None:
    changes = {"password": {"SEARCH_PASSWORD": "other"}, "authority": {"SEARCH_CA_FILE": guard.other_ca}}
    settings = signed_in(guard, tmp_path, migrated, **changes[wrong])
    opened = Connections.open(settings, backend_of(settings, utc_now))
    with opened.transaction() as session:
        load(session, NOW)
    with opened.reading() as session:
        found = opened.search.search(session.connection(), Query(text="lantern", now=NOW))
        assert (found.total, found.reduced) == (1, True)
        health = opened.search.health(session.connection())
        assert (health.ready, health.reduced) == (True, True)
        assert "does not answer as it should" in health.detail
    opened.close()
    drop(tmp_path)
