"""What words do people use for help? The installation's language data: text files that anyone can read and widen.

`concepts.txt` has one line per thing people look for: code | English triggers | Spanish triggers | words of directories.
Parts are separated by ";". A directory word with "=" says the same thing, one without is only related, and "@veterans"
names a value of the audience filter. A code that begins with "for_" is for whom, with "cost_" how cheap.
"""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from search.lexicon import Concept, Lexicon
from search.wording import split

ROLES = (("for_", "audience"), ("cost_", "cost"))


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """The lexicon, read once per process."""
    concepts = tuple(_concept(line) for line in _lines("concepts.txt"))
    english = frozenset(_words(phrase for each in concepts for phrase in (*each.english, *each.strong, *each.weak)))
    general_english = frozenset(_words(_lines("english_words.txt")))
    spanish = frozenset(_words(phrase for each in concepts for phrase in each.spanish))
    general_spanish = frozenset(_words(_lines("spanish_words.txt")))
    return Lexicon(
        concepts=concepts,
        stop_words=frozenset(_words(_lines("stop_words.txt"))),
        glossary=dict(_gloss(line) for line in _lines("glossary.txt")),
        spanish_words=(spanish | general_spanish) - english - general_english,
        good_words=general_english | general_spanish | english | spanish,
    )


def _lines(name: str) -> Iterator[str]:
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _words(texts: Iterator[str]) -> Iterator[str]:
    return (word for text in texts for word in split(text))


def _parts(column: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in column.split(";") if part.strip())


def _concept(line: str) -> Concept:
    code, english, spanish, directory = (column.strip() for column in line.split("|"))
    words = _parts(directory)
    return Concept(
        code=code,
        english=_parts(english),
        spanish=_parts(spanish),
        strong=tuple(word[1:] for word in words if word.startswith("=")),
        weak=tuple(word for word in words if not word.startswith(("=", "@"))),
        role=next((role for start, role in ROLES if code.startswith(start)), "topic"),
        audiences=tuple(word[1:] for word in words if word.startswith("@")),
    )


def _gloss(line: str) -> tuple[str, tuple[str, ...]]:
    word, _, meanings = line.partition(":")
    return word.strip(), _parts(meanings)
