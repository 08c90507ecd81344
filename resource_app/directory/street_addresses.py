"""Did somebody type a street address? Found so that it never stays in an address bar, a log or a shared link.

"3 year old" and "24 hour street outreach" are no addresses: in words, only a street with a known place behind it is one.
"""

import re
from dataclasses import dataclass

from resource_app.directory.gazetteer import Gazetteer
from resource_app.directory.gazetteer.home import NOWHERE, Home
from search.query import Place

_NUMBER = r"\d{1,6}(?:-\d{1,5})?[a-z]?"
_NOT_A_NAME = (
    r"(?:years?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|miles?|blocks?|bed(?:room)?s?|old|people|persons?|kids?|adults?"
    r"|children|steps?|stages?|grade|percent|dollars|a|an|the|of|for|in|on|near|from|to|my|and|or|with|under|over|free|anos?)\b"
)
_NAME = rf"(?:(?!{_NOT_A_NAME})[\w.'’-]+\s+){{1,5}}?"
_SURE = r"(?:street|str|st|avenue|ave|av|road|rd|boulevard|blvd|highway|hwy|parkway|pkwy|turnpike|tpke)"
_LIKELY = (
    r"(?:drive|dr|lane|ln|court|ct|place|pl|way|terrace|ter|square|sq|circle|cir|row|alley|aly|loop|trail|trl|park|path|pike"
    r"|plaza|plz|run|walk|wharf|extension|ext|crossing|xing)"
)
_UNIT = r"(?:\s*,?\s*(?:apt|apartment|unit|suite|ste|floor|fl|room|rm|#)\.?\s*#?\s*\w{1,5})?"
_DIRECTION = r"(?:\s+(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\b\.?)?"
_NAMED = (
    r"(?:broadway|the embarcadero|el camino real|(?:calle|avenida|carretera|camino|paseo)\s+[\w.'’-]+(?:\s+[\w.'’-]+)?)"
)
STREET = re.compile(
    rf"(?<![\w$#]){_NUMBER}\s+(?:(?P<sure>{_NAME}{_SURE})|{_NAME}{_LIKELY}|{_NAMED})\b\.?{_DIRECTION}{_UNIT}",
    re.IGNORECASE,
)
ZIP = re.compile(r"(?<!\d)(\d{5})(?:-\d{4})?(?!\d)")
LONGEST_PLACE = 6  # words behind the street: "south san francisco california 94080"


@dataclass(frozen=True, slots=True)
class StreetAddress:
    """An address in a text, from `start` to `end`, with the place its end names; None when it names none we know."""

    start: int
    end: int
    place: Place | None


def street_address_in(gazetteer: Gazetteer, text: str, home: Home = NOWHERE) -> StreetAddress | None:
    """The first street address with a known place behind it; else one that surely is one ("12 Main St"), without place."""
    unplaced = None
    for match in STREET.finditer(text):
        placed = _placed(gazetteer, text, match, home)
        if placed:
            return placed
        if match["sure"] and unplaced is None:
            unplaced = StreetAddress(match.start(), match.end(), None)
    return unplaced


def _placed(gazetteer: Gazetteer, text: str, match: re.Match[str], home: Home) -> StreetAddress | None:
    """The longest stretch of words right behind the street that names a place."""
    words = list(re.finditer(r"[^\s,]+", text[match.end() :]))
    for size in range(min(LONGEST_PLACE, len(words)), 0, -1):
        end = match.end() + words[size - 1].end()
        tail = text[match.end() : end].strip(" ,.")
        if ZIP.search(tail) and not ZIP.search(tail.split()[-1]):
            continue  # words behind the ZIP are no part of the address
        place = gazetteer.place(tail, home)
        if place:
            return StreetAddress(match.start(), end, place)
    return None
