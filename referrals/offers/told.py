"""What is an organization told of a person, and when? One table: every fact, from which stage on, and by which consent.

Pure. Stage 0 is before it accepts, stage 1 after, stage 2 then for whoever shows a code. A fact whose class no consent covers
is left out, and so is one that is not known. Where an address stands for the real one, nobody is told where the person lives,
not even about.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from referrals.offers.carried import DETAILED, Carried
from referrals.people.ages import years
from referrals.people.contact import may_reach, policy_of
from referrals.people.fields import FIELDS, HOME
from resource_app.directory.facts import languages_of

Stage = Literal[0, 1, 2]
SAFE = tuple(field.code for field in FIELDS if field.part == "safe")
ALTERNATE = ("alternate", "alternate_how")
TIMES = ("safe_days", "safe_from", "safe_until")
BEFORE = (
    "born_on",
    "zip",
    "mail_address",
    "language",
    *TIMES,
)  # of what is kept, all that facts of stage 0 are made of
AGE_BANDS = ((0, 4), (5, 12), (13, 17), (18, 24), (25, 44), (45, 64), (65, 79), (80, None))


@dataclass(frozen=True, slots=True)
class Subject:
    """All that could be told: what goes with the referral, the values of the person, and the day it is read."""

    carried: Carried
    values: Mapping[str, str]
    today: date


@dataclass(frozen=True, slots=True)
class Row:
    """A fact: from which stage on it is told, the class that a consent must cover, and its parts, as codes or as typed."""

    code: str
    stage: Stage
    data_class: str
    parts: Callable[[Subject], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Fact:
    """What is told."""

    code: str
    parts: tuple[str, ...]


def age_band(born_on: str, today: date) -> tuple[str, ...]:
    """From and to which age, in years; the last band has no end. Nothing where no birth date is known."""
    if not born_on:
        return ()
    age = years(date.fromisoformat(born_on), today)
    first, last = next(band for band in AGE_BANDS if band[1] is None or age <= band[1])
    return (str(first), "" if last is None else str(last))


def _about(subject: Subject) -> tuple[str, ...]:
    values = subject.values
    return (values["zip"][:3],) if values.get("zip") and not values.get("mail_address") else ()


def _household(subject: Subject) -> tuple[str, ...]:
    carried = subject.carried
    return (str(carried.adults), str(carried.children)) if carried.adults or carried.children else ()


def _address(subject: Subject) -> tuple[str, ...]:
    values = subject.values
    if not subject.carried.comes_home:
        return ()
    if values.get("mail_address"):
        return (values["mail_address"],)
    return tuple(values[code] for code in HOME if values.get(code))


def _languages(subject: Subject) -> tuple[str, ...]:
    """By their codes (ISO 639-3): what was typed may be anything."""
    return tuple(each.code for each in languages_of([{"name": subject.values.get("language", "")}]))


def _value(code: str) -> Callable[[Subject], tuple[str, ...]]:
    return lambda subject: (subject.values[code],) if subject.values.get(code) else ()


def _times(subject: Subject) -> tuple[str, ...]:
    """The days and hours at which they may be reached, as codes."""
    return _said(subject.values, *TIMES)


def _reach(subject: Subject) -> tuple[str, ...]:
    """How they may be reached, and what belongs to the ways that are safe; of an address no more than what stands for it. Who
    agreed alone is not reached through anybody else.
    """
    policy = policy_of(subject.values)
    phone = may_reach(policy, "call") or may_reach(policy, "text")
    known = (
        *(code for code in SAFE if not (subject.carried.alone and code in ALTERNATE)),
        *(("phone",) if phone else ()),
        *(("email",) if may_reach(policy, "email") else ()),
        *(("mail_address",) if may_reach(policy, "mail") else ()),
    )
    return _said(subject.values, *known)


def _said(values: Mapping[str, str], *codes: str) -> tuple[str, ...]:
    return tuple(f"{code}={values[code]}" for code in codes if values.get(code))


def _detail(data_class: str) -> Callable[[Subject], tuple[str, ...]]:
    return lambda subject: (subject.carried.detail,) if subject.carried.detail_class == data_class else ()


def _wanted(subject: Subject) -> tuple[str, ...]:
    day = subject.carried.wanted_by
    return (day.isoformat(),) if day else ()


ROWS: tuple[Row, ...] = (
    Row("wanted_by", 0, "need", _wanted),
    Row("about", 0, "need", _about),
    Row("age", 0, "need", lambda subject: age_band(subject.values.get("born_on", ""), subject.today)),
    Row("household", 0, "household", _household),
    Row("times", 0, "need", _times),
    Row("language", 0, "need", _languages),
    Row("access", 0, "need", lambda subject: subject.carried.access),
    Row(
        "qualifies",
        0,
        "eligibility",
        lambda subject: tuple(f"{code}={said}" for code, said in subject.carried.answers.items()),
    ),
    Row("alone", 1, "need", lambda subject: ("yes",) if subject.carried.alone else ()),
    Row("name", 1, "contact", _value("name")),
    Row("called", 1, "contact", _value("called")),
    Row("reach", 1, "contact", _reach),
    Row("address", 1, "contact", _address),
    Row(
        "born_on",
        1,
        "contact",
        lambda subject: _value("born_on")(subject) if subject.carried.needs_birth_date else (),
    ),
    Row("worker_gender", 1, "preferences", _value("worker_gender")),
    Row("culture", 1, "preferences", _value("culture")),
    Row("diet", 1, "preferences", _value("diet")),
    Row("note", 1, "need", lambda subject: (subject.carried.note,) if subject.carried.note else ()),
    *(Row("detail", 2, data_class, _detail(data_class)) for data_class, _name in DETAILED),
)
OPTIONAL = frozenset(
    {"household", "preferences", "eligibility"}
)  # told where there is consent, and done without where not


def facts(subject: Subject, stage: Stage, covered: Collection[str]) -> Sequence[Fact]:
    """What is told at one stage of what a consent covers."""
    found = (Fact(row.code, row.parts(subject)) for row in ROWS if row.stage == stage and row.data_class in covered)
    return tuple(fact for fact in found if fact.parts)
