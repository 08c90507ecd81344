"""Does a text give a private place away? Its street, ZIP+4, own phone and point are found however they are written. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from resource_app.database import Json
from resource_app.directory.addresses import holds_street_address
from resource_app.directory.points import checked_point
from resource_app.directory.policy import digits_of
from resource_app.directory.said import children

_WORD = re.compile(r"[^\W_]+")
_NO_ALNUM = {number: None for number in range(128) if not chr(number).isalnum()}
_BLANKS = dict.fromkeys(_NO_ALNUM, " ")
_ALL_BUT_DIGITS = {number: " " for number in range(128) if not chr(number).isdigit()}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_UNIT = re.compile(
    r"\s*(?:[,;#(]|\b(?:apt|apartment|unit|suite|ste|floor|fl|room|rm|bldg|building)\b).*$", re.IGNORECASE
)
_UNIT_BEFORE = re.compile(
    r"^\W*(?:c/o\s+[^,;]{1,60}[,;]\s*"
    r"|(?:apt|apartment|unit|suite|ste|floor|fl|room|rm|bldg|building)\b\.?\s*#?\w+\s*[,;-]\s*)",
    re.IGNORECASE,
)
_POST_BOX = re.compile(r"\W*p\.?\s*o\.?\s*box\b", re.IGNORECASE)  # tells nobody where the place is
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_HOUSE_NUMBER = re.compile(r"0*(\d{1,6})[a-z]?")
_SHORTEST_NAME = 5  # letters: "12 main" may be twelve main dishes
_PLUS_FOUR = re.compile(r"\d{5}[\s-]?\d{4}")
_DIGITS_OF_A_PHONE = 10
_DIGITS = re.compile(r"\d+")
_DECIMAL = re.compile(r"-?\d{1,3}\.\d{2,}")
_IN_MINUTES = re.compile(r"(\d{1,3})\s*[°º]\s*(\d{1,2}(?:\.\d+)?)\s*['′’](?:\s*(\d{1,2}(?:\.\d+)?))?")
_LINE_END = re.compile(r"\\[nrt]")  # as JSON writes it
_KIND_BEFORE = ("calle", "avenida", "corner of", "intersection of", "block of", "esquina de")
_CLOSE = 0.0015  # degrees, some 150 m: texts round
_SHORT = {
    "street": "st", "str": "st", "avenue": "ave", "av": "ave", "road": "rd", "boulevard": "blvd", "drive": "dr", "lane": "ln",
    "court": "ct", "place": "pl", "highway": "hwy", "parkway": "pkwy", "circle": "cir", "terrace": "ter", "square": "sq",
    "turnpike": "tpke", "north": "n", "south": "s", "east": "e", "west": "w", "northeast": "ne", "northwest": "nw",
    "southeast": "se", "southwest": "sw", "saint": "st",
}  # fmt: skip
# Words of an address that are no name of a street: kinds, directions, "number".
_NO_NAME = frozenset(_SHORT.values()) | {
    *("way", "row", "loop", "trail", "alley", "plaza", "pike", "wharf", "n", "s", "e", "w", "ne", "nw", "se", "sw"),
    *("number", "no", "num", "numero"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A street address, ZIP+4 or phone to look for.

    `letters` are its letters and digits only, `words` its words in their short forms with blanks around, `sign` a stretch of
    plain digits or letters which every way of storing a text leaves as it is.
    """

    letters: str
    words: str
    sign: str

    @classmethod
    def of(cls, text: str) -> "Words":
        """What to look for to find this text."""
        letters = squeezed(text)
        signs = re.findall(r"[0-9]+|[a-z]+", _folded(text) if text.isascii() else letters)
        return cls(letters, _words(text), max(signs, key=lambda part: (part.isdigit(), len(part)), default=""))

    @property
    def core(self) -> tuple[frozenset[str], str]:
        """A street's house numbers and the letters of its name: without direction, kind of street or letters at the number."""
        return core_of(self.words)

    @property
    def numbers(self) -> frozenset[str]:
        """Digits one of which are among a text's `numbers` wherever this stands in it; empty where none are sure: a street
        without a number before its name, or digits that may go on.
        """
        first = _DIGITS.match(self.letters)
        if first is None or first.end() == len(self.letters):
            return frozenset()
        return frozenset({first[0], *map(_plain_number, (*self.core[0], *_DIGITS.findall(self.words.split()[0])[:1]))})

    def may_stand_in(self, seen: "LookedAt") -> bool:
        """Whether it stands in the text, or ends a longer number there."""
        if anchor_of(self.words) not in seen.letters:
            return False
        numbers, name = self.core
        return (
            self.words in seen.words
            or self.letters in seen.letters
            or (bool(numbers and name) and name in seen.letters)
        )

    def stands_in(self, seen: "LookedAt") -> bool:
        """Whether it stands in the text, and is not the end of a longer number."""
        if not self.may_stand_in(seen):
            return False
        if self.words in seen.words:
            return True
        start = seen.letters.find(self.letters)
        while start >= 0:
            if not (start and self.letters[0].isdigit() and seen.letters[start - 1].isdigit()):
                return True
            start = seen.letters.find(self.letters, start + 1)
        return self._core_stands_in(seen)

    def _core_stands_in(self, seen: "LookedAt") -> bool:
        """Whether its number and its name stand side by side in the text, in either order: "61-63 N. Elm", "Elm Lane 61"."""
        numbers, name = self.core
        if not numbers or len(name) < _SHORTEST_NAME or name not in seen.letters:
            return False
        words = seen.words.split()
        return any(_beside(name, words, place) for place, word in enumerate(words) if _number(word) in numbers)


