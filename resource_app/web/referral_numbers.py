"""How do the referrals of the network go? For who answers for it: figures of quarters that are over, and a file of them."""

from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, render_template
from sqlalchemy.orm import Session

from referrals.reports.numbers import Numbers, newest, numbers
from resource_app.access import holders_of, open_to
from resource_app.directory.small_counts import Quarter
from resource_app.web import csv_file, language
from resource_app.web.referral_numbers_page import HEAD, lines, page_of
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import Page
from resource_app.web.surroundings import reader, reading

blueprint = Blueprint("page_referral_numbers", __name__)
WATCHING = ("network_admin", "supervisor")
WATCHERS = holders_of(*WATCHING)
NAME = "referral_numbers"  # of what the process keeps


@blueprint.get("/network/numbers")
@open_to(WATCHERS)
def show() -> Page:
    """The last quarter."""
    keep_nothing()
    with reading() as session:
        found = _numbers(session)
    return render_template("network/numbers.html", page=page_of(language.translator(), found))


@blueprint.get("/network/numbers.csv")
@open_to(WATCHERS)
def export() -> Page:
    """The same as a file."""
    with reading() as session:
        found = _numbers(session)
    return csv_file.answer("referrals.csv", HEAD, lines(found))


def _numbers(session: Session) -> Numbers:
    """The figures of the last quarter, worked out once: they never change any more, and take a look at all that happened in it.
    On the first day on which they can be seen something may still be being written, and none are kept.
    """
    at = reader(session).now
    zone = at.tzinfo if isinstance(at.tzinfo, ZoneInfo) else ZoneInfo("UTC")
    quarter = newest(at.date())
    kept: dict[tuple[Quarter, str], Numbers] = current_app.extensions.setdefault(NAME, {})
    found = kept.get((quarter, zone.key)) or numbers(session, at.date(), zone)
    if at.date() > found.seen_on:
        kept[quarter, zone.key] = found
    return found
