"""Which point does a code of a map name? Plus codes and OpenStreetMap's short links, which hold no numbers. Pure."""

import re
from collections.abc import Iterator

_PLUS_DIGITS = "23456789CFGHJMPQRVWX"
_LARGEST = 20.0  # degrees: what the first two digits of a plus code name
_PAIRS = 4  # of digits before the plus: a cell of some 280 metres
_PLUS_CODE = re.compile(
    rf"(?<![A-Z0-9])([{_PLUS_DIGITS}]{{4}})?([{_PLUS_DIGITS}]{{4}})(?:\+|%2B)[{_PLUS_DIGITS}]{{2,4}}(?![A-Z0-9])"
)
_SHORT_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~"
_SHORT_LINK = re.compile(r"(?:osm|openstreetmap)\.org/go/([\w~@]{6,12})", re.IGNORECASE)  # six: about 150 metres
_BITS = 3  # of the longitude, and of the latitude, in one digit of a short link
SHORT_LINKS = (".org/go/",)  # a sign of them


def plus_cells(lat: float, lon: float, around: float) -> frozenset[str]:
    """The first eight digits of the plus codes of all that lies `around` a point, in degrees."""
    steps = (-around, 0.0, around)
    return frozenset(_cell(lat + north, lon + east) for north in steps for east in steps)


def _cell(lat: float, lon: float) -> str:
    digits = ""
    size, north, east = _LARGEST, lat + 90, lon + 180
    for _ in range(_PAIRS):
        digits += _PLUS_DIGITS[int(north / size) % 20] + _PLUS_DIGITS[int(east / size) % 20]
        size /= 20
    return digits


def plus_codes_in(text: str) -> set[str]:
    """The eight digits before the plus of each plus code of a text; four where the code is short: "9XX6+GW Chelsea"."""
    if "+" not in text and "%2" not in text:
        return set()
    return {(found[1] or "") + found[2] for found in _PLUS_CODE.finditer(text.upper())}


def short_links_in(text: str) -> Iterator[tuple[float, float]]:
    """The (latitude, longitude) of each of OpenStreetMap's short links in a text."""
    if not any(sign in text.lower() for sign in SHORT_LINKS):
        return
    for found in _SHORT_LINK.finditer(text):
        east = north = 0
        for digit in found[1].replace("@", "~"):
            bits = f"{_SHORT_DIGITS.index(digit):06b}"
            east = (east << _BITS) | int(bits[0::2], 2)
            north = (north << _BITS) | int(bits[1::2], 2)
        cells = 1 << (_BITS * len(found[1]))
        yield (north + 0.5) / cells * 180 - 90, (east + 0.5) / cells * 360 - 180
