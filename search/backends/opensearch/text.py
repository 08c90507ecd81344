"""What do the first results tell about the others? The best score there is, shared keywords, words that stand side by side."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.backends.in_database import Rows
from search.backends.opensearch.conditions import ALL, weight
from search.backends.opensearch.index import Body
from search.backends.opensearch.memory import Memory
from search.backends.opensearch.words import Words, at_least, has, has_any, multiplied, one_of
from search.ranking import TEXT
from search.reading import Plan
from search.scoring import broad, idf


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a question as they are asked in the end: `scored` gives the text score of what matches them, `wanted` is
    what answers enough, `whole` what answers a whole thing asked for.
    """

    scored: Body
    wanted: Body
    whole: Body

    def good(self, best: float) -> Body:
        """What is an answer beside one whose score is `best` (search/worth.py)."""
        whole = {"bool": {"must": [at_least(self.scored, best * TEXT.poor)], "filter": [self.whole]}}
        return one_of([whole, at_least(self.scored, best * TEXT.poor_part)])


@dataclass(frozen=True, slots=True)
class First:
    """One of the first results by words alone."""

    rowid: int
    score: float
    keywords: tuple[int, ...]
    side_by_side: float  # share of the question's neighbouring words that are neighbours in the listing


def read(memory: Memory, rows: Rows, plan: Plan, words: Words, findable: Body, reach: Body) -> Text:
    """Ask what the first results are, and what the best of those within `reach` answers."""
    score, answered = words.score(), words.answered()
    by_words = {
        "size": TEXT.adjacent_first,
        "query": {"bool": {"must": [score], "filter": [findable]}},
        "docvalue_fields": ["rowid", "keywords"],
        "stored_fields": "_none_",
        "track_total_hits": False,
    }
    by_answer = {
        "size": 1,
        "query": {"bool": {"must": [answered], "filter": [findable, reach]}},
        "track_total_hits": False,
    }
    found, answering = (each["hits"] for each in memory.cluster.search(by_words, by_answer))
    first = _first(found["hits"], plan, rows, memory)
    most = answering["max_score"] or 0.0
    shared = {} if plan.urgent else _shared_keywords(first, memory)
    scored = {"bool": {"must": [score], "should": [_bonus(number, points) for number, points in shared.items()]}}
    raised = {each: each.score + sum(shared.get(number, 0.0) for number in each.keywords) for each in first}
    best = max((points * _adjacent(each) for each, points in raised.items()), default=0.0)
    everything = multiplied(scored, _side_by_side(first))
    topical = any(memory.uses(words.topics))
    return Text(
        scored=at_least(everything, best * TEXT.lowest_share),
        wanted=words.wanted(most, anybody=bool(answering["hits"])),
        whole=has_any(words.topics) if topical else ALL,
    )


def _first(hits: Sequence[Mapping[str, Any]], plan: Plan, rows: Rows, memory: Memory) -> list[First]:
    rowids = [hit["fields"]["rowid"][0] for hit in hits]
    stems = memory.stems(rows, rowids) if plan.pairs else {}
    pairs = [f" {one} {other} " for one, other in plan.pairs]
    shares = [sum(pair in stems.get(rowid, "") for pair in pairs) / max(1, len(pairs)) for rowid in rowids]
    return [
        First(rowid, hit["_score"], tuple(hit["fields"].get("keywords", ())), share)
        for rowid, hit, share in zip(rowids, hits, shares, strict=True)
    ]


def _shared_keywords(first: Sequence[First], memory: Memory) -> dict[int, float]:
    """The keywords that at least two of the first results share, and what each adds to the score of who has it."""
    leading = first[: TEXT.feedback_first]
    counts = Counter(number for each in leading for number in each.keywords)
    shared = [number for number, count in counts.items() if count > 1]
    points = {
        number: counts[number] / len(leading) * idf(memory.total, having)
        for number, having in zip(shared, memory.uses(shared), strict=True)
        if not broad(memory.total, having)
    }
    mass = sum(points.values())
    return {number: TEXT.feedback * leading[0].score / mass * each for number, each in points.items()}


def _bonus(number: int, points: float) -> Body:
    return {"constant_score": {"filter": has(number), "boost": points}}


def _adjacent(each: First) -> float:
    return 1 + TEXT.adjacent * each.side_by_side


def _side_by_side(first: Sequence[First]) -> Sequence[Body]:
    by_factor: dict[float, list[int]] = {}
    for each in first:
        if each.side_by_side:
            by_factor.setdefault(_adjacent(each), []).append(each.rowid)
    return [weight({"terms": {"rowid": rowids}}, factor) for factor, rowids in by_factor.items()]
