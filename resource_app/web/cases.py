"""What is written down in a case? A page for each kind: the care team, tasks, contacts, handing it over; added and ended."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import cast

from flask import Blueprint, g, redirect, render_template
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from referrals.cases import entries
from referrals.cases.entries import Written
from referrals.cases.models import Case, CaseEntry, EntryKind
from referrals.cases.queries import open_case
from referrals.offers import closing, partners, work
from referrals.people.queries import CARERS as ROLES
from resource_app.access import open_to
from resource_app.accounts.queries import homes, names, working
from resource_app.directory.queries import names as organizations_called
from resource_app.errors import N_, BadInput, NotFound
from resource_app.phrases import full_date
from resource_app.web import doing, identity, language, members_words
from resource_app.web.case_words import ASKED, BY_WAY, ENDINGS, WAY_OF, Asked
from resource_app.web.forms import Filled, Form, line, once, read, typed
from resource_app.web.members import CARERS
from resource_app.web.members_fields import form_of, values_in
from resource_app.web.members_page import moment, page_of
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading

blueprint = Blueprint("page_cases", __name__)


WORK = "work"  # where somebody came from, and goes back to
FORMS = {
    each.way: form_of(
        "EntryForm", entries.TABLES[each.kind], who=line(required=False), to=line(required=False, most=10), once=once()
    )
    for each in ASKED
}


class EndForm(Form):
    """How an entry ended."""

    result = line(most=20)


class CloseForm(Form):
    """Why a case ends."""

    reason = line(required=False, most=20)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in words; `acts` are the results that the reader may choose."""

    id: str
    title: str
    facts: members_words.Rows
    small: str
    acts: tuple[str, ...]


@blueprint.get("/cases/<case_id>/<way>")
@open_to(CARERS)
def show(case_id: str, way: str) -> Page:
    """What is written down, and a form for more."""
    return _page(case_id, _asked(way), Filled())


@blueprint.post("/cases/<case_id>/<way>")
@open_to(CARERS)
def add(case_id: str, way: str) -> Page:
    """One more; sent twice, it is one."""
    asked, given = _asked(way), typed()
    if given.get("act") == "language":
        return _page(case_id, asked, Filled(given))
    try:
        with suppress(IntegrityError), doing.transaction() as session:
            case = open_case(session, case_id, identity.somebody())
            said = read(FORMS[way])
            values = values_in(entries.TABLES[asked.kind], said)
            who_id = _who(session, case, asked, said["who"])
            entries.add(session, case, asked.kind, values, identity.by(), who_id=who_id, entry_id=str(said["once"]))
            if values.get("whom") in work.PERSON:
                work.tried(session, case.id, values["whom"], identity.by())
    except BadInput as error:
        return _page(case_id, asked, Filled(given, error.field, error.message)), 422
    return redirect("/work" if said["to"] == WORK else f"/cases/{case_id}/{way}", SEE_OTHER)


@blueprint.post("/cases/<case_id>/entries/<entry_id>/end")
@open_to(CARERS)
def end(case_id: str, entry_id: str) -> Page:
    """Say how it ended."""
    given = typed()
    with reading() as session:
        case = open_case(session, case_id, identity.somebody())
        asked = BY_WAY[WAY_OF[entries.entry_of(session, case, entry_id).kind]]
    try:
        result = read(EndForm)["result"]
        with doing.transaction() as session:
            case = open_case(session, case_id, identity.somebody())
            entries.end(session, case, entries.entry_of(session, case, entry_id), result, identity.by())
    except BadInput as error:
        return _page(case_id, asked, Filled(given, "entries", error.message)), 422
    return redirect(f"/cases/{case_id}/{asked.way}", SEE_OTHER)


@blueprint.post("/cases/<case_id>/close")
@open_to(CARERS)
def close(case_id: str) -> Page:
    """End the work with a person."""
    given = typed()
    with reading() as session:
        person_id = open_case(session, case_id, identity.somebody()).person_id
    try:
        with doing.transaction() as session:
            case = open_case(session, case_id, identity.somebody())
            closing.close_case(session, case, read(CloseForm)["reason"], identity.by())
    except BadInput as error:
        return page_of(person_id, Filled(given, error.field, error.message)), 422
    return redirect(f"/members/{person_id}", SEE_OTHER)


def _asked(way: str) -> Asked:
    if way not in BY_WAY:
        raise NotFound("page", way)
    return BY_WAY[way]


