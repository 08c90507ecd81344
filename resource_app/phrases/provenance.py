"""Which parts of a listing does its own confirmation not speak for? Small sentences below it."""

from datetime import date

from resource_app.phrases.listing import confirmed_words
from resource_app.phrases.moments import Translator, full_date
from search.documents import Document


def provenance(t: Translator, document: Document) -> tuple[str, ...]:
    """Like "Confirmed 3 May 2026 by the organization: phone, hours." and "Not yet confirmed: languages."."""
    names = _names(t)
    lines = []
    for said in document.display.get("provenance", ()):
        parts = ", ".join(names[code] for code in said["parts"] if code in names)
        if said["on"]:
            day = full_date(t, date.fromisoformat(said["on"]))
            confirmed = confirmed_words(t, said["by"], "") % {"date": day}
            lines.append(t.gettext("%(confirmed)s: %(parts)s.") % {"confirmed": confirmed, "parts": parts})
        else:
            lines.append(t.gettext("Not yet confirmed: %(parts)s.") % {"parts": parts})
    return tuple(lines)


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
