"""How is a row bound to the one before? By SHA-256 over everything it says; pure."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

FIRST = ""  # what stands before the first row of a chain
COVERED = (
    "chain", "seq", "at", "action", "actor_kind", "actor_id", "organization_id", "subject", "outcome", "details",
    "request_id", "address", "previous",
)  # fmt: skip


def hash_of(row: Mapping[str, Any]) -> str:
    """The hash of an event, from every column but the hash itself."""
    return _digest([_plain(row[name]) for name in COVERED])


def anchor_hash(previous: str, made_at: datetime, heads: Iterable[tuple[str, int, str]]) -> str:
    """The hash of an anchor over heads (chain, number, hash) in the order of their chains."""
    return _digest([previous, _plain(made_at), sorted(heads)])


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value


def _digest(value: Any) -> str:
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()
