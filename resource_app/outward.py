"""How is an address that somebody wrote into a listing asked, without being led into our own network?

Each name is resolved once, each of its addresses checked, and the checked address connected to; a redirect is a new address,
checked like the first. No setting, environment variable or listing turns that off. What comes back is a status or a trouble:
nothing that a server says is kept.
"""

import ipaddress
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Literal

import dns.exception
import dns.resolver
import httpcore
import httpx

Trouble = Literal[
    "refused", "no such name", "unsure", "unreachable", "no safe connection", "slow", "too many redirects", "broken"
]
RecordType = Literal["A", "AAAA", "MX"]
Ask = Callable[[str, RecordType, float], list[str]]  # a name, a kind of record, seconds -> what the name's servers say
Connect = Callable[[str, int, float], httpcore.NetworkStream]  # a checked address, a port, seconds

PORTS = {"http": 80, "https": 443}
MOST_REDIRECTS = 3
CONNECT_SECONDS, TOTAL_SECONDS, PACE_SECONDS = 5.0, 10.0, 1.0
MOST_BYTES = 256 * 1024  # of everything that is read for one address
MOST_ADDRESSES = 4  # of one name that are tried
LONGEST_URL = 2_000  # characters
ADDRESSES: tuple[RecordType, ...] = ("A", "AAAA")
# Names that are nobody's (RFC 2606, 6761, 6762): of examples, tests and the network at home.
UNASKED = (
    *("example", "example.com", "example.net", "example.org", "test", "invalid"),
    *("localhost", "local", "internal", "home.arpa", "onion"),
)
REDIRECTS = frozenset({301, 302, 303, 307, 308})
FIRST_BAD = 400  # of the statuses

# IANA's special-purpose registries, written out: what a library calls global differs between its versions.
NOT_PUBLIC = tuple(
    ipaddress.ip_network(each)
    for each in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
        *("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
        "168.63.129.16/32",  # what a large cloud's machines ask for their keys
        "2001::/23",  # Teredo and other protocols
        *("2001:db8::/32", "2002::/16", "3fff::/20"),
    )
)
# All that is given to anybody in IPv6: mapped, compatible, NAT64, local and multicast addresses lie outside.
PUBLIC_V6 = ipaddress.ip_network("2000::/3")


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of asking: the status, 0 where there was none, and then why."""

    status: int = 0
    trouble: Trouble | None = None


class NoSuchName(Exception):
    """The servers of the name say that there is none."""


class Unsure(Exception):
    """Nobody could say whether there is such a name."""


class _Stopped(Exception):
    """We go no further."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble: Trouble = trouble


# What each error means, the particular before the general. The guard connects by itself: what fails after that is TLS.
TROUBLES: tuple[tuple[type[Exception], Trouble], ...] = (
    (NoSuchName, "no such name"),
    (Unsure, "unsure"),
    (httpcore.ConnectError, "no safe connection"),
    (httpcore.TimeoutException, "slow"),
    (httpcore.NetworkError, "broken"),
    (httpcore.ProtocolError, "broken"),
)
_TROUBLES = tuple(kind for kind, _ in TROUBLES)


def is_public(text: str) -> bool:
    """Whether an address is one of a server that anybody in the world may ask, and no tunnel to another."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and (address not in PUBLIC_V6 or address.scope_id):
        return False
    return address.is_global and not any(address in each for each in NOT_PUBLIC if each.version == address.version)


def by_dns(name: str, kind: RecordType, seconds: float) -> list[str]:
    """What DNS says: addresses, or names of mail servers; [] where the name has none. Raises NoSuchName or Unsure."""
    try:
        found = dns.resolver.resolve(name, kind, lifetime=seconds, search=False, raise_on_no_answer=False)
    except dns.resolver.NXDOMAIN as error:
        raise NoSuchName from error
    except (dns.exception.DNSException, UnicodeError, ValueError, OSError) as error:
        raise Unsure from error
    return [str(each.exchange if kind == "MX" else each) for each in found]


def by_socket(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    """A connection of the machine's own."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


@dataclass(slots=True)
class _Budget:
    """What is left of the time and the bytes for one address; waiting for a host's turn costs nothing."""

    ends_at: float
    bytes_left: int = MOST_BYTES

    def seconds(self) -> float:
        """How long the next step may take."""
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise _Stopped("slow")
        return left

    def spend(self, count: int) -> None:
        """So much was read."""
        self.bytes_left -= count
        if self.bytes_left <= 0:
            raise _Stopped("broken")


@dataclass(slots=True)
class _Pace:
    """When each host may be asked again."""

    seconds: float
    lock: Lock = field(default_factory=Lock)
    free_at: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str) -> float:
        """Wait for the host's turn; how long that took."""
        with self.lock:
            now = time.monotonic()
            turn = max(now, self.free_at.get(host, now))
            self.free_at[host] = turn + self.seconds
        time.sleep(turn - now)
        return turn - now


