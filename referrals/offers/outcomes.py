"""What came of it, as it was reported? Each report is kept; a wrong one is amended by one more, and moves nothing back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from referrals.offers import days, news
from referrals.offers.facts import Put, put
from referrals.offers.models import Outcome
from referrals.offers.moves import BY_CODE, Party
from referrals.offers.standing import REPORTED
from referrals.people import sealing
from referrals.people.models import Person
from referrals.people.operations import ChangedMeanwhile
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import N_, BadInput, NotFound


def require_resolution(said: str) -> None:
    """Raise BadInput for what nobody can report a need to be."""
    if said not in REPORTED:
        raise BadInput(N_("Say whether the need was met."), "resolution")


def newest(session: Session, offer_id: str) -> Outcome | None:
    """What was reported last of an offer."""
    asked = select(Outcome).where(Outcome.offer_id == offer_id).order_by(Outcome.number.desc()).limit(1)
    return session.scalars(asked).one_or_none()


def add(session: Session, at: Put, said: Mapping[str, str], party: Party, by: By) -> int:
    """Keep a report; its number. Raises ChangedMeanwhile where somebody else kept one at the same time."""
    last = newest(session, at.offer.id)
    number = last.number + 1 if last else 1
    person = session.get_one(Person, at.referral.person_id)
    sealed = sealing.seal(
        session, person, _place(at.offer.id, number), {name: said[name] for name in ("served_on", "given")}
    )
    row = {"offer_id": at.offer.id, "number": number, "resolution": said["resolution"], "party": party}
    who = {"actor_kind": by.actor.kind, "actor_id": by.actor.id, "at": by.at}
    try:
        with session.begin_nested():
            session.execute(insert(Outcome), [row | who | {"said": sealed}])
    except IntegrityError as error:
        raise ChangedMeanwhile from error
    record(session, Entry(action="outcome_recorded", subject=f"referral:{at.referral.id}", details=row), by)
    return number


@dataclass(frozen=True, slots=True)
class Report:
    """An outcome with what was said in it."""

    row: Outcome
    said: Mapping[str, str]


def amendments(session: Session, person: Person, offer_ids: Collection[str]) -> list[Report]:
    """What was reported anew of these offers of a person, the last first."""
    asked = select(Outcome).where(Outcome.offer_id.in_(offer_ids), Outcome.number > 1)
    rows = session.scalars(asked.order_by(Outcome.at.desc(), Outcome.number.desc())).all()
    said = (sealing.unseal(session, person, _place(row.offer_id, row.number), row.said) for row in rows)
    return [Report(row, {**each, "resolution": row.resolution}) for row, each in zip(rows, said, strict=True)]


def amend(session: Session, offer_id: str, read: int, said: Mapping[str, str], party: Party, by: By) -> int:
    """Report anew what was reported wrongly; the number of the report. `read` is the number of the one that was read. Raises
    NotFound for an offer that is not completed or not theirs, ChangedMeanwhile, and BadInput naming what is missing.
    """
    at, move = put(session, offer_id), BY_CODE["complete"]
    if at is None or at.offer.state != "completed" or party not in move.by:
        raise NotFound("offer", offer_id)
    for name in move.needs:
        if not said.get(name, "").strip():
            raise BadInput(N_("Fill this in."), name)
    days.require_days(move.code, said, by.at.date())
    require_resolution(said["resolution"])
    last = newest(session, offer_id)
    if last is None or last.number != read:
        raise ChangedMeanwhile
    number = add(session, at, said, party, by)
    news.tell_team(session, at, by)
    return number


def _place(offer_id: str, number: int) -> str:
    return f"outcome {offer_id} {number}"
