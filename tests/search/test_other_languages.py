"""Words in other scripts and languages: the commonest needs are understood, and what is not understood finds nothing."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from resource_app.connections import Connections, search_of
from resource_app.directory.asking import ask
from search.query import Results
from search.wording import split
from tests.backends.invented import NOW, listing

LISTINGS = (
    listing(1, "Harbor food pantry", description="Groceries."),
    listing(2, "Free dental clinic", description="Dental care."),
    listing(3, "English classes", description="English as a second language."),
    listing(4, "Employment office", description="Job search help and job placement."),
    listing(5, "中文学校", description="Chinese school."),
)


@pytest.fixture
def directory(connections: Connections) -> Iterator[Session]:
    with connections.transaction() as session:
        search_of(session).index(session.connection(), LISTINGS)
    with connections.reading() as session:
        yield session


def _search(session: Session, text: str) -> Results:
    return search_of(session).search(session.connection(), ask(session, text=text, now=NOW).query)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("食物", 1),
        ("附近有免费食物吗", 1),
        ("продукты", 1),
        ("طَعام", 1),
        ("អាហារ", 1),
        ("thức ăn", 1),
        ("mwen grangou", 1),
        ("dantis", 2),
        ("dor de dente", 2),
        ("aulas de inglês", 3),
        ("emprego", 4),
        ("中文学校", 5),
    ],
)
def test_the_commonest_needs_are_understood(directory: Session, text: str, first: int) -> None:
    assert _search(directory, text).hits[0].document.id == f"listing-{first}"


@pytest.mark.parametrize("text", ["天气", "погода", "مطر", "🍞", "☎ ♥"])
def test_what_is_not_understood_finds_nothing(directory: Session, text: str) -> None:
    assert _search(directory, text).total == 0


@pytest.mark.parametrize("text", ["", "  ", "?", "services"])
def test_nothing_in_particular_is_a_look_around(directory: Session, text: str) -> None:
    assert _search(directory, text).total == len(LISTINGS)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Đau răng", ["dau", "rang"]),
        ("Straße, Łódź", ["strasse", "lodz"]),
        ("免费食物 food", ["免", "费", "食", "物", "food"]),
        ("Работа/еда", ["работа", "еда"]),
        ("ការងារ", ["ការងារ"]),
    ],
)
def test_words_of_every_script(text: str, words: list[str]) -> None:
    assert split(text) == words
