"""Which of several places of one name is meant? The same in the field for the place and in the words."""

import numpy as np
import pytest

from resource_app.directory.gazetteer import Gazetteer
from resource_app.directory.gazetteer.home import Home
from resource_app.directory.gazetteer.names import zip_mended
from resource_app.directory.gazetteer.sources import Listed, ZipRow, towns_of, with_counties
from resource_app.directory.gazetteer.words import place_in_words
from tests.geography import COUNTIES, EAST, small_counties, small_zips

# zip, town, state, lat, lon: towns of one name, and the counties of that name the gazetteer of tests does not hold
TOWNS = (
    *((f"4107{number}", "Newport", "KY", 39.08, -84.49) for number in range(1, 7)),
    ("02840", "Newport", "RI", 41.48, -71.31),
    ("02841", "Newport", "RI", 41.51, -71.33),
    ("03773", "Newport", "NH", 43.36, -72.17),
    *((f"972{number:02}", "Portland", "OR", 45.52, -122.67) for number in range(20)),
    *((f"0410{number}", "Portland", "ME", 43.66, -70.26) for number in range(1, 4)),
    ("02809", "Bristol", "RI", 41.68, -71.27),
    ("03222", "Bristol", "NH", 43.61, -71.73),
    ("41175", "South Shore", "KY", 38.72, -82.96),
    ("02169", "Quincy", "MA", 42.25, -71.0),
    ("02184", "Braintree", "MA", 42.21, -71.0),
    ("02360", "Worcester Mills", "MA", 41.96, -70.67),
)
HOME = Home(("MA", "RI", "NH"), np.array([(42.36, -71.06), (41.82, -71.41), (41.83, -71.4), (42.99, -71.46)]))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    rows = [ZipRow(code, town, state, "", "", lat, lon, EAST, "standard") for code, town, state, lat, lon in TOWNS]
    listed = with_counties([*small_zips(), *(Listed(row) for row in rows)], small_counties())
    return Gazetteer([entry.row for entry in listed], towns_of(listed), small_counties())


READINGS = (
    ("Newport", "Newport, RI", ["Newport, NH"]),  # Kentucky's has more ZIPs and is far away; no much bigger city
    ("Bristol", "Bristol, RI", ["Bristol, NH"]),  # one ZIP each: more listings around Rhode Island's
    ("Portland", "Portland, ME", ["Portland, OR"]),  # none at home: the one near by, and the city that is much bigger
    ("South Shore", "South Shore, MA", []),  # a region at home before a town in Kentucky
    ("Newport, KY", "Newport, KY", []),
    ("Chelsea", "Chelsea, MA", []),
    ("Worcester", "Worcester, MA", []),  # a town before its own county
    ("Suffolk", "Suffolk County, MA", []),
)


@pytest.mark.parametrize(("typed", "meant", "others"), READINGS)
def test_the_likeliest_place_of_a_name_comes_first(
    gazetteer: Gazetteer, typed: str, meant: str, others: list[str]
) -> None:
    first, *rest = gazetteer.readings(typed, HOME)
    assert (first.label, [place.label for place in rest]) == (meant, others)


@pytest.mark.parametrize(("typed", "meant", "others"), READINGS[:4])
def test_words_mean_the_same_place(gazetteer: Gazetteer, typed: str, meant: str, others: list[str]) -> None:
    read = place_in_words(gazetteer, f"food in {typed.lower()}", HOME)
    assert read.place is not None
    assert (read.text, read.place.label, [place.label for place in read.others]) == ("food", meant, others)


def test_without_a_home_the_bigger_one_is_meant(gazetteer: Gazetteer) -> None:
    assert [place.label for place in gazetteer.readings("Newport")] == ["Newport, KY", "Newport, RI", "Newport, NH"]


@pytest.mark.parametrize(
    ("typed", "label", "inside"),
    [
        ("South Shore", "South Shore, MA", {"zip:02169", "zip:02184"}),
        ("the south shore", "South Shore, MA", {"zip:02169", "zip:02184"}),
        ("North Shore", "North Shore, MA", {"county:25009"}),
        ("Greater Boston", "Greater Boston, MA", {"county:25025", "county:25017"}),
        ("Bay Area", "Bay Area, CA", {"county:06081", "county:06075", "county:06085"}),
        ("Merrimack Valley", "Merrimack Valley", {"zip:03060", "zip:03064"}),
        ("mass", "Massachusetts", {"state:MA"}),
        ("R.I.", "Rhode Island", {"state:RI"}),
        ("Suffolk County, MA", "Suffolk County, MA", {"county:25025"}),
        ("Lynn mass", "Lynn, MA", set()),
        ("Nashua n.h.", "Nashua, NH", set()),
        ("O2150", "02150, Chelsea MA", set()),
    ],
)
def test_what_people_call_a_place(gazetteer: Gazetteer, typed: str, label: str, inside: set[str]) -> None:
    place = gazetteer.place(typed.removeprefix("the "), HOME)
    assert place is not None
    assert (place.label, place.inside) == (label, inside)
    assert gazetteer.place(place.zip_code or place.label, HOME) == place


@pytest.mark.parametrize(
    ("words", "rest", "label"),
    [
        ("food on the north shore", "food", "North Shore, MA"),
        ("english classes in greater boston", "english classes", "Greater Boston, MA"),
        ("food pantry lynn mass", "food pantry", "Lynn, MA"),
        ("rent help O2150", "rent help", "02150, Chelsea MA"),
        ("catholic mass", "catholic mass", ""),
        ("peninsula hotel jobs", "peninsula hotel jobs", ""),
    ],
)
def test_regions_and_nicknames_in_the_words(gazetteer: Gazetteer, words: str, rest: str, label: str) -> None:
    read = place_in_words(gazetteer, words, HOME)
    assert (read.text, read.place.label if read.place else "") == (rest, label)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [("O2150", "02150"), ("0215o", "02150"), ("0l9O2", "01902"), ("Ohio", "Ohio"), ("oIllO", "oIllO")],
)
def test_letters_typed_for_digits_of_a_zip(typed: str, mended: str) -> None:
    assert zip_mended(typed) == mended


def test_a_point_lies_in_its_state_its_county_and_the_nearest_zip(gazetteer: Gazetteer) -> None:
    assert gazetteer.located(42.3959, -71.0325) == ("state:MA", "county:25025", "zip:02150")
    assert gazetteer.located(41.7672, -72.676) == ("state:CT", "county:09003", "county:09110", "zip:06103")
    assert gazetteer.located(48.85, 2.35) == ()
    assert len(COUNTIES) == len({row.fips for row in small_counties()})
