import pytest

from resource_app.directory.gazetteer import Gazetteer
from resource_app.directory.gazetteer.home import Home
from resource_app.directory.gazetteer.sources import towns_of, with_counties
from resource_app.directory.gazetteer.words import distance_in_words, place_in_words
from tests.geography import small_counties, small_zips


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    listed = with_counties(small_zips(), small_counties())
    return Gazetteer([entry.row for entry in listed], towns_of(listed), small_counties())


# home state, words, words that stay, label of the place (empty: none)
WORDS = (
    ("CA", "english class near daly city", "english class", "Daly City, CA"),
    ("CA", "winter coats near 94080 on a sunday", "winter coats on a sunday", "94080, South San Francisco CA"),
    ("CA", "food in 94080", "food", "94080, South San Francisco CA"),
    ("CA", "food in zip code 94080", "food", "94080, South San Francisco CA"),
    ("CA", "help with rent around san mateo county", "help with rent", "San Mateo County, CA"),
    ("CA", "jobs in san mateo county for teens", "jobs for teens", "San Mateo County, CA"),
    ("CA", "esl south san francisco", "esl", "South San Francisco, CA"),
    ("CA", "mental health san mateo", "mental health", "San Mateo, CA"),
    ("CA", "dentist in the city of redwood city", "dentist", "Redwood City, CA"),
    ("CA", "vaccines daly city tomorrow morning", "vaccines tomorrow morning", "Daly City, CA"),
    ("CA", "haircut redwood city low cost", "haircut low cost", "Redwood City, CA"),
    ("CA", "lunch redwood city for seniors", "lunch for seniors", "Redwood City, CA"),
    ("CA", "san mateo adult school", "san mateo adult school", ""),
    ("MA", "despensa chelsea los sabados", "despensa los sabados", "Chelsea, MA"),
    ("MA", "tutoring for reading", "tutoring for reading", ""),
    ("MA", "comida cerca de Lynn", "comida", "Lynn, MA"),
    ("MA", "ayuda con la renta en Boston", "ayuda con la renta", "Boston, MA"),
    ("MA", "clases de ingles en la ciudad de lynn", "clases de ingles", "Lynn, MA"),
    ("MA", "condado de Suffolk comida", "comida", "Suffolk County, MA"),
    ("MA", "food pantry chelsea", "food pantry", "Chelsea, MA"),
    ("MA", "Food Pantry Chelsea", "Food Pantry", "Chelsea, MA"),
    ("MA", "FOOD IN LYNN", "FOOD", "Lynn, MA"),
    ("MA", "food bank 02150-1234", "food bank", "02150, Chelsea MA"),
    ("MA", "dentist dorchester", "dentist", "Dorchester, MA"),
    ("MA", "housing in worcester ma", "housing", "Worcester, MA"),
    ("MA", "jobs in suffolk county ny", "jobs", "Suffolk County, NY"),
    ("MA", "shelter in boston or chelsea", "shelter", "Boston, MA"),
    ("MA", "housing in RI", "housing", "Rhode Island"),
    ("MA", "housing in ma", "housing", "Massachusetts"),
    ("MA", "housing rhode island", "housing", "Rhode Island"),
    ("MA", "chelsea", "", "Chelsea, MA"),
    ("MA", "02150", "", "02150, Chelsea MA"),
    ("MA", "medical rides in nashua nh", "medical rides", "Nashua, NH"),
    # names that are words: a state, "near", "in", or a capital says so
    ("MA", "food near reading", "food", "Reading, MA"),
    ("MA", "tutoring reading ma", "tutoring", "Reading, MA"),
    ("MA", "tutoring in Reading", "tutoring", "Reading, MA"),
    ("MA", "after school care Reading", "after school care", "Reading, MA"),
    ("MA", "legal help in lincoln", "legal help", "Lincoln, MA"),
    ("MA", "shelter in orange", "shelter", "Orange, MA"),
    ("MA", "food Hope, RI", "food", "Hope, RI"),
    ("MA", "help in reading", "help in reading", ""),
    ("MA", "adult reading", "adult reading", ""),
    ("MA", "reading", "reading", ""),
    ("MA", "Adult Reading", "Adult Reading", ""),
    ("RI", "new hope", "new hope", ""),
    ("RI", "hope for recovery", "hope for recovery", ""),
    ("MA", "legal help lincoln", "legal help lincoln", ""),
    ("MA", "juice orange", "juice orange", ""),
    ("CA", "in hope", "in hope", ""),
    # what only looks like a place
    ("MA", "food near me", "food", ""),
    ("MA", "comida cerca de mí", "comida", ""),
    ("MA", "meals at home", "meals at home", ""),
    ("MA", "call me", "call me", ""),
    ("MA", "home or hospice", "home or hospice", ""),
    ("MA", "help with $02150", "help with $02150", ""),
    ("MA", "lost 02150 dollars", "lost 02150 dollars", ""),
    ("MA", "rent 99999", "rent 99999", ""),
    ("MA", "letter to chelsea", "letter to chelsea", ""),
    ("MA", "Chelsea Collaborative food", "Chelsea Collaborative food", ""),
    ("MA", "ayuda para pagar la luz", "ayuda para pagar la luz", ""),
    ("MA", "help for residents of east palo alto", "help for residents of east palo alto", ""),
    ("CA", "girl scouts of northern massachusetts", "girl scouts of northern massachusetts", ""),
    ("CA", "meet at hope house", "meet at hope house", ""),
    ("MA", "near the hospital", "near the hospital", ""),
    ("MA", "", "", ""),
)


@pytest.mark.parametrize(
    ("home", "words", "rest", "label"), WORDS, ids=[f"{home}: {words}" for home, words, _, _ in WORDS]
)
def test_a_place_in_the_words(gazetteer: Gazetteer, home: str, words: str, rest: str, label: str) -> None:
    found = place_in_words(gazetteer, words, Home((home,)))
    assert (found.text, found.place.label if found.place else "") == (rest, label)


def test_without_a_home_state_a_bare_name_needs_to_be_distinct(gazetteer: Gazetteer) -> None:
    rest = [place_in_words(gazetteer, words).text for words in ("food daly city", "food boston", "food chelsea")]
    assert rest == ["food", "food", "food chelsea"]


def test_a_bare_name_is_not_stated(gazetteer: Gazetteer) -> None:
    said = ("food near lynn", "food in lynn", "food lynn ma", "food 02150", "food lynn")
    assert [place_in_words(gazetteer, words, Home(("MA",))).stated for words in said] == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("words", "rest", "miles"),
    [
        ("food within 5 miles of lynn", "food near lynn", 5),
        ("food 10 miles from 02150", "food near 02150", 10),
        ("comida a menos de 8 km de Lynn", "comida near Lynn", 5),
        ("food within 3 mi", "food", 3),
        ("food near lynn within 20 miles", "food near lynn", 20),
        ("food", "food", None),
        ("0 miles", "0 miles", None),
        ("8 mile road", "8 mile road", None),
    ],
)
def test_a_distance_in_the_words(words: str, rest: str, miles: float | None) -> None:
    assert distance_in_words(words) == (rest, miles)
