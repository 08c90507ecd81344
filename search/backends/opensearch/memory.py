"""How common is what is asked for? Counts over one state of the index, asked for once and remembered until it changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from search import naming
from search.backends.in_database import Rows
from search.backends.opensearch.client import Cluster
from search.backends.opensearch.conditions import both, flag
from search.backends.opensearch.index import Body
from search.backends.opensearch.words import Statistics, has, has_all, has_any, terms_of
from search.naming import Name
from search.reading import Plan

Terms = tuple[int, ...]
Asked = TypeVar("Asked", int, Terms)
MOST_ZONES = 1_000
ODD_AT_ONCE = 5_000  # listings whose hours no week tells
MOST_COUNTS, MOST_STEMS = 50_000, 10_000  # bounds, so that they cannot grow; about 10 MB


@dataclass(slots=True)
class Memory:
    """Of the listings that whoever asks may see (`shown`): `uses` and `together` count those that are `current`."""

    cluster: Cluster
    shown: Body
    current: Body
    total: int = 0
    zones: tuple[str, ...] = ()
    odd: dict[int, int] = field(default_factory=dict)  # rowid to version, of listings whose hours no week tells
    passing: dict[object, Any] = field(default_factory=dict)  # of those, the ones that were open when last asked
    _stems: dict[int, str] = field(default_factory=dict)
    _uses: dict[int, int] = field(default_factory=dict)
    _together: dict[Terms, int] = field(default_factory=dict)
    _all_of: dict[Terms, int] = field(default_factory=dict)
    _knows: bool = False

    @property
    def full(self) -> bool:
        """Whether it has grown so much that another one should begin; who uses it now goes on with it."""
        return len(self._uses) + len(self._all_of) > MOST_COUNTS or len(self._stems) > MOST_STEMS

    def learn(self, plan: Plan) -> Statistics:
        """What there is to know of a question's words, in one request at most."""
        single, together = terms_of(plan)
        names = list(naming.names(plan))
        self._ask(single, together, [terms for name in names for terms in (name.in_names, name.anywhere)])
        return Statistics(self.total, self._uses, self._together)

    def uses(self, terms: Sequence[int]) -> list[int]:
        """How many listings have each term."""
        self._ask(terms, (), ())
        return [self._uses[number] for number in terms]

    def stems(self, rows: Rows, rowids: Sequence[int]) -> Mapping[int, str]:
        """The words of listings in order, from the database; those that came first before are remembered."""
        missing = [rowid for rowid in rowids if rowid not in self._stems]
        if missing:
            self._stems.update(rows.stems(missing))
        return self._stems

    def called(self, plan: Plan) -> Name | None:
        """Whom a question names, after `learn` (search/naming.py)."""
        for name in naming.names(plan):
            having = self._all_of[name.in_names]
            if having and having >= name.share * self._all_of[name.anywhere]:
                return name
        return None

    def _ask(self, single: Iterable[int], together: Iterable[Terms], all_of: Iterable[Terms]) -> None:
        single = [number for number in single if number not in self._uses]
        together = [terms for terms in together if terms not in self._together]
        all_of = [terms for terms in all_of if terms not in self._all_of]
        if self._knows and not (single or together or all_of):
            return
        [known] = self.cluster.search(self._counts(single, together, all_of))
        if not self._knows:
            self.zones = tuple(bucket["key"] for bucket in known["aggregations"]["zones"]["buckets"])
            self.odd = self._odd()
        counted = known["aggregations"]["current"]
        self.total, self._knows = counted["doc_count"], True
        self._uses.update(_counted(single, counted.get("uses")))
        self._together.update(_counted(together, counted.get("together")))
        self._all_of.update(_counted(all_of, known["aggregations"].get("all_of")))

    def _counts(self, single: Sequence[int], together: Sequence[Terms], all_of: Sequence[Terms]) -> Body:
        current = {"uses": [has(number) for number in single], "together": [has_any(terms) for terms in together]}
        found: Body = {"current": {"filter": self.current, "aggs": _filters(current)}}
        found |= _filters({"all_of": [has_all(terms) for terms in all_of]})
        if not self._knows:
            found["zones"] = {"terms": {"field": "zone", "size": MOST_ZONES}}
        return {"size": 0, "query": both(self.shown), "aggs": found}

    def _odd(self) -> dict[int, int]:
        found: dict[int, int] = {}
        body: Body = {
            "query": both(self.shown, flag("odd_hours")),
            "size": ODD_AT_ONCE,
            "sort": [{"rowid": "asc"}],
            "docvalue_fields": ["rowid", "version"],
            "stored_fields": "_none_",
            "track_total_hits": False,
        }
        while hits := self.cluster.search(body)[0]["hits"]["hits"]:
            found |= {hit["fields"]["rowid"][0]: hit["fields"]["version"][0] for hit in hits}
            body["search_after"] = hits[-1]["sort"]
        return found


def _filters(counted: dict[str, list[Body]]) -> Body:
    return {name: {"filters": {"filters": ways}} for name, ways in counted.items() if ways}


def _counted(asked: Sequence[Asked], found: Any) -> Iterator[tuple[Asked, int]]:
    """What was asked for with its counts; in the order it was asked for."""
    counts = [bucket["doc_count"] for bucket in found["buckets"]] if asked else []
    return zip(asked, counts, strict=True)
