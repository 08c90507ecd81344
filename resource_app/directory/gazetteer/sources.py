"""Where do ZIP codes, towns and counties come from? Two ZIP packages and the build's county map, or own files.

Pure but for the reading: bytes and packages in, rows out. The packages take 150 MB, so only `geo load` imports them.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from resource_app.directory.gazetteer.names import name_key
from resource_app.directory.gazetteer.states import STATES
from resource_app.errors import BadInput, NotReady

STATE_OF_FIPS = {state.fips: state.code for state in STATES}
STATE_CODES = frozenset(state.code for state in STATES)
FIRST_INDEPENDENT_CITY = 510  # county codes from here on are cities outside every county (VA, MD, MO, NV)
CENSUS_AREAS = frozenset(
    (
        "Aleutians West",
        "Bethel",
        "Chugach",
        "Copper River",
        "Dillingham",
        "Hoonah-Angoon",
        "Kusilvak",
        "Nome",
        "Prince of Wales-Hyder",
        "Southeast Fairbanks",
        "Yukon-Koyukuk",
    )
)
COUNTY_SUFFIX = {"LA": " Parish", "PR": " Municipio", "CT": " Planning Region"}
NO_SUFFIX = frozenset({"DC", "GU", "VI", "AS", "MP"})
FAR_OFF_DEGREES = 0.35  # a ZIP's point this far from every county lies in no county
SMALLEST_RING = 4  # points; the map's coarse grid shrinks the smallest places to less
CSV_COLUMNS = ("zip", "city", "state", "county_name", "county_fips", "lat", "lon", "zone", "kind", "other_cities")
CSV_NEEDED = ("zip", "city", "state", "lat", "lon", "zone")

Progress = Callable[[int, int], None]


class CountyRow(NamedTuple):
    """One county with its outline and a point inside it."""

    fips: str
    name: str
    name_key: str
    state: str
    lat: float
    lon: float
    outline: BaseGeometry


class ZipRow(NamedTuple):
    """One ZIP code, in the columns of the table zip_code."""

    zip: str
    city: str
    state: str
    county_name: str
    county_fips: str
    lat: float
    lon: float
    zone: str
    kind: str


class TownRow(NamedTuple):
    """One town name, in the columns of the table town."""

    state: str
    name_key: str
    name: str
    county_fips: str
    lat: float
    lon: float
    zips: list[str]
    weight: int


@dataclass(slots=True)
class Listed:
    """A ZIP as a source lists it, with the other town names its mail accepts; county_fips is empty when not known yet."""

    row: ZipRow
    other_cities: tuple[str, ...] = ()


# Counties


def counties_from_topojson(path: Path) -> list[CountyRow]:
    """The counties of a us-atlas file. Raises NotReady when the build did not fetch it."""
    if not path.is_file():
        message = f"The county map {path.name} is missing. Run `pip install -e .`, then `resourceloop geo load` again."
        raise NotReady(message)
    topology = json.loads(path.read_bytes())
    arcs = decode_arcs(topology)
    rows = (
        _county(str(shape["id"]), shape["properties"]["name"], decode_shape(shape, arcs))
        for shape in topology["objects"]["counties"]["geometries"]
    )
    return [row for row in rows if row is not None]


def decode_arcs(topology: dict[str, Any]) -> list[np.ndarray]:
    """Every arc of a TopoJSON topology as an array of longitude, latitude: sums of deltas, scaled and moved."""
    scale = np.array(topology["transform"]["scale"])
    translate = np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]


def decode_shape(shape: dict[str, Any], arcs: list[np.ndarray]) -> BaseGeometry:
    """One Polygon or MultiPolygon of a topology; rings are lists of arc numbers, ~n is arc n backwards."""

    def ring(numbers: list[int]) -> np.ndarray:
        parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
        return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])

    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    drawn = [[ring(numbers) for numbers in polygon] for polygon in polygons]
    whole = [
        [line for line in rings if len(line) >= SMALLEST_RING] for rings in drawn if len(rings[0]) >= SMALLEST_RING
    ]
    return polygons_only(shapely.MultiPolygon([(rings[0], rings[1:]) for rings in whole]))


def polygons_only(shape: BaseGeometry) -> BaseGeometry:
    """The shape made valid, as a MultiPolygon; lines and points that mending leaves over are dropped."""
    mended = shape if shape.is_valid else shapely.make_valid(shape)
    parts = [part for part in shapely.get_parts(mended) if part.geom_type in {"Polygon", "MultiPolygon"}]
    return shapely.MultiPolygon([polygon for part in parts for polygon in shapely.get_parts(part)])


def counties_from_geojson(path: Path) -> list[CountyRow]:
    """The counties of an operator's GeoJSON: features with a 5-digit GEOID (or GEO_ID, fips, id) and a NAME (or name)."""
    try:
        features = json.loads(path.read_bytes())["features"]
        rows = [_county_of_feature(feature) for feature in features]
    except (ValueError, KeyError, TypeError, IndexError, StopIteration, shapely.errors.ShapelyError) as error:
        message = f"{path.name} is not a GeoJSON collection of counties with GEOID and NAME ({error})."
        raise BadInput(message) from error
    return [row for row in rows if row is not None]


