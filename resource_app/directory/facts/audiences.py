"""Whom is a service for? Groups of people read from eligibility, names and terms, and ages from words and numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from resource_app.directory.facts.audience_table import AUDIENCES
from resource_app.directory.phrase_search import PhraseTable, split

SENIOR_AGE, ADULT_AGE, TEEN_AGE = 60, 18, 13
_HIGHEST_AGE = 120
_PHRASES = PhraseTable((row.code, rf"\b{part}\b") for row in AUDIENCES for part in split(row.pattern))
_BY_OPEN_ELIGIBILITY = {code: row.code for row in AUDIENCES for code in row.open_eligibility}
_NOT_FOR = re.compile(
    r"\b(?:not (?:available |open )?(?:to|for)|except|does not serve|excluding|not fleeing|must not|no es para)\b[^.;]*"
    r"|\b(?:with no|without|no history of|free (?:of|from))\b[^.;,]*"
)
_LOW, _HIGH, _BELOW = (rf"(?P<{name}>\d{{1,3}})" for name in ("low", "high", "below"))
_AGED = r"\b(?:ages?|aged|edad(?:es)?(?: de)?)\s+"
_OR = r"\s*(?:or|and|years and|years or)\s+"
_OF_AGE = r"\s*(?:years? (?:of age |old )?)?"
_YEARS = r"(?P<years>\d{1,3}) (?:years? (?:old|of age)|años)"
_ENDS = r"(?=\s*(?:$|[.,;:)]|(?:years?|años)\b|and\b|or\b|with\b|who\b))(?! years? (?!old|of age))"
_AGE_WORDS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_AGED}{_LOW}\s*(?:-|–|to|through|and|a|hasta|y)\s*{_HIGH}\b",
        rf"\b{_LOW}\s*(?:-|–|to|through|a)\s*{_HIGH}\s+(?:years?(?: old| of age)?|años)\b",
        rf"{_AGED}{_LOW}{_OR}(?:over|older|above|up)\b",
        rf"\b{_LOW}{_OF_AGE}(?:\+|(?:or|and) (?:over|older|above)|años o más)",
        rf"\b(?:over|older than|mayores de)\s+(?:the )?(?:age\s+(?:of\s+)?)?{_LOW}{_ENDS}",
        rf"\b(?:at least|minimum)\s+(?:age\s+(?:of\s+)?{_LOW}|{_YEARS})\b",
        rf"{_AGED}{_HIGH}{_OR}(?:under|younger|below)\b",
        rf"\b{_HIGH}{_OF_AGE}(?:or|and) (?:under|younger)\b",
        rf"\b(?:under|younger than|below|menores de)\s+(?:the )?(?:age\s+(?:of\s+)?|edad )?{_BELOW}{_ENDS}",
    )
)
_DIGIT = re.compile(r"\d")
_PARTS = re.compile(r"\s*;?\s*target groups?:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ages:
    """The ages a service takes, both included; None where there is no limit or no word about it."""

    minimum: int | None = None
    maximum: int | None = None


def ages_of(eligibility: str, minimum_age: object = None, maximum_age: object = None) -> Ages:
    """Ages from HSDS numbers, else from the words, when the words name one range only."""
    stated = Ages(_number(minimum_age), _number(maximum_age))
    if stated.minimum is not None or stated.maximum is not None:
        return _sensible(stated)
    return _worded_ages(eligibility)


@lru_cache(maxsize=1024)
def _worded_ages(eligibility: str) -> Ages:
    if not _DIGIT.search(eligibility):  # every phrase has a number
        return Ages()
    found = {_range(match) for pattern in _AGE_WORDS for match in pattern.finditer(_requirement(eligibility))}
    return _sensible(found.pop()) if len(found) == 1 else Ages()


def _sensible(ages: Ages) -> Ages:
    """Without a limit at birth, and without a range that no age lies in."""
    low, high = ages.minimum or None, ages.maximum
    return Ages() if low is not None and high is not None and low > high else Ages(low, high)


def audiences_of(
    eligibility: str = "", name: str = "", terms: Iterable[tuple[str, str]] = (), ages: Ages | None = None
) -> tuple[str, ...]:
    """Codes of AUDIENCES a service says it is for, in the table's order. `terms` are (name, code) of taxonomy terms."""
    ages = ages or Ages()
    pairs = [(term.strip(), code.strip()) for term, code in terms]
    found = {_BY_OPEN_ELIGIBILITY[code] for _term, code in pairs if code in _BY_OPEN_ELIGIBILITY}
    found |= _PHRASES.keys_in(f"{_NOT_FOR.sub(' ', eligibility.lower())}\n{name.lower()}")
    words = {term.lower() for term, _code in pairs}
    found |= {row.code for row in AUDIENCES if not words.isdisjoint(row.terms)}
    return tuple(row.code for row in AUDIENCES if row.code in found | _by_age(ages))


def _by_age(ages: Ages) -> set[str]:
    """The age groups a range is made for: 60 and over is for older people, 0 to 5 for children."""
    low, high = ages.minimum or 0, ages.maximum if ages.maximum is not None else _HIGHEST_AGE
    if (ages.minimum is None and ages.maximum is None) or low > high:
        return set()
    if low >= SENIOR_AGE - 10:
        return {"older-adults"}
    groups = (("children", 0, TEEN_AGE - 1), ("teens", TEEN_AGE, ADULT_AGE - 2), ("adults", ADULT_AGE + 1, SENIOR_AGE))
    return {code for code, first, last in groups if low <= last and high >= first}


def _requirement(eligibility: str) -> str:
    """The part that says who may come, without the "Target group" beside it when it says something."""
    parts = _PARTS.split(eligibility, maxsplit=1)
    asked = parts[0].strip(" .;")
    return asked if asked and not re.match(r"(?:none|no restrictions?|ninguno)\b", asked, re.IGNORECASE) else parts[-1]


def _range(match: re.Match[str]) -> Ages:
    groups = match.groupdict()
    low, high, below, years = (_number(groups.get(name)) for name in ("low", "high", "below", "years"))
    return Ages(low if years is None else years, high if below is None else below - 1)


def _number(value: object) -> int | None:
    try:
        number = int(float(str(value)))
    except (TypeError, ValueError, OverflowError):
        return None
    return number if 0 <= number <= _HIGHEST_AGE else None
