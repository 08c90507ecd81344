"""A private export and its way back: the same objects, and the same of what we know of them."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from importers.demo.loading import load as load_demo
from resource_app.actor import command, importing
from resource_app.cli.exporting import export
from resource_app.cli.importing import import_listings
from resource_app.connections import Connections
from resource_app.directory import operations
from resource_app.directory.applying import apply_batch
from resource_app.directory.carrying import FACTS, facts_of, restore
from resource_app.directory.confirmations import Said, confirm
from resource_app.directory.forgetting import forget
from resource_app.directory.hsds import placeless_id
from resource_app.directory.models import Confirmation, Listing, Location, Proposal, Service
from resource_app.directory.policy import HELD_MARK
from resource_app.errors import BadInput
from resource_app.settings import Settings
from search import stored
from search.documents import Capacity
from search.query import Query
from tests.conftest import NOW
from tests.factories import LISTING, PLACE, SERVICE, entry_of, lantern
from tests.stores import copy, drop, settings_in

CURATOR = command("test")
CAPACITY = Capacity("waitlist", date(2026, 10, 9), "About 3 weeks")
OTHER = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
SAID = Said(("service.description", "location.phones"), date(2026, 9, 1), "organization", "link")


@pytest.fixture
def elsewhere(tmp_path: Path, migrated: Path, connections: Connections) -> Iterator[Connections]:
    """Another installation, empty."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    copy(migrated, folder)
    opened = Connections.open(settings_in(folder), connections.search)
    yield opened
    opened.close()
    drop(folder)


def facts(opened: Connections) -> list[dict[str, Any]]:
    with opened.reading() as session:
        return sorted((json.loads(line) for line in lines(session)), key=lambda each: json.dumps(each, sort_keys=True))


def lines(session: Session) -> list[bytes]:
    return [json.dumps(fact, default=str).encode() for fact in facts_of(session)]


def told_of(told: list[bytes], fact: str) -> int:
    return sum(json.loads(line)["fact"] == fact for line in told)


def said_of_it(session: Session) -> None:
    """A listing of which much was said."""
    apply_batch(session, [entry_of("service", lantern())], NOW, importing("lantern"))
    confirm(session, LISTING, SAID, NOW, CURATOR)
    operations.set_capacity(session, LISTING, CAPACITY, NOW, CURATOR)
    operations.set_due_on(session, LISTING, date(2027, 3, 1), NOW, CURATOR)
    operations.set_closed_until(session, LISTING, date(2026, 11, 2), NOW, CURATOR)
    operations.set_referrals(session, LISTING, NOW, CURATOR, accepts=True, method="phone")
    apply_batch(session, [entry_of("service", lantern(description="Something else."))], NOW, importing("lantern"))


def test_the_demo_goes_out_and_comes_in_elsewhere_with_every_fact(
    settings: Settings, connections: Connections, elsewhere: Connections, tmp_path: Path
) -> None:
    load_demo(connections, None, NOW, lambda _done, _of: None)
    with connections.transaction() as session:
        said_of_it(session)
        first, second, third = session.scalars(select(Listing.id).where(Listing.held.is_(None)).limit(3))
        operations.merge(session, first, second, NOW, CURATOR)
        operations.withdraw(session, third, NOW, CURATOR)
        forget(session, session.scalars(select(Location.id).where(Location.address_visibility == "private")).all(), NOW)
    listings, known = tmp_path / "listings.ndjson", tmp_path / "facts.ndjson"
    asked = ["--all", "--output", str(listings), "--facts", str(known)]
    assert CliRunner().invoke(export, asked, obj=settings, catch_exceptions=False).exit_code == 0
    assert known.stat().st_mode & 0o077 == 0
    there = settings_in(tmp_path / "elsewhere")
    brought = CliRunner().invoke(
        import_listings, [str(listings), "--source", "backup", "--facts", str(known)], obj=there, catch_exceptions=False
    )
    assert brought.exit_code == 0, brought.output
    assert "facts are about objects that are not here" not in brought.output
    assert facts(elsewhere) == facts(connections)
    assert answers(elsewhere) == answers(connections)
    assert objects(elsewhere) == objects(connections)


def objects(opened: Connections) -> dict[str, Any]:
    """The services as they came, but for the marks that hide one on its way."""
    with opened.reading() as session:
        services = session.execute(select(Service.id, Service.hsds)).all()
    return {key: {name: value for name, value in body.items() if name != HELD_MARK} for key, body in services}


