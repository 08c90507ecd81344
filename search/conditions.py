"""Which words are conditions, not things to look for? Days, times, ages: met by hours and facts, and taken out of the text.

Words inside a longer phrase that the lexicon explains ("bed tonight", "sunday school") stay words. Those that say how soon
are conditions there as well: nobody's name for a thing holds "tonight".
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from search.opening import DAY_MINUTES

ALL_DAYS = tuple(range(7))
EVENING, MORNING, AFTERNOON = (17 * 60, 22 * 60), (6 * 60, 12 * 60), (12 * 60, 17 * 60)
OLDEST = 120


@dataclass(frozen=True, slots=True)
class When:
    """Words that name days (0 is Monday; `ahead` counts days from today), or minutes of the day, or this very moment."""

    code: str
    phrases: tuple[str, ...]
    days: tuple[int, ...] = ()
    ahead: int | None = None
    minutes: tuple[int, int] | None = None
    at_once: bool = False

    @property
    def is_soon(self) -> bool:
        """Whether it says how soon: today, tonight, right now."""
        return self.at_once or self.ahead == 0


WHENS = (
    When(
        "open:now",
        ("open now", "open right now", "right now", "abierto ahora", "abiertos ahora", "ahora mismo"),
        at_once=True,
    ),
    When("day:today", ("today", "open today", "hoy"), ahead=0),
    When("day:tomorrow", ("tomorrow", "manana"), ahead=1),
    When("time:tonight", ("tonight", "this evening", "esta noche"), ahead=0, minutes=(17 * 60, DAY_MINUTES)),
    When("day:monday", ("monday", "mondays", "lunes"), (0,)),
    When("day:tuesday", ("tuesday", "tuesdays", "martes"), (1,)),
    When("day:wednesday", ("wednesday", "wednesdays", "miercoles"), (2,)),
    When("day:thursday", ("thursday", "thursdays", "jueves"), (3,)),
    When("day:friday", ("friday", "fridays", "viernes"), (4,)),
    When("day:saturday", ("saturday", "saturdays", "sabado", "sabados"), (5,)),
    When("day:sunday", ("sunday", "sundays", "domingo", "domingos"), (6,)),
    When("day:weekend", ("weekend", "weekends", "fin de semana", "fines de semana"), (5, 6)),
    When("day:weekday", ("weekday", "weekdays", "entre semana"), (0, 1, 2, 3, 4)),
    When(
        "time:evening",
        (
            "evening",
            "evenings",
            "in the evening",
            "at night",
            "nights",
            "after work",
            "work nights",
            "working nights",
            "work at night",
            "trabajo de noche",
            "trabajo por la noche",
            "por la noche",
            "en la noche",
            "noches",
        ),
        minutes=EVENING,
    ),
    When("time:morning", ("morning", "mornings", "in the morning", "por la manana", "en la manana"), minutes=MORNING),
    When("time:afternoon", ("afternoon", "afternoons", "por la tarde", "en la tarde", "tardes"), minutes=AFTERNOON),
    When("time:night", ("open 24 hours", "24 hours", "24 7", "24 hour", "24 horas"), minutes=(120, 240)),
)
_BY_WORDS = sorted(
    ((tuple(phrase.split()), when) for when in WHENS for phrase in when.phrases), key=lambda row: -len(row[0])
)

WORDS = frozenset(word for phrase, _ in _BY_WORDS for word in phrase)  # ordinary ones, whoever else knows them or not

_CLOCK = re.compile(r"\b(?:at |a las )?(1[0-2]|[1-9])(?: ([0-5]\d))? ?(am|pm)\b")  # "8am", "at 9 30 pm"
_PARTS_OF_DAY = (
    (12 * 60, "time:morning"),
    (17 * 60, "time:afternoon"),
    (22 * 60, "time:evening"),
    (DAY_MINUTES, "time:night"),
)
BOUNDS = frozenset({"till", "til", "until", "since", "hasta", "desde"})
ARTICLES = frozenset({"el", "la", "this", "next", "the"})
A_VISIT = 30  # minutes that somebody who comes at a time stays at least

# "3 year old", "age 62", "under 5", "over 60"; months round down to years
_AGES = (
    (re.compile(r"\b(\d{1,3}) (?:years?|yrs?|yr|y)(?: olds?| o)?\b"), 1),
    (re.compile(r"\b(?:age|aged|ages|over|under|edad|edad de) (\d{1,3})\b"), 1),
    (re.compile(r"\b(\d{1,3}) anos\b"), 1),
    (re.compile(r"\b(\d{1,3})(?:yo|yr|yrs)(?: olds?)?\b"), 1),
    (
        re.compile(
            r"\b(?:(?:he|she|who|kid|child|son|daughter|mother|father|mom|dad|baby) is|im|i am|turning|turned) (\d{1,3})\b"
        ),
        1,
    ),
    (re.compile(r"\b(\d{1,2}) (?:months?|mos?|meses)(?: olds?)?\b"), 12),
)
_AGE_WORDS = ((0, 2, "baby"), (3, 12, "children"), (13, 17, "teens"), (60, OLDEST, "seniors"))


@dataclass(frozen=True, slots=True)
class Moment:
    """When somebody wants to come: on one of `days` (0 is Monday), between `opens` and `closes` minutes; or at once."""

    days: tuple[int, ...] = ALL_DAYS
    opens: int = 0
    closes: int = DAY_MINUTES
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Conditions:
    """What was read: the words that stay, when, what age, and the codes of it all."""

    words: tuple[str, ...]
    moment: Moment | None = None
    age: int | None = None
    codes: tuple[str, ...] = ()


def read(words: Sequence[str], now: datetime, kept: Collection[int] = ()) -> Conditions:
    """Take the conditions out of a question's folded words; positions in `kept` stay as they are."""
    words, age = _age(words)
    words, at = _clock(words)
    found, rest = _whens(words, kept if age is None and at is None else ())
    found = [at, *found] if at else found
    if not found and age is None:
        return Conditions(rest)
    codes = tuple(dict.fromkeys(when.code for when in found))
    if age is not None:
        codes = (*codes, f"age:{age}")
        rest = (*rest, *(word for low, high, word in _AGE_WORDS if low <= age <= high and word not in rest))
    return Conditions(rest, _moment(found, now) if found else None, age, codes)


