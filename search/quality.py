"""How good are results? Judgments in, nDCG and recall out; arithmetic only."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

DEPTH = 10
RIGHT = 2  # the grade of a listing that is right on
TOP = 3


@dataclass(frozen=True, slots=True)
class Measure:
    """The quality of one query's results, each from 0 to 1.

    `ndcg` has a linear gain; its ideal is the best ten of all judged. `recall` is the share of the right listings among
    all results, `judged` the share of the first ten that somebody judged. `right_on_top` says whether a right listing is
    among the first three.
    """

    ndcg: float
    recall: float
    judged: float
    right_on_top: bool


def measure(ranked: Sequence[str], grades: Mapping[str, int]) -> Measure:
    """Compare ranked ids, best first, with judgments: id to grade 0, 1 or 2; what is not judged counts as 0."""
    first = ranked[:DEPTH]
    ideal = _gain(sorted(grades.values(), reverse=True)[:DEPTH])
    right = {each for each, grade in grades.items() if grade >= RIGHT}
    return Measure(
        ndcg=_gain([grades.get(each, 0) for each in first]) / ideal if ideal else 0.0,
        recall=len(right & set(ranked)) / len(right) if right else 1.0,
        judged=sum(each in grades for each in first) / len(first) if first else 0.0,
        right_on_top=bool(right & set(ranked[:TOP])),
    )


def mean(measures: Sequence[Measure]) -> dict[str, float]:
    """The means over queries; `right_on_top` becomes a share."""
    if not measures:
        return {"ndcg": 0.0, "recall": 0.0, "judged": 0.0, "right_on_top": 0.0}
    return {
        "ndcg": fmean(each.ndcg for each in measures),
        "recall": fmean(each.recall for each in measures),
        "judged": fmean(each.judged for each in measures),
        "right_on_top": fmean(each.right_on_top for each in measures),
    }


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(place + 2) for place, grade in enumerate(grades))
