"""How long does a page wait for PostgreSQL? Loaded only where there is one.

A server that works too long on a statement ends it by itself (`statement_timeout`). One that is frozen, or whose machine is
gone, ends nothing: so we stop listening a little later, and the connection counts as lost.
"""

from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, event

STATEMENT_SECONDS = 10
SILENCE_SECONDS = 12  # longer, so that a server that lives is the one to say why


class Impatient(psycopg.Connection[Any]):
    """A connection that is closed when the server is silent for too long."""

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Wait for an answer; an OperationalError on a closed connection when none comes."""
        try:
            return super().wait(gen, interval, SILENCE_SECONDS if timeout is None else timeout)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:  # it still owes an answer
                self.pgconn.finish()
            raise


def hurry(engine: Engine) -> None:
    """Let no connection of an engine wait for long."""

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, arguments: list[Any], named: dict[str, Any]) -> Impatient:
        named.setdefault("options", f"-c statement_timeout={STATEMENT_SECONDS}s")
        return Impatient.connect(*arguments, **named)
