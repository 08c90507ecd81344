"""Does a text give a private place away? Its street, ZIP+4, own phone and point are found however they are written. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any

from resource_app.database import Json, read_json
from resource_app.directory.addresses import first_street, holds_street_address, leads_somewhere, streets_in
from resource_app.directory.folding import squeezed, words_of
from resource_app.directory.looked_for import DECIMAL, HouseOn, LookedAt, Point, Secret, Street, Words
from resource_app.directory.points import checked_point
from resource_app.directory.policy import digits_of
from resource_app.directory.said import children, scalars, strings, without
from resource_app.directory.street_words import named_street, spoken_of

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
_AREAS = ("service_areas", "taxonomy_term")
_PRIVATE_REMEMBERED = 16_384  # places; a few kB each
_SPELLED = re.compile(r"\W*(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\W+\w", re.IGNORECASE)


def whereabouts_of(place: Json) -> tuple[Secret, ...]:
    """What tells where a private place is: streets, ZIP+4, point. "Call for the address" and post boxes are no streets."""
    streets = [street for street, _ in streets_told(place)]
    return tuple(dict.fromkeys((*streets, *whereabouts_but_streets(place, streets))))


def whereabouts_but_streets(place: Json, streets: Iterable[Words]) -> tuple[Secret, ...]:
    """Its ZIP+4, its point, and that there is a shelter on one of its `streets`."""
    codes = (Words.of(code) for each in children(place, "addresses") if (code := _plus_four(each)))
    point = checked_point(place)[0]
    houses = map(HouseOn, _names_of(place, streets))
    return (*codes, *((Point(*point),) if point else ()), *houses)


def told_by_its_own(place: Json) -> tuple[Secret, ...]:
    """What must not be told where the place's own organization speaks: also the street without the number, as a text about
    the place says it: "on Elm Lane", "calle Elm".
    """
    found = whereabouts_of(place)
    return (*found, *(Street(each.words) for each in found if isinstance(each, HouseOn)))


@lru_cache(maxsize=_PRIVATE_REMEMBERED)
def untold_of(before: str, seen: str) -> frozenset[Secret]:
    """What a place told of where it was, but for what people were let see tells; both as they are stored."""
    told = LookedAt(seen)
    found = told_by_its_own(read_json(before))
    return frozenset(
        each
        for each in found
        if not (each.words in told.words if isinstance(each, HouseOn | Street) else each.stands_in(told))
    )


def _names_of(place: Json, streets: Iterable[Words]) -> Iterable[str]:
    """The words of the streets without their numbers."""
    lines = (str(each.get(line) or "") for each in children(place, "addresses") for line in ("address_1", "address_2"))
    bare = (words_of(_UNIT.sub("", _UNIT_BEFORE.sub("", line))) for line in lines)
    found = [named for words in bare if (named := named_street(words))]
    found += [named for street in streets for named in spoken_of(street.words)]
    return dict.fromkeys(found)


@lru_cache(maxsize=_PRIVATE_REMEMBERED)
def secrets_of_stored(stored: str) -> tuple[Secret, ...]:
    """`secrets_of` a place as it is stored; every part of an import asks for all private places."""
    return secrets_of(read_json(stored))


def secrets_of(place: Json) -> tuple[Secret, ...]:
    """Its whereabouts and its own phones. A phone in a text that is shown is there to be called; elsewhere none is kept."""
    numbers = dict.fromkeys(digits_of(each) for each in children(place, "phones"))
    return (*whereabouts_of(place), *(Words.of(number) for number in numbers if len(number) == _DIGITS_OF_A_PHONE))


def streets_with_towns(place: Json) -> Iterator[tuple[Words, frozenset[str]]]:
    """Each street a place's addresses, name and texts hold, with what tells its town: its city, squeezed, and its ZIP."""
    for each in children(place, "addresses"):
        for line in ("address_1", "address_2", "attention"):
            if street := _street(str(each.get(line) or ""), sure=line == "address_1"):
                yield street, _towns(each)
    for name in _MAY_NAME_IT:
        if street := _street(str(place.get(name) or ""), sure=False):
            yield street, towns_of(place)


def streets_told(place: Json) -> Iterator[tuple[Words, frozenset[str]]]:
    """Those, and each street which any other text within the place holds: "enter from 61 Elm Street", a former address in
    its history. That is no address of its own by which another record of it is known.
    """
    known = dict(streets_with_towns(place))
    yield from known.items()
    towns = towns_of(place)
    texts = (text for text in strings(without(place, ("addresses", "phones"))) if " " in text)
    found = (Words.of(street) for text in texts for street in streets_in(text))
    yield from ((street, towns) for street in dict.fromkeys(found) if street not in known)


def towns_of(place: Json) -> frozenset[str]:
    """What tells the towns of a place's addresses."""
    return frozenset[str]().union(*map(_towns, children(place, "addresses")))


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


def tells_where(body: Json) -> bool:
    """Whether anything within a service or listing leads to some place; whom it serves is none."""
    return any(map(leads_somewhere, scalars(without(body, _AREAS))))


def texts_of(value: Any) -> Iterator[str]:
    """What each object and list within a value says, its numbers too, each as one text: an address may be in parts.

    Its decimal numbers stand side by side behind, since two of them may be a point.
    """
    if not isinstance(value, dict | list):
        yield str(value)
        return
    within = list(value.values() if isinstance(value, dict) else value)
    said = [str(each) for each in within if isinstance(each, str | int | float)]
    yield "\n".join((*said, *(each for each in said if DECIMAL.fullmatch(each.strip()))))
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
