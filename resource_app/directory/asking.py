"""What did the person ask? The what and the where they typed become a Query: words, a place, a distance."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Pool, select
from sqlalchemy.orm import Session

from resource_app.directory.danger import danger_in
from resource_app.directory.danger.help import urgent_in
from resource_app.directory.gazetteer import Gazetteer, gazetteer_of
from resource_app.directory.gazetteer.home import Home
from resource_app.directory.gazetteer.names import name_key
from resource_app.directory.gazetteer.ordinary_words import ORDINARY
from resource_app.directory.gazetteer.words import PlaceInWords, distance_in_words, place_in_words
from resource_app.directory.models import Location
from resource_app.directory.street_addresses import StreetAddress, street_address_in
from search.query import DEFAULT_RADIUS_MILES, Place, Query

ABOUT_1_KM = 2  # decimals of a degree: where a person stands is never kept more exactly
SAMPLE = 2_000  # places that tell where the directory is at home
SHORTEST_PLACE = 5  # letters of a name that may be misspelt
_NEAR_SOMETHING = re.compile(r"\b(?:near|around|close to|cerca de)\s+((?:[^\W\d_]+\s*){1,3})$", re.IGNORECASE)
HOME_SHARE = 0.1  # of the sample


@dataclass(frozen=True, slots=True)
class Asked:
    """What was understood.

    `text` are the words as typed, without a street address: what a page shows and a URL may hold; `query.text` lacks the
    place as well. `place_text` is the place for a URL ("02150", "Chelsea, MA"). `street_address` says that one was typed and
    its ZIP or city taken: the page answers with a redirect to `text` and `place_text`. `unknown_place` is what we do not know
    where to find, `suggestions` what may have been meant ("Boston, MA"). `alternatives` are the other places the one name may
    mean ("Newport, NH").
    """

    query: Query
    text: str
    place_text: str = ""
    place_from_words: bool = False
    street_address: bool = False
    unknown_place: str = ""
    suggestions: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Where:
    place: Place | None = None
    street_address: bool = False
    unknown: str = ""
    others: tuple[Place, ...] = ()


def ask(  # noqa: PLR0913 - one keyword for each field of the search form
    session: Session,
    *,
    now: datetime,
    text: str = "",
    where: str = "",
    lat: float | None = None,
    lon: float | None = None,
    within_miles: float | None = None,
    home_area: str = "",
    **others: Any,
) -> Asked:
    """Read what was typed into the form. Raises NotReady when the gazetteer is empty.

    A typed `where` comes before the person's own point, and that before a place in the words. A distance in the words counts
    unless `within_miles` is another than the usual one. `home_area` is the setting HOME_AREA. `others` are fields of Query.
    """
    gazetteer = gazetteer_of(session)
    home = gazetteer.place(home_area) if home_area else None
    at_home = _home_of(session, gazetteer, home)
    given = _given(gazetteer, where, lat, lon, at_home)
    typed, address = _without_address(gazetteer, text, at_home, placed=bool(given.place or home))
    if given.place is None and address and address.place:
        given = _Where(address.place, street_address=True)
    words, miles = distance_in_words(typed)
    read = place_in_words(gazetteer, words, at_home)
    rest, place, from_words = _settle(given, read, words)
    misspelt = "" if place or given.unknown else _misspelt_place(gazetteer, words, at_home)
    if misspelt:
        rest = _NEAR_SOMETHING.sub("", words).strip()
    unknown = given.unknown or misspelt
    same_name = read.others if from_words else given.others
    urgent = urgent_in(danger_in(text) | danger_in(where))
    if urgent:
        others["correct"] = False  # what nobody knows is part of a cry, and was heard
    query = Query(
        text=rest,
        place=place,
        home=home,
        within_miles=_radius(within_miles, miles),
        now=now,
        urgent=urgent,
        **others,
    )
    return Asked(
        query,
        text=typed,
        place_text=place_text(place),
        place_from_words=from_words,
        street_address=given.street_address or address is not None,
        unknown_place=unknown,
        suggestions=gazetteer.suggestions(unknown, at_home.states) if unknown else (),
        alternatives=tuple(dict.fromkeys(map(place_text, same_name))),
    )


def place_text(place: Place | None) -> str:
    """The place as short words that mean it again: "02150", "Chelsea, MA", "Suffolk County, MA"; empty for a point."""
    if place is None or place.kind == "point":
        return ""
    return place.zip_code if place.kind == "zip" else place.label


def _misspelt_place(gazetteer: Gazetteer, words: str, home: Home) -> str:
    """What stands behind "near" at the end and is nearly the name of a town where the directory is at home ("daily city")."""
    found = _NEAR_SOMETHING.search(words)
    said = " ".join(found[1].split()) if found else ""
    if len(said) < SHORTEST_PLACE or name_key(said) in ORDINARY:
        return ""
    meant = gazetteer.suggestions(said, home.states)
    return said if any(each.rpartition(", ")[2] in home.states for each in meant) else ""


def _radius(asked: float | None, in_words: float | None) -> float:
    if asked is not None and asked != DEFAULT_RADIUS_MILES:
        return asked
    return in_words or asked or DEFAULT_RADIUS_MILES


def _without_address(gazetteer: Gazetteer, text: str, home: Home, *, placed: bool) -> tuple[str, StreetAddress | None]:
    """The words without a street address, and the address.

    One that names no place we know is one only when it surely is a street and we know by other means where it may be
    (`placed`).
    """
    address = street_address_in(gazetteer, text, home)
    if address is None or (address.place is None and not placed):
        return text, None
    before = text[: address.start].rstrip()
    for lead in (" near", " at", " from", " around", " cerca de", " en"):
        before = before.removesuffix(lead)
    return " ".join(f"{before} {text[address.end :]}".split()).strip(" ,"), address


def _given(gazetteer: Gazetteer, where: str, lat: float | None, lon: float | None, home: Home) -> _Where:
    """What the field for the place says, or the person's own point, rounded to about a kilometre."""
    said = " ".join(where.split())
    if said:
        address = street_address_in(gazetteer, said, home)
        if address:
            return _Where(address.place, street_address=bool(address.place), unknown="" if address.place else said)
        readings = gazetteer.readings(said, home)
        return _Where(readings[0], others=readings[1:]) if readings else _Where(unknown=said)
    if lat is None or lon is None:
        return _Where()
    place = gazetteer.place_at(round(lat, ABOUT_1_KM), round(lon, ABOUT_1_KM))
    return _Where(place, unknown="" if place else f"{lat:.{ABOUT_1_KM}f}, {lon:.{ABOUT_1_KM}f}")


