"""What comes first, and what is no answer at all? Questions whose first place misled somebody, each with its cause."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from resource_app.connections import Connections, search_of
from resource_app.directory.asking import ask
from resource_app.directory.lexicon import load
from search import reading
from search.language import Language
from search.query import Results
from tests.backends.invented import listing

NOW = datetime(2026, 3, 3, 15, tzinfo=UTC)
LANGUAGE = Language(load())
FAR_AWAY = {"point": (42.2626, -71.8023), "city": "Worcester", "areas": ()}


@pytest.fixture
def directory(connections: Connections) -> Iterator[Session]:
    young, old = ("children", "teens"), ("older-adults",)
    computers = "Computer training and computer classes. A public computer room."
    with connections.transaction() as session:
        search_of(session).index(
            session.connection(),
            (
                listing(1, "Kite club", description=f"{computers} Boys and girls club.", audiences=young),
                listing(2, "Elm center", description="Lunch, cards, a computer class.", audiences=old),
                listing(3, "Rainbow evenings", keywords=("LGBTQ+",), description="Teens meet.", audiences=("lgbtq",)),
                listing(4, "Kite evenings", keywords=("Youth development",), description="Youth.", audiences=young),
                listing(5, "Grief circle", description="For who lost somebody to an overdose."),
                listing(6, "Roots center", description="Naloxone and harm reduction.", **FAR_AWAY),
                listing(7, "Lamp clinic", keywords=("Primary care",), description="Primary care, health center."),
                listing(8, "Dialysis fund", keywords=("Rides to care", "Viajes a citas médicas", "Seguro médico")),
            ),
        )
    with connections.reading() as session:
        yield session


def _search(session: Session, text: str) -> Results:
    return search_of(session).search(session.connection(), ask(session, text=text, now=NOW).query)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("computer class for seniors", "Elm center"),  # who is for somebody else comes behind, whatever it says
        ("gay youth group", "Rainbow evenings"),  # a club for any youth is none
        ("lgbtq teen group", "Rainbow evenings"),
        ("cita con doctor sin seguro", "Lamp clinic"),  # an appointment is no subject, and no insurance is asked for
        ("narcan near 02150", "Roots center"),  # far away, but what was asked for
    ],
)
def test_what_comes_first(directory: Session, text: str, first: str) -> None:
    assert _search(directory, text).hits[0].document.name == first


def test_what_is_beyond_is_offered_where_nothing_near_answers(directory: Session) -> None:
    results = _search(directory, "narcan near 02150")
    assert [hit.reason.kind for hit in results.hits] == ["beyond"]
    assert results.near_count == 0


@pytest.mark.parametrize("text", ["doctor without insurance", "dentist no insurance", "clinica sin seguro"])
def test_what_is_denied_is_not_asked_for(text: str) -> None:
    assert "health_insurance" not in reading.read(LANGUAGE, text.split()).concepts