class _Stream(httpcore.NetworkStream):
    """A connection that ends with its budget, however little and slowly the other side sends."""

    def __init__(self, inner: httpcore.NetworkStream, budget: _Budget) -> None:
        self._inner, self._budget = inner, budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del timeout
        read = self._inner.read(max_bytes, self._budget.seconds())
        self._budget.spend(len(read))
        return read

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del timeout
        self._inner.write(buffer, self._budget.seconds())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "_Stream":
        del timeout
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, self._budget.seconds()), self._budget)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Guard(httpcore.NetworkBackend):
    """Connects to names whose every address is public, by the address that was checked."""

    def __init__(self, ask: Ask, connect: Connect, budget: _Budget) -> None:
        self._ask, self._connect, self._budget = ask, connect, budget

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> _Stream:
        del timeout, local_address, socket_options
        addresses = self._addresses(host)
        if not all(is_public(each) for each in addresses):
            raise _Stopped("refused")
        for address in addresses[:MOST_ADDRESSES]:
            try:
                return _Stream(self._connect(address, port, self._seconds()), self._budget)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        raise _Stopped("unreachable")

    def _addresses(self, host: str) -> Sequence[str]:
        """The addresses of a name, the older kind first; an address is its own."""
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            found = [each for kind in ADDRESSES for each in self._ask(host, kind, self._seconds())]
        if not found:
            raise NoSuchName
        return found

    def _seconds(self) -> float:
        return min(CONNECT_SECONDS, self._budget.seconds())


class Outward:
    """Asks web addresses in the name of the site `origin`. What follows it is for tests, which have no network: whatever
    connects is handed addresses that were found public.
    """

    def __init__(
        self,
        origin: str,
        *,
        ask: Ask = by_dns,
        connect: Connect = by_socket,
        ports: Iterable[int] = PORTS.values(),
        pace: float = PACE_SECONDS,
        unasked: Iterable[str] = UNASKED,
    ) -> None:
        self._ask, self._unasked = ask, tuple(f".{each}" for each in unasked)
        self._connect, self._ports, self._pace = connect, frozenset(ports), _Pace(pace)
        self._trust = httpx.create_ssl_context(trust_env=False)
        self._says = [
            (b"User-Agent", f"ResourceLoop-LinkCheck/1 (+{origin})".encode("ascii", "ignore")),
            (b"Accept", b"*/*"),
            (b"Accept-Encoding", b"identity"),
            (b"Connection", b"close"),
        ]

    def look(self, url: str) -> Answer:
        """Whether a web address answers: its head is asked for, and where that fails the beginning of the page."""
        budget = _Budget(time.monotonic() + TOTAL_SECONDS / 2)
        answer = self._follow(url, "HEAD", budget)
        if answer.status < FIRST_BAD and answer.trouble not in {"broken", "slow"}:
            return answer
        budget.ends_at = time.monotonic() + TOTAL_SECONDS / 2
        return self._follow(url, "GET", budget)

    def takes_mail(self, domain: str) -> bool | None:
        """Whether letters to a domain can arrive (RFC 5321 §5.1, RFC 7505); None where nobody could say."""
        try:
            servers = self._names(domain, "MX", CONNECT_SECONDS)
            if servers:
                return any(each != "." for each in servers)
            return any(self._names(domain, kind, CONNECT_SECONDS) for kind in ADDRESSES)
        except NoSuchName:
            return False
        except Unsure:
            return None

    def _names(self, name: str, kind: RecordType, seconds: float) -> list[str]:
        """What DNS says; of a name that is kept for examples nobody is asked."""
        if self._is_unasked(name):
            raise Unsure
        return self._ask(name, kind, seconds)

    def _is_unasked(self, name: str) -> bool:
        return f".{name}".rstrip(".").endswith(self._unasked)

    def _follow(self, url: str, method: str, budget: _Budget) -> Answer:
        try:
            way = self._way(url)
            for _ in range(1 + MOST_REDIRECTS):
                status, to = self._once(way, method, budget)
                if status not in REDIRECTS or not to:
                    return Answer(status)
                way = self._way(to, way)
        except _Stopped as stopped:
            return Answer(trouble=stopped.trouble)
        except _TROUBLES as error:
            return Answer(trouble=next(said for kind, said in TROUBLES if isinstance(error, kind)))
        return Answer(trouble="too many redirects")

    def _way(self, url: str, since: httpx.URL | None = None) -> httpx.URL:
        """The address, where it is one that may be asked; `since` is the one that leads to it."""
        try:
            if len(url) > LONGEST_URL:
                raise _Stopped("refused")
            way = since.join(url) if since else httpx.URL(url)
        except (httpx.InvalidURL, ValueError) as error:
            raise _Stopped("refused") from error
        allowed = way.scheme in PORTS and (way.port or PORTS[way.scheme]) in self._ports
        if not allowed or not way.raw_host or way.userinfo:
            raise _Stopped("refused")
        if self._is_unasked(way.host):
            raise _Stopped("unsure")  # before it waits for its turn
        return way

    def _once(self, way: httpx.URL, method: str, budget: _Budget) -> tuple[int, str]:
        """One request: its status, and where a redirect leads. Nothing of a body is read."""
        host = way.raw_host.decode("ascii")
        budget.ends_at += self._pace.wait(host)
        headers = [(b"Host", way.netloc), *self._says, *([(b"Range", b"bytes=0-1023")] if method == "GET" else [])]
        url = httpcore.URL(scheme=way.raw_scheme, host=way.raw_host, port=way.port, target=way.raw_path)
        guard = _Guard(self._names, self._connect, budget)
        with (
            httpcore.ConnectionPool(ssl_context=self._trust, network_backend=guard, retries=0) as pool,
            pool.stream(method, url, headers=headers) as answer,
        ):
            to = next((value for name, value in answer.headers if name.lower() == b"location"), b"")
            return answer.status, to.decode("latin-1")
