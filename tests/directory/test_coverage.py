import json

import pytest

from resource_app.directory import coverage
from resource_app.directory.gazetteer import Gazetteer
from resource_app.directory.gazetteer.sources import Listed, ZipRow, towns_of, with_counties
from tests.geography import small_counties, small_zips

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[-71.1, 42.3], [-71.0, 42.3], [-71.0, 42.4], [-71.1, 42.4], [-71.1, 42.3]]],
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    washington = Listed(ZipRow("01223", "Washington", "MA", "", "", 42.37, -73.11, "America/New_York", "standard"), ())
    listed = with_counties([*small_zips(), washington], small_counties())
    return Gazetteer([entry.row for entry in listed], towns_of(listed), small_counties())


# name as written, state of the listing, keys of the areas
NAMES = (
    # counties
    ("San Mateo County", "CA", ["county:06081"]),
    ("san mateo COUNTY", "CA", ["county:06081"]),
    ("San Mateo  County", "CA", ["county:06081"]),
    ("San Mateo Couonty", "CA", ["county:06081"]),
    ("County of San Mateo", "CA", ["county:06081"]),
    ("All of San Mateo County residents", "CA", ["county:06081"]),
    ("San Mateo and Santa Clara Counties", "CA", ["county:06081", "county:06085"]),
    ("San Mateo, Santa Clara and San Francisco counties", "CA", ["county:06081", "county:06085", "county:06075"]),
    ("San Mateo County, Santa Clara County", "CA", ["county:06081", "county:06085"]),
    ("Suffolk County", "MA", ["county:25025"]),
    ("Suffolk County", "NY", ["county:36103"]),
    ("Suffolk County", "", []),  # two of them
    ("Suffolk County, MA", "", ["county:25025"]),
    ("Suffolk and Essex Counties, MA", "", ["county:25025", "county:25009"]),
    ("Essex County", "", ["county:25009"]),  # the only one
    ("Hartford County", "CT", ["county:09003"]),
    ("Capitol Planning Region", "CT", ["county:09110"]),
    ("todo el condado de Suffolk", "MA", ["county:25025"]),
    ("Condado de Suffolk", "MA", ["county:25025"]),
    ("Condados de Suffolk y Essex", "MA", ["county:25025", "county:25009"]),
    # towns
    ("Redwood City", "CA", ["city:CA/redwood city"]),
    ("So. San Francisco", "CA", ["city:CA/south san francisco"]),
    ("East Palo Alto", "CA", ["city:CA/east palo alto"]),
    ("City of Chelsea", "MA", ["city:MA/chelsea"]),
    ("Chelsea, MA", "", ["city:MA/chelsea"]),
    ("Chelsea Massachusetts", "", ["city:MA/chelsea"]),
    ("Chelsea, Revere, Lynn, MA", "", ["city:MA/chelsea", "city:MA/revere", "city:MA/lynn"]),
    ("Chelsea; Revere; Suffolk County", "MA", ["city:MA/chelsea", "city:MA/revere", "county:25025"]),
    ("Chelsea and surrounding communities", "MA", ["city:MA/chelsea"]),
    ("Greater Lynn", "MA", ["city:MA/lynn"]),
    ("Cities: Lynn / Salem", "MA", ["city:MA/lynn", "city:MA/salem"]),
    ("Nashua", "MA", ["city:NH/nashua"]),  # the only one, and no hamlet
    ("Hope", "MA", []),  # the only one, but a hamlet in another state: a word, more likely
    ("Roxbury", "MA", ["city:MA/roxbury"]),
    ("Mission Hill", "MA", []),
    ("North Lynn", "MA", []),
    # ZIP codes
    ("Zip Codes Served: 94102, 94115", "CA", ["zip:94102", "zip:94115"]),
    ("San Francisco 94102, 94115-1234", "CA", ["zip:94102", "zip:94115"]),
    ("Códigos postales 02150 y 02151", "MA", ["zip:02150", "zip:02151"]),
    ("00000", "MA", []),
    # states and the nation
    ("statewide", "MA", ["state:MA"]),
    ("Statewide", "", []),
    ("Massachusetts statewide", "", ["state:MA"]),
    ("All of Massachusetts", "RI", ["state:MA"]),
    ("todo Massachusetts", "", ["state:MA"]),
    ("Commonwealth of Massachusetts", "", ["state:MA"]),
    ("todo el estado", "MA", ["state:MA"]),
    ("Massachusetts, Rhode Island and New Hampshire", "MA", ["state:MA", "state:RI", "state:NH"]),
    ("MA, RI", "", ["state:MA", "state:RI"]),
    # a town of a state's name, in the listing's own state
    ("Washington", "MA", ["city:MA/washington"]),
    ("Chelsea and Washington", "MA", ["city:MA/chelsea", "city:MA/washington"]),
    ("Washington", "RI", ["state:WA"]),
    ("Washington", "", ["state:WA"]),
    ("Washington State", "MA", ["state:WA"]),
    ("State of Washington", "MA", ["state:WA"]),
    ("Washington statewide", "MA", ["state:WA"]),
    ("Oregon, Washington and Idaho", "MA", ["state:OR", "state:WA", "state:ID"]),
    ("New York", "NY", ["state:NY"]),
    ("New York, New Jersey", "NY", ["state:NY", "state:NJ"]),
    ("New England", "MA", ["state:CT", "state:MA", "state:ME", "state:NH", "state:RI", "state:VT"]),
    ("nationwide", "CA", ["nation:US"]),
    ("United States", "", ["nation:US"]),
    ("U.S.", "", ["nation:US"]),
    ("worldwide", "CA", ["nation:US"]),
    ("todo el país", "", ["nation:US"]),
    # no place at all
    ("Virtual", "", ["virtual"]),
    ("online", "", ["virtual"]),
    ("en línea", "", ["virtual"]),
    # regions by name
    ("Greater Boston", "MA", ["county:25025", "county:25017"]),
    ("the Bay Area", "CA", ["county:06075", "county:06081", "county:06085"]),
    ("Bay Area", "MA", []),
    # parts, and what says nothing
    ("northern California", "CA", []),
    ("North Santa Clara County", "CA", []),
    ("Unincorporated San Mateo County", "CA", []),
    ("San Mateo County (unincorporated)", "CA", []),
    ("western United States", "CA", []),
    ("countywide", "CA", []),
    ("British Columbia", "CA", []),
    ("Chinese (Mandarin)", "CA", []),
    ("Emergency assistance:", "CA", []),
    ("", "MA", []),
)


