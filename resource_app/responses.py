"""What does an answer look like when something is wrong, and what does every answer carry? One table, one set of headers."""

import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

import flask
from flask import Flask, Response, current_app, g, render_template, request
from marshmallow import ValidationError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestURITooLarge
from werkzeug.test import EnvironBuilder, run_wsgi_app

from resource_app import logs, metrics
from resource_app.clock import Clock
from resource_app.errors import AnswerOver, BadInput, LinkOver, NotFound, NotReady
from resource_app.settings import Settings
from resource_app.tally import Tally
from search.backend import SearchUnavailable

API_PREFIX = "/api"
RETRY_SECONDS = "5"
NO_ROUTE = "-"  # an unmatched path may be anything somebody typed
YEAR_SECONDS = 31_536_000
ADDRESS_LENGTH = 4_000  # characters of a path with its query; our longest form makes less than half of it
SECRET_ADDRESS = ("Referrer-Policy", "no-referrer")  # of an answer whose address is a secret; stricter than the others'
REFUSED = "resourceloop.refused"  # in the environ of a request that could not be read: the status to answer with


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """An error type, the status it is answered with, and the name of the sentences the page shows."""

    error: type[Exception]
    status: int
    page: str


ERRORS: tuple[ErrorRow, ...] = (
    ErrorRow(NotFound, 404, "missing"),
    ErrorRow(LinkOver, 404, "link"),
    ErrorRow(AnswerOver, 404, "answer-link"),
    ErrorRow(BadInput, 422, "input"),
    ErrorRow(ValidationError, 422, "input"),
    ErrorRow(NotReady, 503, "not-ready"),
    ErrorRow(SearchUnavailable, 503, "not-ready"),
    ErrorRow(OperationalError, 503, "not-ready"),  # the database is away, or restarts
)
PAGES_BY_STATUS = {
    400: "input",
    404: "missing",
    405: "method",
    413: "too-large",
    414: "too-large",
    415: "method",
    422: "input",
    431: "too-large",
    503: "not-ready",
}


def use() -> logs.Use:
    """What the log may know of this answer; views fill it in."""
    if "use" not in g:
        g.use = logs.Use()
    return cast("logs.Use", g.use)


def request_id() -> str:
    """The id of this request: in the log, in the header X-Request-ID and on an error page."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(6)
    return cast("str", g.request_id)


def register(app: Flask) -> None:
    """Put the error table, the log line and the request id into `app`."""
    app.before_request(_start)
    app.after_request(_finish)
    for row in ERRORS:
        app.register_error_handler(row.error, _known(row))
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def _start() -> None:
    g.started = time.perf_counter()
    request_id()
    if REFUSED in request.environ:
        flask.abort(request.environ[REFUSED])
    if len(request.environ.get("RAW_URI", "")) > ADDRESS_LENGTH:
        g.no_address = True  # nor may the page repeat it in a link
        raise RequestURITooLarge


def _finish(response: Response) -> Response:
    response.headers["X-Request-ID"] = request_id()
    if response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.vary.update(("Cookie", "Accept-Language"))
    started = g.get("started", time.perf_counter())
    seconds, rule = time.perf_counter() - started, str(request.url_rule or NO_ROUTE)
    logs.answered(
        request_id=request_id(),
        method=request.method,
        rule=rule,
        status=response.status_code,
        milliseconds=round(seconds * 1000),
        use=use(),
    )
    metrics.answered(rule, response.status_code, seconds, use().hits)
    if request.method != "HEAD" and response.status_code == 200:  # noqa: PLR2004 - what was sent was seen
        tally, clock = cast("Tally", current_app.extensions["tally"]), cast("Clock", current_app.extensions["clock"])
        tally.add(use(), clock().date())
    return response


def _known(row: ErrorRow) -> Callable[[Exception], Response]:
    def handle(error: Exception) -> Response:
        if row.status >= 500:  # noqa: PLR2004 - ours, not what somebody asked
            logs.failed(error, request_id=request_id(), rule=str(request.url_rule or NO_ROUTE))
        return error_answer(row.status, row.page, str(error) if isinstance(error, BadInput) else "")

    return handle


def _http_error(error: HTTPException) -> Response | HTTPException:
    status = error.code or 500
    if status < 400:  # noqa: PLR2004 - a redirect of the router is no error
        return error
    answer = error_answer(status, PAGES_BY_STATUS.get(status, "other"), "")
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        answer.allow.update(error.valid_methods)  # RFC 9110: a 405 names the methods there are
    return answer


def _unexpected(error: Exception) -> Response:
    logs.failed(error, request_id=request_id(), rule=str(request.url_rule or NO_ROUTE))
    return error_answer(500, "broken", "")


def refusal(app: Flask, status: int) -> tuple[str, list[tuple[str, str]], bytes]:
    """Status line, headers and body for a request the web server could not read: nothing of it is believed or kept."""
    hosts = app.config["TRUSTED_HOSTS"] or ["localhost"]
    environ = EnvironBuilder(path="/unread", method="-", base_url=f"http://{hosts[0].lstrip('.')}/").get_environ()
    body, line, headers = run_wsgi_app(app, environ | {REFUSED: status}, buffered=True)
    return line, headers.to_wsgi_list(), b"".join(body)


def error_answer(status: int, page: str, message: str, **more: Any) -> Response:
    """A page that says what to do next, or problem+json (RFC 9457) for the API. Neither ever shows a trace."""
    if request.path == API_PREFIX or request.path.startswith(API_PREFIX + "/"):
        return problem(status, message)
    page = render_template(
        "errors/error.html", status=status, page=page, message=message, request_id=request_id(), **more
    )
    return _later(flask.make_response(page, status))


def problem(status: int, detail: str = "", **more: Any) -> Response:
    """An RFC 9457 answer."""
    titles = {404: "Not found", 422: "This cannot be used as asked", 503: "Not ready", 500: "Something went wrong"}
    body = {"title": titles.get(status, "Not possible"), "status": status, "request_id": request_id(), **more}
    if detail:
        body["detail"] = detail
    response = cast("Response", current_app.json.response(body))
    response.status_code = status
    response.mimetype = "application/problem+json"
    return _later(response)


def _later(response: Response) -> Response:
    """Says when to come again, where the reason is ours and passes."""
    if response.status_code == 503:  # noqa: PLR2004 - RFC 9110
        response.headers["Retry-After"] = RETRY_SECONDS
    return response


def security_headers(settings: Settings) -> dict[str, str]:
    """The headers of every answer. Nothing is loaded from elsewhere but map tiles, where the operator names a host."""
    tiles = urlsplit(settings.map_tile_url)
    images = f"'self' data: {tiles.scheme}://{tiles.netloc}" if tiles.netloc else "'self' data:"
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
        f"img-src {images}; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }
    if settings.public_url.startswith("https://"):
        headers["Strict-Transport-Security"] = f"max-age={YEAR_SECONDS}; includeSubDomains"
    return headers


class SecureAnswers:
    """The outermost WSGI layer: adds the headers to every answer, whoever made it (pages, static files, refused hosts)."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], headers: dict[str, str]) -> None:
        self.inner = inner
        self.headers = list(headers.items())
        self.names = {name.lower() for name in headers}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            kept = [(name, value) for name, value in headers if name.lower() not in self.names]
            quiet = SECRET_ADDRESS in headers
            ours = [SECRET_ADDRESS if quiet and each[0] == SECRET_ADDRESS[0] else each for each in self.headers]
            return start_response(status, kept + ours, *([exc_info] if exc_info else []))

        return self.inner(environ, start)
