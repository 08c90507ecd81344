"""What does the bundled map show? County outlines cut to a box, and the names of its towns."""

from typing import Any, NamedTuple

import shapely

from resource_app.directory.gazetteer import Gazetteer
from resource_app.directory.gazetteer.names import name_key
from resource_app.directory.gazetteer.sources import TownRow
from search.query import Box

TOWNS = 150
STEPS = 1_000  # a box is drawn at most this many points wide, so finer detail is dropped
DECIMALS = 4  # about 10 metres


class TownLabel(NamedTuple):
    """A town's name, where it stands, and how many standard ZIPs may name it: of two labels too close the heavier one stays."""

    name: str
    lat: float
    lon: float
    weight: int


def town_labels(gazetteer: Gazetteer, box: Box, most: int = TOWNS) -> list[TownLabel]:
    """The towns in the box with mail of their own, the heaviest first; names that only share a town's mail are left out."""
    labels = [
        TownLabel(town.name, round(town.lat, DECIMALS), round(town.lon, DECIMALS), town.weight)
        for town in gazetteer.towns()
        if box.south <= town.lat <= box.north and box.west <= town.lon <= box.east and _has_own_mail(gazetteer, town)
    ]
    return sorted(labels, key=lambda label: (-label.weight, label.name, label.lat))[:most]


def _has_own_mail(gazetteer: Gazetteer, town: TownRow) -> bool:
    rows = (gazetteer.zip_row(code) for code in town.zips)
    return any(row is not None and name_key(row.city) == town.name_key for row in rows)


def county_outlines(gazetteer: Gazetteer, box: Box) -> list[dict[str, Any]]:
    """GeoJSON geometries of the counties in the box, cut at its edges and as fine as the box is small."""
    grain = max((box.east - box.west) / STEPS, 10**-DECIMALS)
    counties = gazetteer.counties_in(box.south, box.west, box.north, box.east)
    cut = [shapely.clip_by_rect(county.outline, box.west, box.south, box.east, box.north) for county in counties]
    fine = [shapely.set_precision(shape.simplify(grain), 10**-DECIMALS) for shape in cut]
    return [shapely.geometry.mapping(shape) for shape in fine if not shape.is_empty]
