"""A slip is put right towards a word that finds something; a good word, or another language's, is left alone."""

import pytest

from resource_app.directory.lexicon import load
from search.language import Language
from search.slips import cost
from search.typos import correct

LANGUAGE = Language(load())
IN_USE = {"groceries": 40, "derrame": 3, "terrestrial": 2, "pantry": 60, "counseling": 90, "cordage": 2, "housing": 200}


def _corrected(text: str) -> str:
    return " ".join(correct(text.split(), LANGUAGE, lambda: IN_USE).words)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("counsling", "counseling"),
        ("dentsit", "dentist"),
        ("pnatry", "pantry"),
        ("imigration", "immigration"),
        ("wheelchiar", "wheelchair"),
        ("preganncy", "pregnancy"),
        ("embarasada", "embarazada"),
        ("siudadania", "ciudadania"),
        ("vacumas", "vacunas"),
        ("desalogo", "desalojo"),
        ("hearing lose", "hearing lose"),
    ],
)
def test_slips_of_the_finger_and_the_ear(typed: str, meant: str) -> None:
    assert _corrected(typed) == meant


@pytest.mark.parametrize(
    "good",
    ["terrace", "lantern", "janitor", "trucker", "machinist", "cozily", "mango", "zapatero", "limonada", "sleepily"],
)
def test_ordinary_words_are_left_alone(good: str) -> None:
    assert _corrected(good) == good


def test_nothing_becomes_a_word_of_the_other_language() -> None:
    assert _corrected("broken terrame") == "broken terrame"
    assert "food" not in _corrected("necesito fodo gratis")


def test_likely_slips_cost_less() -> None:
    assert cost("pnatry", "pantry") < cost("pabtry", "pantry") < cost("pawtry", "pantry")
    assert cost("eldery", "elderly") < 1 < cost("melon", "felon")
    assert cost("same", "same") == 0
