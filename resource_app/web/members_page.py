"""What is kept of a person, and how are they reached safely? For their own team; each look is written down before it is had."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, g, redirect, render_template
from sqlalchemy.orm import Session

from referrals.cases import intake
from referrals.cases import operations as cases
from referrals.cases.entries import counted
from referrals.cases.models import Case, CaseNeed
from referrals.cases.needs import NEED
from referrals.cases.queries import caseload, needs_of, of_person
from referrals.consents import queries as consents
from referrals.offers import standings
from referrals.offers.closing import CASE_ENDS
from referrals.people import contact, fields, glass, operations, queries, related, sealing
from referrals.people.models import BreakGlass, Person
from referrals.people.operations import ChangedMeanwhile
from resource_app import phrases
from resource_app.access import open_to
from resource_app.accounts.queries import names
from resource_app.audit.models import AuditEvent
from resource_app.audit.queries import of_record
from resource_app.errors import BadInput
from resource_app.web import doing, identity, language, members_words
from resource_app.web.case_words import ASKED
from resource_app.web.consent_words import told
from resource_app.web.forms import Filled, Form, line, number, read, typed
from resource_app.web.members import CARERS, parts_of_form
from resource_app.web.members_fields import filled_in, form_of, values_in
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reader, reading

blueprint = Blueprint("page_member", __name__)
CONFLICT = 409
LATELY = 10  # looks
SOUGHT = 500  # looks, among which those are found
EditForm = form_of("EditForm", fields.FIELDS, version=number())


class LockForm(Form):
    """Whether they are to be locked."""

    locked = line(most=3)


class CaseForm(Form):
    """How close the work is to be."""

    intensity = line(required=False, most=20)


@dataclass(frozen=True, slots=True)
class Look:
    """Who did something about a person, when, in words; `fields` are the names of what they changed."""

    who: str
    when: str
    fields: tuple[str, ...] = ()


@blueprint.get("/members/<person_id>")
@open_to(CARERS)
def show(person_id: str) -> Page:
    """All that is kept of somebody."""
    return page_of(person_id, Filled())


@blueprint.get("/members/<person_id>/edit")
@open_to(CARERS)
def ask(person_id: str) -> Page:
    """What is kept, to be changed; the one page that shows a home that is secret."""
    with reading() as session:
        person = open_person(session, person_id, "edit")
        values = filled_in(fields.FIELDS, sealing.values_of(session, person))
        filled = Filled({**values, "version": str(person.version)})
    return _edit(person_id, filled)


@blueprint.post("/members/<person_id>/edit")
@open_to(CARERS)
def change(person_id: str) -> Page:
    """Keep it; who was slower is told by whom and what was changed, and loses nothing they typed."""
    given = typed()
    try:
        if given.get("act") == "language":
            with reading() as session:
                queries.open_person(session, person_id, identity.somebody())
            return _edit(person_id, Filled(given))
        said = read(EditForm)
        with doing.transaction() as session:
            person = queries.open_person(session, person_id, identity.somebody())
            operations.change(session, person, values_in(fields.FIELDS, said), said["version"], identity.by())
    except BadInput as error:
        return _edit(person_id, Filled(given, error.field, error.message)), 422
    except ChangedMeanwhile:
        return _conflict(person_id, given), CONFLICT
    return _back(person_id)


@blueprint.post("/members/<person_id>/lock")
@open_to(CARERS)
def lock(person_id: str) -> Page:
    """Let no look-up find them, or let them be found again."""
    locked = read(LockForm)["locked"] == "yes"
    with doing.transaction() as session:
        person = queries.open_person(session, person_id, identity.somebody())
        operations.lock(session, person, identity.by(), locked=locked)
    return _back(person_id)


@blueprint.post("/members/<person_id>/case")
@open_to(CARERS)
def begin(person_id: str) -> Page:
    """Begin to work with them, as the one who answers for it; sent twice, or while somebody does, it begins once."""
    given = typed()
    try:
        intensity = read(CaseForm)["intensity"]
        with doing.transaction() as session:
            person = queries.open_person(session, person_id, identity.somebody())
            if all(each.closed_at is not None for each in of_person(session, person_id)):
                cases.open_case(session, person, identity.somebody().user_id, identity.by(), intensity)
    except BadInput as error:
        return page_of(person_id, Filled(given, error.field, error.message)), 422
    return _back(person_id)


def open_person(session: Session, person_id: str, page: str) -> Person:
    """A person of the viewer's team, the look at whom is written down first; raises NotFound for any other."""
    person = queries.open_person(session, person_id, identity.somebody())
    identity.opened(f"person:{person_id}", page=page)
    return person


def page_of(person_id: str, filled: Filled) -> str:
    """The page of a person, with what was sent in one of its forms."""
    with reading() as session:
        person, opened = glass.look_into(session, person_id, identity.somebody(), identity.by())
        identity.opened(f"person:{person_id}", page="all", **({"glass": opened.id} if opened else {}))
        values = glass.readable(opened, sealing.values_of(session, person))
        belong = related.of_person(session, person)
        return render_template(
            "members/show.html",
            form=filled,
            person=person,
            called=values.get("called") or values["name"],
            **_kept(values, belong),
            **_work(session, person, opened),
            glass_until=moment(session, opened.until) if opened else "",
            handed_in=[] if opened else _handed_in(session, person_id),
            emergencies=[] if opened else _emergencies(session, person_id),
            agreed=[] if opened else [told(session, each) for each in consents.of_person(session, person_id)],
            looks=_looks(session, _lately(session, person_id)),
            words=members_words,
            entry_pages=ASKED,
            case_ends=CASE_ENDS,
        )


