"""How is a question answered? Text, place, moment and trust become one score per listing, and one result per service."""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from search import conditions, facets, hours, naming, places, reading, scoring, urgency, weighing, worth
from search.filters import Filter
from search.hours import Stored
from search.language import Language
from search.places import Around
from search.postings import NO_SLOTS, Floats, Mask, Slots
from search.query import FEW_NEAR, FacetValue, Query
from search.ranking import FACTORS, TEXT
from search.snapshot import Snapshot
from search.weighing import Sheet
from search.wishes import Wishes

Positions = npt.NDArray[np.intp]
MOST_BEYOND = 10  # listings shown from beyond the radius


@dataclass(frozen=True, slots=True)
class Siblings:
    """Slots of services with several places, service by service, the best first; `starts` are where a service begins,
    `best` the slots there.
    """

    slots: Slots
    starts: Positions
    best: Slots

    def of(self, slot: int) -> tuple[int, ...]:
        """The other places of the service whose best place is `slot`."""
        found = np.flatnonzero(self.best == slot)
        if not len(found):
            return ()
        start, following = self.starts[found[0]], self.starts[found[0] + 1 : found[0] + 2]
        end = int(following[0]) if len(following) else len(self.slots)
        return tuple(self.slots[start + 1 : end].tolist())


NO_SIBLINGS = Siblings(NO_SLOTS, np.empty(0, dtype=np.intp), NO_SLOTS)


