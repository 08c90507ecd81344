"""What becomes of a listing that an import brought and that looks like one we have? A curator compares the two, and decides."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.audit.recording import By
from resource_app.directory import operations
from resource_app.directory.history import HOLD, Edit
from resource_app.directory.models import Change, Listing
from resource_app.errors import N_, BadInput, NotFound
from resource_app.tasks.operations import close, open_tasks

TASK: Final = "candidate listing"
WAITS = "candidate"  # why such a listing is held


def subject(listing_id: str) -> str:
    """What its task is about."""
    return f"listing:{listing_id}"


def other_of(session: Session, listing_id: str) -> str:
    """The listing that it looks like, or looked like before that was decided; NotFound where there is none."""
    listing = session.get(Listing, listing_id)
    decided = select(Change.was).where(Change.object_id == listing_id, Change.field == "candidate_of")
    before = decided.where(Change.kind == "listing", Change.was.is_not(None)).order_by(Change.id.desc()).limit(1)
    other = (listing.candidate_of or session.scalar(before)) if listing is not None else None
    if other is None:
        raise NotFound("look-alike", listing_id)
    return str(other)


def _publish(session: Session, listing: Listing, by: By) -> None:
    operations.publish(session, listing.id, by.at, by.actor)


def _merge(session: Session, listing: Listing, by: By) -> None:
    operations.merge(session, listing.id, str(listing.candidate_of), by.at, by.actor)


def _dismiss(session: Session, listing: Listing, by: By) -> None:
    operations.withdraw(session, listing.id, by.at, by.actor)


# What a curator may do, and how its task ends.
OUTCOMES: Mapping[str, Callable[[Session, Listing, By], None]] = {
    "merged": _merge,
    "published": _publish,
    "dismissed": _dismiss,
}


def decide(session: Session, listing_id: str, outcome: str, by: By) -> None:
    """Publish it as a listing of its own, merge it into the one it looks like, or leave it out; its task ends so.

    Raises NotFound for none, BadInput for what cannot be done, or was decided already.
    """
    if outcome not in OUTCOMES:
        raise BadInput(N_("Choose one of these."), "act")
    listing = session.get(Listing, listing_id, with_for_update=True, populate_existing=True)
    if listing is None:
        raise NotFound("look-alike", listing_id)
    if listing.held != WAITS:
        raise BadInput(N_("This was decided already."), "act")
    OUTCOMES[outcome](session, listing, by)
    close(session, TASK, subject(listing_id), outcome, by)


def is_decision(changes: Sequence[Change]) -> bool:
    """Whether changes that were made together are such a decision, and nothing else."""
    was = {each.field: each.was for each in changes if each.kind == "listing"}
    return len(was) == len(changes) and was.get("held") == WAITS and was.keys() <= {*HOLD}


def wait_again(session: Session, changes: Sequence[Change], now: datetime, edit: Edit) -> None:
    """Take such a decision back: it waits for a curator again."""
    listing_id = changes[0].object_id
    operations.restate(session, listing_id, now, edit, **{each.field: each.was for each in changes})
    open_tasks(session, TASK, [(subject(listing_id), "")], now)
