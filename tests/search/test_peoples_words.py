"""Questions with a place, a day, a time or a person in them, on invented listings: what meets the condition comes first."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from resource_app.connections import Connections, search_of
from resource_app.directory.asking import ask
from search.documents import Area
from search.query import Results
from tests.backends.invented import listing, weekly

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)  # a Tuesday, 2:40 p.m. in Massachusetts
CHELSEA, BOSTON, WORCESTER = (42.3917, -71.0328), (42.3601, -71.0589), (42.2626, -71.8023)
IN_WORCESTER = {"point": WORCESTER, "city": "Worcester", "areas": (Area("county", "25027", "Worcester County", "MA"),)}
IN_BOSTON = {"point": BOSTON, "city": "Boston"}
WORKDAYS = (0, 1, 2, 3, 4)

LISTINGS = (
    listing(1, "Winter coats and boots", description="Free warm clothing.", opening=weekly(6)),
    listing(2, "Winter coats for everyone", description="Free winter coats and boots.", opening=weekly(*WORKDAYS)),
    listing(3, "Winter coats", opening=weekly(6), **IN_WORCESTER),
    listing(4, "English classes", opening=weekly(1, 3, opens=18 * 60, closes=20 * 60)),
    listing(5, "English classes and English language tutoring", opening=weekly(*WORKDAYS)),
    listing(6, "English classes", opening=weekly(1, opens=18 * 60, closes=20 * 60), **IN_WORCESTER),
    listing(7, "Harbor food pantry", description="Groceries.", opening=weekly(1)),
    listing(8, "Hill food pantry and groceries", description="Groceries.", opening=weekly(3)),
    listing(9, "City food pantry", description="Groceries.", opening=weekly(5), **IN_BOSTON),
    listing(
        10, "Free dental clinic", description="Dental care.", cost="free", opening=weekly(5, opens=480, closes=720)
    ),
    listing(11, "Dental office and dental care", description="Dentists.", cost="fee", opening=weekly(*WORKDAYS)),
    listing(
        12, "Preschool", minimum_age=3, maximum_age=5, description="Early childhood education.", audiences=("children",)
    ),
    listing(13, "Infant room and preschool", minimum_age=0, maximum_age=2, description="Child care for babies."),
    listing(14, "Lunch club", minimum_age=60, description="Hot lunch.", audiences=("older-adults",)),
    listing(15, "Lunch and hot lunch program", maximum_age=18, description="Lunch.", audiences=("children",)),
    listing(16, "Job counseling", audiences=("veterans",), description="Job search help."),
    listing(17, "Job search and job counseling", description="Job search help."),
    listing(
        18,
        "Crisis line",
        point=None,
        city="",
        areas=(Area("state", "MA", "Massachusetts", "MA"),),
        remote=("phone",),
        opening=weekly(0, 1, 2, 3, 4, 5, 6, opens=0, closes=1440),
        description="Somebody to talk to in a crisis.",
    ),
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
    ("text", "first", "understood"),
    [
        ("winter coats near 02150 on a sunday", 1, "day:sunday"),
        ("abrigos en Chelsea el domingo", 1, "day:sunday"),
        ("winter coats near worcester", 3, ""),
        ("evening english classes in chelsea", 4, "time:evening"),
        ("english class tuesday evening near worcester", 6, "day:tuesday"),
        ("clases de ingles por la noche chelsea", 4, "time:evening"),
        ("groceries today near 02150", 7, "day:today"),
        ("food pantry open now", 7, "open:now"),
        ("food pantry on the weekend within 5 miles of boston", 9, "day:weekend"),
        ("dentist saturday morning", 10, "time:morning"),
        ("preschool for 4 year old near chelsea", 12, "age:4"),
        ("lunch age 72", 14, "age:72"),
        ("job help for veterans in chelsea", 16, ""),
        ("crisis line near 02150", 18, ""),
    ],
)
def test_what_meets_the_condition_comes_first(directory: Session, text: str, first: int, understood: str) -> None:
    results = _search(directory, text)
    assert results.hits[0].document.id == f"listing-{first}"
    assert not understood or understood in results.understood


def test_what_fails_the_asked_day_is_still_listed_below(directory: Session) -> None:
    ids = [hit.document.id for hit in _search(directory, "winter coats near 02150 on a sunday").hits]
    assert ids.index("listing-1") < ids.index("listing-2")


def test_a_day_inside_a_phrase_that_means_something_is_no_condition(directory: Session) -> None:
    assert _search(directory, "morning after pill").understood == ()


@pytest.mark.parametrize("text", ["bed tonight", "shelter tonight", "shelter for men tonight", "cama para esta noche"])
def test_how_soon_is_a_condition_inside_such_a_phrase_too(directory: Session, text: str) -> None:
    """What is meant stays the same: "bed tonight" is a shelter."""
    results = _search(directory, text)
    assert results.understood == ("time:tonight",)
    assert results.total == _search(directory, "shelter").total


def test_who_works_at_night_looks_for_no_job(directory: Session) -> None:
    assert _search(directory, "child care i work nights").understood == ("time:evening",)
    assert _search(directory, "child care i work nights").total == _search(directory, "child care").total


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dentel clinic", "dental clinic"),
        ("grocries", "groceries"),
        ("winter caots", "winter coats"),
        ("abogdo", "abogado"),
        ("foodbank", "food bank"),
        ("drivers lisence", "drivers license"),
    ],
)
def test_typing_errors_are_put_right_and_can_be_insisted_on(directory: Session, typed: str, meant: str) -> None:
    corrected = _search(directory, typed)
    assert corrected.searched_for == meant
    query = ask(directory, text=typed, now=NOW, correct=False).query
    assert search_of(directory).search(directory.connection(), query).searched_for == ""


@pytest.mark.parametrize("good", ["violin lessons", "umbrella", "zapatos", "mantequilla", "carrot", "walking", "tooth"])
def test_good_words_the_directory_lacks_are_left_alone(directory: Session, good: str) -> None:
    assert _search(directory, good).searched_for == ""


def test_everyday_words_reach_the_words_of_directories(directory: Session) -> None:
    assert _search(directory, "my tooth hurts").hits[0].document.id in {"listing-10", "listing-11"}
    assert _search(directory, "tengo hambre").hits[0].document.id in {"listing-7", "listing-8", "listing-9"}


def test_a_correction_offers_no_word_of_a_hidden_or_removed_listing(connections: Connections) -> None:
    secret = listing(90, "Zanzibarine house", hidden="inactive")
    shown = listing(91, "Xylophonist house")
    with connections.transaction() as session:
        search_of(session).index(session.connection(), [secret, shown, listing(92, "Xylophonist club")])
    with connections.reading() as session:
        assert _search(session, "zanzibarin").searched_for == ""
        assert _search(session, "xylophonis").searched_for == "xylophonist"
    with connections.transaction() as session:
        search_of(session).remove(session.connection(), ["listing-91", "listing-92"])
    with connections.reading() as session:
        assert _search(session, "xylophonis").searched_for == ""
