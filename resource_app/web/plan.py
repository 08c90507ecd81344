"""When is what due for the first time? The load of each working day, and an organization's due date moved to another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from resource_app import phrases
from resource_app.access import holders_of, open_to
from resource_app.directory.queries import organizations
from resource_app.directory.subjects import titles
from resource_app.errors import N_, BadInput, NotFound
from resource_app.phrases import Translator
from resource_app.web import identity
from resource_app.web.columns import Chart, Due, pictures
from resource_app.web.forms import Filled, Form, day_of, line, read
from resource_app.web.freshness import KEEPERS, page_asked
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import reader, reading
from validation import planning
from validation.planning import Day, Group, Move

blueprint = Blueprint("page_plan", __name__)
CURATOR = holders_of("curator")
ROWS = 25  # organizations on a page
LONGEST_NAME = 100


class MoveForm(Form):
    """The day that was chosen."""

    to = line(most=40)


@dataclass(frozen=True, slots=True)
class Row:
    """Listings of an organization that are due together."""

    name: str
    group: Group
    day: str


@dataclass(frozen=True, slots=True)
class Load:
    """What is due on a day, before and after a move."""

    day: str
    before: int
    after: int


@blueprint.get("/freshness/plan")
@open_to(KEEPERS)
def show() -> Page:
    """The days, and the organizations, the soonest first; those of one day or name where one is asked for."""
    keep_nothing()
    day, name, page = (
        day_of(request.args.get("day", "")),
        request.args.get("name", "")[:LONGEST_NAME].strip(),
        page_asked(),
    )
    with reading() as session:
        who = reader(session)
        today = who.now.date()
        found = planning.groups(session, today, day=day, turn_ids=_called(session, name), page=page, size=ROWS)
        days = planning.days(session, today)
        return render_template(
            "freshness/plan.html",
            chart=_chart(who.t, days),
            days=[(phrases.full_date(who.t, each.day), each) for each in days],
            rows=_rows(session, who.t, found[:ROWS]),
            day=day,
            name=name,
            page=page,
            is_last=len(found) <= ROWS,
            may_move=identity.is_curator(),
        )


@blueprint.get("/freshness/plan/<turn_id>/<from_day>")
@open_to(CURATOR)
def ask(turn_id: str, from_day: str) -> Page:
    """Where to, and what that would change."""
    return _move(turn_id, from_day, Filled({"to": request.args.get("to", "")}))


@blueprint.post("/freshness/plan/<turn_id>/<from_day>")
@open_to(CURATOR)
def move(turn_id: str, from_day: str) -> Page:
    """Move it."""
    fields: dict[str, str] = {}
    try:
        fields = read(MoveForm)
        with identity.connections().transaction() as session:
            planning.move_due(session, turn_id, _named(from_day), _chosen(fields["to"]), identity.by())
    except BadInput as error:
        return _move(turn_id, from_day, Filled(fields, error.field, error.message)), 422
    return redirect(f"/freshness/plan?day={_chosen(fields['to'])}#organizations", SEE_OTHER)


def _move(turn_id: str, from_day: str, filled: Filled) -> str:
    keep_nothing()
    with reading() as session:
        who = reader(session)
        found = planning.move_of(session, turn_id, _named(from_day), who.now.date())
        loads: Sequence[Load] = ()
        if filled.values.get("to") and not filled.message:
            try:
                loads = _loads(who.t, found, _checked(found, filled.values["to"], who.now))
            except BadInput as error:
                filled = Filled(filled.values, error.field, error.message)
        [row] = _rows(session, who.t, [found.group])
        first, last = (phrases.full_date(who.t, day) for day in (found.first, found.last))
        return render_template(
            "freshness/move.html", row=row, move=found, form=filled, loads=loads, first=first, last=last
        )


def _checked(found: Move, written: str, now: datetime) -> date:
    day = _chosen(written)
    planning.check(found, day, now.date())
    return day


def _loads(t: Translator, found: Move, to_day: date) -> Sequence[Load]:
    """Both days, before and after."""
    moved = found.group.listings
    changes = ((found.group.day, -moved), (to_day, moved))
    return tuple(
        Load(phrases.full_date(t, day), found.due[day], found.due[day] + change) for day, change in sorted(changes)
    )


def _rows(session: Session, t: Translator, found: Sequence[Group]) -> list[Row]:
    called = titles(session, {each.turn_id for each in found})
    nameless = t.gettext("An organization whose name is not shown")
    return [Row(called.get(each.turn_id, nameless), each, phrases.full_date(t, each.day)) for each in found]


def _called(session: Session, name: str) -> list[str] | None:
    """The turns of organizations of a name; None where none was asked for."""
    return [f"organization:{each.id}" for each in organizations(session, name, ())] if name.split() else None


def _chart(t: Translator, days: Sequence[Day]) -> Chart:
    most = max(days, key=lambda each: each.due)
    values = {"num": f"{most.due:,}", "date": phrases.full_date(t, most.day)}
    title = t.gettext("The most on one day: %(num)s, on %(date)s") % values if most.due else t.gettext("Nothing is due")
    every = [Due(phrases.day_and_month(t, each.day), each.due) for each in days]
    about = t.gettext(
        "Listings due on each working day of the coming six months. Days off count with the day before them."
    )
    words = "; ".join(f"{each.label}: {each.due:,}" for each in every if each.due)
    return Chart("load", title, about, "", words or t.gettext("Nothing is due"), pictures(every))


def _named(written: str) -> date:
    """The day that an address names."""
    found = day_of(written)
    if found is None:
        raise NotFound("day", written)
    return found


def _chosen(written: str) -> date:
    """The day that somebody chose. Raises BadInput for none."""
    found = day_of(written)
    if found is None:
        raise BadInput(N_("Type the day as month/day/year, like 5/3/2027."), "to")
    return found
