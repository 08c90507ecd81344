"""Which case is it, and may it be seen? One door; and how much work somebody has."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from referrals.cases.models import INTENSITIES, Case, CaseNeed
from referrals.people.queries import CARERS, teams_of
from resource_app.accounts.sign_ins import Somebody
from resource_app.errors import NotFound

GUIDE: Mapping[str, tuple[int, int]] = {"high": (20, 40)}  # open cases of one owner that are work enough, by intensity


@dataclass(frozen=True, slots=True)
class Load:
    """How many open cases of an intensity somebody answers for, and what is work enough (`GUIDE`), where anything says so."""

    intensity: str
    open: int

    @property
    def guide(self) -> tuple[int, int] | None:
        """From how many to how many."""
        return GUIDE.get(self.intensity)

    @property
    def is_over(self) -> bool:
        """Whether it is more than anybody should have; that warns, and forbids nothing."""
        return self.guide is not None and self.open > self.guide[1]


def open_case(session: Session, case_id: str, viewer: Somebody) -> Case:
    """A case of the viewer's team; raises NotFound for any other, and for none."""
    case = session.get(Case, case_id)
    if case is None or not viewer.is_at(case.organization_id, *CARERS):
        raise NotFound("case", case_id)
    return case


def of_person(session: Session, person_id: str) -> Sequence[Case]:
    """The cases of a person, open ones first, the newest before older ones."""
    theirs = select(Case).where(Case.person_id == person_id)
    return session.scalars(theirs.order_by(Case.closed_at.is_not(None), Case.opened_at.desc(), Case.id)).all()


def of_viewer(session: Session, viewer: Somebody) -> Sequence[Case]:
    """The open cases that a viewer answers for in a team of theirs, the newest first; none of a team that they have left."""
    mine = open_cases(teams_of(viewer), viewer.user_id)
    return session.scalars(mine.order_by(Case.opened_at.desc(), Case.id)).all()


def open_cases(teams: Collection[str], owner_id: str = "") -> Select[Case]:
    """The open cases of these care organizations, or of one owner there."""
    theirs = select(Case).where(Case.organization_id.in_(teams), Case.closed_at.is_(None))
    return theirs.where(Case.owner_id == owner_id) if owner_id else theirs


def needs_of(session: Session, case: Case) -> Sequence[CaseNeed]:
    """What the person of a case needs, the newest first."""
    theirs = select(CaseNeed).where(CaseNeed.case_id == case.id)
    return session.scalars(theirs.order_by(CaseNeed.made_at.desc(), CaseNeed.id)).all()


def caseload(session: Session, owner_id: str) -> list[Load]:
    """How much somebody has to do, by intensity."""
    mine = select(Case.intensity, func.count().label("cases")).where(
        Case.owner_id == owner_id, Case.closed_at.is_(None)
    )
    counted = {row.intensity: row.cases for row in session.execute(mine.group_by(Case.intensity))}
    return [Load(each, counted.get(each, 0)) for each in INTENSITIES]