def answers(opened: Connections) -> list[tuple[str, float]]:
    with opened.reading() as session:
        found = opened.search.search(session.connection(), Query(text="food", now=NOW, limit=1_000))
        return sorted((hit.document.id, round(hit.score, 3)) for hit in found.hits)


def test_each_fact_comes_back_once(connections: Connections, elsewhere: Connections) -> None:
    with connections.transaction() as session:
        said_of_it(session)
        told = lines(session)
    with elsewhere.transaction() as session:
        apply_batch(session, [entry_of("service", lantern())], NOW + timedelta(hours=1), importing("backup"))
    for _ in range(2):
        assert restore(elsewhere, told, NOW)[""] == 0
        assert facts(elsewhere) == facts(connections)
    with elsewhere.reading() as session:
        document = stored.load(session.connection(), [LISTING])[LISTING]
        assert (document.capacity, document.confirmed_on, document.due_on) == (CAPACITY, SAID.on, date(2027, 3, 1))
        assert session.scalars(select(Proposal.proposed)).all() == ["Something else."]


def test_no_fact_shows_what_is_hidden_here(connections: Connections, elsewhere: Connections) -> None:
    with connections.transaction() as session:
        said_of_it(session)
        street = {"object_id": PLACE, "kind": "location", "field": "addresses", "source": "lantern", "state": "open"}
        session.add(Proposal(**street, was=["9 Lantern Street"], proposed=None, made_at=NOW))  # type: ignore[arg-type]
        session.flush()
        told = lines(session)
    with elsewhere.transaction() as session:
        apply_batch(session, [entry_of("service", lantern())], NOW, importing("backup"))
        operations.mark_confidential(session, PLACE, NOW, CURATOR)
        operations.set_staff_only(session, LISTING, NOW, CURATOR, staff_only=True)
        operations.withdraw(session, LISTING, NOW, CURATOR)
    for _ in range(2):
        restore(elsewhere, told, NOW)
    with elsewhere.reading() as session:
        assert set(session.scalars(select(Proposal.state))) == {"superseded"}
        assert len(session.scalars(select(Proposal)).all()) == told_of(told, "proposal")
        listing = session.get_one(Listing, LISTING)
        assert (listing.held, listing.staff_only, listing.capacity) == ("withdrawn", True, "waitlist")
        assert session.get_one(Location, PLACE).address_visibility == "private"
        assert "Lantern Street" not in repr(session.execute(select(Proposal.was, Proposal.proposed)).all())


def test_history_that_nobody_is_told_here_stays_untold(connections: Connections, elsewhere: Connections) -> None:
    later = NOW + timedelta(days=1)
    for opened, since in ((connections, {SERVICE: NOW, PLACE: NOW}), (elsewhere, {SERVICE: later, LISTING: NOW})):
        with opened.transaction() as session:
            apply_batch(session, [entry_of("service", lantern())], NOW, importing("lantern"))
            for model in (Service, Location, Listing):
                for each in session.scalars(select(model)):
                    each.told_since = since.get(each.id)
    with connections.reading() as session:
        told = lines(session)
    restore(elsewhere, told, NOW)
    with elsewhere.reading() as session:
        found = [session.scalars(select(model.told_since)).one() for model in (Service, Location, Listing)]
    assert found == [later, NOW, NOW]


def test_without_its_facts_a_merged_listing_stays_hidden(
    settings: Settings, connections: Connections, elsewhere: Connections, tmp_path: Path
) -> None:
    with connections.transaction() as session:
        apply_batch(session, [entry_of("service", lantern())], NOW, importing("lantern"))
        other = lantern(id=OTHER, name="Lantern Clinic", service_at_locations=[])
        apply_batch(session, [entry_of("service", other)], NOW, importing("lantern"))
        operations.merge(session, LISTING, placeless_id(OTHER), NOW, CURATOR)
    file = tmp_path / "listings.ndjson"
    CliRunner().invoke(export, ["--all", "--output", str(file)], obj=settings, catch_exceptions=False)
    there = settings_in(tmp_path / "elsewhere")
    CliRunner().invoke(import_listings, [str(file)], obj=there, catch_exceptions=False)
    with elsewhere.reading() as session:
        assert session.get_one(Listing, LISTING).held == "withdrawn"


