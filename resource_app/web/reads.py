"""How often may one address ask? A limit in each process's memory: it holds a flood off and writes nothing down."""

import threading
from collections import Counter
from datetime import datetime
from ipaddress import ip_address

from flask import Flask, request

from resource_app.accounts.throttles import TooMany, network_of, plain
from resource_app.settings import Settings
from resource_app.web.surroundings import now

MINUTE = 60
FOR_MACHINES = frozenset({"/healthz", "/readyz"})


class Reads:
    """What each address asked in this minute. Safe for threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._minute: datetime | None = None
        self._asked: Counter[str] = Counter()

    def count(self, address: str, at: datetime) -> None:
        """Count a request; raises TooMany when there were too many in this minute."""
        minute = at.replace(second=0, microsecond=0)
        with self._lock:
            if minute != self._minute:
                self._minute, self._asked = minute, Counter()
            self._asked[address] += 1
            over = self._asked[address] > self._most
        if over:
            raise TooMany(MINUTE - at.second)


def register(app: Flask, settings: Settings) -> None:
    """Count requests, but those of this machine itself: a proxy that is not believed, a benchmark."""
    if not settings.reads_per_minute:
        return
    reads = Reads(settings.reads_per_minute)

    def ask() -> None:
        address = plain(request.remote_addr or "")
        if request.path not in FOR_MACHINES and not _is_own(address):
            reads.count(network_of(address), now())

    app.before_request(ask)


def _is_own(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return True
