"""Which place is named in a person's own words? "english class near daly city" is a class, and a town.

A town's name that is also an ordinary word ("reading", "hope") is only a place when something says so: a state behind it, a
word like "near" before it, or a capital letter where the directory is at home. Pure but for the gazetteer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resource_app.directory.gazetteer import Gazetteer, Row
from resource_app.directory.gazetteer.home import NOWHERE, Home
from resource_app.directory.gazetteer.names import COUNTY_WORDS, name_key, zip_mended
from resource_app.directory.gazetteer.ordinary_words import NOT_IN, NOT_NEAR, ORDINARY
from resource_app.directory.gazetteer.sources import TownRow
from search import conditions
from search.query import Place

NEAR = (
    *(
        "near",
        "nearby",
        "near to",
        "near the city of",
        "near downtown",
        "around",
        "close to",
        "next to",
        "not far from",
    ),
    *(
        "cerca de",
        "cerca a",
        "cerca del",
        "cercano a",
        "alrededor de",
        "junto a",
        "cerca de la ciudad de",
        "por la zona de",
    ),
)
IN = (
    *(
        "in",
        "in the city of",
        "in the town of",
        "in downtown",
        "in greater",
        "in all of",
        "at",
        "within",
        "inside",
        "serving",
    ),
    *("anywhere in", "throughout", "en", "en la ciudad de", "en todo", "en todo el", "dentro de", "en el"),
)
ON = (
    "on",
    "on the",
    "in the",
    "near the",
    "around the",
    "across the",
    "throughout the",
    "cerca del",
    "por",
)  # a region
BEFORE_ZIP = (
    "zip",
    "zip code",
    "zipcode",
    "in zip code",
    "in zip",
    "near zip code",
    "codigo postal",
    "en el codigo postal",
)
BINDING = frozenset(  # a name after one of these is what the sentence is about, not where it happens
    (
        *(
            "for",
            "with",
            "to",
            "of",
            "from",
            "about",
            "my",
            "a",
            "an",
            "the",
            "no",
            "not",
            "is",
            "are",
            "on",
            "by",
            "as",
        ),
        *("than", "para", "con", "sin", "del", "de", "la", "el", "los", "las", "un", "una", "mi"),
    )
)
STATE_CODES_THAT_ARE_WORDS = frozenset({"al", "as", "de", "hi", "id", "in", "la", "me", "mi", "oh", "ok", "or", "pa"})
DIRECTIONS = frozenset({"northern", "southern", "eastern", "western", "central"})  # "northern california" is no state
LONGEST_NAME = 5  # words, the state included
LONGEST_BEFORE = 5
WELL_KNOWN = 5  # standard ZIPs: a town outside the home states that a bare name may mean
CITY_AT_HOME = 3  # standard ZIPs: "food lowell" means the city where there is such a city
# What may stand behind a bare name at the end: when, how cheap, or for whom. "dentist daly city cheap" names a town.
ASIDES = conditions.WORDS | {
    *(
        "free",
        "cheap",
        "affordable",
        "low",
        "cost",
        "please",
        "asap",
        "urgent",
        "gratis",
        "barato",
        "barata",
        "urgente",
    ),
    *("on", "this", "next", "every", "los", "las", "el", "la", "este", "esta", "cada", "todos"),
}
CLOCK = re.compile(r"\d{1,2}(?:am|pm)?")
GOING_ON = frozenset({"for", "with", "that", "who", "open", "para", "con", "que", "abierto", "abierta"})
AMOUNTS = frozenset({"dollars", "dolares", "usd", "people", "personas"})
BIG_ENOUGH = 2  # standard ZIPs of all towns of a name: less is a hamlet, so a chance likeness
TOKEN = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
ZIP = re.compile(r"\d{5}(?:-\d{4})?")
# "in boston or chelsea": the first is meant, the second is no word to search for.
OR_ELSE = re.compile(r"\s*(?:,|/|&|\bor\b|\band\b|\by\b|\bo\b)\s*", re.IGNORECASE)
NEAR_ME = re.compile(
    r"(?i)\b(?:near|around|close to|by) (?:me|here|my (?:home|house|place))\b|\bcerca (?:de )?(?:m[ií]|aqu[ií])\b"
)
DISTANCE = re.compile(
    r"(?i)\b(with?in |a menos de |hasta |less than |under )?(\d{1,3}) ?(mi|miles?|millas?|km|kilometers?|kil[oó]metros?)\b\.?"
    r"(?: (?:radius|away|or less|o menos))?( (?:of|from|de)\b| (?=near|around|cerca)|$)?"
)
MILES_IN_KM = 0.621371


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A place in the words: it takes `start` to `end` of the text; the most `strength`, then the longest, wins."""

    place: Place
    start: int
    end: int
    strength: int
    size: int
    others: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceInWords:
    """`text` without the place and the words that lead to it. `stated`: more than a bare name at the end said it is a place.

    `others` are the other places the name may mean.
    """

    text: str
    place: Place | None
    stated: bool = False
    others: tuple[Place, ...] = ()