def _who(session: Session, case: Case, asked: Asked, chosen: str) -> str | None:
    """Whom an entry waits for: a task for oneself where nobody is chosen, a hand-over for another one; of who belongs to the
    care team the organization that reads of the case here, or none. Raises BadInput.
    """
    who_id = chosen or (identity.somebody().user_id if asked.kind == "task" else "")
    if not asked.who or (asked.kind == "member" and not who_id):
        return None
    if who_id not in _choices(session, case, asked):
        wrong = (
            N_("Choose an organization of the list.") if asked.kind == "member" else N_("Choose somebody of your team.")
        )
        raise BadInput(wrong, "who")
    return who_id


def _choices(session: Session, case: Case, asked: Asked) -> dict[str, str]:
    """Who may be chosen, by id: people of the team, but a case is not handed over to who has it; or other organizations for
    which somebody signs in.
    """
    if not asked.who:
        return {}
    if asked.kind == "member":
        called = organizations_called(session, homes(session) - {case.organization_id})
        return dict(sorted(called.items(), key=lambda each: (each[1].casefold(), each[0])))
    every = working(session, case.organization_id, ROLES)
    return {each: name for each, name in every.items() if asked.kind != "transfer" or each != case.owner_id}


def _page(case_id: str, asked: Asked, filled: Filled) -> str:
    keep_nothing()
    g.language_form = "entry"
    with reading() as session:
        case = open_case(session, case_id, identity.somebody())
        identity.opened(f"person:{case.person_id}", page=f"case {asked.way}")
        rows = _rows(session, case, entries.of_case(session, case, asked.kind))
        return render_template(
            "cases/entries.html",
            form=filled,
            hints={},
            case=case,
            asked=asked,
            table=entries.TABLES[asked.kind],
            open=[row for row, is_open in rows if is_open],
            over=[row for row, is_open in rows if not is_open],
            choices=_choices(session, case, asked),
            chosen=filled.values.get("who") or (identity.somebody().user_id if asked.kind == "task" else ""),
            endings=ENDINGS,
        )


def _rows(session: Session, case: Case, every: Sequence[Written]) -> list[tuple[Row, bool]]:
    """Entries in words, each with whether it is open; a contact is one that stands."""
    ids = {user for each in every for user in (each.row.made_by, each.row.ended_by, each.row.who_id) if user}
    called = names(session, ids)
    reads = _reads(session, case, [each.row for each in every if each.row.kind == "member"])
    return [
        (_row(session, case, each, called, reads), each.row.ended_at is None or each.row.kind == "contact")
        for each in every
    ]


def _reads(session: Session, case: Case, rows: Sequence[CaseEntry]) -> dict[str, str]:
    """What the organizations of a care team read of the case here today, in words, by the id of the entry."""
    t, words = language.translator(), dict(entries.SEES)
    here = {row.id: row.who_id for row in rows if row.who_id and row.ended_at is None}
    called = organizations_called(session, here.values())
    shared = partners.shared_by(session, case, now().date()) if here else {}
    nothing = t.gettext(
        "nothing today. No consent to work together covers it, or the member is locked, or something they need is kept "
        "apart by law."
    )
    return {
        entry: f"{called.get(organization_id, '')}: "
        + (", ".join(t.gettext(words[each]) for each in shared[entry].parts) if entry in shared else nothing)
        for entry, organization_id in here.items()
    }


def _row(session: Session, case: Case, written: Written, called: Mapping[str, str], reads: Mapping[str, str]) -> Row:
    t, row = language.translator(), written.row
    kind = cast("EntryKind", row.kind)
    facts = members_words.rows_of(entries.TABLES[kind], written.values)
    if row.due_on and kind == "transfer":
        facts.append((t.gettext("To be answered by"), full_date(t, row.due_on)))
    if row.id in reads:
        facts.append((t.gettext("Reads here"), reads[row.id]))
    small = [f"{called.get(row.made_by, '')}, {moment(session, row.made_at)}"]
    if row.ended_at and row.result in ENDINGS:
        ended = t.gettext(ENDINGS[row.result][1])
        small.append(f"{ended}: {called.get(row.ended_by or '', '')}, {moment(session, row.ended_at)}")
    user_id = identity.somebody().user_id
    may = () if row.ended_at else entries.results_for(case, row, user_id)
    who = called.get(row.who_id or "", "")
    return Row(row.id, who or facts[0][1], facts if who else facts[1:], " · ".join(small), may)
