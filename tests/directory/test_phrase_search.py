"""Phrases found by the letters they begin with are the phrases a plain search finds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resource_app.directory.phrase_search import PhraseTable, split, stems_of


@pytest.mark.parametrize(
    ("alternative", "stems"),
    [
        ("food pantry", ("food pantry",)),
        (r"\bseniors?\b", ("senior",)),
        ("hot-?line", ("hot",)),
        ("(?:domestic|family) violence", ("domestic", "family")),
        ("(?:age )?sixty", ("sixty",)),
        ("(?<!high )school", ("school",)),
        ("(?:a|family)", ("", "family")),
        (r"\d+ years", ("",)),
        ("a?", ("",)),
    ],
)
def test_the_letters_a_text_must_hold(alternative: str, stems: tuple[str, ...]) -> None:
    assert stems_of(alternative) == stems


def test_bars_part_alternatives_outside_brackets_only() -> None:
    assert split(r"a|(?:b|c)d|[|]e|f\|g") == ["a", "(?:b|c)d", "[|]e", r"f\|g"]


EXPRESSION = r"hot-?line|(?:domestic|family) violence|\bage \d+|(?:very )?low income|(?<!junior )seniors?\b|x?y"
PIECES = [
    "hotline",
    "hot-line",
    "hot",
    "domestic",
    "family",
    " violence",
    " age 60",
    "low income",
    "very ",
    "senior",
    "junior ",
    "y",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_nothing_a_plain_search_finds_is_missed(text: str) -> None:
    table = PhraseTable([("all", EXPRESSION), ("none", "zymurgy")])
    assert table.keys_in(text) == ({"all"} if re.search(EXPRESSION, text) else set())
