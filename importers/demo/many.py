"""What does a directory of many thousand listings look like? The rows of the tables, varied by town, name and sentence.

The nth made-up service is always the same one. Words follow the tables' own uneven use, and every service has a name of
its own, so that a few words are everywhere and most are rare, as in real directories.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import count
from random import Random
from typing import TypeVar

from importers.demo import words
from importers.demo.building import Directory, service
from importers.demo.content import ROWS
from importers.demo.parts import Hsds, listed
from importers.demo.shapes import Org, Row, Spot, Town
from importers.demo.towns import TOWNS

T = TypeVar("T")
SERVICES_OF_AN_ORG = 6  # on average
PLACES_OF_AN_ORG = 4
PLACES = (0, 1, 1, 1, 1, 1, 1, 2, 2, 3)  # how many places a service has
LOCAL = ("zip", "city", "county", "polygon")


def made_up(today: date) -> Iterator[Hsds]:
    """Benchmark services without end, one after the other."""
    for number in count():
        random = Random(number)
        org = organization(int((number // SERVICES_OF_AN_ORG + 1) * random.random() ** 2))
        pattern = _often(random, ROWS)
        spots = _places(random, org, pattern)
        row = _varied(random, number, pattern, org, spots)
        yield service(row, Directory({org.key: org}, {spot.key: spot for spot in spots}), today)


@lru_cache(maxsize=4096)
def organization(number: int) -> Org:
    """The made-up organization of that number; early ones have most services."""
    random = Random(f"organization {number}")
    town, own_name = _often(random, TOWNS), proper_name(number)
    name = f"{own_name} {_often(random, words.ORG_FIRST)} {_often(random, words.ORG_SECOND)}"
    text = f"{name} has worked in {town.name} since {1950 + number % 70}. It is run by a board of neighbors."
    return Org(key=f"made-up-{number}", name=name, town=town.key, line=number % 49 * 2, text=text)


def proper_name(number: int) -> str:
    """A word for every number, such as "Larkwexham", that no other number has."""
    size, parts = len(words.SYLLABLES), [words.SYLLABLES[number % len(words.SYLLABLES)]]
    rest = number // size
    while rest:
        rest -= 1
        parts.append(words.SYLLABLES[rest % size])
        rest //= size
    return "".join(reversed(parts)).capitalize() + words.ENDINGS[number % len(words.ENDINGS)]


def _often(random: Random, choices: Sequence[T]) -> T:
    """One of `choices`, the early ones much more often."""
    return choices[int(len(choices) * random.random() ** 2)]


def _places(random: Random, org: Org, pattern: Row) -> list[Spot]:
    if not pattern.at:
        return []
    wanted = random.sample(range(PLACES_OF_AN_ORG), max(1, random.choice(PLACES)))
    return [_spot(org, place) for place in sorted(wanted)]


@lru_cache(maxsize=4096)
def _spot(org: Org, place: int) -> Spot:
    random = Random(f"{org.key} {place}")
    near = [town for town in TOWNS if town.state == _town(org).state]
    town = _town(org) if place == 0 else _often(random, near)
    street = f"{random.randrange(1, 900)} {proper_name(random.randrange(5000))} {random.choice(words.STREETS)}"
    return Spot(key=f"{org.key}-{place}", town=town.key, street=street, access=random.choice(("yes", "yes", "no", "")))


def _varied(random: Random, number: int, pattern: Row, org: Org, spots: list[Spot]) -> Row:
    own_name = proper_name(number)
    town = _town(org)
    noun = f"{_often(random, words.QUALIFIERS)} {pattern.name.split(':')[0]}"
    slots = {
        "town": town.name,
        "word": own_name,
        "landmark": random.choice(words.LANDMARKS),
        "days": random.choice(words.DAY_WORDS),
    }
    return replace(
        pattern,
        name=f"{own_name} {noun}",
        org=org.key,
        alt="",
        text=" ".join(_sentences(random, pattern, slots)),
        at=" | ".join(spot.key for spot in spots),
        hours=pattern.hours or "Mon-Fri 9-17",
        reach=_reach(random, pattern, town),
        program="",
        hotline="",
        sure="",
    )


def _sentences(random: Random, pattern: Row, slots: dict[str, str]) -> list[str]:
    """Most of the pattern's sentences, two of a service of the same kind, and three about this place."""
    own = pattern.text.split(". ")
    kept = own[:1] + [sentence for sentence in own[1:] if random.random() < 0.75]  # noqa: PLR2004 - three of four
    sibling = _often(random, _of_kind()[pattern.terms.split()[0]])
    borrowed = sibling.text.split(". ")[-2:]
    added = [sentence.format(**slots) for sentence in random.sample(words.SENTENCES, 3)]
    return [sentence.rstrip(".") + "." for sentence in dict.fromkeys([*kept, *borrowed, *added])]


@lru_cache(maxsize=4096)
def _of_kind() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in ROWS:
        found[row.terms.split()[0]].append(row)
    return found


def _reach(random: Random, pattern: Row, town: Town) -> str:
    """As wide as the pattern's reach, but around the organization's own town."""
    kind = listed(pattern.reach)[0].split()[0] if pattern.reach else random.choice(LOCAL)
    around = {
        "zip": f"zip {town.zip}",
        "city": f"city {town.name} {town.state}",
        "county": f"county {town.county} {town.state}",
        "state": f"state {town.state}",
    }
    return around.get(kind, pattern.reach)


@lru_cache(maxsize=4096)
def _town(org: Org) -> Town:
    return next(town for town in TOWNS if town.key == org.town)
