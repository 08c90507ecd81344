"""Does a text give away where a place is? Street addresses and links to maps in free text."""

import re
from collections.abc import Iterator

_STREETS = (
    r"street|st|avenue|ave?|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|place|pl|way|highway|hwy|parkway|pkwy"
    r"|circle|cir|terrace|ter|square|sq|turnpike|tpke|pike|plaza|alley|row|loop|trail|wharf"
)
_PLAIN_STREETS = r"street|st\.|avenue|ave\.?|road|rd\.?|boulevard|blvd\.?|lane"
_DIRECTION = r"(?:(?:north|south|east|west|northeast|northwest|southeast|southwest|[nsew]|ne|nw|se|sw)\.?\s+)?"
_NAME = r"(?:(?:[A-Z][\w'’.-]*|[1-9]\d{0,2}(?:st|nd|rd|th)|of|de|la|las|los|el|del|the)\s+){1,4}"
_NUMBER = r"(?<![\w$#.:/-])\d{1,5}(?:-\d{1,4})?(?:-?[A-Z])?(?:\s*(?:1/2|[½¼¾]))?\s+"
_NO_NAME = r"(?!(?:blocks?|miles?|minutes?|days?|weeks?|months?|years?|hours?|people|men|women|on|at|in|and|or|to)\b)"
_DIGITS = re.compile(r"\d+")
_FROM_A_NUMBER: tuple[re.Pattern[str], ...] = (
    re.compile(rf"{_NUMBER}(?i:{_DIRECTION}){_NAME}(?i:{_STREETS})\b"),
    re.compile(rf"{_NUMBER}{_NO_NAME}[a-z]{{3,}}(?:\s{_NO_NAME}[a-z]{{3,}})?\s+(?:{_PLAIN_STREETS})(?!\w)"),
    re.compile(
        rf"{_NUMBER}(?i:{_DIRECTION})(?i:broadway|el camino(?: real)?|avenue [A-Z]\b|(?:state )?(?:route|highway) \d+)"
    ),
)
_FROM_A_WORD = re.compile(
    r"\b(?i:calle|avenida|av\.|carretera|paseo|camino|callej[oó]n)\s+"
    r"(?:(?:[A-Z0-9][\wáéíóúñ'.-]*|de|del|el|las?|los)\s*){1,5}"
    r"(?:,|#|\b(?i:n[uú]m(?:ero)?\.?|n[º°o]\.?))?\s*\d{1,5}\b"
    r"|\b(?i:corner of|esquina de)\s+[A-Z0-9]"
)
_WORDS = ("calle", "avenida", "av.", "carretera", "paseo", "camino", "corner of", "esquina de")

# A link to a map, a plus code, three words: they name one point in the world without its street.
_ON_A_MAP = re.compile(
    r"\b(?:maps?\.(?:app\.)?(?:google|goo|apple)\.|goo\.gl/maps|google\.\w{2,3}/maps|bing\.com/maps|waze\.com"
    r"|g\.page/|g\.co/kgs|openstreetmap\.org|osm\.org|what3words\.com|w3w\.co\b)"
    r"|(?<![\w+])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?!\w)"
    r"|(?<![\w/:])///[a-z]+\.[a-z]+\.[a-z]+\b|\bgeo:-?\d",
    re.IGNORECASE,
)
# What says nothing of where it leads, and may lead to a map.
SHORT_LINK = re.compile(
    r"(?:https?://)?(?<![\w.-])(?:bit\.ly|tinyurl\.com|goo\.gl|t\.co|ow\.ly|is\.gd|buff\.ly|rb\.gy|cutt\.ly|t\.ly|tiny\.cc"
    r"|shorturl\.at|rebrand\.ly|lnkd\.in|l1nk\.dev|bl\.ink)/[\w/~.+-]*\w",
    re.IGNORECASE,
)
# A ZIP+4 or a degree with four decimals: they name a street's side or a house. No part of an id, a phone or a version.
_POINT_OR_ZIP = re.compile(r"(?<![\w/-])\d{5}-\d{4}(?![\w-])|(?<![\d.])-?(?:1[0-7]\d|\d{1,2})\.\d{4,}(?![\d.])")
_BOX = re.compile(r"p\.?\s*o\.?\s*box\b[^;\n]{0,60}?\d{5}-\d{4}", re.IGNORECASE)  # tells nobody where somebody is
_MAP_SIGNS = ("map", "g.page", "g.co/", "waze", "osm.", "w3w", "what3", "+", "///", "geo:")


def holds_street_address(text: str) -> bool:
    """Whether `text` holds a house number with a street: "12 Elm St.", "Calle Olmo 12", or a street corner."""
    if first_street(text):
        return True
    lower = text.lower()
    return any(word in lower for word in _WORDS) and _FROM_A_WORD.search(text) is not None


def first_street(text: str) -> str:
    """The first street address of a text, from its house number to the kind of street; empty without one."""
    numbers = (match.start() for match in _DIGITS.finditer(text))
    found = (match for start in numbers for pattern in _FROM_A_NUMBER if (match := pattern.match(text, start)))
    return match[0] if (match := next(found, None)) else ""


def streets_in(text: str) -> Iterator[str]:
    """Every street address of a text, from its house number or "calle" on."""
    end = 0
    for number in _DIGITS.finditer(text):
        match = next((match for each in _FROM_A_NUMBER if (match := each.match(text, number.start()))), None)
        if match and number.start() >= end:
            end = match.end()
            yield match[0]
    lower = text.lower()
    if any(word in lower for word in _WORDS):
        yield from (match[0] for match in _FROM_A_WORD.finditer(text) if match[0][-1].isdigit())


def holds_map_reference(text: str) -> bool:
    """Whether `text` leads to a point of a map: a link to one, a plus code, three words."""
    lower = text.lower()
    return any(sign in lower for sign in _MAP_SIGNS) and _ON_A_MAP.search(text) is not None


def leads_somewhere(text: str) -> bool:
    """Whether a sentence holds a street address, or any text a ZIP+4, a point or what leads to one of a map."""
    if holds_map_reference(text) or _POINT_OR_ZIP.search(_BOX.sub("", text)):
        return True
    return " " in text and holds_street_address(text)
