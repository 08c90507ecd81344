"""Who is in danger finds what helps against that danger first, whatever else the words match; who is not does not."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from resource_app.connections import Connections, search_of
from resource_app.directory.asking import ask
from search.documents import Area
from search.query import Results
from tests.backends.invented import listing
from tests.conftest import NOW

LINES, VIOLENCE, SAFE = "Crisis lines and crisis help", "Help with violence or abuse", "Safe housing from violence"
MASSACHUSETTS = (Area("state", "MA", "Massachusetts", "MA"),)
EVERYWHERE = {"point": None, "city": "", "areas": MASSACHUSETTS, "remote": ("phone",)}


@pytest.fixture
def directory(connections: Connections) -> Iterator[Session]:
    with connections.transaction() as session:
        search_of(session).index(
            session.connection(),
            (
                listing(
                    1, "Summer jobs for youth", description="Says a son: it kept me alive. Work for every daughter."
                ),
                listing(2, "Start a business", description="Begin and end it all in ten weeks, without me or you."),
                listing(3, "Breathe easy", keywords=("Asthma",), description="Breathing for babies and their mothers."),
                listing(
                    4, "Moving fund", description="Leave the house, pay the deposit. Boyfriends and phones welcome."
                ),
                listing(5, "Listening line", keywords=(LINES,), **EVERYWHERE),
                listing(6, "Counselors on call", keywords=("Counseling and mental health",)),
                listing(7, "House of peace", keywords=(SAFE,), audiences=("survivors",), **EVERYWHERE),
                listing(8, "Advocates", keywords=(VIOLENCE,), description="Against domestic violence."),
                listing(9, "For girls and boys", keywords=(VIOLENCE,), description="Child abuse and child protection."),
                listing(10, "Food shelf", keywords=("Food pantries",), description="Food."),
            ),
        )
    with connections.reading() as session:
        yield session


def _search(session: Session, text: str, where: str = "") -> Results:
    return search_of(session).search(session.connection(), ask(session, text=text, where=where, now=NOW).query)


def _names(session: Session, text: str, where: str = "") -> list[str]:
    return [hit.document.name for hit in _search(session, text, where).hits]


@pytest.mark.parametrize("where", ["", "02150"])
@pytest.mark.parametrize(
    "words",
    [
        "my daughter says she would rather not be alive",
        "i will end it all tonight",
        "everybody would be happier without me",
        "does anyone even care if i die",
        "unalive",
        "ya no quiero existir",
        "mi hijo se corta las venas",
    ],
)
def test_who_wants_to_die_finds_somebody_to_talk_to(directory: Session, words: str, where: str) -> None:
    names = _names(directory, words, where)
    assert names[0] == "Listening line"
    assert {*names} <= {"Listening line", "Counselors on call"}


@pytest.mark.parametrize(
    "words",
    [
        "i must get away from my boyfriend he broke my phone",
        "she does not let me leave the house",
        "mi novio no me deja trabajar",
        "he swore he will kill my daughter",
        "they make me work and took my passport",
    ],
)
def test_who_is_held_or_threatened_finds_help_against_violence(directory: Session, words: str) -> None:
    names = _names(directory, words)
    assert {*names[:3]} == {"House of peace", "Advocates", "For girls and boys"}
    assert not {"Moving fund", "Summer jobs for youth"} & {*names}


def test_a_child_finds_what_is_for_children(directory: Session) -> None:
    assert _names(directory, "my father beats me and my baby brother")[0] == "For girls and boys"
    assert _names(directory, "my wife beats me")[0] != "For girls and boys"


def test_an_ambulance_is_no_asthma_class(directory: Session) -> None:
    assert _names(directory, "the baby stopped breathing")[0] == "Listening line"
    assert _names(directory, "asthma")[0] == "Breathe easy"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("food", "Food shelf"),
        ("summer jobs for my son", "Summer jobs for youth"),
        ("start a business without a degree", "Start a business"),
        ("money to leave my old apartment, moving deposit", "Moving fund"),
    ],
)
def test_an_ordinary_need_is_answered_as_ever(directory: Session, words: str, first: str) -> None:
    assert _names(directory, words)[0] == first


def test_the_words_of_a_cry_are_not_corrected(directory: Session) -> None:
    assert _search(directory, "me corto los brazos").searched_for == ""


@pytest.mark.parametrize(
    "words",
    ["my husband hits me and i need food", "me pega mi esposo y necesito comida", "he beats me, looking for food"],
)
def test_what_is_asked_for_besides_comes_right_behind_the_greatest_need(directory: Session, words: str) -> None:
    names = _names(directory, words)
    assert {*names[:2]} <= {"House of peace", "Advocates", "For girls and boys"}
    assert names.index("Food shelf") < names.index("Listening line")


@pytest.mark.parametrize("words", ["i want to die and i want food", "i need to kill myself"])
def test_a_wish_to_die_asks_for_nothing_besides(directory: Session, words: str) -> None:
    assert _names(directory, words)[0] == "Listening line"


@pytest.mark.parametrize(
    ("words", "found"), [("i cut myself", False), ("chest pain", False), ("my aide beats me", True)]
)
def test_what_is_named_after_another_danger_is_no_answer(connections: Connections, words: str, found: bool) -> None:
    with connections.transaction() as session:
        search_of(session).index(
            session.connection(),
            (
                listing(1, "Listening line", keywords=(LINES,), **EVERYWHERE),
                listing(2, "Elder Abuse Line", keywords=(LINES, VIOLENCE), **EVERYWHERE),
                listing(3, "Suicide and Crisis Line for survivors", keywords=(LINES, VIOLENCE), **EVERYWHERE),
            ),
        )
        names = _names(session, words)
    assert ("Elder Abuse Line" in names) is found
    assert "Suicide and Crisis Line for survivors" in names
