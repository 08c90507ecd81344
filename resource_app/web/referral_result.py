"""What came of a referral, on one page that a care team can print?"""

from collections.abc import Iterator
from datetime import date

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from referrals.cases.needs import NEED
from referrals.offers import drafts, queries, results
from referrals.offers.clearing import kept_quiet
from referrals.offers.queries import Opened
from referrals.offers.standings import Stands
from referrals.offers.statements import statements
from referrals.people.queries import briefly
from resource_app.access import open_to
from resource_app.accounts.queries import names
from resource_app.phrases import full_date
from resource_app.web import identity, members_words, offer_words, told_words
from resource_app.web.referrals import ANSWERS, CARER, SOURCES
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import Page
from resource_app.web.surroundings import reader, reading

blueprint = Blueprint("page_referral_result", __name__)
REPORTS = dict(offer_words.RESOLUTIONS)


@blueprint.get("/referrals/<referral_id>/result")
@open_to(CARER)
def show(referral_id: str) -> Page:
    """The result of a referral of the team; of one that is open, what is known so far."""
    keep_nothing()
    with reading() as session:
        opened = queries.open_referral(session, referral_id, identity.somebody())
        identity.opened(f"referral:{referral_id}")
        quiet = bool(kept_quiet(session, [opened.case.organization_id]))
        return render_template(
            "referrals/result.html",
            id=referral_id,
            number=opened.referral.number,
            is_closed=opened.referral.closed_at is not None,
            tag_words=members_words.standing_words(Stands(opened.referral, NEED[opened.need.code], opened.standing)),
            by_name=statements(opened.need.code, named=True, quiet=quiet),
            about=list(_about(session, opened)),
            known=list(_known(session, opened)),
            asked=[
                ((each.snapshot or {}).get("name", ""), offer_words.state_tag(each.state, disputed=each.disputed))
                for each in opened.offers
            ],
        )


def _about(session: Session, opened: Opened) -> Iterator[tuple[str, str]]:
    """Whom it was for, what was needed, and who answers for it."""
    who, referral, owner = reader(session), opened.referral, opened.case.owner_id
    t = who.t
    yield t.gettext("Member"), briefly(session, [opened.person.id])[0].called
    yield t.gettext("Need"), t.gettext(NEED[opened.need.code].title)
    if referral.alone:
        yield t.gettext(told_words.KEEP), t.gettext(told_words.ALONE)
    yield t.gettext("Sent on"), who.day(referral.made_at)
    yield t.gettext("Who answers for it"), names(session, {owner}).get(owner, "")
    yield t.gettext("Phone number of your team"), drafts.carried_of(session, opened.person, referral).call_back


def _known(session: Session, opened: Opened) -> Iterator[tuple[str, str]]:
    """What was reported and answered, how well that is known, and why it ended."""
    who, referral = reader(session), opened.referral
    t = who.t
    if report := results.report(session, opened):
        yield t.gettext("Service given by"), (report.offer.snapshot or {}).get("name", "")
        yield t.gettext("Day of the service"), full_date(t, date.fromisoformat(report.served_on))
        yield t.gettext("What was given"), report.given
        yield t.gettext("They reported"), t.gettext(REPORTS.get(report.outcome.resolution, ""))
    for each in results.answers(session, opened):
        words = (t.gettext(ANSWERS[each.said]), t.gettext(SOURCES[each.source]), who.day(each.at))
        yield t.gettext("Did it help?"), "; ".join(words)
    yield t.gettext("How well we know"), t.gettext(offer_words.LOOP[referral.loop_level])
    if referral.closed_at is not None:
        yield t.gettext("Closed on"), who.day(referral.closed_at)
    if referral.closed_for:
        yield t.gettext("Why"), t.gettext(offer_words.reason_words(referral.closed_for))
