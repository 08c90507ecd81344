"""Does a text give a private place away? Its street, ZIP+4, own phone and point are found however they are written. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

from resource_app.database import Json
from resource_app.directory.addresses import first_street, holds_street_address, streets_in
from resource_app.directory.folding import folded, letters_of, short, squeezed, words_of
from resource_app.directory.map_codes import SHORT_LINKS, plus_cells, plus_codes_in, short_links_in
from resource_app.directory.points import checked_point
from resource_app.directory.policy import digits_of
from resource_app.directory.said import children, strings, without
from resource_app.directory.street_words import (
    SHORTEST_NAME,
    anchor_of,
    core_of,
    house_in,
    letters_of_name,
    named_street,
    number_of,
    spoken_of,
    stands_beside,
)

_ALL_BUT_DIGITS = {number: " " for number in range(128) if not chr(number).isdigit()}
_UNIT = re.compile(
    r"\s*(?:[,;#(]|\b(?:apt|apartment|unit|suite|ste|floor|fl|room|rm|bldg|building)\b).*$", re.IGNORECASE
)
_UNIT_BEFORE = re.compile(
    r"^\W*(?:c/o\s+[^,;]{1,60}[,;]\s*"
    r"|(?:apt|apartment|unit|suite|ste|floor|fl|room|rm|bldg|building)\b\.?\s*#?\w+\s*[,;-]\s*)",
    re.IGNORECASE,
)
_POST_BOX = re.compile(r"\W*p\.?\s*o\.?\s*box\b", re.IGNORECASE)  # tells nobody where the place is
_MAY_NAME_IT = ("name", "alternate_name", "description", "transportation", "x_address", "x_full_address", "address")
_PLUS_FOUR = re.compile(r"\d{5}[\s-]?\d{4}")
_DIGITS_OF_A_PHONE = 10
_DIGITS = re.compile(r"\d+")
_DECIMAL = re.compile(r"-?\d{1,3}\.\d{2,}")
_IN_MINUTES = re.compile(  # the signs as JSON may write them, too
    r"(\d{1,3})\s*(?:[°º]|\\u00b[0a])\s*(\d{1,2}(?:\.\d+)?)\s*(?:['′’]|\\u20(?:32|19))(?:\s*(\d{1,2}(?:\.\d+)?))?"
)
_DEGREE_SIGNS = ("°", "º", "u00b0", "u00ba")  # as they are, and as JSON may write them
_SHORT_CODE = 4  # digits before the plus of a short code
_CLOSE = 0.0015  # degrees, some 150 m: texts round
_SPELLED = re.compile(r"\W*(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\W+\w", re.IGNORECASE)


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
        signs = re.findall(r"[0-9]+|[a-z]+", folded(text) if text.isascii() else letters)
        return cls(letters, words_of(text), max(signs, key=lambda part: (part.isdigit(), len(part)), default=""))

    @property
    def signs(self) -> frozenset[str]:
        """Stretches one of which stands in every text that holds this, however it is stored."""
        return frozenset({self.sign})

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
        """Whether its number and its name stand side by side in the text, in either order: "61-63 N. Elm", "Elm Lane 61".

        A short name must have a kind of street behind it.
        """
        numbers, name = self.core
        if not numbers or not name or name not in seen.letters:
            return False
        words = seen.words.split()
        return any(stands_beside(name, words, place) for place, word in enumerate(words) if number_of(word) in numbers)


@dataclass(frozen=True, slots=True)
class Point:
    """A place's point to look for: two decimal numbers side by side that lie within some 150 metres of it."""

    lat: float
    lon: float

    @property
    def sign(self) -> str:
        """What the text of a number near it starts with, whatever its sign."""
        return f"{abs(int(self.lat))}."

    @property
    def signs(self) -> frozenset[str]:
        """Stretches one of which stands in every text that holds this, however it is stored: minutes and codes too."""
        return frozenset({self.sign, *_DEGREE_SIGNS, *SHORT_LINKS, *(cell[-_SHORT_CODE:] for cell in self._cells)})

    @property
    def _cells(self) -> frozenset[str]:
        return plus_cells(self.lat, self.lon, _CLOSE)

    def stands_in(self, seen: "LookedAt") -> bool:
        """Whether two numbers of the text, in either order, are the point, or a map's code is; "71.03 W" has no sign."""
        if not self.may_be_among(seen):
            return False
        if seen.plus_codes and any(cell.endswith(code) for cell in self._cells for code in seen.plus_codes):
            return True
        lat, lon = abs(self.lat), abs(self.lon)
        numbers = (pair for one, two in pairwise(seen.decimals) for pair in ((one, two), (two, one)))
        pairs = (*seen.short_links, *numbers)
        return any(abs(abs(one) - lat) < _CLOSE and abs(abs(two) - lon) < _CLOSE for one, two in pairs)

    may_stand_in = stands_in

    def may_be_among(self, seen: "LookedAt") -> bool:
        """Whether a number of the text can be its latitude: a cheap look."""
        return self.sign in seen.text or seen.has_minutes or seen.has_codes


