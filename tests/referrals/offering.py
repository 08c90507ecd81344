"""Somebody invented who is referred to invented places, and what is said with each move."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.cases import operations as cases
from referrals.consents import operations as consents
from referrals.consents import terms
from referrals.consents.operations import Signed
from referrals.offers import moves, replay
from referrals.offers.making import Asked, make_move
from referrals.offers.models import Offer
from referrals.offers.moves import Party, State
from referrals.offers.referring import Wanted, refer
from referrals.people import operations as people
from referrals.people.models import Person
from resource_app.actor import Actor
from resource_app.audit.recording import By, Origin
from resource_app.audit.verifying import verify
from resource_app.connections import Connections
from tests.validation.listings import id_of

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
TODAY = NOW.date()
BY = By(Actor("user", "volunteer"), Origin(), NOW)
LISTINGS = tuple(id_of(f"listing {number}-0") for number in range(1, 5))
SAID = {
    "accept": {"contact_person": "Front desk"},
    "waitlist": {"review_on": "2026-11-13"},
    "decline": {"reason": "at_capacity"},
    "expire": {},
    "start": {"contacted_on": "2026-10-14", "contact_kind": "phone"},
    "pause": {"reason": "no_funds", "review_on": "2026-10-30"},
    "complete": {"served_on": "2026-10-13", "given": "2 boxes", "resolution": "resolved"},
    "tried": {"tried_on": "2026-10-13", "tried_how": "phone"},
    "unable": {"reason": "no_show"},
    "cancel": {"reason": "recalled"},
    "void": {"why": "A trial of the form."},
    "ask": {"question": "household_size"},
    "answer": {"answer": "4"},
    "name_given": {"number": "617-555-0100"},
}
WAYS: dict[State, tuple[str, ...]] = {
    "queued": (),
    "sent": ("send",),
    "waitlisted": ("send", "waitlist"),
    "accepted": ("send", "accept"),
    "in_progress": ("send", "accept", "start"),
    "on_hold": ("send", "accept", "pause"),
    "completed": ("send", "accept", "complete"),
    "not_completed": ("send", "accept", "unable"),
    "declined": ("send", "decline"),
    "expired": ("send", "expire"),
    "cancelled": ("send", "cancel"),
    "dropped": ("drop",),
    "void": ("void",),
}


def put_to(
    session: Session,
    *listings: str,
    code: str = "food-insecurity",
    automatic: bool = True,
    until: date | None = None,
    alone: bool = False,
) -> str:
    """A person who agreed, with one need that is put to these listings; the id of the referral. Who agrees `alone` names the
    first organization.
    """
    person = session.get_one(Person, people.add(session, {"name": "Ada Lantern"}, "care-lantern", BY))
    agreed = terms.Terms(
        kind="platform",
        purposes=frozenset({"referral"}),
        data_classes=terms.USUAL,
        recipients=frozenset({id_of("organization 1") if alone else terms.EVERYBODY}),
        starts_on=TODAY,
        ends_on=until,
        alone=alone,
    )
    consents.give(session, person, agreed, Signed(name="Ada Lantern", language="en"), BY)
    case = cases.open_case(session, person, "volunteer", BY)
    need = cases.add_need(session, case, code, "talk", BY)
    wanted = Wanted(listing_ids=listings or LISTINGS[:1], automatic=automatic, alone=alone)
    return refer(session, case, need, wanted, BY)


def referred(
    connections: Connections,
    *listings: str,
    code: str = "food-insecurity",
    automatic: bool = True,
    until: date | None = None,
    alone: bool = False,
) -> list[str]:
    """The ids of the offers of a new referral, in the order of the list."""
    with connections.transaction() as session:
        made = put_to(session, *listings, code=code, automatic=automatic, until=until, alone=alone)
        return list(session.scalars(select(Offer.id).where(Offer.referral_id == made).order_by(Offer.rank)))


def move(
    connections: Connections,
    offer_id: str,
    code: str,
    party: Party | None = None,
    at: datetime = NOW,
    **changed: object,
) -> State:
    with connections.transaction() as session:
        version = session.scalars(select(Offer.version).where(Offer.id == offer_id)).one()
        asked = Asked(
            offer_id=offer_id,
            move=code,
            version=version,
            party=party or moves.BY_CODE[code].by[0],
            said=SAID.get(code, {}),
        )
        return make_move(session, replace(asked, **changed), replace(BY, at=at))


def brought(connections: Connections, offer_id: str, state: State) -> str:
    for code in WAYS[state]:
        move(connections, offer_id, code)
    return offer_id


def states(connections: Connections, offers: list[str]) -> list[str]:
    with connections.reading() as session:
        found = dict(session.execute(select(Offer.id, Offer.state)).all())
    return [found[each] for each in offers]


def assert_whole(connections: Connections) -> None:
    """What is stored follows from what happened, and the audit says the same."""
    with connections.reading() as session:
        assert list(replay.faults(session)) == []
        assert verify(session).faults == []
