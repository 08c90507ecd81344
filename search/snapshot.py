"""What does this process hold in memory? An unchangeable picture of the index at one moment, made from stored rows.

A later picture shares everything with the earlier one but the listings that changed: those get new slots at the end, and
their old slots die.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson
import shapely

from search.facts import FACTS, PUBLIC, SPAN, STAFF_ONLY
from search.postings import Mask, Postings, Segment

MOST_SEGMENTS = 8  # then the small ones become one


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row of the index table as the database gives it."""

    rowid: int
    facts: bytes
    terms: bytes
    keywords: bytes
    values: str
    spans: bytes
    zone: str
    name: str
    polygons: bytes


@dataclass(frozen=True, slots=True)
class Whole:
    """What is known of all listings, where a picture holds only those that could be an answer.

    `total` counts the current ones, `uses` those of them that have each of some keywords, by their numbers; `zone` is
    where most are.
    """

    total: int
    zone: str
    uses: Callable[[Sequence[int]], Sequence[int]]


@dataclass(frozen=True)
class Snapshot:
    """Columns by slot. `rowids` are of `search_document`; `spans` are weekly hours with the slot each belongs to."""

    facts: npt.NDArray[Any]
    rowids: npt.NDArray[np.int64]
    alive: Mask
    postings: Postings
    bits: npt.NDArray[np.uint64]  # slot x word: which filter values the listing has
    bit_of: Mapping[str, int]
    keywords: npt.NDArray[np.uint32]
    keyword_starts: npt.NDArray[np.int64]
    spans: npt.NDArray[Any]
    span_slots: npt.NDArray[np.int32]
    zones: npt.NDArray[np.int16]
    zone_names: tuple[str, ...]
    names: npt.NDArray[Any]
    polygons: tuple[tuple[int, Any], ...]
    home: frozenset[str] = frozenset()  # keys of the areas most listings serve
    whole: Whole | None = None  # None: the picture holds every listing
    rev: int = 0
    stamp: int = 0
    memory: dict[Any, Any] = field(default_factory=dict)  # what was worked out from this picture before
    slots_memory: dict[Any, Any] = field(default_factory=dict)  # the same for what hangs on the slots, whichever live

    @property
    def size(self) -> int:
        """How many slots there are, dead ones too."""
        return len(self.rowids)

    def column(self, name: str) -> npt.NDArray[Any]:
        """A fact of every slot, side by side in memory."""
        known: npt.NDArray[Any] | None = self.slots_memory.get(name)
        if known is None:
            known = self.slots_memory[name] = np.ascontiguousarray(self.facts[name])
        return known

    def only(self, alive: Mask) -> "Snapshot":
        """The same slots of which no others live."""
        return replace(self, alive=alive, postings=Postings(self.postings.segments, alive), memory={})

    @cached_property
    def public(self) -> "Snapshot":
        """The picture of what the public may find: hidden and staff-only listings are as if they were not there.

        How common a word is, which keywords are shared, where the directory is at home: nothing of it comes from a
        listing that whoever asks can never see.
        """
        shown = (self.facts["flags"] & (PUBLIC | STAFF_ONLY)) == PUBLIC
        if shown[self.alive].all():
            return self
        return self.only(self.alive & shown)

    @property
    def services(self) -> tuple[npt.NDArray[np.int32], int]:
        """A small number of the service of each slot, and how many services there are."""
        known: tuple[npt.NDArray[np.int32], int] | None = self.slots_memory.get("services")
        if known is None:
            found, numbers = np.unique(self.facts["service"], return_inverse=True)
            known = self.slots_memory["services"] = (numbers.astype(np.int32), len(found))
        return known

    @cached_property
    def count(self) -> int:
        """How many listings live."""
        return int(self.alive.sum())

    @cached_property
    def slot_of(self) -> dict[int, int]:
        """From rowid to its living slot."""
        living = np.flatnonzero(self.alive)
        return dict(zip(self.rowids[living].tolist(), living.tolist(), strict=True))

    @cached_property
    def shapes(self) -> tuple[shapely.STRtree, npt.NDArray[np.int32]]:
        """A tree of service area outlines, and the slot of each."""
        kept = [(slot, shape) for slot, shape in self.polygons if self.alive[slot]]
        return shapely.STRtree([shape for _, shape in kept]), np.array([slot for slot, _ in kept], dtype=np.int32)

    def keywords_of(self, slot: int) -> npt.NDArray[np.uint32]:
        """The numbers of a listing's keywords."""
        return self.keywords[self.keyword_starts[slot] : self.keyword_starts[slot + 1]]


