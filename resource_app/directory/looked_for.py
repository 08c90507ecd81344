"""What is looked for in a text: a street, a number, a point. And a text made ready to look into. Pure."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from resource_app.directory.folding import folded, letters_of, short, squeezed, words_of
from resource_app.directory.map_codes import SHORT_LINKS, plus_cells, plus_codes_in, short_links_in
from resource_app.directory.number_words import houses_said
from resource_app.directory.street_words import (
    SHORTEST_NAME,
    anchor_of,
    core_of,
    house_in,
    is_misspelt_beside,
    letters_of_name,
    number_of,
    stands_beside,
)

_ALL_BUT_DIGITS = {number: " " for number in range(128) if not chr(number).isdigit()}
_DIGITS = re.compile(r"\d+")
DECIMAL = re.compile(r"-?\d{1,3}\.\d{2,}")
_IN_MINUTES = re.compile(  # the signs as JSON may write them, too
    r"(\d{1,3})\s*(?:[°º]|\\u00b[0a])\s*(\d{1,2}(?:\.\d+)?)\s*(?:['′’]|\\u20(?:32|19))(?:\s*(\d{1,2}(?:\.\d+)?))?"
)
_DEGREE_SIGNS = ("°", "º", "u00b0", "u00ba")  # as they are, and as JSON may write them
_SHORT_CODE = 4  # digits before the plus of a short code
_CLOSE = 0.0015  # degrees, some 150 m: texts round
_SHELTER = r"shelters?|safehouse|safe (?:house|home)|refuges?|refugios?|albergues?|abrigos?"
_MAY_BE_SHELTER = ("shelter", "safe", "refug", "alberg", "abrigo")


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
        """Stretches one of which stands in every text that holds this, however it is stored: where the house number is said
        in words, the street's name.
        """
        name = anchor_of(self.words) if self._may_be_misspelt else ""
        return frozenset({self.sign, name} - {""})

    @property
    def _may_be_misspelt(self) -> bool:
        numbers, name = self.core
        return bool(numbers) and len(name) >= SHORTEST_NAME

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
        if self._may_be_misspelt and not self.core[0].isdisjoint(seen.numbers):
            return True
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
        if not numbers or not name or not (self._may_be_misspelt or name in seen.letters):
            return False
        words = seen.words.split()
        places = [place for place, word in enumerate(words) if number_of(word) in numbers]
        return any(stands_beside(name, words, place) or is_misspelt_beside(name, words, place) for place in places)


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


@dataclass(frozen=True, slots=True)
class HouseOn:
    """A house for those in danger on this street, of which only its kind is said: "the shelter on Canaryoak Lane"."""

    words: str

    @property
    def signs(self) -> frozenset[str]:
        """The longest word of the street."""
        return frozenset({max(self.words.split(), key=len)})

    def may_stand_in(self, seen: "LookedAt") -> bool:
        """Whether the text names both: a cheap look."""
        return seen.speaks_of_shelter and anchor_of(self.words) in seen.letters and self.words in seen.words

    def stands_in(self, seen: "LookedAt") -> bool:
        """Whether the house stands some words before the street, and no number between them."""
        behind = rf" (?:{_SHELTER})(?: [^\d ]+){{0,3}}{re.escape(self.words)}"
        return self.may_stand_in(seen) and re.search(behind, seen.words) is not None


Secret = Words | Point | Street | HouseOn


class LookedAt:
    """A text made ready to look into: its letters and digits only, and its words in their short forms."""

    def __init__(self, text: str) -> None:
        self.text = text
        said = folded(text)
        self.folded = "\n".join((said, *houses_said(said)))

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
        return any(sign in self.text for sign in _DEGREE_SIGNS) and _IN_MINUTES.search(self.text) is not None

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
        return [float(found) for found in DECIMAL.findall(text)]

    @cached_property
    def speaks_of_shelter(self) -> bool:
        """Whether it may name a house for those in danger."""
        return any(word in self.folded for word in _MAY_BE_SHELTER)

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


def _digits_in(folded: str) -> list[str]:
    return folded.translate(_ALL_BUT_DIGITS).split() if folded.isascii() else _DIGITS.findall(folded)


def _plain_number(digits: str) -> str:
    return digits.lstrip("0") or "0"
