"""Who lives with a person, and who may speak for them? Added and taken out, one by one."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from flask import Blueprint, g, redirect, render_template
from sqlalchemy.exc import IntegrityError

from referrals.people import queries, related, sealing
from referrals.people.models import RelatedKind
from resource_app.access import open_to
from resource_app.errors import N_, BadInput
from resource_app.web import doing, identity, members_words
from resource_app.web.forms import Filled, NoFields, once, read, typed
from resource_app.web.members import CARERS
from resource_app.web.members_fields import form_of, values_in
from resource_app.web.members_page import open_person
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading

blueprint = Blueprint("page_members_related", __name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page of a kind of related people is called and says."""

    kind: RelatedKind
    way: str
    title: str
    lead: str
    add: str


ASKED: tuple[Asked, ...] = (
    Asked(
        "household",
        "household",
        N_("The household"),
        N_("Who lives with them. Some help depends on how many they are."),
        N_("Add to the household"),
    ),
    Asked(
        "proxy",
        "proxies",
        N_("Who may speak for them"),
        N_("Nobody is told anything about them who is not in this list. A parent is in it until the child is of age."),
        N_("Add who may speak for them"),
    ),
)
BY_WAY: Mapping[str, Asked] = {each.way: each for each in ASKED}
FORMS = {each.way: form_of("RelatedForm", related.TABLES[each.kind], once=once()) for each in ASKED}


@blueprint.get("/members/<person_id>/household", defaults={"way": "household"})
@blueprint.get("/members/<person_id>/proxies", defaults={"way": "proxies"})
@open_to(CARERS)
def show(person_id: str, way: str) -> Page:
    """Who is known of, and a form for one more."""
    return _page(person_id, BY_WAY[way], Filled())


@blueprint.post("/members/<person_id>/household", defaults={"way": "household"})
@blueprint.post("/members/<person_id>/proxies", defaults={"way": "proxies"})
@open_to(CARERS)
def add(person_id: str, way: str) -> Page:
    """One more; sent twice, it is one."""
    asked, given = BY_WAY[way], typed()
    if given.get("act") == "language":
        return _page(person_id, asked, Filled(given))
    try:
        said = read(FORMS[way])
        values = values_in(related.TABLES[asked.kind], said)
        with suppress(IntegrityError), doing.transaction() as session:
            person = queries.open_person(session, person_id, identity.somebody())
            related.add(session, person, asked.kind, values, identity.by(), str(said["once"]))
    except BadInput as error:
        return _page(person_id, asked, Filled(given, error.field, error.message)), 422
    return redirect(f"/members/{person_id}/{way}", SEE_OTHER)


@blueprint.post("/members/<person_id>/related/<related_id>/remove")
@open_to(CARERS)
def remove(person_id: str, related_id: str) -> Page:
    """One less."""
    read(NoFields)
    with doing.transaction() as session:
        person = queries.open_person(session, person_id, identity.somebody())
        related.remove(session, person, related_id, identity.by())
    return redirect(f"/members/{person_id}", SEE_OTHER)


def _page(person_id: str, asked: Asked, filled: Filled) -> str:
    keep_nothing()
    g.language_form = "related"
    with reading() as session:
        person = open_person(session, person_id, asked.way)
        born_on = sealing.values_of(session, person).get("born_on", "")
        rows = [each for each in related.of_person(session, person) if each.kind == asked.kind]
    table = related.TABLES[asked.kind]
    return render_template(
        "members/related.html",
        form=filled,
        hints=members_words.HINTS,
        person_id=person_id,
        asked=asked,
        table=table,
        rows=[
            (
                each,
                members_words.rows_of(table, each.values),
                each.kind == "household" or related.speaks(each, born_on, now().date()),
            )
            for each in rows
        ],
    )
