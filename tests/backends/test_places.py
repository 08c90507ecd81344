"""Near or serving, with the reason; one result per service, at its best place. Every backend."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from search.documents import Area, Capacity
from search.query import Box, Hit, OtherPlace, Place
from tests.backends.conftest import Desk
from tests.backends.invented import (
    AT_BOSTON,
    AT_CHELSEA,
    AT_WORCESTER,
    CHELSEA,
    MASSACHUSETTS,
    NOW,
    SUFFOLK,
    WORCESTER,
    listing,
    query,
    weekly,
)

pytestmark = pytest.mark.contract


def test_near_or_serves_and_why(desk: Desk) -> None:
    virtual = Area("virtual", "", "Anywhere")
    desk.store(
        listing(1, "Pantry near", areas=()),
        listing(2, "Pantry far but serving", point=AT_WORCESTER, areas=(MASSACHUSETTS,)),
        listing(3, "Pantry by phone", point=None, city="", areas=(MASSACHUSETTS,), remote=("phone",)),
        listing(4, "Pantry online", point=None, city="", areas=(virtual,), remote=("online",)),
        listing(5, "Pantry far", point=AT_WORCESTER, areas=(WORCESTER,)),
        listing(6, "Pantry of unknown coverage", point=None, city="", areas=()),
    )
    hits = desk.ask(query("pantry", place=CHELSEA, within_miles=10)).hits
    assert {hit.document.id: hit.reason.kind for hit in hits[:4]} == {
        "listing-1": "near",
        "listing-2": "serves",
        "listing-3": "remote",
        "listing-4": "remote",
    }
    assert "listing-6" not in [hit.document.id for hit in hits]
    near = hits[0]
    assert near.document.id == "listing-1"
    assert near.reason.miles == pytest.approx(0.3, abs=0.1)


STATE = Place("Massachusetts", "state", 42.2, -71.8, frozenset({"state:MA", "nation:US", "virtual"}), state="MA")
IN_STATE = replace(STATE, inside=frozenset({"state:MA"}))


def test_a_state_is_from_edge_to_edge_and_has_no_middle(desk: Desk) -> None:
    edge, next_door = (42.7, -73.2), (42.27, -71.8)
    desk.store(
        listing(1, "Pantry at the edge", point=edge, areas=(), located=("state:MA", "county:25003", "zip:01247")),
        listing(2, "Pantry near the middle, of another state", point=next_door, areas=(), located=("state:CT",)),
        listing(3, "Pantry outside but serving", point=AT_BOSTON, located=("state:NH",), areas=(MASSACHUSETTS,)),
        listing(4, "Pantry by phone", point=None, city="", areas=(MASSACHUSETTS,), remote=("phone",)),
        listing(5, "Pantry somewhere", point=None, city="", areas=()),
    )
    for within in (5, 25, 100):
        for sort in ("best", "distance", "name"):
            results = desk.ask(query("pantry", place=IN_STATE, within_miles=within, sort=sort))
            reasons = {hit.document.id: (hit.reason.kind, hit.reason.miles) for hit in results.hits}
            assert reasons == {
                "listing-1": ("inside", None),
                "listing-3": ("serves", None),
                "listing-4": ("remote", None),
            }
            assert results.near_count is None
    towns = replace(IN_STATE, kind="region", area_keys=frozenset({"zip:01247"}), inside=frozenset({"zip:01247"}))
    assert [hit.document.id for hit in desk.ask(query("pantry", place=towns)).hits] == ["listing-1"]


def test_few_near_lets_the_nearest_beyond_follow(desk: Desk) -> None:
    desk.store(
        listing(1, "Pantry far", point=AT_WORCESTER, areas=(WORCESTER,)),
        listing(2, "Pantry near"),
        listing(3, "Pantry nowhere", point=None, areas=()),
    )
    results = desk.ask(query("pantry", place=CHELSEA, within_miles=10))
    assert [(hit.document.id, hit.reason.kind) for hit in results.hits] == [
        ("listing-2", "near"),
        ("listing-1", "beyond"),
    ]
    assert results.near_count == 1
    assert results.total == 2


def test_enough_near_keeps_the_far_away(desk: Desk) -> None:
    desk.store(
        *(listing(number, "Pantry near") for number in range(5)),
        listing(9, "Pantry far", point=AT_WORCESTER, areas=(WORCESTER,)),
    )
    results = desk.ask(query("pantry", place=CHELSEA, within_miles=10))
    assert (results.total, results.near_count) == (5, None)


def test_what_is_too_far_to_go_to_is_not_shown(desk: Desk) -> None:
    desk.store(
        listing(1, "Pantry far", point=AT_WORCESTER, areas=(WORCESTER,)),
        listing(2, "Pantry of another coast", point=(37.65, -122.41), areas=()),
    )
    results = desk.ask(query("pantry", place=CHELSEA, within_miles=10))
    assert [hit.document.id for hit in results.hits] == ["listing-1"]
    assert (results.total, results.near_count, results.within) == (1, 0, 0)


def test_what_is_counted_within_is_what_the_facets_count(desk: Desk) -> None:
    desk.store(
        listing(1, "Pantry near", languages=("por",)),
        listing(2, "Pantry near too", languages=("por", "spa")),
        listing(3, "Pantry far", point=AT_WORCESTER, areas=(WORCESTER,), languages=("por",)),
    )
    place = {"place": CHELSEA, "within_miles": 10}
    for value in desk.ask(query("pantry", **place)).facets["language"]:
        narrowed = desk.ask(query("pantry", **place, filters={"language": (value.value,)}))
        assert narrowed.within == value.count, value
        assert narrowed.total > narrowed.within or value.value == "spa"


def test_a_drawn_area_serves_who_lives_in_it(desk: Desk) -> None:
    around = {
        "type": "Polygon",
        "coordinates": [[[-71.1, 42.3], [-71.0, 42.3], [-71.0, 42.5], [-71.1, 42.5], [-71.1, 42.3]]],
    }
    away = {
        "type": "Polygon",
        "coordinates": [[[-73.1, 42.3], [-73.0, 42.3], [-73.0, 42.5], [-73.1, 42.5], [-73.1, 42.3]]],
    }
    desk.store(
        listing(1, "Pantry", point=None, areas=(Area("polygon", "", "Harbor towns", polygon=around),)),
        listing(2, "Pantry", point=None, areas=(Area("polygon", "", "Hill towns", polygon=away),)),
    )
    hits = desk.ask(query("pantry", place=CHELSEA)).hits
    assert [(hit.document.id, hit.reason.kind) for hit in hits] == [("listing-1", "serves")]
    assert hits[0].reason.area is not None
    assert hits[0].reason.area.name == "Harbor towns"


SQUARE = [[-71.1, 42.3], [-71.0, 42.3], [-71.0, 42.5], [-71.1, 42.5], [-71.1, 42.3]]
FAR_SQUARE = [[-73.1, 42.3], [-73.0, 42.3], [-73.0, 42.5], [-73.1, 42.5], [-73.1, 42.3]]
DRAWN = {
    "a point said twice": ({"type": "Polygon", "coordinates": [[*SQUARE[:2], SQUARE[1], *SQUARE[2:]]]},),
    "with heights": ({"type": "Polygon", "coordinates": [[[*point, 5.0] for point in SQUARE]]},),
    "a spike": ({"type": "Polygon", "coordinates": [[*SQUARE[:2], [-70.5, 42.3], SQUARE[1], *SQUARE[2:]]]},),
    "a hole outside": ({"type": "Polygon", "coordinates": [SQUARE, FAR_SQUARE]},),
    "two areas": tuple({"type": "Polygon", "coordinates": [ring]} for ring in (FAR_SQUARE, SQUARE)),
    "two areas that overlap": tuple({"type": "Polygon", "coordinates": [SQUARE]} for _ in range(2)),
}


@pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN)
def test_an_area_drawn_by_hand_serves_in_every_engine(desk: Desk, drawn: Sequence[dict[str, Any]]) -> None:
    areas = tuple(Area("polygon", "", f"Part {number}", polygon=each) for number, each in enumerate(drawn))
    desk.store(listing(1, "Pantry", point=None, areas=areas))
    assert [hit.reason.kind for hit in desk.ask(query("pantry", place=CHELSEA)).hits] == ["serves"]


def test_services_of_very_many_places_leave_room_for_others(desk: Desk) -> None:
    """Whether enough good services are here is asked of services, not of the best places."""
    many = [
        listing(service * 100 + place, "Quokka clinic", service_id=f"s{service}", point=AT_CHELSEA)
        for service in range(1, 7)
        for place in range(60)
    ]
    others = [listing(9_000 + number, "Trees", description="Near the clinic.") for number in range(6)]
    desk.store(*many, *others)
    found = desk.ask(query("quokka clinic", place=CHELSEA))
    assert found.total == 12
    assert max(len(hit.others) for hit in found.hits) == 59


def test_nearer_comes_first_and_distance_sorts(desk: Desk) -> None:
    desk.store(listing(1, "Pantry", point=AT_WORCESTER), listing(2, "Pantry", point=AT_BOSTON), listing(3, "Pantry"))
    asked = query("pantry", place=CHELSEA, within_miles=60)
    assert desk.ids(asked) == ["listing-3", "listing-2", "listing-1"]
    assert desk.ids(replace(asked, sort="distance")) == ["listing-3", "listing-2", "listing-1"]


def test_the_map_box_holds_only_points_inside(desk: Desk) -> None:
    desk.store(listing(1, "Pantry"), listing(2, "Pantry", point=AT_WORCESTER), listing(3, "Pantry", point=None))
    assert desk.ids(query("pantry", box=Box(42.3, -71.2, 42.5, -70.9))) == ["listing-1"]


def _service_of_three_places(desk: Desk) -> None:
    shared = {"service_id": "service-1", "organization_id": "organization-1"}
    desk.store(
        listing(1, "English classes", point=AT_WORCESTER, city="Worcester", **shared),
        listing(2, "English classes", point=AT_CHELSEA, opening=weekly(6), **shared),
        listing(3, "English classes", point=AT_BOSTON, city="Boston", opening=weekly(1), languages=("spa",), **shared),
        listing(4, "English classes over tea", point=AT_BOSTON),
    )


def _hit(desk: Desk, **asked: object) -> Hit:
    return next(
        hit for hit in desk.ask(query("english classes", **asked)).hits if hit.document.service_id == "service-1"
    )


def test_a_service_of_several_places_is_one_result_at_its_best_place(desk: Desk) -> None:
    _service_of_three_places(desk)
    results = desk.ask(query("english classes", place=CHELSEA, within_miles=60))
    assert results.total == 2
    hit = _hit(desk, place=CHELSEA, within_miles=60)
    assert hit.document.id == "listing-2"
    assert [other.listing_id for other in hit.others] == ["listing-3", "listing-1"]
    assert isinstance(hit.others[0], OtherPlace)
    assert hit.others[0].city == "Boston"


def test_near_and_open_hold_for_the_same_place(desk: Desk) -> None:
    _service_of_three_places(desk)
    open_now = _hit(desk, place=CHELSEA, within_miles=60, filters={"open": ("now",)})
    assert (open_now.document.id, open_now.others) == ("listing-3", ())
    close_and_open = desk.ask(query("english classes", place=CHELSEA, within_miles=1, filters={"open": ("now",)}))
    assert [hit.document.id for hit in close_and_open.hits if hit.reason.kind == "near"] == []


def test_facets_count_services_not_places(desk: Desk) -> None:
    _service_of_three_places(desk)
    everything = query("english", place=CHELSEA, within_miles=60)
    assert desk.counts(everything, "language") == {"spa": 1}
    desk.store(listing(5, "English", service_id="service-1", organization_id="organization-1", languages=("spa",)))
    assert desk.counts(everything, "language") == {"spa": 1}


def test_a_full_place_is_not_the_best_place(desk: Desk) -> None:
    shared = {"service_id": "service-1", "organization_id": "organization-1"}
    desk.store(
        listing(1, "Shelter", capacity=Capacity("full", NOW.date()), **shared),
        listing(2, "Shelter", capacity=Capacity("available", NOW.date()), point=AT_BOSTON, areas=(SUFFOLK,), **shared),
    )
    (hit,) = desk.ask(query("shelter", place=CHELSEA)).hits
    assert hit.document.id == "listing-2"
