"""Who erases what is kept of a member, and what stops it? The privacy officer, who knows a record by its number and reads
nothing of the person: for a reason, after a second look, and never while a legal hold keeps it.
"""

from typing import Any

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from referrals import erasing
from referrals.people import holds
from referrals.people.models import Person
from resource_app.access import holders_of, open_to
from resource_app.directory.queries import organization
from resource_app.errors import N_, BadInput, NotFound
from resource_app.phrases import full_date
from resource_app.web import doing, identity, language
from resource_app.web.forms import Filled, Form, line, read, typed
from resource_app.web.members_page import moment
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import reading

blueprint = Blueprint("page_members_erasing", __name__)
OFFICERS = ("privacy_officer", "network_admin")
OFFICER, OFFICER_NOW = holders_of(*OFFICERS), holders_of(*OFFICERS, recent=True)
HERE = "/members/erase"
NONE = N_("There is no such record, or it is erased already. Copy its number from the member’s page.")


class EraseForm(Form):
    """Which record, why, and that they are sure."""

    record = line(required=False, most=64)
    why = line(required=False, most=20)
    sure = line(required=False, most=3)


class HoldForm(Form):
    """Which record is to stay, and why; or that the hold ends."""

    record = line(required=False, most=64)
    act = line(required=False, most=10)
    words = line(required=False, most=500)


@blueprint.get(HERE)
@open_to(OFFICER)
def show() -> Page:
    """A box for the number of a record, or what there is of one."""
    number = request.args.get("record", "").strip()
    try:
        return _page(number, Filled({"record": number}))
    except BadInput as error:
        return _again({"record": number}, error)


@blueprint.post(HERE)
@open_to(OFFICER_NOW)
def erase() -> Page:
    """Erase it."""
    given = typed()
    try:
        said = read(EraseForm)
        _require_sure(said["sure"])
        with doing.transaction() as session:
            person = _person(session, said["record"])
            erasing.erase(session, person, said["why"] or "none", identity.by())
    except BadInput as error:
        return _again(given, error)
    return redirect(f"{HERE}?done=1", SEE_OTHER)


@blueprint.post("/members/hold")
@open_to(OFFICER_NOW)
def hold() -> Page:
    """Let nothing of it be erased, or let it be erased again."""
    given = typed()
    try:
        said = read(HoldForm)
        with doing.transaction() as session:
            person = _person(session, said["record"])
            if said["act"] == "end":
                holds.end(session, person, identity.by())
            else:
                holds.begin(session, person, said["words"], identity.by())
    except BadInput as error:
        return _again(given, error)
    return redirect(f"{HERE}?record={said['record']}", SEE_OTHER)


def _person(session: Session, number: str) -> Person:
    try:
        return erasing.person_of(session, number)
    except NotFound as error:
        raise BadInput(NONE, "record") from error


def _require_sure(ticked: str) -> None:
    if not ticked:
        raise BadInput(N_("Tick that you have looked at it once more: nobody can undo it."), "sure")


def _again(given: dict[str, str], error: BadInput) -> Page:
    number = "" if error.field == "record" else given.get("record", "")
    return _page(number, Filled(given, error.field, error.message)), 422


def _page(number: str, filled: Filled) -> str:
    keep_nothing()
    with reading() as session:
        found = _found(session, _person(session, number)) if number else {}
    t = language.translator()
    return render_template(
        "members/erase.html",
        form=filled,
        number=number,
        done="done" in request.args,
        reasons=[(code, t.gettext(words), "") for code, words in erasing.REASONS],
        **{"kept": None, "held": None, "team": "", "since": "", **found},
    )


def _found(session: Session, person: Person) -> dict[str, Any]:
    identity.opened(f"person:{person.id}", page="erase")
    kept = erasing.kept(session, person)
    team, standing = organization(session, kept.organization_id), holds.of_person(session, person.id)
    held = (
        {"words": holds.words_of(session, standing), "since": moment(session, standing.begun_at)} if standing else None
    )
    return {
        "kept": kept,
        "team": team.name if team else "",
        "since": full_date(language.translator(), kept.since),
        "held": held,
    }
