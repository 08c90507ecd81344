"""What can happen to an offer? The table of moves: buttons, guards, notices, FHIR codes, diagram and tests are read from it.

Pure. An offer is a referral put to one listing (FHIR Task; codes of the Gravity SDOH Clinical Care guide). Three facts are
never mixed: the state of an offer, the resolution of the need, and how well we know (the loop level).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from referrals.offers import reasons
from resource_app.errors import N_

State = Literal[
    "queued",
    "sent",
    "waitlisted",
    "accepted",
    "in_progress",
    "on_hold",
    "completed",
    "not_completed",
    "declined",
    "expired",
    "cancelled",
    "dropped",
    "void",
]
Party = Literal["referrer", "member", "organization", "supervisor", "system"]
PARTIES: tuple[Party, ...] = get_args(Party)
GuardCode = Literal["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8"]

LIVE: tuple[State, ...] = ("queued", "sent", "waitlisted", "accepted", "in_progress", "on_hold")
HOLDING: tuple[State, ...] = (
    "accepted",
    "in_progress",
    "on_hold",
)  # at most one offer of a referral, by a unique index
FINAL: tuple[State, ...] = ("completed", "not_completed", "declined", "expired", "cancelled", "dropped", "void")
STATES: tuple[State, ...] = (*LIVE, *FINAL)
OUT: tuple[State, ...] = ("sent", "waitlisted")  # an organization sees it, and may take it

ORGANIZATION: tuple[Party, ...] = ("organization",)
EITHER: tuple[Party, ...] = (
    "organization",
    "referrer",
)  # by phone: the source is recorded, the loop level is three at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A move: from any of the states `sources` to `target`; None leaves it where it is and is an event only. `by` may make it.

    `guards` must hold. `needs` are what must be said with it, `may` what can be; `reasons` are the codes to choose from where
    one is. `fhir` is the Task.status then, and `business` the code of the Gravity business status.
    """

    code: str
    name: str
    sources: tuple[State, ...]
    target: State | None
    by: tuple[Party, ...]
    guards: tuple[GuardCode, ...] = ()
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    fhir: str = ""
    business: str = ""


