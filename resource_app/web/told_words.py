"""What an organization is told of a person, in words: the same on the page of who refers and in the inbox."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from referrals.offers.carried import ACCESS, QUESTIONS
from referrals.offers.told import Fact
from referrals.people.contact import policy_of
from referrals.people.fields import WORKER_GENDERS
from resource_app import phrases
from resource_app.errors import N_
from resource_app.phrases import Translator
from resource_app.phrases.listing import language_name
from resource_app.web import language, members_words

_ACCESS, _QUESTIONS = dict(ACCESS), dict(QUESTIONS)
_WORKERS = dict(WORKER_GENDERS)
KEEP = N_("Keep to yourselves")
ALONE = N_("They are under age, and agreed to this themselves. Tell nobody at home, also no parent.")
Parts = Sequence[str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card: what it is about, and what is so."""

    label: str
    text: str


def lines(found: Iterable[Fact]) -> tuple[Line, ...]:
    """What is told, line by line."""
    t = language.translator()
    return tuple(Line(t.gettext(_WORDS[fact.code][0]), _WORDS[fact.code][1](t, fact.parts)) for fact in found)


def sender(name: str, team: str, *, discreet: bool) -> str:
    """Who refers, as the organization reads it: for a need that says too much of a team, and for a team whose own name does,
    the network stands for it.
    """
    if discreet:
        return language.translator().gettext("a care team of this network")
    return ", ".join(filter(None, (name, team)))


def _as_typed(_t: Translator, parts: Parts) -> str:
    return ", ".join(parts)


def _day(t: Translator, parts: Parts) -> str:
    return phrases.full_date(t, date.fromisoformat(parts[0]))


def _about(t: Translator, parts: Parts) -> str:
    return t.gettext("ZIP code %(start)s…") % {"start": parts[0]}


def _age(t: Translator, parts: Parts) -> str:
    first, last = parts
    if not last:
        return t.gettext("Age %(first)s or older") % {"first": first}
    return t.gettext("Age %(first)s to %(last)s") % {"first": first, "last": last}


def _household(t: Translator, parts: Parts) -> str:
    adults, children = map(int, parts)
    said = (
        t.ngettext("%(num)s adult", "%(num)s adults", adults) % {"num": adults} if adults else "",
        t.ngettext("%(num)s child", "%(num)s children", children) % {"num": children} if children else "",
    )
    return ", ".join(filter(None, said))


def _languages(t: Translator, parts: Parts) -> str:
    return ", ".join(language_name(t, code, code, language.current()) for code in parts)


def _access(t: Translator, parts: Parts) -> str:
    return ", ".join(t.gettext(_ACCESS[code]) for code in parts)


def _qualifies(t: Translator, parts: Parts) -> str:
    pairs = (part.split("=") for part in parts)
    return ". ".join(f"{t.gettext(_QUESTIONS[code])}: {_yes_or_no(t, said)}" for code, said in pairs)


def _yes_or_no(t: Translator, said: str) -> str:
    return t.gettext("yes") if said == "yes" else t.gettext("no")


def _worker(t: Translator, parts: Parts) -> str:
    return t.gettext(_WORKERS[parts[0]])


def _times(_t: Translator, parts: Parts) -> str:
    return members_words.times_words(policy_of(_values(parts)))


def _reach(t: Translator, parts: Parts) -> str:
    values = _values(parts)
    if policy_of(values).forbidden:
        other = ", ".join(values[code] for code in ("alternate", "alternate_how") if code in values)
        return ". ".join(filter(None, (t.gettext("Do not contact them. They will come to you."), other)))
    return "\n".join(f"{name}: {said}" for name, said in members_words.reaching(values))


def _alone(t: Translator, _parts: Parts) -> str:
    return t.gettext(ALONE)


def _values(parts: Parts) -> dict[str, str]:
    return dict(part.split("=", 1) for part in parts)


_WORDS: dict[str, tuple[str, Callable[[Translator, Parts], str]]] = {
    "wanted_by": (N_("Wanted by"), _day),
    "about": (N_("Where"), _about),
    "age": (N_("Who"), _age),
    "household": (N_("At home"), _household),
    "language": (N_("Language"), _languages),
    "access": (N_("Needs"), _access),
    "qualifies": (N_("Qualifies"), _qualifies),
    "alone": (KEEP, _alone),
    "name": (N_("Name"), _as_typed),
    "called": (N_("Likes to be called"), _as_typed),
    "times": (N_("Contact"), _times),
    "reach": (N_("Reach them by"), _reach),
    "address": (N_("Address"), _as_typed),
    "born_on": (N_("Birth date"), _day),
    "worker_gender": (N_("Helped by"), _worker),
    "culture": (N_("Culture, faith and traditions"), _as_typed),
    "diet": (N_("Diet"), _as_typed),
    "note": (N_("Note"), _as_typed),
    "detail": (N_("Health detail"), _as_typed),
}
