"""How does a referral end? With what the person says, or who cares for them; with a reason where nobody could help; unconfirmed
after a while; or with the consent that it stood on. Another one may follow that replaces it.
"""

from collections.abc import Sequence
from datetime import date
from typing import cast

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from referrals.cases.models import Case, CaseNeed
from referrals.consents import operations as consents
from referrals.consents import queries as given
from referrals.consents.terms import Terms
from referrals.offers import making, news, notices, outcomes, timing
from referrals.offers.clocks import Priority
from referrals.offers.facts import Put, consented, hold, is_told_nowhere, may_be_told, put, standing_of
from referrals.offers.making import Asked, NotPossible
from referrals.offers.models import Offer, Referral, ReferralAnswer
from referrals.offers.moves import LIVE
from referrals.offers.queries import UNSEEN
from referrals.offers.reasons import of_sides
from referrals.offers.referring import Wanted, refer
from referrals.offers.standing import ANSWERED, CONFIRMED, Answer, Resolution, Source
from referrals.people import sealing
from referrals.people.fields import Choices
from referrals.people.models import Person
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import N_, BadInput, NotFound

UNMET = of_sides("organization", "client")  # why nobody could help
CASE_ENDS: Choices = (
    ("goals_met", N_("Their goals are met")),
    ("not_wanted", N_("They do not want it any more")),
    ("not_reached", N_("They could not be reached")),
    ("moved", N_("They moved away")),
    ("elsewhere", N_("Another team works with them")),
    ("died", N_("They died")),
    ("other", N_("Something else")),
)
NOT_WANTED = of_sides("client")  # the person took it back, or needs it no more


def answer(session: Session, offer_id: str, said: Answer, source: Source, by: By) -> None:
    """Keep whether it helped. Yes and partly close the referral, confirmed; no disputes the offer, and somebody has to act.
    Once it is closed, or after a no was put to somebody else, an answer is kept beside, and changes nothing. Raises NotFound
    for a service that was not reported, BadInput for a caregiver's answer about what somebody under age agreed to alone.
    """
    at = put(session, offer_id)
    if at is None or at.offer.state != "completed":
        raise NotFound("offer", offer_id)
    if at.referral.alone and source == "caregiver":
        raise BadInput(N_("They agreed to this alone: ask nobody but them."), "source")
    _keep(session, at, said, source, by)
    if at.referral.closed_at is not None or (at.offer.disputed and _is_elsewhere(session, at)):
        return
    if said == "no":
        at.offer.disputed = True
        session.flush()
        timing.weigh(session, at, by.at)
        news.tell_team(session, at, by)
        return
    at.referral.loop_level = CONFIRMED
    _close(session, at.referral, ANSWERED[said], "", by)


def close_unmet(session: Session, referral_id: str, reason: str, by: By) -> None:
    """End what nobody has any more, with the reason. Raises NotFound, NotPossible while somebody has it, BadInput."""
    referral = hold(session, referral_id)
    stands = standing_of(session, referral, by.at.date())
    if stands != "needs_action":
        raise NotPossible(stands, 0)
    if reason not in UNMET:
        raise BadInput(N_("Choose one of these reasons."), "reason")
    _close(session, referral, "withdrawn" if reason in NOT_WANTED else "unresolved", reason, by)


def close_unconfirmed(session: Session, at: Put, by: By) -> None:
    """End what was reported and nobody confirmed, as it was reported; how well we know stays as it was."""
    last = outcomes.newest(session, at.offer.id)
    if at.referral.closed_at is None and last is not None:
        _close(session, at.referral, cast("Resolution", last.resolution), "", by)


def close_case(session: Session, case: Case, reason: str, by: By) -> None:
    """End the work with a person, with the reason (`CASE_ENDS`). Raises BadInput without one, while a referral of the case is
    open, and where it is closed already.
    """
    if reason not in dict(CASE_ENDS):
        raise BadInput(N_("Choose a reason."), "reason")
    still = select(Referral.number).where(Referral.case_id == case.id, Referral.closed_at.is_(None))
    if session.scalars(still.limit(1)).first() is not None:
        raise BadInput(N_("A referral is still open. Close it first, then the case."), "reason")
    mine = update(Case).where(Case.id == case.id, Case.closed_at.is_(None)).values(closed_at=by.at, closed_for=reason)
    if not session.execute(mine).rowcount:  # type: ignore[attr-defined]  # of an UPDATE
        raise BadInput(N_("Somebody was faster: it is done already."), "reason")
    record(session, Entry(action="case_closed", subject=f"case:{case.id}", details={"reason": reason}), by)


