"""How well do a listing's words answer? Group by group over the postings, then the share of the question answered."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from search.hours import Stored
from search.postings import Floats, Mask, Slots
from search.ranking import FULL_IMPACT, TEXT
from search.reading import Group, Plan
from search.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Scored:
    """`score` by slot, which slots answer at all, and which of them a whole thing asked for, not only a word inside it."""

    score: Floats
    matched: Mask
    whole: Mask


def idf(listings: int, having: int) -> float:
    """How much a term tells that `having` of `listings` have."""
    raw = math.log(1 + (listings - having + 0.5) / (having + 0.5))
    return min(TEXT.highest_idf, max(TEXT.lowest_idf, raw))


def broad(listings: int, having: int) -> bool:
    """Whether what `having` of `listings` have says nothing."""
    return having > TEXT.broad * listings + 5


@dataclass(frozen=True, slots=True)
class Counted:
    """What the statistics of words are drawn from: `total` listings, those of `mask` (None: all that live).

    `day` tells one mask of a picture from another; 0 is no mask.
    """

    total: int
    mask: Mask | None = None
    day: int = 0

    @classmethod
    def of(cls, snapshot: Snapshot, current: Mask, day: int) -> "Counted":
        """The living listings that are current on a day."""
        counted: Mask = snapshot.alive & current
        if snapshot.whole is not None:
            return cls(snapshot.whole.total, counted, day)
        total = int(np.count_nonzero(counted))
        return cls(total) if total == snapshot.count else cls(total, counted, day)

    def having(self, slots: Slots) -> int:
        """How many of these slots count."""
        return len(slots) if self.mask is None else int(np.count_nonzero(self.mask[slots]))

    def broad(self, having: int) -> bool:
        """Whether what so many listings have says nothing."""
        return broad(self.total, having)


STEMS_KEPT = 2_000  # listings, about a kilobyte each
ANY_WORDS = frozenset({"plain", "unknown"})  # roles of words nobody explained


def score(snapshot: Snapshot, plan: Plan, rows: Stored, findable: Mask, counted: Counted, reach: Mask) -> Scored:
    """The text score of every `findable` slot; what cannot be found has no say in what the others score.

    `reach` are the slots a person at the asked place can get to: what is none of them does not make the others no answer.
    """
    total = np.zeros(snapshot.size, dtype=np.float32)
    mass = np.zeros(snapshot.size, dtype=np.float32)
    answered = np.zeros(snapshot.size, dtype=np.float32)
    on_topic = np.zeros(snapshot.size, dtype=np.bool_)
    asked, sought = 0.0, 0.0
    wanted = np.zeros(snapshot.size, dtype=np.bool_)
    has_topic = any(group.role == "topic" for group in plan.groups)
    specific = specific_roles(plan)
    for group in plan.groups:
        slots, values, strength, group_idf = group_score(snapshot, group, counted)
        share = group_idf * group.weight
        asked += share
        sought += share if group.role in specific else 0.0
        total[slots] += np.float32(group.weight) * values
        mass[slots] += np.float32(share)
        if group.role in specific:
            answered[slots] += np.float32(share) * strength
        if group.role in specific:
            wanted[slots] = True
        if group.role not in {*ANY_WORDS, "number"} and not group.inherited:
            on_topic[slots[strength > TEXT.weak]] = True
    if not (wanted & findable & reach).any() and "unknown" not in {group.role for group in plan.groups}:
        wanted |= mass > 0  # nobody whom it is for is met: the form of help may follow
    if asked:
        total *= (mass / np.float32(asked)) ** np.float32(TEXT.coverage)
    total *= findable
    if not plan.urgent:  # which of many equal lines come first tells nothing
        _feed_back(snapshot, total, counted)
    _side_by_side(snapshot, plan, total, rows)
    best = float(total.max(initial=0.0))
    most = float((answered * (findable & reach)).max(initial=0.0))
    off_topic = max(most * TEXT.least_off_topic, sought * (TEXT.least_beside_topic if has_topic else TEXT.least_asked))
    wanted &= answered >= np.where(on_topic, np.float32(most * TEXT.least_answered), np.float32(off_topic))
    return Scored(total, wanted & (total > best * TEXT.lowest_share), on_topic | ~on_topic.any())


def specific_roles(plan: Plan) -> frozenset[str]:
    """The roles one of whose groups a result must answer: the topic, else what says which help of a general form is meant."""
    roles = {group.role for group in plan.groups}
    if "topic" in roles:
        return ANY_WORDS | {"topic"}
    return frozenset({"audience", *ANY_WORDS} if "generic" in roles else roles)


Scores = tuple[Slots, Floats, Floats, float]


def group_score(snapshot: Snapshot, group: Group, counted: Counted) -> Scores:
    """The slots that answer a group, their scores, and the group's idf; remembered, since people ask for the same things."""
    key = (group.own, group.alternates, group.role, group.weight, group.loose, counted.day)
    known: Scores | None = snapshot.memory.get(key)
    if known is None:
        if len(snapshot.memory) > 400:  # noqa: PLR2004 - a bound, so that it cannot grow
            snapshot.memory.clear()
        known = snapshot.memory[key] = _group_score(snapshot, group, counted)
    return known