@dataclass(frozen=True, slots=True)
class Street:
    """A street as one names it without the house, " canaryoak ln ", " corner of canaryoak ": in its short words."""

    words: str

    @property
    def signs(self) -> frozenset[str]:
        """The longest of its words."""
        return frozenset({max(self.words.split(), key=len)})

    def may_stand_in(self, seen: "LookedAt") -> bool:
        """Whether it stands in the text, with a number or without, or its letters do: "canaryoakln.example.org"."""
        if anchor_of(self.words) not in seen.letters:
            return False
        return self.words in seen.words or bool(self._letters and self._letters in seen.letters_in_short)

    def stands_in(self, seen: "LookedAt") -> bool:
        """Whether it stands in the text without a house number right before it: "40 Canaryoak Lane" is another address."""
        if not self.may_stand_in(seen):
            return False
        named = len(re.findall(rf"(?={self.words})", seen.words))
        return not named or named > len(house_in(self.words).findall(seen.folded))

    @property
    def _letters(self) -> str:
        """Empty where the name is short: its letters stand in many words."""
        long = len(letters_of_name(self.words.split())) >= SHORTEST_NAME
        return self.words.replace(" ", "") if long else ""


Secret = Words | Point | Street


class LookedAt:
    """A text made ready to look into: its letters and digits only, and its words in their short forms."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = folded(text)

    @cached_property
    def letters(self) -> str:
        """Letters and digits only."""
        return letters_of(self.folded)

    @cached_property
    def numbers(self) -> set[str]:
        """The digits side by side among its letters, and those of its words, without zeros before."""
        within = set(_digits_in(self.folded))
        return {*_digits_in(self.letters), *within, *(_plain_number(each) for each in within if each[0] == "0")}

    @cached_property
    def has_minutes(self) -> bool:
        """Whether it holds degrees with minutes."""
        return _IN_MINUTES.search(self.text) is not None

    @cached_property
    def plus_codes(self) -> set[str]:
        """The plus codes it holds, without what stands behind the plus."""
        return plus_codes_in(self.text)

    @cached_property
    def short_links(self) -> tuple[tuple[float, float], ...]:
        """The points that links to a map name without their numbers."""
        return tuple(short_links_in(self.text))

    @property
    def has_codes(self) -> bool:
        """Whether it names points otherwise than by numbers."""
        return bool(self.plus_codes or self.short_links)

    @cached_property
    def decimals(self) -> list[float]:
        """Its decimal numbers, in order, those in degrees, minutes and seconds too."""
        text = _IN_MINUTES.sub(_in_degrees, self.text)
        return [float(found) for found in _DECIMAL.findall(text)]

    @cached_property
    def words(self) -> str:
        """The words in their short forms, with blanks around; worked out when letters alone do not tell."""
        return short(self.folded)

    @cached_property
    def letters_in_short(self) -> str:
        """Letters and digits only, of the words in their short forms."""
        return self.words.replace(" ", "")


def _in_degrees(found: re.Match[str]) -> str:
    degrees, minutes, seconds = (float(part or 0) for part in found.groups())
    return f" {degrees + minutes / 60 + seconds / 3600:.6f} "


def whereabouts_of(place: Json) -> tuple[Words | Point, ...]:
    """What tells where a private place is: streets, ZIP+4, point. "Call for the address" and post boxes are no streets."""
    streets = (street for street, _ in streets_told(place))
    return tuple(dict.fromkeys((*streets, *whereabouts_but_streets(place))))


def whereabouts_but_streets(place: Json) -> tuple[Words | Point, ...]:
    """Its ZIP+4 and its point."""
    codes = (Words.of(code) for each in children(place, "addresses") if (code := _plus_four(each)))
    point = checked_point(place)[0]
    return (*codes, *((Point(*point),) if point else ()))


def told_by_its_own(place: Json) -> tuple[Secret, ...]:
    """What must not be told where the place's own organization speaks: also the street without the number."""
    return (*whereabouts_of(place), *street_names_of(place))


