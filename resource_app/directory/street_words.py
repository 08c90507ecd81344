"""What in the words of a street is its number, its name, its kind? The words are in their short forms (`folding`). Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from resource_app.directory.folding import SHORT

_HOUSE_NUMBER = re.compile(r"0*(\d{1,6})[a-z]?")
SHORTEST_NAME = 5  # letters: "12 main" may be twelve main dishes
_DIRECTIONS = frozenset({"n", "s", "e", "w", "ne", "nw", "se", "sw"})
_KINDS = frozenset(SHORT.values()) - _DIRECTIONS | {"way", "row", "loop", "trail", "alley", "plaza", "pike", "wharf"}
_LONG = {short: [each for each, its in SHORT.items() if its == short] for short in SHORT.values()}
# Words of an address that are no name of a street: kinds, directions, "number".
_NO_NAME = _KINDS | _DIRECTIONS | {"number", "no", "num", "numero"}
_KINDS_BEFORE = ("calle", "avenida", "paseo", "camino", "carretera")
_SAID_BEFORE = (*_KINDS_BEFORE, "corner of", "intersection of", "block of", "esquina de")


@lru_cache(maxsize=4_096)
def core_of(words: str) -> tuple[frozenset[str], str]:
    """(house numbers, letters of the name) of a street's words in their short forms; no name where there is none besides."""
    numbers: list[str] = []
    name: list[str] = []
    for word in words.split():
        number = number_of(word)
        if number and not name:
            numbers.append(number)
        elif word not in _NO_NAME:
            name.append(word)
    if len(name) > 1 and numbers and len(name[0]) == 1:  # "61-B Elm"
        del name[0]
    if not numbers and name and (last := number_of(name[-1])):
        numbers, name = [last], name[:-1]
    return frozenset(numbers), "".join(name)


@lru_cache(maxsize=1_024)
def house_in(words: str) -> re.Pattern[str]:
    """Finds a house of the street with these short words in a folded text, which the number stands right before."""
    written = r"\W+".join(f"(?:{'|'.join((word, *_LONG.get(word, ())))})" for word in words.split())
    ways = "|".join((*_DIRECTIONS, *(written for way in _DIRECTIONS for written in _LONG[way])))
    between = rf"(?:(?:{ways}|[a-z])\.?[ \t]+)"
    return re.compile(rf"(?<![\w.,:/$#-])[1-9]\d{{0,4}}(?:-\d{{1,4}})?-?[a-z]?[ \t]+{between}{{0,2}}{written}\b")


@lru_cache(maxsize=4_096)
def anchor_of(words: str) -> str:
    """Letters that stand in every text which holds these words of a street in whatever form; empty where none are sure."""
    sure = (word for word in words.split() if word not in _NO_NAME and not number_of(word))
    return max(sure, key=len, default="")


def number_of(word: str) -> str:
    """The number a word is, without zeros before and a letter behind; empty for every other word."""
    found = _HOUSE_NUMBER.fullmatch(word)
    return found[1] if found else ""


def stands_beside(name: str, words: Sequence[str], place: int) -> bool:
    """Whether a street's name stands right before or behind a number, less its kind and direction."""
    before, behind = words[max(0, place - 6) : place], words[place + 1 : place + 7]
    if len(name) < SHORTEST_NAME:
        return any(
            word in _KINDS and name in (letters_of_name(around[:end]), letters_of_name(around[:end][-2:]))
            for around in (behind, before)
            for end, word in enumerate(around)
        )
    return (
        letters_of_name(before).endswith(name)
        or letters_of_name(behind).startswith(name)
        or letters_of_name(behind[1:]).startswith(name)
    )


def is_misspelt_beside(name: str, words: Sequence[str], place: int) -> bool:
    """Whether a street's name with one slip in it stands right behind a number and before its kind: "61 Mapel St"."""
    if len(name) < SHORTEST_NAME:
        return False
    behind = words[place + 1 : place + 7]
    named = (letters_of_name(behind[:end]) for end, word in enumerate(behind) if word in _KINDS)
    return any(OSA.distance(name, each, score_cutoff=1) <= 1 for each in named)


def letters_of_name(words: Iterable[str]) -> str:
    """The letters of a street's name, less numbers, kinds and directions."""
    return "".join(word for word in words if word not in _NO_NAME and not number_of(word))


def named_street(words: str) -> str:
    """The words of a street's name with its kind; empty where a line holds none."""
    found = [word for word in words.split() if word not in _DIRECTIONS]
    first = next((place for place, word in enumerate(found) if len(word) > 1 and not number_of(word)), len(found))
    name = [word for word in found[first:] if not number_of(word)]
    sure = len(name) > 1 and (name[-1] in _KINDS or name[0] in _KINDS_BEFORE)
    return f" {' '.join(name)} " if sure else ""


def spoken_of(words: str) -> Iterator[str]:
    """The words by which a text may name a street without its number: with its kind, or behind "calle" or "corner of"."""
    named = named_street(words)
    said = [word for word in words.split() if not number_of(word)]
    name = " ".join(word for word in said if word not in _NO_NAME)
    if named:
        yield named
    if len(name) < SHORTEST_NAME:
        return
    if not named and len(said) > len(name.split()):
        yield f" {' '.join(said)} "
    yield from (f" {before} {name} " for before in _SAID_BEFORE)
