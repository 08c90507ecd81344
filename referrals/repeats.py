"""What was asked twice is done once. A request carries a key: the same again is answered as before, another one is refused."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson
from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Mapped, MappedAsDataclass, Session, mapped_column

from resource_app.audit.recording import By
from resource_app.audit.totals import INSERT
from resource_app.connections import keys_of
from resource_app.database import Base
from resource_app.errors import N_, BadInput, ResourceLoopError

KEPT = timedelta(days=2)  # then a key may be used again
LONGEST_KEY = 200
PURPOSE = "repeated request"


@dataclass
class Repeated(ResourceLoopError):
    """It was done already: the same person sent the same with the same key."""

    key: str


class RepeatedRequest(MappedAsDataclass, Base, kw_only=True):
    """A request that was answered: by whom, with which key, what it said (an HMAC that tells nothing), and its answer, which
    holds ids only.
    """

    __tablename__ = "repeated_request"

    actor_id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    said: Mapped[str] = mapped_column(repr=False)
    answer: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(index=True)


def claim(session: Session, key: str, said: Mapping[str, object], by: By) -> None:
    """Let what is done in the caller's transaction be what this key asks for. Raises Repeated where it was done before, of
    two at once for the second after the first has ended; BadInput (422) for the same key with something else said, and
    for none.
    """
    if not 0 < len(key) <= LONGEST_KEY:
        raise BadInput(N_("Open the page again, and send it from there."), "key")
    body = hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()
    digests = keys_of(session).each_blind(PURPOSE, by.actor.id, key, body)
    table = RepeatedRequest.__table__
    row = {"actor_id": by.actor.id, "key": key, "said": digests[0], "answer": "", "at": by.at}
    new = INSERT[session.get_bind().dialect.name](table).values(**row)
    if session.execute(new.on_conflict_do_nothing().returning(table.c.key)).first() is None:
        before = session.scalar(select(RepeatedRequest.said).where(*_of(key, by)))
        if before not in digests:
            raise BadInput(N_("This was sent already, with something else in it. Open the page again."), "key")
        raise Repeated(key)


def answered(session: Session, key: str, answer: str, by: By) -> None:
    """Keep what a request was answered with."""
    session.execute(update(RepeatedRequest).where(*_of(key, by)).values(answer=answer))


def answer_of(session: Session, key: str, by: By) -> str:
    """What a request was answered with; empty as long as it was not."""
    return session.scalar(select(RepeatedRequest.answer).where(*_of(key, by))) or ""


def _of(key: str, by: By) -> tuple[ColumnElement[bool], ...]:
    return RepeatedRequest.actor_id == by.actor.id, RepeatedRequest.key == key


def forget(session: Session, now: datetime) -> int:
    """Forget what nobody sends again; how many."""
    gone = session.execute(delete(RepeatedRequest).where(RepeatedRequest.at < now - KEPT))
    return int(gone.rowcount)  # type: ignore[attr-defined]  # of a DELETE
