"""All tables of the demo directory, in one place: what another module adds is listed here."""

from importers.demo.building import Directory
from importers.demo.content import (
    dental_vision,
    food,
    health,
    health_more,
    housing,
    housing_people,
    meals,
    minds,
    money,
    organizations,
    organizations_2,
    spots,
    spots_2,
    supplies,
    transport,
)
from importers.demo.shapes import Row

_ORGANIZATIONS = (
    *organizations.ORGANIZATIONS,
    *organizations_2.ORGANIZATIONS,
)
_SPOTS = (
    *spots.SPOTS,
    *spots_2.SPOTS,
)

ROWS: tuple[Row, ...] = (
    *food.ROWS,
    *meals.ROWS,
    *housing.ROWS,
    *housing_people.ROWS,
    *money.ROWS,
    *supplies.ROWS,
    *transport.ROWS,
    *health.ROWS,
    *dental_vision.ROWS,
    *minds.ROWS,
    *health_more.ROWS,
)
DIRECTORY = Directory({org.key: org for org in _ORGANIZATIONS}, {spot.key: spot for spot in _SPOTS})
