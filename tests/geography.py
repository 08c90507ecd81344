"""A gazetteer of a dozen towns for tests: real names, ZIPs and points (facts), counties as plain boxes that do not touch."""

from contextlib import nullcontext

import shapely
from sqlalchemy.orm import Session

from resource_app.directory.gazetteer.loading import load
from resource_app.directory.gazetteer.names import name_key
from resource_app.directory.gazetteer.sources import CountyRow, Listed, ZipRow

EAST, WEST = "America/New_York", "America/Los_Angeles"

# fips, name, state, west, south, east, north
COUNTIES = (
    ("25025", "Suffolk County", "MA", -71.19, 42.23, -70.94, 42.45),
    ("25009", "Essex County", "MA", -71.25, 42.453, -70.6, 42.88),
    ("25017", "Middlesex County", "MA", -71.8, 42.2, -71.26, 42.7),
    ("25027", "Worcester County", "MA", -72.3, 42.01, -71.81, 42.72),
    ("44007", "Providence County", "RI", -71.8, 41.75, -71.36, 42.0),
    ("33011", "Hillsborough County", "NH", -72.0, 42.73, -71.26, 43.1),
    ("06081", "San Mateo County", "CA", -122.52, 37.2, -122.1, 37.705),
    ("06075", "San Francisco County", "CA", -122.52, 37.708, -122.35, 37.83),
    ("06085", "Santa Clara County", "CA", -122.09, 36.9, -121.3, 37.46),
    ("36103", "Suffolk County", "NY", -73.49, 40.6, -71.87, 41.2),
    ("09110", "Capitol Planning Region", "CT", -72.95, 41.55, -72.2, 42.03),
)

# zip, city, state, lat, lon, zone, other names mail accepts; the county is the box around the point
ZIPS = (
    ("02108", "Boston", "MA", 42.3572, -71.0637, EAST, ()),
    ("02118", "Boston", "MA", 42.3362, -71.0729, EAST, ("Roxbury",)),
    ("02119", "Roxbury", "MA", 42.324, -71.085, EAST, ("Boston",)),
    ("02121", "Dorchester", "MA", 42.3068, -71.0852, EAST, ("Boston", "Grove Hall")),
    ("02128", "East Boston", "MA", 42.3705, -71.0271, EAST, ("Boston",)),
    ("02150", "Chelsea", "MA", 42.3963, -71.0325, EAST, ()),
    ("02151", "Revere", "MA", 42.4138, -71.0052, EAST, ()),
    ("01901", "Lynn", "MA", 42.4612, -70.9467, EAST, ()),
    ("01902", "Lynn", "MA", 42.4695, -70.9416, EAST, ()),
    ("01970", "Salem", "MA", 42.5151, -70.9003, EAST, ()),
    ("01867", "Reading", "MA", 42.528, -71.109, EAST, ()),
    ("01773", "Lincoln", "MA", 42.4259, -71.3039, EAST, ()),
    ("01364", "Orange", "MA", 42.5905, -72.2900, EAST, ()),
    ("01608", "Worcester", "MA", 42.2624, -71.8003, EAST, ()),
    ("01609", "Worcester", "MA", 42.2753, -71.8277, EAST, ()),
    ("02903", "Providence", "RI", 41.82, -71.4158, EAST, ()),
    ("02907", "Providence", "RI", 41.7952, -71.4237, EAST, ()),
    ("02831", "Hope", "RI", 41.7537, -71.5639, EAST, ()),
    ("03060", "Nashua", "NH", 42.7564, -71.4667, EAST, ()),
    ("03064", "Nashua", "NH", 42.7757, -71.4675, EAST, ()),
    ("06103", "Hartford", "CT", 41.7672, -72.676, EAST, ()),
    ("11717", "Brentwood", "NY", 40.7839, -73.2522, EAST, ()),
    ("94014", "Daly City", "CA", 37.6875, -122.4388, WEST, ("Colma",)),
    ("94015", "Daly City", "CA", 37.6787, -122.478, WEST, ("Broadmoor",)),
    ("94061", "Redwood City", "CA", 37.4647, -122.2304, WEST, ("Woodside",)),
    ("94063", "Redwood City", "CA", 37.4815, -122.2091, WEST, ()),
    ("94080", "South San Francisco", "CA", 37.6574, -122.4235, WEST, ("S San Fran",)),
    ("94102", "San Francisco", "CA", 37.7813, -122.4167, WEST, ()),
    ("94115", "San Francisco", "CA", 37.7856, -122.4358, WEST, ()),
    ("94303", "Palo Alto", "CA", 37.4673, -122.1388, WEST, ("East Palo Alto",)),
    ("94401", "San Mateo", "CA", 37.5735, -122.3225, WEST, ()),
    ("94403", "San Mateo", "CA", 37.5383, -122.3003, WEST, ()),
    ("95112", "San Jose", "CA", 37.3535, -121.8865, WEST, ()),
)


def small_counties() -> list[CountyRow]:
    """The counties of COUNTIES."""
    return [
        CountyRow(
            fips,
            name,
            name_key(name.removesuffix(" County").removesuffix(" Planning Region")),
            state,
            round((south + north) / 2, 4),
            round((west + east) / 2, 4),
            shapely.MultiPolygon([shapely.box(west, south, east, north)]),
        )
        for fips, name, state, west, south, east, north in COUNTIES
    ]


def small_zips() -> list[Listed]:
    """The ZIPs of ZIPS, their counties not yet known but for Connecticut's old name."""
    return [
        Listed(
            ZipRow(code, city, state, "Hartford County" if state == "CT" else "", "", lat, lon, zone, "standard"),
            others,
        )
        for code, city, state, lat, lon, zone, others in ZIPS
    ]


def load_small_gazetteer(session: Session) -> None:
    """Put the small gazetteer into the session's database, in its transaction."""
    load(lambda: nullcontext(session), small_zips(), small_counties(), lambda _name, _done, _of: None)
