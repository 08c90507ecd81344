"""Whose name was asked for comes first, and what the public cannot find has no say in what it finds. Every backend."""

from datetime import timedelta
from typing import Any

import pytest

from tests.backends.conftest import Desk
from tests.backends.invented import NOW, WORCESTER, listing, query

pytestmark = pytest.mark.contract
HIDDEN: tuple[dict[str, Any], ...] = (
    {"hidden": "candidate"},
    {"hidden": "held"},
    {"staff_only": True},
    {"due_on": NOW.date() - timedelta(days=1)},
)
SHOWN = (
    listing(1, "Falconry lessons", keywords=("Birds", "Outdoors"), description="Hawks and owls."),
    listing(2, "Bird club", keywords=("Birds",), description="Falconry once a month, and a library of bird books."),
    listing(3, "Library", keywords=("Books",), description="Books, and falconry talks in spring."),
    listing(4, "Food pantry", keywords=("Food",), description="Groceries.", areas=(WORCESTER,)),
)


def _scores(desk: Desk, text: str) -> dict[str, float]:
    return {hit.document.id: round(hit.score, 5) for hit in desk.ask(query(text)).hits}


@pytest.mark.parametrize("fact", HIDDEN)
@pytest.mark.parametrize("text", ["falconry", "bird library", "books and falconry"])
def test_what_cannot_be_found_changes_no_score(desk: Desk, text: str, fact: dict[str, Any]) -> None:
    desk.store(*SHOWN)
    before = _scores(desk, text)
    desk.store(
        *(
            listing(number, "Falconry library of birds", keywords=("Outdoors", "Food"), description="Books.", **fact)
            for number in range(10, 40)
        )
    )
    assert before
    assert _scores(desk, text) == before


def test_where_the_directory_is_at_home_comes_from_public_listings(desk: Desk) -> None:
    desk.store(*(listing(number, f"Falconry {number}") for number in range(1, 60)))
    desk.store(listing(60, "Falconry", areas=(WORCESTER,)))
    desk.store(*(listing(number, "Beekeeping", hidden="held", areas=(WORCESTER,)) for number in range(100, 300)))
    desk.backend.rebuild(desk.engine, lambda _done, _total: None)
    parts = {hit.document.id: hit.parts for hit in desk.ask(query("falconry", limit=100)).hits}
    assert parts["listing-60"]["home"] < 1


def test_an_organizations_name_brings_its_listings_first(desk: Desk) -> None:
    desk.store(
        listing(1, "Hot meals", organization="Quiet Harvest of the Harbor"),
        listing(2, "Moving help", organization="Quiet Harvest of the Harbor"),
        listing(3, "Harvest harvest festival", description="A quiet harvest. We thank Quiet Harvest."),
        listing(4, "Quiet room", description="A quiet place. Harvest suppers."),
    )
    assert set(desk.ids(query("quiet harvest"))[:2]) == {"listing-1", "listing-2"}
    assert set(desk.ids(query("quite harvset", correct=True))[:2]) <= {"listing-1", "listing-2", "listing-3"}
    assert desk.ids(query("quiet harvest meals"))[0] == "listing-1"


def test_words_everybody_writes_are_nobodys_name(desk: Desk) -> None:
    many = (listing(number, f"Work {number}", description="Job training.") for number in range(10, 30))
    desk.store(
        listing(1, "Parking", organization="Job Training"), listing(2, "Course", keywords=("Job training",)), *many
    )
    best = desk.ask(query("job training")).hits[0]
    assert best.document.id == "listing-2"
    assert best.parts.get("name", 1.0) == 1.0


def test_one_word_may_be_a_name(desk: Desk) -> None:
    desk.store(
        listing(1, "Meals", organization="Zithera"),
        listing(2, "Music", description="Zithera, zithera and zithera."),
    )
    assert desk.ids(query("zithera"))[0] == "listing-1"
