"""How does a need become a referral? It is put to listings, ranked; none of them hears of it before it is sent."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import insert
from sqlalchemy.orm import Session

from referrals.cases.models import Case, CaseNeed
from referrals.cases.needs import NEED
from referrals.offers.clocks import Priority
from referrals.offers.guards import Eligible
from referrals.offers.models import Offer, OfferEvent, Referral
from referrals.people import sealing
from referrals.people.models import Person
from resource_app.audit.recording import By, Entry, record
from resource_app.database import Json
from resource_app.errors import N_, BadInput
from search import stored
from search.documents import Document

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is read as another
LENGTH = 6
TOLD = frozenset({"need", "contact"})  # with every referral
MOST_LISTINGS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked: which listings, best first, how soon, and what else an organization is told (data classes). `said`
    goes with it (`carried.kept`). A closed referral may be what it `replaces`. `alone`: somebody under age agreed
    without a parent.
    """

    listing_ids: tuple[str, ...]
    priority: Priority = "routine"
    tells: frozenset[str] = TOLD
    automatic: bool = True
    eligible: dict[str, Eligible] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    replaces: str | None = None
    alone: bool = False


def refer(session: Session, case: Case, need: CaseNeed, wanted: Wanted, by: By) -> str:
    """Put a need to listings, in a queue; the id of the referral. Raises BadInput where there is no such listing, or none."""
    documents = documents_of(session, wanted.listing_ids)
    made = Referral(
        id=str(uuid.uuid4()),
        number="RL-" + "".join(secrets.choice(SIGNS) for _ in range(LENGTH)),
        need_id=need.id,
        case_id=case.id,
        person_id=case.person_id,
        priority=wanted.priority,
        tells=sorted(wanted.tells | {NEED[need.code].data_class}),
        automatic=wanted.automatic,
        made_at=by.at,
        replaces=wanted.replaces,
        alone=wanted.alone,
    )
    if wanted.said:
        made.said = sealing.seal(session, session.get_one(Person, case.person_id), f"referral {made.id}", wanted.said)
    session.add(made)
    session.flush()
    for rank, document in enumerate(documents, 1):
        queue_up(session, made, document, rank, by, wanted.eligible.get(document.id, "unknown"))
    entry = Entry(
        action="referral_made", subject=f"referral:{made.id}", details={"need": need.id, "offers": len(documents)}
    )
    record(session, entry, by)
    return made.id


def snapshot(document: Document) -> Json:
    """What the listing said when it was referred to, as the public could read it."""
    return {
        "name": document.name,
        "organization": document.organization,
        "version": document.version,
        "display": document.display,
    }


def documents_of(session: Session, listing_ids: Sequence[str]) -> list[Document]:
    """The listings that somebody is referred to. Raises BadInput for none, too many, and one that is not there."""
    if not 0 < len(set(listing_ids)) == len(listing_ids) <= MOST_LISTINGS:
        raise BadInput(N_("Choose up to 20 places, each once."), "listing")
    found = stored.load(session.connection(), listing_ids)
    if len(found) < len(listing_ids):
        raise BadInput(N_("One of these places is not in the directory any more. Choose another one."), "listing")
    return list(found.values())


def queue_up(
    session: Session, referral: Referral, document: Document, rank: int, by: By, eligible: Eligible = "unknown"
) -> str:
    """Let a listing wait for its turn; the id of the offer."""
    made = Offer(
        id=str(uuid.uuid4()),
        referral_id=referral.id,
        listing_id=document.id,
        service_id=document.service_id,
        organization_id=document.organization_id,
        snapshot=snapshot(document),
        rank=rank,
        eligible=eligible,
        moved_at=by.at,
    )
    session.add(made)
    session.flush()
    first = {"offer_id": made.id, "version": 1, "move": "create", "state": "queued", "party": "referrer", "reason": ""}
    who = {"actor_kind": by.actor.kind, "actor_id": by.actor.id, "at": by.at, "said": ""}
    session.execute(insert(OfferEvent), [first | who])
    details = first | {"overrides": []}
    record(session, Entry(action="offer_moved", subject=f"referral:{referral.id}", details=details), by)
    return made.id
