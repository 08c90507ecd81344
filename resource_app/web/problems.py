"""What is wrong with a listing? Anybody says so, without an account or a script; a curator looks, and says what they found."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request
from marshmallow import fields, validate
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from resource_app import phrases, responses
from resource_app.access import DIRECTORY, holders_of, open_to
from resource_app.accounts import people, throttles
from resource_app.directory import problems
from resource_app.directory.models.problem import PROBLEM_KINDS, PROBLEM_OUTCOMES, Problem
from resource_app.directory.problems import Report
from resource_app.directory.subjects import titles
from resource_app.errors import N_, BadInput, NotFound
from resource_app.tasks.queries import open_one
from resource_app.web import gone, identity, language, sent
from resource_app.web.cards import local_day, place_url
from resource_app.web.desk import rows_of
from resource_app.web.forms import TOO_LONG, Filled, Form, line, read
from resource_app.web.problem_words import counted, kind_words
from resource_app.web.sent import keep_nothing
from resource_app.web.shown import listings_now
from resource_app.web.signing_in import SEE_OTHER
from resource_app.web.surroundings import now, reader, reading
from search import stored
from search.documents import Document

blueprint = Blueprint("page_problems", __name__)
CURATOR = holders_of("curator")
LONGEST_TEXT = 1_000  # characters
CHOOSE = N_("Choose what is wrong.")
FOUND = N_("Say what you found.")
Page = str | Response | tuple[str, int]


def _choice(codes: tuple[str, ...], otherwise: str) -> fields.String:
    """A field that holds one of these codes."""
    messages: dict[str, Any] = dict.fromkeys(("required", "null", "invalid"), otherwise)
    return fields.String(required=True, validate=validate.OneOf(codes, error=otherwise), error_messages=messages)


class ReportForm(Form):
    """What somebody reports. A browser sends the end of a line as two signs, and counts it as one."""

    kind = _choice(PROBLEM_KINDS, CHOOSE)
    text = line(required=False, most=2 * LONGEST_TEXT)
    email = line(required=False)


class ChosenForm(Form):
    """Which problems a curator speaks of: their ids, with spaces between."""

    problems = line(most=40 * problems.MOST_OPEN)


class OutcomeForm(ChosenForm):
    """What a curator found of them."""

    outcome = _choice(PROBLEM_OUTCOMES, FOUND)


@dataclass(frozen=True, slots=True)
class Reported:
    """A problem on the page, with its kind and the days in words; empty for what is not so."""

    problem: Problem
    kind: str
    on: str
    likely: str
    closed: str


@blueprint.get("/listings/<listing_id>/problem")
@open_to(DIRECTORY)
def ask(listing_id: str) -> Page:
    """Ask what is wrong; after the form was sent, say thanks."""
    return _form(listing_id, Filled())


@blueprint.post("/listings/<listing_id>/problem")
@open_to(DIRECTORY)
def report(listing_id: str) -> Page:
    """Keep what somebody reports."""
    at = now()
    with reading() as session:
        found = _shown(session, listing_id)
    if found is None:
        return _form(listing_id, Filled())
    try:
        said = _said(found)
        throttles.spend(identity.connections(), "problem", at, address=identity.origin().address)
        with identity.connections().transaction() as session:
            problems.report(session, said, at)
    except BadInput as error:
        return _form(listing_id, Filled(sent.form().to_dict(), error.field, error.message), 422)
    responses.use().private = found.sensitive
    return redirect(f"/listings/{listing_id}/problem?sent=1", SEE_OTHER)


@blueprint.get("/desk/problems/<listing_id>")
@open_to(CURATOR)
def show(listing_id: str) -> Page:
    """What was reported of a listing, beside the listing as it stands."""
    return _page(listing_id, Filled())


@blueprint.post("/desk/problems/<listing_id>/likely")
@open_to(CURATOR)
def mark_likely(listing_id: str) -> Page:
    """Let the listing say that this was reported."""
    try:
        with identity.connections().transaction() as session:
            for each in _chosen(session, listing_id, read(ChosenForm)["problems"]):
                problems.mark_likely(session, each, identity.by())
    except BadInput as error:
        return _page(listing_id, Filled({}, error.field, error.message)), 422
    return redirect(f"/desk/problems/{listing_id}", SEE_OTHER)


@blueprint.post("/desk/problems/<listing_id>/close")
@open_to(CURATOR)
def close(listing_id: str) -> Page:
    """Say what was found, of one or of all that the page showed; the rest comes next, or the list."""
    try:
        given = read(OutcomeForm)
        with identity.connections().transaction() as session:
            chosen = _chosen(session, listing_id, given["problems"])
            problems.close_all(session, chosen, given["outcome"], identity.by())
            left = problems.of_listing(session, listing_id)[0]
    except BadInput as error:
        return _page(listing_id, Filled({}, error.field, error.message)), 422
    return redirect(f"/desk/problems/{listing_id}" if left else "/desk", SEE_OTHER)


def _chosen(session: Session, listing_id: str, ids: str) -> set[str]:
    """The problems of this listing that a form names; NotFound for any other, or none."""
    chosen = {*ids.split()}
    known = {each.id for some in problems.of_listing(session, listing_id) for each in some}
    if not chosen or not chosen <= known:
        raise NotFound("problem", listing_id)
    return chosen


def _shown(session: Session, listing_id: str) -> Document | None:
    """The listing, where the public may see it."""
    found = stored.load(session.connection(), [listing_id]).get(listing_id)
    return found if found is not None and gone.is_shown(found) else None


def _said(listing: Document) -> Report:
    """What was sent. Raises BadInput for the first that is wrong."""
    given = read(ReportForm)
    text = "\n".join(given["text"].splitlines()).strip()
    if len(text) > LONGEST_TEXT:
        raise BadInput(TOO_LONG, "text")
    email = people.folded(given["email"]) if given["email"].strip() else ""
    return Report(
        listing_id=listing.id,
        kind=given["kind"],
        text=text,
        email=email,
        language=language.current(),
        on=local_day(listing, now()),
    )


def _form(listing_id: str, filled: Filled, status: int = 200) -> Page:
    keep_nothing()
    with reading() as session:
        found = _shown(session, listing_id)
        if found is None:
            responses.use().private = True
            return gone.unknown_page(session)
        responses.use().private = found.sensitive
        values = {"listing": found, "back": place_url(found.service_id, found.id), "most": LONGEST_TEXT}
        is_sent = "sent" in request.args and not filled.message
        template = "problem/sent.html" if is_sent else "problem/report.html"
        return render_template(
            template, form=filled, kinds=[(code, kind_words(code), "") for code in PROBLEM_KINDS], **values
        ), status


def _page(listing_id: str, filled: Filled) -> str:
    keep_nothing()
    with reading() as session:
        waiting, over = problems.of_listing(session, listing_id)
        seen = [f"problem:{each.id}" for each in waiting]
        identity.looked("opened", f"listing:{listing_id}", shown=seen)
        subject = problems.task_subject(listing_id)
        task = open_one(session, "problem", subject)
        return render_template(
            "desk/problem.html",
            form=filled,
            name=titles(session, [subject]).get(subject, ""),
            counted=counted(problems.open_kinds(session, [listing_id])[listing_id]) if waiting else "",
            way=f"/desk/problems/{listing_id}",
            waiting=[_reported(session, each) for each in waiting],
            over=[_reported(session, each) for each in over],
            rows=rows_of(session, [task] if task else []),
            listings=listings_now(session, [listing_id]),
        )


def _reported(session: Session, problem: Problem) -> Reported:
    who = reader(session)

    def day(at: datetime | None) -> str:
        return who.day(at) if at else ""

    return Reported(
        problem=problem,
        kind=kind_words(problem.kind),
        on=phrases.full_date(who.t, problem.reported_on),
        likely=day(problem.likely_at),
        closed=day(problem.closed_at),
    )
