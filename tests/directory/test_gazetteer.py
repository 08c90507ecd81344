import json
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from resource_app.connections import Connections
from resource_app.database import Base
from resource_app.directory.gazetteer import Gazetteer, gazetteer_of, sources
from resource_app.directory.gazetteer.home import Home
from resource_app.directory.gazetteer.loading import is_loaded, load
from resource_app.directory.gazetteer.names import name_key
from resource_app.directory.models import County, Town, ZipCode
from resource_app.errors import BadInput, NotReady
from tests.geography import load_small_gazetteer, small_counties, small_zips


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    listed = sources.with_counties(small_zips(), small_counties())
    return Gazetteer([entry.row for entry in listed], sources.towns_of(listed), small_counties())


# what is typed, the state people are in, the label and kind of the place
PLACES = (
    ("02150", "", "02150, Chelsea MA", "zip"),
    ("02150-1234", "", "02150, Chelsea MA", "zip"),
    (" 02150 ", "", "02150, Chelsea MA", "zip"),
    ("Chelsea, MA 02150", "", "02150, Chelsea MA", "zip"),
    ("02150 Chelsea", "", "02150, Chelsea MA", "zip"),
    ("Chelsea MA", "", "Chelsea, MA", "city"),
    ("chelsea ma", "", "Chelsea, MA", "city"),
    ("Chelsea, Massachusetts", "", "Chelsea, MA", "city"),
    ("chelsea", "", "Chelsea, MA", "city"),
    ("Chelsea MA 99999", "", "Chelsea, MA", "city"),
    ("City of Lynn", "", "Lynn, MA", "city"),
    ("downtown Boston", "", "Boston, MA", "city"),
    ("Hope, RI", "", "Hope, RI", "city"),
    ("So. San Francisco", "", "South San Francisco, CA", "city"),
    ("SSF", "", "South San Francisco, CA", "city"),
    ("Broadmoor", "", "Broadmoor, CA", "city"),
    ("San Mateo", "", "San Mateo, CA", "city"),
    ("San Mateo County", "", "San Mateo County, CA", "county"),
    ("san mateo co", "", "San Mateo County, CA", "county"),
    ("County of San Mateo", "", "San Mateo County, CA", "county"),
    ("condado de San Mateo", "", "San Mateo County, CA", "county"),
    ("Suffolk County", "MA", "Suffolk County, MA", "county"),
    ("Suffolk County", "NY", "Suffolk County, NY", "county"),
    ("Suffolk County, New York", "MA", "Suffolk County, NY", "county"),
    ("Hartford County", "", "Hartford County, CT", "county"),
    ("Massachusetts", "", "Massachusetts", "state"),
    ("MA", "", "Massachusetts", "state"),
    ("Nuevo Hampshire", "", "New Hampshire", "state"),
)


@pytest.mark.parametrize(("typed", "near", "label", "kind"), PLACES)
def test_a_place_is_found_by_what_people_type(
    gazetteer: Gazetteer, typed: str, near: str, label: str, kind: str
) -> None:
    place = gazetteer.place(typed, Home((near,)))
    assert place is not None
    assert (place.label, place.kind) == (label, kind)


@pytest.mark.parametrize("typed", ["", "0215", "99999", "Bostn", "Atlantis", "Chelsea, RI", "help me", "1234567"])
def test_what_is_no_place_is_none(gazetteer: Gazetteer, typed: str) -> None:
    assert gazetteer.place(typed) is None


def test_a_misspelt_town_is_suggested(gazetteer: Gazetteer) -> None:
    assert gazetteer.suggestions("Bostn", ("MA",))[0] == "Boston, MA"
    assert gazetteer.suggestions("Redwod City")[0] == "Redwood City, CA"
    assert gazetteer.suggestions("Redwod City, CA") == ("Redwood City, CA",)
    assert gazetteer.suggestions("0215") == ()


def test_of_towns_of_one_name_the_home_state_then_the_heavier_is_meant() -> None:
    def zips(state: str, *codes: str) -> list[sources.Listed]:
        return [
            sources.Listed(sources.ZipRow(code, "Salem", state, "", "", 40.0, -80.0, "America/New_York", "standard"))
            for code in codes
        ]

    listed = [*zips("OR", "97301", "97302"), *zips("MA", "01970"), *zips("NH", "03079")]
    salem = Gazetteer([entry.row for entry in listed], sources.towns_of(listed), [])
    found = [salem.place("Salem", Home((near,))) for near in ("", "MA", "NH", "TX")]
    assert [place.state for place in found if place] == ["OR", "MA", "NH", "OR"]


