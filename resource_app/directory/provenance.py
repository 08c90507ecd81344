"""Which parts of a listing were confirmed at another time, or by somebody else, than the listing? Pure, for its document.

A part is as sure as its least sure field: what was not shown to whoever confirmed is not confirmed.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from resource_app.database import Json
from resource_app.directory.origins import Origin, origin_of
from resource_app.directory.parts import Parts


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a listing's page, and the fields it is made of, by kind of object."""

    code: str
    service: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    listing: tuple[str, ...] = ()


PARTS_OF_A_PAGE: tuple[Part, ...] = (
    Part("phones", ("phones",), ("phones",), ("phones",)),
    Part("hours", ("schedules",), ("schedules",), ("schedules",)),
    Part("address", location=("addresses",)),
    Part("description", ("description",)),
    Part("eligibility", ("eligibility_description", "minimum_age", "maximum_age")),
    Part("documents", ("required_documents",)),
    Part("application", ("application_process",)),
    Part("cost", ("fees_description", "fees", "cost_options")),
    Part("languages", ("languages", "interpretation_services"), ("languages",)),
    Part("access", location=("accessibility",)),
    Part("areas", ("service_areas",), listing=("service_areas",)),
)


def differing(parts: Parts, confirmed_on: date | None, confirmed_by: str) -> list[Json]:
    """The parts with another confirmation than the listing's own: {"on": ISO date or "", "by", "parts": codes}, newest first.

    Empty where nobody confirmed any field: then the listing's own word says all there is to say.
    """
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    own = (confirmed_on.isoformat() if confirmed_on else "", confirmed_by)
    for part in PARTS_OF_A_PAGE:
        surest = [_key(origin) for origin in _origins(parts, part)]
        if surest:
            found[min(surest)].append(part.code)
    if not any(on for on, _ in found):
        return []
    return [
        {"on": on, "by": by, "parts": codes}
        for (on, by), codes in sorted(found.items(), reverse=True)
        if (on, by) != own
    ]


def _key(origin: Origin) -> tuple[str, str]:
    return (origin.confirmed_on.isoformat(), origin.confirmed_by) if origin.confirmed_on else ("", "")


def _origins(parts: Parts, part: Part) -> Iterator[Origin]:
    """The origins of the part's fields that say something in public."""
    row = parts.row
    rows = (
        (part.service, parts.service, row.service_source, row.service_origins),
        (part.location, parts.place, "", row.place_origins or {}),
        (part.listing, parts.at_place, row.source, row.origins),
    )
    for names, body, source, origins in rows:
        for name in names:
            if body.get(name) not in (None, "", []):
                yield origin_of(source, origins, name)
