"""May somebody of another team read a record in an emergency? For a reason, for four hours, told at once and judged after.

Locked people are never opened, and what victim service providers hold never is; substance use records only in a medical
emergency (42 CFR 2.51). The same goes for everybody of a team whose name alone tells of one of these.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from referrals.cases.models import Case
from referrals.offers.clearing import cleared_for
from referrals.people import fields, queries, sealing
from referrals.people.models import BreakGlass, Person
from resource_app import mail
from resource_app.accounts.queries import holding
from resource_app.accounts.sign_ins import Somebody
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import N_, BadInput, NotFound
from search.holidays import holiday_on

LETTER = "opened in an emergency"
EMERGENCY = "medical_emergency"
REASONS: fields.Choices = (
    (EMERGENCY, N_("A medical emergency")),
    ("danger", N_("Somebody is in danger")),
    ("team_away", N_("Their own team cannot be reached")),
    ("other", N_("Something else")),
)
VERDICTS: fields.Choices = (("right", N_("It was right")), ("wrong", N_("It was not right")))
LASTS = timedelta(hours=4)
REVIEW_DAYS = 2  # working days
NEVER = frozenset({"victim_services"})  # data classes
IN_EMERGENCY = frozenset({"part_2"})
HELD_BACK = ("plan_id",)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Why:
    """Why somebody opens a record in an emergency: one of REASONS, and a sentence."""

    reason: str
    words: str


def open_records(
    session: Session, typed: fields.Values, why: Why, viewer: Somebody, today: date, by: By
) -> Sequence[str]:
    """Open people of other teams who are known by all that is typed; their ids. Who answers for them and the privacy officers
    are told. `today` is the day where the work is. Raises BadInput for too little, and without a reason in words.
    """
    if why.reason not in dict(REASONS):
        raise BadInput(N_("Choose a reason."), "reason")
    if not why.words.strip():
        raise BadInput(N_("Say in a sentence what happened: the privacy officer reads it."), "words")
    ids = queries.look_up_elsewhere(session, typed, queries.teams_of(viewer), by.at.date())
    people = [session.get_one(Person, each) for each in ids]
    opened = [each for each in people if _may_open(session, each, why.reason)]
    for person in opened:
        _open(session, person, why, today, by)
    return [each.id for each in opened]


def _open(session: Session, person: Person, why: Why, today: date, by: By) -> None:
    made = str(uuid.uuid4())
    session.add(
        BreakGlass(
            id=made,
            person_id=person.id,
            user_id=by.actor.id,
            reason=why.reason,
            words=sealing.seal(session, person, _place(made), {"words": why.words.strip()}),
            opened_at=by.at,
            until=by.at + LASTS,
            due_on=review_by(today),
        )
    )
    session.flush()
    details = {"reason": why.reason, "glass": made}
    record(session, Entry(action="glass_broken", subject=f"person:{person.id}", details=details), by)
    for user_id in _told(session, person):
        mail.ask(session, str(uuid.uuid4()), LETTER, f"{made}:{user_id}", by.at)


def look_into(session: Session, person_id: str, viewer: Somebody, by: By) -> tuple[Person, BreakGlass | None]:
    """A person of the viewer's team, or one whom the viewer has opened in an emergency that is not over, with that. Raises
    NotFound for any other.
    """
    person = session.get(Person, person_id)
    if person is not None and person.key is not None and not person.locked:
        live = select(BreakGlass).where(
            BreakGlass.person_id == person_id, BreakGlass.user_id == viewer.user_id, BreakGlass.until > by.at
        )
        glass = session.scalars(live.order_by(BreakGlass.until.desc())).first()
        elsewhere = person.organization_id not in queries.teams_of(viewer)
        if glass is not None and elsewhere and _may_open(session, person, glass.reason):
            return person, glass
    return queries.open_person(session, person_id, viewer), None


def may_read(glass: BreakGlass | None, data_class: str) -> bool:
    """Whether what is of a data class is shown: to the own team (None) all, in an emergency not what the law holds back."""
    return glass is None or _is_opened(data_class, glass.reason)


def _may_open(session: Session, person: Person, reason: str) -> bool:
    """Whether that somebody is with their team says nothing that the law holds back."""
    return all(_is_opened(each, reason) for each in cleared_for(session, person.organization_id))


def _is_opened(data_class: str, reason: str) -> bool:
    return data_class not in NEVER and (data_class not in IN_EMERGENCY or reason == EMERGENCY)


def readable(glass: BreakGlass | None, values: fields.Values) -> dict[str, str]:
    """What is kept of a person, as far as their page shows it; in an emergency without what nobody needs then."""
    held_back = () if glass is None else HELD_BACK
    shown = fields.without_secret_home(values)
    return {code: value for code, value in shown.items() if code not in held_back}


def waiting(session: Session) -> Sequence[BreakGlass]:
    """What the privacy officer has not judged yet, what is due first."""
    open_ones = select(BreakGlass).where(BreakGlass.reviewed_at.is_(None))
    return session.scalars(open_ones.order_by(BreakGlass.due_on, BreakGlass.opened_at, BreakGlass.id)).all()


def of_person(session: Session, person_id: str) -> Sequence[BreakGlass]:
    """Every time that a person was opened so, the newest first."""
    theirs = select(BreakGlass).where(BreakGlass.person_id == person_id)
    return session.scalars(theirs.order_by(BreakGlass.opened_at.desc(), BreakGlass.id)).all()


def words_of(session: Session, glass: BreakGlass) -> str:
    """What was said for it; empty once the person was forgotten."""
    person = session.get_one(Person, glass.person_id)
    return sealing.unseal(session, person, _place(glass.id), glass.words)["words"] if person.key is not None else ""


def review(session: Session, glass_id: str, verdict: str, by: By) -> None:
    """Judge it, once. Raises BadInput for no verdict, and NotFound for one that is judged or is not there."""
    if verdict not in dict(VERDICTS):
        raise BadInput(N_("Choose one of these."), "verdict")
    mine = update(BreakGlass).where(BreakGlass.id == glass_id, BreakGlass.reviewed_at.is_(None))
    judged = {"verdict": verdict, "reviewed_by": by.actor.id, "reviewed_at": by.at}
    person_id = session.scalar(mine.values(**judged).returning(BreakGlass.person_id))
    if person_id is None:
        raise NotFound("glass", glass_id)
    details = {"verdict": verdict, "glass": glass_id}
    record(session, Entry(action="glass_judged", subject=f"person:{person_id}", details=details), by)


def review_by(day: date) -> date:
    """The second working day after a day."""
    left = REVIEW_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY and not holiday_on(day)
    return day


def _told(session: Session, person: Person) -> Sequence[str]:
    """Who answers for the person, and who looks after privacy: the network's administrators where nobody else does."""
    theirs = select(Case.owner_id).where(Case.person_id == person.id, Case.closed_at.is_(None))
    officers = holding(session, "privacy_officer") or holding(session, "network_admin")
    return sorted({*session.scalars(theirs), *officers})


def _place(glass_id: str) -> str:
    return f"break glass {glass_id}"
