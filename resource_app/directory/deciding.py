"""What does a curator decide about changes that wait? Field by field: taken, refused, or written otherwise."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.actor import Actor
from resource_app.database import Json
from resource_app.directory.disputes import OF_ORGANIZATION
from resource_app.directory.editing import (
    ChangedMeanwhile,
    Kind,
    Saying,
    loaded,
    overwrite,
    require_unchanged,
    word_of,
)
from resource_app.directory.history import Edit
from resource_app.directory.merging import is_blank
from resource_app.directory.models import Proposal
from resource_app.directory.proposals import close_done, is_forgotten, show_checked
from resource_app.errors import N_, BadInput

AS_PROPOSED = object()


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of one proposal: taken or refused; taken with another `value`, it is the curator's own word."""

    proposal_id: int
    take: bool
    value: Any = AS_PROPOSED


def decide(
    session: Session, choices: Sequence[Choice], seen: int, now: datetime, actor: Actor, answer: str = ""
) -> list[Proposal]:
    """Decide about open proposals; those that were decided. `seen` is the last change the curator's page showed of their
    objects, `answer` what an organization is told.

    Raises ChangedMeanwhile where somebody decided about one already, or changed its field; BadInput for taking what is not
    kept, or nothing in its place.
    """
    asked = select(Proposal).where(Proposal.id.in_([each.proposal_id for each in choices]), Proposal.state == "open")
    waiting = {each.id: each for each in session.scalars(asked.order_by(Proposal.id).with_for_update())}
    if len(waiting) < len(choices):
        raise ChangedMeanwhile([])
    for kind, object_id in sorted({(each.kind, each.object_id) for each in waiting.values()}):
        loaded(session, {cast("Kind", kind): object_id}, "curator", now)  # nobody else writes them from here on
    require_unchanged(session, [(each.kind, each.object_id, each.field) for each in waiting.values()], seen)
    words: dict[tuple[str, str], list[Saying]] = defaultdict(list)
    for choice in choices:
        proposal = waiting[choice.proposal_id]
        _require_said(choice, proposal)
        proposal.state = "accepted" if choice.take else "refused"
        proposal.decided_at, proposal.decided_by, proposal.answer = now, actor.id, answer or None
        if choice.take:
            own = choice.value is not AS_PROPOSED
            value = choice.value if own else proposal.proposed
            kind = cast("Kind", proposal.kind)
            words["" if own else proposal.source, proposal.object_id].append(
                Saying(kind, proposal.object_id, proposal.field, value)
            )
    session.flush()
    change = Edit(actor, answer)
    for (source, object_id), sayings in words.items():
        rows = loaded(session, {sayings[0].kind: object_id}, source or "curator", now)
        overwrite(session, rows, sayings, _word(session, source, now), change, now)
    show_checked(session, [(each.kind, each.object_id, each.field) for each in waiting.values()])
    close_done(session, {(each.kind, each.object_id) for each in waiting.values()}, now)
    return list(waiting.values())


def _require_said(choice: Choice, proposal: Proposal) -> None:
    own = choice.value is not AS_PROPOSED
    if choice.take and not own and is_forgotten(proposal):
        raise BadInput(N_("What was proposed is not kept, since the address is private. Keep what is shown, and ask."))
    if choice.take and own and is_blank(choice.value):
        raise BadInput(N_("Fill this in."), str(choice.proposal_id))


def _word(session: Session, source: str, now: datetime) -> Json:
    """Whose word a field is that is taken: an organization's stays its own, a source's is the curator's who took it."""
    if source.startswith(OF_ORGANIZATION):
        return word_of(session, "organization", now)
    return word_of(session, "curator", now, source)
