"""Loading the demo: through the import, once, with every fact, and nothing private in what the public reads."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, text

from importers.demo.content import DIRECTORY
from importers.demo.loading import is_empty, load
from resource_app.cli.demo import demo
from resource_app.connections import Connections
from resource_app.database import upgrade
from resource_app.directory.categories import CATEGORIES
from resource_app.directory.models import Confirmation, Listing, Location, Proposal
from resource_app.directory.search_profile import make_backend
from resource_app.settings import Settings
from search.query import Query
from tests.stores import copy, make_empty, settings_in

NOW = datetime.fromisoformat("2026-10-13T18:40:00+00:00")


def quiet(_done: int, _of: int) -> None:
    return None


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Connections]:
    folder = tmp_path_factory.mktemp("demo")
    copy(migrated, folder)
    settings = settings_in(folder)
    opened = Connections.open(settings, make_backend(settings.dialect))
    load(opened, None, NOW, quiet)
    yield opened
    opened.close()


@pytest.mark.acceptance
def test_every_category_is_found_by_the_public(loaded: Connections) -> None:
    with loaded.reading() as session:
        connection = session.connection()
        found = {
            category.code: loaded.search.search(
                connection, Query(now=NOW, filters={"category": (category.code,)})
            ).total
            for category in CATEGORIES
        }
    assert [code for code, total in found.items() if not total] == []


def test_the_second_time_changes_nothing(loaded: Connections) -> None:
    with loaded.reading() as session:
        before = session.execute(select(Listing.id, Listing.version, Listing.due_on)).all()
    again = load(loaded, None, NOW, quiet)
    assert again.counts.outcomes["unchanged"] == again.counts.rows > 300
    with loaded.reading() as session:
        assert session.execute(select(Listing.id, Listing.version, Listing.due_on)).all() == before
        assert session.scalar(select(func.count()).select_from(Proposal)) == 0


def test_the_facts_hsds_has_no_field_for_arrive(loaded: Connections) -> None:
    with loaded.reading() as session:
        listings = session.scalars(select(Listing)).all()
        assert {listing.capacity for listing in listings} == {None, "available", "limited", "waitlist", "full"}
        assert any(listing.staff_only for listing in listings)
        assert any(listing.do_not_refer for listing in listings)
        assert any(listing.closed_until and listing.closed_until > NOW.date() for listing in listings)
        assert {listing.accepts_referrals for listing in listings} == {True, False, None}
        assert {listing.confirmed_by for listing in listings} == {"", "organization", "curator"}
        assert all(listing.due_on for listing in listings)
        assert any(listing.due_on < NOW.date() for listing in listings)
        assert session.scalar(select(func.count()).select_from(Confirmation)) > 100


def test_no_private_street_is_in_any_document(loaded: Connections) -> None:
    streets = [spot.street for spot in DIRECTORY.spots.values() if spot.private or "confidential" in spot.name]
    assert len(streets) >= 4
    with loaded.reading() as session:
        documents = "\n".join(str(row) for row in session.execute(text("SELECT doc FROM search_document")).scalars())
        bodies = session.scalars(select(Location.hsds).where(Location.address_visibility == "private")).all()
    assert {body["addresses"][0]["address_1"] for body in bodies} == set(streets)
    assert not [street for street in streets if street in documents]


def test_a_later_day_confirms_anew_without_proposals(connections: Connections) -> None:
    load(connections, 60, NOW, quiet)
    with connections.reading() as session:
        before = session.scalar(select(func.max(Listing.confirmed_on)))
    load(connections, 60, NOW + timedelta(days=30), quiet)
    with connections.reading() as session:
        assert session.scalar(select(func.max(Listing.confirmed_on))) == before + timedelta(days=30)
        assert session.scalar(select(func.count()).select_from(Proposal)) == 0


def test_the_command_loads_so_many_and_then_leaves_a_full_directory_alone(settings: Settings) -> None:
    done = CliRunner().invoke(demo, ["load", "--listings", "5"], obj=settings)
    assert done.exit_code == 0, done.output
    assert "accepted" in done.output
    again = CliRunner().invoke(demo, ["load", "--if-empty"], obj=settings)
    assert (again.exit_code, again.output) == (0, "")
    opened = Connections.open(settings, make_backend(settings.dialect))
    with opened.reading() as session:
        assert session.scalar(select(func.count()).select_from(Listing)) == 5
        assert not is_empty(session)
    opened.close()


def test_without_a_gazetteer_it_says_what_to_run(tmp_path: Path) -> None:
    bare = settings_in(tmp_path)
    make_empty(tmp_path)
    opened = Connections.open(bare, make_backend(bare.dialect))
    upgrade(opened.engine)
    opened.close()
    refused = CliRunner().invoke(demo, ["load"], obj=bare)
    assert "resourceloop geo load" in str(refused.exception)