def place_in_words(gazetteer: Gazetteer, text: str, home: Home = NOWHERE) -> PlaceInWords:
    """The place the words name, or the whole text (but "near me") and None.

    Of several places of a name the likeliest is meant, as in the field for the place. Of "in boston or chelsea" the first is
    meant, and both leave the text.
    """
    found = list(_Reading(gazetteer, text, home).found())
    best = max(found, key=lambda each: (each.strength, each.size), default=None)
    if best is None:
        return PlaceInWords(_tidy(NEAR_ME.sub("", text)) or text, None)
    also = max((each.end for each in found if OR_ELSE.fullmatch(text[best.end : each.start])), default=best.end)
    return PlaceInWords(_tidy(text[: best.start] + " " + text[also:]), best.place, best.strength > 1, best.others)


def distance_in_words(text: str) -> tuple[str, float | None]:
    """The text without "within 5 miles of", and the miles; the leading "of" becomes "near", so a place behind it is read."""
    match = DISTANCE.search(text)
    if match is None or int(match[2]) == 0 or (not match[1] and match[4] is None):
        return text, None
    miles = int(match[2]) * (MILES_IN_KM if match[3].lower().startswith("k") else 1)
    lead = " near" if (match[4] or "").strip() else " "
    return _tidy(text[: match.start()] + lead + text[match.end() :]), round(miles, 1)


def _tidy(text: str) -> str:
    return re.sub(r"\s+([,.;])", r"\1", " ".join(text.split())).strip(" ,;-")


