"""How is a row bound to the one before, and what says how many there are? By HMAC-SHA-256 over everything it says; pure.

The key is not in the database: whoever may write there can make no row that fits.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson

PURPOSE = "audit"  # of the key (resource_app/keys.py)
FIRST = ""  # what stands before the first row of a chain
COVERED = (
    "chain", "seq", "at", "action", "actor_kind", "actor_id", "organization_id", "subject", "outcome", "details",
    "request_id", "address", "previous",
)  # fmt: skip
ANCHORS = "anchors"  # the total of the anchors; the others are of the chains whose hash begins with this digit
PARTS = tuple("0123456789abcdef")  # so many, so that those who write at once seldom wait for one another
TOTALS = (*PARTS, ANCHORS)
_SIZE = 1 << 256


def hash_of(row: Mapping[str, Any], key: bytes) -> str:
    """The hash of an event, from every column but the hash itself."""
    return _bound(key, ["event", *(_plain(row[name]) for name in COVERED)])


def anchor_hash(previous: str, made_at: datetime, heads: Iterable[tuple[str, int, str]], key: bytes) -> str:
    """The hash of an anchor over heads (chain, number, hash) in the order of their chains."""
    return _bound(key, ["anchor", previous, _plain(made_at), sorted(heads)])


def seal_of(name: str, count: int, sum_: str, key: bytes) -> str:
    """What makes a total ours."""
    return _bound(key, ["total", name, count, sum_])


def is_one(hashed: str, made: Iterable[str]) -> bool:
    """Whether it is the hash that one of the keys makes."""
    return any(hmac.compare_digest(hashed.encode(), each.encode()) for each in made)


def part_of(chain: str) -> str:
    """The total that a chain belongs to."""
    return hashlib.sha256(chain.encode()).hexdigest()[0]


def moved(sum_: str, old: Sequence[Any], new: Sequence[Any]) -> str:
    """A sum over heads (chain, number, hash) after one took another's place. It needs no key, since it is sealed: so it
    outlives a change of the key.
    """
    return f"{(int(sum_ or '0', 16) - _weight(old) + _weight(new)) % _SIZE:x}"


def _weight(head: Sequence[Any]) -> int:
    """A number for a head; none for one without a row."""
    return int.from_bytes(hashlib.sha256(orjson.dumps(list(head))).digest()) if head[1] else 0


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value


def _bound(key: bytes, value: Any) -> str:
    return hmac.digest(key, orjson.dumps(value, option=orjson.OPT_SORT_KEYS), "sha256").hex()
