"""What would each choice give? Counts of services per filter value, in the same pass as the results."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

import numpy as np
import numpy.typing as npt

from search.facts import NO_AGE, REFERRALS
from search.filters import Filter
from search.places import Around
from search.postings import Mask
from search.query import RADII_MILES, FacetValue, Query
from search.snapshot import Snapshot

Moments = Mapping[str, Mask]  # masks that hang on the moment: "open"


def choice(snapshot: Snapshot, row: Filter, value: str, query: Query, moments: Moments) -> Mask:
    """Which slots have a value of a filter."""
    today = query.now.date()
    match row.kind:
        case "values":
            return has(snapshot, f"{row.key}={value}")
        case "open":
            return moments["open"] if value in row.values else np.zeros(snapshot.size, dtype=np.bool_)
        case "ages":
            return _remembered(snapshot, (row.key, value), lambda: _fits_age(snapshot, row, value))
        case "freshness":
            return _remembered(snapshot, (row.key, value, today), lambda: _fresh(snapshot, value, today))
        case "referrals":
            return _remembered(snapshot, (row.key, value, today), lambda: _refers(snapshot, row, value, today))
        case _ as forgotten:
            assert_never(forgotten)


def _remembered(snapshot: Snapshot, key: tuple[object, ...], make: Callable[[], Mask]) -> Mask:
    known: Mask | None = snapshot.memory.get(key)
    if known is None:
        known = snapshot.memory[key] = make()
    return known


def has(snapshot: Snapshot, value: str) -> Mask:
    """Which slots have a stored value ("category=food")."""
    bit = snapshot.bit_of.get(value)
    if bit is None:
        return np.zeros(snapshot.size, dtype=np.bool_)
    mask: Mask = (snapshot.bits[:, bit // 64] & (np.uint64(1) << np.uint64(bit % 64))) != 0
    return mask


def any_of(snapshot: Snapshot, key: str, values: Iterable[str]) -> Mask:
    """Which slots have one of these values of a filter."""
    mask = np.zeros(snapshot.size, dtype=np.bool_)
    for value in values:
        mask |= has(snapshot, f"{key}={value}")
    return mask


def chosen(snapshot: Snapshot, filters: Sequence[Filter], query: Query, moments: Moments) -> dict[str, Mask]:
    """For each filter with a choice: which slots have one of the chosen values."""
    masks: dict[str, Mask] = {}
    for row in filters:
        values = query.filters.get(row.key)
        if values:
            each = [choice(snapshot, row, value, query, moments) for value in values]
            masks[row.key] = np.logical_or.reduce(each)
    return masks


def counts(
    snapshot: Snapshot, filters: Sequence[Filter], query: Query, base: Mask, masks: Mapping[str, Mask], moments: Moments
) -> dict[str, tuple[FacetValue, ...]]:
    """Counts of services per value. A filter's own choice does not count against its other values; all the others do."""
    table = _choices(snapshot, filters, query, moments)
    together = _counted(snapshot, table, _all(base, masks.values()))
    facets: dict[str, tuple[FacetValue, ...]] = {}
    for row in filters:
        found = together
        if row.key in masks:
            found = _counted(snapshot, table, _all(base, [mask for key, mask in masks.items() if key != row.key]))
        tally = {value: found[bit] for value, bit in table.bits_of[row.key]}
        facets[row.key] = values_of(row, tally, query.filters.get(row.key, ()))
    return facets


@dataclass(frozen=True, slots=True)
class Choices:
    """Which slot has which value of which filter: a bit for each, in words of 64; `bits_of` are a filter's values."""

    words: npt.NDArray[np.uint64]
    bits_of: Mapping[str, Sequence[tuple[str, int]]]
    moments: Moments
    today: date


def _choices(snapshot: Snapshot, filters: Sequence[Filter], query: Query, moments: Moments) -> Choices:
    """The stored values and those that hang on the day or the moment; made anew when these change."""
    known: Choices | None = snapshot.memory.get("choices")
    today = query.now.date()
    if known is None or known.today != today or any(known.moments[key] is not moments[key] for key in moments):
        known = snapshot.memory["choices"] = _made(snapshot, filters, query, moments)
    return known


