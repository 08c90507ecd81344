"""What helps people with disabilities at a place? The words a form offers, and the fact the filter goes by."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from resource_app.errors import N_

# HSDS accessibility descriptions that have a box in the form; where one is written so, pages have it in the reader's language.
WHEELCHAIR, NO_WHEELCHAIR = N_("Wheelchair accessible"), N_("Not wheelchair accessible")
ACCESS: Mapping[str, str] = {
    "wheelchair": WHEELCHAIR,
    "no-wheelchair": NO_WHEELCHAIR,
    "ramp": N_("Ramp"),
    "elevator": N_("Elevator"),
    "restroom": N_("Accessible restroom"),
    "parking": N_("Parking for people with disabilities"),
    "interpreter": N_("Sign language interpreter"),
    "hearing-loop": N_("Hearing loop"),
    "braille": N_("Braille or large print"),
    "quiet": N_("Quiet room"),
}
_NO_WHEELCHAIR = re.compile(
    r"\b(?:not|no|isn't|limited|without|sin)\b[^.;]*(?:accessib|wheelchair|acces)|inaccessib|\bno accesible",
    re.IGNORECASE,
)
_WHEELCHAIR = re.compile(
    r"wheel-?chair|(?:handicap(?:ped)?|fully|ada|disabled|disability)[ -]*access|ada[ -]compliant"
    r"|silla de ruedas|buildings? (?:is|are) accessible",
    re.IGNORECASE,
)


def wheelchair_of(accessibility: Iterable[Mapping[str, Any]], extra: Iterable[str] = ()) -> bool | None:
    """Whether a wheelchair user can get in, from HSDS accessibility bodies; None when they do not say, or disagree."""
    texts = [f"{body.get('description') or ''} {body.get('details') or ''}" for body in accessibility]
    texts += extra
    if any(_NO_WHEELCHAIR.search(text) for text in texts):
        return False
    return True if any(_WHEELCHAIR.search(text) for text in texts) else None
