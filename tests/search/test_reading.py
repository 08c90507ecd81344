"""What a question is about: a phrase is one thing, two things may mean a third, and what only describes is not asked for."""

from datetime import UTC, datetime

import pytest

from resource_app.directory.lexicon import load
from search import conditions
from search.language import Language
from search.reading import Group, read
from search.wording import split

LANGUAGE = Language(load())
NOW = datetime(2026, 10, 13, tzinfo=UTC)


def _groups(text: str) -> tuple[Group, ...]:
    return read(LANGUAGE, split(text)).groups


def _topics(text: str) -> set[str]:
    return {code for group in _groups(text) if group.role == "topic" for code in group.concepts}


@pytest.mark.parametrize(
    ("text", "about", "not_about"),
    [
        ("bed bugs", "pests", "furniture"),
        ("food poisoning", "food_safety", "food_pantry"),
        ("smoke detector", "mold", "smoking"),
        ("cuidado en casa", "inhome", "housing_lowincome"),
        ("no papers need a doctor", "doctor", "immigration"),
        ("legal aid", "lawyer", "std"),
    ],
)
def test_what_only_describes_is_not_asked_for(text: str, about: str, not_about: str) -> None:
    assert about in _topics(text)
    assert not_about not in _topics(text)


@pytest.mark.parametrize("text", ["gas got shut off", "my gas was shut off", "gas is being shut off"])
def test_what_was_done_is_said_with_or_without_was(text: str) -> None:
    spelled, plain = _groups(text), _groups("gas shut off")
    assert plain[0].own == spelled[0].own


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("chemo and no ride", "medical_transport"),
        ("need a ride, on dialysis", "medical_transport"),
        ("teen needs shelter", "runaway"),
        ("job for a deaf man", "disabled_jobs"),
    ],
)
def test_two_things_may_mean_a_third(text: str, means: str) -> None:
    assert means in _topics(text)


def test_a_ride_alone_is_no_medical_ride() -> None:
    assert "medical_transport" not in _topics("ride to church")


def test_the_words_of_a_phrase_that_mean_it_stand_for_it() -> None:
    gambling, problem = (LANGUAGE.term_of([LANGUAGE.wording.stem(word)]) for word in ("gambling", "problem"))
    own = {number for group in _groups("gambling problem") for number, _ in group.own}
    assert gambling in own
    assert problem not in own


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("he is 3", 3),
        ("daycare for 4yo", 4),
        ("turning 65", 65),
        ("im 17", 17),
        ("mi hijo de 4 años", 4),
        ("room 12", None),
    ],
)
def test_ages(text: str, age: int | None) -> None:
    assert conditions.read(split(text), NOW).age == age
