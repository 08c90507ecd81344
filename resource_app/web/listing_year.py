"""How did a listing answer referrals in its last year? For a care team that thinks of sending somebody there."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from referrals.people.queries import CARERS
from referrals.reports.listings import Year, last_year
from resource_app.phrases import month
from resource_app.web import identity, language
from resource_app.web.bars import HELD, figure
from resource_app.web.offer_words import reason_words
from resource_app.web.surroundings import reader
from search.documents import Document


@dataclass(frozen=True, slots=True)
class YearLines:
    """The year in words; without `rows` it had too few referrals to tell anything."""

    first: str
    last: str
    rows: tuple[tuple[str, str], ...]


def year_of(session: Session, listing: Document) -> YearLines | None:
    """None for who is of no care team, and for a sensitive kind of help."""
    if listing.sensitive or not identity.holds(*CARERS):
        return None
    at = reader(session).now
    zone = at.tzinfo if isinstance(at.tzinfo, ZoneInfo) else ZoneInfo("UTC")
    return _lines(last_year(session, listing.id, at.date(), zone))


def _lines(year: Year) -> YearLines:
    t = language.translator()
    span = month(t, year.first.first), month(t, year.last.months[-1])
    if year.sent is None:
        return YearLines(*span, ())
    hours = t.gettext("%(num)s working hours")
    reasons = tuple(
        (t.gettext("Declined: %(reason)s") % {"reason": t.gettext(reason_words(code))}, figure(count))
        for code, count in year.reasons.items()
    )
    return YearLines(
        *span,
        (
            (t.gettext("Sent"), figure(year.sent)),
            (t.gettext("Accepted"), figure(year.accepted)),
            (t.gettext("Declined"), figure(year.declined)),
            *reasons,
            (
                t.gettext("Middle time to an answer"),
                HELD if year.answer is None else hours % {"num": f"{year.answer:,.1f}"},
            ),
        ),
    )
