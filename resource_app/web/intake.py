"""Who is to be taken on by a care team? A form for every colleague, with the answers they got; for the team, who waits."""

from contextlib import suppress
from dataclasses import dataclass

from flask import Blueprint, g, redirect, render_template
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from referrals.cases import intake
from referrals.cases.models import Intake
from referrals.people import queries
from referrals.people.models import Person
from resource_app.access import SIGNED_IN, open_to
from resource_app.accounts import throttles
from resource_app.accounts.queries import names
from resource_app.directory.queries import names as organization_names
from resource_app.directory.queries import organizations
from resource_app.errors import N_, BadInput
from resource_app.phrases import Said
from resource_app.web import doing, identity, language, members_words
from resource_app.web.forms import Filled, Form, line, once, read, typed
from resource_app.web.members import CARERS
from resource_app.web.members_fields import filled_in, form_of, values_in
from resource_app.web.members_page import moment
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading

blueprint = Blueprint("page_intake", __name__)
TABLE = intake.PERSON + intake.WHY
MOST = 20  # of those whom somebody handed in
HandInForm = form_of("HandInForm", TABLE, team=line(required=False), once=once())
STATES = {  # words, tone, icon
    "waiting": (N_("Waiting for an answer"), "plain", "send"),
    "accepted": (N_("Accepted"), "good", "check"),
    "declined": (N_("Declined"), "stop", "circle-x"),
}


class AcceptForm(Form):
    """Who of those that are there it is, if anybody."""

    same_as = line(required=False)


class DeclineForm(Form):
    """Why they are not taken on."""

    why = line(required=False, most=20)


@dataclass(frozen=True, slots=True)
class Sent:
    """How one that somebody handed in stands, without a word of who it is."""

    number: str
    team: str
    reason: str
    tag: Said
    why: str
    when: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who is to be taken on, with whom they may be the same as."""

    id: str
    name: str
    facts: members_words.Rows
    small: str
    alike: list[queries.Known]


@blueprint.get("/hand-in")
@open_to(SIGNED_IN)
def ask() -> Page:
    """An empty form, and what became of those handed in before."""
    return _hand_in(Filled())


@blueprint.post("/hand-in")
@open_to(SIGNED_IN)
def send() -> Page:
    """Hand somebody in; sent twice, it is done once."""
    given = typed()
    if given.get("act") == "language":
        return _hand_in(Filled(given))
    try:
        said = read(HandInForm)
        throttles.spend(identity.connections(), "new_person", now(), account=identity.somebody().user_id)
        with suppress(IntegrityError), doing.transaction() as session:
            team = _team(session, said["team"])
            intake.send(session, values_in(TABLE, said), team, identity.by(), str(said["once"]))
    except BadInput as error:
        return _hand_in(Filled(given, error.field, error.message)), 422
    return redirect("/hand-in#sent", SEE_OTHER)


@blueprint.get("/intake")
@open_to(CARERS)
def index() -> Page:
    """Who waits to be taken on, the longest first."""
    return _triage(Filled())


@blueprint.post("/intake/<intake_id>/accept")
@open_to(CARERS)
def accept(intake_id: str) -> Page:
    """Take them on, and go to them."""
    try:
        with doing.transaction() as session:
            one = intake.open_intake(session, intake_id, identity.somebody())
            person_id = intake.accept(session, one, read(AcceptForm)["same_as"], identity.by())
    except BadInput as error:
        return _triage(Filled({}, f"intake-{intake_id}", error.message)), 422
    return redirect(f"/members/{person_id}", SEE_OTHER)


@blueprint.post("/intake/<intake_id>/decline")
@open_to(CARERS)
def decline(intake_id: str) -> Page:
    """Do not take them on, with a reason."""
    try:
        with doing.transaction() as session:
            one = intake.open_intake(session, intake_id, identity.somebody())
            intake.decline(session, one, read(DeclineForm)["why"], identity.by())
    except BadInput as error:
        return _triage(Filled({}, f"intake-{intake_id}", error.message)), 422
    return redirect("/intake", SEE_OTHER)


def _teams(session: Session) -> dict[str, str]:
    """The care organizations, by id."""
    return {each.id: each.name for each in organizations(session, "", ()) if not each.listed}


def _team(session: Session, chosen: str) -> str:
    if chosen not in _teams(session):
        raise BadInput(N_("Choose a team."), "team")
    return chosen


def _hand_in(filled: Filled) -> str:
    keep_nothing()
    g.language_form = "hand-in"
    with reading() as session:
        teams = _teams(session)
        mine = intake.sent_by(session, identity.somebody().user_id, MOST)
        called = organization_names(session, {each.organization_id for each in mine})
        rows = [_sent(session, each, called.get(each.organization_id, "")) for each in mine]
    return render_template(
        "intake/hand_in.html",
        form=filled if filled.values else Filled(filled_in(TABLE, {})),
        hints=members_words.HINTS,
        person=intake.PERSON,
        why=intake.WHY,
        teams=teams,
        sent=rows,
    )


def _sent(session: Session, one: Intake, team: str) -> Sent:
    t = language.translator()
    words, tone, icon = STATES[one.state]
    return Sent(
        number=one.id[:6].upper(),
        team=team,
        reason=t.gettext(dict(intake.REASONS)[one.reason]),
        tag=Said(t.gettext(words), tone, icon),
        why=t.gettext(dict(intake.DECLINES)[one.why]) if one.why else "",
        when=moment(session, one.sent_at),
    )


def _triage(filled: Filled) -> str:
    keep_nothing()
    with reading() as session:
        every = intake.waiting(session, queries.teams_of(identity.somebody()))
        called = names(session, {each.sender_id for each in every})
        rows = [_waiting(session, each, called.get(each.sender_id, "")) for each in every]
        seen = [each.person_id for each in every] + [one.id for row in rows for one in row.alike]
    identity.looked("listed", "people:intake", shown=[f"person:{each}" for each in seen])
    return render_template("intake/triage.html", form=filled, rows=rows, declines=intake.DECLINES)


def _waiting(session: Session, one: Intake, sender: str) -> Waiting:
    values = intake.told(session, one)
    person = session.get_one(Person, one.person_id)
    return Waiting(
        id=one.id,
        name=values["name"],
        facts=members_words.rows_of(TABLE[1:], values),
        small=f"{sender}, {moment(session, one.sent_at)}",
        alike=queries.briefly(session, queries.alike(session, person, now().date())),
    )
