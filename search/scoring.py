"""How well do a listing's words answer? Group by group over the postings, then the share of the question answered."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from search.hours import Stored
from search.postings import Floats, Mask, Slots
from search.ranking import FULL_IMPACT, TEXT
from search.reading import Group, Plan
from search.snapshot import Snapshot
from search.texts import term


@dataclass(frozen=True, slots=True)
class Scored:
    """`score` by slot, and which slots answer at all."""

    score: Floats
    matched: Mask


def idf(listings: int, having: int) -> float:
    """How much a term tells that `having` of `listings` have."""
    raw = math.log(1 + (listings - having + 0.5) / (having + 0.5))
    return min(TEXT.highest_idf, max(TEXT.lowest_idf, raw))


def score(snapshot: Snapshot, plan: Plan, rows: Stored) -> Scored:
    """The text score of every slot."""
    total = np.zeros(snapshot.size, dtype=np.float32)
    mass = np.zeros(snapshot.size, dtype=np.float32)
    asked = 0.0
    wanted = np.zeros(snapshot.size, dtype=np.bool_)
    has_topic = any(group.role == "topic" for group in plan.groups)
    for group in plan.groups:
        slots, values, group_idf = group_score(snapshot, group)
        share = group_idf * group.weight
        asked += share
        total[slots] += np.float32(group.weight) * values
        mass[slots] += np.float32(share)
        if not has_topic or group.role in {"topic", "plain"}:
            wanted[slots] = True
    if asked:
        total *= (mass / np.float32(asked)) ** np.float32(TEXT.coverage)
    _feed_back(snapshot, total)
    _side_by_side(snapshot, plan, total, rows)
    best = float(total.max(initial=0.0))
    return Scored(total, wanted & (total > best * TEXT.lowest_share))


Scores = tuple[Slots, Floats, float]


def group_score(snapshot: Snapshot, group: Group) -> Scores:
    """The slots that answer a group, their scores, and the group's idf; remembered, since people ask for the same things."""
    key = (group.own, group.alternates, group.role, group.weight)
    known: Scores | None = snapshot.memory.get(key)
    if known is None:
        if len(snapshot.memory) > 400:  # noqa: PLR2004 - a bound, so that it cannot grow
            snapshot.memory.clear()
        known = snapshot.memory[key] = _group_score(snapshot, group)
    return known


def _group_score(snapshot: Snapshot, group: Group) -> Scores:
    group_idf = _group_idf(snapshot, group)
    best = np.zeros(snapshot.size, dtype=np.float32)
    summed = np.zeros(snapshot.size, dtype=np.float32)
    broadest = TEXT.broad * snapshot.count + 5
    for (number, weight), own in _with_ownership(group):
        slots, impacts = snapshot.postings.find(number)
        if not len(slots) or (len(slots) > broadest and not own):
            continue
        value = min(idf(snapshot.count, len(slots)), group_idf) * weight * FULL_IMPACT
        points = impacts * np.float32(value)
        best[slots] = np.maximum(best[slots], points)
        summed[slots] += points
    slots = np.flatnonzero(best).astype(np.int32)
    # beside a topic, many words for one group of people say no more than one
    rest = 0.0 if group.role == "audience" and group.weight < 1 else TEXT.rest
    values = best[slots] + np.float32(rest) * (summed[slots] - best[slots])
    return slots, values, group_idf


def _with_ownership(group: Group) -> Iterable[tuple[tuple[int, float], bool]]:
    yield from ((alternate, True) for alternate in group.own)
    yield from ((alternate, False) for alternate in group.alternates)


def _group_idf(snapshot: Snapshot, group: Group) -> float:
    own = snapshot.postings.count(group.own[0][0])
    if own:
        return idf(snapshot.count, own)
    heaviest = max((weight for _, weight in group.alternates), default=0.0)
    strong = [snapshot.postings.find(number)[0] for number, weight in group.alternates if weight >= heaviest]
    having = len(np.unique(np.concatenate(strong))) if strong else 0
    return idf(snapshot.count, having)


def _feed_back(snapshot: Snapshot, total: Floats) -> None:
    """Raise listings with the keywords that at least two of the first results share."""
    first = _first(total, TEXT.feedback_first)
    if len(first) < 2:  # noqa: PLR2004 - two can share
        return
    numbers, counts = np.unique(np.concatenate([snapshot.keywords_of(int(slot)) for slot in first]), return_counts=True)
    best = float(total[first[0]])
    shared = numbers[counts > 1]
    weights = counts[counts > 1] / len(first)
    bonus = np.zeros(len(total), dtype=np.float32)
    mass = 0.0
    for number, weight in zip(shared.tolist(), weights.tolist(), strict=True):
        slots, _ = snapshot.postings.find(number)
        if len(slots) > TEXT.broad * snapshot.count + 5:
            continue
        points = weight * idf(snapshot.count, len(slots))
        mass += points
        bonus[slots] += np.float32(points)
    if mass:
        total += np.float32(TEXT.feedback * best / mass) * bonus * (total > 0)


def _side_by_side(snapshot: Snapshot, plan: Plan, total: Floats, rows: Stored) -> None:
    """Raise the best listings in which words stand side by side as they do in the question."""
    if not plan.pairs:
        return
    slots = _first(total, TEXT.adjacent_first)
    texts = rows.stems(snapshot.rowids[slots].tolist())
    pairs = [f" {one} {other} " for one, other in plan.pairs]
    for slot, rowid in zip(slots.tolist(), snapshot.rowids[slots].tolist(), strict=True):
        text = texts[rowid]
        share = sum(pair in text for pair in pairs) / len(pairs)
        total[slot] *= np.float32(1 + TEXT.adjacent * share)


def _first(total: Floats, number: int) -> Slots:
    """The slots of the best scores, best first."""
    answering = np.flatnonzero(total)
    if len(answering) > number:
        answering = answering[np.argpartition(-total[answering], number)[:number]]
    return answering[np.argsort(-total[answering], kind="stable")].astype(np.int32)


def named(snapshot: Snapshot, stems: Sequence[str]) -> Mask:
    """Which listings were asked for by their name: most of the name, and nothing that is not in it or its organization."""
    mask = np.zeros(snapshot.size, dtype=np.bool_)
    if len(stems) < 2:  # noqa: PLR2004 - one word is a topic, not a name
        return mask
    counts = np.zeros(snapshot.size, dtype=np.int16)
    for stem in set(stems):
        slots, _ = snapshot.postings.find(term("n", stem))
        counts[slots] += 1
    whole: Mask = counts == len(set(stems))
    most: Mask = counts >= 0.6 * snapshot.column("name_words")
    whole &= most
    return whole
