"""The move table is whole: every move projects onto a legal one of a FHIR Task, and no referral can end up with two holders."""

from itertools import product

import pytest

from referrals.offers.moves import (
    BY_CODE,
    EVERY,
    FINAL,
    HOLDING,
    LIVE,
    MOVES,
    OUT,
    VOID,
    Move,
    State,
    from_to,
    possible,
)
from referrals.offers.reasons import CANCELS, DECLINES, DISPUTES, REASONS, UNABLE
from referrals.offers.standing import Kept, Offered, service_request, standing, submitted

# Task.status before -> those that FHIR's Task state machine lets follow (R4, 10.13: Task), as the Gravity guide narrows it.
LEGAL = {
    "draft": {"requested", "cancelled"},
    "requested": {"accepted", "on-hold", "rejected", "cancelled"},
    "accepted": {"in-progress", "on-hold", "completed", "failed", "cancelled"},
    "in-progress": {"on-hold", "completed", "failed", "cancelled"},
    "on-hold": {"in-progress", "completed", "failed", "cancelled"},
}
STATUS: dict[State, str] = {
    "queued": "draft",
    "sent": "requested",
    "waitlisted": "on-hold",
    "accepted": "accepted",
    "in_progress": "in-progress",
    "on_hold": "on-hold",
}


def test_referral_moves_are_twenty_four_changes_of_state() -> None:
    changes = [(source, move.code) for move in MOVES for source in move.sources]
    counted = {state: sum(source == state for source, _ in changes) for state in LIVE}
    assert counted == {"queued": 2, "sent": 5, "waitlisted": 4, "accepted": 5, "in_progress": 4, "on_hold": 4}
    assert len(changes) == 24


def test_referral_moves_project_onto_legal_moves_of_a_task() -> None:
    for move in MOVES:
        for source in move.sources:
            assert not move.fhir or move.fhir in LEGAL[STATUS[source]], (source, move.code)


def test_referral_moves_leave_no_final_state_but_to_void() -> None:
    assert not {source for source, _target in from_to()} & set(FINAL)
    assert set(VOID.sources) == (set(LIVE) | set(FINAL)) - {"void"}
    assert set(LIVE).isdisjoint(FINAL)


@pytest.mark.parametrize("move", EVERY, ids=lambda move: move.code)
def test_referral_move_says_who_may_make_it_and_asks_a_reason_from_its_list(move: Move) -> None:
    assert move.by
    assert ("reason" in move.needs) <= bool(move.reasons)
    assert BY_CODE[move.code] is move


def test_referral_reasons_that_dispute_a_listing_are_the_listings_own() -> None:
    assert set(DISPUTES) == {"phone_wrong", "no_longer_offered", "place_moved", "org_closed"}
    assert "moved" not in DISPUTES
    assert set(DISPUTES) <= set(DECLINES) & set(UNABLE)
    assert not set(CANCELS) & set(DISPUTES)
    assert len({reason.code for reason in REASONS}) == len(REASONS)


def test_referral_an_organization_may_do_what_the_inbox_shows() -> None:
    assert [move.code for move in possible("sent", "organization")] == ["accept", "waitlist", "decline", "view", "ask"]
    assert [move.code for move in possible("queued", "organization")] == []
    assert "void" not in {move.code for move in possible("accepted", "referrer")}


def explored(start: tuple[State, ...]) -> set[tuple[State, ...]]:
    """Every state that offers of one referral can come to; who accepts asks that nobody holds it (G8), and the others go."""
    seen, waiting = {start}, [start]
    while waiting:
        offers = waiting.pop()
        for number, move in product(range(len(offers)), MOVES):
            if offers[number] not in move.sources:
                continue
            others = [state for at, state in enumerate(offers) if at != number]
            if "G8" in move.guards and any(state in HOLDING for state in others):
                continue
            after = list(offers)
            after[number] = move.target  # type: ignore[call-overload]  # moves that change a state have one
            if move.code == "accept":
                after = [
                    {"queued": "dropped", "sent": "cancelled"}.get(state, state) if at != number else state
                    for at, state in enumerate(after)
                ]
            if (found := tuple(after)) not in seen:
                seen.add(found)
                waiting.append(found)
    return seen


def test_referral_never_has_two_holders_and_can_always_come_to_an_end() -> None:
    states = explored(("queued", "queued", "queued"))
    assert len(states) > 300
    assert all(sum(state in HOLDING for state in offers) <= 1 for offers in states)
    for offers in states:
        assert all(state in FINAL or any(state in move.sources for move in MOVES) for state in offers)


@pytest.mark.parametrize(
    ("kept", "offers", "expected"),
    [
        (Kept(submitted=False), [], "draft"),
        (Kept(submitted=submitted(["queued", "dropped"])), ["queued", "dropped"], "draft"),
        (Kept(submitted=submitted(["queued", "declined"])), ["queued", "declined"], "offering"),
        (Kept(submitted=submitted(["dropped"])), ["dropped"], "needs_action"),
        (Kept(consent=False), [], "consent_hold"),
        (Kept(consent=False), ["queued"], "consent_hold"),
        (Kept(), ["queued"], "offering"),
        (Kept(), ["declined", "sent"], "offering"),
        (Kept(), ["waitlisted"], "offering"),
        (Kept(), ["waitlisted", "accepted"], "matched"),
        (Kept(), ["cancelled", "in_progress"], "in_service"),
        (Kept(), ["on_hold"], "in_service"),
        (Kept(), ["completed", "declined"], "awaiting_confirmation"),
        (Kept(), ["declined", "expired"], "needs_action"),
        (Kept(), [], "needs_action"),
        (Kept(resolution="resolved"), ["completed"], "closed"),
        (Kept(), ["void", "dropped"], "void"),
        (Kept(resolution="resolved"), ["void", "void"], "void"),
        (Kept(), ["void", "sent"], "offering"),
        (Kept(resolution="withdrawn"), ["dropped"], "closed"),
    ],
)
def test_referral_standing_follows_from_its_offers(kept: Kept, offers: list[State], expected: str) -> None:
    assert standing(kept, [Offered(state) for state in offers]) == expected


def test_referral_an_outcome_the_member_disputes_counts_no_more() -> None:
    assert standing(Kept(), [Offered("completed", disputed=True)]) == "needs_action"
    assert standing(Kept(), [Offered("void", disputed=True)]) == "void"


def test_referral_standings_have_a_status_of_a_service_request() -> None:
    assert service_request("closed", "resolved") == service_request("closed", "unknown") == "completed"
    assert service_request("closed", "withdrawn") == "revoked"
    assert service_request("needs_action", None) == "active"
    assert set(OUT) < set(LIVE)