def _county_of_feature(feature: dict[str, Any]) -> CountyRow | None:
    about = feature["properties"]
    code = next(about[key] for key in ("GEOID", "GEO_ID", "fips", "FIPS", "id") if key in about)
    name = about["NAME"] if "NAME" in about else about["name"]
    return _county(str(code)[-5:], str(name), polygons_only(shapely.geometry.shape(feature["geometry"])))


def _county(fips: str, base: str, outline: BaseGeometry) -> CountyRow | None:
    state = STATE_OF_FIPS.get(fips[:2])
    if state is None or outline.is_empty:
        return None
    inside = outline.representative_point()
    centre = outline.centroid if outline.contains(outline.centroid) else inside
    name = county_label(fips, base, state)
    return CountyRow(fips, name, name_key(base), state, round(centre.y, 4), round(centre.x, 4), outline)


def county_label(fips: str, base: str, state: str) -> str:
    """The whole name: "Suffolk County", "Orleans Parish", "Baltimore city"; the Census files give the bare one."""
    if state in NO_SUFFIX or (base.endswith("City") and state != "VA"):
        return base
    if int(fips[2:]) >= FIRST_INDEPENDENT_CITY and state in {"VA", "MD", "MO"}:
        return f"{base} city"
    if state == "AK":
        return f"{base} Census Area" if base in CENSUS_AREAS else f"{base} Borough"
    return base + COUNTY_SUFFIX.get(state, " County")


# ZIP codes


def zips_from_packages() -> list[Listed]:
    """Active civil ZIPs of the packages: names of `zipcodes`, points and zones of `zip2info` first. Points at 0,0 are none."""
    import zip2info  # noqa: PLC0415 - takes memory only `geo load` needs
    import zipcodes  # noqa: PLC0415 - see above

    listed = []
    for entry in zipcodes.list_all():  # type: ignore[no-untyped-call]
        point = zip2info.coordinates(entry["zip_code"]) or (float(entry["lat"] or 0), float(entry["long"] or 0))
        if not entry["active"] or entry["state"] not in STATE_CODES or point == (0, 0):
            continue
        zone = zip2info.timezone(entry["zip_code"]) or entry["timezone"]
        row = ZipRow(entry["zip_code"], entry["city"], entry["state"], entry["county"], "", *point, zone, _kind(entry))
        listed.append(Listed(row, tuple(entry["acceptable_cities"])))
    return listed


def _kind(entry: dict[str, Any]) -> str:
    return str(entry["zip_code_type"]).lower().replace(" ", "-")


