"""What must hold before an offer moves? The eight guards, each a question about facts that whoever asks has read before.

Pure. Some guards yield to a reason: whoever overrides one says why, and it is written down. The others never do.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from referrals.offers.moves import GuardCode, Move
from resource_app.errors import N_
from search.documents import UNTIL_CONFIRMED, Capacity

STALE_CAPACITY = timedelta(days=14)  # what was said of capacity longer ago counts as unknown
MOST_PARALLEL = 3  # live offers of a referral at once; one where the need or the person asks for discretion
Eligible = Literal["yes", "unknown", "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingFacts:
    """A listing as far as sending somebody there is concerned, on the day it is asked."""

    do_not_refer: bool = False
    hidden: bool = False
    past_due: bool = False
    closed_until: date | None = None
    no_referrals_until: date | None = None
    capacity: Capacity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything the guards ask about an offer. `consented` is whether a consent that is active now covers this organization,
    purpose and data; `version_read` is the version that whoever moves it has seen.
    """

    today: date
    listing: ListingFacts = ListingFacts()
    consented: bool = False
    eligible: Eligible = "unknown"
    twin: bool = False
    live_offers: int = 0
    discreet: bool = False
    cleared: bool = True
    version_read: int = 0
    version: int = 0
    held_by_another: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """What stands in the way of a move, in a sentence; it may yield to a reason."""

    code: GuardCode
    sentence: str
    yields: bool


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard: `refuses` gives the sentence for what stands in the way, or an empty one. It `yields` to a reason or not."""

    code: GuardCode
    refuses: Callable[[Facts], str]
    yields: bool = False


def _listing(facts: Facts) -> str:
    listing, today = facts.listing, facts.today
    return next((sentence for holds, sentence in LISTING if holds(listing, today)), "")


def is_full(capacity: Capacity | None, today: date) -> bool:
    """Whether an organization said lately that it takes nobody."""
    if capacity is None or capacity.state != "full" or today - capacity.said_on > STALE_CAPACITY:
        return False
    return capacity.until is None or today < capacity.until


LISTING: tuple[tuple[Callable[[ListingFacts, date], bool], str], ...] = (
    (lambda listing, _day: listing.do_not_refer, N_("Nobody is to be sent there.")),
    (lambda listing, _day: listing.hidden, N_("The listing is not in the directory any more.")),
    (lambda listing, _day: listing.past_due, N_("Nobody has confirmed the listing in time.")),
    (lambda listing, day: listing.closed_until is not None and day < listing.closed_until, N_("It is closed for now.")),
    (
        lambda listing, _day: listing.no_referrals_until == UNTIL_CONFIRMED,
        N_("It takes no new referrals while we check whether it is still offered."),
    ),
    (
        lambda listing, day: listing.no_referrals_until is not None and day < listing.no_referrals_until,
        N_("It takes no new referrals for now."),
    ),
    (lambda listing, day: is_full(listing.capacity, day), N_("It said lately that it is full.")),
)


TAKEN = Refusal("G8", N_("Another organization has taken it."), yields=False)


def _parallel(facts: Facts) -> str:
    most = 1 if facts.discreet else MOST_PARALLEL
    return N_("It is with as many organizations as may have it at once.") if facts.live_offers >= most else ""


GUARDS: tuple[Guard, ...] = (
    Guard("G1", lambda facts: "" if facts.consented else N_("There is no consent that covers this now.")),
    Guard("G2", _listing, yields=True),
    Guard(
        "G3",
        lambda facts: N_("By what is known, they do not qualify.") if facts.eligible == "no" else "",
        yields=True,
    ),
    Guard("G4", lambda facts: N_("It is there already, and still open.") if facts.twin else ""),
    Guard("G5", _parallel),
    Guard("G6", lambda facts: "" if facts.cleared else N_("This organization is not cleared for such a need.")),
    Guard("G7", lambda facts: N_("Somebody changed it meanwhile.") if facts.version_read != facts.version else ""),
    Guard("G8", lambda facts: TAKEN.sentence if facts.held_by_another else ""),
)
BY_CODE: Mapping[GuardCode, Guard] = {guard.code: guard for guard in GUARDS}


def refusals(move: Move, facts: Facts, overrides: Mapping[GuardCode, str]) -> Sequence[Refusal]:
    """What stands in the way of a move, in the order of its guards. `overrides` are reasons for guards that yield to one."""
    found: list[Refusal] = []
    for code in move.guards:
        guard = BY_CODE[code]
        sentence = guard.refuses(facts)
        if sentence and not (guard.yields and overrides.get(code, "").strip()):
            found.append(Refusal(code, sentence, guard.yields))
    return found
