"""What does this process remember of index rows that a database found? Each row once, known by the stamp of its writing.

The database says which rows could be an answer; those not on the shelf yet are read, and the rest need not travel. Nothing
on it can be stale: a row that was written again has another stamp, and no two databases have the same.
"""

import threading
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from search.snapshot import Snapshot, StoredRow, extended, picture

SPARE = 5_000  # rows it may hold beyond half as many again as there are listings; then it is emptied

Rows = Callable[[Sequence[int]], tuple[list[int], list[StoredRow]]]  # rowids -> stamps, rows


class Shelf:
    """The shelf of a process. Safe for threads: a picture never changes, and only one fills the shelf at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held = _Held(picture([], 0, 0), np.empty(0, dtype=np.int64))

    def picture(self, found: npt.NDArray[np.void], rows: Rows, listings: int) -> Snapshot:
        """A picture in which the rows `found` (rowid, stamp) live; `listings` is how many there are in the directory."""
        stamps = found["stamp"].astype(np.int64)
        held = self._held
        slots, known = held.slots(stamps)
        if not known.all():
            with self._lock:
                held = self._filled(found, stamps, rows, listings)
            slots, known = held.slots(stamps)
        alive = np.zeros(held.snapshot.size, dtype=np.bool_)
        alive[slots[known]] = True
        return held.snapshot.only(alive)

    def _filled(self, found: npt.NDArray[np.void], stamps: npt.NDArray[np.int64], rows: Rows, listings: int) -> "_Held":
        """Read what is missing."""
        held = self._held
        if held.snapshot.size > listings + listings // 2 + SPARE:
            held = _Held(picture([], 0, 0), np.empty(0, dtype=np.int64))
        _, known = held.slots(stamps)
        if not known.all():
            read, new = rows(found["rowid"][~known].astype(np.int64).tolist())
            grown = extended(held.snapshot, (), new, 0, 0)
            held = _Held(grown, np.concatenate((held.stamps, np.array(read, dtype=np.int64))))
        self._held = held
        return held


class _Held:
    """A picture with the stamp of each slot."""

    def __init__(self, snapshot: Snapshot, stamps: npt.NDArray[np.int64]) -> None:
        self.snapshot = snapshot
        self.stamps = stamps
        self._order = np.argsort(stamps)
        self._sorted = stamps[self._order]

    def slots(self, stamps: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
        """The slot of each stamp, and which are known."""
        if not len(self.stamps):
            return np.zeros(len(stamps), dtype=np.intp), np.zeros(len(stamps), dtype=np.bool_)
        places = np.minimum(np.searchsorted(self._sorted, stamps), len(self._sorted) - 1)
        return self._order[places], self._sorted[places] == stamps
