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
        ("hosing for my mother", "housing for my mother"),
        ("fod", "food"),
        ("wher is the pnatry", "where is the pantry"),
        ("tengo ambre", "tengo hambre"),
        ("ospital", "hospital"),
        ("panales los domigos", "panales los domingos"),
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


@pytest.mark.parametrize(
    "good",
    [
        "despensa los sabados",
        "comida entre semana",
        "my boss gave me a warning",
        "he drove away and left us",
        "balls and forks",
        "boiling water",
        "se llevaron a mi suegro",
        "me duelen las piernas",
        "ywc",
    ],
)
def test_days_and_ordinary_forms_are_no_slips(good: str) -> None:
    assert _corrected(good) == good


def test_no_word_becomes_one_of_a_third_language() -> None:
    assert "gade" in LANGUAGE.known_words  # Haitian Creole
    assert LANGUAGE.is_foreign("gade")
    assert not LANGUAGE.is_foreign("hospital")
    assert _corrected("the rent is gadu") == "the rent is gadu"
    assert _corrected("la renta es gadu") == "la renta es gadu"
