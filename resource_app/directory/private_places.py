"""Is this another record of a private place? Does this text tell where one is? An index of all private places. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from resource_app.database import Json
from resource_app.directory.giveaways import LookedAt, Secret, Words, squeezed, streets_with_city, whereabouts_of
from resource_app.directory.points import checked_point

_DIGITS = re.compile(r"\d+")
_PLACES_OF_A_DEGREE = 5  # about a metre: two records of one building share their geocoder's answer
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Told:
    """A secret of a private place, and its city, which a text must name too where it holds a street only."""

    secret: Secret
    city: str


class PrivatePlaces:
    """The private places of a directory."""

    def __init__(self, bodies: Iterable[Json]) -> None:
        self._cities: dict[str, set[str]] = defaultdict(set)  # words of a street -> its cities, "" where none is said
        self._numbers: dict[Spot, set[str]] = defaultdict(set)  # a point -> house numbers there
        self._told: dict[str, set[_Told]] = defaultdict(set)  # sign -> what has it
        for body in bodies:
            self._add(body)
        self._wordy = any(
            not sign.isdigit() for sign in self._told
        )  # a street without a number: every text is looked into

    def _add(self, body: Json) -> None:
        streets = list(streets_with_city(body))
        for street, city in streets:
            for key in _keys(street):
                self._cities[key].add(city)
            self._told[street.sign].add(_Told(street, city))
        for secret in whereabouts_of(body):
            if all(secret != street for street, _ in streets):
                self._told[secret.sign.rstrip(".")].add(_Told(secret, ""))
        if (spot := _spot(body)) is not None:
            self._numbers[spot].update(street.sign for street, _ in streets)

    def __bool__(self) -> bool:
        return bool(self._told)

    def has(self, body: Json) -> bool:
        """Whether a place is one of them: the same street in the same city, or the same point and no other house number."""
        streets = list(streets_with_city(body))
        for street, city in streets:
            cities = {each for key in _keys(street) for each in self._cities.get(key, ())}
            if cities and (not city or "" in cities or city in cities):
                return True
        numbers = self._numbers.get(_spot(body) or (0.0, 0.0))
        return numbers is not None and all(street.sign in numbers for street, _ in streets)

    def told_in(self, text: str, place: str = "") -> set[Secret]:
        """What of them a text tells: a street with its city, a ZIP+4, a point. The text may be JSON.

        The city may stand in the text or in what is written of the `place` the text is about.
        """
        if "%" not in text and self._told.keys().isdisjoint(_DIGITS.findall(text)) and not self._wordy:
            return set()
        seen = LookedAt(text)
        numbers = " ".join(_DIGITS.findall(seen.letters))
        near = (told for sign, every in self._told.items() if sign in numbers or not sign.isdigit() for told in every)
        here = {told for told in near if told.secret.stands_in(seen)}
        around = seen.letters + squeezed(place) if here else ""
        return {told.secret for told in here if told.city in around}


def _keys(street: Words) -> Iterator[str]:
    """What streets are compared by: each house number with the letters of the name; all words where there is no name."""
    numbers, name = street.core
    yield from (f"{number} {name}" for number in numbers) if name and numbers else (street.words,)


def spots_of(bodies: Iterable[Json]) -> set[Spot]:
    """The points of places, rounded as they are compared."""
    return {spot for body in bodies if (spot := _spot(body)) is not None}


def _spot(body: Json) -> Spot | None:
    point = checked_point(body)[0]
    return None if point is None else (round(point[0], _PLACES_OF_A_DEGREE), round(point[1], _PLACES_OF_A_DEGREE))