def street_names_of(place: Json) -> tuple[Street, ...]:
    """The place's streets without their numbers, as a text about the place says them: "on Elm Lane", "calle Elm"."""
    lines = (str(each.get(line) or "") for each in children(place, "addresses") for line in ("address_1", "address_2"))
    bare = (words_of(_UNIT.sub("", _UNIT_BEFORE.sub("", line))) for line in lines)
    found = [named for words in bare if (named := named_street(words))]
    found += [named for street, _ in streets_told(place) for named in spoken_of(street.words)]
    return tuple(map(Street, dict.fromkeys(found)))


def secrets_of(place: Json) -> tuple[Secret, ...]:
    """Its whereabouts and its own phones. A phone in a text that is shown is there to be called; elsewhere none is kept."""
    numbers = dict.fromkeys(digits_of(each) for each in children(place, "phones"))
    return (*whereabouts_of(place), *(Words.of(number) for number in numbers if len(number) == _DIGITS_OF_A_PHONE))


def streets_with_towns(place: Json) -> Iterator[tuple[Words, frozenset[str]]]:
    """Each street a place's addresses, name and texts hold, with what tells its town: its city, squeezed, and its ZIP."""
    addresses = children(place, "addresses")
    for each in addresses:
        for line in ("address_1", "address_2", "attention"):
            if street := _street(str(each.get(line) or ""), sure=line == "address_1"):
                yield street, _towns(each)
    for name in _MAY_NAME_IT:
        if street := _street(str(place.get(name) or ""), sure=False):
            yield street, frozenset().union(*map(_towns, addresses))


def streets_told(place: Json) -> Iterator[tuple[Words, frozenset[str]]]:
    """Those, and each street which any other text within the place holds: "enter from 61 Elm Street", a former address in
    its history. That is no address of its own by which another record of it is known.
    """
    known = dict(streets_with_towns(place))
    yield from known.items()
    towns = frozenset[str]().union(*map(_towns, children(place, "addresses")))
    texts = (text for text in strings(without(place, ("addresses", "phones"))) if " " in text)
    found = (Words.of(street) for text in texts for street in streets_in(text))
    yield from ((street, towns) for street in dict.fromkeys(found) if street not in known)


def _towns(address: Json) -> frozenset[str]:
    """Empty where no city is said."""
    city, code = str(address.get("city") or ""), str(address.get("postal_code") or "")[:5]
    if not city.strip():
        return frozenset()
    return frozenset({squeezed(city), words_of(city).replace(" ", ""), *([code] if code.isdigit() else ())})


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


def texts_of(value: Any) -> Iterator[str]:
    """What each object and list within a value says, its numbers too, each as one text: an address may be in parts.

    Its decimal numbers stand side by side behind, since two of them may be a point.
    """
    if not isinstance(value, dict | list):
        yield str(value)
        return
    within = list(value.values() if isinstance(value, dict) else value)
    said = [str(each) for each in within if isinstance(each, str | int | float)]
    yield "\n".join((*said, *(each for each in said if _DECIMAL.fullmatch(each.strip()))))
    for each in within:
        if isinstance(each, dict | list):
            yield from texts_of(each)


def fields_holding(body: Json, secrets: Collection[Secret]) -> list[str]:
    """The names of a body's fields within which a secret stands, or which are a part of one."""
    if not any_holds(texts_of(body), secrets):
        return []
    found = [name for name, value in body.items() if any_holds(texts_of(value), secrets)]
    rest = without(body, found)
    if any_holds(texts_of(rest), secrets):
        found += [name for name in rest if not any_holds(texts_of(without(rest, [name])), secrets)] or list(rest)
    return found


def _digits_in(folded: str) -> list[str]:
    return folded.translate(_ALL_BUT_DIGITS).split() if folded.isascii() else _DIGITS.findall(folded)


def _plain_number(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _plus_four(address: Json) -> str:
    """The ZIP+4 of an address, empty without one."""
    code = str(address.get("postal_code") or "")
    return code if _PLUS_FOUR.fullmatch(code.strip()) else ""


@lru_cache(maxsize=4_096)  # the same places are looked at again and again
def _street(written: str, *, sure: bool) -> Words | None:
    """The street a line holds, without suite or floor before or behind; a line that may be none must look like one."""
    if not written or _POST_BOX.match(written):
        return None
    if found := first_street(written):
        return Words.of(found)
    tail = _UNIT_BEFORE.sub("", written)
    text = next((each for each in (_UNIT.sub("", tail), tail, written) if _is_street(each, sure=sure)), "")
    return Words.of(text) if text else None


def _is_street(text: str, *, sure: bool) -> bool:
    numbered = any(each.isdigit() for each in text) and any(each.isalpha() for each in text)
    return (sure and (numbered or _SPELLED.match(text) is not None)) or holds_street_address(text)
