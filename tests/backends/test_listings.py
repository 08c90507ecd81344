"""What is stored is found; what is removed, older or not public is not. Every backend."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from search import stored
from search.documents import Area, Capacity
from search.opening import Opening, Rule
from tests.backends.conftest import Desk
from tests.backends.invented import NOW, listing, newer, query

pytestmark = pytest.mark.contract
TODAY = NOW.date()
WORDS = ("quilting", "falconry", "lighthouse", "beekeeping", "marigold", "zither", "passbook")


def test_a_stored_document_comes_back_whole(desk: Desk) -> None:
    document = listing(
        1,
        "Food pantry",
        areas=(Area("polygon", "", "Around the harbor", polygon={"type": "Point", "coordinates": [-71.0, 42.0]}),),
        opening=Opening(
            "America/New_York", (Rule(((1, 2),), (15,), 60, 120, 2, True, TODAY, TODAY, TODAY),), ("1st Wed",)
        ),
        capacity=Capacity("waitlist", TODAY, "three weeks", TODAY + timedelta(days=9), "P3W"),
        confirmed_on=TODAY,
        closed_until=TODAY,
        out_until=TODAY + timedelta(days=1),
        no_referrals_until=TODAY + timedelta(days=2),
        said_full_until=TODAY + timedelta(days=3),
        display={"service": {"name": "Food pantry"}, "phones": []},
    )
    desk.store(document)
    with desk.engine.connect() as connection:
        assert stored.load(connection, ["listing-1", "nobody"]) == {"listing-1": document}
        assert stored.of_service(connection, "service-1") == (document,)
        assert stored.of_organization(connection, "organization-1") == (document,)


def test_words_of_every_field_are_found(desk: Desk) -> None:
    desk.store(
        listing(1, "Quilting circle"),
        listing(2, "Two", description="Teaches falconry."),
        listing(3, "Three", eligibility="Lighthouse keepers"),
        listing(4, "Four", keywords=("Beekeeping",)),
        listing(5, "Five", organization="Marigold House"),
        listing(6, "Six", alternate_names=("Zither Fund",)),
        listing(7, "Seven", other_words=("Bring your passbook",)),
    )
    found = [desk.ids(query(word)) for word in WORDS]
    assert found == [[f"listing-{number}"] for number in range(1, 8)]


def test_accents_case_and_plurals_do_not_matter(desk: Desk) -> None:
    desk.store(listing(1, "Clínica de Niños"))
    assert desk.ids(query("CLINICAS")) == ["listing-1"]
    assert desk.ids(query("niño")) == ["listing-1"]


def test_a_changed_listing_is_found_by_its_new_words_only(desk: Desk) -> None:
    first = listing(1, "Falconry lessons")
    desk.store(first)
    desk.store(newer(first, name="Beekeeping lessons"))
    assert desk.ids(query("falconry", correct=False)) == []
    assert desk.ids(query("beekeeping")) == ["listing-1"]


def test_an_older_version_is_left_alone(desk: Desk) -> None:
    first = listing(1, "Falconry lessons")
    desk.store(newer(first, name="Beekeeping lessons"))
    desk.store(first)
    assert desk.ids(query("beekeeping")) == ["listing-1"]
    with desk.engine.connect() as connection:
        assert desk.backend.verify(connection).count == 0


def test_a_removed_listing_is_gone_and_unknown_ids_are_no_error(desk: Desk) -> None:
    desk.store(listing(1, "Falconry"), listing(2, "Beekeeping"))
    desk.remove("listing-1", "nobody")
    assert desk.ids(query()) == ["listing-2"]


def test_hidden_and_staff_only_listings_are_for_staff(desk: Desk) -> None:
    desk.store(
        listing(1, "Falconry", hidden="inactive"), listing(2, "Falconry", staff_only=True), listing(3, "Falconry")
    )
    assert desk.ids(query("falconry")) == ["listing-3"]
    assert set(desk.ids(query("falconry", public=False))) == {"listing-1", "listing-2", "listing-3"}


def test_past_due_is_hidden_unless_asked_for_or_named(desk: Desk) -> None:
    yesterday = TODAY - timedelta(days=1)
    desk.store(
        listing(1, "Harbor Falconry School", due_on=yesterday),
        listing(2, "Falconry for all", due_on=TODAY),
    )
    assert desk.ids(query("falconry")) == ["listing-2"]
    assert set(desk.ids(query("falconry", unconfirmed=True))) == {"listing-1", "listing-2"}
    assert "listing-1" in desk.ids(query("harbor falconry school"))


def test_the_day_is_that_of_most_listings(desk: Desk) -> None:
    late = datetime(2026, 10, 13, 3, 59, tzinfo=UTC)
    with desk.engine.connect() as connection:
        assert desk.backend.local(connection, late) == late
        assert desk.backend.local(connection, late).date() == date(2026, 10, 13)
    east, west = Opening(zone="America/New_York"), Opening(zone="Pacific/Honolulu")
    desk.store(listing(1, "A", opening=east), listing(2, "B", opening=east), listing(3, "C", opening=west))
    desk.store(*(listing(number, "D") for number in range(4, 9)))  # of no place: they have no day
    with desk.engine.connect() as connection:
        assert desk.backend.local(connection, late) == late
        assert desk.backend.local(connection, late).date() == date(2026, 10, 12)


def test_closed_full_and_old_listings_come_after_the_others(desk: Desk) -> None:
    fresh = {"confirmed_on": TODAY}
    desk.store(
        listing(1, "Falconry", closed_until=TODAY + timedelta(days=9), **fresh),
        listing(2, "Falconry", capacity=Capacity("full", TODAY), **fresh),
        listing(3, "Falconry", confirmed_on=TODAY - timedelta(days=400)),
        listing(4, "Falconry", **fresh),
    )
    assert desk.ids(query("falconry")) == ["listing-4", "listing-3", "listing-2", "listing-1"]


def test_what_is_closed_until_nobody_knows_when_comes_after_the_others(desk: Desk) -> None:
    shut = {"service": {"status": "temporarily closed"}}
    desk.store(listing(1, "Falconry", display=shut), listing(2, "Falconry"))
    assert {hit.document.id: hit.parts["closed"] for hit in desk.ask(query("falconry")).hits} == {
        "listing-2": 1.0,
        "listing-1": pytest.approx(0.3),
    }


def test_a_word_about_capacity_grows_stale(desk: Desk) -> None:
    desk.store(listing(1, "Falconry", capacity=Capacity("full", TODAY - timedelta(days=90))), listing(2, "Falconry"))
    parts = {hit.document.id: hit.parts for hit in desk.ask(query("falconry")).hits}
    assert parts["listing-1"] == parts["listing-2"]


@pytest.mark.parametrize(
    ("facts", "part", "factor", "last"),
    [
        ({"capacity": Capacity("full", TODAY)}, "capacity full", 0.55, 30),
        ({"capacity": Capacity("full", TODAY, until=TODAY + timedelta(days=3))}, "capacity full", 0.55, 2),
        ({"capacity": Capacity("waitlist", TODAY, until=TODAY + timedelta(days=90))}, "capacity waitlist", 0.8, 89),
        ({"said_full_until": TODAY + timedelta(days=14)}, "capacity said_full", 0.8, 13),
        ({"out_until": TODAY + timedelta(days=1)}, "out", 0.55, 0),
        ({"closed_until": TODAY + timedelta(days=6)}, "closed", 0.3, 5),
    ],
)
def test_what_is_said_weighs_until_its_end(
    desk: Desk, facts: dict[str, Any], part: str, factor: float, last: int
) -> None:
    """The same document counts on its last day, and from the next on counts no more."""
    desk.store(listing(1, "Falconry", **facts), listing(2, "Falconry"))
    for ahead, counts in ((0, True), (last, True), (last + 1, False)):
        parts = {
            hit.document.id: hit.parts for hit in desk.ask(query("falconry", now=NOW + timedelta(days=ahead))).hits
        }
        assert parts["listing-1"].get(part, 1.0) == pytest.approx(factor if counts else 1.0), ahead
        assert parts["listing-2"].get(part, 1.0) == 1.0
        assert not counts or list(parts) == ["listing-2", "listing-1"]


@pytest.mark.parametrize(
    ("own", "part"),
    [
        (Capacity("full", TODAY, until=TODAY + timedelta(days=20)), "capacity full"),
        (Capacity("full", TODAY, until=TODAY + timedelta(days=2)), "capacity said_full"),
        (Capacity("limited", TODAY), "capacity said_full"),
        (Capacity("available", TODAY), "capacity said_full"),
    ],
)
def test_no_room_for_a_referral_weighs_once_beside_what_a_listing_says_itself(
    desk: Desk, own: Capacity, part: str
) -> None:
    desk.store(listing(1, "Falconry", capacity=own, said_full_until=TODAY + timedelta(days=10)))
    [hit] = desk.ask(query("falconry")).hits
    assert [name for name, value in hit.parts.items() if name.startswith("capacity") and value != 1] == [part]


def test_parts_multiply_to_the_score(desk: Desk) -> None:
    desk.store(listing(1, "Falconry", capacity=Capacity("full", TODAY)), listing(2, "Beekeeping"))
    for hit in desk.ask(query("falconry")).hits:
        product = 1.0
        for value in hit.parts.values():
            product *= value
        assert hit.score == pytest.approx(product, rel=1e-5)


def test_browsing_without_words_lists_everything_page_by_page(desk: Desk) -> None:
    desk.store(*(listing(number, f"Place {number}") for number in range(1, 8)))
    pages = [desk.ids(query(offset=offset, limit=3)) for offset in (0, 3, 6)]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert len({each for page in pages for each in page}) == 7
    assert desk.ask(query(limit=3)).total == 7


def test_sorting_by_name_and_by_confirmation(desk: Desk) -> None:
    desk.store(
        listing(1, "Cedar house", confirmed_on=TODAY),
        listing(2, "Ash house", confirmed_on=None),
        listing(3, "Birch house", confirmed_on=TODAY - timedelta(days=3)),
    )
    assert desk.ids(query("house", sort="name")) == ["listing-2", "listing-3", "listing-1"]
    assert desk.ids(query("house", sort="confirmed")) == ["listing-1", "listing-3", "listing-2"]


def test_an_empty_index_answers(desk: Desk) -> None:
    results = desk.ask(query("anything"))
    assert (results.total, results.hits) == (0, ())
    with desk.engine.connect() as connection:
        health = desk.backend.health(connection)
    assert (health.ready, health.documents) == (True, 0)


@pytest.mark.parametrize("who", ["Falconry status does not matter.", "Anyone, regardless of falconry status."])
def test_a_condition_that_is_none_is_no_subject(desk: Desk, who: str) -> None:
    desk.store(listing(1, "Court help", eligibility=f"Anyone in Suffolk. {who}"), listing(2, "Falconry"))
    assert desk.ids(query("falconry")) == ["listing-2"]
