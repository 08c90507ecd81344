from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from resource_app.connections import Connections
from resource_app.database import make_engine
from resource_app.directory.asking import ask, place_text
from resource_app.directory.gazetteer import gazetteer_of
from resource_app.directory.models import Location
from search.query import DEFAULT_RADIUS_MILES
from tests.stores import copy, url_of

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Session]:
    """One for all tests here: asking only reads."""
    folder = tmp_path_factory.mktemp("asking")
    copy(migrated, folder)
    engine = make_engine(url_of(folder))
    with Session(engine) as opened:
        yield opened
    engine.dispose()


def label(session: Session, **fields: object) -> str:
    place = ask(session, now=NOW, **fields).query.place  # type: ignore[arg-type]
    return place.label if place else ""


def test_the_words_and_the_place_become_a_query(session: Session) -> None:
    asked = ask(session, text="english class", where="daly city", now=NOW, language="es", limit=5)
    assert (asked.query.text, asked.query.language, asked.query.limit, asked.query.now) == (
        "english class",
        "es",
        5,
        NOW,
    )
    assert asked.query.place is not None
    assert (asked.query.place.label, asked.place_text) == ("Daly City, CA", "Daly City, CA")
    assert (asked.place_from_words, asked.street_address, asked.unknown_place) == (False, False, "")


def test_a_place_in_the_words_leaves_them_for_the_search_but_not_for_the_page(session: Session) -> None:
    asked = ask(session, text="english class near daly city", now=NOW)
    assert (asked.query.text, asked.text, asked.place_text) == (
        "english class",
        "english class near daly city",
        "Daly City, CA",
    )
    assert asked.place_from_words


def test_the_other_places_of_a_name_are_told(session: Session) -> None:
    for asked in (
        ask(session, where="Suffolk County", now=NOW, home_area="Chelsea, MA"),
        ask(session, text="food in suffolk county", now=NOW, home_area="Chelsea, MA"),
    ):
        assert (asked.place_text, asked.alternatives) == ("Suffolk County, MA", ())
    asked = ask(session, where="Suffolk County", now=NOW)
    assert {asked.place_text, *asked.alternatives} == {"Suffolk County, MA", "Suffolk County, NY"}
    assert ask(session, where="Suffolk County, MA", now=NOW).alternatives == ()


def test_nothing_typed_is_everything_everywhere(session: Session) -> None:
    asked = ask(session, now=NOW)
    assert (asked.query.text, asked.query.place, asked.query.home, asked.place_text) == ("", None, None, "")
    assert asked.query.within_miles == DEFAULT_RADIUS_MILES


def test_the_typed_place_comes_before_the_point_and_before_the_words(session: Session) -> None:
    point = {"lat": 42.4, "lon": -71.03}
    assert label(session, text="food near lynn", where="02903", **point) == "02903, Providence RI"
    assert label(session, text="food near lynn", **point) == "02150, Chelsea MA"
    assert label(session, text="food near lynn") == "Lynn, MA"


def test_a_stated_place_leaves_the_words_even_when_another_is_typed(session: Session) -> None:
    assert ask(session, text="food near lynn", where="02903", now=NOW).query.text == "food"
    assert ask(session, text="food Lynn", where="02903", home_area="MA", now=NOW).query.text == "food Lynn"


def test_the_persons_own_point_is_rounded_to_about_a_kilometre(session: Session) -> None:
    asked = ask(session, text="food", lat=42.396312345, lon=-71.032512345, now=NOW)
    assert asked.query.place is not None
    assert (asked.query.place.lat, asked.query.place.lon, asked.query.place.kind) == (42.4, -71.03, "point")
    assert asked.place_text == ""


@pytest.mark.parametrize(
    ("where", "suggested"), [("0215", ()), ("Bostn", ("Boston, MA",)), ("12 Nowhere Street", ()), ("!!", ())]
)
def test_an_unknown_place_is_said_and_nothing_is_guessed(
    session: Session, where: str, suggested: tuple[str, ...]
) -> None:
    asked = ask(session, text="food near lynn", where=where, now=NOW)
    assert (asked.unknown_place, asked.query.place, asked.suggestions) == (where, None, suggested)
    assert not asked.street_address


def test_a_point_abroad_is_unknown(session: Session) -> None:
    assert ask(session, lat=48.8566, lon=2.3522, now=NOW).unknown_place == "48.86, 2.35"


# what is typed as the place, and the place it becomes
ADDRESSES = (
    ("12 Main St, Chelsea MA 02150", "02150"),
    ("12 Main Street Chelsea", "Chelsea, MA"),
    ("12 Main St. Apt 4B, Chelsea, MA", "Chelsea, MA"),
    ("12 Main St #4, Chelsea, MA 02150-1234", "02150"),
    ("1234 El Camino Real, South San Francisco", "South San Francisco, CA"),
    ("99 Dr Martin Luther King Jr Blvd, Boston", "Boston, MA"),
    ("5 5th Ave, Redwood City, California", "Redwood City, CA"),
    ("10 Elm Court, Worcester MA", "Worcester, MA"),
    ("7 Calle Luna, Lynn", "Lynn, MA"),
    ("44-46 N. Shore Rd Revere", "Revere, MA"),
)


