"""The tables of cases and needs. Nothing in them is free text: what is told of a person is sealed with the person."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from referrals.cases.needs import FOUND
from resource_app.database import Base

INTENSITIES = ("high", "middle", "low")


class Case(MappedAsDataclass, Base, kw_only=True):
    """The work with one person by a care organization; `owner_id` is the one user who answers for it."""

    __tablename__ = "case_file"
    __table_args__ = (CheckConstraint(f"intensity IN {INTENSITIES}", name="intensity"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    organization_id: Mapped[str] = mapped_column(index=True)
    owner_id: Mapped[str] = mapped_column(index=True)
    intensity: Mapped[str] = mapped_column(default="middle")
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)


class CaseNeed(MappedAsDataclass, Base, kw_only=True):
    """Something the person of a case needs (`needs.NEEDS`), how it came to be known, and by when it is wanted."""

    __tablename__ = "case_need"
    __table_args__ = (CheckConstraint(f"found IN {FOUND}", name="found"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), index=True)
    code: Mapped[str]
    found: Mapped[str]
    wanted_by: Mapped[date | None] = mapped_column(default=None)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
