"""How does a member, or who cares for them, say whether it helped, without an account? By a link or a code of their team.

Opening a page changes nothing: programs that look for harm in mail follow links, too. Nothing of a person stands in an address,
a title or a message, and nothing but the question on the page before the birth year was given.
"""

from typing import cast

from flask import Blueprint, g, redirect, render_template, request
from flask_wtf.csrf import generate_csrf  # type: ignore[import-untyped]
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from referrals.offers import drafts, member_links
from referrals.offers.member_links import Held
from referrals.offers.standing import Answer
from referrals.people.fields import called
from resource_app.access import PUBLIC, open_to
from resource_app.accounts import throttles
from resource_app.actor import Actor
from resource_app.audit.recording import By
from resource_app.errors import N_, BadInput, LinkOver, NotFound
from resource_app.responses import SECRET_ADDRESS
from resource_app.web import answering_page, identity, language
from resource_app.web.forms import Filled, Form, line, read
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading

blueprint = Blueprint("page_answering", __name__)
LINK = "/answer/<link_id>/<link_token>"
GONE = 404
ANSWERS: tuple[tuple[str, str, str], ...] = (
    ("yes", N_("Yes, it did"), "ring-whole"),
    ("partly", N_("Partly"), "ring-half"),
    ("no", N_("No"), "ring-none"),
)
WRONG_YEAR = N_("This is not the year. After five tries it is shown no more; then call your team.")


class CodeForm(Form):
    """A code from paper."""

    code = line(required=False, most=40)


class AnswerForm(Form):
    """Whether it helped."""

    said = line(required=False, most=10)


class YearForm(Form):
    """The year of birth."""

    year = line(required=False, most=10)


@blueprint.get("/answer")
@open_to(PUBLIC)
def ask_code() -> Page:
    """A box for a code."""
    return render_template("answer/code.html", form=Filled())


@blueprint.post("/answer")
@open_to(PUBLIC)
def take_code() -> Page:
    """Go to the page that a code stands for; one that is wrong, old or ended is answered alike."""
    throttles.spend(identity.connections(), "member_code", now(), address=identity.origin().address)
    typed = read(CodeForm)["code"]
    try:
        with reading() as session:
            way = member_links.path_of(session, member_links.find_by_code(session, typed, now()).link)
    except LinkOver:
        wrong = N_("This code does not work. Look at it once more, or call your team for a new one.")
        return render_template("answer/code.html", form=Filled({}, "code", wrong)), 422
    return redirect(way, SEE_OTHER)


@blueprint.get(LINK)
@open_to(PUBLIC)
def show(link_id: str, link_token: str) -> Page:
    """The question, or that it was answered."""
    try:
        return _page(link_id, link_token, Filled())
    except LinkOver:
        return _over()


@blueprint.post(LINK)
@open_to(PUBLIC)
def answer(link_id: str, link_token: str) -> Page:
    """Keep whether it helped."""
    _spend(link_id)
    try:
        said = _said()
        with identity.connections().transaction() as session:
            at = member_links.find(session, link_id, link_token, now())
            member_links.answer(session, at, said, _by(link_id))
    except BadInput as error:
        return _page(link_id, link_token, Filled({}, error.field, error.message)), 422
    except LinkOver:
        return _over()
    except NotFound:
        return _page(link_id, link_token, Filled()), 422
    return redirect(f"/answer/{link_id}/{link_token}", SEE_OTHER)


@blueprint.post(f"{LINK}/more")
@open_to(PUBLIC)
def see(link_id: str, link_token: str) -> Page:
    """What was shared, and with whom, after the birth year."""
    _spend(link_id)
    try:
        year = read(YearForm)["year"].strip()
        if not _knows(link_id, link_token, year):
            return _page(link_id, link_token, Filled({}, "year", WRONG_YEAR)), 422
        return _page(link_id, link_token, Filled(), year)
    except LinkOver:
        return _over()


@blueprint.post(f"{LINK}/stop")
@open_to(PUBLIC)
def stop(link_id: str, link_token: str) -> Page:
    """Take back what they agreed to."""
    _spend(link_id)
    try:
        if not _knows(link_id, link_token, read(YearForm)["year"].strip()):
            return _page(link_id, link_token, Filled({}, "year", WRONG_YEAR)), 422
        with identity.connections().transaction() as session:
            member_links.stop(session, member_links.find(session, link_id, link_token, now()), _by(link_id))
    except LinkOver:
        return _over()
    return redirect(f"/answer/{link_id}/{link_token}?done=1", SEE_OTHER)


def _said() -> Answer:
    said = read(AnswerForm)["said"]
    if said not in {code for code, _words, _icon in ANSWERS}:
        raise BadInput(N_("Choose one of these."), "said")
    return cast("Answer", said)


def _knows(link_id: str, link_token: str, year: str) -> bool:
    """Whether the year is right. That it was tried is kept, whatever comes after."""
    with identity.connections().transaction() as session:
        return member_links.try_year(
            session, member_links.find(session, link_id, link_token, now()), year, _by(link_id)
        )


def _spend(link_id: str) -> None:
    throttles.spend(identity.connections(), "member_link", now(), account=link_id, address=identity.origin().address)


def _by(link_id: str) -> By:
    return By(Actor("link", link_id), identity.origin(), now())


def _page(link_id: str, link_token: str, form: Filled, year: str = "") -> str:
    t = language.translator()
    with reading() as session:
        at = member_links.find(session, link_id, link_token, now())
        number = drafts.carried_of(session, at.opened.person, at.opened.referral).call_back
        question, may_see = _question(session, at), at.may_see
        seen = answering_page.seen(session, at) if year else None
    if year:  # the page has no address of its own: to switch the language is to send the year again
        g.resend = [("csrf_token", generate_csrf()), ("year", year)]
    return render_template(
        "answer/show.html",
        form=form,
        way=f"/answer/{link_id}/{link_token}",
        question=question,
        answers=[(code, t.gettext(words), icon) for code, words, icon in ANSWERS],
        kept=bool(request.args.get("done")),
        may_see=may_see,
        seen=seen,
        year=year,
        number=number,
        call=called(number),
    )


def _question(session: Session, at: Held) -> str:
    """What the page asks: "waiting" while there is nothing to ask, "asked", or what was answered."""
    if at.asked_about is None:
        return "waiting"
    return member_links.answered(session, at) or "asked"


def _over() -> Page:
    return render_template("answer/over.html", form=Filled()), GONE


@blueprint.after_request
def _tell_nobody(answer: Response) -> Response:
    answer.headers.set(*SECRET_ADDRESS)
    answer.headers["Cache-Control"] = "no-store"
    return answer
