"""How long may a cluster take? Until one deadline, over every request of a search, and while an answer trickles in.

A client's time-out is only of one request, and of each of its reads: who sends a few bytes now and then keeps a reader for
ever. So every read is given what is left until the deadline of whoever waits.
"""

import io
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from http.client import HTTPResponse
from typing import Any

from opensearchpy import Urllib3HttpConnection
from urllib3.connection import HTTPConnection, HTTPSConnection

_DEADLINE: ContextVar[float] = ContextVar("deadline")  # by time.monotonic()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What is asked in here is answered in so many seconds, or before an earlier deadline around it."""
    around = _DEADLINE.get(None)
    ends = time.monotonic() + seconds
    token = _DEADLINE.set(ends if around is None else min(ends, around))
    try:
        yield
    finally:
        _DEADLINE.reset(token)


def left() -> float:
    """Seconds until the deadline; raises TimeoutError when there are none."""
    seconds = _DEADLINE.get() - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


class _Reader(io.RawIOBase):
    """Reads from a connection until the deadline."""

    def __init__(self, connection: socket.socket, reader: io.RawIOBase) -> None:
        super().__init__()
        self._connection = connection
        self._reader = reader

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int | None:
        self._connection.settimeout(left())
        return self._reader.readinto(into)

    def close(self) -> None:
        self._reader.close()
        super().close()


class _Response(HTTPResponse):
    """An answer that is read until the deadline, its head too."""

    def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self.fp = io.BufferedReader(_Reader(sock, self.fp.detach()))


class _Plain(HTTPConnection):
    response_class = _Response


class _Sealed(HTTPSConnection):
    response_class = _Response


class PatientConnection(Urllib3HttpConnection):
    """The client's way to a server, with the deadline in it."""

    def _create_urllib3_pool(self) -> None:
        super()._create_urllib3_pool()
        self.pool.ConnectionCls = _Sealed if self.use_ssl else _Plain

    def perform_request(self, *args: Any, **options: Any) -> Any:
        return super().perform_request(*args, **{**options, "timeout": left()})