def _group_score(snapshot: Snapshot, group: Group, counted: Counted) -> Scores:
    group_idf = _group_idf(snapshot, group, counted)
    best = np.zeros(snapshot.size, dtype=np.float32)
    summed = np.zeros(snapshot.size, dtype=np.float32)
    strength = np.zeros(snapshot.size, dtype=np.float32)
    for (number, weight), own in _with_ownership(group):
        slots, impacts = snapshot.postings.find(number)
        having = counted.having(slots)
        if not len(slots) or (not own and counted.broad(having)):
            continue
        value = min(idf(counted.total, having), group_idf) * weight * FULL_IMPACT
        points = impacts * np.float32(value)
        best[slots] = np.maximum(best[slots], points)
        summed[slots] += points
        told = TEXT.loose if number in group.loose else weight
        strength[slots] = np.maximum(strength[slots], np.float32(told))
    slots = np.flatnonzero(best).astype(np.int32)
    # beside a topic, many words for one group of people say no more than one
    rest = 0.0 if group.role == "audience" and group.weight < 1 else TEXT.rest
    values = best[slots] + np.float32(rest) * (summed[slots] - best[slots])
    return slots, values, strength[slots], group_idf


def _with_ownership(group: Group) -> Iterable[tuple[tuple[int, float], bool]]:
    yield from ((alternate, True) for alternate in group.own)
    yield from ((alternate, False) for alternate in group.alternates)


def _group_idf(snapshot: Snapshot, group: Group, counted: Counted) -> float:
    own = counted.having(snapshot.postings.find(group.own[0][0])[0])
    if own:
        return idf(counted.total, own)
    heaviest = max((weight for _, weight in group.alternates), default=0.0)
    strong = [snapshot.postings.find(number)[0] for number, weight in group.alternates if weight >= heaviest]
    having = counted.having(np.unique(np.concatenate(strong))) if strong else 0
    return idf(counted.total, having)


def _feed_back(snapshot: Snapshot, total: Floats, counted: Counted) -> None:
    """Raise listings with the keywords that at least two of the first results share."""
    first = _first(total, TEXT.feedback_first)
    if len(first) < 2:  # noqa: PLR2004 - two can share
        return
    numbers, counts = np.unique(np.concatenate([snapshot.keywords_of(int(slot)) for slot in first]), return_counts=True)
    best = float(total[first[0]])
    shared = numbers[counts > 1].tolist()
    weights = (counts[counts > 1] / len(first)).tolist()
    bonus = np.zeros(len(total), dtype=np.float32)
    mass = 0.0
    for number, weight, having in zip(shared, weights, _uses(snapshot, shared, counted), strict=True):
        if counted.broad(having):
            continue
        points = weight * idf(counted.total, having)
        mass += points
        slots, _ = snapshot.postings.find(number)
        bonus[slots] += np.float32(points)
    if mass:
        total += np.float32(TEXT.feedback * best / mass) * bonus * (total > 0)


def _uses(snapshot: Snapshot, keywords: Sequence[int], counted: Counted) -> Sequence[int]:
    """How many listings have each keyword."""
    if snapshot.whole is not None:
        return snapshot.whole.uses(keywords)
    return [counted.having(snapshot.postings.find(number)[0]) for number in keywords]


def _side_by_side(snapshot: Snapshot, plan: Plan, total: Floats, rows: Stored) -> None:
    """Raise the best listings in which words stand side by side as they do in the question."""
    if not plan.pairs:
        return
    slots = _first(total, TEXT.adjacent_first)
    texts = _stems(snapshot, rows, snapshot.rowids[slots].tolist())
    pairs = [f" {one} {other} " for one, other in plan.pairs]
    for slot, rowid in zip(slots.tolist(), snapshot.rowids[slots].tolist(), strict=True):
        text = texts[rowid]
        share = sum(pair in text for pair in pairs) / len(pairs)
        total[slot] *= np.float32(1 + TEXT.adjacent * share)


def _stems(snapshot: Snapshot, rows: Stored, rowids: Sequence[int]) -> Mapping[int, str]:
    """The words of listings; of those that came first before they are remembered with the picture."""
    known: dict[int, str] = snapshot.memory.setdefault("stems", {})
    found = {rowid: known[rowid] for rowid in rowids if rowid in known}
    missing = [rowid for rowid in rowids if rowid not in found]
    if missing:
        read = rows.stems(missing)
        found |= read
        if len(known) < STEMS_KEPT:
            known |= read
    return found


def _first(total: Floats, number: int) -> Slots:
    """The slots of the best scores, best first."""
    answering = np.flatnonzero(total)
    if len(answering) > number:
        answering = answering[np.argpartition(-total[answering], number)[:number]]
    return answering[np.argsort(-total[answering], kind="stable")].astype(np.int32)
