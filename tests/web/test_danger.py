"""Who is in danger is heard, whatever words it takes; who has an ordinary need is not."""

import pytest

from resource_app.web.danger import languages_of_danger, speaks_of_danger
from tests.web import words_of_danger
from tests.web.words_of_danger import DANGER, ORDINARY


def test_danger_is_heard() -> None:
    assert [words for words in words_of_danger.lines(DANGER) if not speaks_of_danger(words)] == []


def test_an_ordinary_need_stays_one() -> None:
    assert [words for words in words_of_danger.lines(ORDINARY) if speaks_of_danger(words)] == []


@pytest.mark.parametrize(
    ("words", "languages"),
    [
        ("he hits me", ("en",)),
        ("me pega", ("es",)),
        ("suicidal", ("en", "es")),
        ("自杀", ("other",)),
        ("food", ()),
        ("", ()),
        ("?!", ()),
    ],
)
def test_the_language_of_the_words_is_known(words: str, languages: tuple[str, ...]) -> None:
    assert languages_of_danger(words) == languages


def test_danger_beside_an_ordinary_need_is_heard() -> None:
    assert speaks_of_danger("lead poisoning test, and my husband hits me")
    assert speaks_of_danger("food and rent, he won't let me leave, near Boston")


def test_the_lists_are_long_and_say_nothing_twice() -> None:
    for text in (DANGER, ORDINARY):
        phrases = words_of_danger.lines(text)
        assert len(phrases) >= 150
        assert len(phrases) == len(set(phrases))