def _made(snapshot: Snapshot, filters: Sequence[Filter], query: Query, moments: Moments) -> Choices:
    passing = [(row, value) for row in filters if row.kind != "values" for value in row.values]
    masks = [choice(snapshot, row, value, query, moments) for row, value in passing]
    more = np.zeros((snapshot.size, -(-len(masks) // 64)), dtype=np.uint64)
    for number, mask in enumerate(masks):
        more[:, number // 64] |= mask.astype(np.uint64) << np.uint64(number % 64)
    bits_of: dict[str, list[tuple[str, int]]] = {row.key: [] for row in filters}
    for stored, bit in snapshot.bit_of.items():
        key, _, value = stored.partition("=")
        if key in bits_of:
            bits_of[key].append((value, bit))
    first = 64 * snapshot.bits.shape[1]
    for number, (row, value) in enumerate(passing):
        bits_of[row.key].append((value, first + number))
    return Choices(np.hstack((snapshot.bits, more)), bits_of, moments, query.now.date())


def distances(snapshot: Snapshot, around: Around, passing: Mask, within_miles: float) -> tuple[FacetValue, ...]:
    """How many services each distance would list: those near enough, and those that serve the place from anywhere."""
    slots = np.flatnonzero(passing & (around.serves | (around.miles <= RADII_MILES[-1])))
    miles = np.where(around.serves[slots], np.float32(0), around.miles[slots])
    numbers, many = snapshot.services
    nearest = np.full(many, np.inf, dtype=np.float32)
    np.minimum.at(nearest, numbers[slots], miles)
    found = np.sort(nearest[nearest <= RADII_MILES[-1]])
    counted = np.searchsorted(found, RADII_MILES, side="right").tolist()
    return tuple(
        FacetValue(str(radius), count, radius == within_miles)
        for radius, count in zip(RADII_MILES, counted, strict=True)
    )


def values_of(row: Filter, tally: Mapping[str, int], picked: Sequence[str]) -> tuple[FacetValue, ...]:
    """In the table's order where it names the values, else by count; a chosen value stays even when nothing has it."""
    shown = {**dict.fromkeys(picked, 0), **{value: n for value, n in tally.items() if n}}
    order = {value: place for place, value in enumerate(row.values)}
    ranked = sorted(shown, key=lambda value: (order.get(value, len(order)), -shown[value], value))
    return tuple(FacetValue(value, shown[value], value in picked) for value in ranked)


def _all(base: Mask, masks: Iterable[Mask]) -> Mask:
    result = base
    for mask in masks:
        result = result & mask
    return result


def _counted(snapshot: Snapshot, table: Choices, base: Mask) -> list[int]:
    """How many services of `base` have each value (by bit). Values of a service's listings are joined first."""
    slots = np.flatnonzero(base)
    words = table.words[slots]
    services = snapshot.services[0][slots]
    several = np.bincount(services)[services] > 1 if len(slots) else np.zeros(0, dtype=np.bool_)
    if several.any():
        words = np.concatenate((words[~several], _joined(words[several], services[several])))
    octets = np.ascontiguousarray(words).view(np.uint8).reshape(len(words), 8 * words.shape[1])
    tallies = np.stack([np.bincount(octets[:, column], minlength=256) for column in range(octets.shape[1])])
    counted: list[int] = (tallies @ _BITS_OF).astype(np.int64).ravel().tolist()
    return counted


def _joined(bits: npt.NDArray[np.uint64], services: npt.NDArray[np.int32]) -> npt.NDArray[np.uint64]:
    """The values of all listings of a service in one row."""
    order = np.argsort(services, kind="stable")
    starts = np.flatnonzero(np.concatenate(([True], services[order][1:] != services[order][:-1])))
    joined: npt.NDArray[np.uint64] = np.bitwise_or.reduceat(bits[order], starts, axis=0)
    return joined


# As floats, which numpy multiplies many times faster; counts of listings are exact in them.
_BITS_OF = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little").astype(np.float64)


def _fits_age(snapshot: Snapshot, row: Filter, value: str) -> Mask:
    limits = {name: (low, high) for name, low, high in row.ages}
    if value not in limits:
        return np.zeros(snapshot.size, dtype=np.bool_)
    low, high = limits[value]
    youngest, oldest = snapshot.column("minimum_age"), snapshot.column("maximum_age")
    fits: Mask = ((youngest == NO_AGE) | (youngest <= high)) & ((oldest == NO_AGE) | (oldest >= low))
    fits &= (youngest != NO_AGE) | (oldest != NO_AGE)  # no word about age is no word for this age
    return fits


def _refers(snapshot: Snapshot, row: Filter, value: str, today: date) -> Mask:
    if value not in row.values:
        return np.zeros(snapshot.size, dtype=np.bool_)
    taking: Mask = (snapshot.column("flags") & REFERRALS) != 0
    return taking & (snapshot.column("no_referrals_until") <= today.toordinal())


def _fresh(snapshot: Snapshot, value: str, today: date) -> Mask:
    confirmed = snapshot.column("confirmed")
    if not value.isdigit():
        never: Mask = confirmed == 0
        return never
    recent: Mask = confirmed >= today.toordinal() - int(value)
    return recent
