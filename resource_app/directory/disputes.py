"""What does a listing say of problems that were reported? The kind and the day of those a curator found likely, until they are
closed; for its document. Never a word that somebody typed.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resource_app.database import Json, parts_of
from resource_app.directory.models.problem import Problem

Days = Mapping[str, str]  # kind of problem -> the last day it was reported


def disputes_of(session: Session, listing_ids: Collection[str]) -> Mapping[str, Days]:
    """The likely problems of these listings, by listing."""
    found: dict[str, dict[str, str]] = {}
    for part in parts_of(listing_ids):
        likely = select(Problem.object_id, Problem.kind, func.max(Problem.reported_on)).where(
            Problem.object_id.in_(part), Problem.likely_at.is_not(None), Problem.closed_at.is_(None)
        )
        for listing_id, kind, day in session.execute(likely.group_by(Problem.object_id, Problem.kind)):
            found.setdefault(listing_id, {})[kind] = day.isoformat()
    return found


def shown_disputes(days: Days, *, sensitive: bool, private: bool) -> list[Json]:
    """What the public is told of them, [{kind, on}], the newest first.

    The day on which somebody had to do with a place for people in danger may tell on them: such a listing names none. That a
    place whose address is private has moved is said to nobody.
    """
    told = sorted(days, key=lambda kind: (days[kind], kind), reverse=True)
    return [{"kind": kind, "on": "" if sensitive else days[kind]} for kind in told if not (private and kind == "moved")]
