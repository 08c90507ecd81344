"""How often may something be tried? One table of limits; the counts stand in the database, so that they hold for all processes.

A limit slows down and never locks out: when its stretch of time is over, the next try counts anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from resource_app.accounts.models import Throttle
from resource_app.connections import Connections
from resource_app.errors import ResourceLoopError
from resource_app.keys import kept_as

EVERYBODY = ""  # the key of a limit on all tries together
_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries in `minutes`, counted for each `of`: an account, a network address, or everybody together."""

    name: str
    of: str
    most: int
    minutes: int


LIMITS: tuple[Limit, ...] = (
    Limit("sign_in", "account", 10, 15),
    Limit("sign_in", "address", 60, 15),
    Limit("sign_in", "everybody", 3_000, 15),
    Limit("code", "account", 6, 15),
    Limit("code", "address", 60, 15),
    Limit("mail", "account", 5, 60),
    Limit("mail", "address", 20, 60),
    Limit("mail", "everybody", 1_000, 60),
    Limit("invitation", "address", 60, 60),
    Limit("prove", "account", 10, 15),
)


class TooMany(ResourceLoopError):
    """Somebody tried too often; they may again after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__("Too many tries.")
        self.seconds = seconds


def spend(connections: Connections, name: str, now: datetime, **whose: str) -> None:
    """Count one try, in a transaction of its own; raises TooMany when a limit is passed. `whose` has an "account" and an
    "address", where there are any.
    """
    over = 0
    with connections.transaction() as session:
        for limit in LIMITS:
            if limit.name != name or (limit.of != "everybody" and limit.of not in whose):
                continue
            began, ends = _stretch(limit, now)
            key = kept_as(f"{limit.of} {whose.get(limit.of, EVERYBODY)}")
            row = {"name": f"{name} {limit.of}", "key": key, "began_at": began, "tries": 1}
            new = _INSERT[session.get_bind().dialect.name](Throttle).values(row)
            counted = new.on_conflict_do_update(
                index_elements=["name", "key", "began_at"], set_={"tries": Throttle.tries + 1}
            )
            if session.execute(counted.returning(Throttle.tries)).scalar_one() > limit.most:
                over = max(over, int((ends - now).total_seconds()) + 1)
    if over:
        raise TooMany(over)


def forget(connections: Connections, now: datetime) -> int:
    """Forget counts of times gone by; how many those were."""
    longest = timedelta(minutes=max(limit.minutes for limit in LIMITS))
    with connections.transaction() as session:
        gone = session.execute(delete(Throttle).where(Throttle.began_at < now - 2 * longest))
    return int(gone.rowcount)  # type: ignore[attr-defined]  # a delete counts its rows


def _stretch(limit: Limit, now: datetime) -> tuple[datetime, datetime]:
    """The stretch of time that `now` lies in: its beginning and its end."""
    length = timedelta(minutes=limit.minutes)
    zero = datetime(2000, 1, 1, tzinfo=UTC)
    began = zero + (now - zero) // length * length
    return began, began + length
