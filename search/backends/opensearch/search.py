"""How does OpenSearch answer a question? In two or three rounds: how common the words are, what the best is, and the page.

A score is compared with the best there is, so the best is asked for first; how common words are is remembered until the
index changes. The rules are those of search/answer.py; tests/backends compares the answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from search.answer import MOST_BEYOND, Understood
from search.backends.in_database import Rows
from search.backends.opensearch.conditions import (
    ALL,
    Hours,
    Somewhere,
    both,
    chosen,
    elsewhere,
    inside,
    personal,
    trust,
    urgency,
    weight,
    whole_name,
    without,
)
from search.backends.opensearch.counts import Counting
from search.backends.opensearch.index import Body
from search.backends.opensearch.memory import Memory
from search.backends.opensearch.text import Text, read
from search.backends.opensearch.words import NOTHING, Words, has_all, has_any, highest, multiplied, none_of, one_of
from search.filters import Filter
from search.query import FEW_NEAR, FacetValue
from search.ranking import FACTORS, TEXT
from search.wishes import Wishes
from search.worth import FARTHEST_MILES

Facets = Mapping[str, tuple[FacetValue, ...]]
WINDOW = 10_000  # as far as a cluster counts pages; what lies deeper is walked to
STEP = 5_000  # listings a step of that walk
MOST_PLACES = WINDOW  # listings of the services of a page
AMONG = 200  # the best services here, among which enough good ones are looked for
CALLED, NAMED, WHOLE = "called", "named", "whole"


@dataclass(frozen=True, slots=True)
class Found:
    """A listing of a page. `name` is what having been asked for by name is worth."""

    rowid: int
    service: int
    several: bool
    score: float
    name: float


@dataclass(frozen=True, slots=True)
class Page:
    """What was found: the `hits` of the page, of which `beyond` are outside the radius; `total` services, and how many of
    them lie within where some lie beyond. `siblings` are the places of services with several, best first.
    """

    total: int
    facets: Facets
    hits: Sequence[Found] = ()
    beyond: Sequence[Found] = ()
    near_count: int | None = None
    siblings: Mapping[int, Sequence[Found]] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """One question to the cluster."""

    memory: Memory
    filters: Sequence[Filter]
    asked: Understood
    wishes: Wishes
    hours: Hours
    home: frozenset[str]
    rows: Rows

    def page(self) -> Page:
        """The asked page."""
        query = self.asked.query
        found, poor = self._first_answer()
        if poor is not None:
            [found] = self.memory.cluster.search(self._request(poor))
        facets = self._counting.facets(found["aggregations"])
        total = self._counting.total(found["aggregations"])
        if self._somewhere is not None and total < FEW_NEAR:
            return self._few(poor, self._found(found), total, facets)
        hits = self._walked(poor) if query.offset + query.limit > WINDOW else self._found(found)
        return Page(total, facets, hits, siblings=self._siblings(poor, hits))

    def _few(self, good: Body | None, hits: Sequence[Found], total: int, facets: Facets) -> Page:
        """The page where so few lie within that the nearest beyond are shown, too."""
        query = self.asked.query
        if query.offset or query.limit < total:
            hits = self._found(self.memory.cluster.search(self._listed(good, FEW_NEAR, 0))[0])
        beyond = self._beyond(good, hits)
        page = [*hits, *beyond][query.offset : query.offset + query.limit]
        near = total if beyond else None
        return Page(total + len(beyond), facets, page, beyond, near, self._siblings(good, hits))

    def _first_answer(self) -> tuple[Any, Body | None]:
        """The answer, and what is a good one where those that are not must be left out of it (search/worth.py)."""
        if self._text is None or self._somewhere is None:
            return self.memory.cluster.search(self._request(None))[0], None
        found, best, here = self.memory.cluster.search(self._request(None), self._best(), self._best_here())
        most = best["hits"]["max_score"] or 0.0
        services = set()
        for hit in here["hits"]["hits"]:
            whole = WHOLE in hit.get("matched_queries", ())
            if hit["_score"] >= most * (TEXT.poor if whole else TEXT.poor_part):
                services.add(hit["fields"]["service"][0])
        return found, None if len(services) >= FEW_NEAR or not most else self._text.good(most)

    @cached_property
    def _somewhere(self) -> Somewhere | None:
        query = self.asked.query
        return Somewhere(query.place, query.within_miles) if query.place else None

    @cached_property
    def _masks(self) -> Mapping[str, Body]:
        return chosen(self.filters, self.asked.query, self.hours)

    @cached_property
    def _counting(self) -> Counting:
        return Counting(self.filters, self.asked.query, self.hours, self._masks, self._somewhere)

    @cached_property
    def _named(self) -> Body:
        return whole_name(self.asked.plan.stems)

    @cached_property
    def _findable(self) -> Body:
        answering = both(self.memory.shown, one_of([self.memory.current, self._named]))
        return without(answering, has_any(self.asked.plan.aside)) if self.asked.plan.aside else answering

    @cached_property
    def _reach(self) -> Body:
        return self._somewhere.reach if self._somewhere else ALL

    @cached_property
    def _text(self) -> Text | None:
        plan = self.asked.plan
        if not plan.groups:
            return None
        words = Words(plan, self.memory.learn(plan))
        return read(self.memory, self.rows, plan, words, self._findable, self._reach)

    def _matching(self, *filters: Body) -> Body:
        """What matches the words, with its text score."""
        box = self.asked.query.box
        conditions = [self._findable, *([inside(box)] if box else []), *filters]
        if self._text is None:
            return {"bool": {"must": [ALL], "filter": conditions}}
        return {"bool": {"must": [self._text.scored], "filter": [*conditions, self._text.wanted]}}

    def _best(self) -> Body:
        passing = self._matching(*self._masks.values(), self._reach)
        return {"size": 1, "query": passing, "track_total_hits": False}

    def _best_here(self) -> Body:
        somewhere, text = self._somewhere, self._text
        passing = self._matching(*self._masks.values(), somewhere.here if somewhere else ALL)
        return {
            "size": AMONG,
            "query": passing,
            "collapse": {"field": "service"},
            "post_filter": {"bool": {"should": [ALL, _as(WHOLE, text.whole if text else ALL)]}},
            "docvalue_fields": ["service"],
            "stored_fields": "_none_",
            "track_total_hits": False,
        }

    def _scored(self, *filters: Body) -> Body:
        """What matches, with the whole score."""
        today = self.asked.query.now.date()
        factors = [
            *self._name_factors(),
            *self._home_factors(),
            *self.hours.factors(self.wishes.moment),
            *personal(self.wishes),
            *trust(today),
            *urgency(self.wishes.urgent),
        ]
        scored = multiplied(self._matching(*filters), factors)
        return highest(scored, self._somewhere.factors()) if self._somewhere else scored

    def _name_factors(self) -> Sequence[Body]:
        name = self.memory.called(self.asked.plan) if self.asked.plan.groups else None
        if self._named == NOTHING and name is None:
            return ()
        if name is None:
            return (weight(_as(NAMED, self._named), TEXT.name),)
        called = has_all(name.in_names)
        return (weight(_as(CALLED, called), name.factor), weight(_as(NAMED, without(self._named, called)), TEXT.name))

    def _home_factors(self) -> Sequence[Body]:
        somewhere = self._somewhere
        if somewhere is None:
            return (weight(elsewhere(self.home, self.asked.query.home), FACTORS.elsewhere),)
        if somewhere.place.inside:
            return ()
        return (weight(without({"term": {"flags": "known_areas"}}, somewhere.serves), FACTORS.elsewhere),)

    def _passing(self) -> Sequence[Body]:
        return [*self._masks.values(), *([self._somewhere.here] if self._somewhere else [])]

    def _better(self, good: Body | None) -> Sequence[Body]:
        """What is left when poor answers are left out; a listing that does not pass the filters is none."""
        if good is None:
            return ()
        return (one_of([good, none_of([both(*self._masks.values())])]),) if self._masks else (good,)

    def _request(self, good: Body | None) -> Body:
        """The page with everything that is counted."""
        listed = self._listed(good, self.asked.query.limit, self.asked.query.offset)
        return {**listed, "aggs": self._counting.aggregations()}

    def _listed(self, good: Body | None, size: int, offset: int) -> Body:
        """One hit a service, in order."""
        deep = offset + size > WINDOW
        return {
            "query": self._scored(self._reach, *self._better(good)),
            "post_filter": both(*self._passing()),
            "size": 0 if deep else size,
            "from": 0 if deep else offset,
            "sort": self._order(),
            "collapse": {"field": "service"},
            **_COLUMNS,
        }

    def _order(self) -> list[Body]:
        query, somewhere = self.asked.query, self._somewhere
        end: list[Body] = [{"_score": "desc"}, {"rowid": "asc"}]
        if query.sort == "name":
            return [{"name": "asc"}, *end]
        if query.sort == "confirmed":
            return [{"confirmed": {"order": "desc", "missing": "_last"}}, *end]
        if query.sort == "distance" and somewhere is not None and not somewhere.place.inside:
            return [somewhere.by_distance(), *end]
        return end

    def _walked(self, good: Body | None) -> list[Found]:
        """A page deeper than the cluster counts: every listing in order, step by step, without a second one of a service."""
        query = self.asked.query
        body = {**self._listed(good, 0, 0), "size": STEP}
        del body["collapse"]
        services: dict[int, Found] = {}
        while len(services) < query.offset + query.limit:
            [found] = self.memory.cluster.search(body)
            for each in self._found(found):
                services.setdefault(each.service, each)
            if len(found["hits"]["hits"]) < STEP:
                break
            body["search_after"] = found["hits"]["hits"][-1]["sort"]
        return list(services.values())[query.offset : query.offset + query.limit]

    def _beyond(self, good: Body | None, shown: Sequence[Found]) -> list[Found]:
        """The nearest outside the radius that pass everything else, of services not shown yet."""
        somewhere = self._somewhere
        if somewhere is None or somewhere.place.inside:
            return []
        outside = without(
            both(*self._masks.values(), somewhere.within(FARTHEST_MILES)),
            somewhere.here,
            {"terms": {"service": [each.service for each in shown]}},
        )
        body = {
            "query": self._scored(self._reach, *self._better(good), outside),
            "size": MOST_BEYOND,
            "sort": [somewhere.by_distance(), {"rowid": "asc"}],
            "collapse": {"field": "service"},
            **_COLUMNS,
        }
        [found] = self.memory.cluster.search(body)
        return [replace(each, score=each.score * FACTORS.beyond) for each in self._found(found)]

    def _siblings(self, good: Body | None, hits: Sequence[Found]) -> dict[int, list[Found]]:
        """The places that pass of services on the page that have several, best first."""
        several = [each.service for each in hits if each.several]
        if not several:
            return {}
        of_these = {"terms": {"service": several}}
        body = {
            "query": self._scored(self._reach, *self._better(good), *self._passing(), of_these),
            "size": MOST_PLACES,
            "sort": [{"_score": "desc"}, {"rowid": "asc"}],
            **_COLUMNS,
        }
        [found] = self.memory.cluster.search(body)
        places: dict[int, list[Found]] = {}
        for each in self._found(found):
            places.setdefault(each.service, []).append(each)
        return places

    def _found(self, answer: Any) -> list[Found]:
        """The hits of an answer."""
        name = self.memory.called(self.asked.plan) if self.asked.plan.groups else None
        worth = {CALLED: name.factor if name else 1.0, NAMED: TEXT.name}
        return [
            Found(
                rowid=hit["fields"]["rowid"][0],
                service=hit["fields"]["service"][0],
                several=hit["fields"]["several"][0],
                score=hit["_score"],
                name=max((worth.get(each, 1.0) for each in hit.get("matched_queries", ())), default=1.0),
            )
            for hit in answer["hits"]["hits"]
        ]


_COLUMNS: Body = {
    "docvalue_fields": ["rowid", "service", "several"],
    "stored_fields": "_none_",
    "track_scores": True,
    "track_total_hits": False,
}


def _as(name: str, query: Body) -> Body:
    """A query whose name the hits tell that match it."""
    return {"bool": {"filter": [query], "_name": name}}
