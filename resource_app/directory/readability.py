"""How hard is a text to read? The school grade by Flesch and Kincaid (1975), for English."""

import re

_SENTENCE_END = re.compile(r"[.!?;:]+(?=\s|$)|\n+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_VOWELS = re.compile(r"[aeiouy]+")
_SPANISH = frozenset(["de", "la", "el", "los", "las", "para", "con", "que", "en", "una", "por", "del", "y", "su"])
_SPANISH_SHARE = 0.15  # of the words: English names hold a "de" or a "la", too
_SILENT = re.compile(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$")


def grade_of(text: str) -> float:
    """The grade in which a pupil reads `text` with ease; 0 for a text without words or in Spanish."""
    words = _WORD.findall(text)
    if not words or sum(word.lower() in _SPANISH for word in words) > _SPANISH_SHARE * len(words):
        return 0.0
    sentences = sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part))
    syllables = sum(_syllables(word.lower()) for word in words)
    return max(0.0, 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59)


def _syllables(word: str) -> int:
    """About how many syllables an English word has."""
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word))))
