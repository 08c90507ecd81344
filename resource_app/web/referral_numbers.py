"""How do the referrals of the network go? For who answers for it: figures of quarters that are over, and a file of them."""

from zoneinfo import ZoneInfo

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from referrals.reports.numbers import Numbers, numbers
from resource_app.access import holders_of, open_to
from resource_app.web import csv_file, language
from resource_app.web.referral_numbers_page import HEAD, lines, page_of
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import Page
from resource_app.web.surroundings import reader, reading

blueprint = Blueprint("page_referral_numbers", __name__)
WATCHING = ("network_admin", "supervisor")
WATCHERS = holders_of(*WATCHING)


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
    at = reader(session).now
    return numbers(session, at.date(), at.tzinfo if isinstance(at.tzinfo, ZoneInfo) else ZoneInfo("UTC"))
