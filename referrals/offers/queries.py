"""Which referrals and offers are there, and who may open them? The door of who refers, and that of who is asked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import Session

from referrals.cases.models import Case, CaseNeed
from referrals.offers.models import Offer, OfferClock, OfferEvent, Referral
from referrals.offers.moves import HOLDING, TAKES, State
from referrals.offers.standing import Kept, Offered, Resolution, Standing, standing, submitted
from referrals.people.models import Person
from referrals.people.queries import CARERS, teams_of
from resource_app.accounts.sign_ins import Somebody
from resource_app.database import table_of
from resource_app.errors import NotFound

ANSWERING = ("organization_staff", "organization_admin")
UNSEEN: tuple[State, ...] = ("queued", "dropped")  # an organization never hears of these
PAGE = 50


@dataclass(frozen=True, slots=True)
class Lane:
    """A list of an organization's inbox: its code and the states of the offers in it."""

    code: str
    states: tuple[State, ...]


LANES: tuple[Lane, ...] = (
    Lane("answer", ("sent",)),
    Lane("waitlist", ("waitlisted",)),
    Lane("active", HOLDING),
    Lane("done", ("completed", "not_completed", "declined", "expired", "cancelled", "void")),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A referral with whom it is for, what is needed, and its offers in the order of the list."""

    referral: Referral
    case: Case
    need: CaseNeed
    person: Person
    offers: Sequence[Offer]

    @property
    def completed(self) -> Sequence[Offer]:
        """The offers of which a service was reported, the last first."""
        done = (each for each in self.offers if each.state == "completed")
        return sorted(done, key=lambda offer: offer.moved_at, reverse=True)

    @property
    def standing(self) -> Standing:
        """How it stands."""
        offered = [Offered(cast("State", each.state), each.disputed) for each in self.offers]
        resolution = cast("Resolution | None", self.referral.resolution)
        return standing(Kept(submitted=submitted([each.state for each in offered]), resolution=resolution), offered)


@dataclass(frozen=True, slots=True)
class Asked:
    """An offer, as far as an organization may have it before it is opened: with its referral, need and case."""

    offer: Offer
    referral: Referral
    need: CaseNeed
    case: Case


class Waiting(NamedTuple):
    """An offer in a list of the inbox: what a line of it is made of, and no more. `said` is sealed (`drafts.carried_in`)."""

    id: str
    state: State
    moved_at: datetime
    listing_id: str
    organization_id: str
    referral_id: str
    number: str
    said: str
    person_id: str
    need: str


# When something happened to a referral last.
_HAPPENED = func.coalesce(
    Referral.closed_at, select(func.max(Offer.moved_at)).where(Offer.referral_id == Referral.id).scalar_subquery()
)
_OFFER, _REFERRAL, _NEED, _PERSON, _CLOCK = (table_of(each) for each in (Offer, Referral, CaseNeed, Person, OfferClock))
# A page of an inbox, by the index of offers: built once for each order.
_LISTED = (
    select(
        *(_OFFER.c[name] for name in Waiting._fields[:5]),
        *(_REFERRAL.c.id, _REFERRAL.c.number, _REFERRAL.c.said, _REFERRAL.c.person_id, _NEED.c.code),
    )
    .select_from(_OFFER)
    .join(_REFERRAL, _OFFER.c.referral_id == _REFERRAL.c.id)
    .join(_NEED, _REFERRAL.c.need_id == _NEED.c.id)
    .join(_PERSON, _REFERRAL.c.person_id == _PERSON.c.id)
    .where(_OFFER.c.organization_id.in_(bindparam("homes", expanding=True)))
    .where(_OFFER.c.state.in_(bindparam("states", expanding=True)), _PERSON.c.key.is_not(None))
    .limit(bindparam("most"))
    .offset(bindparam("after"))
)
_ANSWER = (_CLOCK.c.offer_id == _OFFER.c.id) & (_CLOCK.c.clock == "T1") & _CLOCK.c.ended_at.is_(None)
_DUE_AT = func.coalesce(_CLOCK.c.due_at, _OFFER.c.moved_at)
_DUE_FIRST = _LISTED.outerjoin(_CLOCK, _ANSWER).order_by(_DUE_AT, _OFFER.c.moved_at, _OFFER.c.id)
_OLDEST_FIRST = _LISTED.order_by(_OFFER.c.moved_at, _OFFER.c.id)
_NEWEST_FIRST = _LISTED.order_by(_OFFER.c.moved_at.desc(), _OFFER.c.id)


def open_referral(session: Session, referral_id: str, viewer: Somebody) -> Opened:
    """A referral of the viewer's team; raises NotFound for any other, for none, and for somebody who was forgotten."""
    found = session.execute(_referrals().where(Referral.id == referral_id)).one_or_none()
    if found is None or not viewer.is_at(found[1].organization_id, *CARERS):
        raise NotFound("referral", referral_id)
    return _opened(session, [found])[0]


def numbered(session: Session, number: str) -> Opened | None:
    """The referral of a number, for whoever may have it."""
    found = session.execute(_referrals().where(Referral.number == number)).one_or_none()
    return _opened(session, [found])[0] if found else None


def referral_of(session: Session, offer_id: str, viewer: Somebody) -> Opened:
    """The referral of an offer, where it is of the viewer's team; raises NotFound otherwise."""
    found = session.scalar(select(Offer.referral_id).where(Offer.id == offer_id))
    return open_referral(session, found or offer_id, viewer)


def opened(session: Session, referral_ids: Collection[str]) -> Sequence[Opened]:
    """Referrals by their ids, for whoever may open them all."""
    return _opened(session, session.execute(_referrals().where(Referral.id.in_(referral_ids))).all())


def earlier(session: Session, person_id: str, service_ids: Collection[str]) -> Sequence[Opened]:
    """Referrals of a person to these services, the newest first: who may open the person may open them."""
    there = select(Offer.referral_id).where(Offer.service_id.in_(service_ids), Offer.state.not_in(UNSEEN))
    mine = _referrals().where(Referral.person_id == person_id, Referral.id.in_(there))
    return _opened(session, session.execute(mine.order_by(Referral.made_at.desc(), Referral.id)).all())


def of_teams(session: Session, viewer: Somebody, page: int, *, mine: bool) -> Sequence[Opened]:
    """Referrals of the viewer's teams, the newest first, or of the viewer's own cases, those first to which something happened
    last; one more than a page holds if there are more.
    """
    asked = _referrals().where(Case.organization_id.in_(teams_of(viewer)))
    if mine:
        asked = asked.where(Case.owner_id == viewer.user_id).order_by(_HAPPENED.desc())
    asked = asked.order_by(Referral.made_at.desc(), Referral.id).limit(PAGE + 1).offset((page - 1) * PAGE)
    return _opened(session, session.execute(asked).all())


def homes_of(viewer: Somebody) -> frozenset[str]:
    """The organizations for which a viewer answers referrals."""
    return frozenset(each.organization_id for each in viewer.held if each.organization_id and each.role in ANSWERING)


def open_offer(session: Session, offer_id: str, viewer: Somebody) -> Asked:
    """An offer that the viewer's organization has been sent; raises NotFound for any other, and for none."""
    asked = asked_of(session, offer_id)
    if asked is None or not viewer.is_at(asked.offer.organization_id, *ANSWERING):
        raise NotFound("offer", offer_id)
    return asked


def asked_of(session: Session, offer_id: str) -> Asked | None:
    """An offer that an organization has been sent, for whoever may have it."""
    found = session.execute(_offers().where(Offer.id == offer_id)).one_or_none()
    return Asked(*found) if found else None


_ORDER: Mapping[str, Select[Any]] = {"answer": _DUE_FIRST, "done": _NEWEST_FIRST}


def inbox(session: Session, organization_ids: Collection[str], lane: Lane, page: int = 1) -> Sequence[Waiting]:
    """The offers of one list: what is to be answered, what is due first; what is done, the newest first; else what has waited
    longest; of nobody who was forgotten. One more than a page holds if there are more.
    """
    asked = _ORDER.get(lane.code, _OLDEST_FIRST)
    of = {"homes": list(organization_ids), "states": lane.states, "most": PAGE + 1, "after": (page - 1) * PAGE}
    return [Waiting._make(row) for row in session.execute(asked, of)]


def open_listings(session: Session, organization_ids: Collection[str]) -> Sequence[str]:
    """The listings of these organizations that have offers which have not ended."""
    still = [state for lane in LANES if lane.code != "done" for state in lane.states]
    return session.scalars(_shown(organization_ids, still).with_only_columns(Offer.listing_id).distinct()).all()


def places(session: Session, offer_ids: Collection[str]) -> dict[str, str]:
    """What the listings that these offers went to were called then, by the id of the offer."""
    asked = select(Offer.id, Offer.snapshot).where(Offer.id.in_(offer_ids))
    return {offer_id: (snapshot or {}).get("name", "") for offer_id, snapshot in session.execute(asked)}


def counts(session: Session, organization_ids: Collection[str]) -> dict[str, int]:
    """How many offers there are in each list."""
    seen = [state for lane in LANES for state in lane.states]
    shown = _shown(organization_ids, seen).with_only_columns(Offer.state, func.count().label("number"))
    of_state: dict[str, int] = {row.state: row.number for row in session.execute(shown.group_by(Offer.state))}
    return {lane.code: sum(of_state.get(state, 0) for state in lane.states) for lane in LANES}


def events_of(session: Session, offer_ids: Collection[str]) -> Sequence[OfferEvent]:
    """What happened to these offers, the last first."""
    asked = select(OfferEvent).where(OfferEvent.offer_id.in_(offer_ids))
    return session.scalars(asked.order_by(OfferEvent.at.desc(), OfferEvent.offer_id, OfferEvent.version.desc())).all()


def was_taken(session: Session, offer_id: str) -> bool:
    """Whether its organization has had it, or has it."""
    asked = select(OfferEvent.version).where(OfferEvent.offer_id == offer_id, OfferEvent.move.in_(TAKES))
    return session.scalar(asked.limit(1)) is not None


def open_questions(session: Session, offer_ids: Collection[str]) -> dict[str, list[OfferEvent]]:
    """What organizations that have not decided yet asked and nobody answered, by the id of the offer, the first first."""
    talk = select(OfferEvent).join(Offer, OfferEvent.offer_id == Offer.id)
    talk = talk.where(Offer.id.in_(offer_ids), Offer.state == "sent", OfferEvent.move.in_(("ask", "answer")))
    asked: dict[str, list[OfferEvent]] = {}
    for event in session.scalars(talk.order_by(OfferEvent.version)):
        asked[event.offer_id] = [*asked.get(event.offer_id, []), event] if event.move == "ask" else []
    return {offer_id: events for offer_id, events in asked.items() if events}


def _referrals() -> Select[Referral, Case, CaseNeed, Person]:
    return (
        select(Referral, Case, CaseNeed, Person)
        .join(Case, Referral.case_id == Case.id)
        .join(CaseNeed, Referral.need_id == CaseNeed.id)
        .join(Person, Referral.person_id == Person.id)
        .where(Person.key.is_not(None))
    )


def _shown(organization_ids: Collection[str], states: Sequence[State]) -> Select[Offer]:
    """Offers of organizations in some states; of nobody who was forgotten."""
    return (
        select(Offer)
        .join(Referral, Offer.referral_id == Referral.id)
        .join(Person, Referral.person_id == Person.id)
        .where(Offer.organization_id.in_(organization_ids), Offer.state.in_(states), Person.key.is_not(None))
    )


def _offers() -> Select[Offer, Referral, CaseNeed, Case]:
    return (
        select(Offer, Referral, CaseNeed, Case)
        .join(Referral, Offer.referral_id == Referral.id)
        .join(CaseNeed, Referral.need_id == CaseNeed.id)
        .join(Case, Referral.case_id == Case.id)
        .join(Person, Referral.person_id == Person.id)
        .where(Offer.state.not_in(UNSEEN), Person.key.is_not(None))
    )


def _opened(session: Session, rows: Sequence[Row[Referral, Case, CaseNeed, Person]]) -> list[Opened]:
    ids = [row[0].id for row in rows]
    of: dict[str, list[Offer]] = {each: [] for each in ids}
    for offer in session.scalars(select(Offer).where(Offer.referral_id.in_(ids)).order_by(Offer.rank, Offer.id)):
        of[offer.referral_id].append(offer)
    return [Opened(*row, of[row[0].id]) for row in rows]
