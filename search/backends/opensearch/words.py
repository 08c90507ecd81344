"""How are a question's words put to OpenSearch? The same score as search/scoring.py, as queries over terms with impacts.

A group is a dis_max of its terms, all groups are summed and multiplied by the share of the question a listing answers. What
a score is compared with (the best there is, how common a word is) is asked for before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from search.backends.opensearch.index import Body
from search.ranking import FULL_IMPACT, TEXT
from search.reading import Group, Plan
from search.scoring import ANY_WORDS, broad, idf, specific_roles

NOTHING: Body = {"match_none": {}}
EPSILON = 1e-5  # scores are single precision: what equals a limit there may lie a little below it


@dataclass(frozen=True, slots=True)
class Statistics:
    """How common words are: `total` listings, and those of them that have each term, or one of several (`together`)."""

    total: int = 0
    uses: Mapping[int, int] = field(default_factory=dict)
    together: Mapping[tuple[int, ...], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    """One group with what its terms are worth. `kept` are (term, weight it tells, points of a full impact)."""

    group: Group
    idf: float
    kept: tuple[tuple[int, float, float], ...]

    @property
    def share(self) -> float:
        """What the group counts among the others."""
        return self.idf * self.group.weight

    @property
    def any_term(self) -> Body:
        """Listings with one of its terms."""
        return has_any(number for number, _, _ in self.kept)

    def score(self) -> Body:
        """The group's part of the text score."""
        rest = 0.0 if self.group.role == "audience" and self.group.weight < 1 else TEXT.rest
        terms = [
            {"rank_feature": {"field": f"terms.{number}", "linear": {}, "boost": points * self.group.weight / 255}}
            for number, _, points in self.kept
        ]
        return {"dis_max": {"queries": terms, "tie_breaker": rest}}

    def strength(self) -> Body:
        """How surely a listing answers the group, times what the group counts."""
        by_strength: dict[float, list[int]] = {}
        for number, told, _ in self.kept:
            by_strength.setdefault(told, []).append(number)
        levels = [
            {"constant_score": {"filter": has_any(terms), "boost": self.share * told}}
            for told, terms in by_strength.items()
        ]
        return {"dis_max": {"queries": levels}}


class Words:
    """The words of a question, with how common they are."""

    def __init__(self, plan: Plan, statistics: Statistics) -> None:
        self._plan = plan
        self._all = [_said(group, statistics) for group in plan.groups]
        self.groups = [said for said in self._all if said.kept]

    @cached_property
    def specific(self) -> Sequence[Said]:
        """The groups one of which a result must answer."""
        roles = specific_roles(self._plan)
        return [said for said in self.groups if said.group.role in roles]

    @property
    def has_unknown(self) -> bool:
        """Whether there is a word that the language has never heard."""
        return any(group.role == "unknown" for group in self._plan.groups)

    def score(self) -> Body:
        """The text score before what the first results tell."""
        if not self.groups:
            return NOTHING
        asked = sum(said.share for said in self._all)
        text: Body = {"bool": {"should": [said.score() for said in self.groups]}}
        if len(self._all) == 1 or not asked:
            return text
        shares = [{"filter": said.any_term, "weight": said.share / asked} for said in self.groups]
        return _factors(text, shares, score_mode="sum")

    def answered(self) -> Body:
        """How much of what a result must answer a listing answers, as its score."""
        return {"bool": {"should": [said.strength() for said in self.specific]}} if self.specific else NOTHING

    def off_topic_least(self, most: float) -> float:
        """What a listing must answer in which only words nobody explained stand; `most` is what the best answers."""
        roles = specific_roles(self._plan)
        sought = sum(said.share for said in self._all if said.group.role in roles)
        has_topic = any(group.role == "topic" for group in self._plan.groups)
        return max(most * TEXT.least_off_topic, sought * (TEXT.least_beside_topic if has_topic else TEXT.least_asked))

    @cached_property
    def topics(self) -> tuple[int, ...]:
        """The terms that tell of a thing asked for, not only of a word inside it."""
        return tuple(
            number
            for said in self.groups
            if said.group.role not in {*ANY_WORDS, "number"} and not said.group.inherited
            for number, told, _ in said.kept
            if told > TEXT.weak
        )

    def wanted(self, most: float, *, anybody: bool) -> Body:
        """Listings that answer enough; `anybody` says whether somebody whom it is for can be reached."""
        on_topic = has_any(self.topics)
        ways = []
        for which, least in (("filter", most * TEXT.least_answered), ("must_not", self.off_topic_least(most))):
            asked = [at_least(self.answered(), least)] if anybody or self.has_unknown or least > 0 else []
            ways.append({"bool": {which: [on_topic], "must": asked}})
        return one_of(ways)


def terms_of(plan: Plan) -> tuple[set[int], set[tuple[int, ...]]]:
    """The terms of a question, and those whose listings count together where nobody has the person's own word."""
    single = {number for group in plan.groups for number, _ in (*group.own, *group.alternates)}
    together = {_heaviest(group) for group in plan.groups if group.alternates}
    return single, together


def _heaviest(group: Group) -> tuple[int, ...]:
    heaviest = max((weight for _, weight in group.alternates), default=0.0)
    return tuple(sorted(number for number, weight in group.alternates if weight >= heaviest))


def _said(group: Group, statistics: Statistics) -> Said:
    uses, total = statistics.uses, statistics.total
    own = uses.get(group.own[0][0], 0)
    group_idf = idf(total, own or statistics.together.get(_heaviest(group), 0))
    kept = []
    for terms, is_own in ((group.own, True), (group.alternates, False)):
        for number, weight in terms:
            having = uses.get(number, 0)
            if not is_own and (not having or broad(total, having)):
                continue
            told = TEXT.loose if number in group.loose else weight
            kept.append((number, told, min(idf(total, having), group_idf) * weight * FULL_IMPACT))
    return Said(group, group_idf, tuple(kept))


def has(number: int) -> Body:
    """Listings with a term or area."""
    return {"term": {"has": str(number)}}


def has_any(numbers: Iterable[int]) -> Body:
    """Listings with one of these."""
    return {"terms": {"has": sorted({str(number) for number in numbers})}}


def has_all(numbers: Iterable[int]) -> Body:
    """Listings with all of these."""
    return {"bool": {"filter": [has(number) for number in numbers]}}


def one_of(ways: Sequence[Body]) -> Body:
    """Listings that fulfil one of these."""
    return ways[0] if len(ways) == 1 else {"bool": {"should": list(ways), "minimum_should_match": 1}}


def none_of(ways: Sequence[Body]) -> Body:
    """Listings that fulfil none of these."""
    return {"bool": {"must_not": list(ways)}}


def at_least(query: Body, least: float) -> Body:
    """Listings whose score for a query is so high."""
    return {"function_score": {"query": query, "min_score": least * (1 - EPSILON)}}


def multiplied(query: Body, functions: Sequence[Body]) -> Body:
    """A query with its score times every factor whose filter holds."""
    return _factors(query, functions, score_mode="multiply") if functions else query


def highest(query: Body, functions: Sequence[Body]) -> Body:
    """A query with its score times the highest factor whose filter holds."""
    return _factors(query, functions, score_mode="max")


def _factors(query: Body, functions: Sequence[Body], score_mode: str) -> Body:
    return {
        "function_score": {
            "query": query,
            "functions": list(functions),
            "score_mode": score_mode,
            "boost_mode": "multiply",
        }
    }
