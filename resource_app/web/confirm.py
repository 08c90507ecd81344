"""How does an organization say, without an account, whether its listings are right? By the link in a letter.

Opening a page changes nothing: programs that look for harm in mail follow links, too. An answer is a choice that is sent.
"""

import uuid
from contextlib import suppress
from datetime import timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from resource_app.access import PUBLIC, open_to
from resource_app.accounts import throttles
from resource_app.actor import Actor
from resource_app.audit.recording import By
from resource_app.errors import LinkOver
from resource_app.keys import kept_as
from resource_app.responses import SECRET_ADDRESS
from resource_app.web import confirm_form, confirm_page, identity
from resource_app.web.confirm_form import Outcome
from resource_app.web.forms import NoFields, read, typed
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading
from validation import asking, links, sent
from validation.models import Ask

blueprint = Blueprint("page_confirm", __name__)
LINK = "/confirm/<ask_id>/<secret>"
GONE = 404


@blueprint.get(LINK)
@open_to(PUBLIC)
def show(ask_id: str, secret: str) -> Page:
    """The first page with something to answer, or the one asked for; what was sent, once nothing is left."""
    try:
        return _page(ask_id, secret, Outcome(request.args.get("page", "")), {})
    except LinkOver:
        return _over(ask_id, secret)


@blueprint.post(LINK)
@open_to(PUBLIC)
def answer(ask_id: str, secret: str) -> Page:
    """Keep what was chosen, or send it all."""
    _spend("answer", ask_id)
    try:
        with reading() as session:
            links.find(session, identity.keys(), ask_id, secret, now())
        said = confirm_form.posted()
        outcome = confirm_form.answered(identity.connections().transaction, _opened(ask_id, secret), said, _by(ask_id))
        if outcome.wrong or outcome.unanswered:
            return _page(ask_id, secret, outcome, typed()), 422
    except LinkOver:
        return _over(ask_id, secret, kept=_kept_late(ask_id, secret))
    way = f"/confirm/{ask_id}/{secret}"
    return redirect(
        f"{way}?sent=1" if outcome.sent else f"{way}?page={outcome.sheet}#{outcome.at or 'answers'}", SEE_OTHER
    )


@blueprint.post(f"{LINK}/again")
@open_to(PUBLIC)
def again(ask_id: str, secret: str) -> Page:
    """Write to whom the link was for. The answer is the same whether or not there is anybody."""
    _spend("answer_again", ask_id)
    read(NoFields)
    with reading() as session:
        ask = links.once_ours(session, identity.keys(), ask_id, secret)
        recipient = kept_as(ask.recipient) if ask is not None else ""
    if ask is not None:
        with suppress(throttles.TooMany):
            throttles.spend(identity.connections(), "answer_letter", now(), account=recipient)
            with identity.connections().transaction() as session:
                links.renew(session, session.get_one(Ask, ask_id), str(uuid.uuid4()), _by(ask_id))
    return render_template("confirm/asked.html")


def _spend(name: str, ask_id: str) -> None:
    throttles.spend(identity.connections(), name, now(), account=ask_id, address=identity.origin().address)


def _by(ask_id: str) -> By:
    return By(Actor("link", ask_id), identity.origin(), now())


def _kept_late(ask_id: str, secret: str) -> bool:
    """Keep what was sent just after the link's time ran out, for whoever opens the new one; whether it was. Nothing is sent."""
    opened = _opened(ask_id, secret, links.LATE)
    try:
        with reading() as session:
            links.find(session, identity.keys(), ask_id, secret, now(), links.LATE)
        said = confirm_form.posted()
        keeps = {} if said["act"] not in confirm_form.SENDING else {"act": "next"}
        return not confirm_form.answered(identity.connections().transaction, opened, said | keeps, _by(ask_id)).sent
    except LinkOver:
        return False


def _opened(ask_id: str, secret: str, late: timedelta = links.NOT_LATE) -> confirm_form.Opened:
    """What the link asks, while nobody else answers."""

    def opened(session: Session) -> asking.Form:
        ask = links.find(session, identity.keys(), ask_id, secret, now(), late)
        return asking.by_link(session, ask, now(), hold=True)

    return opened


def _page(ask_id: str, secret: str, outcome: Outcome, filled: dict[str, str]) -> str:
    with reading() as session:
        ask = links.find(session, identity.keys(), ask_id, secret, now())
        form = asking.by_link(session, ask, now())
        if not form.lines or (request.args.get("sent") and not form.unsent):
            return _end(session, ask, form, f"/confirm/{ask_id}/{secret}")
        more: dict[str, Any] = {"way": f"/confirm/{ask_id}/{secret}"}
        return confirm_page.page("confirm/form.html", form, form.sheet(outcome.sheet), outcome, filled, **more)


def _end(session: Session, ask: Ask, form: asking.Form, way: str) -> str:
    """What was sent, what shows when, who reads it, and how many listings are left until when."""
    return confirm_page.end(form, sent.by_link(session, ask), way)


def _over(ask_id: str, secret: str, *, kept: bool = False) -> Page:
    return render_template("confirm/over.html", way=f"/confirm/{ask_id}/{secret}/again", kept=kept), GONE


@blueprint.after_request
def _tell_nobody(answer: Response) -> Response:
    answer.headers.set(*SECRET_ADDRESS)
    answer.headers["Cache-Control"] = "no-store"
    return answer
