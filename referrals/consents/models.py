"""The table of what people agreed to. The database refuses every change of a row: a new version says what holds now."""

from datetime import date, datetime
from typing import get_args

from sqlalchemy import CheckConstraint, ForeignKey, Text, false
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from referrals.consents.terms import Kind, Method, Said
from resource_app.database import Base

KINDS, SAID, METHODS = get_args(Kind), get_args(Said), get_args(Method)


class Consent(MappedAsDataclass, Base, kw_only=True):
    """One version of a consent; the newest holds. `signer` is sealed with the person's key: who signed, as whom, by what
    right, and who was there. `statements` are codes of what was shown or read out, in `language`; `evidence` is the SHA-256 of
    the paper or recording. `why` is a code, where it was refused or taken back. `alone`: by somebody under age, with no
    parent.
    """

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(f"said IN {SAID}", name="said"),
        CheckConstraint(f"method IN {METHODS}", name="method"),
        CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="ends_on"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    said: Mapped[str]
    purposes: Mapped[list[str]]
    data_classes: Mapped[list[str]]
    recipients: Mapped[list[str]]
    share_back: Mapped[bool]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None] = mapped_column(index=True)
    method: Mapped[str]
    language: Mapped[str]
    signer: Mapped[str] = mapped_column(repr=False)
    statements: Mapped[list[str]]
    evidence: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    alone: Mapped[bool] = mapped_column(default=False, server_default=false())
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime]


class ConsentFile(MappedAsDataclass, Base, kw_only=True):
    """The paper that was signed, or a picture of it: `sealed` with the key of the person. `digest` is its SHA-256, `size` its
    bytes. A wrong one is erased, and none is changed.
    """

    __tablename__ = "consent_file"

    id: Mapped[str] = mapped_column(primary_key=True)
    consent_id: Mapped[str] = mapped_column(index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    sealed: Mapped[str] = mapped_column(Text, repr=False)
    digest: Mapped[str]
    size: Mapped[int]
    added_by: Mapped[str]
    added_at: Mapped[datetime]
