"""What somebody says happened calls the help it needs, and what only stands beside it does not come first."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from resource_app.connections import Connections, search_of
from resource_app.directory.asking import ask
from resource_app.directory.lexicon import load
from search import conditions
from search.language import Language
from search.reading import read
from search.wording import split
from tests.backends.invented import listing, weekly
from tests.conftest import NOW

LANGUAGE = Language(load())


def _asked(words: str) -> dict[str, float]:
    """What is asked for, with what each counts."""
    plan = read(LANGUAGE, split(words))
    return {code: group.weight for group in plan.groups for code in group.concepts}


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("ice took my brother this morning", "detained"),
        ("la migra se llevo a mi vecino", "detained"),
        ("my wife was detained by ice", "detained"),
        ("hit by a truck, want to sue", "injury_law"),
        ("me atropellaron", "injury_law"),
        ("we live in our car", "homeless"),
        ("nos quedamos sin casa", "shelter"),
        ("my parents kicked me out", "runaway"),
        ("mis padres me echaron", "shelter"),
        ("queer youth homeless", "shelter"),
        ("homeless with my children", "shelter"),
    ],
)
def test_what_happened_calls_its_help(words: str, concept: str) -> None:
    assert concept in _asked(words)


@pytest.mark.parametrize(
    ("words", "first", "beside"),
    [
        ("diapers for a newborn", "diapers", "new_parent"),
        ("depression after a new baby", "mental_health", "new_parent"),
        ("evicted from my apartment", "eviction", "housing_lowincome"),
    ],
)
def test_what_only_says_which_counts_less(words: str, first: str, beside: str) -> None:
    asked = _asked(words)
    assert asked[first] > asked.get(beside, 0.0)


def test_sports_are_no_deportation() -> None:
    assert "detained" not in _asked("deportes para ninos")
    assert "detained" not in _asked("ice skating")


@pytest.mark.parametrize(
    ("words", "codes", "rest"),
    [
        ("no groceries till monday", (), "no groceries"),
        ("sin comida hasta el lunes", (), "sin comida"),
        ("comida el lunes", ("day:monday",), "comida el"),
        ("groceries on monday", ("day:monday",), "groceries on"),
        ("hungry until tomorrow morning", ("time:morning",), "hungry"),
    ],
)
def test_until_a_day_is_not_on_that_day(words: str, codes: tuple[str, ...], rest: str) -> None:
    found = conditions.read(split(words), NOW)
    assert (found.codes, " ".join(found.words)) == (codes, rest)


@pytest.fixture
def directory(connections: Connections) -> Iterator[Session]:
    with connections.transaction() as session:
        search_of(session).index(
            session.connection(),
            (
                listing(1, "HIV and hepatitis checks", keywords=("HIV and STI care",)),
                listing(2, "Legal aid desk", keywords=("Legal aid",)),
                listing(3, "Hearing aids to borrow", keywords=("Hearing aids",)),
                listing(4, "Saturday shelf", keywords=("Food pantries",), opening=weekly(5)),
                listing(6, "Pet food corner", keywords=("Pets",)),
                listing(5, "Monday shelf", keywords=("Food pantries",), opening=weekly(0)),
            ),
        )
    with connections.reading() as session:
        yield session


def _names(session: Session, text: str) -> list[str]:
    query = ask(session, text=text, now=NOW).query
    return [hit.document.name for hit in search_of(session).search(session.connection(), query).hits]


@pytest.mark.parametrize("words", ["vih", "sida", "where to get an hiv test"])
def test_aids_is_no_aid(directory: Session, words: str) -> None:
    names = _names(directory, words)
    assert names[0] == "HIV and hepatitis checks"
    assert "Legal aid desk" not in names


def test_an_aid_is_found_in_either_number(directory: Session) -> None:
    assert _names(directory, "hearing aid")[0] == "Hearing aids to borrow"
    assert _names(directory, "hearing aids")[0] == "Hearing aids to borrow"
    assert _names(directory, "legal aid")[0] == "Legal aid desk"
    assert "Legal aid desk" not in _names(directory, "aids")


@pytest.mark.parametrize("words", ["despensa los sábados", "despensa los sabados", "pantry saturdays"])
def test_a_day_is_a_day_in_either_language(directory: Session, words: str) -> None:
    assert _names(directory, words)[0] == "Saturday shelf"


def test_a_name_with_a_word_of_another_thing_comes_last(directory: Session) -> None:
    names = _names(directory, "food")
    assert {*names[:2]} == {"Saturday shelf", "Monday shelf"}
    for words in ("pet food", "dog food", "food for my cat"):
        assert _names(directory, words)[0] == "Pet food corner"
