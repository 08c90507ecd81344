"""How does a referral stand? Its state is worked out from its offers; only what no offer can say is kept beside.

Pure. A referral is one need put to the network (FHIR ServiceRequest).
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from referrals.offers.moves import HOLDING, OUT, Party, State

Standing = Literal[
    "draft",
    "consent_hold",
    "offering",
    "matched",
    "in_service",
    "awaiting_confirmation",
    "needs_action",
    "closed",
    "void",
]
Resolution = Literal["resolved", "partially_resolved", "unresolved", "withdrawn", "unknown"]
Answer = Literal["yes", "partly", "no"]  # to whether it helped
Source = Literal["member", "caregiver"]
ANSWERED: dict[Answer, Resolution] = {"yes": "resolved", "partly": "partially_resolved"}
LOOP_LEVELS = ("sent", "answered", "reported", "verified", "confirmed")  # L0 to L4
CONFIRMED = LOOP_LEVELS.index("confirmed")
REPORTED: tuple[Resolution, ...] = ("resolved", "partially_resolved", "unresolved", "unknown")  # by an organization
UNANSWERED = (
    "create",
    "send",
    "drop",
    "view",
    "answer",
    "name_given",
    "expire",
    "cancel",
    "void",
)  # moves that no organization made

FHIR_OF: dict[Standing, str] = {  # ServiceRequest.status; a closed one depends on its resolution
    "draft": "draft",
    "consent_hold": "draft",
    "offering": "active",
    "matched": "active",
    "in_service": "active",
    "awaiting_confirmation": "active",
    "needs_action": "active",
    "void": "entered-in-error",
}
REVOKED: tuple[Resolution, ...] = ("unresolved", "withdrawn")


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer as far as its referral is concerned. One is `disputed` when the member says that it did not help."""

    state: State
    disputed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What no offer can say: whether it was submitted, whether consent holds, and whether it has ended."""

    submitted: bool = True
    consent: bool = True
    resolution: Resolution | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of how a referral stands: the first that `holds` for what is kept and for the states of its offers decides."""

    standing: Standing
    holds: Callable[[Kept, frozenset[State]], bool]


RULES: tuple[Rule, ...] = (
    Rule("void", lambda _kept, states: "void" in states and states <= {"void", "dropped"}),
    Rule("closed", lambda kept, _states: kept.resolution is not None),
    Rule("draft", lambda kept, _states: not kept.submitted),
    Rule("matched", lambda _kept, states: "accepted" in states),
    Rule("in_service", lambda _kept, states: not states.isdisjoint(HOLDING)),
    Rule("awaiting_confirmation", lambda _kept, states: "completed" in states),
    Rule("offering", lambda kept, states: not states.isdisjoint(OUT) or ("queued" in states and kept.consent)),
    Rule("consent_hold", lambda kept, states: not kept.consent and states <= {"queued"}),
    Rule("needs_action", lambda _kept, _states: True),
)


def standing(kept: Kept, offers: Sequence[Offered]) -> Standing:
    """The state of a referral: what it has ended with, else what its most telling offer says."""
    states = frozenset(offer.state for offer in offers if not offer.disputed or offer.state == "void")
    return next(rule.standing for rule in RULES if rule.holds(kept, states))


def submitted(states: Collection[State]) -> bool:
    """Whether a referral was put to anybody: one that was begun again waits until whoever began it sends it."""
    return "queued" not in states or not {"queued", "dropped"}.issuperset(states)


def service_request(state: Standing, resolution: Resolution | None) -> str:
    """FHIR ServiceRequest.status."""
    if state == "closed":
        return "revoked" if resolution in REVOKED else "completed"
    return FHIR_OF[state]


def level_of(move: str, party: Party) -> int:
    """How well a move lets us know: what an organization says of a service, or what an advocate has heard of it."""
    if move == "complete":
        return LOOP_LEVELS.index("verified" if party == "referrer" else "reported")
    return LOOP_LEVELS.index("sent" if move in UNANSWERED else "answered")
