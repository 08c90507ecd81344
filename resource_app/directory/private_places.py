"""Is this another record of a private place? Does this text tell where one is? An index of all private places. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from resource_app.database import Json, read_json
from resource_app.directory.folding import squeezed
from resource_app.directory.giveaways import (
    streets_told,
    streets_with_towns,
    towns_of,
    untold_of,
    whereabouts_but_streets,
)
from resource_app.directory.looked_for import HouseOn, LookedAt, Point, Secret, Words
from resource_app.directory.points import checked_point
from resource_app.directory.said import children

_PLACES_OF_A_DEGREE = 5  # about a metre: two records of one building share their geocoder's answer
_REMEMBERED = 1_024  # public places: each of their listings asks for them
_PRIVATE_REMEMBERED = 16_384  # private places, all of which every batch asks for; about 3 kB each
_SAYS_WHERE = ("attention", "address_1", "address_2", "city", "postal_code")
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Told:
    """A secret of a private place, and what tells its town, which a text must hold too where it holds a street only."""

    secret: Secret
    towns: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Place:
    """What is compared of a place: its streets, each with its towns and its keys; its point."""

    where: str  # its addresses and its name, as one text
    streets: tuple[tuple[Words, frozenset[str], tuple[str, ...]], ...]
    spot: Spot | None


class PrivatePlaces:
    """The private places of a directory, from their bodies as they are stored; and where others were that are not secret any
    more: (place, what is stored of it from before, what people were let see).
    """

    def __init__(self, stored: Iterable[str], untold: Iterable[tuple[str, str, str]] = ()) -> None:
        self._towns: dict[str, set[str]] = defaultdict(set)  # words of a street -> its towns, "" where none is said
        self._numbers: dict[Spot, set[str]] = defaultdict(set)  # a point -> house numbers there
        self._by_number: dict[str, set[_Told]] = defaultdict(set)  # a number that stands in every text which tells it
        self._points: dict[str, set[_Told]] = defaultdict(set)  # sign -> points that have it
        self._houses: set[_Told] = set()  # shelters on a street, of which some texts speak
        self._wordy: set[_Told] = set()  # what has no number to go by: every text is looked into for it
        self._untold: dict[str, set[Secret]] = defaultdict(set)  # of a place that was secret
        for body in stored:
            place, tells = _private(body)
            self._add_place(place)
            self._add_told(tells)
        for key, before, seen in untold:
            secret = untold_of(before, seen)
            self._untold[key] |= secret
            self._add_told(told for told in _private(before)[1] if told.secret in secret)

    def _add_place(self, place: _Place) -> None:
        for _, towns, keys in place.streets:
            for key in keys:
                self._towns[key] |= towns or {""}
        if place.spot is not None:
            self._numbers[place.spot].update(street.sign for street, _, _ in place.streets)

    def _add_told(self, tells: Iterable[_Told]) -> None:
        for told in tells:
            if isinstance(told.secret, Point):
                self._points[told.secret.sign].add(told)
            elif isinstance(told.secret, Words) and (numbers := told.secret.numbers):
                for number in numbers:
                    self._by_number[number].add(told)
            elif isinstance(told.secret, HouseOn):
                self._houses.add(told)
            else:
                self._wordy.add(told)

    def __bool__(self) -> bool:
        return bool(self._by_number or self._points or self._wordy)

    def has(self, stored: str) -> bool:
        """Whether a place is one of them: the same street in the same town, or the same point and no other house number."""
        place = _place(stored)
        for _, towns, keys in place.streets:
            known = {each for key in keys for each in self._towns.get(key, ())}
            if known and (not towns or "" in known or towns & known):
                return True
        if any(isinstance(told, Words) and told.core[1] for told in self.told_in(place.where, place.where)):
            return True
        numbers = None if place.spot is None else self._numbers.get(place.spot)
        return numbers is not None and all(street.sign in numbers for street, _, _ in place.streets)

    def told_in(self, text: str, place: str = "") -> set[Secret]:
        """What of them a text tells: a street with its city or ZIP, a ZIP+4, a point. The text may be JSON.

        The town may stand in the text or in what is written of the `place` the text is about. A text about no place may be
        about that one.
        """
        seen = LookedAt(text)
        here = {told for told in self._near(seen) if told.secret.stands_in(seen)}
        if not here or not place:
            return {told.secret for told in here}
        around = " ".join((seen.letters, seen.letters_in_short, squeezed(place)))
        return {told.secret for told in here if not told.towns or any(town in around for town in told.towns)}

    def told_at(self, place: str | None, text: str) -> set[Secret]:
        """What a text about a place tells of where that was in its secret time, without its town too."""
        if not place or place not in self._untold:
            return set()
        seen = LookedAt(text)
        return {secret for secret in self._untold[place] if secret.stands_in(seen)}

    def _near(self, seen: LookedAt) -> Iterator[_Told]:
        """What may stand in the text."""
        for number in self._by_number.keys() & seen.numbers:
            yield from self._by_number[number]
        for sign, points in self._points.items():
            if sign in seen.text or seen.has_minutes or seen.has_codes:
                yield from points
        yield from self._wordy
        if seen.speaks_of_shelter:
            yield from self._houses


@lru_cache(maxsize=_REMEMBERED)
def _place(stored: str) -> _Place:
    return _read(read_json(stored))


@lru_cache(maxsize=_PRIVATE_REMEMBERED)
def _private(stored: str) -> tuple[_Place, tuple[_Told, ...]]:
    """A private place, and what it tells."""
    body = read_json(stored)
    streets = dict(streets_told(body))
    rest = (secret for secret in whereabouts_but_streets(body, streets) if secret not in streets)
    towns = towns_of(body)
    told = (
        *(_Told(*each) for each in streets.items()),
        *(_Told(secret, towns if isinstance(secret, HouseOn) else frozenset()) for secret in rest),
    )
    return _read(body), told


def _read(body: Json) -> _Place:
    streets = tuple(streets_with_towns(body))
    return _Place(
        _where(body),
        tuple((street, towns, tuple(_keys(street))) for street, towns in streets),
        _spot(body),
    )


def _where(body: Json) -> str:
    said = [each.get(name) for each in children(body, "addresses") for name in _SAYS_WHERE]
    return "\n".join(each for each in (*said, body.get("name")) if isinstance(each, str))


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
