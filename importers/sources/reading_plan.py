"""What does a source hand over? How many rows to expect, and the rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from importers.record import Record


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Reading:
    """`total` rows are expected (0: unknown); `records` gives them in the file's order, always the same; `close` throws
    away what was laid aside while reading. `notes` are sentences about the files as a whole.
    """

    total: int
    records: Iterator[Record]
    close: Callable[[], None] = _nothing
    notes: tuple[str, ...] = ()
