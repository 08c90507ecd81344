"""How does somebody agree that they are referred, on the page of who refers? One form for all that is missing; it becomes one
consent of each kind that this needs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from referrals.consents import terms
from referrals.consents.minors import GROUND
from referrals.consents.operations import Signed
from resource_app.errors import N_, BadInput
from resource_app.web import identity, language
from resource_app.web.forms import Form, day_of, line

USUAL = timedelta(days=365)
METHODS: tuple[tuple[terms.Method, str], ...] = (
    ("signed here", N_("Signed here, on this screen")),
    ("signed on paper", N_("Signed on paper, which we keep")),
    ("said aloud", N_("Said aloud, and I heard it")),
)
STATEMENTS: tuple[tuple[str, str], ...] = (
    ("voluntary", N_("Saying no changes nothing: no care and no benefit depends on it.")),
    ("revocable", N_("They can take it back at any time. What was told before stays told.")),
    ("redisclosure", N_("Whoever is told may not be bound by the same privacy law.")),
)
TICK = {f"tell_{code}": line(required=False, most=3) for code in (each.code for each in terms.DATA_CLASSES)}
AgreeForm: type[Form] = type(
    "AgreeForm",
    (Form,),
    {
        "act": line(most=10),
        "signer": line(required=False, most=200),
        "relation": line(required=False, most=10),
        "authority": line(required=False, most=200),
        "method": line(required=False, most=20),
        "recipients": line(required=False, most=10),
        "ends_on": line(required=False, most=20),
        **TICK,
    },
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A data class on the form: it may be left out or not, and stands ticked or not."""

    code: str
    name: str
    needed: bool
    sensitive: bool


def choices(missing: Iterable[str], needed: Iterable[str]) -> Sequence[Choice]:
    """What is asked for, in the order of the table."""
    asked, must = frozenset(missing), frozenset(needed)
    return [
        Choice(each.code, each.name, each.code in must, each.sensitive)
        for each in terms.DATA_CLASSES
        if each.code in asked
    ]


def agreed(
    said: Mapping[str, Any], asked: Sequence[Choice], recipients: Iterable[str], today: date, *, alone: bool = False
) -> list[terms.Terms]:
    """The terms of what was ticked, one for each kind of consent that it needs. `alone`: somebody under age agrees without a
    parent, and to each organization by name. Raises BadInput where it cannot be.
    """
    told = frozenset(each.code for each in asked if _is_told(said, each))
    named = frozenset(recipients)
    if said["act"] == "refuse" and not told:  # they say no to all of it, also to what stands there without a tick
        told = frozenset(each.code for each in asked if terms.DATA_CLASS[each.code].kind is None)
    by_kind: dict[terms.Kind, set[str]] = {}
    for code in told:
        by_kind.setdefault(terms.DATA_CLASS[code].kind or "platform", set()).add(code)
    if not by_kind:
        raise BadInput(N_("Choose what may be told."), f"tell_{asked[0].code}")
    return [
        replace(_terms(kind, frozenset(classes), named, said, today), alone=alone)
        for kind, classes in sorted(by_kind.items())
    ]


def _is_told(said: Mapping[str, Any], choice: Choice) -> bool:
    """What is needed goes without a tick, unless it is sensitive: that is agreed to by name."""
    return bool(said[f"tell_{choice.code}"]) or (choice.needed and not choice.sensitive)


def _terms(
    kind: terms.Kind, classes: frozenset[str], named: frozenset[str], said: Mapping[str, Any], today: date
) -> terms.Terms:
    everybody = said["recipients"] == "all" and not terms.RULE[kind].named
    longest = terms.RULE[kind].longest
    last = today + min(filter(None, (USUAL, longest)))
    ends_on = day_of(said["ends_on"]) if said["ends_on"] else last
    if ends_on is None:
        raise BadInput(N_("Write the day as in 2026-10-30."), "ends_on")
    return terms.Terms(
        kind=kind,
        purposes=frozenset({"referral"}),
        data_classes=classes,
        recipients=frozenset({terms.EVERYBODY}) if everybody else named,
        starts_on=today,
        ends_on=min(ends_on, last) if longest else ends_on,
        method=method_in(said),
    )


def method_in(said: Mapping[str, Any]) -> terms.Method:
    """How they agreed, or said no. Raises BadInput before somebody chose that."""
    found = next((method for method, _words in METHODS if method == said["method"]), None)
    if found is None:
        raise BadInput(N_("Choose how they agreed."), "method")
    return found


def signed(said: Mapping[str, Any], alone: str = "") -> Signed:
    """Who agreed, or said no; `alone` is the ground on which somebody under age did without a parent."""
    aloud = said["method"] == "said aloud"
    return Signed(
        name=said["signer"],
        language=language.current(),
        relation=said["relation"] or "self",
        authority=GROUND[alone].law if alone else said["authority"],
        witness=identity.somebody().user_id if aloud else "",
        statements=tuple(code for code, _words in STATEMENTS),
    )
