"""What should never have been there? A supervisor says so of a referral, by its number and with a reason; the page says whose
it is, and no word about a member.
"""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from referrals.offers import closing, queries
from referrals.offers.making import NotPossible
from referrals.offers.queries import Opened
from resource_app.access import holders_of, open_to
from resource_app.accounts.queries import names
from resource_app.directory.queries import names as organizations_called
from resource_app.errors import N_, BadInput
from resource_app.web import doing, identity
from resource_app.web.forms import Filled, Form, line, read, typed
from resource_app.web.offer_moves import MOST
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import reader, reading

blueprint = Blueprint("page_mistakes", __name__)
SUPERVISOR = holders_of("supervisor")
CONFLICT = 409


class MistakeForm(Form):
    """Which referral it is, and why."""

    number = line(required=False, most=40)
    why = line(required=False, most=MOST)


@dataclass(frozen=True, slots=True)
class Row:
    """A referral: its number, the team, who answers for the case, and since when. It `may` be marked, or `is` already."""

    number: str
    team: str
    owner: str
    since: str
    may: bool
    is_marked: bool


@blueprint.get("/network/mistakes")
@open_to(SUPERVISOR)
def show() -> Page:
    """Ask for a number, or show whose referral it is."""
    number = request.args.get("number", "")
    try:
        return _page(number, Filled())
    except BadInput as error:
        return _page("", Filled({"number": number}, error.field, error.message)), 404


@blueprint.post("/network/mistakes")
@open_to(SUPERVISOR)
def do() -> Page:
    """Mark it."""
    fields = typed()
    number = fields.get("number", "")
    try:
        said = read(MistakeForm)
        with doing.transaction() as session:
            referral = _called(session, said["number"]).referral
            closing.void(session, referral.id, said["why"], identity.by())
            marked = referral.number
    except BadInput as error:
        shown = number if error.field != "number" else ""
        return _page(shown, Filled(fields, error.field, error.message)), 422
    except NotPossible:
        return _page(number, Filled()), CONFLICT
    return redirect(f"/network/mistakes?number={marked}", SEE_OTHER)


def _called(session: Session, number: str) -> Opened:
    """The referral of a number as somebody typed it; raises BadInput for none."""
    found = queries.numbered(session, number.strip().upper())
    if found is None:
        raise BadInput(N_("There is no referral of this number."), "number")
    return found


def _page(number: str, form: Filled) -> str:
    keep_nothing()
    row = None
    if number.strip():
        with reading() as session:
            opened = _called(session, number)
            identity.opened(f"referral:{opened.referral.id}")
            row = _row(session, opened)
    return render_template("network/mistakes.html", row=row, form=form, most=MOST)


def _row(session: Session, opened: Opened) -> Row:
    case, referral = opened.case, opened.referral
    return Row(
        number=referral.number,
        team=organizations_called(session, [case.organization_id]).get(case.organization_id, ""),
        owner=names(session, [case.owner_id]).get(case.owner_id, ""),
        since=reader(session).day(referral.made_at),
        may=bool(closing.voidable(opened.offers)),
        is_marked=opened.standing == "void",
    )
