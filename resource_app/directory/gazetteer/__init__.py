"""Where is it? ZIP codes, towns, counties and states by name and by point; loaded once per process from the database."""

import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from rapidfuzz import fuzz, process
from sqlalchemy import Pool, select
from sqlalchemy.orm import Session

from resource_app.database import Base
from resource_app.directory.gazetteer.home import NOWHERE, Home
from resource_app.directory.gazetteer.names import name_key, zip_mended
from resource_app.directory.gazetteer.regions import REGIONS, Region
from resource_app.directory.gazetteer.rows import BEFORE_COUNTY, COUNTY_AT_END, Rows, city_key, county_keys, old_county
from resource_app.directory.gazetteer.sources import CountyRow, TownRow, ZipRow
from resource_app.directory.gazetteer.states import CONNECTICUT_COUNTIES, STATES
from resource_app.directory.models.gazetteer import County, Town, ZipCode
from resource_app.errors import NotReady
from search.query import Place

Row = TownRow | CountyRow | Region

EVERYWHERE = frozenset({"nation:US", "virtual"})
MAIN_SHARE = 0.2  # a county with a smaller share of a town's ZIPs is only brushed by it
BIG_CITY = 20  # standard ZIPs: "New York" is the city, "Washington" the state
WELL_KNOWN = 5  # standard ZIPs: a town elsewhere that may be meant although it is not at home
MUCH = 8  # so many times the ZIPs make a city beside a hamlet
BIGGER = 4  # so many times the ZIPs of the place at home, for one far away to be meant after all
ALSO_MEANT = 3  # other readings of a name
LIKENESS = 78.0  # of two spellings, 0 to 100
SUGGESTIONS = 3
HOME_BONUS = 10.0
WORSE = 12.0  # points of likeness under the best suggestion that still make one
READ_AT_ONCE = 2_000
ZIP = re.compile(r"(?<!\d)(\d{5})(?:-\d{4})?$|^(\d{5})(?:-\d{4})?(?=[ ,])")
BEFORE_TOWN = re.compile(r"^(?:the )?(?:city|town|village|ciudad|pueblo) (?:of|de) |^(?:downtown|greater|centro de) ")
REGIONS_BY_KEY: dict[str, tuple[Region, ...]] = {
    key: tuple(region for region in REGIONS if key in map(name_key, region.names))
    for key in {name_key(name) for region in REGIONS for name in region.names}
}