def zips_from_csv(path: Path) -> list[Listed]:
    """An operator's file with the columns of CSV_COLUMNS (those of CSV_NEEDED are enough); other_cities by semicolon.

    Raises BadInput naming the first line that cannot be used.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [name for name in CSV_NEEDED if name not in (reader.fieldnames or ())]
        if missing:
            message = f"{path.name} lacks the columns {', '.join(missing)}."
            raise BadInput(message)
        listed = [_listed(path, reader.line_num, cells) for cells in reader]
    if not listed:
        message = f"{path.name} holds no ZIP."
        raise BadInput(message)
    return listed


def _listed(path: Path, line: int, cells: dict[str, str]) -> Listed:
    text = {name: (cells.get(name) or "").strip() for name in CSV_COLUMNS}
    try:
        lat, lon = float(text["lat"]), float(text["lon"])
    except ValueError:
        lat = lon = 0.0
    code = text["zip"].zfill(5)
    if not (code.isdigit() and len(code) == 5 and text["state"] in STATE_CODES and (lat, lon) != (0, 0)):  # noqa: PLR2004 - a ZIP
        message = f"{path.name}, line {line}: a ZIP needs 5 digits, a state's two letters and a point."
        raise BadInput(message)
    kind = text["kind"] or "standard"
    row = ZipRow(
        code, text["city"], text["state"], text["county_name"], text["county_fips"], lat, lon, text["zone"], kind
    )
    return Listed(row, tuple(name.strip() for name in text["other_cities"].split(";") if name.strip()))


def with_counties(listed: list[Listed], counties: list[CountyRow]) -> list[Listed]:
    """The same ZIPs with county_fips from the point: the county around it, else the nearest one of the ZIP's own state.

    A point in another state is wrong about the ZIP, so its own state's nearest county is meant.
    """
    open_ones = [entry for entry in listed if not entry.row.county_fips]
    points = shapely.points(np.array([(entry.row.lon, entry.row.lat) for entry in open_ones]).reshape(-1, 2))
    tree = shapely.STRtree([county.outline for county in counties])
    around = {int(point): counties[county] for point, county in tree.query(points, "within").T}
    by_state = _CountiesOfStates(counties)
    for number, entry in enumerate(open_ones):
        county = around.get(number)
        if county is None or county.state != entry.row.state:
            county = by_state.nearest(entry.row, points[number])
        if county is not None:
            entry.row = entry.row._replace(county_fips=county.fips, county_name=entry.row.county_name or county.name)
    return listed


class _CountiesOfStates:
    """The counties of each state, to find the nearest one."""

    def __init__(self, counties: list[CountyRow]) -> None:
        self._of: dict[str, list[CountyRow]] = {}
        for county in counties:
            self._of.setdefault(county.state, []).append(county)

    def nearest(self, row: ZipRow, point: BaseGeometry) -> CountyRow | None:
        named = name_key(row.county_name.removesuffix(" County"))
        near = [(county.outline.distance(point), county) for county in self._of.get(row.state, ())]
        by_name = [county for _, county in near if county.name_key == named]
        distance, closest = min(near, key=lambda pair: pair[0], default=(FAR_OFF_DEGREES, None))
        if distance < FAR_OFF_DEGREES:
            return closest
        return by_name[0] if by_name else None


# Towns


@dataclass(slots=True)
class _Town:
    names: dict[str, int] = field(default_factory=dict)
    own: list[ZipRow] = field(default_factory=list)
    shared: list[ZipRow] = field(default_factory=list)


def towns_of(listed: Iterable[Listed]) -> list[TownRow]:
    """Every name mail accepts as a town: point and county from its own standard ZIPs, else from those that share it."""
    towns: dict[tuple[str, str], _Town] = {}
    for entry, name, own in _names(listed):
        town = towns.setdefault((entry.row.state, name_key(name)), _Town())
        town.names[name] = town.names.get(name, 0) + 1
        (town.own if own else town.shared).append(entry.row)
    return [_town_row(state, key, town) for (state, key), town in sorted(towns.items()) if key]


def _names(listed: Iterable[Listed]) -> Iterator[tuple[Listed, str, bool]]:
    for entry in listed:
        yield entry, entry.row.city, True
        own = name_key(entry.row.city)
        for other in dict.fromkeys(entry.other_cities):
            if name_key(other) != own:
                yield entry, other, False


def _town_row(state: str, key: str, town: _Town) -> TownRow:
    rows = town.own + town.shared
    standard = [row for row in rows if row.kind == "standard"]
    core = [row for row in town.own if row.kind == "standard"] or town.own or standard or rows
    fips = [row.county_fips for row in core]
    return TownRow(
        state,
        key,
        max(town.names, key=lambda name: (town.names[name], len(name))),
        max(set(fips), key=lambda code: (fips.count(code), code)),
        round(sum(row.lat for row in core) / len(core), 4),
        round(sum(row.lon for row in core) / len(core), 4),
        sorted({row.zip for row in rows}),
        len(standard),
    )
