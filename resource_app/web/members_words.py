"""What is said on pages of what is kept of people, how they are reached, and how their referrals stand?"""

from collections.abc import Iterator, Mapping
from datetime import date, time

from referrals.cases.needs import NEED
from referrals.offers.standing import Resolution, Standing
from referrals.offers.standings import Stands
from referrals.people import contact, fields, related
from referrals.people.contact import Policy
from referrals.people.fields import Field, Part, Values
from referrals.people.models import RelatedKind
from resource_app import phrases
from resource_app.errors import N_
from resource_app.phrases import Said
from resource_app.phrases.moments import from_clock, until_clock
from resource_app.web import language
from resource_app.web.members_fields import DAYS

Rows = list[tuple[str, str]]
NUMBERED = ("call", "text", "email")  # ways that need a number or an address

PARTS: tuple[tuple[Part, str], ...] = (
    ("who", N_("Who it is")),
    ("contact", N_("Phone and email")),
    ("safe", N_("How to reach them safely")),
    ("preferences", N_("Language and preferences")),
    ("home", N_("Home")),
    ("plan", N_("Health plan")),
)
HINTS: Mapping[str, str] = {
    "no_contact": N_("Nothing is sent to them, and nobody calls."),
    "channels": N_("Ask them. Only what is ticked is used."),
    "safe_days": N_("None ticked: any day."),
    "safe_words": N_("For example: say that you call from the library."),
    "mail_address": N_(
        "For example of an address confidentiality program. Then the real address is shown nowhere but on this page."
    ),
    "until": N_("The last day. Leave it empty if it has no end."),
}
INTENSITIES: Mapping[str, str] = {"high": N_("Close work"), "middle": N_("Regular work"), "low": N_("Light work")}
STANDINGS: Mapping[Standing, tuple[str, str, str]] = {  # words, tone, icon
    "draft": (N_("Not sent yet"), "plain", "pencil"),
    "consent_hold": (N_("Waits for consent"), "wait", "hourglass"),
    "offering": (N_("Waiting for an answer"), "plain", "send"),
    "matched": (N_("Accepted"), "good", "check"),
    "in_service": (N_("Service started"), "good", "player-play"),
    "awaiting_confirmation": (N_("Did it help? Nobody has said yet."), "wait", "message-question"),
    "needs_action": (N_("Somebody has to act"), "stop", "alert-triangle"),
    "void": (N_("Entered in error"), "plain", "eraser"),
}
ENDS: Mapping[Resolution, tuple[str, str, str]] = {
    "resolved": (N_("Closed: it helped"), "good", "circle-check"),
    "partially_resolved": (N_("Closed: it helped in part"), "good", "circle-check"),
    "unresolved": (N_("Closed: it did not help"), "stop", "circle-x"),
    "withdrawn": (N_("Closed: withdrawn"), "plain", "arrow-back-up"),
    "unknown": (N_("Closed: nobody knows how it went"), "wait", "alert-triangle"),
}


def value_words(field: Field, value: str) -> str:
    """A value in the reader's language."""
    t = language.translator()
    if field.choices:
        return ", ".join(t.gettext(name) for code, name in field.choices if code in value.split())
    if field.code in DAYS:
        return phrases.full_date(t, date.fromisoformat(value))
    return value


def rows_of(table: tuple[Field, ...], values: Values) -> Rows:
    """Names and values of the fields of a table that say something."""
    t = language.translator()
    return [(t.gettext(each.name), value_words(each, values[each.code])) for each in table if each.code in values]


def reaching(values: Values) -> Rows:
    """How somebody is reached safely, as far as they said; nothing where nobody may contact them, or nobody has asked."""
    policy = contact.policy_of(values)
    return [] if policy.forbidden or policy.is_unknown else list(_reaching(policy, values))


def _reaching(policy: Policy, values: Values) -> Iterator[tuple[str, str]]:
    t = language.translator()
    reached_by = {
        "call": values.get("phone", ""),
        "text": values.get("phone", ""),
        "email": values.get("email", ""),
        "mail": values.get("mail_address") or ", ".join(values[each] for each in fields.HOME if each in values),
        "in_person": "",
    }
    for code, name in fields.CHANNELS:
        if code in policy.channels:
            yield (
                t.gettext(name),
                reached_by[code] or (t.gettext("not known yet") if code in NUMBERED else t.gettext("yes")),
            )
    others = [t.gettext(name) for code, name in fields.CHANNELS if code not in policy.channels]
    if others:
        yield t.gettext("Not by"), ", ".join(others)
    if times := times_words(policy):
        yield t.gettext("When"), times
    for code in ("no_message", "safe_words", "alternate", "alternate_how", "language"):
        if code in values:
            field = fields.FIELD[code]
            yield t.gettext(field.name), value_words(field, values[code])


def times_words(policy: Policy) -> str:
    """Like "Monday, Friday, from 3 p.m., after work"; empty where nothing was said."""
    t = language.translator()
    days = ", ".join(t.gettext(name) for code, name in fields.DAYS if code in policy.days)
    starts = from_clock(t, _minutes(policy.starts)) if policy.starts else ""
    ends = until_clock(t, _minutes(policy.ends)) if policy.ends else ""
    return ", ".join(filter(None, (days, starts, ends, policy.times)))


def standing_words(stands: Stands) -> Said:
    """How a referral stands; a closed one by what it ended with."""
    ended = stands.referral.resolution
    text, tone, icon = ENDS[ended] if stands.standing == "closed" else STANDINGS[stands.standing]  # type: ignore[index]  # a CHECK holds it
    return Said(language.translator().gettext(text), tone, icon)


def _minutes(written: str) -> int:
    at = time.fromisoformat(written)
    return at.hour * 60 + at.minute


def need_name(code: str) -> str:
    """What a need is called, to be said in the reader's language."""
    return NEED[code].title


def related_words(kind: RelatedKind, code: str, values: Values) -> str:
    """A value of somebody who belongs to a person."""
    field = next(each for each in related.TABLES[kind] if each.code == code)
    return value_words(field, values[code])