class Gazetteer(Rows):
    """Looks up places by name and by point. Holds about 40 MB for the whole country and touches no database."""

    def place(self, text: str, home: Home = NOWHERE) -> Place | None:
        """The place `text` most likely names, or None: the first of its readings."""
        return next(iter(self.readings(text, home)), None)

    def readings(self, text: str, home: Home = NOWHERE) -> tuple[Place, ...]:
        """The places `text` may name, the likeliest first: a ZIP (ZIP+4), "Chelsea, MA", "Suffolk County", a state, a region.

        Of several of one name, those at home come first, then those near the directory's places; among these a region, then
        a town, then a county; among these the one with the most ZIPs, the most listings around it, and the most ZIPs around.
        """
        said = zip_mended(" ".join(text.split()).strip(" ,.;"))
        code = ZIP.search(said)
        if code:
            row = self._zips.get(code[1] or code[2])
            return (self.place_of_zip(row),) if row else self.readings(said.replace(code[0], ""), home)
        for head, state in self._with_state(said, home):
            found = self._named(head, state, home)
            if found:
                return found
        return ()

    def _with_state(self, said: str, home: Home) -> list[tuple[str, str]]:
        """The ways to split off a state, the longest state first, and last the text as it is."""
        words = said.replace(",", " ").split()
        split = []
        for size in (3, 2, 1):
            state = self.state_named(" ".join(words[-size:]), informal=True) if len(words) >= size else None
            if state and not (size == len(words) and self.is_big_city(said, home.states)):
                split.append((" ".join(words[:-size]), state.code))
        return [*split, (" ".join(words), "")]

    def is_big_city(self, said: str, home_states: Collection[str] = ()) -> bool:
        """Is a state's name more likely its city's? "New York" is; "Washington" is where the capital is at home."""
        state = self.state_named(said)
        states = {state.code, *home_states} if state else set(home_states)
        return any(town.weight >= BIG_CITY and town.state in states for town in self.towns_named(said))

    def _named(self, head: str, state: str, home: Home) -> tuple[Place, ...]:
        key = name_key(head)
        if not key:
            whole = self.place_of_state(state)
            return (whole,) if whole else ()
        counties = self.counties_named(key, state)
        if counties and (COUNTY_AT_END.search(key) or BEFORE_COUNTY.search(key)):
            return self.likeliest(counties, home)
        return self.likeliest((*self.regions_named(key, state), *self._towns_called(key, state), *counties), home)

    def _towns_called(self, key: str, state: str) -> tuple[TownRow, ...]:
        """Also "City of Lynn", "downtown Lynn" and, when no town has that whole name, "Baltimore city"."""
        plain = BEFORE_TOWN.sub("", key)
        return self.towns_named(plain, state) or self.towns_named(plain.removesuffix(" city"), state)

    def regions_named(self, name: str, state: str = "") -> tuple[Region, ...]:
        """Every region of this name that lies (partly, in `state`) where we know places."""
        named = REGIONS_BY_KEY.get(name_key(name), ())
        return tuple(region for region in named if state in {"", *region.states} and any(self.parts_of_region(region)))

    def likeliest(self, rows: Iterable[Row], home: Home) -> tuple[Place, ...]:
        """The place people mean by the one name of `rows`, then those that some may mean as well."""
        ranked = sorted(rows, key=lambda row: self._rank(row, home))
        if not ranked:
            return ()
        first, *others = ranked
        also = [row for row in others if self._may_be_meant(row, first, home)]
        places = [self._place_of(row) for row in (first, *also[:ALSO_MEANT])]
        return tuple(place for place in places if place)

    def _rank(self, row: Row, home: Home) -> tuple[int, int, int, int, int, int, str]:
        if isinstance(row, Region):
            return self._tier(row, home), 0, 0, 0, 0, 0, row.names[0]
        is_town, zips = isinstance(row, TownRow), len(row.zips) if isinstance(row, TownRow) else 0
        around = home.listings_around(row.lat, row.lon), self.zips_around(row)
        return self._tier(row, home), 1 if is_town else 2, -self._weight(row), -zips, -around[0], -around[1], row.state

    def _tier(self, row: Row, home: Home) -> int:
        if isinstance(row, Region):
            return 0 if set(row.states) & set(home.states) else 2
        return home.tier(row.state, row.lat, row.lon)

    def _may_be_meant(self, row: Row, first: Row, home: Home) -> bool:
        """As near to home and no hamlet beside a city, or much bigger; a town's own county is no other place."""
        if isinstance(row, CountyRow) and isinstance(first, TownRow):
            own = f"county:{row.fips}" in self.place_of_town(first).area_keys
            return not own and self._tier(row, home) == self._tier(first, home)
        weight, least = self._weight(row), self._weight(first)
        as_near = self._tier(row, home) == self._tier(first, home) and weight * MUCH >= least
        return as_near or weight >= max(WELL_KNOWN, BIGGER * least)

    def _weight(self, row: Row) -> int:
        if isinstance(row, Region):
            return 0
        return row.weight if isinstance(row, TownRow) else self._zip_counts[row.fips]

    def suggestions(self, text: str, near_states: Collection[str] = ()) -> tuple[str, ...]:
        """Up to three towns `text` may be a misspelling of, as "Boston, MA"; those in `near_states` come first."""
        head, state = self._with_state(" ".join(text.split()), NOWHERE)[0]
        key = name_key(head)
        alike = process.extract(key, self._towns.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=12)
        found = [
            (score + HOME_BONUS * (town.state in near_states) + min(town.weight, 10) / 2, self.zips_around(town), town)
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
            area_keys=frozenset({f"zip:{row.zip}", f"state:{row.state}", *towns, *county_keys([row])}) | EVERYWHERE,
            zip_code=row.zip,
            city=row.city,
            county=county.name if county else "",
            state=row.state,
        )

    def place_of_town(self, town: TownRow) -> Place:
        """Everything that reaches a town: itself, its ZIPs, the counties that hold a good part of it, state, nation."""
        rows = [self._zips[code] for code in town.zips if code in self._zips]
        counts = Counter(key for row in rows for key in county_keys([row]))
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
        sharing = [row for row in candidates if old_county(row) == county.fips]
        keys = {f"county:{county.fips}", f"state:{county.state}", *county_keys(sharing)}
        return Place(
            label=f"{county.name}, {county.state}",
            kind="county",
            lat=county.lat,
            lon=county.lon,
            area_keys=frozenset(keys) | EVERYWHERE,
            county=county.name,
            state=county.state,
            inside=frozenset({f"county:{county.fips}"}),
        )

    def parts_of_region(self, region: Region) -> tuple[list[CountyRow], list[TownRow]]:
        """The counties and towns of a region that the gazetteer holds."""
        counties, towns = ([name.rpartition(", ") for name in names] for names in (region.counties, region.towns))
        return (
            [row for name, _, state in counties for row in self.counties_named(name, state)[:1]],
            [row for name, _, state in towns for row in self.towns_named(name, state)[:1]],
        )

    def place_of_region(self, region: Region) -> Place | None:
        """Everything that reaches a part of a region; None when the gazetteer holds none of its counties and towns."""
        counties, towns = self.parts_of_region(region)
        if not counties and not towns:
            return None
        places = [*map(self.place_of_county, counties), *map(self.place_of_town, towns)]
        name = region.names[0]
        return Place(
            label=f"{name}, {region.states[0]}" if len(region.states) == 1 else name,
            kind="region",
            lat=round(float(np.mean([place.lat for place in places])), 4),
            lon=round(float(np.mean([place.lon for place in places])), 4),
            area_keys=frozenset().union(*(place.area_keys for place in places)),
            state=region.states[0],
            inside=frozenset(
                {*(f"county:{row.fips}" for row in counties), *(f"zip:{z}" for row in towns for z in row.zips)}
            ),
        )

    def _place_of(self, row: Row) -> Place | None:
        if isinstance(row, Region):
            return self.place_of_region(row)
        return self.place_of_town(row) if isinstance(row, TownRow) else self.place_of_county(row)

    def place_of_state(self, code: str) -> Place | None:
        """A whole state by its two letters, its point the mean of its ZIPs; None when the gazetteer holds no ZIP of it."""
        if code not in self._state_points:
            return None
        keys = frozenset({f"state:{code}"}) | EVERYWHERE
        name = next(state.name for state in STATES if state.code == code)
        inside = frozenset({f"state:{code}"})
        return Place(name, "state", *self._state_points[code], keys, state=code, inside=inside)

    def located(self, lat: float, lon: float) -> tuple[str, ...]:
        """The area keys a point lies in: its state, its county (Connecticut's old one, too) and the ZIP nearest to it."""
        row, county = self.nearest_zip(lat, lon), self.county_at(lat, lon)
        if row is None:
            return ()
        counties = {f"county:{county.fips}"} if county else county_keys([row])
        if county and county.state == row.state == "CT":
            counties |= county_keys([row])
        return (f"state:{county.state if county else row.state}", *sorted(counties), f"zip:{row.zip}")

    def place_at(self, lat: float, lon: float) -> Place | None:
        """A point, reached by what reaches the nearest ZIP; None outside the country."""
        row = self.nearest_zip(lat, lon)
        if row is None:
            return None
        near = self.place_of_zip(row)
        return Place(
            near.label, "point", lat, lon, near.area_keys, row.zip, row.city, near.county, row.state, rough=False
        )


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
