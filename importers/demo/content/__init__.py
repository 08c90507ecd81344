"""All tables of the demo directory, in one place: what another module adds is listed here."""

from importers.demo.building import Directory
from importers.demo.content import food, housing, housing_people, meals, organizations, spots
from importers.demo.shapes import Row

_ORGANIZATIONS = (*organizations.ORGANIZATIONS,)
_SPOTS = (*spots.SPOTS,)

ROWS: tuple[Row, ...] = (
    *food.ROWS,
    *meals.ROWS,
    *housing.ROWS,
    *housing_people.ROWS,
)
DIRECTORY = Directory({org.key: org for org in _ORGANIZATIONS}, {spot.key: spot for spot in _SPOTS})
