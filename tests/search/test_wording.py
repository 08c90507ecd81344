"""Words are split, folded and stemmed alike wherever they stand."""

import pytest

from search.wording import Phrases, Wording, close, split


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Children's Café", ["children", "cafe"]),
        ("Al-Anon / 12-step", ["al", "anon", "12", "step"]),
        ("don’t", ["dont"]),
        ("NIÑOS", ["ninos"]),
        ("", []),
    ],
)
def test_split(text: str, words: list[str]) -> None:
    assert split(text) == words


def test_one_word_has_one_stem() -> None:
    wording = Wording({"vacunas", "vacuna", "ninos", "nino"})
    assert wording.stem("vacunas") == wording.stem("vacuna")
    assert wording.stem("ninos") == wording.stem("nino")
    assert wording.stems("children teeth clinics") == ["child", "tooth", "clinic"]
    assert wording.stem("aids") == wording.stem("aids")


@pytest.mark.parametrize(
    "words",
    [
        "autism autistic autismo autista",
        "diabetes diabetic diabetico",
        "epilepsy epileptic epileptico",
        "addiction addicted addict",
        "disability disabled disabilities",
        "pregnancy pregnant",
    ],
)
def test_who_has_a_condition_is_called_after_it(words: str) -> None:
    wording = Wording(frozenset({"diabetico", "epileptico", "autista"}))
    assert len({wording.stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other", "alike"), [("renting", "rent", False), ("classes", "class", True), ("over", "overeating", False)]
)
def test_close_forms(one: str, other: str, alike: bool) -> None:
    assert close(one, other) is alike


def test_phrases_are_found_each_time_and_inside_one_another() -> None:
    phrases = Phrases([("food", "bank"), ("food", "bank", "box"), ("alone",)])
    assert list(phrases.found(["the", "food", "bank", "box", "at", "the", "food", "bank"])) == [
        ("food", "bank"),
        ("food", "bank", "box"),
        ("food", "bank"),
    ]
