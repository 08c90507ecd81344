"""Does a place's point lie where its address says? A point far away, or in another state, would give wrong distances."""

from collections.abc import Iterator, Mapping
from typing import Any

from resource_app.directory.gazetteer import Gazetteer
from resource_app.directory.parts import text_of
from resource_app.directory.points import Point, is_american
from resource_app.directory.said import children
from resource_app.geometry import miles_between

FAR_MILES = 60.0  # from the middle of its ZIP and of its city
NEAR_MILES = 10.0  # so near the middle, a state's border may lie between, or be drawn a little off


def astray(place: Mapping[str, Any], point: Point, gazetteer: Gazetteer) -> str:
    """How the point of a location body contradicts all its addresses, as a sentence; empty when it does not."""
    if not is_american(place):
        return ""
    addresses = [each for each in children(dict(place), "addresses") if each.get("address_type") != "postal"]
    found = [_astray(address, point, gazetteer) for address in addresses]
    return found[0] if found and all(found) else ""


def _astray(address: Mapping[str, Any], point: Point, gazetteer: Gazetteer) -> str:
    state = gazetteer.state_named(text_of(dict(address), "state_province"))
    code = state.code if state else ""
    middles = list(_middles(dict(address), code, gazetteer))
    miles, name, _ = min(
        ((miles_between(*point, lat, lon), name, where) for name, where, lat, lon in middles), default=(0.0, "", "")
    )
    states = {code, *(where for _, where, _, _ in middles)} - {""}
    if middles and miles <= NEAR_MILES:
        return ""
    if miles > FAR_MILES and not _is_its_own_zip(middles, point, gazetteer):
        return f"The pin is {miles:,.0f} miles from {name}, where the address is."
    county = gazetteer.county_at(*point) if states else None
    if county is not None and county.state not in states:
        return f"The pin is in {county.state}, the address in {' or '.join(sorted(states))}."
    return ""


def _middles(address: dict[str, Any], state: str, gazetteer: Gazetteer) -> Iterator[tuple[str, str, float, float]]:
    """(name, state, latitude, longitude) of the middles the ZIP and the city have; one of them may be a slip."""
    row = gazetteer.zip_row(text_of(address, "postal_code")[:5])
    if row:
        yield row.zip, row.state, row.lat, row.lon
    for town in gazetteer.towns_named(text_of(address, "city"), state) if state or not row else ():
        yield town.name, town.state, town.lat, town.lon


def _is_its_own_zip(middles: list[tuple[str, str, float, float]], point: Point, gazetteer: Gazetteer) -> bool:
    """Whether no ZIP is nearer than the address's own: some, in Alaska, are that large."""
    nearest = gazetteer.nearest_zip(*point)
    return nearest is not None and any(name == nearest.zip for name, _, _, _ in middles)