class _Reading:
    """One text being read: its words, and what each stretch of them can mean."""

    def __init__(self, gazetteer: Gazetteer, text: str, home: Home) -> None:
        self._gazetteer = gazetteer
        self._where = home
        self._home = home.states
        self._text = text
        self._tokens = [
            _Token(match[0], name_key(match[0]), match.start(), match.end()) for match in TOKEN.finditer(text)
        ]
        self._mixed = any(token.text[0].islower() for token in self._tokens)

    def found(self) -> Iterator[_Found]:
        """Every reading of every stretch that has evidence."""
        for first in range(len(self._tokens)):
            for size in range(1, min(LONGEST_NAME, len(self._tokens) - first) + 1):
                yield from self._zip(first, size)
                yield from self._county(first, size)
                yield from self._with_state(first, size)
                yield from self._town(first, size)
                yield from self._region(first, size)
                yield from self._state(first, size)

    def _ends(self, end: int) -> bool:
        """Whether the name of the thing asked for ends before `end`: asides at most follow, or for whom it is."""
        rest = [token.key for token in self._tokens[end:]]
        return all(key in ASIDES or CLOCK.fullmatch(key) for key in rest) or rest[0] in GOING_ON

    def _words(self, first: int, size: int) -> str:
        return " ".join(token.text for token in self._tokens[first : first + size])

    def _lead(self, first: int, leads: Sequence[str]) -> int:
        """How many words before `first` lead to a place: the longest of `leads` that ends there."""
        for size in range(min(LONGEST_BEFORE, first), 0, -1):
            if " ".join(token.key for token in self._tokens[first - size : first]) in leads:
                return size
        return 0

    def _make(
        self, place: Place | None, first: int, size: int, strength: int, others: Sequence[Place] = ()
    ) -> Iterator[_Found]:
        if place:
            lead = self._lead(
                first, (*NEAR, *IN, *ON, *BEFORE_ZIP) if place.kind == "region" else (*NEAR, *IN, *BEFORE_ZIP)
            )
            start, end = self._tokens[first - lead].start, self._tokens[first + size - 1].end
            yield _Found(place, start, end, strength, size, tuple(others))

    def _likeliest(self, rows: Sequence[Row], first: int, size: int, strength: int) -> Iterator[_Found]:
        """What most people mean by the one name of `rows`, with what else it may be."""
        found = self._gazetteer.likeliest(rows, self._where)
        yield from self._make(found[0] if found else None, first, size, strength, found[1:])

    def _zip(self, first: int, size: int) -> Iterator[_Found]:
        token, code = self._tokens[first], zip_mended(self._tokens[first].text)
        before, after = self._text[: token.start][-1:], self._tokens[first + 1 : first + 2]
        is_amount = before in {"$", "#"} or any(each.key in AMOUNTS for each in after)
        if size == 1 and ZIP.fullmatch(code) and not is_amount:
            yield from self._make(self._gazetteer.place(code), first, size, 6)

    def _county(self, first: int, size: int) -> Iterator[_Found]:
        """Such as "San Mateo County", "condado de San Mateo", with or without a state behind it."""
        keys = [token.key for token in self._tokens[first : first + size]]
        names_county = (size > 1 and keys[-1] in COUNTY_WORDS and keys[-1] != "co") or keys[:2] == ["condado", "de"]
        if names_county:
            counties = self._gazetteer.counties_named(" ".join(keys))
            yield from self._likeliest(counties, first, size, 4)

    def _with_state(self, first: int, size: int) -> Iterator[_Found]:
        """Such as "Reading MA", "Hope, Rhode Island", "Suffolk County NY"; small "or" and "me" only behind no ordinary word."""
        for tail in range(1, min(2, size - 1) + 1):
            head, code = self._words(first, size - tail), self._words(first + size - tail, tail)
            state = self._gazetteer.state_named(code, informal=True)
            is_word = code in STATE_CODES_THAT_ARE_WORDS and (
                name_key(head) in ORDINARY or first + size < len(self._tokens)
            )
            if state and not is_word and not (len(code) == 2 and code.istitle()):  # noqa: PLR2004 - postal letters
                towns = self._gazetteer.towns_named(head, state.code)
                counties = self._gazetteer.counties_named(head, state.code) if " " in head else ()
                regions = self._gazetteer.regions_named(head, state.code)
                if regions:
                    yield from self._likeliest(regions, first, size, 5)
                place = self._gazetteer.place_of_town(towns[0]) if towns else None
                if counties and not towns:
                    place = self._gazetteer.place_of_county(counties[0])
                yield from self._make(place, first, size, 5)

    def _town(self, first: int, size: int) -> Iterator[_Found]:
        words = self._words(first, size)
        towns = self._gazetteer.towns_named(words)
        longer = first > 0 and self._gazetteer.towns_named(self._words(first - 1, size + 1))
        if not towns or longer or (self._gazetteer.state_named(words) and not self._gazetteer.is_big_city(words)):
            return
        strength = self._strength(first, size, name_key(words), towns)
        if strength:
            regions, counties = self._gazetteer.regions_named(words), self._gazetteer.counties_named(words)
            yield from self._likeliest((*regions, *towns, *counties), first, size, strength)

    def _region(self, first: int, size: int) -> Iterator[_Found]:
        """Such as "in the Bay Area", "food cape cod"; a single word ("peninsula") only where something leads to it."""
        words = self._words(first, size)
        regions = self._gazetteer.regions_named(words)
        if not regions:
            return
        last, bound = self._ends(first + size), first > 0 and self._tokens[first - 1].key in BINDING
        lead = self._lead(first, (*NEAR, *IN, *ON))
        if lead or (size > 1 and last and not bound) or size == len(self._tokens):
            yield from self._likeliest(regions, first, size, 2 if lead else 1)

    def _strength(self, first: int, size: int, key: str, towns: tuple[TownRow, ...]) -> int:
        """3 after "near", 2 after "in", 1 at the end of the words, 0 when it is not taken for a place."""
        capital = self._is_capital(first, towns)
        at_home = any(town.state in self._home for town in towns)
        known = at_home or sum(town.weight for town in towns) >= BIG_ENOUGH or (size > 1 and not self._home)
        if not known and not self._tokens[first].text[0].isupper():
            return 0
        if self._lead(first, NEAR):
            return 0 if key in NOT_NEAR else 3
        if self._home and not at_home and towns[0].weight < WELL_KNOWN:
            return 0
        is_city = key not in NOT_IN and any(town.state in self._home and town.weight >= CITY_AT_HOME for town in towns)
        ordinary = key in ORDINARY and not capital and not is_city
        if self._lead(first, IN):
            return 0 if (key in NOT_IN and not capital) or (ordinary and not at_home) else 2
        last = self._ends(first + size)
        bound = first > 0 and self._tokens[first - 1].key in BINDING
        meant = at_home or towns[0].weight >= WELL_KNOWN or size > 1
        return int(last and meant and not bound and not ordinary)

    def _is_capital(self, first: int, towns: tuple[TownRow, ...]) -> bool:
        """A capital inside a text that is not all capitals, and a town of a home state."""
        capital = first > 0 and self._mixed and self._tokens[first].text[0].isupper()
        return capital and any(town.state in self._home for town in towns)

    def _state(self, first: int, size: int) -> Iterator[_Found]:
        """Such as "in Massachusetts", "housing massachusetts", "in RI"."""
        words = self._words(first, size)
        state = self._gazetteer.state_named(words)
        part = first > 0 and self._tokens[first - 1].key in DIRECTIONS
        if state is None or part or self._gazetteer.is_big_city(words):
            return
        last, lead = self._ends(first + size), self._lead(first, (*NEAR, *IN))
        if len(words) == 2:  # noqa: PLR2004 - postal letters
            fits = bool(lead) and (words.isupper() or words not in STATE_CODES_THAT_ARE_WORDS)
        else:
            fits = bool(lead) or (last and first > 0 and self._tokens[first - 1].key not in BINDING)
        if fits:
            yield from self._make(self._gazetteer.place_of_state(state.code), first, size, 2)
