"""Signing in and out: the password, then the second factor."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from resource_app import mail
from resource_app.access import HALF_SIGNED_IN, PUBLIC, open_to, own_path
from resource_app.accounts import factors, mailed_codes, passwords, people, throttles
from resource_app.accounts.sign_ins import MAILED, Somebody, Way
from resource_app.directory.danger.help import Box
from resource_app.errors import N_, BadInput
from resource_app.web import identity, language
from resource_app.web.forms import Filled, Form, NoFields, line, read
from resource_app.web.sent import keep_nothing
from resource_app.web.state import EMPTY
from resource_app.web.surroundings import now, reading

SEE_OTHER = 303
HOME = "/account"
WRONG_MAILED = N_(
    "This code is wrong, too old, or was used before. Type the one of the newest email, or ask for a new one."
)
WRONG: dict[Way, str] = {
    "authenticator": N_("This code is wrong, or was used before. Wait for the next one."),
    "mail": WRONG_MAILED,
    "mail first": WRONG_MAILED,
    "": N_("Set up your second factor first."),
}
Page = str | tuple[str, int] | Response
blueprint = Blueprint("page_signing_in", __name__)


class SignInForm(Form):
    """What the first page asks for."""

    email = line()
    password = line()
    next = line(required=False, most=2_000)


class CodeForm(Form):
    """What the second page asks for."""

    code = line(most=80)
    remember = line(required=False)
    next = line(required=False, most=2_000)


class SendForm(Form):
    """A button that asks for a code, and the page that is wanted after it."""

    next = line(required=False, most=2_000)


@blueprint.get("/sign-in")
@open_to(PUBLIC)
def ask() -> Page:
    """Ask for mail address and password."""
    known = identity.current()
    if known is not None:
        return redirect(onward(request.args.get("next")), SEE_OTHER)
    return asked_page(Filled({"next": own_path(request.args.get("next"))}))


@blueprint.post("/sign-in")
@open_to(PUBLIC)
def enter() -> Page:
    """Look whether it is the password. Whoever is unknown waits as long and hears the same."""
    fields: dict[str, Any] = {}
    try:
        fields = read(SignInForm)
        user_id, first = _proved(fields["email"], fields["password"])
        identity.enter_by_password(user_id, now(), first)
    except BadInput as error:
        return asked_page(Filled({**fields, "password": ""}, error.field, error.message)), 422
    return redirect(_with_next("/sign-in/code", fields["next"]), SEE_OTHER)


@blueprint.get("/sign-in/code")
@open_to(HALF_SIGNED_IN)
def ask_code() -> Page:
    """Ask for the second factor; whoever has none sets one up first."""
    known = identity.somebody()
    wanted = request.args.get("next")
    if known.stage == "factor":
        return redirect(onward(wanted), SEE_OTHER)
    if known.way != "authenticator" and known.may_set_up(now()):
        return redirect(_with_next("/account/authenticator", wanted), SEE_OTHER)
    return _asked_code(Filled({"next": own_path(wanted)}))


@blueprint.post("/sign-in/code")
@open_to(HALF_SIGNED_IN)
def enter_code() -> Page:
    """Take a code of the authenticator, a recovery code, or the one that was mailed; then this browser may be remembered."""
    fields: dict[str, Any] = {}
    known, at = identity.somebody(), now()
    try:
        fields = read(CodeForm)
        action = shown_factor(fields["code"])
    except BadInput as error:
        return _asked_code(Filled(fields, error.field, error.message)), 422
    identity.prove(known, action, at, stage="factor")
    if fields["remember"] and known.way == "mail":
        identity.remember(known, at)
    return redirect(onward(fields["next"]), SEE_OTHER)


@blueprint.post("/sign-in/code/send")
@open_to(HALF_SIGNED_IN)
def send_code() -> Page:
    """Mail a new code, for signing in or for a further proof."""
    known, wanted = identity.somebody(), read(SendForm)["next"]
    identity.mail_code(known.user_id, known.session_id, known.way, now())
    way = "/sign-in/code" if known.stage == "password" else "/account/prove"
    return redirect(_with_next(way, wanted, sent="mail" if known.way in MAILED else ""), SEE_OTHER)


@blueprint.post("/sign-out")
@open_to(HALF_SIGNED_IN)
def leave() -> Response:
    """End this session; the browser forgets what it kept of it."""
    return _left(everywhere=False)


@blueprint.post("/sign-out/everywhere")
@open_to(HALF_SIGNED_IN)
def leave_everywhere() -> Response:
    """End every session, and remember no device."""
    return _left(everywhere=True)


def _left(*, everywhere: bool) -> Response:
    read(NoFields)
    identity.leave(now(), everywhere=everywhere)
    keep_nothing()
    answer = redirect("/", SEE_OTHER)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def shown_factor(code: str) -> str:
    """What to write down of a second factor that was shown; raises BadInput when it is none."""
    known, at = identity.somebody(), now()
    right = count_code(known, at)
    action = _taken(known, code, at)
    if action:
        right()
        return action
    identity.refused("sign_in_refused", people.subject(known.user_id), why="code")
    raise BadInput(WRONG[known.way], "code")


def count_code(known: Somebody, at: datetime) -> Callable[[], None]:
    """Count a code that is tried, and raise TooMany; what to call when it was right. Where its owner signs in, or has shown
    all, nobody who has the password keeps them out.
    """
    whose = {"account": known.user_id, "address": identity.origin().address}
    with reading() as session:
        familiar = known.stage == "factor" or identity.is_familiar(session, known.user_id, at)
    throttles.spend(identity.connections(), "code", at, familiar=familiar, **whose)
    return partial(throttles.give_back, identity.connections(), "code", at, familiar=familiar, **whose)


def _taken(known: Somebody, code: str, at: datetime) -> str:
    """What to write down of a code that fits; empty when it does not."""
    user_id = known.user_id
    with identity.connections().transaction() as session:
        if known.way in MAILED and mailed_codes.spend(session, identity.keys(), known.session_id, code, at):
            return "confirmed"
        if factors.holds(session, identity.keys(), user_id, code, at):
            return "confirmed"
        if factors.spend_code(session, user_id, code, at):
            people.tell(session, user_id, at)
            return "recovery_code_used"
    return ""


def _proved(email: str, password: str) -> tuple[str, Callable[[Session], None]]:
    """The user whose password it is, and what a session begins with; raises BadInput, the same for everybody."""
    at = now()
    whose = {"account": people.as_kept(email), "address": identity.origin().address}
    passwords.require_room()
    with reading() as session:
        user = people.known_by(session, email)
        user_id = user.id if user is not None else "unknown"
        kept = user.password if user is not None and user.disabled_at is None else ""
        familiar = identity.is_familiar(session, user_id, at)
    throttles.spend(identity.connections(), "sign_in", at, familiar=familiar, **whose)
    try:
        right = passwords.matches(kept, password[: passwords.LONGEST + 1])
    except passwords.Busy:
        throttles.give_back(identity.connections(), "sign_in", at, familiar=familiar, **whose)
        raise
    if not right:
        identity.refused("sign_in_refused", people.subject(user_id), why="password")
        raise BadInput(N_("The address or the password is wrong."), "email")
    throttles.give_back(identity.connections(), "sign_in", at, familiar=familiar, **whose)
    again = passwords.hashed(password) if passwords.is_outdated(kept) else kept
    return user_id, partial(people.greet, user_id=user_id, kept=kept, again=again, language=language.current())


def asked_page(filled: Filled, danger: Box | None = None) -> str:
    """The page that asks; above it, what to do first for somebody whose words spoke of danger."""
    keep_nothing()
    public = identity.directory_is_public()
    return render_template("account/sign_in.html", form=filled, public=public, danger=danger, state=EMPTY)


def _asked_code(filled: Filled) -> str:
    keep_nothing()
    known, sent = identity.somebody(), "sent" in request.args
    with reading() as session:
        waits = mailed_codes.is_waited_for(session, known.session_id, now())
    return render_template(
        "account/code.html", form=filled, way=known.way, sent=sent and waits, waits=waits, lost=is_unreached()
    )


def is_unreached() -> bool:
    """Whether no mailed code reaches who asks: a mail server said that there is no such address."""
    known = identity.somebody()
    if known.way not in MAILED:
        return False
    with reading() as session:
        return bool(mail.suppressed(session, [known.email]))


def onward(wanted: str | None) -> str:
    """Where to go on to after a proof: the page that was asked for, or the account."""
    path = own_path(wanted)
    return HOME if path == "/" or path.startswith("/sign-in") else path


def _with_next(way: str, wanted: str | None, sent: str = "") -> str:
    path = own_path(wanted)
    words = {"next": path if path != "/" else "", "sent": sent}
    query = urlencode({name: value for name, value in words.items() if value})
    return f"{way}?{query}" if query else way
