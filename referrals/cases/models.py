"""The tables of cases and needs. Nothing in them is free text: what is told of a person is sealed with the person."""

from datetime import date, datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from referrals.cases.needs import FOUND
from resource_app.database import Base

INTENSITIES = ("high", "middle", "low")
EntryKind = Literal["member", "task", "contact", "transfer"]
ENTRIES = get_args(EntryKind)
IntakeState = Literal["waiting", "accepted", "declined"]
INTAKE_STATES = get_args(IntakeState)
UNANSWERED = text("state = 'waiting'")
WAITS, HANDED_OVER = text("ended_at IS NULL"), text("kind = 'transfer' AND ended_at IS NULL")
SHARED = text("kind = 'member' AND ended_at IS NULL")


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
    closed_for: Mapped[str] = mapped_column(default="", server_default="")


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


class CaseEntry(MappedAsDataclass, Base, kw_only=True):
    """What a team writes down in a case (`entries.TABLES`), sealed with the key of the person: who belongs to the care team,
    what is to be done by the day `due_on`, with whom somebody spoke, to whom the case is handed over. `who_id` is the user it
    waits for, or of who belongs to the care team the organization that reads of the case here; `result` a code that says how it
    ended.
    """

    __tablename__ = "case_entry"
    __table_args__ = (
        CheckConstraint(f"kind IN {ENTRIES}", name="kind"),
        Index("ix_case_entry_waits", "kind", "due_on", sqlite_where=WAITS, postgresql_where=WAITS),
        Index("ix_case_entry_shared", "who_id", sqlite_where=SHARED, postgresql_where=SHARED),
        Index("uq_case_entry_transfer", "case_id", unique=True, sqlite_where=HANDED_OVER, postgresql_where=HANDED_OVER),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[str]
    sealed: Mapped[str] = mapped_column(repr=False)
    who_id: Mapped[str | None] = mapped_column(default=None)
    due_on: Mapped[date | None] = mapped_column(default=None)
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    result: Mapped[str] = mapped_column(default="")
    ended_by: Mapped[str | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class Intake(MappedAsDataclass, Base, kw_only=True):
    """A colleague hands somebody to a care organization, which accepts or declines (`intake.ANSWERS`). Until then the person is
    the one they wrote down; the note is sealed with the person's key. `why` is a code of intake.DECLINES.
    """

    __tablename__ = "intake"
    __table_args__ = (
        CheckConstraint(f"state IN {INTAKE_STATES}", name="state"),
        Index("ix_intake_waits", "organization_id", sqlite_where=UNANSWERED, postgresql_where=UNANSWERED),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    organization_id: Mapped[str]
    sender_id: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str]
    source: Mapped[str]
    note: Mapped[str] = mapped_column(repr=False)
    sent_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="waiting")
    why: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str | None] = mapped_column(default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
