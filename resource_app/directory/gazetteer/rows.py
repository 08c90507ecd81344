"""Which ZIP codes, towns and counties are there? Their rows by name and by point, in memory."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

import numpy as np
import shapely

from resource_app.directory.gazetteer.names import COUNTY_WORDS, NICKNAMES, STATE_NICKNAMES, name_key
from resource_app.directory.gazetteer.sources import CountyRow, TownRow, ZipRow
from resource_app.directory.gazetteer.states import CONNECTICUT_COUNTIES, STATES, State
from resource_app.geometry import miles_between

Named = TypeVar("Named", TownRow, CountyRow)

FARTHEST_MILES = 100.0  # a point farther than this from every ZIP is not in the country
SHORE_DEGREES = 0.35  # a point in the water belongs to the county whose shore is this near
FIRST_WINDOW = 0.15  # degrees; nearly every point has a ZIP within it
NEAR_DEGREES = 0.25  # around a town, to tell a suburb from a hamlet of the same name
BEFORE_COUNTY = re.compile(r"^(?:the )?(?:county of|(?:el )?condado (?:de|del) )\s*")
COUNTY_AT_END = re.compile(rf" (?:{'|'.join(COUNTY_WORDS)})$")


class Rows:
    """The gazetteer's rows with the ways to find them."""

    def __init__(self, zips: Iterable[ZipRow], towns: Iterable[TownRow], counties: Iterable[CountyRow]) -> None:
        self.counties = {row.fips: row for row in counties}
        self._zips = {row.zip: row for row in sorted(zips, key=lambda row: row.lat)}
        self._latitudes = np.array([row.lat for row in self._zips.values()])
        self._longitudes = np.array([row.lon for row in self._zips.values()])
        self._codes = tuple(self._zips)
        self._zip_counts = Counter(row.county_fips for row in self._zips.values())
        self._state_points = _middles(self._zips.values())
        self._add_connecticut()
        self._towns = _grouped(towns, lambda row: row.weight)
        self._counties_by_key = _grouped(self.counties.values(), lambda row: self._zip_counts[row.fips])
        self._outlines = tuple(row for row in self.counties.values() if not row.outline.is_empty)
        self._tree = shapely.STRtree([row.outline for row in self._outlines])
        self._towns_of_zip: dict[tuple[str, str], list[TownRow]] = {}
        for same in self._towns.values():
            for town in same:
                for code in town.zips:
                    self._towns_of_zip.setdefault((town.state, code), []).append(town)
        self._zones: dict[str, Counter[str]] = {}
        self._states = {
            name_key(name): state for state in STATES for name in (state.name, state.spanish, state.code) if name
        }

    def _add_connecticut(self) -> None:
        """The old counties, made of the ZIPs that name them; without an outline, since the regions have theirs."""
        connecticut = [row for row in self._zips.values() if row.state == "CT"]
        for key, fips in CONNECTICUT_COUNTIES.items():
            rows = [row for row in connecticut if old_county(row) == fips]
            if rows:
                middle = shapely.MultiPoint([(row.lon, row.lat) for row in rows]).centroid
                name = f"{key.title()} County"
                self.counties[fips] = CountyRow(fips, name, key, "CT", middle.y, middle.x, shapely.MultiPolygon())
                self._zip_counts[fips] = len(rows)

    # Names

    def zip_row(self, code: str) -> ZipRow | None:
        """The ZIP, by its five digits."""
        return self._zips.get(code)

    def state_named(self, name: str, *, informal: bool = False) -> State | None:
        """By English or Spanish name or two letters, in any case; `informal`: also "mass" and "calif", which may be words."""
        key = name_key(name)
        code = STATE_NICKNAMES.get(key, "") if informal else ""
        return self._states.get(key) or self._states.get(code.lower())

    def towns_named(self, name: str, state: str = "") -> tuple[TownRow, ...]:
        """Every town of this name (in `state`), the heaviest first."""
        key = name_key(name)
        aliases = tuple(
            town
            for said, where, meant in NICKNAMES
            if said == key
            for town in self._towns.get(meant, ())
            if town.state == where
        )
        return tuple(town for town in aliases or self._towns.get(key, ()) if state in {"", town.state})

    def counties_named(self, name: str, state: str = "") -> tuple[CountyRow, ...]:
        """Every county of this name, with or without the word "County", the one with the most ZIPs first."""
        key = COUNTY_AT_END.sub("", BEFORE_COUNTY.sub("", name_key(name)))
        return tuple(county for county in self._counties_by_key.get(key, ()) if state in {"", county.state})

    def towns(self) -> Iterable[TownRow]:
        """Every town."""
        return (town for same in self._towns.values() for town in same)

    def zips_around(self, row: TownRow | CountyRow) -> int:
        """How many ZIPs have their middle near by."""
        low, high = np.searchsorted(self._latitudes, (row.lat - NEAR_DEGREES, row.lat + NEAR_DEGREES))
        return int((np.abs(self._longitudes[low:high] - row.lon) < NEAR_DEGREES).sum())

    # Points

    def nearest_zip(self, lat: float, lon: float) -> ZipRow | None:
        """The ZIP whose middle is nearest; None when none lies within 100 miles."""
        window = FIRST_WINDOW
        while window < FARTHEST_MILES / 10:
            low, high = np.searchsorted(self._latitudes, (lat - window, lat + window))
            if low < high:
                east = (self._longitudes[low:high] - lon) * np.cos(np.radians(lat))
                squares = (self._latitudes[low:high] - lat) ** 2 + east**2
                best = int(squares.argmin())
                row = self._zips[self._codes[low + best]]
                if squares[best] <= window**2:
                    near = miles_between(lat, lon, row.lat, row.lon) <= FARTHEST_MILES
                    return row if near else None
            window *= 3
        return None

    def county_at(self, lat: float, lon: float) -> CountyRow | None:
        """The county around a point; in the water, the one with the nearest shore; None abroad."""
        point = shapely.Point(lon, lat)
        inside = self._tree.query(point, "within")
        if len(inside):
            return self._outlines[int(inside[0])]
        near = self._tree.query_nearest(point, max_distance=SHORE_DEGREES)
        return self._outlines[int(near[0])] if len(near) else None

    def counties_in(self, south: float, west: float, north: float, east: float) -> list[CountyRow]:
        """The counties that have a part in the box, in degrees."""
        found = self._tree.query(shapely.box(west, south, east, north), "intersects")
        return [self._outlines[int(number)] for number in sorted(found)]

    def zone_at(self, *, zip_code: str = "", lat: float | None = None, lon: float | None = None) -> str:
        """The IANA time zone of a ZIP, else of a point; empty when neither is known."""
        row = self._zips.get(zip_code[:5])
        if row is None and lat is not None and lon is not None:
            row = self.nearest_zip(lat, lon)
        return row.zone if row else ""

    def zones_in(self, key: str) -> Counter[str]:
        """The IANA time zones of an area ("state:MA", "county:25025", "city:MA/boston", "zip:02150"), and the ZIPs in each."""
        if not self._zones:
            for row in self._zips.values():
                for each in (f"zip:{row.zip}", f"state:{row.state}", *county_keys([row])):
                    self._zones.setdefault(each, Counter())[row.zone] += 1
        if key.startswith("city:"):
            state, _, name = key.removeprefix("city:").partition("/")
            codes = [code for town in self._towns.get(name, ()) if town.state == state for code in town.zips]
            return Counter(self._zips[code].zone for code in codes if code in self._zips)
        return self._zones.get(key, Counter())