def picture(rows: Sequence[StoredRow], rev: int, stamp: int) -> Snapshot:
    """A picture of all rows."""
    bit_of: dict[str, int] = {}
    zones: dict[str, int] = {}
    spans, span_slots = _spans(rows, 0)
    return Snapshot(
        facts=_facts(rows),
        rowids=np.array([row.rowid for row in rows], dtype=np.int64),
        alive=np.ones(len(rows), dtype=np.bool_),
        postings=Postings((Segment.of([row.terms for row in rows], 0),)),
        bits=_bits(rows, bit_of),
        bit_of=bit_of,
        keywords=_joined(row.keywords for row in rows),
        keyword_starts=_starts([len(row.keywords) // 4 for row in rows]),
        spans=spans,
        span_slots=span_slots,
        zones=np.array([zones.setdefault(row.zone, len(zones)) for row in rows], dtype=np.int16),
        zone_names=tuple(zones),
        names=np.array([row.name for row in rows], dtype=object),
        polygons=tuple(_polygons(rows, 0)),
        rev=rev,
        stamp=stamp,
    )


def extended(old: Snapshot, changed: Iterable[int], rows: Sequence[StoredRow], rev: int, stamp: int) -> Snapshot:
    """The picture after `changed` rowids changed; `rows` are those of them that are still there."""
    alive = np.concatenate((old.alive, np.ones(len(rows), dtype=np.bool_)))
    for rowid in changed:
        slot = old.slot_of.get(rowid)
        if slot is not None:
            alive[slot] = False
    bit_of, zones = dict(old.bit_of), {name: number for number, name in enumerate(old.zone_names)}
    bits = _bits(rows, bit_of)
    spans, span_slots = _spans(rows, old.size)
    segments = (*old.postings.segments, Segment.of([row.terms for row in rows], old.size))
    if len(segments) > MOST_SEGMENTS:
        segments = (segments[0], Segment.merged(segments[1:]))
    return replace(
        old,
        facts=np.concatenate((old.facts, _facts(rows))),
        rowids=np.concatenate((old.rowids, np.array([row.rowid for row in rows], dtype=np.int64))),
        alive=alive,
        postings=Postings(segments, alive),
        bits=np.concatenate((_widened(old.bits, bits.shape[1]), bits)),
        bit_of=bit_of,
        keywords=np.concatenate((old.keywords, _joined(row.keywords for row in rows))),
        keyword_starts=np.concatenate(
            (old.keyword_starts, old.keyword_starts[-1] + _starts([len(row.keywords) // 4 for row in rows])[1:])
        ),
        spans=np.concatenate((old.spans, spans)),
        span_slots=np.concatenate((old.span_slots, span_slots)),
        zones=np.concatenate(
            (old.zones, np.array([zones.setdefault(row.zone, len(zones)) for row in rows], dtype=np.int16))
        ),
        zone_names=tuple(zones),
        names=np.concatenate((old.names, np.array([row.name for row in rows], dtype=object))),
        polygons=(*old.polygons, *_polygons(rows, old.size)),
        rev=rev,
        stamp=stamp,
        memory={},
        slots_memory={},
    )


def worn(snapshot: Snapshot, changes: int) -> bool:
    """Whether reading everything anew is better than one more change on top."""
    dead = snapshot.size - snapshot.count
    return dead + changes > snapshot.count // 4 + 1000


def _facts(rows: Sequence[StoredRow]) -> npt.NDArray[Any]:
    return np.frombuffer(b"".join(row.facts for row in rows), dtype=FACTS)


def _joined(blobs: Iterable[bytes]) -> npt.NDArray[np.uint32]:
    return np.frombuffer(b"".join(blobs), dtype="<u4").astype(np.uint32)


def _starts(sizes: Sequence[int]) -> npt.NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(np.array(sizes, dtype=np.int64)))).astype(np.int64)


def _bits(rows: Sequence[StoredRow], bit_of: dict[str, int]) -> npt.NDArray[np.uint64]:
    """Which values each row has; new values get the next bits in `bit_of`."""
    numbers = [[bit_of.setdefault(value, len(bit_of)) for value in row.values.split()] for row in rows]
    words = max(1, -(-len(bit_of) // 64))
    bits = np.zeros((len(rows), words), dtype=np.uint64)
    slots = np.repeat(np.arange(len(rows)), [len(each) for each in numbers])
    flat = np.array([number for each in numbers for number in each], dtype=np.int64)
    if len(flat):
        np.bitwise_or.at(bits, (slots, flat // 64), np.uint64(1) << (flat % 64).astype(np.uint64))
    return bits


def _widened(bits: npt.NDArray[np.uint64], words: int) -> npt.NDArray[np.uint64]:
    missing = words - bits.shape[1]
    return np.pad(bits, ((0, 0), (0, missing))) if missing > 0 else bits


def _spans(rows: Sequence[StoredRow], first_slot: int) -> tuple[npt.NDArray[Any], npt.NDArray[np.int32]]:
    sizes = [len(row.spans) // SPAN.itemsize for row in rows]
    slots = np.repeat(np.arange(first_slot, first_slot + len(rows), dtype=np.int32), sizes)
    return np.frombuffer(b"".join(row.spans for row in rows), dtype=SPAN), slots


def _polygons(rows: Sequence[StoredRow], first_slot: int) -> Iterable[tuple[int, Any]]:
    for slot, row in enumerate(rows, first_slot):
        if row.polygons:
            for shape in orjson.loads(row.polygons):
                yield slot, shapely.from_geojson(orjson.dumps(shape))
