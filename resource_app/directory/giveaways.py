"""Does a text hold a street that must stay secret? The same street is found however it is written. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from resource_app.database import Json
from resource_app.directory.addresses import holds_street_address

_WORD = re.compile(r"[^\W_]+")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_UNIT = re.compile(
    r"\s*(?:[,;#(]|\b(?:apt|apartment|unit|suite|ste|floor|fl|room|rm|bldg|building)\b).*$", re.IGNORECASE
)
_POST_BOX = re.compile(r"\W*p\.?\s*o\.?\s*box\b", re.IGNORECASE)  # tells nobody where the place is
_SHORT = {
    "street": "st", "str": "st", "avenue": "ave", "av": "ave", "road": "rd", "boulevard": "blvd", "drive": "dr", "lane": "ln",
    "court": "ct", "place": "pl", "highway": "hwy", "parkway": "pkwy", "circle": "cir", "terrace": "ter", "square": "sq",
    "turnpike": "tpke", "north": "n", "south": "s", "east": "e", "west": "w", "northeast": "ne", "northwest": "nw",
    "southeast": "se", "southwest": "sw", "saint": "st",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Street:
    """A street address to look for: its letters and digits only, and its words in their short forms with blanks around."""

    letters: str
    words: str

    @property
    def number(self) -> str:
        """Its longest stretch of plain digits or letters, which every way of storing a text leaves as it is."""
        return max(re.findall(r"[0-9]+|[a-z]+", self.letters), key=lambda part: (part.isdigit(), len(part)), default="")


def squeezed(text: Any) -> str:
    """Letters and digits only, without accents, in lower case: "77 Marigold Way" is found in "at 77 MARIGOLD  WAY,"."""
    return "".join(_WORD.findall(_folded(str(text))))


def streets_of(place: Json) -> tuple[Street, ...]:
    """The streets of a place's addresses; "Call for the address" and post boxes are none."""
    return tuple(dict.fromkeys(street for street, _ in streets_with_city(place)))


def streets_with_city(place: Json) -> Iterator[tuple[Street, str]]:
    """Each street of a place's addresses with its city, squeezed."""
    addresses = place.get("addresses")
    for each in addresses if isinstance(addresses, list) else ():
        if isinstance(each, dict) and (street := _street(str(each.get("address_1") or ""))):
            yield street, squeezed(each.get("city") or "")


def holds_any(text: str, streets: Collection[Street]) -> bool:
    """Whether the text, which may be a URL, holds one of the streets."""
    if not streets:
        return False
    letters, words = squeezed(text), _words(text)
    return any(street.words in words or _stands_in(street.letters, letters) for street in streets)


def strings(value: Any) -> Iterator[str]:
    """Every string within a body, but for the taxonomy's own."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name != "taxonomy_term":
                yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def fields_holding(body: Json, streets: Collection[Street]) -> list[str]:
    """The names of a body's fields within which a street stands."""
    return [name for name, value in body.items() if any(holds_any(text, streets) for text in strings(value))]


def without(body: Json, names: Collection[str] | None) -> Json:
    """The body without the fields that are withheld."""
    return {name: value for name, value in body.items() if name not in names} if names else body


def _street(written: str) -> Street | None:
    if _POST_BOX.match(written):
        return None
    head = _UNIT.sub("", written)
    text = head if _is_street(head) else written
    return Street(squeezed(text), _words(text)) if _is_street(text) else None


def _is_street(text: str) -> bool:
    numbered = any(each.isdigit() for each in text) and any(each.isalpha() for each in text)
    return numbered or holds_street_address(text)


def _stands_in(letters: str, text: str) -> bool:
    """Whether the squeezed street stands in the squeezed text, and is not the end of a longer house number."""
    start = text.find(letters)
    while start >= 0:
        if not (start and letters[0].isdigit() and text[start - 1].isdigit()):
            return True
        start = text.find(letters, start + 1)
    return False


def _words(text: str) -> str:
    return f" {' '.join(_SHORT.get(word, word) for word in _WORD.findall(_folded(text)))} "


def _folded(text: str) -> str:
    if "\\u" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    text = unquote(text) if "%" in text else text
    if not text.isascii():
        text = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return text.lower()