def test_area_keys_name_everything_that_reaches_a_place(gazetteer: Gazetteer) -> None:
    everywhere = {"nation:US", "virtual"}
    keys = {
        typed: place.area_keys
        for typed in ("02121", "Boston", "Suffolk County", "MA")
        if (place := gazetteer.place(typed))
    }
    assert keys["02121"] == everywhere | {
        *("zip:02121", "city:MA/dorchester", "city:MA/boston", "city:MA/grove hall", "county:25025", "state:MA")
    }
    zips = {f"zip:{code}" for code in ("02108", "02118", "02119", "02121", "02128")}
    assert keys["Boston"] == everywhere | zips | {"city:MA/boston", "county:25025", "state:MA"}
    assert keys["Suffolk County"] == everywhere | {"county:25025", "state:MA"}
    assert keys["MA"] == everywhere | {"state:MA"}


def test_connecticut_is_reached_by_its_regions_and_its_old_counties(gazetteer: Gazetteer) -> None:
    both = {"county:09110", "county:09003"}
    for typed in ("06103", "Hartford CT", "Hartford County, CT"):
        place = gazetteer.place(typed)
        assert place is not None
        assert both <= place.area_keys


def test_a_point_has_a_zip_a_county_and_a_time_zone(gazetteer: Gazetteer) -> None:
    row, county = gazetteer.nearest_zip(42.4, -71.03), gazetteer.county_at(42.4, -71.03)
    assert row is not None
    assert county is not None
    assert (row.zip, county.name) == ("02150", "Suffolk County")
    assert gazetteer.zone_at(lat=37.5, lon=-122.3) == "America/Los_Angeles"
    assert gazetteer.zone_at(zip_code="02150-0001") == "America/New_York"
    place = gazetteer.place_at(42.4, -71.03)
    assert place is not None
    assert (place.kind, place.lat, place.zip_code, place.rough) == ("point", 42.4, "02150", False)


def test_a_point_in_the_harbor_belongs_to_the_nearest_shore(gazetteer: Gazetteer) -> None:
    county = gazetteer.county_at(42.3, -70.8)
    assert county is not None
    assert county.name == "Suffolk County"


