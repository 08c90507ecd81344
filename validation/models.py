"""The tables of the six-month promise: whose turn it is, the cycle of each listing, its steps, and who was asked."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import MAY_HOLD_ADDRESS, Base
from validation.cycle import INTERVALS
from validation.ladder import RUNGS

OPEN = text("ended_at IS NULL")
OUTCOMES = ("confirmed", "unanswered", "gone")
CHANNELS = ("mail", "phone")
UNCLEARED = text("cleared_at IS NULL")
ANSWERS = ("right", "changed", "gone", "unsure")
CALL_RESULTS = ("reached", "no answer", "left a message", "call back", "wrong number", "closed", "visit")
REASONS = ("phone_wrong", "no_longer_offered", "place_moved", "org_closed", "not_as_said")
WAYS = ("referral", "problem")
STEPS = tuple(rung.code for rung in RUNGS)


class Turn(MappedAsDataclass, Base, kw_only=True):
    """Whom we ask about listings: "organization:…", or "service:…" of a service that belongs to none. `next_at` is when the
    first of its listings needs something; whoever works on them holds this row.

    `zone` is the IANA name of the clock its letters go by. `channel` and `email` are how and where it wants to be asked;
    without an address its own contacts are.
    """

    __tablename__ = "validation_turn"
    __table_args__ = (CheckConstraint(f"channel IN {CHANNELS}", name="channel"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    zone: Mapped[str]
    next_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    channel: Mapped[str] = mapped_column(default="mail")
    email: Mapped[str] = mapped_column(default="")

    def day_at(self, at: datetime) -> date:
        """Which day it is there."""
        return at.astimezone(ZoneInfo(self.zone)).date()


class Cycle(MappedAsDataclass, Base, kw_only=True):
    """A listing's way to its next confirmation: due `periods` times `months` after the anchor, which is the day it was
    confirmed, or the first due date (with no period) of one that never was.

    `rung` is the last one climbed, `next_at` when the next is due. It ends confirmed, unanswered or with the listing gone.
    """

    __tablename__ = "validation_cycle"
    __table_args__ = (
        CheckConstraint(f"months IN {INTERVALS}", name="months"),
        CheckConstraint(f"ladder IN {INTERVALS}", name="ladder"),
        CheckConstraint(f"outcome IN {OUTCOMES}", name="outcome"),
        CheckConstraint("(outcome IS NULL) = (ended_at IS NULL)", name="ended"),
        Index("uq_validation_cycle_open", "listing_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_validation_cycle_turn", "turn_id", "next_at", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_validation_cycle_due", "due_on", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id"), index=True)
    turn_id: Mapped[str] = mapped_column(ForeignKey("validation_turn.id"))
    anchor_on: Mapped[date]
    periods: Mapped[int]
    months: Mapped[int]
    ladder: Mapped[int]
    due_on: Mapped[date]
    rung: Mapped[str | None] = mapped_column(default=None)
    next_at: Mapped[datetime | None]
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    outcome: Mapped[str | None] = mapped_column(default=None)


class Step(MappedAsDataclass, Base, kw_only=True):
    """A rung that was climbed: once in a cycle. `note` says how, where it was not as planned; `ask_id` is the letter."""

    __tablename__ = "validation_step"
    __table_args__ = (
        CheckConstraint(f"rung IN {STEPS}", name="rung"),
        UniqueConstraint("cycle_id", "rung"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("validation_cycle.id"))
    rung: Mapped[str]
    done_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")
    ask_id: Mapped[str | None] = mapped_column(ForeignKey("validation_ask.id"), index=True, default=None)


class Ask(MappedAsDataclass, Base, kw_only=True):
    """A letter that asks about every listing of a turn that is due by `until_on`, and its link: one a day. `id` is the letter's
    too. The link's secret is worked out from id and version, so raising the version ends it, as does its letter coming back.
    """

    __tablename__ = "validation_ask"
    __table_args__ = (UniqueConstraint("turn_id", "asked_on"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    turn_id: Mapped[str] = mapped_column(ForeignKey("validation_turn.id"))
    rung: Mapped[str]
    recipient: Mapped[str] = mapped_column(repr=False)
    language: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(index=True)
    asked_on: Mapped[date]
    until_on: Mapped[date]
    expires_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class Answer(MappedAsDataclass, Base, kw_only=True):
    """What somebody answered about one field of a listing in its cycle, until all is sent: kept as they go, so that a colleague
    can go on. `path` is the field ("service.description"); `value` is what they wrote where it is `changed`. `actor_id` is the
    ask whose link they came by, or the user.
    """

    __tablename__ = "validation_answer"
    __table_args__ = (CheckConstraint(f"said IN {ANSWERS}", name="said"), UniqueConstraint("cycle_id", "path"))

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("validation_cycle.id"))
    path: Mapped[str]
    said: Mapped[str]
    value: Mapped[str] = mapped_column(default="", repr=False, info=MAY_HOLD_ADDRESS)
    actor_kind: Mapped[str]
    actor_id: Mapped[str]
    said_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(default=None)


class Call(MappedAsDataclass, Base, kw_only=True):
    """A curator's try to reach whoever a turn is about: whom, when, with which result, and when to call back. A "visit" is one
    that somebody is to make.
    """

    __tablename__ = "validation_call"
    __table_args__ = (CheckConstraint(f"result IN {CALL_RESULTS}", name="result"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    turn_id: Mapped[str] = mapped_column(ForeignKey("validation_turn.id"), index=True)
    user_id: Mapped[str]
    called_at: Mapped[datetime]
    result: Mapped[str]
    whom: Mapped[str] = mapped_column(default="", repr=False)
    note: Mapped[str] = mapped_column(default="", repr=False, info=MAY_HOLD_ADDRESS)
    call_back_on: Mapped[date | None] = mapped_column(default=None)


class Finding(MappedAsDataclass, Base, kw_only=True):
    """What an automatic check found wrong with a listing: since when, how often in a row, and until when. `told_at` is when a
    task was opened because of it.
    """

    __tablename__ = "validation_finding"
    __table_args__ = (
        Index(
            "uq_validation_finding_open",
            "listing_id",
            "code",
            unique=True,
            sqlite_where=UNCLEARED,
            postgresql_where=UNCLEARED,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id"), index=True)
    code: Mapped[str]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(default="")
    told_at: Mapped[datetime | None] = mapped_column(default=None)
    cleared_at: Mapped[datetime | None] = mapped_column(default=None)


class Walk(MappedAsDataclass, Base, kw_only=True):
    """How far a check has come through all listings: `after` is the last one it looked at, `looked` how many those were."""

    __tablename__ = "validation_walk"

    code: Mapped[str] = mapped_column(primary_key=True)
    began_at: Mapped[datetime]
    after: Mapped[str] = mapped_column(default="")
    looked: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class Dispute(MappedAsDataclass, Base, kw_only=True):
    """That somebody said a listing is not right: one for each reason, day and way it came. A referral that was declined, or a
    problem that was reported; never whose. A confirmation clears it.
    """

    __tablename__ = "validation_dispute"
    __table_args__ = (
        CheckConstraint(f"reason IN {REASONS}", name="reason"),
        CheckConstraint(f"came_by IN {WAYS}", name="came_by"),
        UniqueConstraint("listing_id", "reason", "said_on", "came_by"),
        Index("ix_validation_dispute_turn", "turn_id", sqlite_where=UNCLEARED, postgresql_where=UNCLEARED),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id"))
    turn_id: Mapped[str]
    reason: Mapped[str]
    said_on: Mapped[date]
    came_by: Mapped[str]
    told_at: Mapped[datetime]
    cleared_at: Mapped[datetime | None] = mapped_column(default=None)


class Suspension(MappedAsDataclass, Base, kw_only=True):
    """That a listing takes no new referrals because it was said to be no more, until somebody confirms it. `until_on` is what
    the listing says of that meanwhile, `before_on` what it said before.
    """

    __tablename__ = "validation_suspension"
    __table_args__ = (
        Index("uq_validation_suspension_open", "listing_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id"))
    began_at: Mapped[datetime]
    until_on: Mapped[date]
    before_on: Mapped[date | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class Pace(MappedAsDataclass, Base, kw_only=True):
    """One row: whoever counts the letters of the last hour holds it, so that no two count at once."""

    __tablename__ = "validation_pace"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
