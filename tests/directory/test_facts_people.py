"""Whom a service is for, and the languages it speaks."""

import pytest

from resource_app.directory.facts import (
    AUDIENCES,
    Ages,
    Language,
    ages_of,
    audiences_of,
    interpretation_of,
    languages_of,
)
from resource_app.directory.facts.language_table import LANGUAGES


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Age 60 or over", 60, None),
        ("Ages 5-18", 5, 18),
        ("Youth aged 12 to 17", 12, 17),
        ("18 years old or older", 18, None),
        ("Must be 21+", 21, None),
        ("Children under 5", None, 4),
        ("Age 17 or under", None, 17),
        ("Over age 55", 55, None),
        ("Mayores de 60", 60, None),
        ("De edad 5 a 12", 5, 12),
        ("None", None, None),
        ("Age 18 or over; Target group: Adults age 21 or over", 18, None),
        ("Age 5-12 or age 60 or over", None, None),
        ("Children age 5 or under, seniors age 60 or over", None, None),
        ("Waits of over 30 days", None, None),
        ("Over 25 years ago", None, None),
        ("A family with at least 1 child", None, None),
        ("At least 16 years old", 16, None),
        ("Minimum age 21", 21, None),
        ("", None, None),
    ],
)
def test_ages_are_read_from_words_that_name_one_range(text: str, low: int | None, high: int | None) -> None:
    assert ages_of(text) == Ages(low, high)


def test_numbers_go_before_words_and_senseless_ones_are_withheld() -> None:
    assert ages_of("Age 60 or over", 18, 65) == Ages(18, 65)
    assert ages_of("", "16.0", None) == Ages(16, None)
    assert ages_of("", 0, 17) == Ages(None, 17)
    assert ages_of("", 65, 18) == Ages()
    assert ages_of("Age 60 or over", -3, "many") == Ages(60, None)


@pytest.mark.parametrize(
    ("eligibility", "codes"),
    [
        ("Low-income senior citizens", {"older-adults", "low-income"}),
        ("Homeless families with children", {"children", "families", "homeless"}),
        ("Veterans and their families", {"veterans", "families"}),
        ("Immigrants and refugees", {"immigrants"}),
        ("LGBTQ+ youth", {"lgbtq", "teens"}),
        ("Women who fled domestic violence", {"women", "survivors"}),
        ("People with developmental disabilities", {"disabilities"}),
        ("Vietnamese and other Asians", {"faith-or-culture"}),
        ("Familias con niños de bajos ingresos", {"families", "children", "low-income"}),
        ("Families with no substance abuse or domestic violence", {"families"}),
        ("Adults. Not open to veterans", {"adults"}),
        ("Women of child-bearing age", {"women"}),
        ("None", set()),
    ],
)
def test_audiences_are_read_from_eligibility(eligibility: str, codes: set[str]) -> None:
    assert set(audiences_of(eligibility)) == codes


def test_audiences_come_from_terms_names_and_ages_too() -> None:
    assert audiences_of(terms=[("Anything", "20010"), ("Older Adults", "")]) == ("older-adults", "veterans")
    assert audiences_of(name="Harbor Teen Center") == ("teens",)
    assert audiences_of(ages=Ages(60, None)) == ("older-adults",)
    assert audiences_of(ages=Ages(5, 16)) == ("children", "teens")
    assert audiences_of(ages=Ages(0, 18)) == ("children", "teens")
    assert audiences_of(ages=Ages(18, None)) == ("adults",)


def test_every_audience_has_both_labels_and_its_own_open_eligibility_ids() -> None:
    assert len({row.code for row in AUDIENCES}) == len(AUDIENCES)
    assert all(row.label and row.label_es for row in AUDIENCES)
    identifiers = [identifier for row in AUDIENCES for identifier in row.open_eligibility]
    assert len(identifiers) == len(set(identifiers))


def spoken(*names: str) -> list[tuple[str, str]]:
    return [(language.code, language.name) for language in languages_of({"name": name} for name in names)]


def test_languages_become_iso_639_3() -> None:
    assert spoken("English, Spanish") == [("eng", "English"), ("spa", "Spanish")]
    assert spoken("English; Spanish and Creole") == [("eng", "English"), ("spa", "Spanish"), ("hat", "Haitian Creole")]
    assert spoken('["English", "Español"]') == [("eng", "English"), ("spa", "Spanish")]
    assert spoken("Chinese (Cantonese)", "Chinese (Mandarin)", "Chinese") == [
        ("yue", "Cantonese"),
        ("cmn", "Mandarin"),
        ("zho", "Chinese"),
    ]
    assert spoken("Filipino (Tagalog)", "Persian (Farsi)") == [("tgl", "Tagalog"), ("fas", "Persian")]
    assert spoken("Sign Languages", "ASL") == [("ase", "American Sign Language")]
    assert spoken("spanish-speaking") == [("spa", "Spanish")]


def test_an_unknown_language_keeps_its_name_and_a_code_speaks_for_it() -> None:
    assert spoken("Elvish") == [("", "Elvish")]
    assert languages_of([{"name": "Idioma de aquí", "code": "pt-BR"}]) == (Language("por", "Portuguese"),)
    assert languages_of([{"code": "vie"}, {"name": None}, {}]) == (Language("vie", "Vietnamese"),)


def test_an_interpreter_is_no_language() -> None:
    assert spoken("Interpreter", "AT&T Language Line", "Translation services available 24/7 for 100+ languages") == []
    assert interpretation_of({}, [{"name": "Interpreter"}])
    assert interpretation_of({"interpretation_services": "In many languages"}, [])
    assert interpretation_of({}, [], ["Interpreter for the deaf available"])
    assert not interpretation_of({"interpretation_services": "None"}, [{"name": "Spanish"}], ["Ramp"])
    assert not interpretation_of({}, [{"name": "No interpreter"}])


def test_codes_of_the_language_table_are_unique_and_three_letters_long() -> None:
    codes = [row.code for row in LANGUAGES]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 3 for code in codes)
