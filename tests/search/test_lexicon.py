"""The lexicon is data: every line reads, means something, and does not undo another."""

import pytest

from resource_app.directory.facts.audience_table import AUDIENCES
from resource_app.directory.lexicon import load
from search.language import Language
from search.wording import split

LEXICON = load()


def test_every_concept_has_triggers_and_words_of_directories() -> None:
    assert len(LEXICON.concepts) > 180
    for concept in LEXICON.concepts:
        assert concept.english, concept.code
        assert concept.strong or concept.weak, concept.code
        assert concept.role in {"topic", "generic", "audience", "cost", "kin"}


def test_audiences_are_values_of_the_filter() -> None:
    known = {audience.code for audience in AUDIENCES}
    used = {value for concept in LEXICON.concepts for value in concept.audiences}
    assert used <= known
    assert {value for group in LEXICON.opposed for value in group} <= known


def test_every_trigger_calls_its_concept() -> None:
    language = Language(LEXICON)
    for concept in LEXICON.concepts:
        for phrase in concept.triggers:
            called = {each.code for found in language.recognise(split(phrase)) for each in found.concepts}
            assert concept.code in called, (concept.code, phrase)


@pytest.mark.parametrize("word", ["hospital", "comida", "running", "zapatos", "grandmothers", "lluvia"])
def test_good_words_are_known(word: str) -> None:
    assert Language(LEXICON).knows(word)


@pytest.mark.parametrize("word", ["famly", "dentst", "helth", "abogdo"])
def test_misspelt_words_are_not(word: str) -> None:
    assert not Language(LEXICON).knows(word)