def test_a_point_abroad_has_none(gazetteer: Gazetteer) -> None:
    assert gazetteer.nearest_zip(48.85, 2.35) is None
    assert gazetteer.county_at(48.85, 2.35) is None
    assert gazetteer.place_at(48.85, 2.35) is None
    assert gazetteer.zone_at(lat=48.85, lon=2.35) == ""
    assert gazetteer.zone_at() == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Mary's", "Saint Marys"),
        ("So. San Francisco", "South San Francisco"),
        ("E Palo Alto", "East Palo Alto"),
        ("Mt Vernon", "Mount Vernon"),
        ("Cañon City", "canon city"),
        ("Winston-Salem", "Winston Salem"),
        ("Brooklyn Hts", "Brooklyn Heights"),
    ],
)
def test_two_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_an_empty_gazetteer_says_what_to_run(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    Base.metadata.create_all(engine)
    with Session(engine) as session, pytest.raises(NotReady, match="resourceloop geo load"):
        gazetteer_of(session)
    engine.dispose()


def test_it_is_read_once_per_process_and_database(connections: Connections) -> None:
    with connections.reading() as first:
        gazetteer = gazetteer_of(first)
    with connections.transaction() as second:
        assert gazetteer_of(second) is gazetteer


def test_loading_again_gives_the_same_tables(session: Session) -> None:
    def everything() -> list[object]:
        columns = [table.__table__ for table in (County, ZipCode, Town)]
        return [session.connection().execute(table.select().order_by(*table.primary_key)).all() for table in columns]

    before = everything()
    load_small_gazetteer(session)
    assert everything() == before
    assert is_loaded(session)


def test_a_load_that_was_cut_short_is_not_loaded(session: Session) -> None:
    last = session.query(Town).filter_by(state="RI").all()
    for town in last:
        session.delete(town)
    session.flush()
    assert not is_loaded(session)


def test_loading_in_small_pieces_replaces_what_was_there(
    connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resource_app.directory.gazetteer.loading.CHUNK", 3)
    heard: list[tuple[str, int, int]] = []
    some = [entry for entry in small_zips() if entry.row.state in {"MA", "NH"}]
    counts = load(connections.transaction, some, small_counties(), lambda *step: heard.append(step))
    with connections.reading() as session:
        assert session.query(ZipCode).count() == counts["zips"] == len(some)
        assert session.query(Town).count() == counts["towns"]
        assert {town.state for town in session.query(Town)} == {"MA", "NH"}
    assert ("zip_code", len(some), len(some)) in heard


def test_an_operators_zip_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "zips.csv"
    path.write_text(
        "zip,city,state,lat,lon,zone,other_cities\n2150,Chelsea,MA,42.3963,-71.0325,America/New_York,Prattville; Mill Hill\n",
        encoding="utf-8-sig",
    )
    (listed,) = sources.zips_from_csv(path)
    assert (listed.row.zip, listed.row.kind, listed.other_cities) == ("02150", "standard", ("Prattville", "Mill Hill"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("zip,city\n02150,Chelsea\n", "lacks the columns state, lat, lon, zone"),
        ("zip,city,state,lat,lon,zone\n", "holds no ZIP"),
        ("zip,city,state,lat,lon,zone\n02150,Chelsea,MA,0,0,America/New_York\n", "line 2"),
        ("zip,city,state,lat,lon,zone\n02150,Chelsea,XX,42,-71,America/New_York\n", "line 2"),
        ("zip,city,state,lat,lon,zone\nabc,Chelsea,MA,42,-71,America/New_York\n", "line 2"),
        ("zip,city,state,lat,lon,zone\n02150,Chelsea,MA,north,-71,America/New_York\n", "line 2"),
    ],
)
def test_a_zip_file_that_cannot_be_used_says_where(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "zips.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=says):
        sources.zips_from_csv(path)


def test_an_operators_counties_are_read(tmp_path: Path) -> None:
    square = {
        "type": "Polygon",
        "coordinates": [[[-71.2, 42.2], [-70.9, 42.2], [-70.9, 42.5], [-71.2, 42.5], [-71.2, 42.2]]],
    }
    features = [
        {"type": "Feature", "properties": {"GEOID": "25025", "NAME": "Suffolk"}, "geometry": square},
        {"type": "Feature", "properties": {"GEO_ID": "0500000US24510", "NAME": "Baltimore"}, "geometry": square},
        {"type": "Feature", "properties": {"fips": "22071", "name": "Orleans"}, "geometry": square},
        {"type": "Feature", "properties": {"fips": "99001", "name": "Nowhere"}, "geometry": square},
    ]
    path = tmp_path / "counties.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    found = [(row.fips, row.name, row.state) for row in sources.counties_from_geojson(path)]
    assert found == [
        ("25025", "Suffolk County", "MA"),
        ("24510", "Baltimore city", "MD"),
        ("22071", "Orleans Parish", "LA"),
    ]
    path.write_text('{"features": [{"properties": {}}]}', encoding="utf-8")
    with pytest.raises(BadInput, match="GEOID"):
        sources.counties_from_geojson(path)


def test_a_topology_is_decoded(tmp_path: Path) -> None:
    """Two squares that share an edge: arc 0 is shared, and the second square runs it backwards (~0)."""
    topology = {
        "transform": {"scale": [0.1, 0.1], "translate": [-72.0, 42.0]},
        "arcs": [
            [[1, 0], [0, 1]],
            [[1, 1], [-1, 0], [0, -1], [1, 0]],
            [[1, 0], [1, 0], [0, 1], [-1, 0]],
            [[0, 0], [0, 0]],
        ],
        "objects": {
            "counties": {
                "geometries": [
                    {"type": "Polygon", "id": "25001", "properties": {"name": "West"}, "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "id": "25003", "properties": {"name": "East"}, "arcs": [[[2, -1]]]},
                    {"type": "Polygon", "id": "25005", "properties": {"name": "Too small"}, "arcs": [[3]]},
                ]
            }
        },
    }
    path = tmp_path / "counties-10m.json"
    path.write_text(json.dumps(topology), encoding="utf-8")
    west, east = sources.counties_from_topojson(path)
    assert (west.name, west.outline.bounds) == ("West County", pytest.approx((-72.0, 42.0, -71.9, 42.1)))
    assert (east.name, east.outline.bounds) == ("East County", pytest.approx((-71.9, 42.0, -71.8, 42.1)))
    with pytest.raises(NotReady, match="pip install"):
        sources.counties_from_topojson(tmp_path / "missing.json")


def test_a_point_in_the_wrong_state_takes_the_nearest_county_of_its_own() -> None:
    row = sources.ZipRow("03060", "Nashua", "NH", "", "", 42.69, -71.47, "America/New_York", "standard")
    (listed,) = sources.with_counties([sources.Listed(row)], small_counties())
    assert (listed.row.county_fips, listed.row.county_name) == ("33011", "Hillsborough County")
