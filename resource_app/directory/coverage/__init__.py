"""Whom does a listing serve? Areas with a confidence, read from HSDS service areas: free-text names and GeoJSON shapes.

What cannot be read stays unknown, and unknown is neither everywhere nor nowhere.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import shapely
from rapidfuzz import fuzz
from shapely.geometry.base import BaseGeometry

from resource_app.directory.coverage.words import (
    COUNTY_AFTER,
    COUNTY_BEFORE,
    LEADING,
    MANY_COUNTIES,
    NEW_ENGLAND,
    PART,
    PHRASES,
    ROUGHLY,
    SEPARATORS,
    STATE_SAID,
    TRAILING,
)
from resource_app.directory.gazetteer import Gazetteer
from resource_app.directory.gazetteer.names import name_key
from resource_app.directory.gazetteer.sources import CountyRow, TownRow
from resource_app.directory.gazetteer.states import STATES
from resource_app.geometry import miles_between
from search.documents import Area

Why = Literal["part", "ambiguous", "unknown", "far", "shape"]

STATED, HOME, ALONE, ROUGH = (
    1.0,
    0.9,
    0.7,
    0.6,
)  # confidence: state said or only one; in the listing's state; only one; roughly
KNOWN_TOWN = 2  # standard ZIPs: a smaller town in another state is a chance likeness
FAR_MILES = 60.0  # a town this far from everything else a listing serves is another town of that name
SOME = 2  # other areas with a point, to say that a town is far from them; states in a list, to say that it is one of states
LETTERS_THAT_ARE_WORDS = frozenset({"IN", "OR", "ME", "HI", "OK", "OH", "DE", "LA", "PA"})
LIKE_COUNTY = 75.0  # "Counry", "Couonty"
ZIP = re.compile(r"(?<![\d-])(\d{5})(?:-\d{4})?(?!\d)")
SHAPES = frozenset({"Polygon", "MultiPolygon"})
MOST_POINTS = 2_000  # a finer outline is simplified to about 100 m
ABOUT_100_METRES = 0.001  # degrees
NAMES_REMEMBERED = 4_096  # a directory names the same few areas again and again


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of text, or a shape, that names no area we know, and why."""

    text: str
    why: Why
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What could be read, and what could not."""

    areas: tuple[Area, ...]
    unread: tuple[Unread, ...] = ()


def areas_of(said: Sequence[Mapping[str, Any]], gazetteer: Gazetteer, near_state: str = "") -> tuple[Area, ...]:
    """The areas HSDS service_area bodies name; `near_state` is the state the listing is in, if known."""
    return read(said, gazetteer, near_state).areas


def read(said: Sequence[Mapping[str, Any]], gazetteer: Gazetteer, near_state: str = "") -> Coverage:
    """The same, with what stays unknown. Without `near_state`, the one state of all that is sure decides about the rest."""
    found = [_of_body(body, gazetteer, near_state) for body in said]
    sure = {area.state for each in found for area in each.areas if area.state and area.confidence >= HOME}
    if not near_state and len(sure) == 1:
        (state,) = sure
        found = [_of_body(body, gazetteer, state) for body in said]
    kept, far = _without_far(_surest([area for each in found for area in each.areas]), gazetteer)
    unread = [gap for each in found for gap in each.unread]
    return Coverage(kept, (*unread, *(Unread(area.name, "far") for area in far)))


def _surest(areas: Sequence[Area]) -> tuple[Area, ...]:
    """Each area once, as surely as it was read; polygons are told apart by their names."""
    best: dict[tuple[str, str], Area] = {}
    for area in areas:
        mark = (area.key, area.name if area.kind == "polygon" else "")
        if mark not in best or best[mark].confidence < area.confidence:
            best[mark] = area
    return tuple(best.values())


def _of_body(body: Mapping[str, Any], gazetteer: Gazetteer, near_state: str) -> Coverage:
    name = str(body.get("name") or "").strip()
    extent = body.get("extent")
    if extent:
        shape = shape_of(extent, str(body.get("extent_type") or ""))
        if isinstance(shape, Unread):
            named = of_name(name, gazetteer, near_state)
            return replace(named, unread=(*named.unread, shape))
        return Coverage((Area("polygon", "", name, near_state, STATED, shapely.geometry.mapping(shape)),))
    return of_name(name or str(body.get("description") or "").strip(), gazetteer, near_state)


# Shapes


def shape_of(extent: Any, extent_type: str) -> BaseGeometry | Unread:
    """The polygon of an HSDS extent (extent_type geojson, or none given); anything else is Unread with the reason."""
    if extent_type.lower() not in {"geojson", ""}:
        return Unread("", "shape", f"shapes of the type {extent_type} are not read")
    try:
        data = json.loads(extent) if isinstance(extent, str) else extent
        shape = shapely.union_all([shapely.geometry.shape(each) for each in _geometries(data)])
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, shapely.errors.ShapelyError) as error:
        return Unread("", "shape", f"not a GeoJSON shape ({error})")
    if shape.geom_type not in SHAPES or shape.is_empty:
        return Unread("", "shape", "an area must be a polygon")
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004 - the globe in degrees
        return Unread("", "shape", "longitude and latitude are not on the globe")
    return shape if shapely.get_num_coordinates(shape) <= MOST_POINTS else shape.simplify(ABOUT_100_METRES)


def _geometries(data: Any) -> list[Any]:
    if data["type"] == "FeatureCollection":
        return [feature["geometry"] for feature in data["features"]]
    return [data["geometry"]] if data["type"] == "Feature" else [data]


# Names


@lru_cache(maxsize=NAMES_REMEMBERED)
def of_name(text: str, gazetteer: Gazetteer, near_state: str = "") -> Coverage:
    """The areas one free-text name means: a place, a list of places, a list of ZIPs, "statewide"."""
    areas: list[Area] = []
    unread: list[Unread] = []
    for part in filter(None, (piece.strip() for piece in re.split(r"[;\n•]", text))):
        codes = ZIP.findall(part)
        found = _of_zips(codes, gazetteer) if codes else _of_list(part, gazetteer, near_state)
        areas.extend(found.areas)
        unread.extend(found.unread)
    return Coverage(tuple(areas), tuple(unread))


def _of_zips(codes: Sequence[str], gazetteer: Gazetteer) -> Coverage:
    rows = [(code, gazetteer.zip_row(code)) for code in dict.fromkeys(codes)]
    areas = tuple(Area("zip", row.zip, row.zip, row.state) for _, row in rows if row)
    return Coverage(areas, tuple(Unread(code, "unknown") for code, row in rows if not row))


def _of_list(text: str, gazetteer: Gazetteer, near_state: str) -> Coverage:
    """The whole as one name; when it is none, its pieces, "Counties" and a state at the end standing for all of them."""
    whole = _one(text, gazetteer, near_state)
    pieces = [piece.strip(" .:()") for piece in SEPARATORS.split(text.split(":", 1)[-1])]
    pieces = [piece for piece in pieces if piece]
    if whole.areas or len(pieces) <= 1:
        return whole
    named = _with_states(_with_counties(text, pieces), gazetteer)
    states = {piece for piece, _ in named if gazetteer.state_named(piece)}
    bare = states if len(states) >= SOME else set()  # among states none is a town: "Maine, Vermont and Washington"
    found = [
        _one(piece, gazetteer, state or ("" if piece in bare else near_state), stated=bool(state))
        for piece, state in named
    ]
    return Coverage(
        tuple(area for each in found for area in each.areas), tuple(gap for each in found for gap in each.unread)
    )


def _with_counties(text: str, pieces: list[str]) -> list[str]:
    """Every piece is a county in "San Mateo and Santa Clara Counties" and "Condados de Suffolk y Essex"."""
    folded = name_key(text)
    if not MANY_COUNTIES.search(folded):
        return pieces
    bare = [re.sub(r"(?i)\bcounties\b|^.*?\bcondados (?:de|del)\b", " ", piece).strip(" .:") for piece in pieces]
    complete = (len(piece) == 2 or COUNTY_AFTER.search(name_key(piece)) for piece in bare)  # noqa: PLR2004 - "MA"
    return [piece if whole else f"{piece} county" for piece, whole in zip(bare, complete, strict=True) if piece]


def _with_states(pieces: list[str], gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """A state's two letters after towns ("Chelsea, Revere, MA") say where they are and are no area themselves."""
    named: list[tuple[str, str]] = []
    for piece in pieces:
        state = gazetteer.state_named(piece) if len(piece) == 2 else None  # noqa: PLR2004 - postal letters
        if state and named and not gazetteer.state_named(named[-1][0]):
            named = [(name, said or state.code) for name, said in named]
        else:
            named.append((piece, ""))
    return named


