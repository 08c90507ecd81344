"""What does somebody get who may not open a page? A way to sign in where that would help, and else a page that says so."""

import re
from urllib.parse import urlencode, urlsplit

import flask
from flask import Flask, current_app, g, redirect, request
from flask_wtf.csrf import CSRFError  # type: ignore[import-untyped]
from werkzeug.wrappers import Response

from referrals.repeats import Repeated
from resource_app.access import (
    Forbidden,
    ForeignRequest,
    HalfSignedIn,
    NotSignedIn,
    ProofNeeded,
    own_path,
    policy_of,
)
from resource_app.accounts.passwords import Busy
from resource_app.accounts.throttles import TooMany
from resource_app.directory.danger.help import box_of
from resource_app.errors import NotFound
from resource_app.responses import API_PREFIX, error_answer
from resource_app.web import identity
from resource_app.web.doing import answered_before
from resource_app.web.find import danger_typed
from resource_app.web.forms import Filled
from resource_app.web.signing_in import asked_page
from resource_app.web.surroundings import settings

SEE_OTHER = 303
_ID = re.compile(r"[\w.:-]{1,100}", re.ASCII)  # what may be written down of what somebody typed
SIGN_IN, SEARCH = "/sign-in", "/search"
OVER = {"referral draft": "draft"}  # what is gone once it was used, or was never theirs, by the sentences that say so
WAYS: dict[type[Exception], str] = {
    HalfSignedIn: "/sign-in/code",
    ProofNeeded: "/account/prove",
}


def register(app: Flask) -> None:
    """Answer what access.py raises."""
    for error, way in WAYS.items():
        app.register_error_handler(error, lambda _error, way=way: _towards(way))
    app.register_error_handler(NotSignedIn, _not_signed_in)
    app.register_error_handler(Forbidden, _forbidden)
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(ForeignRequest, lambda _error: error_answer(403, "foreign", ""))
    app.register_error_handler(CSRFError, lambda _error: error_answer(400, "too-old", ""))
    app.register_error_handler(TooMany, _too_many)
    app.register_error_handler(Repeated, answered_before)
    app.register_error_handler(Busy, lambda _error: error_answer(503, "busy", ""))


def _not_signed_in(_error: NotSignedIn) -> Response:
    """Whose search speaks of danger gets the help lines first, also where the list is only for who signs in."""
    danger = danger_typed(request.values) if request.path == SEARCH else None
    if danger:
        box = box_of(danger, settings().help_lines)
        return flask.make_response(asked_page(Filled(), box), 401)
    return _towards(SIGN_IN)


def _towards(way: str) -> Response:
    """To the page that asks for what is missing, and from there back; what was sent in a form has to be sent again."""
    if request.path.startswith(API_PREFIX):
        return error_answer(401, "sign-in", "")
    if request.method in {"GET", "HEAD"}:
        back, more = request.full_path.rstrip("?"), {}
    elif way == SIGN_IN:
        return error_answer(401, "sign-in", "")
    else:
        back, more = _page_of_the_form(), {"again": "1"}
    return redirect(f"{way}?{urlencode({'next': back, **more})}" if back != "/" else way, SEE_OTHER)


def _page_of_the_form() -> str:
    """Where a form was filled in, as the browser says; the first page when it does not."""
    said = urlsplit(request.referrer or "")
    return own_path(said.path) if said.netloc == request.host else "/"


def _forbidden(_error: Forbidden) -> Response:
    identity.refused("denied", f"user:{identity.somebody().user_id}", route=_route())
    return error_answer(403, "forbidden", "")


def _not_found(error: NotFound) -> Response:
    """A door that stays shut for somebody signed in is written down: unknown and foreign are the same to them, not to us."""
    policy = policy_of(current_app, request.endpoint or "")
    if policy is not None and policy.proof != "nothing" and identity.current() is not None:
        given = error.id if _ID.fullmatch(error.id) else "?"
        identity.refused("denied", f"{error.kind}:{given}", route=_route())
    return error_answer(404, OVER.get(error.kind, "missing"), "")


def _route() -> str:
    return f"{request.method} {request.url_rule}"


def _too_many(error: TooMany) -> Response:
    g.no_address = True
    if error.reached is not None:
        of = " ".join(error.reached.of) or "everybody"
        identity.refused("limit_reached", f"limit:{error.reached.name}", of=of, route=_route())
    minutes = -(-error.seconds // 60)
    answer = flask.make_response(error_answer(429, "too-many", "", minutes=minutes, anew=error.ends_with_password))
    answer.headers["Retry-After"] = str(error.seconds)
    return answer
