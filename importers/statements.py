"""What was said already in this run? Within one file the first statement about a field counts, so that a file whose rows
contradict each other settles on one answer, and importing it again changes nothing. Pure.
"""

from collections.abc import Iterable

import numpy as np

from resource_app.directory.hsds import Incoming

_LATE = 8_192  # numbers a set keeps before they are packed


class Statements:
    """Remembers, in little memory, which objects and fields a run has spoken of."""

    def __init__(self) -> None:
        self._rows = _Numbers()
        self._whole = _Numbers()
        self._fields: dict[int, frozenset[str]] = {}
        self._shapes: dict[frozenset[str], frozenset[str]] = {}

    def is_repeated(self, kind: str, key: str) -> bool:
        """Whether an earlier row was about this very object; notes that one was now."""
        number = hash((kind, key))
        known = number in self._rows
        self._rows.add(number)
        return known

    def new_in(self, objects: Iterable[Incoming]) -> tuple[Incoming, ...]:
        """The statements that say something not said yet, without the fields that were; notes them as said."""
        return tuple(new for incoming in objects if (new := self._new(incoming)) is not None)

    def _new(self, incoming: Incoming) -> Incoming | None:
        number = hash((incoming.kind, incoming.id))
        if number in self._whole:
            return _only_private(incoming)
        said = self._fields.pop(number, frozenset()) if incoming.whole else self._fields.get(number, frozenset())
        if incoming.whole:
            self._whole.add(number)
        else:
            fields = said.union(incoming.body)
            self._fields[number] = self._shapes.setdefault(fields, fields)
        if not said:
            return incoming
        body = {name: value for name, value in incoming.body.items() if name not in said}
        return (
            Incoming(incoming.kind, incoming.id, body, whole=False, columns=incoming.columns)
            if body
            else _only_private(incoming)
        )


def _only_private(incoming: Incoming) -> Incoming | None:
    """That a place is private counts from whichever row says so."""
    if incoming.columns.get("address_visibility") != "private":
        return None
    return Incoming(incoming.kind, incoming.id, {}, whole=False, columns={"address_visibility": "private"})


class _Numbers:
    """A set of hashes that only grows, in 8 bytes each instead of 80: what came lately lies in a set, the rest in order."""

    def __init__(self) -> None:
        self._late: set[int] = set()
        self._packed = np.empty(0, dtype=np.int64)

    def __contains__(self, number: int) -> bool:
        if number in self._late:
            return True
        place = self._packed.searchsorted(number)
        return bool(place < len(self._packed) and self._packed[place] == number)

    def add(self, number: int) -> None:
        """Put a number in."""
        if number in self:
            return
        self._late.add(number)
        if len(self._late) >= _LATE:
            late = np.fromiter(self._late, dtype=np.int64, count=len(self._late))
            self._packed = np.concatenate([self._packed, late])
            self._packed.sort()
            self._late.clear()
