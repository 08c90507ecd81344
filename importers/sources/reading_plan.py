"""What does a source hand over? How many rows to expect, and the rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from importers.record import Record


@dataclass(frozen=True, slots=True)
class Reading:
    """`total` rows are expected (0: unknown); `records` gives them in the file's order, always the same."""

    total: int
    records: Iterator[Record]
