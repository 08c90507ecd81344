"""How well is the promise kept? What default results show, how long ago it was confirmed, and what comes due; listings, never
people, are counted.

A fixed number of statements, whatever the directory holds: the database adds up listings that are alike, and they are read once
for every table of the page.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, distinct, func, or_, select
from sqlalchemy.orm import Session

from resource_app.clock import months_later
from resource_app.directory.models import Confirmation, Listing, Service
from resource_app.directory.queries import is_found, is_offered
from search import values
from validation.cycle import MONTHS
from validation.models import Cycle

SOON = timedelta(days=30)
WEEK = timedelta(days=7)
WEEKS = 26  # that are looked ahead
PACE_WEEKS = 8  # whose work is the desk's pace
REACHED = ("phone", "visit", "outside")  # how a curator confirms


@dataclass(slots=True)
class Sum:
    """Listings that default results show: all, those confirmed within six months, those in their first period, those due within
    30 days. Whatever is neither of the second and third is past six months.
    """

    shown: int = 0
    confirmed: int = 0
    first: int = 0
    soon: int = 0
    ages: Counter[int] = field(default_factory=Counter)  # days since a confirmation: how many listings

    @property
    def late(self) -> int:
        """Past six months and shown all the same: there must be none."""
        return self.shown - self.confirmed - self.first

    @property
    def age(self) -> int | None:
        """The median of days since a confirmation; None where nothing was confirmed."""
        passed, half = 0, (self.confirmed + 1) // 2
        for days in sorted(self.ages):
            passed += self.ages[days]
            if passed >= half:
                return days
        return None

    @property
    def share(self) -> int:
        """Hundredths that were confirmed; 100 only when all were."""
        return 100 * self.confirmed // self.shown if self.shown else 0

    def add(self, listings: int, age: int | None, *, is_first: bool, is_soon: bool) -> None:
        """Count listings that are alike: `age` are the days since a confirmation that still counts."""
        self.shown += listings
        self.soon += listings if is_soon else 0
        if age is not None:
            self.confirmed += listings
            self.ages[age] += listings
        elif is_first:
            self.first += listings


@dataclass(frozen=True, slots=True)
class Out:
    """Listings that are not in default results for want of a confirmation: those found by name only, and those out of sight."""

    past_due: int
    out_of_sight: int


@dataclass(frozen=True, slots=True)
class Week:
    """Listings due from a Monday on, for seven days."""

    first: date
    due: int


class Census:
    """Every listing that default results show on a day, added up in different ways."""

    def __init__(self, session: Session, today: date) -> None:
        columns = (Service.source, func.coalesce(Service.organization_id, "").label("organization"), Listing.due_on)
        kinds = values.LISTING.c["values"].label("kinds")
        asked = _shown(today, *columns, kinds).outerjoin(values.LISTING, values.LISTING.c.id == Listing.id)
        self._today = today
        self._rows = session.execute(asked).all()
        self._age = cache(lambda day: _age(day, today))

    def all(self) -> Sum:
        """All of them together."""
        return self._by(lambda _row: ("",)).get("", Sum())

    def by_source(self) -> dict[str, Sum]:
        """By where they come from."""
        return self._by(lambda row: (row.source,))

    def by_organization(self) -> list[tuple[str, Sum]]:
        """By organization (its id; empty for none), the worst first: the fewest confirmed, the oldest, the largest."""
        found = self._by(lambda row: (row.organization,))
        return sorted(
            found.items(), key=lambda each: (-each[1].late, each[1].share, -(each[1].age or 0), -each[1].shown)
        )

    def by_kind(self, codes: Iterable[str]) -> dict[str, Sum]:
        """By kind of help, as far as it is one of `codes`. A listing of several kinds counts for each."""
        wanted = frozenset(codes)
        known = cache(lambda kinds: wanted.intersection(values.values_of(kinds, "category")))
        return self._by(lambda row: known(row.kinds or ""))

    def weeks(self) -> list[Week]:
        """What comes due in each of the coming weeks, this one first."""
        monday = self._today - timedelta(days=self._today.weekday())
        counts: Counter[int] = Counter()
        for row in self._rows:
            if row.due_on is not None:
                counts[(row.due_on - monday).days // WEEK.days] += row.listings
        return [Week(monday + number * WEEK, counts[number]) for number in range(WEEKS)]

    def _by(self, keys_of: Callable[[Any], Iterable[str]]) -> dict[str, Sum]:
        found: dict[str, Sum] = defaultdict(Sum)
        for row in self._rows:
            age = self._age(row.confirmed_on)
            soon = row.due_on is not None and row.due_on <= self._today + SOON
            for key in keys_of(row):
                found[key].add(row.listings, age, is_first=row.is_first, is_soon=soon)
        return dict(found)


def by_curator(session: Session, today: date) -> dict[str, Sum]:
    """By the user who confirmed them last: by phone, on a visit or from another source."""
    theirs = and_(
        Confirmation.listing_id == Listing.id,
        Confirmation.confirmed_on == Listing.confirmed_on,
        Confirmation.how == Listing.confirmed_how,
        _by_curator(),
    )
    asked = _shown(today, Confirmation.actor_id, Listing.due_on).join(Confirmation, theirs)
    found: dict[str, Sum] = defaultdict(Sum)
    for row in session.execute(asked):
        soon = row.due_on is not None and row.due_on <= today + SOON
        found[row.actor_id].add(row.listings, _age(row.confirmed_on, today), is_first=row.is_first, is_soon=soon)
    return dict(found)


def out(session: Session, today: date) -> Out:
    """What was shown once, and is not until somebody confirms it."""
    past_due = case((Listing.unconfirmed.is_(False), 1), else_=0)
    late = or_(Listing.unconfirmed.is_(True), Listing.due_on < today)
    asked = select(func.coalesce(func.sum(past_due), 0), func.count()).select_from(Listing)
    offered = asked.join(Service, Service.id == Listing.service_id).where(is_offered(), late)
    found, every = session.execute(offered).one()
    return Out(found, every - found)


def pace(session: Session, now: datetime) -> int:
    """How many listings curators confirmed in a week, over the last eight; never fewer than one where they did at all."""
    asked = select(func.count(distinct(Confirmation.listing_id))).where(
        _by_curator(), Confirmation.recorded_at > now - PACE_WEEKS * WEEK
    )
    return -(-(session.scalar(asked) or 0) // PACE_WEEKS)


def _by_curator() -> ColumnElement[bool]:
    """Whether somebody at the desk confirmed it, also where it was the organization that said so, on the phone."""
    return and_(Confirmation.actor_kind == "user", Confirmation.how.in_(REACHED))


def _shown(today: date, *columns: Any) -> Select[Any]:
    """Shown listings, added up by columns and by what decides how each counts. A cycle knows of a source's confirmations."""
    by_source = and_(Cycle.periods > 0, or_(Listing.confirmed_on.is_(None), Listing.confirmed_on < Cycle.anchor_on))
    confirmed_on = case((by_source, Cycle.anchor_on), else_=Listing.confirmed_on)
    first = case((Cycle.id.is_(None), Listing.confirmed_on.is_(None)), else_=Cycle.periods == 0)
    keys = (*columns, confirmed_on.label("confirmed_on"), first.label("is_first"))
    rows = select(*keys, func.count(distinct(Listing.id)).label("listings")).select_from(Listing)
    rows = rows.join(Service, Service.id == Listing.service_id)
    rows = rows.outerjoin(Cycle, and_(Cycle.listing_id == Listing.id, Cycle.ended_at.is_(None)))
    return rows.where(is_found(today)).group_by(*keys)


def _age(confirmed_on: date | None, today: date) -> int | None:
    """Days since a confirmation that still counts; None for none."""
    if confirmed_on is None or months_later(confirmed_on, MONTHS) < today:
        return None
    return max(0, (today - confirmed_on).days)
