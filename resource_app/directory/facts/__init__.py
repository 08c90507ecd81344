"""What do HSDS bodies say about using a service? Pure readers for cost, referrals and how it is given.

Access, languages, phones and audiences have modules of their own; this is the one door to all of them.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from resource_app.directory.facts.access import ACCESS, wheelchair_of
from resource_app.directory.facts.audience_table import AUDIENCES, Audience
from resource_app.directory.facts.audiences import Ages, ages_of, audiences_of
from resource_app.directory.facts.languages import Language, interpretation_of, languages_of
from resource_app.directory.facts.phones import Phone, phones_of
from resource_app.directory.phrase_search import PhraseTable

__all__ = [
    "ACCESS",
    "AUDIENCES",
    "SENSITIVE_AUDIENCES",
    "SENSITIVE_CATEGORIES",
    "Ages",
    "Audience",
    "Language",
    "Phone",
    "accepts_referrals_of",
    "ages_of",
    "audiences_of",
    "cost_of",
    "interpretation_of",
    "is_sensitive",
    "languages_of",
    "phones_of",
    "remote_of",
    "wheelchair_of",
]

Cost = Literal["free", "sliding", "fee", ""]
Body = Mapping[str, Any]

_SLIDING = re.compile(
    r"sliding|(?:var(?:y|ies)|based|depend\w*)\b[^.]{0,40}\b(?:income|ability to pay|family size|ingresos)"
    r"|ability to pay|according to (?:your )?income"
    r"|income[- ]based|escala (?:m[oó]vil|de ingresos)|seg[uú]n (?:sus )?ingresos"
    r"|% of [\w' ]{0,40}income|no one (?:is )?(?:denied|turned away)"
    r"|fee waivers?|scholarships? (?:are )?available|financial (?:aid|assistance) (?:is )?available",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"^(?:there (?:is|are) )?(?:none|no (?:fees?|charges?|cost|dues)|free|gratis|gratuit[oa]s?|sin costo"
    r"|ninguno|n/?a|\$?0(?:\.00)?)\b"
    r"|(?<!some )\b(?:services|admission|all \w+)(?: (?:is|are))? free\b|\bfree of charge\b"
    r"|\bat no (?:cost|charge)\b",
    re.IGNORECASE,
)
_PRICE = re.compile(r"\$\s*\d(?![^.;]*\b(?:donation|donaci[oó]n))")
_FEE = re.compile(
    r"\$\s*\d(?![^.;]*\bdona)|\bfees?\b|\bdues\b|\bcharges?\b|\btuition\b|\bco-?pay|\brent\b|var(?:y|ies)|insurance"
    r"|medi-?cal|medicaid|medicare|(?<!donations )accepted|"
    r"per (?:month|year|hour|week|unit|person)|\bcosto\b|\bcuota\b|\btarifa",
    re.IGNORECASE,
)
REMOTE = ("phone", "online", "home")
_ATTENDED = PhraseTable(  # HSDS schedule.attending_type: how one attends, so that the bare word is enough
    (
        ("phone", r"phone|call\b|tel[eé]fono"),
        ("online", r"online|on line|video|virtual|internet|zoom|webinar|en l[ií]nea"),
        ("home", r"\bhomes?\b|\bdeliver|a domicilio|a (?:su )?casa"),
    )
)
_REMOTE = PhraseTable(
    (
        ("phone", r"hot-?line|help-?line|warm-?line|crisis line|by phone only|telehealth|línea de (?:ayuda|crisis)"),
        ("phone", r"(?:tele-?)?phone (?:counseling|support|reassurance|crisis|assistance|consultation)|por teléfono"),
        ("phone", r"(?:help|support|counseling|advice|assistance) (?:\w+ ){0,2}(?:by|over the) (?:tele)?phone"),
        ("phone", r"services? (?:is |are )?(?:available |offered |given |provided )?(?:by|over the) (?:tele)?phone"),
        ("online", r"online (?:class|course|support|counsel|group|meeting|service|chat|program|tutor)|telehealth"),
        (
            "online",
            r"virtual (?:visit|meeting|group|class|support|appointment|session|program|service|counsel|workshop)",
        ),
        ("online", r"(?:offered|available|held|meets|given) (?:virtually|online)|(?:on|via|by) zoom\b"),
        ("online", r"tele-?medicine|video (?:visit|call|conferenc)|live chat|chat online|\ben línea\b"),
        ("home", r"home[- ]visit(?:s|ing|ation|ors?)?\b|\bin[- ]home\b|home[- ]deliver|meals on wheels|home[- ]based"),
        ("home", r"home health|homebound|delivered to (?:\w+ )?homes?\b|friendly visit|a domicilio"),
        ("home", r"visits? (?:people |clients |families |patients |seniors )?(?:at|in) (?:their |the )?homes?\b"),
    )
)
_NO_REFERRALS = re.compile(
    r"no referrals?(?: (?:are )?(?:accepted|taken|needed|necessary|required))?|does not (?:accept"
    r"|take) referrals?|self[- ]referral only|not accepting (?:new )?referrals?"
    r"|no acepta (?:referidos|derivaciones)",
    re.IGNORECASE,
)
_UNNEEDED = re.compile(
    r"no referrals? (?:is |are )?(?:needed|necessary|required)|sin (?:referido|derivaci[oó]n)", re.IGNORECASE
)
_REFERRALS = re.compile(
    r"(?:must be|are|is|be) referred|by referral|referral (?:from|by|is|form|required|necessary|needed|only)"
    r"|referrals? (?:are )?(?:accepted|welcome|required|from)"
    r"|accepts? referrals?|self[- ]referrals?|agency referral|physician referral|doctor'?s referral"
    r"|refer(?:red)? by|con derivaci[oó]n|referido por",
    re.IGNORECASE,
)
SENSITIVE_CATEGORIES = frozenset(
    {
        "safe-housing",
        "violence-help",
        "substance-use",
        "family-planning",
        "hiv-and-sti",
        "sober-living",
        "recovery-groups",
    }
)
SENSITIVE_AUDIENCES = frozenset({"survivors", "lgbtq", "in-recovery", "reentry"})
_SENSITIVE = PhraseTable(
    ("sensitive", expression)
    for expression in (
        r"domestic violence|sexual (?:assault|abuse)|\brape\b|battered|intimate partner",
        r"human trafficking|child abuse|elder abuse",
        r"\bhiv\b|\baids\b(?! \w+ (?:for|to))|sexually transmitted|\bstds?\b|gender[- ]affirming|transgender",
        r"abortion|reproductive|family planning|birth control|contracepti|asylum|undocumented|suicide",
        r"substance (?:abuse|use)|drug (?:abuse|treatment)|detox|methadone|alcoholi|opioid",
        r"violencia (?:doméstica|familiar)|aborto|agresión sexual",
    )
)


def cost_of(fees: str, options: Iterable[Body] = ()) -> Cost:
    """What a person pays: nothing, by income, a fee, or "" when it does not say. A price for somebody makes it a fee."""
    text, options = " ".join(f"{fees or ''}".split()), list(options)
    if _SLIDING.search(text):
        return "sliding"
    amounts = [_amount(option) for option in options]
    described = " ".join(str(option.get("option") or option.get("amount_description") or "") for option in options)
    if not text:
        text = described.strip()
        if _SLIDING.search(text):
            return "sliding"
    if any(amount for amount in amounts if amount):
        return "fee"
    if _FREE.search(text):
        return "fee" if _PRICE.search(text) else "free"
    if amounts and all(amount == 0 for amount in amounts):
        return "free"
    return "fee" if _FEE.search(text) else ""


def _amount(option: Body) -> float | None:
    try:
        return float(option.get("amount") or 0) if "amount" in option else None
    except (TypeError, ValueError):
        return None


def remote_of(service: Body, place_kinds: Iterable[str] = (), texts: Iterable[str] = ()) -> tuple[str, ...]:
    """How it reaches people who stay at home: "phone", "online", "home". `place_kinds` are HSDS location types.

    From its name and description, and from how its schedules say it is attended.
    """
    words = " ".join([str(service.get("name") or ""), str(service.get("description") or ""), *texts]).lower()
    schedules = service.get("schedules")
    attended = [
        each.get("attending_type")
        for each in (schedules if isinstance(schedules, list) else ())
        if isinstance(each, Mapping)
    ]
    found = _REMOTE.keys_in(words) | _ATTENDED.keys_in("; ".join(map(str, filter(None, attended))).lower())
    if "virtual" in place_kinds:
        found.add("online")
    return tuple(kind for kind in REMOTE if kind in found)


def accepts_referrals_of(*texts: str) -> bool | None:
    """Whether an agency may send somebody, from texts about applying; None when they do not say."""
    words = _UNNEEDED.sub(" ", " ".join(text for text in texts if text))
    if _NO_REFERRALS.search(words):
        return False
    return True if _REFERRALS.search(words) else None


def is_sensitive(categories: Iterable[str], audiences: Iterable[str] = (), text: str = "") -> bool:
    """Whether using the service says something about a person that must not be counted or guessed from figures."""
    if SENSITIVE_CATEGORIES & set(categories) or SENSITIVE_AUDIENCES & set(audiences):
        return True
    return bool(_SENSITIVE.keys_in(text.lower()))
