"""Words of danger reach help against violence or for a crisis, whatever form they take."""

import pytest

from resource_app.directory.lexicon import load
from search.language import Language
from search.wording import split

LANGUAGE = Language(load())


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("my husband beats me", "dv"),
        ("he beat me", "dv"),
        ("hit by my husband", "dv"),
        ("my partner is violent", "dv"),
        ("scared of my boyfriend", "dv"),
        ("he wants to kill me", "dv"),
        ("abusan de mi", "dv"),
        ("me quiere matar", "dv"),
        ("killing myself", "crisis"),
        ("i keep hurting myself", "crisis"),
        ("better off dead", "crisis"),
        ("quiero matarme", "crisis"),
        ("suicidarme", "crisis"),
    ],
)
def test_words_of_danger_are_understood(words: str, concept: str) -> None:
    recognised = LANGUAGE.recognise(split(words))
    assert concept in {each.code for found in recognised for each in found.concepts}
