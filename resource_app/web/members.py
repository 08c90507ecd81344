"""Who is it that somebody wants to help? Found by what one must know as a whole, in one's own team alone, or added anew.

What was typed is sent in a form, so that nothing personal stands in an address; titles name the task, never the person.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from flask import Blueprint, g, redirect, render_template
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from referrals.cases.queries import caseload, of_viewer
from referrals.people import fields, glass, operations, queries
from referrals.people.models import Person
from referrals.people.queries import Known
from resource_app.access import holders_of, open_to
from resource_app.accounts import throttles
from resource_app.directory.queries import Named, organization
from resource_app.errors import N_, BadInput
from resource_app.web import doing, identity, members_words
from resource_app.web.forms import Filled, line, once, read, typed
from resource_app.web.members_fields import filled_in, form_of, values_in
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading

blueprint = Blueprint("page_members", __name__)
CARERS = holders_of(*queries.CARERS)
LISTS = "people:own"  # what is written down as seen, where somebody sees their own list
ASKED = tuple(replace(fields.FIELD[code], needed=False) for code in ("name", "born_on", "phone", "plan_id"))
LookUpForm = form_of("LookUpForm", ASKED)
NewForm = form_of("NewForm", fields.FIELDS, team=line(required=False), sure=line(required=False), once=once())


@blueprint.get("/members")
@open_to(CARERS)
def index() -> Page:
    """The form that finds people, and those one answers for."""
    return _index(Filled())


@blueprint.post("/members")
@open_to(CARERS)
def look_up() -> Page:
    """People of the own teams who are known by all that was typed; locked ones are not among them."""
    given = typed()
    if given.get("act") == "language":
        return _index(Filled(given))
    try:
        values = values_in(ASKED, read(LookUpForm))
        found = find(values)
    except BadInput as error:
        return _index(Filled(given, error.field, error.message)), 422
    return found_page(Filled(given), found)


@blueprint.get("/members/new")
@open_to(CARERS)
def ask() -> Page:
    """An empty form."""
    return _new(Filled())


@blueprint.post("/members/new")
@open_to(CARERS)
def add() -> Page:
    """Keep somebody new, once, unless it could be one that is there: then those are shown first."""
    given = typed()
    if given.get("act") in {"language", "start"}:
        return _new(Filled(given))
    try:
        said = read(NewForm)
        values, made = values_in(fields.FIELDS, said), str(said["once"])
        alike = keep_new(values, team_of(said["team"]), made, sure=bool(said["sure"]))
    except BadInput as error:
        return _new(Filled(given, error.field, error.message)), 422
    return _new(Filled(given), alike) if alike else redirect(f"/members/{made}", SEE_OTHER)


def keep_new(values: fields.Values, team: str, made: str, *, sure: bool) -> Sequence[Known]:
    """Keep somebody new, once. Unless it is `sure`, nothing is kept where it could be one that is there: those are given back.
    Raises BadInput and TooMany.
    """
    if _is_kept(made):
        return ()
    alike = () if sure else _alike(values)
    if not alike:
        with suppress(IntegrityError), doing.transaction() as session:
            operations.add(session, values, team, identity.by(), made)
    return alike


def _is_kept(person_id: str) -> bool:
    with reading() as session:
        return session.get(Person, person_id) is not None


def find(values: fields.Values, limit: str = "look_up") -> Sequence[Known]:
    """People of the viewer's teams who are known by all of this; written down as one act. Raises BadInput for too little, which
    counts as no try, and TooMany.
    """
    teams = queries.teams_of(identity.somebody())
    with tried(limit), reading() as session:
        ids = queries.look_up(session, values, teams, now().date())
    identity.looked("listed", "people:look-up", shown=[f"person:{each}" for each in ids])
    with reading() as session:
        return queries.briefly(session, ids)


@contextmanager
def tried(limit: str = "look_up") -> Iterator[None]:
    """Count the block as one try to look somebody up; what cannot be looked up counts for nothing. Raises TooMany."""
    whose, at = identity.somebody().user_id, now()
    throttles.spend(identity.connections(), limit, at, account=whose)
    try:
        yield
    except BadInput:
        throttles.give_back(identity.connections(), limit, at, account=whose)
        raise


def _alike(values: fields.Values) -> Sequence[Known]:
    """Those of the own teams with this name and birth date; nothing where it is no name and date. Raises BadInput for values
    that cannot be kept.
    """
    kept = fields.kept(values, now().date())
    return find({code: kept[code] for code in ("name", "born_on")}, "new_person") if "born_on" in kept else []


def team_of(chosen: str) -> str:
    """The care organization that a new person is kept for."""
    teams = queries.teams_of(identity.somebody())
    if len(teams) == 1:
        return next(iter(teams))
    if chosen not in teams:
        raise BadInput(N_("Choose for which of your teams."), "team")
    return chosen


def _teams(session: Session) -> list[Named]:
    found = (organization(session, each) for each in sorted(queries.teams_of(identity.somebody())))
    return [each for each in found if each is not None]


def _index(filled: Filled) -> str:
    g.language_form = "look-up"
    with reading() as session:
        cases = of_viewer(session, identity.somebody())
        ids = list(dict.fromkeys(each.person_id for each in cases))
        mine = queries.briefly(session, ids)
        load = caseload(session, identity.somebody().user_id)
    identity.looked("listed", LISTS, shown=[f"person:{each.id}" for each in mine])
    return _page("members/index.html", filled, table=ASKED, mine=mine, load=load)


def found_page(filled: Filled, found: Sequence[Known], emergency: str = "") -> str:
    """Who was found; `emergency` is "asked" where somebody may ask for people of other teams, as they may when nobody was, and
    "opened" where they did.
    """
    g.language_form = "look-up"
    kept = {code: filled.values.get(code, "") for code in (field.code for field in ASKED)}
    way = emergency or ("" if found else "asked")
    return _page(
        "members/index.html", filled, table=ASKED, found=found, asked=kept, emergency=way, reasons=glass.REASONS
    )


def _new(filled: Filled, alike: Sequence[Known] = ()) -> str:
    g.language_form = "person"
    with reading() as session:
        teams = _teams(session)
    start = Filled(filled_in(fields.FIELDS, {})) if not filled.values else filled
    return _page(
        "members/form.html", start, parts=parts_of_form(), alike=alike, teams=teams, person_id="", changed=None
    )


def parts_of_form() -> list[tuple[str, str, tuple[fields.Field, ...]]]:
    """The parts of the form about a person: code, title and fields."""
    return [
        (code, title, tuple(each for each in fields.FIELDS if each.part == code)) for code, title in members_words.PARTS
    ]


def _page(template: str, filled: Filled, **more: Any) -> str:
    keep_nothing()
    given: dict[str, Any] = {"mine": None, "load": (), "found": None, "asked": {}, "emergency": "", **more}
    return render_template(template, form=filled, hints=members_words.HINTS, words=members_words, **given)
