"""When is what is kept of a person erased, and by whom? By the privacy officer for a reason, or by a job once it was kept long
enough.

Their key is thrown away: what was sealed with it is gone in every copy and backup. What stays are ids, codes and days: figures,
the audit's chain and what organizations were told stay whole. Nothing goes while a legal hold keeps the person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Exists, Select, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from referrals.cases import intake
from referrals.cases.models import Case, CaseNeed, Intake
from referrals.cases.needs import NEEDS
from referrals.cases.queries import of_person
from referrals.consents import queries as consents
from referrals.consents.models import Consent
from referrals.offers import closing
from referrals.offers.models import Referral, ReferralDraft
from referrals.people import holds, operations, sealing
from referrals.people.ages import MAJORITY_YEARS, years
from referrals.people.fields import Choices
from referrals.people.models import BreakGlass, Person
from resource_app.actor import Actor
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.errors import N_, BadInput, NotFound

REASONS: Choices = (
    ("asked", N_("The person, or who decides for them, asks for it")),
    ("mistake", N_("It was written down by mistake")),
    ("not_needed", N_("It is needed for nothing any more")),
)
OVER = "kept_long_enough"
A_YEAR = timedelta(days=366)
SURVIVORS = tuple(need.code for need in NEEDS if need.data_class == "victim_services")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record, as far as whoever erases it has to know it: nothing of the person."""

    id: str
    organization_id: str
    since: date
    open_cases: int
    open_referrals: int


def person_of(session: Session, person_id: str) -> Person:
    """A person of any team, whom somebody erases or holds. Raises NotFound for none, and for one who was forgotten."""
    person = session.get(Person, person_id)
    if person is None or person.key is None:
        raise NotFound("person", person_id)
    return person


def kept(session: Session, person: Person) -> Kept:
    """What there is of a person."""
    cases = select(func.count()).where(Case.person_id == person.id, Case.closed_at.is_(None))
    referrals = select(func.count()).where(Referral.person_id == person.id, Referral.closed_at.is_(None))
    return Kept(
        id=person.id,
        organization_id=person.organization_id,
        since=person.made_at.date(),
        open_cases=session.scalar(cases) or 0,
        open_referrals=session.scalar(referrals) or 0,
    )


def erase(session: Session, person: Person, why: str, by: By) -> None:
    """Erase a person: consents are taken back, what is under way ends, then the key is gone. Raises BadInput without a reason,
    and while a legal hold keeps them: then nothing is done.
    """
    if why not in {OVER, *(code for code, _words in REASONS)}:
        raise BadInput(N_("Choose a reason."), "why")
    holds.require_none(session, person)
    for consent in consents.of_person(session, person.id):
        closing.revoke(session, person, consent.id, "not_said", by)
    closing.end_all(session, person.id, by)
    for case in of_person(session, person.id):
        if case.closed_at is None:
            closing.close_case(session, case, "other", by)
    session.execute(delete(ReferralDraft).where(ReferralDraft.person_id == person.id))
    waiting = select(Intake).where(Intake.person_id == person.id, Intake.state == "waiting")
    for each in session.scalars(waiting).all():
        intake.end(session, each, by)
    operations.forget(session, person, by, why)


def erase_over(connections: Connections, now: datetime) -> int:
    """Erase whom nothing happened with for as long as the settings say, one after the other; how many."""
    by, done = By(Actor("job", "erase-people"), Origin(), now), 0
    for person_id in _over(connections, now):
        with connections.transaction() as session:
            holds.wait_for_others(session, session.get_one(Person, person_id))
            if session.scalars(
                _quiet(now - A_YEAR).where(Person.id == person_id)
            ).first():  # nobody took them up meanwhile
                erase(session, session.get_one(Person, person_id), OVER, by)
                done += 1
    return done


def _over(connections: Connections, now: datetime) -> Sequence[str]:
    settings, found = connections.settings, list[str]()
    with connections.reading() as session:
        if settings.survivors_kept_years:
            quiet = _quiet(now - settings.survivors_kept_years * A_YEAR).where(_was_survivor())
            found += session.scalars(quiet.order_by(Person.id))
        if settings.people_kept_years:
            quiet = _quiet(now - settings.people_kept_years * A_YEAR).where(~_was_survivor())
            found += _grown(session, session.scalars(quiet.order_by(Person.id)).all(), settings.people_kept_years, now)
    return found


def _grown(session: Session, ids: Sequence[str], kept_years: int, now: datetime) -> Iterator[str]:
    """Those who came of age so many years ago, or of whom nobody knows the age."""
    for person_id in ids:
        born_on = sealing.values_of(session, session.get_one(Person, person_id)).get("born_on")
        if not born_on or years(date.fromisoformat(born_on), now.date()) >= MAJORITY_YEARS + kept_years:
            yield person_id


def _quiet(since: datetime) -> Select[str]:
    """Whom nothing happened with after a moment, and nothing is under way of, and no hold keeps."""
    busy = (
        exists().where(Case.person_id == Person.id, or_(Case.closed_at.is_(None), Case.closed_at > since)),
        exists().where(Referral.person_id == Person.id, or_(Referral.closed_at.is_(None), Referral.closed_at > since)),
        exists().where(Consent.person_id == Person.id, Consent.recorded_at > since),
        exists().where(Consent.person_id == Person.id, Consent.ends_on > since.date(), Consent.said == "given"),
        exists().where(Intake.person_id == Person.id, or_(Intake.state == "waiting", Intake.sent_at > since)),
        exists().where(ReferralDraft.person_id == Person.id),
        exists().where(BreakGlass.person_id == Person.id, BreakGlass.opened_at > since),
        Person.id.in_(holds.held_ids()),
    )
    return select(Person.id).where(Person.key.is_not(None), Person.made_at <= since, ~or_(*busy))


def _was_survivor() -> Exists:
    """Whether they were ever helped as a victim of violence: kept as short as may be."""
    theirs = CaseNeed.code.in_(SURVIVORS), CaseNeed.case_id == Case.id, Case.person_id == Person.id
    return exists().where(*theirs)
