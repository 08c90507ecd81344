"""Who asks? Flask-Login holds the sign-in: its id is a random secret, and the loader looks in the table every time, so that a
copied cookie is worth nothing once the session has ended.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast

from flask import Flask, Response, after_this_request, current_app, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user  # type: ignore[import-untyped]
from flask_wtf.csrf import CSRFProtect  # type: ignore[import-untyped]
from sqlalchemy.orm import Session

from resource_app import access
from resource_app.accounts import devices, mailed_codes, sign_ins, throttles
from resource_app.accounts.devices import Browser, Remembered
from resource_app.accounts.sign_ins import Limits, Somebody, Stage, Way
from resource_app.actor import VISITOR, Actor
from resource_app.audit.recording import By, Entry, Origin, record
from resource_app.connections import Connections
from resource_app.keys import Keys, kept_as
from resource_app.network.operations import rule
from resource_app.network.rules import DIRECTORY_ACCESS, PUBLIC
from resource_app.responses import request_id
from resource_app.settings import Settings
from resource_app.web.surroundings import now, settings

# What browsers say of themselves; each names others it is like, so the first that fits counts.
_BROWSERS = (
    *(("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox")),
    *(("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")),
)
_SYSTEMS = (
    *(("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows")),
    *(("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")),
)


First = Callable[[Session], None]  # what a session begins with, in its transaction


def _nothing(_session: Session) -> None:
    """Nothing comes first."""


class SignedIn(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """What Flask-Login keeps in the cookie: the secret, and nothing of the person."""

    def __init__(self, secret: str, somebody: Somebody | None) -> None:
        self.secret = secret
        self.somebody = somebody

    def get_id(self) -> str:
        return self.secret


def register(app: Flask, configured: Settings) -> None:
    """Sessions, the token against forged requests, and the question who may open what."""
    keys = Keys.of(configured)
    secure = configured.public_url.startswith("https://")
    app.extensions["keys"] = keys
    app.config.update(
        SECRET_KEY=keys.each("cookies")[0],
        SECRET_KEY_FALLBACKS=keys.each("cookies")[1:],
        SESSION_COOKIE_NAME="__Host-session" if secure else "session",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # access.py looks where a request comes from
        WTF_CSRF_CHECK_DEFAULT=False,  # asked for below, once it is known which view it is
    )
    tokens = CSRFProtect(app)
    manager = LoginManager()
    manager.session_protection = None  # the table knows better
    manager.init_app(app)
    manager.user_loader(_load)
    app.before_request(lambda: _require_token(app, tokens))
    access.register(app, current, directory_is_public)
    app.after_request(_keep_private)


def _require_token(app: Flask, tokens: CSRFProtect) -> None:
    unsafe = request.method in access.UNSAFE_METHODS
    most = access.most_bytes(app, request.endpoint) if request.endpoint and unsafe else None
    if most is not None:
        request.max_content_length = most  # before the token is read, and the rest with it
    if request.endpoint and unsafe and not access.writes_nothing(app, request.endpoint):
        tokens.protect()


def directory_is_public() -> bool:
    """Whether finding help needs no account here: a rule of the network."""
    with connections().reading() as reading:
        return rule(reading, DIRECTORY_ACCESS) == PUBLIC


def _keep_private(answer: Response) -> Response:
    """What somebody sees who signed in stays in no cache."""
    if current() is not None or "asked" in g:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _load(secret: str) -> SignedIn | None:
    somebody = _find(secret)
    return SignedIn(secret, somebody) if somebody else None


def _find(secret: str) -> Somebody | None:
    at = now()
    with connections().reading() as reading:
        somebody = sign_ins.find(reading, secret, limits(), at)
    if somebody is not None and at - somebody.seen_at >= sign_ins.SEEN:
        with connections().transaction() as writing:
            sign_ins.seen(writing, somebody.session_id, at)
    return somebody


def current() -> Somebody | None:
    """Who signed in, as far as they have shown; None for a visitor."""
    return current_user.somebody if current_user.is_authenticated else None


def seconds_left() -> tuple[int, int] | None:
    """How long this session lasts without another request, and at most; None for a visitor."""
    known = current()
    return (int(limits().idle.total_seconds()), int((known.ends_at - now()).total_seconds())) if known else None


def somebody() -> Somebody:
    """Who signed in, where the route's policy says that somebody has."""
    return cast("Somebody", current_user.somebody)


def holds(*roles: str) -> bool:
    """Whether somebody looks who holds one of these roles and has shown all they must. What they see beside others is in no
    cache, as all of theirs.
    """
    known = current()
    return known is not None and known.stage == "factor" and not known.roles.isdisjoint(roles)


def is_curator() -> bool:
    """Whether a curator looks."""
    return holds("curator")


def actor() -> Actor:
    """Who acts, a visitor too."""
    known = current()
    return known.actor if known else VISITOR


def origin() -> Origin:
    """Where this request comes from."""
    return Origin(request_id=request_id(), address=throttles.plain(request.remote_addr or ""))


def by() -> By:
    """Who acts in this request, from where, and when."""
    return By(actor(), origin(), now())


def browser() -> Browser:
    """What somebody looks with: two words ("Firefox, Windows"), for who looks where they are signed in; empty when unknown."""
    said = request.user_agent.string
    found = (next((name for sign, name in signs if sign in said), "") for signs in (_BROWSERS, _SYSTEMS))
    return Browser(", ".join(filter(None, found)), origin().address)


def connections() -> Connections:
    """The ways to the database."""
    return cast("Connections", current_app.extensions["connections"])


