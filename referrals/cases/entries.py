"""What does a team write down in a case? Who belongs to the care team, tasks, contacts, hand-overs: a table of fields for each.

Each is a row of its own, sealed with the key of the person, and is never changed: it ends once, with a result.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from referrals.cases.models import Case, CaseEntry, EntryKind
from referrals.cases.queries import open_case
from referrals.people import fields, sealing
from referrals.people.fields import Choices, Field
from referrals.people.models import Person
from referrals.people.queries import teams_of
from resource_app.accounts.queries import holding
from resource_app.accounts.sign_ins import Somebody
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import N_, BadInput, NotFound

LONGEST = timedelta(days=366)  # ahead
WEEKEND = 5  # the weekday of Saturday

PARTS: Choices = (
    ("primary_care", N_("Primary care, where all comes together")),
    ("behavioral", N_("Behavioral health partner")),
    ("specialist", N_("Specialist")),
    ("pharmacy", N_("Pharmacist")),
    ("caregiver", N_("Caregiver")),
    ("home_care", N_("Care at home")),
    ("school", N_("School")),
    ("community", N_("Community organization")),
    ("other", N_("Another part")),
)
SEES: Choices = (
    ("needs", N_("What is needed")),
    ("referrals", N_("How referrals stand")),
    ("contact", N_("How to reach the member")),
    ("tasks", N_("What is to be done")),
)
WHOM: Choices = (
    ("member", N_("The member")),
    ("proxy", N_("Somebody who may speak for them")),
    ("care_team", N_("Somebody of the care team")),
    ("organization", N_("An organization that was asked to help")),
)
REACHED: Choices = (
    ("reached", N_("Reached")),
    ("no_answer", N_("No answer")),
    ("message_left", N_("Message left")),
    ("wrong_number", N_("Wrong number or address")),
    ("not_safe", N_("Not safe to talk")),
)


def _ahead(typed: str, today: date) -> str:
    day = date.fromisoformat(typed)
    if not today <= day <= today + LONGEST:
        raise ValueError(typed)
    return day.isoformat()


_DAY = N_("Choose today or a day within a year, year first: 2027-01-31.")
_CHOOSE = N_("Choose one of these.")
TABLES: Mapping[EntryKind, tuple[Field, ...]] = {
    "member": (
        Field("name", N_("Name"), needed=True),
        Field("part", N_("Their part"), otherwise=_CHOOSE, needed=True, choices=PARTS),
        Field("organization", N_("Organization")),
        fields.FIELD["phone"],
        fields.FIELD["email"],
        Field("sees", N_("What they may be told"), otherwise=_CHOOSE, choices=SEES, many=True),
    ),
    "task": (
        Field("words", N_("What is to be done"), needed=True),
        Field("due_on", N_("By"), _ahead, _DAY, needed=True),
        Field("told", N_("Organizations on the care team may read it"), otherwise=_CHOOSE, choices=fields.YES),
    ),
    "contact": (
        Field("whom", N_("With whom"), otherwise=_CHOOSE, needed=True, choices=WHOM),
        Field("channel", N_("How"), otherwise=_CHOOSE, needed=True, choices=fields.CHANNELS),
        Field("result", N_("How it went"), otherwise=_CHOOSE, needed=True, choices=REACHED),
        Field("words", N_("What was said")),
        Field("again_on", N_("Try again on"), _ahead, _DAY),
    ),
    "transfer": (Field("words", N_("What the next one has to know"), needed=True),),
}
ENDS: Mapping[EntryKind, tuple[str, ...]] = {
    "member": ("taken_out",),
    "task": ("done", "not_needed"),
    "contact": (),
    "transfer": ("accepted", "declined", "taken_back"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """An entry with what stands in it."""

    row: CaseEntry
    values: fields.Values


def add(
    session: Session,
    case: Case,
    kind: EntryKind,
    typed: fields.Values,
    by: By,
    *,
    who_id: str | None = None,
    entry_id: str = "",
) -> str:
    """Write something down; its id, which may be given. A contact that is to be tried again adds a task. Raises BadInput naming
    a field, for a case that is closed, and for a hand-over while one waits.
    """
    if case.closed_at is not None:
        raise BadInput(N_("This case is closed. Open it again first."), TABLES[kind][0].code)
    values, made = fields.kept(typed, by.at.date(), TABLES[kind]), entry_id or str(uuid.uuid4())
    is_over = kind == "contact"
    entry = CaseEntry(
        id=made,
        case_id=case.id,
        kind=kind,
        sealed=sealing.seal(session, session.get_one(Person, case.person_id), _place(made), values),
        who_id=who_id,
        due_on=_due(kind, values, by.at.date()),
        made_by=by.actor.id,
        made_at=by.at,
        result=values.get("result", ""),
        ended_by=by.actor.id if is_over else None,
        ended_at=by.at if is_over else None,
    )
    _insert(session, entry)
    record(session, Entry(action="case_written", subject=f"case:{case.id}", details={"entry": made, "kind": kind}), by)
    if again := values.get("again_on"):
        words = values.get("words") or dict(WHOM)[values["whom"]]
        add(session, case, "task", {"words": words, "due_on": again}, by, who_id=by.actor.id)
    return made


def end(session: Session, case: Case, entry: CaseEntry, result: str, by: By) -> None:
    """Say how an entry ended (`ENDS`), once: of two who do, the first is right. Who accepts a case answers for it, and for the
    tasks of who handed it over. Raises BadInput for a result that is none, or is another's to say.
    """
    if result not in results_for(case, entry, by.actor.id):
        raise BadInput(N_("Somebody else has to say that. Open the page again."), "result")
    mine = update(CaseEntry).where(CaseEntry.id == entry.id, CaseEntry.ended_at.is_(None))
    ended = session.execute(mine.values(result=result, ended_by=by.actor.id, ended_at=by.at))
    if not ended.rowcount:  # type: ignore[attr-defined]  # of an UPDATE
        raise BadInput(N_("Somebody was faster: it is done already."), "result")
    details = {"entry": entry.id, "kind": entry.kind, "result": result}
    if result == "accepted":
        theirs = CaseEntry.case_id == case.id, CaseEntry.kind == "task", CaseEntry.ended_at.is_(None)
        session.execute(update(CaseEntry).where(*theirs, CaseEntry.who_id == case.owner_id).values(who_id=by.actor.id))
        details |= {"from": case.owner_id, "owner": by.actor.id}
        case.owner_id = by.actor.id
    record(session, Entry(action="case_entry_ended", subject=f"case:{case.id}", details=details), by)


def results_for(case: Case, entry: CaseEntry, user_id: str) -> tuple[str, ...]:
    """How somebody may say that an entry ended. A hand-over is accepted or declined by the one it was made to, and taken back
    by who made it or answers for the case.
    """
    every = ENDS[cast("EntryKind", entry.kind)]
    if entry.kind != "transfer":
        return every
    theirs = {"taken_back": {entry.made_by, case.owner_id}}
    return tuple(each for each in every if user_id in theirs.get(each, {entry.who_id}))


def put_off(session: Session, case: Case, entry: CaseEntry, until: date, by: By) -> None:
    """Let a task wait until a day. Raises BadInput for a day that is not still to come, or too far."""
    if not by.at.date() < until <= by.at.date() + timedelta(days=30):
        raise BadInput(N_("Choose a day within the next 30 days."), "until")
    entry.due_on = until
    details = {"entry": entry.id, "until": until.isoformat()}
    record(session, Entry(action="work_put_off", subject=f"case:{case.id}", details=details), by)


def of_case(session: Session, case: Case, kind: EntryKind) -> Sequence[Written]:
    """What was written down of a kind: what is open by its day, then what ended, the newest first."""
    theirs = select(CaseEntry).where(CaseEntry.case_id == case.id, CaseEntry.kind == kind)
    rows = session.scalars(theirs.order_by(CaseEntry.ended_at.is_not(None), CaseEntry.due_on, CaseEntry.made_at.desc()))
    return opened(session, session.get_one(Person, case.person_id), rows.all())


def opened(session: Session, person: sealing.Owner, rows: Iterable[CaseEntry]) -> list[Written]:
    """Entries of a person's case with what stands in them."""
    return [Written(row, sealing.unseal(session, person, _place(row.id), row.sealed)) for row in rows]


