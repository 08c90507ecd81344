"""Who opens a record of another team in an emergency, and was it right? The first is asked why, the second judged after."""

from flask import Blueprint, redirect, render_template
from sqlalchemy.orm import Session

from referrals.people import glass
from referrals.people.models import BreakGlass
from referrals.people.queries import briefly, same
from resource_app import phrases
from resource_app.access import holders_of, open_to
from resource_app.accounts.queries import names
from resource_app.directory.queries import organization
from resource_app.errors import BadInput
from resource_app.web import doing, identity
from resource_app.web.forms import Filled, Form, line, read, typed
from resource_app.web.members import ASKED, CARERS, found_page, tried
from resource_app.web.members_fields import form_of, values_in
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import reader, reading

blueprint = Blueprint("page_members_glass", __name__)
OFFICER = holders_of("privacy_officer", "network_admin")
EmergencyForm = form_of("EmergencyForm", ASKED, reason=line(required=False), words=line(required=False))


class VerdictForm(Form):
    """Whether it was right."""

    verdict = line(required=False)


@blueprint.post("/members/emergency")
@open_to(CARERS)
def open_records() -> Page:
    """Open people of other teams, for a reason, to read for four hours."""
    given = typed()
    try:
        said = read(EmergencyForm)
        values, why = values_in(ASKED, said), glass.Why(said["reason"], said["words"])
        with reading() as session:
            today = reader(session).now.date()
        with tried(), identity.connections().transaction() as session:
            ids = glass.open_records(session, values, why, identity.somebody(), today, identity.by())
    except BadInput as error:
        return found_page(Filled(given, error.field, error.message), (), "asked"), 422
    identity.looked("listed", "people:emergency", shown=[f"person:{each}" for each in ids], reason=why.reason)
    with reading() as session:
        found = briefly(session, ids)
    return found_page(Filled(given), found, "opened")


@blueprint.get("/members/opened")
@open_to(OFFICER)
def show() -> Page:
    """What was opened and nobody has judged yet, and records that may be of one person."""
    return _page(Filled())


@blueprint.post("/members/opened/<glass_id>")
@open_to(OFFICER)
def judge(glass_id: str) -> Page:
    """Say whether it was right."""
    try:
        verdict = read(VerdictForm)["verdict"]
        with doing.transaction() as session:
            glass.review(session, glass_id, verdict, identity.by())
    except BadInput as error:
        return _page(Filled({}, error.field, error.message)), 422
    return redirect("/members/opened", SEE_OTHER)


def _page(filled: Filled) -> str:
    keep_nothing()
    with reading() as session:
        waiting = glass.waiting(session)
        called = names(session, {each.user_id for each in waiting})
        identity.looked("listed", "people:opened", shown=[f"person:{each.person_id}" for each in waiting])
        rows = [_row(session, each, called) for each in waiting]
        twice = [(each, organization(session, each.organization_id)) for each in same(session)]
    return render_template("members/opened.html", form=filled, rows=rows, verdicts=glass.VERDICTS, twice=twice)


def _row(session: Session, opened: BreakGlass, called: dict[str, str]) -> dict[str, str]:
    who = reader(session)
    return {
        "id": opened.id,
        "who": called.get(opened.user_id, opened.user_id),
        "user_id": opened.user_id,
        "person_id": opened.person_id,
        "when": who.moment(opened.opened_at),
        "due": phrases.full_date(who.t, opened.due_on),
        "reason": who.t.gettext(dict(glass.REASONS)[opened.reason]),
        "words": glass.words_of(session, opened),
        "late": "yes" if opened.due_on < who.now.date() else "",
    }
