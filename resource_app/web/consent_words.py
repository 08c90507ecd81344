"""What is a version of a consent called on pages: what it is, how it stands, what may be told and to whom?"""

from dataclasses import dataclass
from typing import cast

from sqlalchemy.orm import Session

from referrals.consents import terms
from referrals.consents.models import Consent
from resource_app import phrases
from resource_app.directory.queries import organization
from resource_app.phrases import Translator
from resource_app.web import language
from resource_app.web.surroundings import reader


@dataclass(frozen=True, slots=True)
class Told:
    """A version of a consent in words; `text`, `tone` and `icon` are those of its state."""

    id: str
    kind: str
    text: str
    tone: str
    icon: str
    told: str
    to: str
    purposes: str
    why: str
    given: bool


def told(session: Session, consent: Consent) -> Told:
    """A version in the reader's language."""
    t = language.translator()
    text, tone, icon = _state(session, consent)
    return Told(
        id=consent.id,
        kind=_kind(t, consent),
        text=text,
        tone=tone,
        icon=icon,
        told=", ".join(t.gettext(each.name) for each in terms.DATA_CLASSES if each.code in consent.data_classes),
        to=", ".join(name for _id, name in recipients(session, consent)),
        purposes=", ".join(t.gettext(words) for code, words in terms.PURPOSES if code in consent.purposes),
        why=t.gettext(dict(terms.WHY).get(consent.why, "")) if consent.why in dict(terms.WHY) else "",
        given=consent.said == "given",
    )


def was_done(consent: Consent) -> str:
    """What was done by a version, whatever followed."""
    t = language.translator()
    if consent.said == "given":
        return t.gettext("A part was taken back") if consent.why == "narrowed" else t.gettext("They agreed")
    return t.gettext("They said no") if consent.said == "refused" else t.gettext("It was taken back")


def _kind(t: Translator, consent: Consent) -> str:
    name = t.gettext(terms.RULE[cast("terms.Kind", consent.kind)].name)
    return t.gettext("%(kind)s: agreed to alone, under age") % {"kind": name} if consent.alone else name


def _state(session: Session, consent: Consent) -> tuple[str, str, str]:
    who = reader(session)
    t, today = who.t, who.now.date()
    if consent.said == "refused":
        return t.gettext("They said no"), "stop", "ban"
    if consent.said == "revoked":
        return t.gettext("Taken back"), "stop", "arrow-back-up"
    if consent.ends_on is None:
        return t.gettext("Agreed, until they take it back"), "good", "circle-check"
    day = phrases.full_date(t, consent.ends_on)
    if consent.ends_on <= today:
        return t.gettext("Ended on %(day)s") % {"day": day}, "wait", "clock-x"
    return t.gettext("Agreed, until %(day)s") % {"day": day}, "good", "circle-check"


def recipients(session: Session, consent: Consent) -> list[tuple[str, str]]:
    """Who may be told: ids and names."""
    t = language.translator()
    named = ((each, organization(session, each)) for each in consent.recipients if each != terms.EVERYBODY)
    everybody = (
        [("", t.gettext("community organizations of the network"))] if terms.EVERYBODY in consent.recipients else []
    )
    return everybody + sorted(((each, found.name if found else each) for each, found in named), key=lambda row: row[1])