@pytest.mark.parametrize(("name", "state", "keys"), NAMES, ids=[f"{name}|{state}" for name, state, _ in NAMES])
def test_a_name_means_these_areas(gazetteer: Gazetteer, name: str, state: str, keys: list[str]) -> None:
    areas = coverage.areas_of([{"name": name}], gazetteer, state)
    assert sorted(area.key for area in areas) == sorted(keys)


def test_confidence_says_how_the_name_was_read(gazetteer: Gazetteer) -> None:
    said = [{"name": name} for name in ("San Mateo County", "Chelsea, MA", "Redwood City", "Nashua", "Greater Lynn")]
    found = {area.name: area.confidence for area in coverage.areas_of(said, gazetteer, "CA")}
    assert found["San Mateo County"] == found["Chelsea"] == 1.0
    assert 1.0 > found["Redwood City"] > found["Nashua"] > found["Lynn"] > 0.5


def test_what_cannot_be_read_is_said_with_the_reason(gazetteer: Gazetteer) -> None:
    said = [{"name": name} for name in ("northern California", "Suffolk County", "Atlantis", "online")]
    read = coverage.read(said, gazetteer)
    assert [(gap.text, gap.why) for gap in read.unread] == [
        ("northern California", "part"),
        ("Suffolk County", "ambiguous"),
        ("Atlantis", "unknown"),
    ]
    assert [area.key for area in read.areas] == ["virtual"]