def _whens(words: Sequence[str], kept: Collection[int]) -> tuple[list[When], tuple[str, ...]]:
    found: list[When] = []
    rest: list[str] = []
    position = 0
    while position < len(words):
        match = _at(words, position)
        if match and position in kept:
            found += [match[1]] if match[1].is_soon else []
            match = None
        if match and (bound := _bound(rest)):  # "no food till friday": until then, not on it
            del rest[-bound:]
            position += len(match[0])
        elif match is None:
            rest.append(words[position])
            position += 1
        else:
            found.append(match[1])
            position += len(match[0])
    return found, tuple(rest)


def _bound(before: Sequence[str]) -> int:
    """How many of the last words say that what follows bounds a time: "hasta el"."""
    size = 2 if before and before[-1] in ARTICLES else 1
    return size if len(before) >= size and before[-size] in BOUNDS else 0


def _at(words: Sequence[str], position: int) -> tuple[tuple[str, ...], When] | None:
    for phrase, when in _BY_WORDS:
        if tuple(words[position : position + len(phrase)]) == phrase:
            return phrase, when
    return None


def _moment(found: Sequence[When], now: datetime) -> Moment:
    """All conditions at once: "saturday morning" is both."""
    days: set[int] = set()
    for when in found:
        days |= set(when.days)
        if when.ahead is not None:
            days.add((now + timedelta(days=when.ahead)).weekday())
    minutes = [when.minutes for when in found if when.minutes]
    opens, closes = minutes[0] if minutes else (0, DAY_MINUTES)
    return Moment(tuple(sorted(days)) or ALL_DAYS, opens, closes, any(when.at_once for when in found))


def _clock(words: Sequence[str]) -> tuple[Sequence[str], When | None]:
    """A time of day, told by the part of the day it is in."""
    text = " ".join(words)
    match = _CLOCK.search(text)
    if match is None:
        return words, None
    minute = (int(match[1]) % 12 + 12 * (match[3] == "pm")) * 60 + int(match[2] or 0)
    code = next(code for until, code in _PARTS_OF_DAY if minute < until)
    rest = (text[: match.start()] + text[match.end() :]).split()
    return rest, When(code, (), minutes=(minute, min(minute + A_VISIT, DAY_MINUTES)))


def _age(words: Sequence[str]) -> tuple[Sequence[str], int | None]:
    text = " ".join(words)
    for pattern, months in _AGES:
        match = pattern.search(text)
        if match and (age := int(match[1]) // months) <= OLDEST:
            return (text[: match.start()] + text[match.end() :]).split(), age
    return words, None
