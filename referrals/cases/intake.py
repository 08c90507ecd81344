"""May a care team take somebody on? A colleague hands them in with a reason and a source; the team accepts or declines.

Whom it declines it keeps nothing of. The sender is told the answer, and nothing else of the person any more.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from referrals.cases import operations as cases
from referrals.cases.models import Intake
from referrals.cases.queries import of_person
from referrals.people import fields, operations, queries, sealing
from referrals.people.fields import Choices, Field
from referrals.people.models import Person
from resource_app.accounts.sign_ins import Somebody
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import N_, BadInput, NotFound

REASONS: Choices = (
    ("hospital", N_("A hospital stay, or soon home from one")),
    ("emergency", N_("Often in the emergency department")),
    ("chronic", N_("A long illness that is hard to manage")),
    ("behavioral", N_("Mental health or substance use")),
    ("pregnancy", N_("Pregnancy or a new child")),
    ("needs", N_("Housing, food, money or another need")),
    ("caregiver", N_("Somebody who cares for them needs help")),
    ("other", N_("Something else")),
)
SOURCES: Choices = (
    ("themselves", N_("They themselves, or their family")),
    ("hospital", N_("A hospital")),
    ("provider", N_("A practice or a clinician")),
    ("plan", N_("The health plan")),
    ("agency", N_("A state agency")),
    ("community", N_("A community organization")),
    ("report", N_("A report or an analysis")),
)
DECLINES: Choices = (
    ("known", N_("Somebody works with them already")),
    ("not_eligible", N_("They are not eligible")),
    ("not_reached", N_("They could not be reached")),
    ("not_wanted", N_("They do not want it")),
    ("elsewhere", N_("Another team is right for them")),
    ("no_capacity", N_("The team takes on nobody new now")),
)
PERSON: tuple[Field, ...] = tuple(
    fields.FIELD[code] for code in ("name", "born_on", "plan_id", "phone", "language", "channels", "safe_words")
)
_CHOOSE = N_("Choose one of these.")
WHY: tuple[Field, ...] = (
    Field("reason", N_("Reason"), otherwise=_CHOOSE, needed=True, choices=REASONS),
    Field("source", N_("Where it comes from"), otherwise=_CHOOSE, needed=True, choices=SOURCES),
    Field("knows", N_("They know of it and agree"), otherwise=_CHOOSE, choices=fields.YES),
    Field("words", N_("What the team has to know")),
)


def send(session: Session, typed: fields.Values, organization_id: str, by: By, intake_id: str = "") -> str:
    """Hand somebody to a care organization; the id, which may be given. Raises BadInput naming a field."""
    person_id, made = str(uuid.uuid4()), intake_id or str(uuid.uuid4())
    who = {field.code: typed.get(field.code, "") for field in PERSON}
    operations.add(session, who, organization_id, by, person_id)
    why = fields.kept({field.code: typed.get(field.code, "") for field in WHY}, by.at.date(), WHY)
    note = {code: value for code, value in why.items() if code in {"knows", "words"}}
    session.add(
        Intake(
            id=made,
            person_id=person_id,
            organization_id=organization_id,
            sender_id=by.actor.id,
            reason=why["reason"],
            source=why["source"],
            note=sealing.seal(session, session.get_one(Person, person_id), _place(made), note),
            sent_at=by.at,
        )
    )
    session.flush()
    details = {"organization": organization_id, "reason": why["reason"]}
    record(session, Entry(action="member_handed_in", subject=f"intake:{made}", details=details), by)
    return made


def accept(session: Session, intake: Intake, same_as: str, by: By) -> str:
    """Take them on, as the one who answers for the case; the id of the person. Where `same_as` is one who is there already,
    what the sender wrote of who it is is kept no more, and why they were handed in is kept with the one who is there. Raises
    BadInput where somebody answered before, or for one who is not `alike`.
    """
    made = session.get_one(Person, intake.person_id)
    person, note = made, intake.note
    if same_as:
        if same_as not in queries.alike(session, made, by.at.date()):
            raise BadInput(N_("Choose who it is. Open the page again."), "same_as")
        person = session.get_one(Person, same_as)
        note = sealing.seal(session, person, _place(intake.id), _note(session, intake))
    _answer(session, intake, {"state": "accepted", "person_id": person.id}, by, note)
    if person is not made:
        operations.forget(session, made, by)
    if all(each.closed_at is not None for each in of_person(session, person.id)):
        cases.open_case(session, person, by.actor.id, by)
    return person.id


def decline(session: Session, intake: Intake, why: str, by: By) -> None:
    """Do not take them on, and keep nothing of them. Raises BadInput without a reason, or where somebody answered before."""
    if why not in dict(DECLINES):
        raise BadInput(N_("Choose a reason."), "why")
    _answer(session, intake, {"state": "declined", "why": why}, by)
    operations.forget(session, session.get_one(Person, intake.person_id), by)


def end(session: Session, intake: Intake, by: By) -> None:
    """Let nobody wait for an answer any more: the person is erased."""
    _answer(session, intake, {"state": "declined", "why": "not_wanted"}, by)


def waiting(session: Session, teams: Collection[str]) -> Sequence[Intake]:
    """Those whom nobody of these care organizations answered yet, the longest first."""
    theirs = select(Intake).where(Intake.organization_id.in_(teams), Intake.state == "waiting")
    return session.scalars(theirs.order_by(Intake.sent_at, Intake.id)).all()


def sent_by(session: Session, user_id: str, most: int) -> Sequence[Intake]:
    """Those whom somebody handed in, the newest first."""
    theirs = select(Intake).where(Intake.sender_id == user_id)
    return session.scalars(theirs.order_by(Intake.sent_at.desc(), Intake.id).limit(most)).all()


def handed_in(session: Session, person_id: str) -> Sequence[Intake]:
    """How a person was handed in, the first time before the others."""
    theirs = select(Intake).where(Intake.person_id == person_id)
    return session.scalars(theirs.order_by(Intake.sent_at, Intake.id)).all()


def open_intake(session: Session, intake_id: str, viewer: Somebody) -> Intake:
    """One that came to the viewer's team; raises NotFound for any other."""
    found = session.get(Intake, intake_id)
    if found is None or not viewer.is_at(found.organization_id, *queries.CARERS):
        raise NotFound("intake", intake_id)
    return found


def told(session: Session, intake: Intake) -> dict[str, str]:
    """What the sender wrote of the person and why, by the codes of PERSON and WHY."""
    person = session.get_one(Person, intake.person_id)
    return {**sealing.values_of(session, person), **why(session, intake)}


def why(session: Session, intake: Intake) -> dict[str, str]:
    """Why the sender handed them in, by the codes of WHY."""
    return {**_note(session, intake), "reason": intake.reason, "source": intake.source}


def _note(session: Session, intake: Intake) -> dict[str, str]:
    return sealing.unseal(session, session.get_one(Person, intake.person_id), _place(intake.id), intake.note)


def _answer(session: Session, intake: Intake, values: Mapping[str, str], by: By, note: str = "") -> None:
    mine = update(Intake).where(Intake.id == intake.id, Intake.state == "waiting")
    known = {"answered_by": by.actor.id, "answered_at": by.at, "note": note or intake.note}
    answered = session.execute(mine.values(**values, **known))
    if not answered.rowcount:  # type: ignore[attr-defined]  # of an UPDATE
        raise BadInput(N_("Somebody was faster: it is done already."), "why")
    record(session, Entry(action="intake_answered", subject=f"intake:{intake.id}", details=values), by)


def _place(intake_id: str) -> str:
    return f"intake {intake_id}"