def revoke(session: Session, person: Person, consent_id: str, why: str, by: By) -> None:
    """Take a consent back, and with it everything that stood on it alone, at once."""
    before = given.newest(session, person, consent_id)
    if before.said == "given":
        news.tell_officers(session, before.data_classes, by)
    consents.revoke(session, person, consent_id, why, by)
    withdraw(session, person.id, "consent_revoked", by)


def stop(session: Session, referral: Referral, why: str, by: By) -> None:
    """Take back every consent that a referral stands on, or stood, with all else that stood on it."""
    person, day = session.get_one(Person, referral.person_id), by.at.date()
    offers = select(Offer.organization_id).where(Offer.referral_id == referral.id).distinct()
    for organization_id in session.scalars(offers.order_by(Offer.organization_id)).all():
        asked = consented(referral, organization_id, day)
        for consent in given.bearing(session, person.id, asked):
            revoke(session, person, consent.id, why, by)


def narrow(session: Session, person: Person, consent_id: str, less: Terms, by: By) -> None:
    """Take a part of a consent back, and with it the offers that stood on that part alone."""
    before = given.newest(session, person, consent_id)
    news.tell_officers(session, before.data_classes, by)
    consents.narrow(session, person, consent_id, less, by)
    withdraw(session, person.id, "consent_revoked", by)


def to_withdraw(session: Session, day: date) -> Sequence[str]:
    """The ids of people who have offers that are open, and of whom a consent has ended by its day."""
    still = select(Referral.person_id).join(Offer, Offer.referral_id == Referral.id).where(Offer.state.in_(LIVE))
    over = given.ended(session, day)
    return sorted(set(over).intersection(session.scalars(still.distinct()))) if over else []


def withdraw(session: Session, person_id: str, reason: str, by: By) -> None:
    """End the offers of a person that no consent covers today; a referral of which none is left ends, too."""
    mine = select(Referral.id).where(Referral.person_id == person_id, Referral.closed_at.is_(None))
    for referral_id in session.scalars(mine.order_by(Referral.id)).all():
        _withdraw(session, hold(session, referral_id), reason, by)


def end_all(session: Session, person_id: str, by: By) -> None:
    """End every referral of a person, whoever has it."""
    mine = select(Referral.id).where(Referral.person_id == person_id, Referral.closed_at.is_(None))
    for referral_id in session.scalars(mine.order_by(Referral.id)).all():
        _close(session, hold(session, referral_id), "withdrawn", "consent_revoked", by)


def void(session: Session, referral_id: str, why: str, by: By) -> None:
    """Say of a referral that it never should have been there. Whatever became of what organizations were sent, it is void; what
    waits in the queue is left out, and the referral ends. Raises NotFound, BadInput without a reason, NotPossible where nothing
    was sent, or all is void.
    """
    referral = hold(session, referral_id)
    offers = session.scalars(select(Offer).where(Offer.referral_id == referral_id).order_by(Offer.rank, Offer.id)).all()
    sent = voidable(offers)
    if not sent:
        raise NotPossible(standing_of(session, referral, by.at.date()), 0)
    for offer in sent:
        asked = Asked(offer_id=offer.id, move="void", version=offer.version, party="supervisor", said={"why": why})
        making.make_move(session, asked, by)
    if referral.closed_at is None:
        _close(session, referral, "withdrawn", "sent_in_error", by)
    news.tell(session, referral, by)


def voidable(offers: Sequence[Offer]) -> Sequence[Offer]:
    """Those that an organization was sent and that are not void yet."""
    return [each for each in offers if each.state not in (*UNSEEN, "void")]


