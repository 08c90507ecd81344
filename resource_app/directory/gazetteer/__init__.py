"""Where is it? ZIP codes, towns, counties and states by name and by point; loaded once per process from the database."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import shapely
from rapidfuzz import fuzz, process
from sqlalchemy import Pool, select
from sqlalchemy.orm import Session

from resource_app.database import Base
from resource_app.directory.gazetteer.names import COUNTY_WORDS, NICKNAMES, name_key
from resource_app.directory.gazetteer.sources import CountyRow, TownRow, ZipRow
from resource_app.directory.gazetteer.states import CONNECTICUT_COUNTIES, STATES, State
from resource_app.directory.models.gazetteer import County, Town, ZipCode
from resource_app.errors import NotReady
from resource_app.geometry import miles_between
from search.query import Place

Named = TypeVar("Named", TownRow, CountyRow)

EVERYWHERE = frozenset({"nation:US", "virtual"})
MAIN_SHARE = 0.2  # a county with a smaller share of a town's ZIPs is only brushed by it
BIG_CITY = 20  # standard ZIPs: "New York" is the city, "Washington" the state
FARTHEST_MILES = 100.0  # a point farther than this from every ZIP is not in the country
SHORE_DEGREES = 0.35  # a point in the water belongs to the county whose shore is this near
FIRST_WINDOW = 0.15  # degrees; nearly every point has a ZIP within it
NEAR_DEGREES = 0.25  # around a town, to tell a suburb from a hamlet of the same name
LIKENESS = 78.0  # of two spellings, 0 to 100
SUGGESTIONS = 3
HOME_BONUS = 10.0
WORSE = 12.0  # points of likeness under the best suggestion that still make one
READ_AT_ONCE = 2_000
ZIP = re.compile(r"(?<!\d)(\d{5})(?:-\d{4})?$|^(\d{5})(?:-\d{4})?(?=[ ,])")
BEFORE_TOWN = re.compile(r"^(?:the )?(?:city|town|village|ciudad|pueblo) (?:of|de) |^(?:downtown|greater|centro de) ")
BEFORE_COUNTY = re.compile(r"^(?:the )?(?:county of|(?:el )?condado (?:de|del) )\s*")
COUNTY_AT_END = re.compile(rf" (?:{'|'.join(COUNTY_WORDS)})$")


class Gazetteer:
    """Looks up places by name and by point. Holds about 40 MB for the whole country and touches no database."""

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
        self._states = {
            name_key(name): state for state in STATES for name in (state.name, state.spanish, state.code) if name
        }

    def _add_connecticut(self) -> None:
        """The old counties, made of the ZIPs that name them; without an outline, since the regions have theirs."""
        connecticut = [row for row in self._zips.values() if row.state == "CT"]
        for key, fips in CONNECTICUT_COUNTIES.items():
            rows = [row for row in connecticut if _old_county(row) == fips]
            if rows:
                middle = shapely.MultiPoint([(row.lon, row.lat) for row in rows]).centroid
                name = f"{key.title()} County"
                self.counties[fips] = CountyRow(fips, name, key, "CT", middle.y, middle.x, shapely.MultiPolygon())
                self._zip_counts[fips] = len(rows)

    # Names

    def zip_row(self, code: str) -> ZipRow | None:
        """The ZIP, by its five digits."""
        return self._zips.get(code)

    def state_named(self, name: str) -> State | None:
        """By English or Spanish name or two letters, in any case."""
        return self._states.get(name_key(name))

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

    def place(self, text: str, near_state: str = "") -> Place | None:
        """The place `text` names, or None: a ZIP (ZIP+4), "Chelsea, MA", "Suffolk County", a state.

        Of several towns or counties of one name, one in `near_state` is meant, else the one with the most ZIPs.
        """
        said = " ".join(text.split()).strip(" ,.;")
        code = ZIP.search(said)
        if code:
            row = self._zips.get(code[1] or code[2])
            return self.place_of_zip(row) if row else self.place(said.replace(code[0], ""), near_state)
        for head, state in self._with_state(said, near_state):
            found = self._named(head, state, near_state)
            if found:
                return found
        return None

    def _with_state(self, said: str, near_state: str) -> list[tuple[str, str]]:
        """The ways to split off a state, the longest state first, and last the text as it is."""
        words = said.replace(",", " ").split()
        split = []
        for size in (3, 2, 1):
            state = self.state_named(" ".join(words[-size:])) if len(words) >= size else None
            if state and not (size == len(words) and self.is_big_city(said, near_state)):
                split.append((" ".join(words[:-size]), state.code))
        return [*split, (" ".join(words), "")]

    def is_big_city(self, said: str, near_state: str = "") -> bool:
        """Is a state's name more likely its city's? "New York" is; "Washington" is where the capital is at home."""
        state = self.state_named(said)
        states = {state.code, near_state} if state else {near_state}
        return any(town.weight >= BIG_CITY and town.state in states for town in self.towns_named(said))

    def _named(self, head: str, state: str, near_state: str) -> Place | None:
        key = name_key(head)
        if not key:
            return self.place_of_state(state)
        if COUNTY_AT_END.search(key) or BEFORE_COUNTY.search(key):
            named = self._preferred(self.counties_named(key, state), near_state)
            if named:
                return self.place_of_county(named)
        town = self._preferred(self._towns_called(key, state), near_state)
        county = self._preferred(self.counties_named(key, state), near_state)
        if county and (town is None or (county.state == near_state != town.state)):
            return self.place_of_county(county)
        return self.place_of_town(town) if town else None

    def _towns_called(self, key: str, state: str) -> tuple[TownRow, ...]:
        """Also "City of Lynn", "downtown Lynn" and, when no town has that whole name, "Baltimore city"."""
        plain = BEFORE_TOWN.sub("", key)
        return self.towns_named(plain, state) or self.towns_named(plain.removesuffix(" city"), state)

    def _preferred(self, rows: tuple[Named, ...], near_state: str) -> Named | None:
        """Of several of one name: the one in `near_state`, then the heaviest, then the one with more ZIPs around it."""
        if len(rows) <= 1:
            return rows[0] if rows else None
        return max(rows, key=lambda row: (row.state == near_state, self._weight(row), self._zips_around(row)))

    def _weight(self, row: TownRow | CountyRow) -> int:
        return row.weight if isinstance(row, TownRow) else self._zip_counts[row.fips]

    def _zips_around(self, row: TownRow | CountyRow) -> int:
        low, high = np.searchsorted(self._latitudes, (row.lat - NEAR_DEGREES, row.lat + NEAR_DEGREES))
        return int((np.abs(self._longitudes[low:high] - row.lon) < NEAR_DEGREES).sum())

    def suggestions(self, text: str, near_states: Collection[str] = ()) -> tuple[str, ...]:
        """Up to three towns `text` may be a misspelling of, as "Boston, MA"; those in `near_states` come first."""
        head, state = self._with_state(" ".join(text.split()), "")[0]
        key = name_key(head)
        alike = process.extract(key, self._towns.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=12)
        found = [
            (score + HOME_BONUS * (town.state in near_states) + min(town.weight, 10) / 2, self._zips_around(town), town)
            for name, score, _ in alike
            for town in self._towns[name]
            if state in {"", town.state}
        ]
        found.sort(key=lambda each: each[:2], reverse=True)
        good = [town for score, _, town in found if score >= found[0][0] - WORSE]
        return tuple(f"{town.name}, {town.state}" for town in good[:SUGGESTIONS])

    # Places

    def place_of_zip(self, row: ZipRow) -> Place:
        """Everything that reaches a ZIP: itself, the towns it is in, its county (and Connecticut's old one), state, nation."""
        towns = {city_key(town) for town in self._towns_of_zip.get((row.state, row.zip), ())}
        county = self.counties.get(row.county_fips)
        return Place(
            label=f"{row.zip}, {row.city} {row.state}",
            kind="zip",
            lat=row.lat,
            lon=row.lon,
            area_keys=frozenset({f"zip:{row.zip}", f"state:{row.state}", *towns, *_county_keys([row])}) | EVERYWHERE,
            zip_code=row.zip,
            city=row.city,
            county=county.name if county else "",
            state=row.state,
        )

    def place_of_town(self, town: TownRow) -> Place:
        """Everything that reaches a town: itself, its ZIPs, the counties that hold a good part of it, state, nation."""
        rows = [self._zips[code] for code in town.zips if code in self._zips]
        counts = Counter(key for row in rows for key in _county_keys([row]))
        counties = {key for key, count in counts.items() if count >= MAIN_SHARE * len(rows)}
        county = self.counties.get(town.county_fips)
        keys = {city_key(town), f"state:{town.state}", *(f"zip:{code}" for code in town.zips)}
        return Place(
            label=f"{town.name}, {town.state}",
            kind="city",
            lat=town.lat,
            lon=town.lon,
            area_keys=frozenset(keys | counties) | EVERYWHERE,
            city=town.name,
            county=county.name if county else "",
            state=town.state,
        )

    def place_of_county(self, county: CountyRow) -> Place:
        """Everything that reaches a whole county; a Connecticut one is reached by the regions that share it, too."""
        candidates = self._zips.values() if county.fips in CONNECTICUT_COUNTIES.values() else ()
        sharing = [row for row in candidates if _old_county(row) == county.fips]
        keys = {f"county:{county.fips}", f"state:{county.state}", *_county_keys(sharing)}
        return Place(
            label=f"{county.name}, {county.state}",
            kind="county",
            lat=county.lat,
            lon=county.lon,
            area_keys=frozenset(keys) | EVERYWHERE,
            county=county.name,
            state=county.state,
        )

    def place_of_state(self, code: str) -> Place | None:
        """A whole state by its two letters, its point the mean of its ZIPs; None when the gazetteer holds no ZIP of it."""
        if code not in self._state_points:
            return None
        keys = frozenset({f"state:{code}"}) | EVERYWHERE
        name = next(state.name for state in STATES if state.code == code)
        return Place(name, "state", *self._state_points[code], keys, state=code)

    def place_at(self, lat: float, lon: float) -> Place | None:
        """A point, reached by what reaches the nearest ZIP; None outside the country."""
        row = self.nearest_zip(lat, lon)
        if row is None:
            return None
        near = self.place_of_zip(row)
        return Place(
            near.label, "point", lat, lon, near.area_keys, row.zip, row.city, near.county, row.state, rough=False
        )

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


def _old_county(row: ZipRow) -> str:
    """The code of Connecticut's old county a ZIP names; empty elsewhere."""
    if row.state != "CT":
        return ""
    return CONNECTICUT_COUNTIES.get(name_key(row.county_name.removesuffix(" County")), "")


def _county_keys(rows: Iterable[ZipRow]) -> set[str]:
    return {f"county:{code}" for row in rows for code in (row.county_fips, _old_county(row)) if code}


_LOADED: WeakKeyDictionary[Pool, Gazetteer] = WeakKeyDictionary()


def gazetteer_of(session: Session) -> Gazetteer:
    """The gazetteer of the session's database, read once per process (0.5 s). Raises NotReady when it is empty.

    A gazetteer loaded again by another process is seen after a restart.
    """
    pool = session.get_bind().engine.pool
    if pool not in _LOADED:
        _LOADED[pool] = read_gazetteer(session)
    return _LOADED[pool]


def read_gazetteer(session: Session) -> Gazetteer:
    """The gazetteer's tables as an object. Raises NotReady when they are empty."""
    shared = sys.intern  # one string in memory for each state, zone, county and city, however many rows name it
    zips = [
        ZipRow(
            shared(code),
            shared(city),
            shared(state),
            shared(county),
            shared(fips),
            lat,
            lon,
            shared(zone),
            shared(kind),
        )
        for code, city, state, county, fips, lat, lon, zone, kind in _rows(session, ZipCode, ZipRow._fields)
    ]
    if not zips:
        message = "The gazetteer of ZIP codes, towns and counties is empty. Run `resourceloop geo load` first."
        raise NotReady(message)
    towns = [
        TownRow(shared(state), shared(key), shared(name), shared(fips), lat, lon, list(map(shared, codes)), weight)
        for state, key, name, fips, lat, lon, codes, weight in _rows(session, Town, TownRow._fields)
    ]
    counties = [CountyRow(*row) for row in _rows(session, County, CountyRow._fields)]
    return Gazetteer(zips, towns, counties)


def _rows(session: Session, model: type[Base], names: Iterable[str]) -> Iterator[Any]:
    """Columns of a table, a part at a time and without the ORM's work on each row."""
    columns = Base.metadata.tables[model.__tablename__].columns
    query = select(*(columns[name] for name in names)).execution_options(yield_per=READ_AT_ONCE)
    yield from session.connection().execute(query)
