"""Does a place's point lie where its address says? One far away, in another state, or of a former address, would give wrong
distances. And where about is a place that has none?
"""

from collections.abc import Iterator, Mapping
from typing import Any

from resource_app.database import Json
from resource_app.directory.folding import squeezed, words_of
from resource_app.directory.former_addresses import has_street
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
    found = [_astray(address, point, gazetteer) for address in _doors(place)]
    return found[0] if found and all(found) else ""


def about(place: Mapping[str, Any], gazetteer: Gazetteer) -> Point | None:
    """The middle of the ZIP, else of the town, a place's street is in; None where no address names a street, or they differ."""
    if not is_american(place) or not has_street(dict(place)):
        return None
    for address in _doors(place):
        state = gazetteer.state_named(text_of(address, "state_province"))
        code = state.code if state else ""
        found = [(lat, lon) for _, where, lat, lon in _middles(address, code, gazetteer) if code in {"", where}]
        if found and min(miles_between(*found[0], *other) for other in found[1:] or found) <= FAR_MILES:
            return found[0]
    return None


def has_moved(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether a place is at another address than before, however both are written: a point of before says nothing of it."""
    old, new = (next(_doors(each), None) for each in (before, now))
    if old is None or new is None:
        return old is not None
    zips = [text_of(each, "postal_code")[:5] for each in (old, new)]
    towns = zips if all(zips) else [squeezed(text_of(each, "city")) for each in (old, new)]
    streets = [words_of(text_of(each, "address_1")) for each in (old, new)]
    return streets[0] != streets[1] or (all(towns) and towns[0] != towns[1])


def _doors(place: Mapping[str, Any]) -> Iterator[Json]:
    """The addresses people go to."""
    yield from (each for each in children(dict(place), "addresses") if each.get("address_type") != "postal")


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
