"""What can be agreed to, and does what was agreed to cover this? Tables of kinds, data classes and ways, and one question.

Pure. Kinds and their limits: 45 CFR 164.508 (authorization), 42 CFR 2.31 and 2.33 (substance use records),
34 U.S.C. 12291(b)(2) (victim services: informed, written, limited in time).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from resource_app.errors import N_, BadInput

Kind = Literal["platform", "authorization", "part_2", "victim_services", "messages"]
Said = Literal["given", "refused", "revoked"]
Purpose = Literal["referral", "coordination", "messages"]
Method = Literal["signed here", "signed on paper", "said aloud"]
LONGEST_VICTIM_SERVICES, USUAL_VICTIM_SERVICES = timedelta(days=90), timedelta(days=30)
WHY: tuple[tuple[str, str], ...] = (  # they say no, or take it back
    ("not_needed", N_("They do not need it")),
    ("private", N_("They want it kept private")),
    ("afraid", N_("They are afraid of what could follow")),
    ("not_said", N_("They did not say why")),
)
WARNED = timedelta(days=14)  # before its end
EVERYBODY = "community organizations"  # a class of recipients (45 CFR 164.508(c)(1)(iii)), not one by name


@dataclass(frozen=True, slots=True)
class DataClass:
    """A class of what may be told. One that is `sensitive` is told only where a consent names it; `kind` is the kind of consent
    that it needs.
    """

    code: str
    name: str
    sensitive: bool = False
    kind: Kind | None = None


DATA_CLASSES: tuple[DataClass, ...] = (
    DataClass("need", N_("what is needed")),
    DataClass("contact", N_("name and how to reach them")),
    DataClass("household", N_("who lives with them")),
    DataClass("preferences", N_("language, culture, diet and who is to help")),
    DataClass("eligibility", N_("answers about who qualifies")),
    DataClass("health", N_("health"), sensitive=True),
    DataClass("mental_health", N_("mental health"), sensitive=True),
    DataClass("gender_affirming", N_("gender-affirming care"), sensitive=True),
    DataClass("reproductive", N_("reproductive health"), sensitive=True),
    DataClass("hiv", N_("HIV"), sensitive=True),
    DataClass("transplant", N_("transplants"), sensitive=True),
    DataClass("pain_care", N_("pain care"), sensitive=True),
    DataClass("part_2", N_("substance use treatment"), sensitive=True, kind="part_2"),
    DataClass("victim_services", N_("help for victims of violence"), sensitive=True, kind="victim_services"),
)
DATA_CLASS: Mapping[str, DataClass] = {each.code: each for each in DATA_CLASSES}
USUAL = frozenset(each.code for each in DATA_CLASSES if not each.sensitive)


PURPOSES: tuple[tuple[Purpose, str], ...] = (
    ("referral", N_("To refer them to help")),
    ("coordination", N_("To work together on their case")),
    ("messages", N_("To send them messages")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A kind of consent: its name, how it may be given, whether recipients are `named` one by one, and how long it may be."""

    kind: Kind
    name: str
    methods: tuple[Method, ...]
    named: bool = False
    longest: timedelta | None = None


RULES: tuple[Rule, ...] = (
    Rule(kind="platform", name=N_("Sharing in this network"), methods=("signed here", "signed on paper", "said aloud")),
    Rule(kind="authorization", name=N_("Authorization (HIPAA)"), methods=("signed here", "signed on paper")),
    Rule(
        kind="part_2",
        name=N_("Substance use records (42 CFR Part 2)"),
        methods=("signed here", "signed on paper"),
        named=True,
    ),
    Rule(
        kind="victim_services",
        name=N_("Release of a victim service provider"),
        methods=("signed here", "signed on paper"),
        named=True,
        longest=LONGEST_VICTIM_SERVICES,
    ),
    Rule(kind="messages", name=N_("Messages"), methods=("signed here", "signed on paper", "said aloud")),
)
RULE: Mapping[Kind, Rule] = {rule.kind: rule for rule in RULES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a version says. `recipients` are ids of organizations, or EVERYBODY; it holds from `starts_on` and no longer on
    `ends_on` (None: until it is taken back). `share_back`: whether they may tell how it went. `alone`: who is under age agreed
    to it without a parent (`minors`).
    """

    kind: Kind
    purposes: frozenset[Purpose]
    data_classes: frozenset[str]
    recipients: frozenset[str]
    starts_on: date
    ends_on: date | None = None
    share_back: bool = True
    method: Method = "signed here"
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a consent: may this be told to this organization, for this purpose, on this day, and, with `share_back`,
    may it tell how it went? What somebody under age agreed to `alone` and what a parent agreed to never stand for one another.
    """

    organization_id: str
    purpose: Purpose
    day: date
    data_classes: frozenset[str] = field(default_factory=frozenset)
    alone: bool = False
    share_back: bool = False


def require_valid(terms: Terms) -> None:
    """Raise BadInput for terms that nobody can agree to in this way."""
    rule = RULE[terms.kind]
    for wrong, field_name, sentence in (
        (not terms.data_classes, "data_classes", N_("Choose what may be told.")),
        (not terms.purposes, "purposes", N_("Choose what it is for.")),
        (not terms.recipients, "recipients", N_("Choose who may be told.")),
        (terms.method not in rule.methods, "method", N_("This has to be signed.")),
        (rule.named and EVERYBODY in terms.recipients, "recipients", N_("Name each organization that may be told.")),
        (terms.ends_on is not None and terms.ends_on <= terms.starts_on, "ends_on", N_("It ends before it begins.")),
        (_is_too_long(rule, terms), "ends_on", N_("This needs a day on which it ends, within 90 days.")),
        (
            terms.alone and EVERYBODY in terms.recipients,
            "recipients",
            N_("Name each organization that may be told."),
        ),
        (bool(_foreign(terms)), "data_classes", N_("Something of this needs a consent of its own.")),
    ):
        if wrong:
            raise BadInput(sentence, field_name)


def covers(terms: Terms, asked: Asked) -> bool:
    """Whether what was agreed to covers this."""
    return (
        terms.starts_on <= asked.day
        and (terms.ends_on is None or asked.day < terms.ends_on)
        and asked.purpose in terms.purposes
        and asked.data_classes <= terms.data_classes
        and not terms.recipients.isdisjoint((asked.organization_id, EVERYBODY))
        and terms.alone == asked.alone
        and asked.share_back <= terms.share_back
    )


def uncovered(given: Collection[Terms], asked: Asked) -> frozenset[str]:
    """The data classes that no consent given covers; each may be covered by another one."""
    return frozenset(
        code
        for code in asked.data_classes
        if not any(covers(terms, _of_class(asked, code)) for terms in given if _is_fit(terms, code))
    )


def _of_class(asked: Asked, code: str) -> Asked:
    return replace(asked, data_classes=frozenset({code}))


def _is_fit(terms: Terms, code: str) -> bool:
    needed = DATA_CLASS[code].kind
    return needed is None or terms.kind == needed


def _foreign(terms: Terms) -> frozenset[str]:
    """Data classes that need a consent of another kind."""
    return frozenset(code for code in terms.data_classes if not _is_fit(terms, code))


def _is_too_long(rule: Rule, terms: Terms) -> bool:
    if rule.longest is None:
        return False
    return terms.ends_on is None or terms.ends_on - terms.starts_on > rule.longest
