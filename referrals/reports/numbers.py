"""How do the referrals of the network go? Figures of a quarter that is over, and of nobody in it.

Those that were made in the quarter are counted, each once, as they stood a month after its end. What a quarter shows stays as
it is, and no two quarters have a referral in common: two looks at them tell no more than one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from referrals.offers.business_time import OFFICE, Worked
from referrals.offers.models import Referral
from referrals.offers.reasons import REASONS
from referrals.offers.standing import LOOP_LEVELS, Standing
from referrals.reports.history import ANSWERS, Course, courses
from referrals.reports.spread import DAY, Spread, spread
from resource_app.directory.small_counts import LEAST, QUARTERS, Quarter, Told, parts

FOLLOWED = timedelta(days=30)  # after the end of a quarter: by then most are answered
STANDS: tuple[Standing, ...] = (
    "offering",
    "matched",
    "in_service",
    "awaiting_confirmation",
    "needs_action",
    "closed",
    "void",
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The figures of a quarter as of the day `seen_on`; None for what is held back. `made` are the last quarters. Of `loops`,
    and of how long until the end, nothing is told where the number of closed ones is held back: they would tell it.
    """

    quarter: Quarter
    seen_on: date
    made: Mapping[Quarter, int | None]
    stands: Told
    loops: Told
    reasons: Told
    others: int | None  # offers that ended for a reason that is not told
    answer: Spread  # working hours
    accept: Spread  # working hours
    close: Spread  # days


def newest(today: date) -> Quarter:
    """The last quarter that is shown."""
    return Quarter.of(today - FOLLOWED).before


def numbers(session: Session, today: date, zone: ZoneInfo) -> Numbers:
    """The figures of the last quarter, whose days are those of a zone."""
    quarter = newest(today)
    seen_on = quarter.after.first + FOLLOWED
    seen_at = _begin(seen_on, zone)
    found = courses(session, _begin(quarter.first, zone), _begin(quarter.after.first, zone), seen_at)
    worked = Worked(OFFICE, zone, quarter.first, seen_on)
    stands = _stands(found)
    closed = [each for each in found if each.standing == "closed"] if stands["closed"] is not None else []
    total, reasons = parts(Counter(filter(None, (each.reason for course in found for each in course.offers.values()))))
    return Numbers(
        quarter=quarter,
        seen_on=seen_on,
        made={each: _made(session, each, zone) for each in _quarters(quarter)},
        stands=stands,
        loops=_loops(closed),
        reasons={each.code: reasons[each.code] for each in REASONS if reasons.get(each.code) is not None},
        others=None if total is None else total - sum(filter(None, reasons.values())) or None,
        answer=spread(list(_answered(found, worked))),
        accept=spread([worked.hours(each.made_at, each.taken_at) for each in found if each.taken_at]),
        close=spread([(each.closed_at - each.made_at) / DAY for each in closed if each.closed_at]),
    )


def _quarters(last: Quarter) -> Sequence[Quarter]:
    quarters = [last]
    while len(quarters) < QUARTERS:
        quarters.insert(0, quarters[0].before)
    return quarters


def _begin(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _made(session: Session, quarter: Quarter, zone: ZoneInfo) -> int | None:
    first, after = _begin(quarter.first, zone), _begin(quarter.after.first, zone)
    asked = select(func.count()).where(Referral.made_at >= first, Referral.made_at < after)
    count = session.scalars(asked).one()
    return count if count >= LEAST else None


def _stands(found: Sequence[Course]) -> Told:
    counted = Counter(each.standing for each in found)
    return parts({each: counted[each] for each in STANDS})[1]


def _loops(closed: Sequence[Course]) -> Told:
    counted = Counter(each.level for each in closed)
    return parts({level: counted[level] for level in range(len(LOOP_LEVELS))})[1]


def _answered(found: Sequence[Course], worked: Worked) -> Iterator[float]:
    """Of each offer that an organization answered: how long it took."""
    for course in found:
        for each in course.offers.values():
            sent, answered = each.first("send"), each.first(*ANSWERS)
            if sent and answered:
                yield worked.hours(sent, answered)
