"""What does one text of a listing tell the index? Read once and remembered: listings share most of their short texts, such
as category labels, languages, towns and the organization's name.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from search import ranking
from search.wording import Phrases, Wording, split

REMEMBERED = 2_048  # short texts, about 1 kB each with what was read
LONG = 160  # characters: longer texts are a service's own, and come again with its next place at most
LONG_REMEMBERED = 32
TERMS_REMEMBERED = 8_192  # about 0.3 kB each


@lru_cache(maxsize=TERMS_REMEMBERED)
def term(kind: str, words: str) -> int:
    """A term as a number.

    Kinds: "w" word, "p" phrase, "n" word of a name, "b" two of them side by side, "k" keyword, "a" area, "c" city,
    "u" for whom.
    """
    return zlib.crc32(f"{kind}:{words}".encode())


@dataclass(frozen=True, slots=True)
class Text:
    """One text, read.

    `terms` are the numbers of its words, but for filler, and of the known phrases in it, each as often as it stands there;
    `kept` are its stems in order, without filler; `offered` its words that may be offered as a correction.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...]
    terms: tuple[int, ...]
    kept: str
    offered: frozenset[str]


class TextReader:
    """Reads texts. `phrases` are the lexicon's, `stop_words` its filler."""

    def __init__(self, wording: Wording, phrases: Phrases, stop_words: frozenset[str]) -> None:
        self._wording = wording
        self._phrases = phrases
        self._stop_words = stop_words
        self._short = lru_cache(maxsize=REMEMBERED)(self._read)
        self._long = lru_cache(maxsize=LONG_REMEMBERED)(self._read)

    def read(self, text: str) -> Text:
        """What the text tells."""
        return self._short(text) if len(text) < LONG else self._long(text)

    def _read(self, text: str) -> Text:
        words = split(text)
        stems = [self._wording.stem(word) for word in words]
        kept = [stem for word, stem in zip(words, stems, strict=True) if word not in self._stop_words]
        return Text(
            words=tuple(words),
            stems=tuple(stems),
            terms=tuple(self._terms(kept, stems)),
            kept=" ".join(kept),
            offered=frozenset(word for word in words if len(word) >= ranking.SHORTEST_WORD and word.isalpha()),
        )

    def _terms(self, kept: Sequence[str], stems: Sequence[str]) -> Iterator[int]:
        yield from (term("w", stem) for stem in kept)
        yield from (term("p", " ".join(phrase)) for phrase in self._phrases.found(stems))