def _settle(given: _Where, read: PlaceInWords, words: str) -> tuple[str, Place | None, bool]:
    """The words left to search for, the place, and whether the words named it."""
    if given.place is None and not given.unknown:
        return read.text, read.place, read.place is not None
    stated = read.stated or read.place is None  # a bare name beside a given place is a word to search for
    return (read.text if stated else words), given.place, False


_HOMES: WeakKeyDictionary[Pool, Home] = WeakKeyDictionary()


def _home_of(session: Session, gazetteer: Gazetteer, area: Place | None) -> Home:
    """The state of HOME_AREA, then those where the directory's places are, and their points; looked up once per process."""
    pool = session.get_bind().engine.pool
    home = _HOMES.get(pool) or _where_places_are(session, gazetteer)
    if home.states:
        _HOMES[pool] = home
    first = (area.state,) if area and area.state else ()
    return replace(home, states=tuple(dict.fromkeys([*first, *home.states])))


def _where_places_are(session: Session, gazetteer: Gazetteer) -> Home:
    public = select(Location.lat, Location.lon).where(Location.address_visibility == "public").limit(SAMPLE)
    points = [(lat, lon) for lat, lon in session.execute(public.where(Location.lat.is_not(None))) if lat and lon]
    rows = (gazetteer.nearest_zip(lat, lon) for lat, lon in points)
    counts = Counter(row.state for row in rows if row)
    states = tuple(state for state, count in counts.most_common() if count >= HOME_SHARE * len(points))
    return Home(states, np.array(points)) if points else Home()