def city_key(town: TownRow) -> str:
    """The key of an area that is a whole town: "city:MA/south boston"."""
    return f"city:{town.state}/{town.name_key}"


def _grouped(rows: Iterable[Named], weight: Callable[[Named], int]) -> dict[str, tuple[Named, ...]]:
    """Rows by folded name, the heaviest first."""
    same: dict[str, list[Named]] = {}
    for row in rows:
        same.setdefault(row.name_key, []).append(row)
    return {key: tuple(sorted(found, key=lambda row: (-weight(row), row.state))) for key, found in same.items()}


def _middles(rows: Iterable[ZipRow]) -> dict[str, tuple[float, float]]:
    """The mean point of each state's ZIPs."""
    points: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        points.setdefault(row.state, []).append((row.lat, row.lon))
    means = {state: np.mean(found, axis=0) for state, found in points.items()}
    return {state: (round(float(mean[0]), 4), round(float(mean[1]), 4)) for state, mean in means.items()}


def old_county(row: ZipRow) -> str:
    """The code of Connecticut's old county a ZIP names; empty elsewhere."""
    if row.state != "CT":
        return ""
    return CONNECTICUT_COUNTIES.get(name_key(row.county_name.removesuffix(" County")), "")


def county_keys(rows: Iterable[ZipRow]) -> set[str]:
    """The area keys of the counties that ZIPs lie in, Connecticut's old ones too."""
    return {f"county:{code}" for row in rows for code in (row.county_fips, old_county(row)) if code}
