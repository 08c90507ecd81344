"""Can this be where the place is? Checks the coordinates a source gave. Pure."""

import math
from collections.abc import Mapping
from typing import Any

from resource_app.database import Json

Point = tuple[float, float]  # latitude, longitude
_MERCATOR_METRES = 20_037_509  # half the equator in Web Mercator
# Boxes the United States and its territories lie in: south, north, west, east.
_US_BOXES = (
    (17.5, 72.0, -180.0, -64.0),
    (51.0, 55.0, 170.0, 180.0),
    (13.0, 21.0, 144.0, 147.0),
    (-15.0, -10.0, -172.0, -168.0),
)
_US = {"us", "usa", "united states", "united states of america", ""}


def checked_point(body: Mapping[str, Any]) -> tuple[Point | None, str, str]:
    """(point, code of what is wrong, a sentence); the point is None when anything is wrong, or none was given."""
    given = [body.get(name) for name in ("latitude", "longitude")]
    blank = [value is None or (isinstance(value, str) and not value.strip()) for value in given]
    if all(blank):
        return None, "", ""
    lat, lon = (_number(value) for value in given)
    if lat is None or lon is None:
        return (
            None,
            "point_unreadable",
            "Latitude and longitude must both be numbers in degrees; the place has no point.",
        )
    code, message = _wrong_with(lat, lon, american=is_american(body))
    return (None, code, f"{message} The place has no point until it is corrected.") if code else ((lat, lon), "", "")


def _wrong_with(lat: float, lon: float, *, american: bool) -> tuple[str, str]:
    if abs(lat) < 0.01 and abs(lon) < 0.01:  # noqa: PLR2004 - about a kilometre around the Gulf of Guinea's 0/0
        return "point_zero", "Latitude and longitude are zero."
    if max(abs(lat), abs(lon)) > 180:  # noqa: PLR2004 - degrees
        metres = max(abs(lat), abs(lon)) <= _MERCATOR_METRES
        return ("point_mercator", "These look like Web Mercator metres, no degrees.") if metres else _OUT_OF_RANGE
    swapped = _in_america(lon, lat)
    if abs(lat) > 90 or (american and swapped and not _in_america(lat, lon)):  # noqa: PLR2004 - degrees
        return ("point_swapped", "Latitude and longitude look swapped.") if swapped else _OUT_OF_RANGE
    if american and not _in_america(lat, lon):
        return "point_elsewhere", "The point lies outside the United States, the address inside."
    return "", ""


_OUT_OF_RANGE = ("point_out_of_range", "Latitude goes from -90 to 90, longitude from -180 to 180.")


def _in_america(lat: float, lon: float) -> bool:
    return any(south <= lat <= north and west <= lon <= east for south, north, west, east in _US_BOXES)


def is_american(body: Mapping[str, Any]) -> bool:
    """Whether no address of a location is in another country."""
    addresses = body.get("addresses")
    found: list[Json] = [each for each in addresses if isinstance(each, dict)] if isinstance(addresses, list) else []
    return all(str(each.get("country") or "").strip().lower() in _US for each in found)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
