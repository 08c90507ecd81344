"""Which clock do a listing's hours go by?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from resource_app.connections import Connections, search_of
from resource_app.directory import coverage
from resource_app.directory.asking import ask
from resource_app.directory.gazetteer import Gazetteer
from resource_app.directory.gazetteer.sources import towns_of, with_counties
from resource_app.directory.hours import opening_of
from resource_app.directory.hours.zones import offset_of, zone_of, zone_of_areas
from search import stored
from search.opening import open_state
from tests.factories import load
from tests.geography import EAST, WEST, small_counties, small_zips

ALWAYS = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "00:00", "closes_at": "23:59"}
DAYTIME = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "opens_at": "09:00", "closes_at": "17:00"}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    listed = with_counties(small_zips(), small_counties())
    return Gazetteer([entry.row for entry in listed], towns_of(listed), small_counties())


@pytest.mark.parametrize(
    ("schedule", "place", "others", "zone"),
    [
        ({}, "", (), ""),
        ({}, EAST, (WEST,), EAST),
        ({}, "", ("", WEST, EAST), WEST),
        ({"timezone": "America/Chicago"}, EAST, (), "America/Chicago"),
        ({"timezone": "America/Atlantis"}, EAST, (), EAST),
        ({"timezone": "-08:00"}, "", (EAST, WEST), WEST),
        ({"timezone": "UTC-5"}, "", (), EAST),
        ({"timezone": "-05:00"}, WEST, (), WEST),
        ({"opens_at": "09:00-07:00"}, "", (EAST, WEST), WEST),  # summer time there
        ({"opens_at": "09:00-03:30"}, "", (EAST,), ""),
        ({"opens_at": "09:00Z", "timezone": "+00:00"}, "", (EAST,), EAST),
    ],
)
def test_the_zone_is_the_first_that_is_known(
    schedule: dict[str, str], place: str, others: tuple[str, ...], zone: str
) -> None:
    assert zone_of([schedule], place, others) == zone


def test_a_time_with_another_offset_than_the_places_is_converted() -> None:
    assert offset_of({"timezone": "-05:00"}) == -300
    opening = opening_of([DAYTIME | {"timezone": "-05:00"}], WEST)
    assert [(rule.opens, rule.closes) for rule in opening.rules] == [(6 * 60, 14 * 60)]


@pytest.mark.parametrize(
    ("names", "zone"),
    [
        (["Massachusetts"], EAST),
        (["Massachusetts", "Rhode Island"], EAST),
        (["Suffolk County, MA"], EAST),
        (["94014"], WEST),
        (["Lynn, MA", "02150"], EAST),
        (["Massachusetts", "California"], ""),
        (["Nationwide"], ""),
        (["Massachusetts", "Nationwide"], ""),
        (["Virtual"], ""),
        ([], ""),
    ],
)
def test_areas_in_one_zone_tell_it(gazetteer: Gazetteer, names: list[str], zone: str) -> None:
    areas = coverage.areas_of([{"name": name} for name in names], gazetteer)
    assert zone_of_areas(areas, gazetteer) == zone


def test_an_outline_tells_the_zone_it_lies_in(gazetteer: Gazetteer) -> None:
    ring = "[[-71.1,42.3],[-71.0,42.3],[-71.0,42.4],[-71.1,42.3]]"
    extent = f'{{"type":"Polygon","coordinates":[{ring}]}}'
    areas = coverage.areas_of([{"name": "Harbor", "extent": extent, "extent_type": "geojson"}], gazetteer)
    assert zone_of_areas(areas, gazetteer) == EAST


def test_day_and_night_needs_no_zone(now: datetime) -> None:
    assert open_state(opening_of([ALWAYS], ""), now).state == "always"
    assert open_state(opening_of([DAYTIME], ""), now).state == "unknown"
    holiday = {"valid_from": "2026-12-25", "valid_to": "2026-12-25", "description": "Closed on Christmas Day"}
    assert open_state(opening_of([ALWAYS, holiday], ""), now).state == "unknown"


def zone_in(session: Session, service: str) -> str:
    (document,) = stored.of_service(session.connection(), service)
    return document.opening.zone


LINE = "99999999-1111-4111-8111-111111111111"


def load_line(session: Session, now: datetime, **changes: object) -> None:
    load(
        session,
        now,
        **{"id": LINE, "name": "Night Line", "service_at_locations": [], "schedules": [DAYTIME], **changes},
    )


def test_a_line_goes_by_whom_it_serves_then_by_its_organization(session: Session, now: datetime) -> None:
    load_line(session, now, service_areas=[])
    assert zone_in(session, LINE) == ""
    load(session, now)  # the same organization, with a place in Chelsea
    load_line(session, now, service_areas=[], description="Now with a place beside it.")
    assert zone_in(session, LINE) == EAST
    load_line(
        session, now, service_areas=[{"id": "66666666-6666-4666-8666-66666666666a", "name": "San Mateo County, CA"}]
    )
    assert zone_in(session, LINE) == WEST


@pytest.fixture
def at_home(connections: Connections) -> Iterator[Session]:
    with replace(
        connections, settings=replace(connections.settings, home_area="Daly City, CA")
    ).transaction() as session:
        yield session


def test_a_line_that_says_nothing_goes_by_the_home_of_the_installation(at_home: Session, now: datetime) -> None:
    load_line(at_home, now, service_areas=[])
    assert zone_in(at_home, LINE) == WEST


def test_round_the_clock_lines_are_open_now(session: Session, now: datetime) -> None:
    load_line(session, now, schedules=[ALWAYS])
    found = search_of(session).search(session.connection(), ask(session, now=now, filters={"open": ("now",)}).query)
    assert [hit.document.service_id for hit in found.hits] == [LINE]