@pytest.mark.parametrize(("typed", "place"), ADDRESSES)
def test_a_street_address_becomes_its_zip_or_city(session: Session, typed: str, place: str) -> None:
    asked = ask(session, text="food", where=typed, now=NOW)
    assert (asked.street_address, asked.place_text, asked.text) == (True, place, "food")


@pytest.mark.parametrize(("typed", "place"), ADDRESSES)
def test_a_street_address_leaves_the_words_too(session: Session, typed: str, place: str) -> None:
    asked = ask(session, text=f"food near {typed}", now=NOW)
    assert (asked.street_address, asked.place_text, asked.text, asked.query.text) == (True, place, "food", "food")


def test_an_address_in_the_words_leaves_them_when_another_place_is_typed(session: Session) -> None:
    asked = ask(session, text="food at 12 Main St, Chelsea MA 02150 today", where="lynn", now=NOW)
    assert (asked.text, asked.place_text, asked.street_address) == ("food today", "Lynn, MA", True)


@pytest.mark.parametrize("known", [{"where": "02150"}, {"home_area": "Chelsea, MA"}, {"lat": 42.39, "lon": -71.03}])
def test_a_street_without_a_town_leaves_the_words_when_the_town_is_known(session: Session, known: dict) -> None:
    asked = ask(session, text="food near 12 Oak Street", now=NOW, **known)
    assert (asked.text, asked.query.text, asked.street_address) == ("food", "food", True)


@pytest.mark.parametrize(
    "text",
    [
        "3 year old",
        "childcare for 3 year old",
        "24 hour street outreach",
        "2 free street parking",
        "12 step program",
        "1 bedroom place",
        "2 month drive",
        "8 mile road",
        "504 plan way",
        "10 homeless people on the street chelsea",
        "211",
        "section 8 housing",
        "job for 16 year old in lynn",
        "12 Main Street",
    ],
)
def test_a_number_in_the_words_is_no_street_address(session: Session, text: str) -> None:
    asked = ask(session, text=text, now=NOW)
    assert not asked.street_address
    assert asked.text == text


def test_a_distance_in_the_words_is_the_radius(session: Session) -> None:
    asked = ask(session, text="winter coats within 5 miles of 94080", now=NOW)
    assert (asked.query.text, asked.place_text, asked.query.within_miles) == ("winter coats", "94080", 5)
    chosen = ask(session, text="winter coats within 5 miles of 94080", within_miles=10.0, now=NOW)
    assert (chosen.query.text, chosen.query.within_miles) == ("winter coats", 10)


def test_the_home_area_only_ranks_and_decides_between_names(session: Session) -> None:
    asked = ask(session, text="jobs suffolk county", home_area="New York", now=NOW)
    assert asked.query.home is not None
    assert asked.query.home.state == "NY"
    assert asked.place_text == "Suffolk County, NY"
    assert ask(session, text="jobs suffolk county", home_area="Chelsea, MA", now=NOW).place_text == "Suffolk County, MA"
    assert ask(session, text="jobs", home_area="Chelsea, MA", now=NOW).query.place is None


def test_without_a_home_area_the_states_of_the_directorys_places_are_home(connections: Connections) -> None:
    with connections.transaction() as session:
        session.add(Location(id="a", hsds={}, source="test", updated_at=NOW, lat=40.78, lon=-73.25))
    with connections.reading() as session:
        assert ask(session, text="jobs suffolk county", now=NOW).place_text == "Suffolk County, NY"


@pytest.mark.parametrize(
    "typed", ["02150", "Chelsea, MA", "Suffolk County, NY", "Massachusetts", "San Mateo County, CA"]
)
def test_the_place_in_a_url_means_the_same_place_again(session: Session, typed: str) -> None:
    place = gazetteer_of(session).place(typed)
    assert place is not None
    assert place_text(place) == typed
    assert gazetteer_of(session).place(place_text(place)) == place


def test_a_misspelt_town_in_the_words_is_asked_about(session: Session) -> None:
    asked = ask(session, text="food pantry near chelsae", now=NOW, home_area="Chelsea, MA")
    assert (asked.unknown_place, asked.suggestions[0]) == ("chelsae", "Chelsea, MA")
    assert (asked.text, asked.query.text) == ("food pantry near chelsae", "food pantry")
    for words in ("food pantry near me", "shelter near downtown", "jobs near school"):
        assert ask(session, text=words, now=NOW, home_area="Chelsea, MA").unknown_place == ""
