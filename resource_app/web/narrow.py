"""How is the list narrowed? The groups of the filter form and the chips in use, from the facets of the results."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from resource_app import phrases
from resource_app.directory.facts.audience_table import AUDIENCES
from resource_app.phrases import Translator
from resource_app.web import kinds
from resource_app.web.state import SearchState
from search.query import DEFAULT_RADIUS_MILES, RADII_MILES, FacetValue

SHOWN_VALUES = 6  # of a long group; chosen values always stay


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen: the same for every list."""

    id: str
    key: str
    value: str
    words: str
    chosen: bool
    kind: str = "checkbox"


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a group, and what it would give. `count` is None where it is not counted."""

    choice: Choice
    count: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """A fieldset of the filter form."""

    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use, and the search without it."""

    words: str
    without: SearchState


AUDIENCE_NAMES = {row.code: (row.label, row.label_es) for row in AUDIENCES}
Facets = Mapping[str, tuple[FacetValue, ...]]
Words = Callable[[Translator, str], str]


def groups_of(
    state: SearchState, facets: Facets, t: Translator, locale: str, *, within: float | None
) -> tuple[Group, ...]:
    """Every group that has something to choose. `within` are the miles asked for, None when no place is.

    What is not confirmed in six months is offered without a count, which would take a second search.
    """
    titles, names = _titles(t), Names(t, locale)
    found = []
    for title, keys in GROUPS:
        options = [option for key in keys for option in _options(key, facets.get(key, ()), state, names)]
        if title == "distance" and within is not None:
            options = _distances(t, within, facets.get("within", ()))
        if title == "also":
            words = t.gettext("Not confirmed in six months: left out otherwise")
            options = [Option(Choice("f-unconfirmed", "unconfirmed", "1", words, state.unconfirmed), None)]
        if options:
            found.append(Group(titles[title], tuple(options)))
    return tuple(found)


GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kind", ("category",)),
    ("when", ("open", "remote", "referrals")),
    ("distance", ()),
    ("language", ("language", "interpretation")),
    ("who", ("age", "audience")),
    ("cost", ("cost",)),
    ("access", ("wheelchair",)),
    ("freshness", ("freshness",)),
    ("also", ()),
)


@lru_cache(maxsize=32)
def _titles(t: Translator) -> Mapping[str, str]:
    return {
        "kind": t.gettext("Kind of help"),
        "when": t.gettext("When and how"),
        "distance": t.gettext("Distance"),
        "language": t.gettext("Languages spoken"),
        "who": t.gettext("Who it is for"),
        "cost": t.gettext("Cost"),
        "access": t.gettext("Access"),
        "freshness": t.gettext("Confirmed"),
        "also": t.gettext("Also show"),
    }


def _options(key: str, values: tuple[FacetValue, ...], state: SearchState, names: "Names") -> list[Option]:
    chosen = state.filters.get(key, ())
    counted = {each.value: each.count for each in values}
    wanted = [*values, *(FacetValue(value, 0, chosen=True) for value in chosen if value not in counted)]
    if key == "category":
        wanted = _near_kinds(wanted, chosen)
    kept = [each for each in wanted if each.count or each.value in chosen]
    first = {each.value for each in kept[:SHOWN_VALUES]} | set(chosen)
    return [
        Option(Choice(f"f-{key}-{each.value}", key, each.value, words, each.value in chosen), each.count or None)
        for each in kept
        if each.value in first and (words := names.of(key, each.value))
    ]


def _near_kinds(values: list[FacetValue], chosen: tuple[str, ...]) -> list[FacetValue]:
    """The main kinds; beside a chosen one, the kinds below it."""
    parents = {kinds.BY_CODE[code].parent or code for code in chosen if code in kinds.BY_CODE}
    shown = [v for v in values if v.value in kinds.BY_CODE]
    if parents:
        return [v for v in shown if v.value in chosen or kinds.BY_CODE[v.value].parent in parents]
    return [v for v in shown if not kinds.BY_CODE[v.value].parent]


def _distances(t: Translator, within: float, values: tuple[FacetValue, ...]) -> list[Option]:
    counted = {each.value: each.count for each in values}
    return [
        Option(
            Choice(f"f-within-{miles}", "within", str(miles), _within(t, miles), miles == within, "radio"),
            counted.get(str(miles)),
        )
        for miles in RADII_MILES
    ]


def _within(t: Translator, miles: int) -> str:
    return t.gettext("Within %(distance)s") % {"distance": phrases.miles(t, miles)}


def chips_of(state: SearchState, t: Translator, locale: str) -> tuple[Chip, ...]:
    """The filters in use, each with the search without it."""
    names = Names(t, locale)
    found = [
        Chip(names.of(key, value) or value, state.without(key, value))
        for key, chosen in state.filters.items()
        for value in chosen
    ]
    if state.within is not None and state.within != DEFAULT_RADIUS_MILES and state.box is None:
        found.append(Chip(_within(t, state.within), state.but(within=None)))
    if state.box is not None:
        found.append(Chip(t.gettext("What the map shows"), state.but(box=None)))
    if state.unconfirmed:
        found.append(Chip(t.gettext("Unconfirmed too"), state.but(unconfirmed=False)))
    return tuple(found)


class Names:
    """The words of filters' values in one language."""

    def __init__(self, t: Translator, locale: str) -> None:
        self.t = t
        self.locale = locale
        self.known = _values(t)

    def of(self, key: str, value: str) -> str:
        """The words of one value; empty for a kind of help nobody knows."""
        if key == "category":
            return kinds.kind(value, self.locale).label
        if key == "audience" and value in AUDIENCE_NAMES:
            return AUDIENCE_NAMES[value][self.locale == "es"]
        if key == "language":
            return phrases.language_name(self.t, value, value, self.locale)
        return self.known.get((key, value)) or value.replace("_", " ").capitalize()


@lru_cache(maxsize=32)
def _values(t: Translator) -> Mapping[tuple[str, str], str]:
    return {
        ("interpretation", "yes"): t.gettext("Interpreter on request"),
        ("wheelchair", "yes"): t.gettext("Wheelchair can get in"),
        ("open", "now"): t.gettext("Open now"),
        ("remote", "phone"): t.gettext("By phone"),
        ("remote", "online"): t.gettext("Online"),
        ("remote", "home"): t.gettext("They come to you"),
        ("referrals", "yes"): t.gettext("Takes referrals"),
        ("age", "children"): t.gettext("Children, 12 and under"),
        ("age", "teens"): t.gettext("Teens, 13 to 17"),
        ("age", "young_adults"): t.gettext("Age 18 to 24"),
        ("age", "adults"): t.gettext("Age 25 to 59"),
        ("age", "older_adults"): t.gettext("Age 60 and over"),
        ("cost", "free"): t.gettext("Free"),
        ("cost", "sliding"): t.gettext("Pay what you can"),
        ("cost", "fee"): t.gettext("There is a fee"),
        ("freshness", "30"): t.gettext("In the last 30 days"),
        ("freshness", "90"): t.gettext("In the last 3 months"),
        ("freshness", "180"): t.gettext("In the last 6 months"),
        ("freshness", "never"): t.gettext("Not yet confirmed"),
    }
