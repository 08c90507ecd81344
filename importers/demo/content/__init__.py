"""All tables of the demo directory, in one place: what another module adds is listed here."""

from importers.demo.building import Directory
from importers.demo.content import (
    dental_vision,
    education,
    family,
    food,
    health,
    health_more,
    housing,
    housing_people,
    legal,
    lines,
    meals,
    minds,
    money,
    organizations,
    organizations_2,
    organizations_3,
    organizations_4,
    rare,
    spots,
    spots_2,
    spots_3,
    spots_4,
    supplies,
    support,
    transport,
    work,
)
from importers.demo.shapes import Row

_ORGANIZATIONS = (
    *organizations.ORGANIZATIONS,
    *organizations_2.ORGANIZATIONS,
    *organizations_3.ORGANIZATIONS,
    *organizations_4.ORGANIZATIONS,
)
_SPOTS = (
    *spots.SPOTS,
    *spots_2.SPOTS,
    *spots_3.SPOTS,
    *spots_4.SPOTS,
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
    *work.ROWS,
    *education.ROWS,
    *family.ROWS,
    *legal.ROWS,
    *support.ROWS,
    *rare.ROWS,
    *lines.ROWS,
)
DIRECTORY = Directory({org.key: org for org in _ORGANIZATIONS}, {spot.key: spot for spot in _SPOTS})
