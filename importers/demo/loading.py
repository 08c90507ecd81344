"""How does the demo get into the directory? By the same import as any file; the facts HSDS has no field for come after it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from importers.demo import SOURCE
from importers.demo.content import ROWS
from importers.demo.dates import due_on, number
from importers.demo.directory import services
from importers.demo.parts import Hsds
from importers.pipeline import Job, run_import
from importers.results import Summary
from resource_app.accounts.roles import Place
from resource_app.actor import importing
from resource_app.connections import Connections
from resource_app.directory.applying import Entry, apply_batch
from resource_app.directory.confirmations import Said, confirm
from resource_app.directory.hsds import Incoming, split
from resource_app.directory.models import Listing, Organization, Service
from resource_app.directory.operations import add_care_organization
from resource_app.directory.provenance import PARTS_OF_A_PAGE
from resource_app.errors import NotReady

LISTING = "service_at_location"
CHUNK = 200  # listings in one transaction
CARE_ORGANIZATION = "Demo Care Partners"
FACTS: dict[
    str, tuple[str, Callable[[Any], Any]]
] = {  # property of a listing, or of a service without a place -> column, and how its value is read
    "x_closed_until": ("closed_until", date.fromisoformat),
    "x_accepts_referrals": ("accepts_referrals", bool),
    "x_referral_method": ("referral_method", str),
    "x_capacity": ("capacity", str),
    "x_capacity_said_on": ("capacity_said_on", date.fromisoformat),
    "x_capacity_note": ("capacity_note", str),
}
CONFIRMED = (("organization", "link"), ("organization", "portal"), ("curator", "phone"), ("curator", "visit"))
A_CALL = (
    "service.phones",
    "service.eligibility_description",
    "service.application_process",
)  # what a short call was about
EVERYTHING = tuple(
    f"{kind}.{name}"
    for part in PARTS_OF_A_PAGE
    if part.code != "hours"  # seasons follow the day the demo is loaded; a confirmed one would be proposed anew
    for kind, names in (("service", part.service), ("location", part.location), ("listing", part.listing))
    for name in names
)
Progress = Callable[[int, int], None]  # rows done, rows expected (0: unknown)


def is_empty(session: Session) -> bool:
    """Whether the directory has no service at all."""
    return session.scalar(select(Service.id).limit(1)) is None


def load(opened: Connections, listings: int | None, now: datetime, progress: Progress) -> Summary:
    """Load the demo, or exactly `listings` listings; doing it again on the same day changes nothing.

    Made-up listings behind the written ones have no facts but those of HSDS.
    """
    today = now.date()
    with TemporaryDirectory(prefix="resourceloop-demo-") as folder:
        path = Path(folder) / "demo.ndjson"
        rows = _write(path, services(today, listings))
        job = Job(path, source=SOURCE, format="hsds-json")
        summary = run_import(opened, job, now, lambda done, _expected: progress(done, rows))
    _add_facts(opened, islice(services(today, listings), len(ROWS)), now)
    return summary


def homes(session: Session, now: datetime) -> dict[Place, str | None]:
    """The organizations demo users work for: one of the demo, and a care organization, which is made where it is not there.

    Raises NotReady before there is one.
    """
    first = session.scalar(select(Organization.id).where(Organization.listed).order_by(Organization.id).limit(1))
    if first is None:
        raise NotReady("Demo users work for an organization of the demo. Load it first: resourceloop demo load")
    return {"community": first, "care": _care_organization(session, now), "network": None}


def _care_organization(session: Session, now: datetime) -> str:
    named = select(Organization.id).where(Organization.name == CARE_ORGANIZATION, Organization.listed.is_(False))
    return session.scalar(named) or add_care_organization(session, CARE_ORGANIZATION, now, importing(SOURCE))


def _write(path: Path, found: Iterator[Hsds]) -> int:
    """How many rows were written; the same rows give the same file, so that a run that was killed goes on."""
    rows = 0
    with path.open("wb") as out:
        for nested in found:
            out.write(orjson.dumps(nested) + b"\n")
            rows += 1
    return rows


def _add_facts(opened: Connections, found: Iterator[Hsds], now: datetime) -> None:
    listings = (listing for nested in found for listing in _listings(nested, now.date()))
    while chunk := list(islice(listings, CHUNK)):
        with opened.transaction() as session:
            entries = [Entry(LISTING, listing.id, (listing,)) for listing, _ in chunk]
            apply_batch(session, entries, now, importing(SOURCE))
            for listing, said in chunk:
                if said is not None and _is_news(session, listing.id, said):
                    confirm(session, listing.id, said, now, importing(SOURCE))


def _listings(nested: Hsds, today: date) -> Iterator[tuple[Incoming, Said | None]]:
    """The service's listings with their facts as columns, and who confirmed them if somebody did so to us."""
    assured = nested.get("assured_date")
    confirmed = date.fromisoformat(assured) if assured else None
    for listing in split("service", nested):
        if listing.kind == LISTING:
            facts = _facts(listing.body or nested) | {"due_on": due_on(confirmed, nested["id"], today)}
            yield replace(listing, columns={**listing.columns, **facts}), _said(nested["id"], confirmed)


def _facts(body: Hsds) -> dict[str, Any]:
    return {column: read(body[name]) for name, (column, read) in FACTS.items() if name in body}


def _said(key: str, confirmed: date | None) -> Said | None:
    """Half of the dates are the source's own word; the other half were told to us."""
    told = number(f"told {key}", 2 * len(CONFIRMED))
    if confirmed is None or told >= len(CONFIRMED):
        return None
    by, how = CONFIRMED[told]
    fields = A_CALL if how == "phone" and number(f"asked {key}", 2) else EVERYTHING
    return Said(fields, confirmed, by, how)


def _is_news(session: Session, listing_id: str, said: Said) -> bool:
    listing = session.get_one(Listing, listing_id)
    return listing.confirmed_on is None or listing.confirmed_on < said.on
