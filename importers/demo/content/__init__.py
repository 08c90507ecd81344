"""What does the demo directory hold? Its tables, in one place; a new module of rows is added here.

A row needs an organization, and spots for its places; importers.demo.shapes says how each is written.
"""

from importers.demo.building import Directory
from importers.demo.content import (
    community,
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
    more_families,
    more_food,
    more_health,
    more_homes,
    organizations,
    organizations_2,
    organizations_3,
    organizations_4,
    organizations_5,
    pantries,
    rare,
    spots,
    spots_2,
    spots_3,
    spots_4,
    spots_5,
    supplies,
    support,
    town,
    transport,
    work,
)
from importers.demo.shapes import Row

_ORGANIZATIONS = (
    *organizations.ORGANIZATIONS,
    *organizations_2.ORGANIZATIONS,
    *organizations_3.ORGANIZATIONS,
    *organizations_4.ORGANIZATIONS,
    *organizations_5.ORGANIZATIONS,
)
_SPOTS = (
    *spots.SPOTS,
    *spots_2.SPOTS,
    *spots_3.SPOTS,
    *spots_4.SPOTS,
    *spots_5.SPOTS,
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
    *community.ROWS,
    *more_food.ROWS,
    *pantries.ROWS,
    *more_health.ROWS,
    *more_homes.ROWS,
    *more_families.ROWS,
    *town.ROWS,
)
DIRECTORY = Directory({org.key: org for org in _ORGANIZATIONS}, {spot.key: spot for spot in _SPOTS})
