"""What is an answer? Not what only holds a word of a phrase, a form of help without its subject, or nonsense that is near."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from resource_app.connections import Connections, search_of
from resource_app.directory.asking import ask
from resource_app.directory.lexicon import load
from search.language import Language
from search.query import Results
from search.wording import split
from tests.backends.invented import listing

NOW = datetime(2026, 3, 3, 15, tzinfo=UTC)
LANGUAGE = Language(load())
WORCESTER = {"point": (42.2626, -71.8023), "city": "Worcester"}


@pytest.fixture
def directory(connections: Connections) -> Iterator[Session]:
    with connections.transaction() as session:
        search_of(session).index(
            session.connection(),
            (
                listing(1, "Hospital bill advocates", description="We read the bill with you."),
                listing(2, "Late supper", description="A light supper."),
                listing(
                    3,
                    "Payment help",
                    description="Utility assistance.",
                    keywords=("Utility assistance",),
                    areas=(),
                    **WORCESTER,
                ),
                listing(4, "Veterans table", keywords=("Support groups",), audiences=("veterans",)),
                listing(5, "Rainbow evenings", keywords=("Support groups", "LGBTQ+"), audiences=("lgbtq",)),
                listing(6, "Safe house", keywords=("Emergency shelter",), audiences=("survivors",)),
                listing(7, "Emergency shelter beds", keywords=("Emergency shelter",), description="For anyone."),
                listing(8, "Night line", keywords=("Crisis line", "Crisis lines and crisis help"), point=None, city=""),
                listing(9, "Bereavement circle", description="For who lost somebody to suicide."),
                listing(10, "Legal advice line", keywords=("Help Hotlines", "Legal aid"), point=None, city=""),
            ),
        )
    with connections.reading() as session:
        yield session


def _names(session: Session, text: str) -> list[str]:
    return [hit.document.name for hit in _search(session, text).hits]


def _search(session: Session, text: str) -> Results:
    return search_of(session).search(session.connection(), ask(session, text=text, now=NOW).query)


def test_a_word_of_a_phrase_is_no_answer_where_a_real_one_is_farther_away(directory: Session) -> None:
    results = _search(directory, "help with light bill near 02150")
    assert [hit.document.name for hit in results.hits] == ["Payment help"]
    assert results.near_count == 0


def test_whom_it_is_for_says_which_support_group(directory: Session) -> None:
    assert _names(directory, "lgbtq support group") == ["Rainbow evenings"]
    assert set(_names(directory, "support group")) == {"Veterans table", "Rainbow evenings"}


def test_a_form_of_help_does_not_answer_for_a_subject_nobody_knows(directory: Session) -> None:
    assert _names(directory, "zyxwvut support group") == []


def test_bytes_of_a_url_are_no_words() -> None:
    assert split("%FF%FE") == []
    assert split("100% free, 50%off") == ["100", "free", "50", "off"]


def test_what_is_kept_for_survivors_comes_after_what_is_for_anyone(directory: Session) -> None:
    assert _names(directory, "place to sleep")[0] == "Emergency shelter beds"


@pytest.mark.parametrize("words", ["suicide", "I want to kill myself", "me quiero morir", "overdose", "quero morrer"])
def test_words_of_despair_bring_crisis_lines_first(directory: Session, words: str) -> None:
    assert _names(directory, words)[0] == "Night line"
    assert "Legal advice line" not in _names(directory, words)


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("overdose", "crisis"),
        ("overdose", "harm_reduction"),
        ("sobredosis", "crisis"),
        ("no quiero vivir", "crisis"),
        ("nao quero viver", "crisis"),
        ("mwen pa vle viv", "crisis"),
        ("notary", "notary"),
        ("grandmother raising grandkids", "kinship"),
        ("clothes for job interview", "work_clothes"),
    ],
)
def test_words_call_their_concept(words: str, concept: str) -> None:
    recognised = LANGUAGE.recognise(split(words))
    assert concept in {each.code for found in recognised for each in found.concepts}


@pytest.mark.parametrize(
    ("words", "code"), [("dentist monday 8am", "time:morning"), ("dentist at 5 30 pm", "time:evening")]
)
def test_a_time_of_the_clock_is_a_condition(directory: Session, words: str, code: str) -> None:
    assert code in _search(directory, words).understood
