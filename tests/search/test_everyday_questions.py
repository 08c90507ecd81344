"""Everyday questions whose first answer was another thing: on invented listings, what was asked for comes first."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from resource_app.connections import Connections, search_of
from resource_app.directory.asking import ask
from tests.backends.invented import listing
from tests.conftest import NOW

LISTINGS = (
    listing(1, "Enrollment desk", keywords=("Health Insurance",), description="Medicaid and health insurance."),
    listing(2, "Harbor clinic", keywords=("Community Clinics",), description="Primary care for the uninsured."),
    listing(3, "Care fund", description="A fund for travel. Health insurance does not matter."),
    listing(4, "Newcomer clinic", keywords=("Help for immigrants",), description="Doctors for immigrants."),
    listing(5, "Green cards", keywords=("Immigration",), description="A lawyer for immigration papers."),
    listing(6, "Wheelchair athletic club", description="A wheelchair team."),
    listing(7, "Loan closet", keywords=("Medical Equipment",), description="Wheelchairs and walkers on loan."),
    listing(
        8,
        "Youth club",
        keywords=("Computer classes",),
        description="A computer class for teens.",
        audiences=("children", "teens"),
    ),
    listing(
        9, "Senior center", description="Lunch, cards and a computer class for seniors.", audiences=("older-adults",)
    ),
)


@pytest.fixture
def directory(connections: Connections) -> Iterator[Session]:
    with connections.transaction() as session:
        search_of(session).index(session.connection(), LISTINGS)
    with connections.reading() as session:
        yield session


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("no health insurance", {"Enrollment desk", "Harbor clinic"}),
        ("i dont have insurance", {"Enrollment desk", "Harbor clinic"}),
        ("no tengo seguro médico", {"Enrollment desk", "Harbor clinic"}),
        ("immigration lawyer", {"Green cards"}),
        ("abogado de inmigración", {"Green cards"}),
        ("silla de ruedas", {"Loan closet"}),
        ("computer class for seniors", {"Senior center"}),
    ],
)
def test_what_was_asked_for_comes_first(directory: Session, words: str, first: set[str]) -> None:
    found = search_of(directory).search(directory.connection(), ask(directory, text=words, now=NOW).query)
    assert found.hits[0].document.name in first
