"""What has somebody typed into a listing's form and not saved? Kept for them alone, until they save, start over or drop it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from resource_app.database import table_of
from resource_app.directory.models import Draft

KEPT = timedelta(days=90)  # after something was typed last
_DRAFTS = table_of(Draft)
_DROP = delete(_DRAFTS).where(  # at every save: built once
    *(_DRAFTS.c[name] == bindparam(name) for name in ("user_id", "object_id", "part"))
)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose draft it is, and of which part of which listing."""

    user_id: str
    listing_id: str
    part: str


def find(session: Session, user_id: str, listing_id: str) -> dict[str, Draft]:
    """Somebody's drafts of a listing, by part; one that was emptied to keep an address private is none."""
    mine = select(Draft).where(Draft.user_id == user_id, Draft.object_id == listing_id, Draft.typed.is_not(None))
    return {draft.part: draft for draft in session.scalars(mine)}


def keep(session: Session, whose: Whose, typed: Mapping[str, str], seen: int, now: datetime) -> None:
    """Keep what was typed, in place of what was kept before; `seen` is the last change its form showed."""
    drop(session, whose)
    about = {"user_id": whose.user_id, "object_id": whose.listing_id, "part": whose.part}
    session.add(Draft(**about, typed=dict(typed), seen=seen, kept_at=now))
    session.flush()


def drop(session: Session, whose: Whose) -> None:
    """Keep it no more."""
    session.execute(_DROP, {"user_id": whose.user_id, "object_id": whose.listing_id, "part": whose.part})


def forget(session: Session, now: datetime) -> int:
    """Forget what nobody went on with for long; how many parts those were."""
    gone = session.execute(delete(Draft).where(Draft.kept_at < now - KEPT))
    return int(gone.rowcount)  # type: ignore[attr-defined]  # a delete counts its rows
