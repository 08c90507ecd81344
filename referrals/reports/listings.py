"""How did a listing answer referrals in its last year? The four quarters that are over, as they were known a week later."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from referrals.offers.business_time import OFFICE, Worked
from referrals.offers.moves import TAKES
from referrals.reports.history import ANSWERS, Offering, offerings
from referrals.reports.spread import spread
from resource_app.directory.small_counts import LEAST, Quarter, parts, shown_quarters


@dataclass(frozen=True, slots=True)
class Year:
    """The year from the first quarter to the last; counts are None under eleven, or where they would tell such a one. `reasons`
    are those of declines of which something may be told. `answer` is the middle time to the first answer, in working hours.
    """

    first: Quarter
    last: Quarter
    sent: int | None = None
    accepted: int | None = None
    declined: int | None = None
    reasons: Mapping[str, int] = field(default_factory=dict)
    answer: float | None = None


def last_year(session: Session, listing_id: str, today: date, zone: ZoneInfo) -> Year:
    """The figures of a listing; whoever asks knows that it is of no sensitive kind."""
    quarters = shown_quarters(today)
    first, last = quarters[0], quarters[-1]
    begins, ends, seen = (_begin(day, zone) for day in (first.first, last.after.first, last.shown_from))
    found = [
        each for each in offerings(session, listing_id, seen) if (at := each.first("send")) and begins <= at < ends
    ]
    if len(found) < LEAST:
        return Year(first, last)
    told = _told(found)
    worked = Worked(OFFICE, zone, first.first, last.shown_from)
    answered = [(each.first("send"), each.first(*ANSWERS)) for each in found]
    lengths = [worked.hours(sent, answer) for sent, answer in answered if sent and answer]
    reasons = _reasons(found) if told["declined"] is not None else {}
    return Year(first, last, len(found), told["accepted"], told["declined"], reasons, spread(lengths).median)


def _begin(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _told(found: Sequence[Offering]) -> Mapping[str, int | None]:
    counted = Counter(_became(each) for each in found)
    return parts({each: counted[each] for each in ("accepted", "declined", "neither")})[1]


def _became(offering: Offering) -> str:
    if offering.first(*TAKES):
        return "accepted"
    return "declined" if offering.first("decline") else "neither"


def _reasons(found: Sequence[Offering]) -> Mapping[str, int]:
    why = Counter(each.reason for each in found if _became(each) == "declined")
    return {code: count for code, count in parts(why)[1].items() if count is not None}