def _one(text: str, gazetteer: Gazetteer, state: str, *, stated: bool = False) -> Coverage:
    """One name that is not a list: as it stands, without the words around it, or roughly ("Greater Lynn")."""
    keys = _barer(name_key(text))
    near = "" if keys and STATE_SAID.search(keys[0]) else state  # a town of the state's name is not meant
    for key in keys:
        found = _phrase(key, state) or _region(key, gazetteer, state) or _place(key, gazetteer, near, stated=stated)
        if found:
            return Coverage(found)
    for key in keys:
        rough = ROUGHLY.sub("", key)
        if rough != key and (found := _place(rough, gazetteer, state, stated=stated)):
            return Coverage(tuple(replace(area, confidence=min(area.confidence, ROUGH)) for area in found))
    return Coverage((), (Unread(text, _why_not(keys[-1], gazetteer)),) if keys else ())


def _barer(key: str) -> list[str]:
    """The name, then the name with fewer and fewer of the words that do not change it, the whole name first."""
    keys = [key] if key else []
    while key:
        shorter = TRAILING.sub("", LEADING.sub("", key, count=1)).strip()
        if not shorter or shorter == key:
            break
        keys.append(shorter)
        key = shorter
    return keys


def _why_not(key: str, gazetteer: Gazetteer) -> Why:
    if gazetteer.towns_named(key) or gazetteer.counties_named(key):
        return "ambiguous"
    return "part" if PART.search(key) else "unknown"


