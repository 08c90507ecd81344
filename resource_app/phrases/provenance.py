"""Which parts of a listing does its own confirmation not speak for? A short sentence below it, and those of other days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from resource_app.phrases.listing import confirmed_words
from resource_app.phrases.moments import Translator, full_date
from search.documents import Document

FEW = 3  # parts that are named when they were not asked; more than that are "the rest"


@dataclass(frozen=True, slots=True)
class Provenance:
    """`scope` says what the listing's confirmation was about, where it was not about all that is shown. `lines` tell of parts
    confirmed at other times: "Confirmed 3 May 2026 by the organization: phone, hours.".
    """

    scope: str
    lines: tuple[str, ...]


def provenance(t: Translator, document: Document) -> Provenance:
    """What is said of the parts; a part nobody was asked about is in `scope` beside a confirmation, else in a line."""
    names, said = _names(t), document.display.get("provenance", ())
    unasked = [code for each in said if not each["on"] for code in each["parts"] if code in names]
    confirmed = document.confirmed_on is not None and document.confirmed_by != "source"
    lines = [_line(t, each, names) for each in said if each["on"]]
    if unasked and not confirmed:
        lines.append(t.gettext("Not yet confirmed: %(parts)s.") % {"parts": _listed(unasked, names)})
    return Provenance(_scope(t, document, unasked, names) if unasked and confirmed else "", tuple(lines))


def _line(t: Translator, said: Mapping[str, Any], names: Mapping[str, str]) -> str:
    words = confirmed_words(t, said["by"], "") % {"date": full_date(t, date.fromisoformat(said["on"]))}
    return t.gettext("%(confirmed)s: %(parts)s.") % {"confirmed": words, "parts": _listed(said["parts"], names)}


def _scope(t: Translator, document: Document, unasked: Sequence[str], names: Mapping[str, str]) -> str:
    if len(unasked) <= FEW:
        return t.gettext("Not asked then: %(parts)s.") % {"parts": _listed(unasked, names)}
    differing = {code for each in document.display["provenance"] for code in each["parts"]}
    asked = [code for code in _shown(document) if code not in differing]
    if not asked:
        return t.gettext("They were asked whether the service still exists. The rest was not asked.")
    return t.gettext("They were asked about: %(parts)s. The rest was not asked.") % {"parts": _listed(asked, names)}


def _listed(codes: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(names[code] for code in codes if code in names)


def _shown(document: Document) -> list[str]:
    """The parts the page says something of."""
    display, place = document.display, document.display["place"] or {}
    service = display["service"]
    says = {
        "phones": display["phones"],
        "hours": document.opening.rules or document.opening.texts or display["hours_texts"],
        "address": place.get("address"),
        "description": service["description"],
        "eligibility": document.eligibility or document.minimum_age or document.maximum_age,
        "documents": display["documents"],
        "application": service["application_process"],
        "cost": document.cost or service["fees"] or display["costs"],
        "languages": display["languages"] or service["interpretation"],
        "access": place.get("access"),
        "areas": display.get("served"),
    }
    return [code for code, words in says.items() if words]


def _names(t: Translator) -> dict[str, str]:
    return {
        "phones": t.gettext("phone"),
        "hours": t.gettext("hours"),
        "address": t.gettext("address"),
        "description": t.gettext("what you get"),
        "eligibility": t.gettext("who can get it"),
        "documents": t.gettext("what to bring"),
        "application": t.gettext("how to get it"),
        "cost": t.gettext("cost"),
        "languages": t.gettext("languages"),
        "access": t.gettext("access"),
        "areas": t.gettext("area served"),
    }