@dataclass(frozen=True, slots=True)
class Ranked:
    """The answer as slots: the best of each service, in order; `beyond` are those outside the radius, at the end."""

    slots: Slots
    scores: Floats
    parts: Mapping[str, Floats]
    siblings: Siblings
    around: Around | None
    facets: Mapping[str, tuple[FacetValue, ...]]
    beyond: frozenset[int] = frozenset()
    near_count: int | None = None
    understood: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as far as it is understood before any listing is looked at. `query.now` is where most listings are."""

    query: Query
    words: tuple[str, ...]
    read: conditions.Conditions
    plan: reading.Plan


def understand(language: Language, query: Query, words: Sequence[str]) -> Understood:
    """Understand a question whose words (folded, corrected) are `words`."""
    read = conditions.read(words, query.now, _kept(language, words))
    plan = reading.read(language, read.words)
    if query.urgent:
        plan = urgency.first(plan, language, query.urgent, read.words)
    return Understood(query, tuple(words), read, plan)


def answer(
    snapshot: Snapshot, language: Language, filters: Sequence[Filter], asked: Understood, rows: Stored
) -> Ranked:
    """Answer a question. `snapshot` may hold no more than what could be an answer, beside its `whole`."""
    query, read, plan = asked.query, asked.read, asked.plan
    sheet = Sheet(snapshot.size)
    named = naming.whole_name(snapshot, plan.stems)
    current = _current(snapshot, query)
    base = snapshot.alive & (current | named) & ~weighing.having(snapshot, plan.aside)
    if says_nothing(asked):
        base &= False
    around = places.around(snapshot, query.place, query.within_miles) if query.place else None
    scored = None
    if plan.groups:
        drawn_from = scoring.Counted.of(snapshot, current, query.now.date().toordinal())
        scored = scoring.score(snapshot, plan, rows, base, drawn_from, worth.reach(snapshot, around))
        base &= scored.matched
        sheet.put("text", scored.score)
        _weigh_name(snapshot, sheet, plan, named)
    if query.box:
        base &= places.inside(snapshot, query.box)
    moments = _moments(snapshot, filters, query, rows)
    masks = facets.chosen(snapshot, filters, query, moments)
    passing = base.copy()
    for mask in masks.values():
        passing &= mask
    if scored is not None:
        better = ~worth.poor(snapshot, scored, passing, around)
        base &= better
        passing &= better
    within = passing
    if around is not None:
        within = passing & (around.near | around.serves)
        base &= around.near | around.serves
    weighing.weigh(snapshot, sheet, query, around, Wishes.of(language, read, plan), rows)
    counted = facets.counts(snapshot, filters, query, base, masks, moments)
    if around is not None:
        counted["within"] = facets.distances(snapshot, around, passing, query.within_miles)
    return _ranked(snapshot, query, sheet, Found(passing, within, around, counted, read.codes))


@dataclass(frozen=True, slots=True)
class Found:
    """What passes the filters, what of it lies within the place, and what was read and counted on the way."""

    passing: Mask
    within: Mask
    around: Around | None
    facets: Mapping[str, tuple[FacetValue, ...]]
    understood: tuple[str, ...]


def _kept(language: Language, words: Sequence[str]) -> set[int]:
    """Positions inside longer phrases the lexicon explains: "bed tonight" is no condition."""
    longer = (each for each in language.recognise(words) if each.end - each.start > 1)
    return {position for each in longer for position in range(each.start, each.end)}


def says_nothing(asked: Understood) -> bool:
    """Whether something was said that nobody could read: not the same as no words at all."""
    return (
        not asked.words
        and not asked.plan.urgent
        and bool(asked.query.text.strip(string.punctuation + string.whitespace))
    )


def _weigh_name(snapshot: Snapshot, sheet: Sheet, plan: reading.Plan, named: Mask) -> None:
    called = naming.called(snapshot, plan)
    if len(called.slots) or named.any():
        factor = np.where(named, np.float32(TEXT.name), np.float32(1)).astype(np.float32)
        factor[called.slots] = called.factor
        sheet.put("name", factor)


def _current(snapshot: Snapshot, query: Query) -> Mask:
    """Which slots are not past due. What is past due is hidden unless asked for by name, or expressly."""
    if query.unconfirmed:
        return np.ones(snapshot.size, dtype=np.bool_)
    due = snapshot.column("due")
    current: Mask = (due == 0) | (due >= query.now.date().toordinal())
    return current


def _moments(snapshot: Snapshot, filters: Sequence[Filter], query: Query, rows: Stored) -> facets.Moments:
    kinds = {row.kind for row in filters}
    return {"open": hours.open_at(snapshot, query.now, rows)} if "open" in kinds else {}


def _ranked(snapshot: Snapshot, query: Query, sheet: Sheet, found: Found) -> Ranked:
    scores = sheet.product()
    inside = np.flatnonzero(found.within).astype(np.int32)
    best, siblings = _best_of_service(snapshot, inside, scores, query, found.around)
    ordered = best[_order(snapshot, best, scores, query, found.around)]
    beyond: Slots = ordered[:0]
    if found.around is not None and len(ordered) < FEW_NEAR:
        beyond = _beyond(snapshot, found, found.around, ordered)
        if len(beyond):
            factor = np.ones(snapshot.size, dtype=np.float32)
            factor[beyond] = FACTORS.beyond
            sheet.put("beyond", factor)
            scores = scores * factor
    return Ranked(
        slots=np.concatenate((ordered, beyond)).astype(np.int32),
        scores=scores,
        parts=sheet.all_parts(),
        siblings=siblings,
        around=found.around,
        facets=found.facets,
        beyond=frozenset(beyond.tolist()),
        near_count=len(ordered) if len(beyond) else None,
        understood=found.understood,
    )


def _best_of_service(
    snapshot: Snapshot, slots: Slots, scores: Floats, query: Query, around: Around | None
) -> tuple[Slots, Siblings]:
    """The place of each service that comes first in the asked order, and its other places that pass as well, best first."""
    services = snapshot.services[0][slots]
    several = np.bincount(services)[services] > 1 if len(slots) else np.zeros(0, dtype=np.bool_)
    if not several.any():
        return slots, NO_SIBLINGS
    alone, slots, services = slots[~several], slots[several], services[several]
    keys = _keys(snapshot, slots, scores, query, around)
    order = np.lexsort((snapshot.rowids[slots], *keys, services))
    slots, services = slots[order], services[order]
    starts = np.flatnonzero(np.concatenate(([True], services[1:] != services[:-1])))
    best = slots[starts]
    return np.concatenate((alone, best)).astype(np.int32), Siblings(slots, starts, best)


def _keys(
    snapshot: Snapshot, slots: Slots, scores: Floats, query: Query, around: Around | None
) -> tuple[npt.NDArray[Any], ...]:
    """What slots are ordered by, the weightiest last."""
    score = -scores[slots]
    if query.sort == "name":
        return score, snapshot.names[slots]
    if query.sort == "confirmed":
        return score, -snapshot.column("confirmed")[slots]
    if query.sort == "distance" and around is not None:
        return score, around.miles[slots]
    return (score,)


def _order(snapshot: Snapshot, slots: Slots, scores: Floats, query: Query, around: Around | None) -> Slots:
    """Positions in the asked order; what is equal goes by rowid. Behind the asked page the order is left open."""
    keys = _keys(snapshot, slots, scores, query, around)
    if len(keys) == 1:
        return _by_score(snapshot, slots, scores[slots], query.offset + query.limit)
    order: Slots = np.lexsort((snapshot.rowids[slots], *keys)).astype(np.int32)
    return order


def _by_score(snapshot: Snapshot, slots: Slots, scores: Floats, wanted: int) -> Slots:
    rowids = snapshot.rowids[slots]
    if wanted * 4 >= len(slots):
        every: Slots = np.lexsort((rowids, -scores)).astype(np.int32)
        return every
    least = -np.partition(-scores, wanted)[wanted]
    first = np.flatnonzero(scores >= least)
    ordered = first[np.lexsort((rowids[first], -scores[first]))]
    shown: Slots = np.concatenate((ordered, np.flatnonzero(scores < least))).astype(np.int32)
    return shown


def _beyond(snapshot: Snapshot, found: Found, around: Around, shown: Slots) -> Slots:
    """The nearest outside the radius that pass everything else, nearest first, of services not shown yet."""
    outside = np.flatnonzero(found.passing & ~found.within & (around.miles <= worth.FARTHEST_MILES))
    outside = outside[~np.isin(snapshot.column("service")[outside], snapshot.column("service")[shown])]
    nearest = outside[np.lexsort((snapshot.rowids[outside], around.miles[outside]))]
    _, first = np.unique(snapshot.column("service")[nearest], return_index=True)
    chosen: Slots = nearest[np.sort(first)][:MOST_BEYOND].astype(np.int32)
    return chosen
