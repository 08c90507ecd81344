"""A point far from its address gives no point; the stored value stays."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from resource_app.directory.astray import astray
from resource_app.directory.gazetteer import Gazetteer, gazetteer_of
from resource_app.directory.models import Location
from search import stored
from tests.factories import LISTING, PLACE, lantern, load

SAN_MATEO, BOSTON, NASHUA, WORCESTER = (37.57, -122.32), (42.36, -71.06), (42.76, -71.47), (42.27, -71.8)


@pytest.fixture
def gazetteer(session: Session) -> Gazetteer:
    return gazetteer_of(session)


def at(city: str = "", state: str = "", code: str = "", **more: str) -> dict:
    return {"addresses": [{"city": city, "state_province": state, "postal_code": code, **more}]}


@pytest.mark.parametrize(
    ("place", "point", "said"),
    [
        (at("San Mateo", "CA", "94401"), SAN_MATEO, ""),
        (at("San Mateo", "CA", "94401"), BOSTON, "2,69"),
        (at("San Mateo", "CA"), BOSTON, "miles from San Mateo"),
        (at("San Mateo", "", "94401-1234"), BOSTON, "miles from 94401"),
        (at("Atlantis", "CA"), BOSTON, "The pin is in MA, the address in CA."),
        (at("Lynn", "MA", "01901"), NASHUA, "The pin is in NH, the address in MA."),
        (at("Lynn", "MA", "01901"), WORCESTER, ""),  # within 60 miles, in the state
        (at("Chelsea", "MA", "94401"), BOSTON, ""),  # the ZIP is a slip
        (at("Atlantis"), BOSTON, ""),
        (at("San Mateo", "CA", "94401", country="PH"), BOSTON, ""),
        (at("San Mateo", "CA", "94401", address_type="postal"), BOSTON, ""),
        ({"addresses": [*at("San Mateo", "CA")["addresses"], *at("Boston", "MA")["addresses"]]}, BOSTON, ""),
        ({"addresses": "here"}, BOSTON, ""),
        ({}, BOSTON, ""),
    ],
)
def test_how_a_point_and_its_address_agree(
    gazetteer: Gazetteer, place: dict, point: tuple[float, float], said: str
) -> None:
    found = astray(place, point, gazetteer)
    assert said in found
    assert bool(found) == bool(said)


def test_a_listing_with_such_a_point_has_none_and_keeps_what_is_stored(session: Session, now: datetime) -> None:
    nested = lantern()
    nested["service_at_locations"][0]["location"] |= {"latitude": SAN_MATEO[0], "longitude": SAN_MATEO[1]}
    load(session, now, **nested)
    document = stored.load(session.connection(), [LISTING])[LISTING]
    assert (document.city, document.opening.zone) == ("Chelsea", "America/New_York")
    assert (document.point, document.rough) == ((42.3963, -71.0325), True)  # the middle of its ZIP
    place = session.get(Location, PLACE)
    assert place is not None
    assert (place.lat, place.hsds["latitude"]) == (SAN_MATEO[0], SAN_MATEO[0])
