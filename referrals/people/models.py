"""The tables of people. What is said of a person stands sealed under a key of their own: with the key gone it is gone."""

from datetime import date, datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from referrals.people.fields import LookupKind
from resource_app.database import Base

RelatedKind = Literal["household", "proxy"]
STANDS = text("ended_at IS NULL")
LOOKUPS, RELATED = get_args(LookupKind), get_args(RelatedKind)


class Person(MappedAsDataclass, Base, kw_only=True):
    """Somebody who is helped, as the team of one care organization knows them. `key` is sealed with the installation's, and
    None once they were forgotten. A `locked` person is found by no look-up. `version` rises with each change.
    """

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(primary_key=True)
    organization_id: Mapped[str] = mapped_column(index=True)
    key: Mapped[str | None] = mapped_column(repr=False)
    locked: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime]


class PersonField(MappedAsDataclass, Base, kw_only=True):
    """One value of a person (`fields.FIELDS`), sealed for this row: in another it cannot be opened."""

    __tablename__ = "person_field"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[str] = mapped_column(repr=False)


class PersonLookup(MappedAsDataclass, Base, kw_only=True):
    """What a person is found by, as an HMAC that tells nothing. Not unique: of one person there may be two records."""

    __tablename__ = "person_lookup"
    __table_args__ = (
        CheckConstraint(f"kind IN {LOOKUPS}", name="kind"),
        Index("ix_person_lookup_found", "kind", "digest"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(repr=False)


class PersonRelated(MappedAsDataclass, Base, kw_only=True):
    """Somebody of a person's household, or who may speak for them; who that is, is sealed with the person's key."""

    __tablename__ = "person_related"
    __table_args__ = (CheckConstraint(f"kind IN {RELATED}", name="kind"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    sealed: Mapped[str] = mapped_column(repr=False)


class LegalHold(MappedAsDataclass, Base, kw_only=True):
    """Nothing that is kept of a person is erased while this stands: at most one at a time. `words`, why, are sealed with the
    key of the person.
    """

    __tablename__ = "legal_hold"
    __table_args__ = (
        Index("uq_legal_hold_stands", "person_id", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(repr=False)
    begun_by: Mapped[str]
    begun_at: Mapped[datetime]
    ended_by: Mapped[str | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class BreakGlass(MappedAsDataclass, Base, kw_only=True):
    """Somebody of another team opened a person in an emergency, to read until a moment. `words`, why, are sealed with the key
    of the person; the privacy officer judges it by the day `due_on`.
    """

    __tablename__ = "break_glass"

    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    user_id: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str]
    words: Mapped[str] = mapped_column(repr=False)
    opened_at: Mapped[datetime]
    until: Mapped[datetime]
    due_on: Mapped[date]
    verdict: Mapped[str] = mapped_column(default="")
    reviewed_by: Mapped[str | None] = mapped_column(default=None)
    reviewed_at: Mapped[datetime | None] = mapped_column(default=None)


class HelpedLast(MappedAsDataclass, Base, kw_only=True):
    """Whom a user helps in a session; in another one it says nothing."""

    __tablename__ = "helped_last"

    user_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    sign_in_id: Mapped[str]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