def keys() -> Keys:
    """The keys of this installation."""
    return cast("Keys", current_app.extensions["keys"])


def limits() -> Limits:
    """How long a session lasts here."""
    known = settings()
    return Limits(timedelta(minutes=known.session_idle_minutes), timedelta(hours=known.session_hours))


def enter_by_password(user_id: str, at: datetime, first: First = _nothing) -> None:
    """Start a session for a user who has shown the password. Where the second factor is a mailed code, a browser that is
    remembered needs none, and else one is on its way.
    """
    with connections().reading() as reading:
        way = sign_ins.way_of(reading, user_id)
        known = devices.find(reading, user_id, request.cookies.get(_cookie_of(user_id), ""), at)
    known = known if way == "mail" else None
    session_id = enter(user_id, "factor" if known else "password", at, known, first)
    if known is None:
        mail_code(user_id, session_id, way, at)


def is_familiar(session: Session, user_id: str, at: datetime) -> bool:
    """Whether this browser is remembered for a user, or they signed in from its address lately."""
    secret = request.cookies.get(_cookie_of(user_id), "")
    remembered = devices.find(session, user_id, secret, at) is not None
    return remembered or sign_ins.knows(session, user_id, origin().address, at)


def enter(user_id: str, stage: Stage, at: datetime, known: Remembered | None = None, first: First = _nothing) -> str:
    """Start a session for a user who has proved it, end the one this browser had, and write it down; the session's id. What a
    remembered browser proves is as old as the code that was shown in it. `first` is done in the same transaction, and raises
    what stands against it.
    """
    before = current()
    with connections().transaction() as writing:
        first(writing)
        if before is not None:
            sign_ins.end(writing, before.session_id, before.user_id, at)
        begun = sign_ins.begin(writing, user_id, stage, browser(), at, known.made_at if known else None)
        details = {"stage": stage, **({"device": known.id} if known else {})}
        entry = Entry(action="signed_in", subject=f"user:{user_id}", details=details)
        record(writing, entry, By(Actor("user", user_id), origin(), at))
    _hand_over(begun.secret)
    return begun.id


def mail_code(user_id: str, session_id: str, way: Way, at: datetime) -> None:
    """Send somebody a code for this session, where that is how they show their second factor; raises TooMany."""
    if way in sign_ins.MAILED:
        with connections().reading() as reading:
            familiar = is_familiar(reading, user_id, at)
        whose = {"account": user_id, "address": origin().address}
        throttles.spend(connections(), "mailed_code", at, familiar=familiar, **whose)
        with connections().transaction() as writing:
            mailed_codes.ask(writing, user_id, session_id, By(Actor("user", user_id), origin(), at))


def remember(known: Somebody, at: datetime) -> None:
    """Remember this browser: it needs no mailed code for a while."""
    with connections().transaction() as writing:
        secret = devices.remember(writing, known.user_id, browser(), By(known.actor, origin(), at))
    name, secure = _cookie_of(known.user_id), current_app.config["SESSION_COOKIE_SECURE"]

    def keep(answer: Response) -> Response:
        answer.set_cookie(name, secret, devices.LASTS, secure=secure, httponly=True, samesite="Lax")
        return answer

    after_this_request(keep)


def _cookie_of(user_id: str) -> str:
    """The cookie of a remembered browser, for each of those who sign in with it."""
    prefix = "__Host-" if current_app.config["SESSION_COOKIE_SECURE"] else ""
    return f"{prefix}device-{kept_as(user_id)[:12]}"


def prove(known: Somebody, action: str, at: datetime, **details: str) -> None:
    """Note a further proof: the session goes on under a new secret."""
    with connections().transaction() as writing:
        secret = sign_ins.renew(writing, known.session_id, "factor", at)
        record(
            writing,
            Entry(action=action, subject=f"user:{known.user_id}", details=details),
            By(known.actor, origin(), at),
        )
    _hand_over(secret)


def leave(at: datetime, *, everywhere: bool = False) -> None:
    """End this session, or every one, and then remember no device."""
    known = current()
    if known is not None:
        details = {"session": "all" if everywhere else known.session_id}
        with connections().transaction() as writing:
            if everywhere:
                sign_ins.end_all(writing, known.user_id, at)
            else:
                sign_ins.end(writing, known.session_id, known.user_id, at)
            entry = Entry(action="session_ended", subject=f"user:{known.user_id}", details=details)
            record(writing, entry, By(known.actor, origin(), at))
    logout_user()
    session.clear()


def refused(action: str, subject: str, **details: str) -> None:
    """Write down that something was refused, in a transaction of its own: the request's may be undone. It is filed under who
    asked, where that is known: what they asked for may not exist.
    """
    known = current()
    chain = f"user:{known.user_id}" if known is not None else ""
    with connections().transaction() as writing:
        record(writing, Entry(action=action, subject=subject, chain=chain, outcome="denied", details=details), by())


def looked(action: str, subject: str, /, **details: Any) -> None:
    """Write down that somebody signed in is about to see a list or take a file, under who sees it, before they do."""
    entry = Entry(action=action, subject=subject, chain=f"user:{somebody().user_id}", details=details)
    with connections().transaction() as writing:
        record(writing, entry, by())


def opened(subject: str, /, **details: Any) -> None:
    """Write down that somebody signed in is about to see a private record, in the chain of that record, before they do."""
    with connections().transaction() as writing:
        record(writing, Entry(action="opened", subject=subject, details=details), by())


def _hand_over(secret: str) -> None:
    """Give the browser its secret, in a cookie that is new altogether: nothing planted before is kept."""
    session.clear()
    login_user(SignedIn(secret, None))
    g.pop("csrf_token", None)