CREATE = Move(
    code="create",
    name=N_("Put into the queue"),
    sources=(),
    target="queued",
    by=("referrer", "member"),
    needs=("need", "listing", "priority", "contact_policy", "rank"),
    fhir="draft",
)
ACCEPT_AGAIN = Move(
    code="accept_again",
    name=N_("Accept after all"),
    sources=(),
    target="accepted",
    by=EITHER,
    guards=("G7", "G8", "G1", "G6"),
    needs=("contact_person",),
    fhir="accepted",
    business="3.0",
)
ENDED_EARLY: tuple[State, ...] = (
    "expired",
    "declined",
    "not_completed",
    "completed",
)  # an organization that answers late, or by mistake, may accept after all: by a new offer
MOVES: tuple[Move, ...] = (
    Move(
        code="send",
        name=N_("Send"),
        sources=("queued",),
        target="sent",
        by=("referrer", "member", "system"),
        guards=("G1", "G2", "G3", "G4", "G5", "G6"),
        fhir="requested",
        business="2.0",
    ),
    Move(code="drop", name=N_("Leave out"), sources=("queued",), target="dropped", by=("referrer", "system")),
    Move(
        code="accept",
        name=N_("Accept"),
        sources=("sent",),
        target="accepted",
        by=EITHER,
        guards=("G7", "G8", "G1", "G6"),
        needs=("contact_person",),
        fhir="accepted",
        business="3.0",
    ),
    Move(
        code="waitlist",
        name=N_("Put on the waitlist"),
        sources=("sent",),
        target="waitlisted",
        by=EITHER,
        guards=("G7",),
        needs=("review_on",),
        fhir="on-hold",
    ),
    Move(
        code="decline",
        name=N_("Decline"),
        sources=("sent",),
        target="declined",
        by=EITHER,
        guards=("G7",),
        needs=("reason",),
        may=("better_fit",),
        reasons=reasons.DECLINES,
        fhir="rejected",
        business="4.0",
    ),
    Move(
        code="expire",
        name=N_("Expire"),
        sources=("sent",),
        target="expired",
        by=("system",),
        reasons=("no_response",),
        fhir="cancelled",
    ),
    Move(
        code="slot_open",
        name=N_("A place is free"),
        sources=("waitlisted",),
        target="in_progress",
        by=EITHER,
        guards=("G7", "G8", "G1", "G6"),
        fhir="in-progress",
    ),
    Move(
        code="start",
        name=N_("Start"),
        sources=("accepted",),
        target="in_progress",
        by=EITHER,
        guards=("G7",),
        needs=("contacted_on", "contact_kind"),
        fhir="in-progress",
        business="5.1.1",
    ),
    Move(
        code="pause",
        name=N_("Pause"),
        sources=("accepted", "in_progress"),
        target="on_hold",
        by=EITHER,
        guards=("G7",),
        needs=("reason", "review_on"),
        reasons=reasons.PAUSES,
        fhir="on-hold",
    ),
    Move(
        code="resume",
        name=N_("Go on"),
        sources=("on_hold",),
        target="in_progress",
        by=EITHER,
        guards=("G7", "G1"),
        fhir="in-progress",
    ),
    Move(
        code="complete",
        name=N_("Complete"),
        sources=("accepted", "in_progress", "on_hold", "waitlisted"),
        target="completed",
        by=EITHER,
        guards=("G7",),
        needs=("served_on", "given", "resolution"),
        fhir="completed",
        business="7.0",
    ),
    Move(
        code="unable",
        name=N_("Not possible"),
        sources=("accepted", "in_progress", "on_hold", "waitlisted"),
        target="not_completed",
        by=EITHER,
        guards=("G7",),
        needs=("reason",),
        reasons=reasons.UNABLE,
        fhir="failed",
    ),
    Move(
        code="cancel",
        name=N_("Take back"),
        sources=("sent", "waitlisted", "accepted", "in_progress", "on_hold"),
        target="cancelled",
        by=("referrer", "member", "system"),
        needs=("reason",),
        reasons=reasons.CANCELS,
        fhir="cancelled",
        business="6.0",
    ),
)
VOID = Move(
    code="void",
    name=N_("Entered by mistake"),
    sources=(*LIVE, *(state for state in FINAL if state != "void")),
    target="void",
    by=("supervisor",),
    needs=("why",),
    fhir="entered-in-error",
)
EVENTS: tuple[Move, ...] = (
    Move(code="view", name=N_("Opened"), sources=("sent",), target=None, by=ORGANIZATION, fhir="requested"),
    Move(
        code="ask",
        name=N_("Ask a question"),
        sources=("sent",),
        target=None,
        by=EITHER,
        guards=("G7",),
        needs=("question",),
        fhir="requested",
    ),
    Move(
        code="answer",
        name=N_("Answer"),
        sources=("sent",),
        target=None,
        by=("referrer",),
        guards=("G7",),
        needs=("answer",),
        fhir="requested",
    ),
    Move(
        code="tried",
        name=N_("Tried to reach them"),
        sources=(*HOLDING, "waitlisted"),
        target=None,
        by=EITHER,
        guards=("G7",),
        needs=("tried_on", "tried_how"),
    ),
    Move(
        code="name_given",
        name=N_("Name given by phone"),
        sources=HOLDING,
        target=None,
        by=("referrer",),
        guards=("G7", "G1"),
        needs=("number",),
    ),
)
EVERY: tuple[Move, ...] = (CREATE, ACCEPT_AGAIN, *MOVES, VOID, *EVENTS)
BY_CODE: Mapping[str, Move] = {move.code: move for move in EVERY}
TAKES = ("accept", "accept_again", "slot_open")  # from these on an organization has it, and reads who it is
APART = (
    "create",
    "view",
)  # made by verbs of their own (referring.refer, viewing.view); of all others `making` makes each


def possible(state: State, party: Party) -> tuple[Move, ...]:
    """What somebody may do with an offer in a state, in the order of the table."""
    return tuple(move for move in (*MOVES, VOID, *EVENTS) if state in move.sources and party in move.by)


def from_to() -> frozenset[tuple[State, State]]:
    """Every change of state there is, void aside."""
    return frozenset((source, move.target) for move in MOVES if move.target is not None for source in move.sources)
