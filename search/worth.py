"""What of all that holds the words is an answer for somebody at a place? Real help farther away beats near nonsense."""

import numpy as np

from search.places import Around
from search.postings import Mask
from search.query import FEW_NEAR
from search.ranking import TEXT
from search.scoring import Scored
from search.snapshot import Snapshot

FARTHEST_MILES = 100.0  # nobody goes farther


def reach(snapshot: Snapshot, around: Around | None) -> Mask:
    """The slots that a person can get to or be served by: all without a place."""
    if around is None:
        return np.ones(snapshot.size, dtype=np.bool_)
    within: Mask = around.near | around.serves | (around.miles <= FARTHEST_MILES)
    return within


def poor(snapshot: Snapshot, scored: Scored, passing: Mask, around: Around | None) -> Mask:
    """Which slots are no answer because much better ones can be reached, though beyond the radius.

    Where enough good answers lie inside, none is poor: they come first by themselves.
    """
    reachable = passing & reach(snapshot, around)
    best = float((scored.score * reachable).max(initial=0.0))
    least = np.where(scored.whole, np.float32(best * TEXT.poor), np.float32(best * TEXT.poor_part))
    good = reachable & (scored.score >= least)
    if around is None or _services(snapshot, good & (around.near | around.serves)) >= FEW_NEAR:
        return np.zeros(snapshot.size, dtype=np.bool_)
    bad: Mask = passing & ~good
    return bad


def _services(snapshot: Snapshot, slots: Mask) -> int:
    return len(np.unique(snapshot.column("service")[slots]))
