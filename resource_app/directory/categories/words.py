"""How are words matched with categories? Phrases of a reviewed list, the longest that fits, in any spelling of a plural."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Trust = Literal["anywhere", "names", "hints", "terms", "weak"]
TRUSTED: dict[str, tuple[Trust, ...]] = {
    "anywhere": ("anywhere",),
    "names": ("anywhere", "names"),
    "hints": ("anywhere", "names", "hints"),
    "terms": ("anywhere", "names", "hints", "terms"),
    "weak": ("weak",),
}
NOTHING = "-"
_SHORTEST_PLURAL = 4  # "gas" and "his" end in s as they are
_SECTION = re.compile(r"\[(anywhere|names|hints|terms|weak)\]")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Phrases as tuples of folded words, for each trust, to the categories they mean."""

    phrases: dict[str, dict[tuple[str, ...], tuple[str, ...]]]
    longest: int
    firsts: frozenset[str]  # the words phrases begin with

    def read(self, text: str, trust: Trust) -> list[str]:
        """The categories of the phrases in `text`, one for each hit, from left to right, the longest first."""
        found: list[str] = []
        tokens = words_of(text)
        start = 0
        while start < len(tokens):
            length, codes = self._longest(tokens[start : start + self.longest], trust)
            found += codes
            start += length
        return found

    def _longest(self, words: tuple[str, ...], trust: Trust) -> tuple[int, tuple[str, ...]]:
        """How many of the next words the longest phrase takes, and what it means; one word that means nothing else."""
        for length in range(len(words) if words[0] in self.firsts else 0, 0, -1):
            if codes := self._codes(words[:length], trust):
                return length, codes
        return 1, ()

    def is_heading(self, term: str) -> bool:
        """Whether the whole term is a heading of half a directory ("weak")."""
        return words_of(term) in self.phrases["weak"]

    def _codes(self, words: tuple[str, ...], trust: Trust) -> tuple[str, ...]:
        return next((self.phrases[level][words] for level in TRUSTED[trust] if words in self.phrases[level]), ())


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Words without case, accents, apostrophes and plural endings."""
    plain = text.lower()
    if not plain.isascii():
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return tuple(_singular(word) for word in re.findall(r"[a-z0-9]+", re.sub("['’]s?\\b", "", plain)))


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or (word.endswith(("ss", "us", "is")) and not word.endswith("eaus")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word.removesuffix("s")


def read_mappings(text: str, known: frozenset[str]) -> Mapping:
    """The list as written in terms.txt; ValueError names a category the table does not have."""
    phrases: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {level: {} for level in TRUSTED}
    for level, code, phrase in _lines(text):
        if code != NOTHING and code not in known:
            raise ValueError(f"terms.txt names the unknown category {code}")
        words = words_of(phrase)
        phrases[level][words] = tuple(dict.fromkeys((*phrases[level].get(words, ()), code)))
    listed = [words for level in phrases.values() for words in level]
    return Mapping(phrases, max(map(len, listed)), frozenset(words[0] for words in listed))


def _lines(text: str) -> Iterator[tuple[str, str, str]]:
    """(level, category, phrase) of each phrase."""
    level = ""
    for line in text.splitlines():
        if match := _SECTION.fullmatch(line.strip()):
            level = match[1]
        elif line.strip() and not line.startswith("#"):
            code, _, listed = line.partition(":")
            yield from ((level, code.strip(), phrase) for phrase in listed.split(",") if phrase.strip())
