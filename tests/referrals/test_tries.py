"""Nobody counts as one who cannot be reached before they were tried: three times, on two days, in two ways."""

from collections.abc import Sequence

import pytest

from referrals.offers.moves import State
from referrals.offers.tries import Try, enough
from resource_app.connections import Connections
from resource_app.errors import BadInput
from tests.referrals.offering import LISTINGS, NOW, assert_whole, brought, move, referred, states
from tests.validation.listings import load_many

LOST = {"reason": "could_not_contact"}
TRIES = (("2026-10-12", "phone"), ("2026-10-12", "message"), ("2026-10-13", "phone"))


@pytest.fixture
def site(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load_many(session, [1] * len(LISTINGS), NOW)
    return connections


@pytest.mark.parametrize(
    ("made", "is_enough"),
    [
        (TRIES, True),
        ((*TRIES, TRIES[0]), True),
        ((), False),
        (TRIES[:2], False),
        ((("2026-10-12", "phone"), ("2026-10-12", "message"), ("2026-10-12", "phone")), False),
        ((("2026-10-11", "phone"), ("2026-10-12", "phone"), ("2026-10-13", "phone")), False),
    ],
)
def test_referral_tries_are_enough_on_two_days_in_two_ways(made: Sequence[tuple[str, str]], is_enough: bool) -> None:
    assert enough([Try(*each) for each in made]) is is_enough


@pytest.mark.parametrize("state", ["waitlisted", "accepted", "in_progress", "on_hold"])
@pytest.mark.parametrize("party", ["organization", "referrer"])
def test_referral_of_somebody_not_reached_ends_after_tries_that_were_written_down(
    site: Connections, state: State, party: str
) -> None:
    [offer] = referred(site)
    brought(site, offer, state)
    for on, how in TRIES:
        with pytest.raises(BadInput) as refused:
            move(site, offer, "unable", party, said=LOST)  # type: ignore[arg-type]
        assert (refused.value.field, states(site, [offer])) == ("reason", [state])
        assert move(site, offer, "tried", party, said={"tried_on": on, "tried_how": how}) == state  # type: ignore[arg-type]
    assert move(site, offer, "unable", party, said=LOST) == "not_completed"  # type: ignore[arg-type]
    assert_whole(site)
