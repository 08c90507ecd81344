"""Do these words speak of danger, and of which? Then help lines stand above the results, and the search has no address."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from resource_app.directory.danger.groups import GROUPS
from resource_app.directory.danger.harmless import HARMLESS, NOT_SLIPS, OWN_HAND, SPELLED
from resource_app.directory.danger.table import SELF_HARM, SENTENCES
from resource_app.directory.lexicon import load
from search import slips
from search.wording import split

OTHER_LANGUAGES = frozenset({"crisis", "dv", "sexual_assault", "child_abuse", "elder_abuse"})  # concepts of the lexicon
SHORTEST = 5  # letters of a word that may be mistyped
TWO_ERRORS_FROM = 7  # letters
DEAREST = 1.5  # what the slips of a word may cost (`search.slips`)
ENCLITIC = re.compile(r"\b(\w{2,}(?:ar|er|ir|ando|iendo))(me|nos|se|te|la|lo|le|las|los|les)\b")
OTHER = "other"
VIOLENCE_OF_CONCEPTS = "violence"
SELF_HARM_CONCEPT = "crisis"


@dataclass(frozen=True, slots=True)
class Danger:
    """What was heard: the languages ("en", "es", "other") it was said in, and the dangers of the table; false when none."""

    languages: tuple[str, ...] = ()
    dangers: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.languages)

    def __or__(self, other: "Danger") -> "Danger":
        return Danger(tuple(dict.fromkeys(self.languages + other.languages)), self.dangers | other.dangers)


def speaks_of_danger(text: str) -> bool:
    """Whether the words, as typed or in their likeliest spelling, say that somebody may be in danger."""
    return bool(languages_of_danger(text))


def may_be_mistyped(text: str) -> bool:
    """Whether a word is unknown here, so that the directory's own spelling should be heard too."""
    return any(len(word) >= SHORTEST and not _is_known(word) for word in split(text))


def languages_of_danger(text: str) -> tuple[str, ...]:
    """The languages ("en", "es", "other") in which the words speak of danger; empty when they do not."""
    return danger_in(text).languages


@lru_cache(maxsize=256)
def danger_in(text: str) -> Danger:
    """The danger the words speak of, as typed or in their likeliest spelling."""
    words = split(text)
    if not words:
        return Danger()
    readings = {_line(words), _line([_spelled(word) for word in words])}
    quiet = [_pattern_of_harmless().sub("| ", reading) for reading in readings]
    others = [_pattern_of_own_hand().sub("| ", reading) for reading in quiet]
    heard = [
        key
        for key, pattern in _patterns().items()
        if any(map(pattern.search, quiet if key[1] == SELF_HARM else others))
    ]
    return Danger(tuple(dict.fromkeys(language for language, _ in heard)), frozenset(danger for _, danger in heard))


def _line(words: list[str]) -> str:
    return ENCLITIC.sub(r"\1 \2", " ".join(words)) + " "


@lru_cache(maxsize=1)
def _patterns() -> dict[tuple[str, str], re.Pattern[str]]:
    """What is listened for, by language and danger."""
    forms: dict[tuple[str, str], list[str]] = {}
    for row in SENTENCES:
        forms.setdefault((row.language, row.danger), []).extend(map(_expression, row.forms.split(";")))
    for concept in load().concepts:
        if concept.code in OTHER_LANGUAGES:
            danger = SELF_HARM if concept.code == SELF_HARM_CONCEPT else VIOLENCE_OF_CONCEPTS
            forms.setdefault((OTHER, danger), []).extend(re.escape(_line(split(each))) for each in concept.others)
    return {key: _compiled(rows) for key, rows in forms.items()}


@lru_cache(maxsize=1)
def _pattern_of_harmless() -> re.Pattern[str]:
    return _compiled(map(_expression, HARMLESS.split(";")))


@lru_cache(maxsize=1)
def _pattern_of_own_hand() -> re.Pattern[str]:
    return _compiled(map(_expression, OWN_HAND.split(";")))


def _compiled(rows: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{'|'.join(rows)})")


def _expression(form: str) -> str:
    """A form of the table as an expression over words that each end in a space."""
    return "".join(map(_element, form.split()))


def _element(element: str) -> str:
    if element.startswith("."):
        return rf"(?:[^\s|]+ ){{0,{element[1:]}}}"
    if element.startswith("!"):
        return rf"(?!{_words(element[1:])})"
    if element.startswith("?"):
        return f"(?:{_words(element[1:])})?"
    return _words(element)


def _words(alternatives: str) -> str:
    return f"(?:{'|'.join(_alternatives(alternatives))}) "


def _alternatives(words: str) -> list[str]:
    found = []
    for word in re.split(r"[/\s]+", words.strip()):
        if word.startswith("{"):
            found += _alternatives(GROUPS[word[1:-1]])
        else:
            found.append(word.replace("*", r"[a-z]*"))
    return list(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _spelled(word: str) -> str:
    """The word of danger an unknown word was typed for; else the word itself."""
    if len(word) < SHORTEST or not word.isascii() or not word.isalpha() or _is_known(word):
        return word
    allowed = 2 if len(word) >= TWO_ERRORS_FROM else 1
    near = [each for each in SPELLED.split() if OSA.distance(word, each, score_cutoff=allowed) <= allowed]
    best = min(near, key=lambda each: slips.cost(word, each), default=word)
    return best if near and slips.cost(word, best) <= DEAREST else word


def _is_known(word: str) -> bool:
    """Whether the lexicon holds the word, or the one it is a plain form of."""
    known = load().good_words
    return word in NOT_SLIPS.split() or any(
        word.removesuffix(ending) in known for ending in ("", "s", "es", "ed", "d", "ing", "ly")
    )