@dataclass(frozen=True, slots=True)
class Point:
    """A place's point to look for: two decimal numbers side by side that lie within some 150 metres of it."""

    lat: float
    lon: float

    @property
    def sign(self) -> str:
        """What the text of a number near it starts with, whatever its sign."""
        return f"{abs(int(self.lat))}."

    def stands_in(self, seen: "LookedAt") -> bool:
        """Whether two numbers of the text, in either order, are the point; "71.03 W" has no sign."""
        if self.sign not in seen.text and not _IN_MINUTES.search(seen.text):
            return False
        lat, lon = abs(self.lat), abs(self.lon)
        pairs = (pair for one, two in pairwise(seen.decimals) for pair in ((one, two), (two, one)))
        return any(abs(abs(one) - lat) < _CLOSE and abs(abs(two) - lon) < _CLOSE for one, two in pairs)

    may_stand_in = stands_in


Secret = Words | Point


class LookedAt:
    """A text made ready to look into: its letters and digits only, and its words in their short forms."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = _folded(text)

    @cached_property
    def letters(self) -> str:
        """Letters and digits only."""
        return _letters_of(self._folded)

    @cached_property
    def numbers(self) -> set[str]:
        """The digits side by side among its letters, and those of its words, without zeros before."""
        within = set(_digits_in(self._folded))
        return {*_digits_in(self.letters), *within, *(_plain_number(each) for each in within if each[0] == "0")}

    @cached_property
    def decimals(self) -> list[float]:
        """Its decimal numbers, in order, those in degrees, minutes and seconds too."""
        text = _IN_MINUTES.sub(_in_degrees, self.text)
        return [float(found) for found in _DECIMAL.findall(text)]

    @cached_property
    def words(self) -> str:
        """The words in their short forms, with blanks around; worked out when letters alone do not tell."""
        return _short(self._folded)


def _in_degrees(found: re.Match[str]) -> str:
    degrees, minutes, seconds = (float(part or 0) for part in found.groups())
    return f" {degrees + minutes / 60 + seconds / 3600:.6f} "


def squeezed(text: Any) -> str:
    """Letters and digits only, without accents, in lower case: "77 Marigold Way" is found in "at 77 MARIGOLD  WAY,"."""
    return _letters_of(_folded(str(text)))


def whereabouts_of(place: Json) -> tuple[Secret, ...]:
    """What tells where a private place is: streets, ZIP+4, point. "Call for the address" and post boxes are no streets."""
    said = [street for street, _ in streets_with_city(place)]
    said += [Words.of(code) for each in children(place, "addresses") if (code := _plus_four(each))]
    point = checked_point(place)[0]
    return (*dict.fromkeys(said), *((Point(*point),) if point else ()))


def secrets_of(place: Json) -> tuple[Secret, ...]:
    """Its whereabouts and its own phones. A phone in a text that is shown is there to be called; elsewhere none is kept."""
    numbers = dict.fromkeys(digits_of(each) for each in children(place, "phones"))
    return (*whereabouts_of(place), *(Words.of(number) for number in numbers if len(number) == _DIGITS_OF_A_PHONE))


def street_names_of(place: Json) -> tuple[Words, ...]:
    """The place's streets without their numbers, as a text about the place says them: "on Elm Lane", "calle Elm"."""
    found = []
    for street, _ in streets_with_city(place):
        words = [word for word in street.words.split() if not _number(word)]
        name = " ".join(word for word in words if word not in _NO_NAME)
        if len(name) >= _SHORTEST_NAME:
            spoken = [f"{before} {name}" for before in _KIND_BEFORE]
            found += [" ".join(words), *spoken] if " ".join(words) != name else spoken
    return tuple(map(Words.of, dict.fromkeys(found)))


def streets_with_city(place: Json) -> Iterator[tuple[Words, str]]:
    """Each street of a place's addresses, on whichever line, or that is its name, with its city, squeezed."""
    addresses = children(place, "addresses")
    for each in addresses:
        for line in ("address_1", "address_2"):
            if street := _street(str(each.get(line) or ""), sure=line == "address_1"):
                yield street, squeezed(each.get("city") or "")
    for name in ("name", "alternate_name"):
        if street := _street(str(place.get(name) or ""), sure=False):
            yield street, squeezed(addresses[0].get("city") or "") if addresses else ""