def _kept(values: fields.Values, belong: Sequence[related.Related]) -> dict[str, Any]:
    """What is kept of them and of those who belong to them."""
    t, today = language.translator(), now().date()
    parts = [
        (t.gettext(title), members_words.rows_of(table, values))
        for code, title, table in parts_of_form()
        if code != "safe"
    ]
    return {
        "parts": [(title, rows) for title, rows in parts if rows],
        "policy": contact.policy_of(values),
        "reaching": members_words.reaching(values),
        "household": [each for each in belong if each.kind == "household"],
        "household_size": related.household_size(belong),
        "proxies": [
            (each, related.speaks(each, values.get("born_on", ""), today)) for each in belong if each.kind == "proxy"
        ],
    }


def _work(session: Session, person: Person, opened: BreakGlass | None) -> dict[str, Any]:
    """The cases, what is needed in each, and how it stands; in an emergency not all of it."""
    theirs = of_person(session, person.id)
    owners = names(session, {each.owner_id for each in theirs})
    written = counted(session, [each.id for each in theirs])
    stands = [each for each in standings.of_person(session, person.id) if glass.may_read(opened, each.need.data_class)]
    return {
        "cases": [
            {
                "case": each,
                "owner": owners.get(each.owner_id, ""),
                "since": moment(session, each.opened_at),
                "needs": _needs(session, each, stands, opened),
                "entries": written.get(each.id, {}),
            }
            for each in theirs
        ],
        "load": caseload(session, identity.somebody().user_id),
        "has_open_case": any(each.closed_at is None for each in theirs),
    }


def _needs(
    session: Session, case: Case, stands: Sequence[standings.Stands], opened: BreakGlass | None
) -> list[tuple[CaseNeed, list[standings.Stands]]]:
    """The needs of a case with their referrals."""
    return [
        (need, [each for each in stands if each.referral.need_id == need.id])
        for need in needs_of(session, case)
        if glass.may_read(opened, NEED[need.code].data_class)
    ]


def _handed_in(session: Session, person_id: str) -> list[tuple[str, members_words.Rows]]:
    """By whom and when they were handed to the team, with why, the last time first."""
    every, who = list(reversed(intake.handed_in(session, person_id))), reader(session)
    called = names(session, {each.sender_id for each in every})
    return [
        (
            ", ".join(filter(None, (called.get(each.sender_id), who.moment(each.sent_at)))),
            members_words.rows_of(intake.WHY, intake.why(session, each)),
        )
        for each in every
    ]


def _emergencies(session: Session, person_id: str) -> list[dict[str, str]]:
    """When somebody of another team opened them, who, and why."""
    found = glass.of_person(session, person_id)
    called = names(session, {each.user_id for each in found})
    t = language.translator()
    return [
        {
            "who": called.get(each.user_id, ""),
            "when": moment(session, each.opened_at),
            "reason": t.gettext(dict(glass.REASONS)[each.reason]),
            "words": glass.words_of(session, each),
        }
        for each in found
    ]


def _lately(session: Session, person_id: str) -> list[AuditEvent]:
    """Who opened them, the last first: of each once a day, so that nobody's looks hide another's."""
    who = reader(session)
    once: dict[tuple[str, str], AuditEvent] = {}
    for event in of_record(session, f"person:{person_id}", "opened", SOUGHT):
        once.setdefault((event.actor_id, who.day(event.at)), event)
    return list(once.values())[:LATELY]


def _looks(session: Session, events: Sequence[AuditEvent]) -> list[Look]:
    called = names(session, {each.actor_id for each in events})
    return [Look(called.get(each.actor_id, ""), moment(session, each.at), _changed(each)) for each in events]


def _changed(event: AuditEvent) -> tuple[str, ...]:
    """The names of the fields that an act changed."""
    t = language.translator()
    codes = event.details.get("fields", ())
    return tuple(t.gettext(fields.FIELD[code].name) for code in codes if code in fields.FIELD)


def moment(session: Session, at: datetime) -> str:
    """Like "13 October, 2:40 p.m."."""
    who = reader(session)
    local = at.astimezone(who.now.tzinfo)
    return f"{phrases.day_and_month(who.t, local.date())}, {phrases.clock(who.t, local.hour * 60 + local.minute)}"


def _conflict(person_id: str, given: dict[str, str]) -> str:
    """The form as it was typed, with who was faster; saved once more, it stands."""
    with reading() as session:
        version = open_person(session, person_id, "edit").version
        changes = of_record(session, f"person:{person_id}", "person_changed", LATELY)
        [look] = _looks(session, [each for each in changes if "fields" in each.details][:1])
    return _edit(person_id, Filled({**given, "version": str(version)}), look)


def _edit(person_id: str, filled: Filled, changed: Look | None = None) -> str:
    keep_nothing()
    g.language_form = "person"
    return render_template(
        "members/form.html",
        form=filled,
        hints=members_words.HINTS,
        parts=parts_of_form(),
        alike=(),
        teams=(),
        person_id=person_id,
        changed=changed,
    )


def _back(person_id: str) -> Page:
    return redirect(f"/members/{person_id}", SEE_OTHER)
