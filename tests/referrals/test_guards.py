"""Each guard refuses for its own reason alone, and only those that may yield to a reason do."""

from dataclasses import replace
from datetime import date

import pytest

from referrals.offers.guards import GUARDS, Facts, ListingFacts, refusals
from referrals.offers.moves import BY_CODE
from search.documents import UNTIL_CONFIRMED, Capacity

TODAY = date(2026, 10, 13)
FINE = Facts(today=TODAY, consented=True)
SEND = BY_CODE["send"]


def test_referral_nothing_stands_in_the_way_of_a_plain_offer() -> None:
    assert not refusals(SEND, FINE, {})
    assert {code for move in BY_CODE.values() for code in move.guards} == {guard.code for guard in GUARDS}


@pytest.mark.parametrize(
    ("move", "facts", "code", "yields"),
    [
        ("send", replace(FINE, consented=False), "G1", False),
        ("accept", replace(FINE, consented=False), "G1", False),
        ("send", replace(FINE, listing=ListingFacts(do_not_refer=True)), "G2", True),
        ("send", replace(FINE, listing=ListingFacts(hidden=True)), "G2", True),
        ("send", replace(FINE, listing=ListingFacts(past_due=True)), "G2", True),
        ("send", replace(FINE, listing=ListingFacts(closed_until=date(2026, 10, 14))), "G2", True),
        ("send", replace(FINE, listing=ListingFacts(no_referrals_until=date(2026, 10, 14))), "G2", True),
        ("send", replace(FINE, listing=ListingFacts(no_referrals_until=UNTIL_CONFIRMED)), "G2", True),
        ("send", replace(FINE, listing=ListingFacts(capacity=Capacity("full", TODAY))), "G2", True),
        ("send", replace(FINE, eligible="no"), "G3", True),
        ("send", replace(FINE, twin=True), "G4", False),
        ("send", replace(FINE, live_offers=3), "G5", False),
        ("send", replace(FINE, live_offers=1, discreet=True), "G5", False),
        ("send", replace(FINE, cleared=False), "G6", False),
        ("accept", replace(FINE, version_read=1, version=2), "G7", False),
        ("accept", replace(FINE, held_by_another=True), "G8", False),
    ],
)
def test_referral_a_guard_refuses_for_its_own_reason(move: str, facts: Facts, code: str, *, yields: bool) -> None:
    [refusal] = refusals(BY_CODE[move], facts, {})
    assert (refusal.code, refusal.yields) == (code, yields)
    overridden = refusals(BY_CODE[move], facts, {refusal.code: "They open the door for her."})
    assert not overridden if yields else len(overridden) == 1


def test_referral_who_is_said_to_be_no_more_is_being_checked() -> None:
    [refusal] = refusals(SEND, replace(FINE, listing=ListingFacts(no_referrals_until=UNTIL_CONFIRMED)), {})
    assert refusal.sentence == "It takes no new referrals while we check whether it is still offered."


def test_referral_a_blank_reason_overrides_nothing() -> None:
    assert refusals(SEND, replace(FINE, eligible="no"), {"G3": "  "})


@pytest.mark.parametrize(
    "listing",
    [
        ListingFacts(closed_until=TODAY),
        ListingFacts(no_referrals_until=TODAY),
        ListingFacts(capacity=Capacity("full", date(2026, 9, 1))),
        ListingFacts(capacity=Capacity("full", TODAY, until=TODAY)),
        ListingFacts(capacity=Capacity("waitlist", TODAY)),
    ],
)
def test_referral_what_has_ended_or_is_stale_stands_in_nobodys_way(listing: ListingFacts) -> None:
    assert not refusals(SEND, replace(FINE, listing=listing), {})
