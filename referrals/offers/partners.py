"""What may an outside organization read of a case on whose care team it is? One door, and a table of what it may be told.

Nothing is kept of it: each reading is worked out from the entry of the care team, from what the member agreed to for working
together on their case, and from what they need, so that whatever ends one of them ends the reading at once.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from referrals.cases import entries
from referrals.cases.models import Case, CaseEntry, CaseNeed
from referrals.cases.needs import NEED
from referrals.cases.queries import needs_of
from referrals.consents import queries as consents
from referrals.consents.terms import DATA_CLASS, Asked, uncovered
from referrals.offers import standings
from referrals.offers.carried import Carried
from referrals.offers.clearing import cleared_for
from referrals.offers.queries import ANSWERING
from referrals.offers.standing import Standing
from referrals.offers.standings import Stands
from referrals.offers.told import Fact, Subject, facts
from referrals.people import sealing
from referrals.people.fields import Values
from referrals.people.models import Person
from referrals.people.queries import CARERS
from resource_app.accounts.sign_ins import Somebody
from resource_app.errors import NotFound

READERS = (*ANSWERING, *CARERS)
CLASS_OF: Mapping[str, str] = {
    "needs": "need",
    "referrals": "need",
    "contact": "contact",
    "tasks": "need",
}  # entries.SEES
WITHIN: tuple[Standing, ...] = (
    "draft",
    "consent_hold",
    "void",
)  # of a referral that nobody outside was ever asked about
_EVERY = frozenset(DATA_CLASS)
_NO_REFERRAL = Carried(need="", found="talk", priority="routine", call_back="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A case as one entry of its care team lets an organization read it today: of what the team ticked (`entries.SEES`) the
    `parts` that a consent covers, and every one of the data `classes` that one covers. A `discreet` one holds a need that says
    too much of the team.
    """

    entry: CaseEntry
    case: Case
    person: Person
    part: str  # in the care team (entries.PARTS)
    parts: tuple[str, ...]
    classes: frozenset[str]
    discreet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is read of it: what is still needed, how the person is reached, how referrals stand, and what is to be done; and
    until when the member agreed to that, where there is such a day.
    """

    needs: Sequence[CaseNeed]
    contact: Sequence[Fact]
    referrals: Sequence[Stands]
    tasks: Sequence[entries.Written]
    until: date | None


def shared_with(session: Session, viewer: Somebody, today: date) -> list[Shared]:
    """Every case that the viewer's organizations may read something of, the last entry first."""
    homes = {each.organization_id for each in viewer.held if each.organization_id and each.role in READERS}
    theirs = _entries().where(CaseEntry.who_id.in_(homes))
    rows = session.execute(theirs.order_by(CaseEntry.made_at.desc(), CaseEntry.id)).all()
    return _shared(session, rows, today)


def open_shared(session: Session, entry_id: str, viewer: Somebody, today: date) -> Shared:
    """One of them; raises NotFound for any other, and where nothing of it may be read: these look the same."""
    found = _shared(session, session.execute(_entries().where(CaseEntry.id == entry_id)).all(), today)
    if not found or not viewer.is_at(found[0].entry.who_id or "", *READERS):
        raise NotFound("shared case", entry_id)
    return found[0]


def shared_by(session: Session, case: Case, today: date) -> dict[str, Shared]:
    """What is read of a case by whom, for its own team: by the id of the entry."""
    rows = session.execute(_entries().where(CaseEntry.case_id == case.id, CaseEntry.who_id.is_not(None))).all()
    return {each.entry.id: each for each in _shared(session, rows, today)}


def told(session: Session, shared: Shared, today: date) -> Told:
    """What stands in a case, as far as it may be read. What somebody under age agreed to alone is nobody's here; words that
    were typed are read where all that is needed may be known, and the team said so of each.
    """
    stands = [
        each for each in standings.of_person(session, shared.person.id) if each.referral.case_id == shared.case.id
    ]
    alone = {each.referral.need_id for each in stands if each.referral.alone}
    every = needs_of(session, shared.case)
    known = [each for each in every if each.id not in alone and NEED[each.code].data_class in shared.classes]
    ids = {each.id for each in known}
    reads = frozenset(shared.parts)
    return Told(
        needs=[each for each in known if each.ended_at is None] if "needs" in reads else (),
        contact=_contact(sealing.values_of(session, shared.person), today) if "contact" in reads else (),
        referrals=[each for each in stands if each.referral.need_id in ids and each.standing not in WITHIN]
        if "referrals" in reads
        else (),
        tasks=_tasks(session, shared.case) if "tasks" in reads and len(known) == len(every) else (),
        until=_until(session, shared, today),
    )


def _contact(values: Values, today: date) -> Sequence[Fact]:
    """Name and safe ways, as after the acceptance of a referral; no home, since nobody has to come there."""
    return facts(Subject(_NO_REFERRAL, values, today), 1, {"contact"})


def _tasks(session: Session, case: Case) -> Sequence[entries.Written]:
    every = entries.of_case(session, case, "task")
    return [each for each in every if each.row.ended_at is None and each.values.get("told") == "yes"]


def _until(session: Session, shared: Shared, today: date) -> date | None:
    needed = frozenset(CLASS_OF[each] for each in shared.parts)
    asked = _asked(shared.entry.who_id or "", today, needed)
    ends = (each.ends_on for each in consents.bearing(session, shared.person.id, asked))
    return min((each for each in ends if each is not None), default=None)


def _asked(organization_id: str, today: date, classes: frozenset[str]) -> Asked:
    return Asked(organization_id=organization_id, purpose="coordination", day=today, data_classes=classes)


def _entries() -> Select[CaseEntry, Case, Person]:
    """Of care teams, that name an organization which signs in; of cases that are open and people who are not locked."""
    return (
        select(CaseEntry, Case, Person)
        .join(Case, CaseEntry.case_id == Case.id)
        .join(Person, Case.person_id == Person.id)
        .where(CaseEntry.kind == "member", CaseEntry.ended_at.is_(None), Case.closed_at.is_(None))
        .where(Person.key.is_not(None), Person.locked.is_(False))
    )


def _shared(session: Session, rows: Sequence[Row[CaseEntry, Case, Person]], today: date) -> list[Shared]:
    ids = {person.id for _entry, _case, person in rows}
    given, discreet = consents.given(session, ids), _discreet(session, ids)
    found = []
    for entry, case, person in rows:
        organization_id = entry.who_id or ""
        classes = _EVERY - uncovered(given[person.id], _asked(organization_id, today, _EVERY))
        apart = discreet[person.id]
        if apart and not apart <= classes.intersection(cleared_for(session, organization_id)):
            continue  # that somebody is with this team would tell it
        [written] = entries.opened(session, person, [entry])
        ticked = written.values.get("sees", "").split()
        shared = Shared(
            entry=entry,
            case=case,
            person=person,
            part=written.values["part"],
            parts=tuple(part for part, needed in CLASS_OF.items() if part in ticked and needed in classes),
            classes=classes,
            discreet=bool(apart),
        )
        if shared.parts:
            found.append(shared)
    return found


def _discreet(session: Session, person_ids: Collection[str]) -> dict[str, set[str]]:
    """The classes of what these people need, or needed, that is discreet."""
    found: dict[str, set[str]] = {each: set() for each in person_ids}
    asked = select(Case.person_id, CaseNeed.code).join(CaseNeed, CaseNeed.case_id == Case.id)
    for person_id, code in session.execute(asked.where(Case.person_id.in_(person_ids)).distinct()):
        if NEED[code].discreet:
            found[person_id].add(NEED[code].data_class)
    return found
