"""How long does it take? Half of them at most so long, nine of ten at most so long; nothing of fewer than eleven.

Pure. Lengths are in the working time of an office (`business_time.OFFICE`), the same for every organization, so that the
figures of two networks can be compared; how long until the end, in days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from statistics import median

from resource_app.directory.small_counts import LEAST

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spread:
    """Lengths of one kind: the middle one, and the one that nine of ten do not exceed. None of too few."""

    median: float | None = None
    p90: float | None = None


def spread(lengths: Sequence[float]) -> Spread:
    """The spread of these, to a tenth."""
    if len(lengths) < LEAST:
        return Spread()
    ordered = sorted(lengths)
    return Spread(round(median(ordered), 1), round(ordered[ceil(len(ordered) * 0.9) - 1], 1))
