"""How are services counted in OpenSearch? Listings alone in their service by number, the others by distinct services.

Counting distinct values costs more, and few services have several listings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.backends.opensearch.conditions import Hours, Somewhere, both, choice
from search.backends.opensearch.index import Body
from search.backends.opensearch.words import one_of
from search.facets import values_of
from search.filters import Filter
from search.query import RADII_MILES, FacetValue, Query

MOST_VALUES = 10_000  # of all filters together
_SERVICES: Body = {"services": {"cardinality": {"field": "service", "precision_threshold": 40_000}}}
WITHIN, TOGETHER = ":within", ":together"  # aggregations beside those named after a filter


@dataclass(frozen=True, slots=True)
class Counting:
    """What is to be counted of one question: `masks` are the choices of filters, `here` what lies within the place."""

    filters: Sequence[Filter]
    query: Query
    hours: Hours
    masks: Mapping[str, Body]
    somewhere: Somewhere | None

    def aggregations(self) -> Body:
        """What to ask for. A filter's own choice does not count against its other values; all the others do."""
        here = [self.somewhere.here] if self.somewhere else []
        free = [row for row in self.filters if row.key not in self.masks]
        found = {TOGETHER: _counted(both(*self.masks.values(), *here), self._values(free))}
        for row in self.filters:
            if row.key in self.masks:
                others = [mask for key, mask in self.masks.items() if key != row.key]
                found[row.key] = _counted(both(*others, *here), self._values([row]))
        if self.somewhere is not None:
            radii = {
                str(radius): one_of([self.somewhere.serves, self.somewhere.within(radius)]) for radius in RADII_MILES
            }
            found[WITHIN] = _counted(both(*self.masks.values()), {WITHIN: {"filters": {"filters": radii}}})
        return found

    def _values(self, rows: Sequence[Filter]) -> Body:
        found: Body = {}
        stored = [row for row in rows if row.kind == "values"]
        if stored:
            only = {"include": f"{stored[0].key}=.*"} if len(rows) == 1 else {}
            found["values"] = {"terms": {"field": "values", "size": MOST_VALUES, **only}}
        for row in rows:
            if row.kind != "values":
                ways = {value: choice(row, value, self.query.now.date(), self.hours) for value in row.values}
                found[row.key] = {"filters": {"filters": ways}}
        return found

    def total(self, found: Mapping[str, Any]) -> int:
        """How many services lie within and pass."""
        counted = found[TOGETHER]
        return int(counted["alone"]["doc_count"] + counted["shared"]["services"]["value"])

    def facets(self, found: Mapping[str, Any]) -> dict[str, tuple[FacetValue, ...]]:
        """The facets, from what was answered."""
        facets = {}
        for row in self.filters:
            counted = found[row.key if row.key in self.masks else TOGETHER]
            facets[row.key] = values_of(row, _tally(counted, row), self.query.filters.get(row.key, ()))
        if self.somewhere is not None:
            tally = _added(found[WITHIN], WITHIN)
            facets["within"] = tuple(
                FacetValue(str(radius), tally[str(radius)], radius == self.query.within_miles) for radius in RADII_MILES
            )
        return facets


def nothing(filters: Sequence[Filter], query: Query) -> dict[str, tuple[FacetValue, ...]]:
    """The facets of no result at all."""
    facets = {row.key: values_of(row, {}, query.filters.get(row.key, ())) for row in filters}
    if query.place is not None:
        facets["within"] = tuple(FacetValue(str(radius), 0, radius == query.within_miles) for radius in RADII_MILES)
    return facets


def _counted(within: Body, values: Body) -> Body:
    """Services of a filter's listings, by `values`; in two parts."""
    by_service = {name: {**about, "aggs": _SERVICES} for name, about in values.items()} | _SERVICES
    return {
        "filter": within,
        "aggs": {
            "alone": {"filter": {"term": {"several": False}}, "aggs": dict(values)},
            "shared": {"filter": {"term": {"several": True}}, "aggs": by_service},
        },
    }


def _added(counted: Mapping[str, Any], name: str) -> dict[str, int]:
    """Both parts by value."""
    tally: dict[str, int] = {}
    for part in ("alone", "shared"):
        for value, bucket in _buckets(counted[part][name]["buckets"]):
            services = bucket["services"]["value"] if part == "shared" else bucket["doc_count"]
            tally[value] = tally.get(value, 0) + int(services)
    return tally


def _buckets(found: Any) -> Sequence[tuple[str, Any]]:
    return list(found.items()) if isinstance(found, dict) else [(bucket["key"], bucket) for bucket in found]


def _tally(counted: Mapping[str, Any], row: Filter) -> dict[str, int]:
    if row.kind != "values":
        return _added(counted, row.key)
    begin = f"{row.key}="
    return {
        value.removeprefix(begin): count
        for value, count in _added(counted, "values").items()
        if value.startswith(begin)
    }
