"""Which clock do a listing's hours go by? The zone its schedules name, or the first that is known of where it is and serves.

Pure: who asks says which zones the place, the areas, the organization's other places and the installation would give.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import shapely

from resource_app.directory.gazetteer import Gazetteer
from search.documents import Area

HOUR = 60
# Standard time in minutes from UTC: the zone most people with it live in, for hours that say an offset and nothing else.
ZONE_OF_OFFSET: Mapping[int, str] = {
    -5 * HOUR: "America/New_York",
    -6 * HOUR: "America/Chicago",
    -7 * HOUR: "America/Denver",
    -8 * HOUR: "America/Los_Angeles",
    -9 * HOUR: "America/Anchorage",
    -10 * HOUR: "Pacific/Honolulu",
}
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_AT_END = re.compile(r"[+-]\d{2}:?\d{2}$")
_NAME = re.compile(r"[A-Za-z_]+(?:/[A-Za-z_+-]+){1,2}")


def zone_of(said: Sequence[Mapping[str, Any]], place: str, others: Iterable[str]) -> str:
    """The IANA name of the zone the schedules `said` are in, or "" when nothing tells.

    A zone they name comes first, then that of the `place`: times with another offset are converted to it. Without a place an
    offset chooses among `others` (the areas served, the organization's other places, the installation's home, in that
    order), else it is America's zone of that standard time. Without an offset the first of `others` that is known counts.
    """
    named = next((name for each in said if (name := _named(each))), "")
    if named or place:
        return named or place
    known = [zone for zone in others if zone]
    offset = next((found for each in said if (found := offset_of(each)) is not None), None)
    if offset is None:
        return next(iter(known), "")
    return next((zone for zone in known if offset in (offsets(zone) or ())), ZONE_OF_OFFSET.get(offset, ""))


def zone_of_areas(areas: Iterable[Area], gazetteer: Gazetteer) -> str:
    """The zone all the areas lie in, the commonest name of it; "" when clocks differ among them, or they name no place."""
    zones: Counter[str] = Counter()
    for area in areas:
        if area.kind == "nation":
            return ""
        zones.update(_zones(area, gazetteer))
    clocks = {offsets(zone) for zone in zones}
    return zones.most_common(1)[0][0] if len(clocks) == 1 else ""


def _zones(area: Area, gazetteer: Gazetteer) -> Mapping[str, int]:
    if area.kind != "polygon" or not area.polygon:
        return gazetteer.zones_in(area.key)
    middle = shapely.geometry.shape(area.polygon).representative_point()
    zone = gazetteer.zone_at(lat=middle.y, lon=middle.x)
    return {zone: 1} if zone else {}


def offset_of(schedule: Mapping[str, Any]) -> int | None:
    """The minutes from UTC a schedule states for its times; None where it states none.

    Zero counts as none: publishers put it on local times far more often than they convert them.
    """
    stated = str(schedule.get("timezone") or "").strip()
    on_time = _AT_END.search(str(schedule.get("opens_at") or "").strip())
    match = _OFFSET.fullmatch(on_time[0] if on_time else stated)
    if match is None:
        return None
    minutes = int(match[2]) * HOUR + int(match[3] or 0)
    return (-minutes if match[1] == "-" else minutes) or None


def _named(schedule: Mapping[str, Any]) -> str:
    name = str(schedule.get("timezone") or "").strip()
    return name if _NAME.fullmatch(name) and offsets(name) is not None else ""


@lru_cache(maxsize=256)
def offsets(zone: str) -> frozenset[int] | None:
    """The zone's offsets from UTC in minutes, winter and summer; None for a zone nobody knows."""
    try:
        info = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    moments = (datetime(2024, month, 1, tzinfo=UTC).astimezone(info) for month in (1, 7))
    return frozenset(int((moment.utcoffset() or timedelta()).total_seconds() // 60) for moment in moments)