def reopen(session: Session, referral_id: str, listing_ids: tuple[str, ...], by: By) -> str:
    """Put the need of a closed referral to the network again: the id of the referral that replaces it. Raises NotFound,
    NotPossible while it is open, where it is void or one replaces it already, BadInput for listings that are not there.
    """
    old = hold(session, referral_id)
    stands = standing_of(session, old, by.at.date())
    followed = session.scalar(select(Referral.id).where(Referral.replaces == old.id))
    if stands != "closed" or followed is not None:
        raise NotPossible(stands, 0)
    person = session.get_one(Person, old.person_id)
    said = sealing.unseal(session, person, f"referral {old.id}", old.said) if old.said else {}
    wanted = Wanted(
        listing_ids=listing_ids,
        priority=cast("Priority", old.priority),
        tells=frozenset(old.tells),
        automatic=old.automatic,
        said=said,
        replaces=old.id,
        alone=old.alone,
    )
    return refer(session, session.get_one(Case, old.case_id), session.get_one(CaseNeed, old.need_id), wanted, by)


def _is_elsewhere(session: Session, at: Put) -> bool:
    """Whether somebody else has been asked, or has it."""
    live = select(Offer.id).where(Offer.referral_id == at.referral.id, Offer.state.in_(LIVE))
    return session.scalar(live.limit(1)) is not None


def _keep(session: Session, at: Put, said: Answer, source: Source, by: By) -> None:
    mine = ReferralAnswer.referral_id == at.referral.id
    last = session.scalar(select(func.max(ReferralAnswer.number)).where(mine)) or 0
    row = {"referral_id": at.referral.id, "number": last + 1, "offer_id": at.offer.id, "said": said, "source": source}
    who = {"actor_kind": by.actor.kind, "actor_id": by.actor.id, "at": by.at}
    session.execute(insert(ReferralAnswer), [row | who])
    record(session, Entry(action="referral_answered", subject=f"referral:{at.referral.id}", details=row), by)


def _withdraw(session: Session, referral: Referral, reason: str, by: By) -> None:
    live = select(Offer).where(Offer.referral_id == referral.id, Offer.state.in_(LIVE)).order_by(Offer.rank, Offer.id)
    offers = session.scalars(live).all()
    gone = [each for each in offers if not may_be_told(session, referral, each.organization_id, by.at.date())]
    for offer in gone:
        move, said = ("drop", {}) if offer.state == "queued" else ("cancel", {"reason": reason})
        making.make_move(
            session, Asked(offer_id=offer.id, move=move, version=offer.version, party="system", said=said), by
        )
    notices.drop(session, [offer.id for offer in gone], by.at)
    if gone:
        news.tell(session, referral, by)
    if len(gone) == len(offers) and (gone or _is_given_up(session, referral, reason, by.at.date())):
        _close(session, referral, "withdrawn", reason, by)


def _is_given_up(session: Session, referral: Referral, reason: str, day: date) -> bool:
    """Whether nobody has a referral, and the person took back what any of its places was asked under."""
    if reason != "consent_revoked" or standing_of(session, referral, day) != "needs_action":
        return False
    return is_told_nowhere(session, referral, day)


def _close(session: Session, referral: Referral, resolution: Resolution, reason: str, by: By) -> None:
    """The end: what waits in the queue is left out, whoever still has it has it no more, and no clock runs any more."""
    level = referral.loop_level
    live = select(Offer.id, Offer.state, Offer.version).where(Offer.referral_id == referral.id, Offer.state.in_(LIVE))
    for each in session.execute(live.order_by(Offer.rank, Offer.id)).all():
        move, said = ("drop", {}) if each.state == "queued" else ("cancel", {"reason": "superseded"})
        making.make_move(
            session, Asked(offer_id=each.id, move=move, version=each.version, party="system", said=said), by
        )
    ended = {"resolution": resolution, "closed_for": reason, "closed_at": by.at, "loop_level": level}
    session.execute(update(Referral).where(Referral.id == referral.id).values(ended))
    session.expire(referral)
    timing.stop(session, referral.id, by.at)
    told = {"resolution": resolution, "reason": reason, "loop_level": ended["loop_level"]}
    record(session, Entry(action="referral_closed", subject=f"referral:{referral.id}", details=told), by)
    news.tell(session, referral, by)