def entry_of(session: Session, case: Case, entry_id: str) -> CaseEntry:
    """An entry of a case; raises NotFound where it is another's."""
    found = session.get(CaseEntry, entry_id)
    if found is None or found.case_id != case.id:
        raise NotFound("case entry", entry_id)
    return found


def open_task(session: Session, entry_id: str, viewer: Somebody) -> tuple[CaseEntry, Case]:
    """A task that waits in a case of the viewer's team; raises NotFound for any other."""
    found = session.get(CaseEntry, entry_id)
    if found is None or found.kind != "task" or found.ended_at is not None:
        raise NotFound("task", entry_id)
    return found, open_case(session, found.case_id, viewer)


def waiting(session: Session, viewer: Somebody, today: date, *, mine: bool = False) -> Sequence[tuple[CaseEntry, Case]]:
    """What has to be done by today in the cases of the viewer's care organizations, by anybody or by the viewer, and the
    hand-overs that wait for the viewer or are theirs; of nobody who was forgotten. What nobody answers is the team's only
    where the network has no supervisor.
    """
    theirs = _open_cases().where(Case.organization_id.in_(teams_of(viewer)))
    if mine:
        to_do = func.coalesce(CaseEntry.who_id, Case.owner_id) == viewer.user_id
        theirs = theirs.where(or_(to_do, (CaseEntry.kind == "transfer") & (Case.owner_id == viewer.user_id)))
    due = _waiting(theirs).where(or_(CaseEntry.kind == "transfer", CaseEntry.due_on <= today))
    supervised = bool(holding(session, "supervisor"))
    return [
        (entry, case)
        for entry, case in _with_cases(session, due)
        if entry.kind == "task"
        or viewer.user_id in (entry.who_id, entry.made_by, case.owner_id)
        or (not supervised and _is_unanswered(entry, today))
    ]