def holds_any(text: str, secrets: Collection[Secret]) -> bool:
    """Whether the text, which may be a URL or JSON, holds one of the secrets."""
    if not secrets:
        return False
    seen = LookedAt(text)
    return any(secret.stands_in(seen) for secret in secrets)


def any_holds(texts: Iterable[str], secrets: Collection[Secret]) -> bool:
    """Whether one of the texts holds one of the secrets. One look at all of them together tells of most that none does:
    what stands in a text stands in all of them put together, too.
    """
    if not secrets:
        return False
    every = list(texts)
    together = LookedAt("\n".join(every))
    return any(secret.may_stand_in(together) for secret in secrets) and any(holds_any(text, secrets) for text in every)


def strings(value: Any) -> Iterator[str]:
    """Every string within a body; numbers side by side are one, since two of them may be a point."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        within = list(value.values() if isinstance(value, dict) else value)
        for each in within:
            yield from strings(each)
        numbers = [str(each) for each in within if isinstance(each, float) or _is_decimal(each)]
        if len(numbers) > 1:
            yield " ".join(numbers)


def _is_decimal(value: Any) -> bool:
    return isinstance(value, str) and _DECIMAL.fullmatch(value.strip()) is not None


def fields_holding(body: Json, secrets: Collection[Secret]) -> list[str]:
    """The names of a body's fields within which a secret stands."""
    if not any_holds(strings(body), secrets):
        return []
    return [name for name, value in body.items() if any_holds(strings(value), secrets)]


def without(body: Json, names: Collection[str] | None) -> Json:
    """The body without the fields that are withheld."""
    return {name: value for name, value in body.items() if name not in names} if names else body


@lru_cache(maxsize=4_096)
def core_of(words: str) -> tuple[frozenset[str], str]:
    """(house numbers, letters of the name) of a street's words in their short forms; no name where there is none besides."""
    numbers: list[str] = []
    name: list[str] = []
    for word in words.split():
        number = _number(word)
        if number and not name:
            numbers.append(number)
        elif word not in _NO_NAME:
            name.append(word)
    if not numbers and name and (last := _number(name[-1])):
        numbers, name = [last], name[:-1]
    return frozenset(numbers), "".join(name)


@lru_cache(maxsize=4_096)
def anchor_of(words: str) -> str:
    """Letters that stand in every text which holds these words of a street in whatever form; empty where none are sure."""
    sure = (word for word in words.split() if word not in _NO_NAME and not _number(word))
    return max(sure, key=len, default="")


def _digits_in(folded: str) -> list[str]:
    return folded.translate(_ALL_BUT_DIGITS).split() if folded.isascii() else _DIGITS.findall(folded)


def _plain_number(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _number(word: str) -> str:
    """The number a word is, without zeros before and a letter behind; empty for every other word."""
    found = _HOUSE_NUMBER.fullmatch(word)
    return found[1] if found else ""


def _beside(name: str, words: Sequence[str], place: int) -> bool:
    """Whether a street's name stands right before or behind a number, less its kind and direction."""
    before, behind = words[max(0, place - 6) : place], words[place + 1 : place + 7]
    return _letters(before).endswith(name) or _letters(behind).startswith(name)


def _letters(words: Iterable[str]) -> str:
    return "".join(word for word in words if word not in _NO_NAME and not _number(word))


def _plus_four(address: Json) -> str:
    """The ZIP+4 of an address, empty without one."""
    code = str(address.get("postal_code") or "")
    return code if _PLUS_FOUR.fullmatch(code.strip()) else ""


def _street(written: str, *, sure: bool) -> Words | None:
    """The street a line holds, without suite or floor before or behind; a line that may be none must look like one."""
    if _POST_BOX.match(written):
        return None
    tail = _UNIT_BEFORE.sub("", written)
    text = next((each for each in (_UNIT.sub("", tail), tail, written) if _is_street(each, sure=sure)), "")
    return Words.of(text) if text else None


def _is_street(text: str, *, sure: bool) -> bool:
    numbered = any(each.isdigit() for each in text) and any(each.isalpha() for each in text)
    return (sure and numbered) or holds_street_address(text)


def _words(text: str) -> str:
    return _short(_folded(text))


def _short(folded: str) -> str:
    words = folded.translate(_BLANKS).split() if folded.isascii() else _WORD.findall(folded)
    return f" {' '.join([_SHORT.get(word, word) for word in words])} "


def _letters_of(folded: str) -> str:
    return folded.translate(_NO_ALNUM) if folded.isascii() else "".join(_WORD.findall(folded))


def _folded(text: str) -> str:
    if "&" in text or "<" in text:
        text = _TAG.sub("", unescape(text))
    if "\\u" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if "\\" in text:
        text = _LINE_END.sub(" ", text)
    text = unquote(text) if "%" in text else text
    if not text.isascii():
        text = _BEYOND_ASCII.sub(_without_accents, unicodedata.normalize("NFKD", text))
    return text.lower()


def _without_accents(found: re.Match[str]) -> str:
    return "".join(each for each in found[0] if not unicodedata.combining(each))
