"""Which regions do people name? Cape Cod, the Bay Area, the Merrimack Valley: names without a line on any map of states.

One table for listings that say whom they serve and for people who say where they are. No region has an edge everybody agrees
on, hence the confidence.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """A region by its names, the usual one first, in its states: the counties ("Essex County, MA") and towns it is made of."""

    names: tuple[str, ...]
    states: tuple[str, ...]
    counties: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    confidence: float = 0.7


def _all(state: str, kind: str, names: str) -> tuple[str, ...]:
    return tuple(f"{name.strip()}{kind}, {state}" for name in names.split(","))


def _counties(state: str, names: str) -> tuple[str, ...]:
    return _all(state, " County", names)


def _towns(state: str, names: str) -> tuple[str, ...]:
    return _all(state, "", names)


BOSTON = _counties("MA", "Suffolk, Middlesex, Norfolk")
WEST = _counties("MA", "Berkshire, Franklin, Hampshire, Hampden")
BOROUGHS = _counties("NY", "Bronx, Kings, New York, Queens, Richmond")
MASSACHUSETTS: tuple[Region, ...] = (
    Region(("Greater Boston", "Boston area", "Metro Boston"), ("MA",), BOSTON),
    Region(("Cape Cod", "the Cape"), ("MA",), _counties("MA", "Barnstable"), confidence=0.9),
    Region(
        ("Cape and Islands", "Cape Cod and the Islands"),
        ("MA",),
        _counties("MA", "Barnstable, Dukes, Nantucket"),
        confidence=0.9,
    ),
    Region(("Martha's Vineyard", "the Vineyard"), ("MA",), _counties("MA", "Dukes"), confidence=0.9),
    Region(("Berkshires", "the Berkshires"), ("MA",), _counties("MA", "Berkshire"), confidence=0.9),
    Region(("Pioneer Valley",), ("MA",), _counties("MA", "Franklin, Hampshire, Hampden"), confidence=0.9),
    Region(("Western Massachusetts", "Western Mass"), ("MA",), WEST, confidence=0.9),
    Region(("Central Massachusetts", "Central Mass"), ("MA",), _counties("MA", "Worcester")),
    Region(("North Shore",), ("MA",), _counties("MA", "Essex"), confidence=0.6),
    Region(("Cape Ann",), ("MA",), (), _towns("MA", "Gloucester, Rockport, Essex, Manchester")),
    Region(
        ("South Shore",),
        ("MA",),
        (),
        _towns("MA", "Quincy, Braintree, Weymouth, Hingham, Hull, Cohasset, Scituate, Norwell, Hanover, Marshfield")
        + _towns("MA", "Duxbury, Kingston, Plymouth, Pembroke, Rockland, Abington, Whitman, Hanson, Halifax"),
        0.6,
    ),
    Region(("South Coast", "Southcoast"), ("MA",), _counties("MA", "Bristol"), confidence=0.6),
    Region(
        ("Merrimack Valley",),
        ("MA", "NH"),
        (),
        _towns("MA", "Lowell, Lawrence, Haverhill, Methuen, Andover, North Andover, Dracut, Tewksbury, Chelmsford")
        + _towns("MA", "Billerica, Westford, Tyngsboro, Amesbury, Newburyport, Merrimac, Groveland, West Newbury")
        + _towns("NH", "Nashua, Hudson, Merrimack, Litchfield, Salem, Pelham, Manchester"),
        0.5,
    ),
    Region(
        ("MetroWest", "Metro West"),
        ("MA",),
        (),
        _towns("MA", "Framingham, Natick, Marlborough, Hudson, Ashland, Holliston, Hopkinton, Sudbury, Wayland")
        + _towns("MA", "Wellesley, Weston, Sherborn, Southborough, Westborough, Northborough"),
        0.6,
    ),
)
NEIGHBORS: tuple[Region, ...] = (
    Region(
        ("Blackstone Valley",),
        ("RI", "MA"),
        (),
        _towns("RI", "Woonsocket, Cumberland, Lincoln, Central Falls, Pawtucket, North Smithfield, Manville")
        + _towns("RI", "Slatersville, Harrisville, Pascoag")
        + _towns("MA", "Blackstone, Millville, Uxbridge, Northbridge, Whitinsville, Douglas, Mendon, Hopedale, Upton")
        + _towns("MA", "Grafton, Sutton, Millbury, Worcester"),
        0.6,
    ),
    Region(("East Bay",), ("RI",), _counties("RI", "Bristol"), _towns("RI", "East Providence, Riverside, Rumford")),
    Region(("South County",), ("RI",), _counties("RI", "Washington"), confidence=0.9),
    Region(
        ("Aquidneck Island", "Aquidneck"), ("RI",), (), _towns("RI", "Newport, Middletown, Portsmouth"), confidence=0.9
    ),
    Region(("Seacoast", "New Hampshire Seacoast"), ("NH",), _counties("NH", "Rockingham, Strafford")),
    Region(("Lakes Region",), ("NH",), _counties("NH", "Belknap, Carroll"), confidence=0.6),
    Region(("Monadnock Region", "Monadnock"), ("NH",), _counties("NH", "Cheshire")),
    Region(("North Country",), ("NH",), _counties("NH", "Coos"), confidence=0.6),
    Region(("New York City", "Five Boroughs"), ("NY",), BOROUGHS, confidence=0.9),
    Region(("Long Island",), ("NY",), _counties("NY", "Nassau, Suffolk"), confidence=0.9),
)
BAY_AREA = _counties("CA", "Alameda, Contra Costa, Marin, Napa, San Francisco, San Mateo, Santa Clara, Solano, Sonoma")
CALIFORNIA: tuple[Region, ...] = (
    Region(("Bay Area", "San Francisco Bay Area"), ("CA",), BAY_AREA, confidence=0.9),
    Region(("Peninsula", "San Francisco Peninsula"), ("CA",), _counties("CA", "San Mateo"), confidence=0.6),
    Region(("Silicon Valley",), ("CA",), _counties("CA", "Santa Clara")),
    Region(("East Bay",), ("CA",), _counties("CA", "Alameda, Contra Costa"), confidence=0.9),
    Region(("North Bay",), ("CA",), _counties("CA", "Marin, Napa, Solano, Sonoma"), confidence=0.9),
)
REGIONS = (*MASSACHUSETTS, *NEIGHBORS, *CALIFORNIA)