def unanswered(session: Session, today: date) -> Sequence[tuple[CaseEntry, Case]]:
    """The hand-overs of the whole network that nobody has answered by the end of the next working day, the longest first."""
    handed_over = _waiting(_open_cases()).where(CaseEntry.kind == "transfer")
    return [(entry, case) for entry, case in _with_cases(session, handed_over) if _is_unanswered(entry, today)]


def _open_cases() -> Select[str]:
    """Those that an entry is of, and whose person was not forgotten."""
    known = select(Case.id).join(Person, Case.person_id == Person.id).where(Person.key.is_not(None))
    return known.where(Case.closed_at.is_(None), Case.id == CaseEntry.case_id)


def _waiting(cases: Select[str]) -> Select[CaseEntry]:
    """What waits is asked first, by its index, and then whose it is."""
    kinds = CaseEntry.kind.in_(("transfer", "task"))
    return select(CaseEntry).where(kinds, CaseEntry.ended_at.is_(None), cases.exists())


def _with_cases(session: Session, waiting: Select[CaseEntry]) -> Sequence[tuple[CaseEntry, Case]]:
    found = session.scalars(waiting.order_by(CaseEntry.due_on, CaseEntry.id)).all()
    of_these = select(Case).where(Case.id.in_({entry.case_id for entry in found}))
    cases = {case.id: case for case in session.scalars(of_these)} if found else {}
    return [(entry, cases[entry.case_id]) for entry in found]


def _is_unanswered(entry: CaseEntry, today: date) -> bool:
    return entry.due_on is not None and entry.due_on < today


def counted(session: Session, cases: Collection[str]) -> dict[str, dict[str, int]]:
    """How many of each kind stand in these cases: what is open, and contacts."""
    stands = or_(CaseEntry.ended_at.is_(None), CaseEntry.kind == "contact")
    each = select(CaseEntry.case_id, CaseEntry.kind, func.count()).where(CaseEntry.case_id.in_(cases), stands)
    found: dict[str, dict[str, int]] = {}
    for case_id, kind, number in session.execute(each.group_by(CaseEntry.case_id, CaseEntry.kind)):
        found.setdefault(case_id, {})[kind] = number
    return found


def last_contacts(session: Session, cases: Collection[str]) -> dict[str, CaseEntry]:
    """The last contact of each of these cases."""
    theirs = select(CaseEntry).where(CaseEntry.case_id.in_(cases), CaseEntry.kind == "contact")
    return {each.case_id: each for each in session.scalars(theirs.order_by(CaseEntry.made_at, CaseEntry.id))}


def workday_after(day: date) -> date:
    """The next day that is neither Saturday nor Sunday."""
    later = day + timedelta(days=1)
    return later if later.weekday() < WEEKEND else workday_after(later)


def _due(kind: EntryKind, values: fields.Values, today: date) -> date | None:
    if kind == "transfer":
        return workday_after(today)
    return date.fromisoformat(values["due_on"]) if kind == "task" else None


def _insert(session: Session, entry: CaseEntry) -> None:
    """Raises BadInput for a second hand-over, IntegrityError for an entry that is there."""
    try:
        with session.begin_nested():
            session.add(entry)
    except IntegrityError as error:
        if entry.kind != "transfer" or session.get(CaseEntry, entry.id) is not None:
            raise
        raise BadInput(N_("The case is being handed over already. Take that back first."), "words") from error


def _place(entry_id: str) -> str:
    return f"case entry {entry_id}"