def _phrase(key: str, state: str) -> tuple[Area, ...]:
    for phrase in PHRASES:
        if not phrase.pattern.fullmatch(key):
            continue
        if phrase.kind == "virtual":
            return (Area("virtual", "", "", confidence=phrase.confidence),)
        if phrase.kind == "nation":
            return (Area("nation", "US", "United States", confidence=phrase.confidence),)
        return (_state_area(state, phrase.confidence),) if state else ()
    return ()


def _state_area(code: str, confidence: float) -> Area:
    return Area("state", code, next(state.name for state in STATES if state.code == code), code, confidence)


def _region(key: str, gazetteer: Gazetteer, state: str) -> tuple[Area, ...]:
    if key == "new england":
        return tuple(_state_area(code, STATED) for code in NEW_ENGLAND)
    named = gazetteer.regions_named(key, state)
    if len(named) != 1:
        return ()
    counties, towns = gazetteer.parts_of_region(named[0])
    areas = (*(_county_area(row, STATED) for row in counties), *(_city_area(row, STATED) for row in towns))
    return tuple(replace(area, confidence=named[0].confidence) for area in areas)


def _county_area(county: CountyRow, confidence: float) -> Area:
    return Area("county", county.fips, county.name, county.state, confidence)


def _state_named(key: str, gazetteer: Gazetteer, near_state: str) -> tuple[Area, ...]:
    named = gazetteer.state_named(key)
    if named is None or (len(key) == 2 and key.upper() in LETTERS_THAT_ARE_WORDS):  # noqa: PLR2004 - postal letters
        return ()
    doubtful = key == "new york" and near_state != "NY"  # the city, perhaps
    return (_state_area(named.code, ROUGH if doubtful else STATED),)


