"""Was something asked for by its name? "Second Harvest" is the name of somebody, "job training" is a thing many offer.

Words that stand side by side in a name are a name when, of all listings that have those words anywhere, a fair share has
them in the name of the service or of its organization. What everybody writes about is nobody's name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

import numpy as np

from search.facts import pair_term
from search.postings import NO_SLOTS, Mask, Slots
from search.ranking import NAME_SHARE, ONE_WORD_SHARE, TEXT, WHOLE_NAME_SHARE
from search.reading import Plan
from search.snapshot import Snapshot
from search.texts import term

LONGEST = 6  # words of a name that are looked up


@dataclass(frozen=True, slots=True)
class Called:
    """The slots that were asked for by name, and what that is worth."""

    slots: Slots
    factor: float = 1.0


def whole_name(snapshot: Snapshot, stems: Sequence[str]) -> Mask:
    """Which listings were asked for by most of their name, and nothing that is not in it or its organization's."""
    mask = np.zeros(snapshot.size, dtype=np.bool_)
    if len(stems) < 2:  # noqa: PLR2004 - one word is a topic, not a name
        return mask
    counts = np.zeros(snapshot.size, dtype=np.int16)
    for stem in set(stems):
        slots, _ = snapshot.postings.find(term("n", stem))
        counts[slots] += 1
    whole: Mask = counts == len(set(stems))
    most: Mask = counts >= WHOLE_NAME_SHARE * snapshot.column("name_words")
    whole &= most
    return whole


@dataclass(frozen=True, slots=True)
class Name:
    """Words of a question that may be a name, as terms: it is one if `share` of the listings with all of `anywhere` have
    all of `in_names`. `factor` is what that is worth.
    """

    in_names: tuple[int, ...]
    anywhere: tuple[int, ...]
    share: float
    factor: float


def names(plan: Plan) -> Iterator[Name]:
    """What may be a name, in the order to try: all of the question, then its longest part with a word nobody explains."""
    plain = {number for group in plan.groups if group.role in {"plain", "unknown"} for number, _ in group.own}
    for start, end in _spans(len(plan.stems)):
        stems = plan.stems[start:end]
        alone, word = len(stems) == len(plan.stems), len(stems) == 1
        anywhere = tuple(term("w", stem) for stem in stems)
        unexplained = not plain.isdisjoint(anywhere)
        if alone or unexplained:
            pairs = tuple(pair_term(one, other) for one, other in pairwise(stems))
            share = ONE_WORD_SHARE if word and not unexplained else NAME_SHARE
            sure = alone and (unexplained or not word)
            yield Name(pairs or (term("n", stems[0]),), anywhere, share, TEXT.name_alone if sure else TEXT.name)


def called(snapshot: Snapshot, plan: Plan) -> Called:
    """Whom the question names."""
    for name in names(plan):
        slots = _all_of(snapshot, name.in_names)
        if len(slots) and len(slots) >= name.share * len(_all_of(snapshot, name.anywhere)):
            return Called(slots, name.factor)
    return Called(NO_SLOTS)


def _spans(words: int) -> Iterator[tuple[int, int]]:
    """Stretches of a question, the longest first; a single word only when it is the whole question."""
    for length in range(min(words, LONGEST), 1 if words > 1 else 0, -1):
        for start in range(words - length + 1):
            yield start, start + length


def _all_of(snapshot: Snapshot, terms: Sequence[int]) -> Slots:
    found: Slots = reduce(
        lambda one, other: np.intersect1d(one, other, assume_unique=True),
        (snapshot.postings.find(number)[0] for number in terms),
    )
    return found
