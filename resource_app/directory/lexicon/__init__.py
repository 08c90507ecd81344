"""What words do people use for help? The installation's language data: text files that anyone can read and widen.

`concepts.txt` has one line per thing people look for: code | English triggers | Spanish triggers | words of directories.
Parts are separated by ";". A directory word with "=" says the same thing, one without is only related, "@veterans"
names a value of the audience filter, and "-pet food" in a name means another thing. A code that begins with "for_" is for
whom, with "cost_" how cheap, with "kin_" a person who is only mentioned. `other_languages.txt` adds words of further
languages: code | language | words.
`together.txt` says which two make a third: what is asked | beside what | what it means then.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from search.lexicon import Concept, Lexicon, Reserved, Together
from search.wording import split

CONCEPTS = ("concepts.txt", "concepts_wide.txt", "situations.txt")  # a code that stands in several is one concept
RESERVED = (
    Reserved(
        "survivors",
        frozenset({"shelter", "homeless", "runaway", "housing_lowincome", "leaving_shelter"}),
        frozenset(
            [
                "dv",
                "restraining",
                "sexual_assault",
                "child_abuse",
                "elder_abuse",
                "crime_victim",
                "gun_violence",
                "grief",
                "crisis",
            ]
        ),
    ),
)
OPPOSED = (("children", "teens", "adults", "older-adults"), ("women", "men"))
GENERIC = frozenset({"support_group", "support_network", "info_referral"})  # forms of help of any subject
ROLES = (("for_", "audience"), ("cost_", "cost"), ("kin_", "kin"))


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """The lexicon, read once per process."""
    others = _others(_lines("other_languages.txt"))
    concepts = tuple(
        replace(each, others=others.get(each.code, ()))
        for each in _merged(_concept(line) for name in CONCEPTS for line in _lines(name))
    )
    english = frozenset(_words(phrase for each in concepts for phrase in (*each.english, *each.strong, *each.weak)))
    general_english = frozenset(_words(_lines("english_words.txt")))
    spanish = frozenset(_words(phrase for each in concepts for phrase in each.spanish))
    general_spanish = frozenset(_words(_lines("spanish_words.txt")))
    return Lexicon(
        concepts=concepts,
        stop_words=frozenset(_words(_lines("stop_words.txt"))),
        glossary=dict(_gloss(line) for line in _lines("glossary.txt")),
        spanish_words=(spanish | general_spanish) - english - general_english,
        english_words=(english | general_english) - spanish - general_spanish,
        opposed=OPPOSED,
        reserved=RESERVED,
        together=tuple(_together(line) for line in _lines("together.txt")),
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
        weak=tuple(word for word in words if not word.startswith(("=", "@", "-"))),
        role=_role(code),
        audiences=tuple(word[1:] for word in words if word.startswith("@")),
        unlike=tuple(word[1:] for word in words if word.startswith("-")),
    )


def _role(code: str) -> str:
    return "generic" if code in GENERIC else next((role for start, role in ROLES if code.startswith(start)), "topic")


def _others(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words of further languages by concept."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        code, _language, words = (column.strip() for column in line.split("|"))
        found[code] = _once(*found.get(code, ()), *_parts(words))
    return found


def _merged(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    """Concepts of one code made one; a directory word that says the same thing anywhere is strong."""
    by_code: dict[str, Concept] = {}
    for each in concepts:
        known = by_code.get(each.code)
        by_code[each.code] = _joined(known, each) if known else each
    return tuple(by_code.values())


def _joined(one: Concept, other: Concept) -> Concept:
    strong = _once(*one.strong, *other.strong)
    return replace(
        one,
        english=_once(*one.english, *other.english),
        spanish=_once(*one.spanish, *other.spanish),
        strong=strong,
        weak=tuple(word for word in _once(*one.weak, *other.weak) if word not in strong),
        audiences=_once(*one.audiences, *other.audiences),
        unlike=_once(*one.unlike, *other.unlike),
    )


def _once(*words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _together(line: str) -> Together:
    asked, beside, makes = (column.strip() for column in line.split("|"))
    return Together(asked, frozenset(_parts(beside)), makes)


def _gloss(line: str) -> tuple[str, tuple[str, ...]]:
    word, _, meanings = line.partition(":")
    return word.strip(), _parts(meanings)