def _place(key: str, gazetteer: Gazetteer, state: str, *, stated: bool) -> tuple[Area, ...]:
    """A state, a county or a town; a state that ends the name ("Chelsea Massachusetts") decides."""
    named = _state_named(key, gazetteer, state)
    if named and (state in {"", named[0].state} or not gazetteer.towns_named(key, state)):
        return named  # but Washington, for a listing in Massachusetts, is the town there
    words = key.split()
    for size in (2, 1):
        ending = gazetteer.state_named(" ".join(words[-size:])) if len(words) > size else None
        if ending and (found := _local(" ".join(words[:-size]), gazetteer, ending.code, stated=True)):
            return found
    return _local(key, gazetteer, state, stated=stated)


def _local(key: str, gazetteer: Gazetteer, state: str, *, stated: bool) -> tuple[Area, ...]:
    county_name = _county_name(key)
    if county_name:
        return _county_of(gazetteer.counties_named(county_name), state, STATED, HOME, stated=stated)
    towns = gazetteer.towns_named(key)
    here = next((town for town in towns if town.state == state), None)
    if here:
        return (_city_area(here, STATED if stated else HOME),)
    if len(towns) == 1 and not stated and towns[0].weight >= KNOWN_TOWN:
        return (_city_area(towns[0], ALONE),)
    return _county_of(gazetteer.counties_named(key, state), state, ALONE, ALONE, stated=stated) if state else ()


def _city_area(town: TownRow, confidence: float) -> Area:
    return Area("city", f"{town.state}/{town.name_key}", town.name, town.state, confidence)


def _county_of(
    counties: tuple[CountyRow, ...], state: str, here: float, only: float, *, stated: bool
) -> tuple[Area, ...]:
    """The county in the listing's state (confidence `here`), else the only one there is (`only`); several stay unknown."""
    found = next((county for county in counties if county.state == state), None)
    if found:
        return (_county_area(found, here),)
    return (_county_area(counties[0], only),) if len(counties) == 1 and not stated else ()


def _county_name(key: str) -> str:
    """The county's bare name when the name says it is a county, also misspelt; else empty."""
    before, after = COUNTY_BEFORE.sub("", key), COUNTY_AFTER.sub("", key)
    if before != key or after != key:
        return COUNTY_AFTER.sub("", before)
    words = key.split()
    misspelt = len(words) > 1 and fuzz.ratio(words[-1], "county") >= LIKE_COUNTY
    return " ".join(words[:-1]) if misspelt else ""


def _without_far(areas: tuple[Area, ...], gazetteer: Gazetteer) -> tuple[tuple[Area, ...], tuple[Area, ...]]:
    """Towns whose state was guessed and that lie far from all else served are other towns of the same name."""
    points = {area.key: point for area in areas if (point := _point(area, gazetteer))}
    doubtful = [
        area
        for area in areas
        if area.kind == "city" and area.confidence < STATED and _town(area, gazetteer).weight < KNOWN_TOWN
    ]

    def is_far(area: Area) -> bool:
        others = [point for key, point in points.items() if key != area.key]
        return len(others) >= SOME and min(miles_between(*points[area.key], *point) for point in others) > FAR_MILES

    far = tuple(area for area in doubtful if is_far(area))
    return tuple(area for area in areas if area not in far), far


def _town(area: Area, gazetteer: Gazetteer) -> TownRow:
    state, _, key = area.code.partition("/")
    return gazetteer.towns_named(key, state)[0]


def _point(area: Area, gazetteer: Gazetteer) -> tuple[float, float] | None:
    if area.kind == "county":
        county = gazetteer.counties.get(area.code)
        return (county.lat, county.lon) if county else None
    if area.kind == "city":
        town = _town(area, gazetteer)
        return town.lat, town.lon
    return None
