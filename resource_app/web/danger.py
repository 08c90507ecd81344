"""Do these words speak of danger? Then help lines stand above the results, and the search gets no address to share."""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from resource_app.directory.lexicon import load
from resource_app.web.danger_table import GROUPS, HARMLESS, NOT_SLIPS, SENTENCES, SPELLED
from search import slips
from search.wording import split

OTHER_LANGUAGES = frozenset({"crisis", "dv", "sexual_assault", "child_abuse", "elder_abuse"})  # concepts of the lexicon
SHORTEST = 5  # letters of a word that may be mistyped
TWO_ERRORS_FROM = 7  # letters
DEAREST = 1.5  # what the slips of a word may cost (`search.slips`)
ENCLITIC = re.compile(r"\b(\w{2,}(?:ar|er|ir|ando|iendo))(me|nos|se|te|la|lo|le|las|los|les)\b")
OTHER = "other"


def speaks_of_danger(text: str) -> bool:
    """Whether the words, as typed or in their likeliest spelling, say that somebody may be in danger."""
    return bool(languages_of_danger(text))


def may_be_mistyped(text: str) -> bool:
    """Whether a word is unknown here, so that the directory's own spelling should be heard too."""
    return any(len(word) >= SHORTEST and not _is_known(word) for word in split(text))


@lru_cache(maxsize=256)
def languages_of_danger(text: str) -> tuple[str, ...]:
    """The languages ("en", "es", "other") in which the words speak of danger; empty when they do not."""
    words = split(text)
    if not words:
        return ()
    readings = {_line(words), _line([_spelled(word) for word in words])}
    quiet = [_pattern_of_harmless().sub("| ", reading) for reading in readings]
    return tuple(code for code, pattern in _patterns().items() if any(map(pattern.search, quiet)))


def _line(words: list[str]) -> str:
    return ENCLITIC.sub(r"\1 \2", " ".join(words)) + " "


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    forms: dict[str, list[str]] = {}
    for row in SENTENCES:
        forms.setdefault(row.language, []).extend(map(_expression, row.forms.split(";")))
    for concept in load().concepts:
        if concept.code in OTHER_LANGUAGES:
            forms.setdefault(OTHER, []).extend(re.escape(_line(split(phrase))) for phrase in concept.others)
    return {language: _compiled(rows) for language, rows in forms.items()}


@lru_cache(maxsize=1)
def _pattern_of_harmless() -> re.Pattern[str]:
    return _compiled(map(_expression, HARMLESS.split(";")))


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