def test_where_a_private_place_was_is_looked_for_elsewhere_too(
    settings: Settings, connections: Connections, elsewhere: Connections, tmp_path: Path
) -> None:
    blank = lantern()
    place = blank["service_at_locations"][0]["location"]
    street = place["addresses"][0]["address_1"]
    place["addresses"][0]["address_1"] = "Call us"
    teller = {"id": OTHER, "name": "Another thing", "status": "active", "description": f"We are at {street}, Chelsea."}
    listings, known, seen = tmp_path / "listings.ndjson", tmp_path / "facts.ndjson", tmp_path / "public.ndjson"
    with connections.transaction() as session:
        apply_batch(session, [entry_of("service", lantern())], NOW, importing("lantern"))
        apply_batch(session, [entry_of("service", blank)], NOW, importing("lantern"))
        operations.mark_confidential(session, PLACE, NOW, CURATOR)
    there = settings_in(tmp_path / "elsewhere")
    for asked in (["--all", "--output", str(listings), "--facts", str(known)], ["--output", str(seen)]):
        assert CliRunner().invoke(export, asked, obj=settings, catch_exceptions=False).exit_code == 0
    assert street in known.read_text()
    assert street not in seen.read_text()
    CliRunner().invoke(import_listings, [str(listings), "--facts", str(known)], obj=there, catch_exceptions=False)
    with elsewhere.transaction() as session:
        apply_batch(session, [entry_of("service", teller)], NOW, importing("another"))
        assert session.get_one(Listing, placeless_id(OTHER)).held == "address in text"


def test_a_street_in_a_text_is_held_again_where_no_curator_read_it(
    connections: Connections, elsewhere: Connections
) -> None:
    with connections.transaction() as session:
        apply_batch(session, [entry_of("service", lantern())], NOW, importing("lantern"))
        told = lines(session)
    with elsewhere.transaction() as session:
        loud = lantern(description="Come to 9 Lantern Street.")
        apply_batch(session, [entry_of("service", loud)], NOW, importing("backup"))
        operations.mark_confidential(session, PLACE, NOW, CURATOR)
        assert session.get_one(Listing, LISTING).held == "address in text"
    restore(elsewhere, told, NOW)
    with elsewhere.reading() as session:
        assert session.get_one(Listing, LISTING).held == "address in text"


def test_what_is_not_here_is_left_out_and_counted(connections: Connections, elsewhere: Connections) -> None:
    with connections.transaction() as session:
        said_of_it(session)
        told = lines(session)
    assert restore(elsewhere, told, NOW)[""] >= 3
    with elsewhere.reading() as session:
        assert session.scalars(select(Confirmation.id)).all() == []


@pytest.mark.parametrize(
    "line",
    [b"no json", b"[]", b'{"fact": "listing"}', b'{"fact": "nothing", "id": "1"}', b'{"id": "1"}'],
)
def test_a_line_that_is_no_fact_is_refused_with_its_number(connections: Connections, line: bytes) -> None:
    with pytest.raises(BadInput, match="Line 1 is no fact"):
        restore(connections, [line], NOW)


def test_a_fact_that_breaks_a_rule_is_refused_whole(connections: Connections) -> None:
    with connections.transaction() as session:
        said_of_it(session)
        [told] = [fact for fact in facts_of(session) if fact["fact"] == "listing"]
    wrong = json.dumps({**told, "capacity": "endless"}, default=str).encode()
    with pytest.raises(BadInput, match="Lines 1 to 1 hold a fact that cannot be"):
        restore(connections, [wrong], NOW)


def test_every_column_of_ours_is_a_fact_or_known_to_be_made_anew() -> None:
    made_anew = {"hsds", "version", "updated_at", "service_id", "location_id", "last_seen_run"}
    [listing] = [fact for fact in FACTS if fact.name == "listing"]
    assert set(Listing.__table__.columns.keys()) == {*listing.columns, *made_anew}


def test_facts_are_asked_for_with_everything_only(settings: Settings, tmp_path: Path) -> None:
    said = CliRunner().invoke(export, ["--facts", str(tmp_path / "facts")], obj=settings)
    assert isinstance(said.exception, BadInput)
    assert not (tmp_path / "facts").exists()


def test_a_private_export_says_what_it_lacks(settings: Settings, connections: Connections, tmp_path: Path) -> None:
    del connections  # the tables
    known = str(tmp_path / "facts")
    for more, lacks in ((), ("former address", "no service leads to")), (("--facts", known), ("no service leads to",)):
        asked = ["--all", "--output", str(tmp_path / "all.ndjson"), *more]
        said = CliRunner().invoke(export, asked, obj=settings, catch_exceptions=False).stderr
        assert [each for each in ("former address", "no service leads to") if each in said] == list(lacks)
    seen = CliRunner().invoke(export, ["--output", str(tmp_path / "seen.ndjson")], obj=settings, catch_exceptions=False)
    assert "no whole backup" not in seen.stderr
