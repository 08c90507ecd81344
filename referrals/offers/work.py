"""What is late, or with nobody any more, and whose work is it? The clocks that run, as the team of the person sees them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, case, func, or_, select, true, update
from sqlalchemy.orm import Session

from referrals.cases.models import Case, CaseNeed
from referrals.offers.clocks import CLOCKS, Does
from referrals.offers.models import Offer, OfferClock, Referral, ReferralAnswer
from referrals.offers.moves import State
from referrals.people.models import Person
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import N_, BadInput

LONGEST = timedelta(days=30)
PERSON = ("member", "proxy")  # with whom a contact counts as a try to ask them
LISTED: tuple[Does, ...] = (  # what a person has to do
    "answer",
    "give_name",
    "escalate",
    "ask_contact",
    "ask_progress",
    "ask_member",
    "raise",
)
IDLE = "T10"  # its team sees at once that nobody has a referral; the supervisor when the clock has run out
_LISTED = {clock.code: clock.does for clock in CLOCKS if clock.does in LISTED}
_LAST_ANSWER = select(func.max(ReferralAnswer.at)).where(ReferralAnswer.offer_id == Offer.id).scalar_subquery()
_SINCE = case((OfferClock.clock == IDLE, func.coalesce(_LAST_ANSWER, Offer.moved_at)), else_=OfferClock.due_at)
_COLUMNS = (
    *(OfferClock.offer_id, OfferClock.clock, OfferClock.due_at, Referral.id.label("referral_id"), Referral.number),
    *(Referral.case_id, Referral.person_id, Case.owner_id, Case.organization_id, CaseNeed.code.label("need")),
    *(Offer.state, Offer.disputed, _SINCE.label("since")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A line of the work list: what is to be done (`does`) about an offer for a need, since when, until when by its clock, and
    who answers for the case in which care organization; the state of the offer, and whether the person says no to it.
    """

    offer_id: str
    referral_id: str
    number: str
    case_id: str
    person_id: str
    owner_id: str
    organization_id: str
    need: str
    clock: str
    does: Does
    due_at: datetime
    state: State
    disputed: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class Tries:
    """How often somebody was asked whether it helped, of how many times, and when it closes as it was reported."""

    made: int
    of: int
    closes_at: datetime | None


def late(session: Session, teams: Collection[str], now: datetime, owner_id: str = "") -> Sequence[Late]:
    """What is late in the cases of these care organizations, or of one owner there, and what nobody has there, of nobody who
    was forgotten; a clock of an offer that was due several times stands there once, since the first.
    """
    due = _waiting(now).where(_matters(now), Case.organization_id.in_(teams), OfferClock.clock.in_(_LISTED))
    return _once(session, due.where(Case.owner_id == owner_id) if owner_id else due)


def idle(session: Session, now: datetime) -> Sequence[Late]:
    """The referrals of the whole network that nobody has and nobody is asked about, for longer than their team may leave
    them so: these are the supervisor's, too.
    """
    return _once(session, _waiting(now).where(OfferClock.clock == IDLE, OfferClock.due_at <= now))


def _matters(now: datetime) -> ColumnElement[bool]:
    """Whether a clock is a matter of its team."""
    return or_(OfferClock.due_at <= now, OfferClock.clock == IDLE)


def _waiting(now: datetime) -> Select[OfferClock]:
    """The clocks that run, but for what is put off and for those who were forgotten."""
    return (
        select(OfferClock)
        .join(Offer, OfferClock.offer_id == Offer.id)
        .join(Referral, Offer.referral_id == Referral.id)
        .join(CaseNeed, Referral.need_id == CaseNeed.id)
        .join(Case, Referral.case_id == Case.id)
        .join(Person, Case.person_id == Person.id)
        .where(Person.key.is_not(None))
        .where(OfferClock.ended_at.is_(None))
        .where(or_(OfferClock.put_off_to.is_(None), OfferClock.put_off_to <= now.date()))
    )


def _once(session: Session, due: Select[OfferClock]) -> list[Late]:
    does = {str(code): does for code, does in _LISTED.items()}
    rows = session.execute(due.with_only_columns(*_COLUMNS).order_by(OfferClock.due_at, OfferClock.offer_id)).mappings()
    once: dict[tuple[str, str], Late] = {}
    for row in rows:
        once.setdefault((row["offer_id"], row["clock"]), Late(**row, does=does[row["clock"]]))
    return list(once.values())


def tries(session: Session, offer_ids: Collection[str]) -> Mapping[str, Tries]:
    """How often the people of these offers were asked whether it helped."""
    asked = (
        select(OfferClock.offer_id, func.count(OfferClock.ended_at), func.count())
        .where(OfferClock.offer_id.in_(offer_ids), OfferClock.clock == "T8")
        .group_by(OfferClock.offer_id)
    )
    end = select(OfferClock.offer_id, OfferClock.due_at).where(
        OfferClock.offer_id.in_(offer_ids), OfferClock.clock == "T9", OfferClock.ended_at.is_(None)
    )
    closes = dict(session.execute(end).all())
    return {offer_id: Tries(made, of, closes.get(offer_id)) for offer_id, made, of in session.execute(asked)}


def tried(session: Session, case_id: str, whom: str, by: By) -> None:
    """Count that somebody called the person of a case, or who speaks for them (`PERSON`), whatever came of it: one try to ask
    them about each service that was reported, and one a day. The next is due on its own day. Of what somebody under age agreed
    to alone nobody but them is asked.
    """
    reported = (
        select(Offer.id)
        .join(Referral, Offer.referral_id == Referral.id)
        .where(Referral.case_id == case_id, Referral.closed_at.is_(None), Offer.state == "completed")
        .where(Referral.alone.is_(False) if whom == "proxy" else true())
    )
    asking = select(OfferClock).where(OfferClock.offer_id.in_(reported), OfferClock.clock == "T8")
    of: dict[str, list[OfferClock]] = {}
    for clock in session.scalars(asking.order_by(OfferClock.due_at).with_for_update()):
        of.setdefault(clock.offer_id, []).append(clock)
    for clocks in of.values():
        waiting = [each for each in clocks if each.ended_at is None]
        today = any(each.ended_at is not None and each.ended_at.date() == by.at.date() for each in clocks)
        if waiting and not today:
            waiting[0].ended_at = by.at


def put_off(session: Session, offer_id: str, clock: str, until: date, by: By) -> None:
    """Let what is late of an offer wait until a day. Raises BadInput for a day that is not still to come, or too far."""
    if not by.at.date() < until <= by.at.date() + LONGEST:
        raise BadInput(N_("Choose a day within the next 30 days."), "until")
    mine = OfferClock.offer_id == offer_id, OfferClock.clock == clock, OfferClock.ended_at.is_(None)
    session.execute(update(OfferClock).where(*mine, _matters(by.at)).values(put_off_to=until))
    referral_id = session.scalars(select(Offer.referral_id).where(Offer.id == offer_id)).one()
    details = {"offer_id": offer_id, "clock": clock, "until": until.isoformat()}
    record(session, Entry(action="work_put_off", subject=f"referral:{referral_id}", details=details), by)
