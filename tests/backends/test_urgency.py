"""What somebody in danger needs comes before everything else, whatever the words say."""

import math

import pytest

from search.query import Tier
from tests.backends.conftest import Desk
from tests.backends.invented import AT_WORCESTER, CHELSEA, MASSACHUSETTS, WORCESTER, listing, query

LINES, COUNSEL, SAFE = "Crisis lines and crisis help", "Counseling and mental health", "Safe housing from violence"
TIERS = (Tier((LINES,), ("poison",)), Tier((COUNSEL, SAFE)))
EVERYWHERE = {"point": None, "city": "", "areas": (MASSACHUSETTS,), "remote": ("phone",)}

LISTINGS = (
    listing(1, "Bread for the evening", description="Bread, and more bread for everybody.", keywords=("Bread",)),
    listing(2, "Harbor counselors", keywords=(COUNSEL,), description="Bread is served while you wait."),
    listing(3, "Night voices", keywords=(LINES,), **EVERYWHERE),
    listing(4, "Morning voices", keywords=(LINES,), description="Near the harbor."),
    listing(5, "Far voices", keywords=(LINES,), point=AT_WORCESTER, city="Worcester", areas=(WORCESTER,)),
    listing(6, "Poison control", description="What was swallowed, and what to do.", **EVERYWHERE),
    listing(7, "Youth jobs", description="Summer jobs for a son or a daughter."),
)

pytestmark = pytest.mark.contract


@pytest.fixture
def full(desk: Desk) -> Desk:
    desk.store(*LISTINGS)
    return desk


def _order(desk: Desk, text: str, **facts: object) -> list[int]:
    results = desk.ask(query(text, **{"urgent": TIERS, "correct": False, **facts}))
    return [int(hit.document.id.rpartition("-")[2]) for hit in results.hits]


def test_the_first_tier_comes_before_the_second_and_both_before_what_the_words_match(full: Desk) -> None:
    order = _order(full, "bread")
    assert {*order[:4]} == {3, 4, 5, 6}
    assert order[4] == 2
    assert {*order[5:]} <= {1}
    assert _order(full, "bread", urgent=()) == [1, 2]


@pytest.mark.parametrize("text", ["zzqq", "my son does not want to", "and if i", ""])
def test_words_that_match_nothing_or_nonsense_bring_the_help(full: Desk, text: str) -> None:
    order = _order(full, text)
    assert {*order} >= {3, 4, 5}
    assert not {1, 7} & {*order}


def test_what_is_near_comes_before_a_line_for_the_whole_state_and_that_before_what_is_far(full: Desk) -> None:
    order = [number for number in _order(full, "zzqq", place=CHELSEA) if number in {3, 4, 5}]
    assert order == [4, 3, 5]


def test_the_words_order_what_comes_first(full: Desk) -> None:
    assert _order(full, "child swallowed poison")[0] == 6


def test_where_nobody_offers_such_help_the_words_keep_their_answer(full: Desk) -> None:
    assert _order(full, "youth jobs", urgent=(Tier(("Kites",)),)) == [7]


def test_parts_of_an_urgent_answer_multiply_to_the_score(full: Desk) -> None:
    for hit in full.ask(query("bread", urgent=TIERS)).hits:
        assert math.prod(hit.parts.values()) == pytest.approx(hit.score, rel=1e-3)
