"""What is answered and logged when a request cannot even be read? Our own page and line, and nothing a person typed.

Gunicorn would answer with a bare page and log the request line, where the words of a search may stand.
"""

import sys
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]
from gunicorn.http import errors  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from resource_app import logs, responses

SECONDS_TO_SEND = 5
BAD_REQUEST, BROKEN = 400, 500
STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (errors.LimitRequestLine, 414),
    (errors.LimitRequestHeaders, 431),
    (errors.ExpectationFailed, 417),
    (errors.UnsupportedTransferCoding, 501),
    (errors.ConfigurationProblem, BROKEN),
    (errors.InvalidResponseHeader, BROKEN),
    (errors.InvalidResponseHeaderName, BROKEN),
)


def status_of(error: BaseException) -> int:
    """The status a failed request is answered with."""
    named = next((status for kind, status in STATUSES if isinstance(error, kind)), None)
    return named or (BAD_REQUEST if isinstance(error, errors.ParseException) else BROKEN)


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's threads, with our answer to what cannot be read."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer with a page of ours, which writes its own log line."""
        del req, addr
        status = status_of(exc)
        if status == BROKEN:
            logs.failed(exc, request_id=responses.NO_ROUTE, rule=responses.NO_ROUTE)
        line, headers, body = responses.refusal(self.wsgi, status)
        lines = [f"HTTP/1.1 {line}", *(f"{name}: {value}" for name, value in headers), "Connection: close", "", ""]
        try:
            client.settimeout(SECONDS_TO_SEND)
            client.sendall("\r\n".join(lines).encode("latin-1") + body)
        except OSError:
            self.log.debug("The client left before the answer.")


class WordlessLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's log, in which an exception is its type and its place: the message may quote a request."""

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Write where it came from. `msg` is left out: it may hold an address."""
        del msg, args, kwargs
        error = sys.exc_info()[1]
        if error is not None:
            logs.failed(error, request_id=responses.NO_ROUTE, rule=responses.NO_ROUTE)