def test_without_an_address_the_one_state_of_what_is_sure_decides(gazetteer: Gazetteer) -> None:
    assert coverage.areas_of([{"name": "statewide"}, {"name": "Hope"}], gazetteer) == ()
    said = [{"name": name} for name in ("Providence County", "Hope", "statewide")]
    assert [area.key for area in coverage.areas_of(said, gazetteer)] == ["county:44007", "city:RI/hope", "state:RI"]
    two = [*said, {"name": "Essex County"}]
    assert [area.key for area in coverage.areas_of(two, gazetteer)] == ["county:44007", "county:25009"]


def test_a_hamlet_far_from_everything_else_is_another_of_that_name(gazetteer: Gazetteer) -> None:
    near = [{"name": name} for name in ("Lynn", "Salem", "Chelsea")]
    read = coverage.read([*near, {"name": "Orange"}], gazetteer, "MA")
    assert [(gap.text, gap.why) for gap in read.unread] == [("Orange", "far")]
    assert {area.name for area in read.areas} == {"Lynn", "Salem", "Chelsea"}
    stated = coverage.areas_of([*near, {"name": "Orange, MA"}], gazetteer, "MA")
    assert "Orange" in {area.name for area in stated}


def test_the_surer_reading_of_an_area_is_kept(gazetteer: Gazetteer) -> None:
    areas = coverage.areas_of([{"name": "Greater Lynn"}, {"name": "Lynn, MA"}], gazetteer, "MA")
    assert [(area.key, area.confidence) for area in areas] == [("city:MA/lynn", 1.0)]


@pytest.mark.parametrize(
    "extent",
    [
        SQUARE,
        json.dumps(SQUARE),
        {"type": "Feature", "properties": {}, "geometry": SQUARE},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": SQUARE}]},
    ],
)
def test_a_geojson_extent_is_a_polygon(gazetteer: Gazetteer, extent: object) -> None:
    body = {"name": "Our part of town", "extent": extent, "extent_type": "geojson"}
    (area,) = coverage.areas_of([body], gazetteer, "MA")
    assert (area.kind, area.name, area.confidence) == ("polygon", "Our part of town", 1.0)
    assert area.polygon is not None
    assert area.polygon["type"] == "Polygon"
    assert len(area.polygon["coordinates"][0]) == 5


@pytest.mark.parametrize(
    ("extent", "kind"),
    [
        ("<kml/>", "kml"),
        ("{}", "topojson"),
        ("not json", "geojson"),
        ('{"type": "Polygon"}', "geojson"),
        ("[]", "geojson"),
        ('{"type": "Point", "coordinates": [-71, 42]}', "geojson"),
        ('{"type": "Polygon", "coordinates": [[[-71, 420], [-70, 420], [-70, 421], [-71, 420]]]}', "geojson"),
    ],
)
def test_a_shape_that_cannot_be_read_leaves_the_name(gazetteer: Gazetteer, extent: str, kind: str) -> None:
    read = coverage.read([{"name": "Chelsea", "extent": extent, "extent_type": kind}], gazetteer, "MA")
    assert [area.key for area in read.areas] == ["city:MA/chelsea"]
    assert [gap.why for gap in read.unread] == ["shape"]
    assert read.unread[0].detail


def test_two_polygons_are_two_areas(gazetteer: Gazetteer) -> None:
    moved = {"type": "Polygon", "coordinates": [[[lon - 1, lat] for lon, lat in SQUARE["coordinates"][0]]]}
    said = [{"name": "East", "extent": SQUARE}, {"name": "West", "extent": moved}]
    assert [area.name for area in coverage.areas_of(said, gazetteer, "MA")] == ["East", "West"]
