"""What does the log say? JSON lines in UTC. A line holds a route's pattern, never a path, a query, a word or an address.

Use is counted from the answer's line: kind of help, ZIP3, hits, and the ids of the listings shown or opened; none of it for
a search in danger or a listing of a sensitive kind.
"""

import logging
import traceback
from dataclasses import dataclass
from typing import Any, TextIO

import structlog

ZIP3 = 3


@dataclass(slots=True)
class Use:
    """What an answer was about, as far as a log may know. Nothing of a `private` one is in the log; `counts` is whether
    an organization is told of it: what a robot asked, or who keeps listings right, is nobody's use of them.
    """

    category: str = ""
    zip3: str = ""
    hits: int | None = None
    shown: tuple[str, ...] = ()
    opened: str = ""
    private: bool = False
    counts: bool = True


def configure(stream: TextIO | None = None) -> None:
    """Send every line, one JSON object each, to `stream`; None is standard output, whatever that is at the moment."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )


def answered(*, request_id: str, method: str, rule: str, status: int, milliseconds: int, use: Use) -> None:
    """Write the line of one answer. `rule` is the route's pattern: a path may hold words and ids."""
    counted: dict[str, Any] = {
        name: value
        for name, value in (
            ("category", use.category),
            ("zip3", use.zip3[:ZIP3]),
            ("hits", use.hits),
            ("shown", list(use.shown)),
            ("opened", use.opened),
        )
        if value not in ("", None, []) and not use.private
    }
    _log().info(
        "answer",
        request=request_id,
        method=method,
        path=rule,
        status=status,
        ms=milliseconds,
        **counted,
    )


def failed(error: BaseException, *, request_id: str, rule: str) -> None:
    """Write where an unexpected error came from. Its message is left out: it may quote what a person typed."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    _log().error("failure", request=request_id, path=rule, error=type(error).__qualname__, frames=frames)


def _log() -> Any:
    return structlog.get_logger()
