import json

import pytest
import shapely

from resource_app.directory.gazetteer import Gazetteer
from resource_app.directory.gazetteer.sources import towns_of, with_counties
from resource_app.directory.mapping import county_outlines, town_labels
from search.query import Box
from tests.geography import small_counties, small_zips

BAY = Box(37.4, -122.6, 37.8, -122.0)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    listed = with_counties(small_zips(), small_counties())
    return Gazetteer([entry.row for entry in listed], towns_of(listed), small_counties())


def test_the_towns_in_the_box_are_named_heaviest_first(gazetteer: Gazetteer) -> None:
    labels = town_labels(gazetteer, BAY)
    assert [label.name for label in labels] == [
        *("Daly City", "Redwood City", "San Francisco", "San Mateo", "Palo Alto", "South San Francisco")
    ]
    assert [label.name for label in town_labels(gazetteer, BAY, most=2)] == ["Daly City", "Redwood City"]


def test_a_name_that_only_shares_a_towns_mail_is_left_out(gazetteer: Gazetteer) -> None:
    names = {label.name for label in town_labels(gazetteer, Box(42.0, -71.3, 42.6, -70.9))}
    assert "Boston" in names
    assert "Grove Hall" not in names


def test_counties_are_cut_at_the_box(gazetteer: Gazetteer) -> None:
    outlines = county_outlines(gazetteer, BAY)
    assert len(outlines) == 3
    shapes = [shapely.geometry.shape(outline) for outline in outlines]
    assert shapely.box(BAY.west, BAY.south, BAY.east, BAY.north).covers(shapely.union_all(shapes))
    assert "37.4" in json.dumps(outlines)


def test_nothing_is_drawn_where_no_county_is(gazetteer: Gazetteer) -> None:
    assert county_outlines(gazetteer, Box(30.0, -60.0, 31.0, -59.0)) == []
    assert town_labels(gazetteer, Box(30.0, -60.0, 31.0, -59.0)) == []
