"""Browse: every kind of help, and the kinds within one."""

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from resource_app.access import DIRECTORY, open_to
from resource_app.errors import NotFound
from resource_app.web import counts, kinds
from resource_app.web.state import SearchState
from resource_app.web.surroundings import now, reader, reading

blueprint = Blueprint("page_browse", __name__)
SEE_OTHER = 303


@blueprint.get("/categories")
@open_to(DIRECTORY)
def index() -> str:
    """Every kind of help with the kinds within it."""
    locale = reader().locale
    with reading() as session:
        number_of = counts.of_kinds(session, now())
    groups = [
        (
            top,
            number_of.of(top.code),
            [(each, number_of.of(each.code)) for each in kinds.parts_of(top.code, locale)],
        )
        for top in kinds.top_kinds(locale)
    ]
    return render_template("browse/index.html", groups=groups, empty=number_of.nothing)


@blueprint.get("/categories/<code>")
@open_to(DIRECTORY)
def show(code: str) -> str | Response:
    """The kinds within a main one; a kind without any leads to its services."""
    if code not in kinds.BY_CODE:
        raise NotFound("kind of help", code)
    locale = reader().locale
    parts = kinds.parts_of(code, locale)
    if not parts:
        return redirect(SearchState(filters={"category": (code,)}).url, SEE_OTHER)
    with reading() as session:
        number_of = counts.of_kinds(session, now())
    return render_template(
        "browse/show.html",
        empty=number_of.nothing,
        kind=kinds.kind(code, locale),
        count=number_of.of(code),
        parts=[(each, number_of.of(each.code)) for each in parts],
        state=SearchState(filters={"category": (code,)}),
    )
