"""The tables of referrals and offers. An offer's state changes by `making.make_move` alone; what happened is only added."""

from datetime import date, datetime
from typing import get_args

from sqlalchemy import CheckConstraint, ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from referrals.offers.clocks import CLOCKS, Priority
from referrals.offers.guards import Eligible
from referrals.offers.moves import HOLDING, STATES
from referrals.offers.standing import REPORTED, Answer, Resolution, Source
from referrals.people.contact import Way
from resource_app.database import MAY_HOLD_ADDRESS, Base, Json

PRIORITIES, RESOLUTIONS, ELIGIBLE = get_args(Priority), get_args(Resolution), get_args(Eligible)
ANSWERS, SOURCES, WAYS = get_args(Answer), get_args(Source), get_args(Way)
HOLDS = text(f"state IN {HOLDING}")
CODES = tuple(clock.code for clock in CLOCKS)
RUNS = text("ended_at IS NULL")
WAITS = text("done_at IS NULL AND ended_at IS NULL")


class Referral(MappedAsDataclass, Base, kw_only=True):
    """One need, put to the network (FHIR ServiceRequest). `number` is what it is called by: RL- and six signs. `tells` are the
    classes of data that an organization is told, for which there must be consent; `said` is what goes with it
    (`carried.Carried`), as it was filled in, sealed with the key of the person. An `automatic` one goes to the next of its list
    by itself. What it ended with is its `resolution`, `closed_for` why, and `loop_level` how well we know; before that its
    standing is worked out from its offers (`standing.standing`). One that was closed is followed by another that `replaces` it.
    To one that is `alone` somebody under age agreed without a parent, who is told nothing of it (`consents.minors`).
    """

    __tablename__ = "referral"
    __table_args__ = (
        CheckConstraint(f"priority IN {PRIORITIES}", name="priority"),
        CheckConstraint(f"resolution IN {RESOLUTIONS}", name="resolution"),
        CheckConstraint("loop_level BETWEEN 0 AND 4", name="loop_level"),
        Index("uq_referral_replaces", "replaces", unique=True),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    need_id: Mapped[str] = mapped_column(ForeignKey("case_need.id"), index=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    priority: Mapped[str]
    tells: Mapped[list[str]]
    automatic: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(index=True)
    said: Mapped[str] = mapped_column(default="", repr=False)
    resolution: Mapped[str | None] = mapped_column(default=None)
    loop_level: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_for: Mapped[str] = mapped_column(default="")
    replaces: Mapped[str | None] = mapped_column(default=None)
    alone: Mapped[bool] = mapped_column(default=False, server_default=false())


class ReferralDraft(MappedAsDataclass, Base, kw_only=True):
    """A referral that somebody has begun and not sent: of whom, to which listings, and what was filled in, sealed."""

    __tablename__ = "referral_draft"

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    listing_ids: Mapped[list[str]]
    said: Mapped[str] = mapped_column(default="", repr=False)
    saved_at: Mapped[datetime] = mapped_column(index=True)


class Offer(MappedAsDataclass, Base, kw_only=True):
    """A referral, put to one listing (FHIR Task). Whom it went to and what the listing said then never change; `snapshot` is
    emptied only when its place turns out to be secret. `version` rises with every move. `rank` orders a queue. `viewed_at`
    is when its organization first opened it; it is `disputed` once the person says that it did not help. It stands
    `instead_of` an earlier one that its organization let go, late or by mistake.
    """

    __tablename__ = "offer"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint(f"eligible IN {ELIGIBLE}", name="eligible"),
        Index("ix_offer_inbox", "organization_id", "state", "moved_at"),
        Index("uq_offer_holder", "referral_id", unique=True, sqlite_where=HOLDS, postgresql_where=HOLDS),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    referral_id: Mapped[str] = mapped_column(ForeignKey("referral.id"), index=True)
    listing_id: Mapped[str] = mapped_column(index=True)
    service_id: Mapped[str]
    organization_id: Mapped[str]
    snapshot: Mapped[Json | None] = mapped_column(info=MAY_HOLD_ADDRESS)
    rank: Mapped[int]
    eligible: Mapped[str] = mapped_column(default="unknown")
    state: Mapped[str] = mapped_column(default="queued")
    version: Mapped[int] = mapped_column(default=1)
    moved_at: Mapped[datetime]
    viewed_at: Mapped[datetime | None] = mapped_column(default=None)
    disputed: Mapped[bool] = mapped_column(default=False)
    instead_of: Mapped[str | None] = mapped_column(default=None)


class OfferEvent(MappedAsDataclass, Base, kw_only=True):
    """Something that happened to an offer: the move, and the state and version after it. Only ids and codes; `said`, what was
    written with it, is sealed with the key of the person.
    """

    __tablename__ = "offer_event"
    offer_id: Mapped[str] = mapped_column(ForeignKey("offer.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    move: Mapped[str]
    state: Mapped[str]
    party: Mapped[str]
    actor_kind: Mapped[str]
    actor_id: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    said: Mapped[str] = mapped_column(default="", repr=False)
    at: Mapped[datetime]


class Outcome(MappedAsDataclass, Base, kw_only=True):
    """What was reported of a service: a wrong one is amended by one more, and never changed. `said`, when it was and what was
    given, is sealed with the key of the person.
    """

    __tablename__ = "outcome"
    __table_args__ = (CheckConstraint(f"resolution IN {REPORTED}", name="resolution"),)

    offer_id: Mapped[str] = mapped_column(ForeignKey("offer.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    resolution: Mapped[str]
    party: Mapped[str]
    said: Mapped[str] = mapped_column(repr=False)
    actor_kind: Mapped[str]
    actor_id: Mapped[str]
    at: Mapped[datetime]


class ReferralAnswer(MappedAsDataclass, Base, kw_only=True):
    """What the person, or who cares for them, answered to whether it helped; kept each beside the other."""

    __tablename__ = "referral_answer"
    __table_args__ = (
        CheckConstraint(f"said IN {ANSWERS}", name="said"),
        CheckConstraint(f"source IN {SOURCES}", name="source"),
    )

    referral_id: Mapped[str] = mapped_column(ForeignKey("referral.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    offer_id: Mapped[str] = mapped_column(ForeignKey("offer.id"), index=True)
    said: Mapped[str]
    source: Mapped[str]
    actor_kind: Mapped[str]
    actor_id: Mapped[str]
    at: Mapped[datetime]


class MemberLink(MappedAsDataclass, Base, kw_only=True):
    """A link or a printed code by which one person says, without an account, whether a referral helped (`member_links`): the
    member, or the caregiver `proxy_id`. Neither secret stands here: the link's is worked out again, and `code` is an HMAC.
    `tries` are birth years that were wrong; at `lost_at` it was known that its letter did not arrive.
    """

    __tablename__ = "member_link"
    __table_args__ = (
        CheckConstraint(f"asked IN {SOURCES}", name="asked"),
        CheckConstraint(f"way IN {WAYS}", name="way"),
        CheckConstraint("(asked = 'caregiver') = (proxy_id IS NOT NULL)", name="proxy_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    referral_id: Mapped[str] = mapped_column(ForeignKey("referral.id"), index=True)
    asked: Mapped[str]
    proxy_id: Mapped[str | None]
    way: Mapped[str]
    language: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True, repr=False)
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    lost_at: Mapped[datetime | None] = mapped_column(default=None)


class OfferClock(MappedAsDataclass, Base, kw_only=True):
    """When something is due of an offer (`clocks.CLOCKS`). It happens once, at `done_at`; from `ended_at` on nobody waits for
    what it was about any more; a team sees what it is about again on the day to which they `put_off_to`.
    """

    __tablename__ = "offer_clock"
    __table_args__ = (
        CheckConstraint(f"clock IN {CODES}", name="clock"),
        Index("ix_offer_clock_late", "clock", "due_at", sqlite_where=RUNS, postgresql_where=RUNS),
        Index("ix_offer_clock_waits", "due_at", sqlite_where=WAITS, postgresql_where=WAITS),
    )

    offer_id: Mapped[str] = mapped_column(ForeignKey("offer.id"), primary_key=True)
    clock: Mapped[str] = mapped_column(primary_key=True)
    due_at: Mapped[datetime] = mapped_column(primary_key=True)
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    put_off_to: Mapped[date | None] = mapped_column(default=None)


class DetailOpening(MappedAsDataclass, Base, kw_only=True):
    """A session of somebody of an organization in which a health detail may be read until a moment (`detail`)."""

    __tablename__ = "detail_opening"

    offer_id: Mapped[str] = mapped_column(ForeignKey("offer.id"), primary_key=True)
    session_id: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime]


class Clearance(MappedAsDataclass, Base, kw_only=True):
    """An organization that works with discreet needs, by what is told with them (`needs.Need.data_class`): it may be asked for
    them, and where it sends, it is not named.
    """

    __tablename__ = "clearance"

    organization_id: Mapped[str] = mapped_column(primary_key=True)
    data_class: Mapped[str] = mapped_column(primary_key=True)
    cleared_by: Mapped[str]
    cleared_at: Mapped[datetime]
