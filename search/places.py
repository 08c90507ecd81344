"""Which listings are near a place, and which serve it? Distance over all listings at once; areas as postings."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from search.facts import KNOWN_AREAS, PLACED, REMOTE
from search.postings import Floats, Mask, Slots
from search.query import Box, Place
from search.ranking import FACTORS
from search.snapshot import Snapshot
from search.texts import term

EARTH_RADIUS_MILES = 3958.7613
LEAST_FOR_HOME = 50  # listings with a known area: fewer say nothing about where a directory is at home
RIVALS = 8  # counties a town may be in
LEAST_SHARE_OF_HOME = 0.4  # of them that serve one county (or state) for it to be home


@dataclass(frozen=True, slots=True)
class Around:
    """How each slot lies to a place: `miles` (infinite without a point), near, serving, and the place's factor."""

    miles: Floats
    near: Mask
    serves: Mask
    factor: Floats


def miles_from(snapshot: Snapshot, lat: float, lon: float) -> Floats:
    """Great-circle miles of every slot (haversine); infinite where a listing has no point."""
    phi = np.radians(snapshot.column("lat"))
    half_lat = np.sin((phi - np.radians(lat)) / 2) ** 2
    half_lon = np.sin(np.radians(snapshot.column("lon") - lon) / 2) ** 2
    share = half_lat + np.cos(phi) * np.cos(np.radians(lat)) * half_lon
    miles: Floats = (2 * EARTH_RADIUS_MILES * np.arcsin(np.sqrt(share))).astype(np.float32)
    miles[(snapshot.column("flags") & PLACED) == 0] = np.inf
    return miles


def around(snapshot: Snapshot, place: Place, within_miles: float) -> Around:
    """Near or serving, with the factor: nearness falls off slowly; a wide area says less than a narrow one.

    A place with an `inside` has no middle: near is who is in it, and nobody is any miles away.
    """
    if place.inside:
        near = _located(snapshot, place.inside)
        miles = np.full(snapshot.size, np.inf, dtype=np.float32)
    else:
        miles = miles_from(snapshot, place.lat, place.lon)
        near = miles <= within_miles
    serves = np.zeros(snapshot.size, dtype=np.bool_)
    factor = np.zeros(snapshot.size, dtype=np.float32)
    for keys, weight in areas_by_weight(place.area_keys):
        for key in keys:
            slots, _ = snapshot.postings.find(term("a", key))
            serves[slots] = True
            factor[slots] = weight
    outlined = _outlined(snapshot, place)
    serves[outlined] = True
    factor[outlined] = FACTORS.serves_here
    factor[_door_only(snapshot)] *= np.float32(FACTORS.far_door)
    nearness = np.float32(1) if place.inside else (1 / (1 + miles / FACTORS.half_near)).astype(np.float32)
    factor = np.where(near, np.maximum(factor, nearness), factor)
    return Around(miles, near, serves, factor)


def _door_only(snapshot: Snapshot) -> Mask:
    """Which slots help only at their door: whom they serve must still get there."""
    flags = snapshot.column("flags")
    only: Mask = ((flags & PLACED) != 0) & ((flags & REMOTE) == 0)
    return only


def _located(snapshot: Snapshot, keys: Iterable[str]) -> Mask:
    """Which slots have their point in an area of `keys`."""
    mask = np.zeros(snapshot.size, dtype=np.bool_)
    for key in keys:
        slots, _ = snapshot.postings.find(term("l", key))
        mask[slots] = True
    return mask


def areas_by_weight(keys: Iterable[str]) -> Iterable[tuple[list[str], float]]:
    """Area keys with their weights, the lightest first, so that the heaviest stays."""
    kinds: dict[float, list[str]] = {FACTORS.remote: [], FACTORS.serves_widely: [], FACTORS.serves_here: []}
    for key in sorted(keys):
        kind = key.partition(":")[0]
        wide = FACTORS.serves_widely if kind in {"state", "nation"} else FACTORS.serves_here
        kinds[FACTORS.remote if kind == "virtual" else wide].append(key)
    return ((each, weight) for weight, each in kinds.items())


def _outlined(snapshot: Snapshot, place: Place) -> Slots:
    if not snapshot.polygons:
        return np.empty(0, dtype=np.int32)
    tree, slots = snapshot.shapes
    found: Slots = slots[tree.query(shapely.Point(place.lon, place.lat), predicate="intersects")]
    return found


def inside(snapshot: Snapshot, box: Box) -> Mask:
    """Which slots have a point in the box."""
    lat, lon = snapshot.column("lat"), snapshot.column("lon")
    mask: Mask = (lat >= box.south) & (lat <= box.north) & (lon >= box.west) & (lon <= box.east)
    mask &= (snapshot.column("flags") & PLACED) != 0
    return mask


def elsewhere(snapshot: Snapshot, home: Place | None) -> Mask:
    """Which listings say that they serve only other places than home: `home`, else where the directory's listings serve."""
    keys = home_keys(snapshot.home, home)
    known: Mask = (snapshot.column("flags") & KNOWN_AREAS) != 0
    if not keys:
        return np.zeros(snapshot.size, dtype=np.bool_)
    mask = known.copy()
    for key in keys:
        slots, _ = snapshot.postings.find(term("a", key))
        mask[slots] = False
    return mask


def home_keys(inferred: frozenset[str], home: Place | None) -> frozenset[str]:
    """The area keys that are no "elsewhere"; `home` is the installation's setting, `inferred` the directory's own."""
    if home is None:
        return inferred
    # its county may be the inferred one, whose towns are known
    return home.area_keys | inferred if _county(home.area_keys) & inferred else home.area_keys


def _county(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(key for key in keys if key.startswith("county:"))


Rivals = Callable[
    [Sequence[str]], Callable[[str], Sequence[int]]
]  # counties -> folded town -> its listings serving each


def home_of(known: int, served: Mapping[str, int], rivals: Rivals) -> frozenset[str]:
    """Where a directory is at home: the area keys that are no "elsewhere".

    `known` is how many public listings say whom they serve, `served` counts them per area key. Home is the county most
    listings serve, the towns in it, the states and the nation; without such a county, nowhere in particular. A town is in
    the county that most listings located in it serve.
    """
    if known < LEAST_FOR_HOME:
        return frozenset()
    by_count = sorted(served, key=lambda key: (-served[key], key))
    counties = [key for key in by_count if key.startswith("county:")]
    wide = {key for key in served if key.partition(":")[0] in {"state", "nation", "virtual", "zip", "polygon"}}
    if not counties or served[counties[0]] < LEAST_SHARE_OF_HOME * known:
        return frozenset()
    serving = rivals(counties[:RIVALS])
    towns = {key for key in served if key.startswith("city:") and _first_of_all(serving(key.rpartition("/")[2]))}
    return frozenset({counties[0]} | wide | towns)


def _first_of_all(counts: Sequence[int]) -> bool:
    """Whether the first county is served by as many listings as any other; also where there are none."""
    return not counts or counts[0] == max(counts)


def rivals_in(snapshot: Snapshot, counties: Sequence[str]) -> Callable[[str], Sequence[int]]:
    """How many listings located in a town serve each of these counties."""
    each = [snapshot.postings.find(term("a", key))[0] for key in counties]

    def serving(town: str) -> Sequence[int]:
        located, _ = snapshot.postings.find(term("c", town))
        return [len(np.intersect1d(located, county, assume_unique=True)) for county in each]

    return serving


def known_areas(snapshot: Snapshot) -> int:
    """How many living listings say whom they serve."""
    return int((snapshot.alive & ((snapshot.column("flags") & KNOWN_AREAS) != 0)).sum())
