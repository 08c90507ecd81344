"""How is the cluster spoken to? With short patience, no second try, and a breaker: who asks while it is away goes on."""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException
from urllib3.exceptions import HTTPError

from search.backend import SearchUnavailable
from search.backends.opensearch.index import MAPPING, SETTINGS, Body
from search.backends.opensearch.patience import PatientConnection, within

REST_SECONDS = 10.0  # after failures in a row nobody asks for so long; then one does
MOST_FAILURES = 3  # in a row: one slow answer is no cluster that is away
MAINTENANCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Patience:
    """Of somebody who waits for a page, in seconds: with one request, and with all that a search makes."""

    request: float = 1.0
    search: float = 1.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a cluster is. `prefix` begins the names of its indexes there; `ca_file` certifies a server of an own authority."""

    url: str
    prefix: str = "resourceloop-"
    user: str = ""
    password: str = ""
    ca_file: str = ""

    @property
    def alias(self) -> str:
        """The name that searches use."""
        return f"{self.prefix}listings"


class Breaker:
    """Keeps people from waiting for a cluster that failed again and again. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until = 0.0
        self._failures = 0
        self._why: SearchUnavailable | None = None

    def require(self) -> None:
        """Raise what went wrong last, while it rests."""
        with self._lock:
            if self._why is not None and self._failures >= MOST_FAILURES and time.monotonic() < self._until:
                raise SearchUnavailable(*self._why.args)

    def begin(self) -> None:
        """The same for who asks now: after the rest that is one, and the others once that was answered."""
        self.require()
        with self._lock:
            if self._failures >= MOST_FAILURES:
                self._until = time.monotonic() + REST_SECONDS

    def answered(self) -> None:
        """It answered: everybody may ask again."""
        with self._lock:
            self._why, self._failures = None, 0

    def failed(self, why: SearchUnavailable) -> None:
        """It did not."""
        with self._lock:
            self._why, self._failures = why, self._failures + 1
            self._until = time.monotonic() + REST_SECONDS


@dataclass(frozen=True, slots=True)
class Held:
    """A listing in an index: its version, and the number and term of its last writing."""

    id: str
    version: int
    number: int
    term: int


class Cluster:
    """A cluster and the indexes of this installation in it. Every failure is a SearchUnavailable."""

    def __init__(self, address: Address, patience: Patience = Patience()) -> None:
        self.alias = address.alias
        self.patience = patience
        self._client = _client(address)
        self._breaker = Breaker()

    @contextmanager
    def question(self) -> Iterator[None]:
        """One question of somebody who waits: its searches end by one deadline, and fail as one."""
        self._breaker.begin()
        try:
            with within(self.patience.search):
                yield
        except SearchUnavailable as why:
            self._breaker.failed(why)
            raise
        self._breaker.answered()

    def search(self, *bodies: Body) -> list[Any]:
        """Answers to searches sent together, for somebody who waits."""
        asked = json_lines(line for body in bodies for line in ({"index": self.alias}, body))
        try:
            with within(self.patience.request):
                found: list[Any] = self._client.msearch(body=asked)["responses"]
            for each in found:
                _complete(each)
        except _FAILURES as error:
            raise _away(error) from error
        return found

    def require_rested(self) -> None:
        """Raise SearchUnavailable while it failed so often that nobody asks."""
        self._breaker.require()

    def found(self) -> int:
        """How many listings a search can find."""
        [answer] = self.search({"size": 0, "track_total_hits": True})
        return int(answer["hits"]["total"]["value"])

    def indexes(self) -> dict[str, bool]:
        """The indexes of this installation, and whether each is the one that is searched."""
        found = self._maintain(lambda client: client.indices.get_alias(index=f"{self.alias}-*"))
        return {name: self.alias in about["aliases"] for name, about in found.items()}

    def make(self, name: str) -> None:
        """An empty index."""
        self._maintain(
            lambda client: client.indices.create(
                index=name, body={"mappings": MAPPING, "settings": {"index": SETTINGS}}
            )
        )

    def drop(self, name: str) -> None:
        """Remove an index; one that is gone is no error."""
        self._maintain(lambda client: client.indices.delete(index=name, ignore_unavailable=True))

    def swap(self, name: str, earlier: Iterable[str]) -> None:
        """Let searches use an index from now on, instead of earlier ones."""
        actions = [{"remove": {"index": each, "alias": self.alias}} for each in earlier]
        actions.append({"add": {"index": name, "alias": self.alias}})
        self._maintain(lambda client: client.indices.update_aliases(body={"actions": actions}))

    def bulk(self, lines: Sequence[Body]) -> Sequence[Mapping[str, Any]]:
        """What came of each item of a bulk request."""
        found = self._maintain(lambda client: client.bulk(body=json_lines(lines))) if lines else {"items": []}
        return [next(iter(item.values())) for item in found["items"]]

    def refresh(self, name: str) -> None:
        """Let searches see what was written."""
        self._maintain(lambda client: client.indices.refresh(index=name))

    def held(self, name: str, ids: Sequence[str]) -> list[Held]:
        """Those of these listings that are in an index."""
        if not ids:
            return []
        found = self._maintain(lambda client: client.mget(index=name, body={"ids": list(ids)}, _source=False))
        return [
            Held(each["_id"], each["_version"], each["_seq_no"], each["_primary_term"])
            for each in found["docs"]
            if each.get("found")
        ]

    def ask(self, name: str, body: Body) -> Any:
        """The answer to a search that may take its time."""
        found = self._maintain(lambda client: client.search(index=name, body=body))
        _complete(found)
        return found

    def count(self, name: str) -> int:
        """How many listings are in an index."""
        return int(self._maintain(lambda client: client.count(index=name))["count"])

    def _maintain(self, ask: Any) -> Any:
        try:
            with within(MAINTENANCE_SECONDS):
                return ask(self._client)
        except _FAILURES as error:
            raise _away(error) from error


# What opensearch-py raises, what its transport lets through when an answer breaks off, and what comes of no answer of ours.
_FAILURES = (OpenSearchException, HTTPError, TimeoutError, ValueError, KeyError, TypeError)


def _away(error: Exception) -> SearchUnavailable:
    """By its name: a message may quote the address, or what was searched for."""
    name = error.args[0] if isinstance(error, Incomplete) else type(error).__name__
    return SearchUnavailable(f"The search cluster does not answer as it should ({name}).")


def json_lines(bodies: Iterable[Body]) -> str:
    """Bodies as the newline-delimited JSON of bulk and multiple search."""
    return "".join(f"{orjson.dumps(body).decode()}\n" for body in bodies)


class Incomplete(OpenSearchException):
    """An answer from which something is missing: a part would look like everything."""


def _complete(answer: Mapping[str, Any]) -> None:
    """Refuse an answer that is none, or lacks a shard, or ended before its time."""
    if "error" in answer or answer["timed_out"] or answer["_shards"]["failed"]:
        raise Incomplete(answer.get("error", {}).get("type", "a part is missing"))


def _client(address: Address) -> OpenSearch:
    return OpenSearch(
        hosts=[address.url],
        http_auth=(address.user, address.password) if address.user else None,
        ca_certs=address.ca_file or None,
        connection_class=PatientConnection,
        max_retries=0,
        retry_on_timeout=False,
        http_compress=False,
        pool_maxsize=8,
    )
