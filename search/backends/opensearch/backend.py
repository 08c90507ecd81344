"""The OpenSearch backend: a cluster finds, ranks and counts; the database beside it understands the question and has the words
a page shows. While the cluster is away, the database's own index answers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine

from search import answer, stored
from search.backend import Drift, Healed, Health, Progress, SearchUnavailable
from search.backends.in_database import InDatabase, Known
from search.backends.opensearch.client import Cluster
from search.backends.opensearch.conditions import current, shown
from search.backends.opensearch.counts import nothing
from search.backends.opensearch.feed import FED, Feed, is_a_remnant
from search.backends.opensearch.hits import results_of
from search.backends.opensearch.hours import OddHours
from search.backends.opensearch.memory import Memory
from search.backends.opensearch.search import Question
from search.documents import Document
from search.query import Query, Results
from search.wishes import Wishes

Note = Callable[[Connection, Sequence[str]], None]  # says, in the caller's transaction, that listings are to be fed
MOST_MEMORIES = 8


class OpenSearchBackend:
    """Search in an OpenSearch cluster, with the backend of the database `beside` it. `note` writes to the outbox."""

    def __init__(self, beside: InDatabase, cluster: Cluster, note: Note) -> None:
        self.language = beside.language
        self._beside = beside
        self._cluster = cluster
        self._note = note
        self._feed = Feed(cluster, beside.rows)
        self._memories: dict[tuple[object, ...], Memory] = {}
        self._odd_hours = OddHours()

    def create(self, connection: Connection) -> None:
        self._beside.create(connection)

    def drop(self, connection: Connection) -> None:
        self._beside.drop(connection)

    def index(self, connection: Connection, documents: Sequence[Document]) -> None:
        self._beside.index(connection, documents)
        self._note(connection, [document.id for document in documents])

    def remove(self, connection: Connection, ids: Iterable[str]) -> None:
        wanted = list(ids)
        left = [kept.id for kept in stored.kept_with(connection, wanted)]
        self._beside.remove(connection, wanted)
        self._note(connection, sorted({*wanted, *left}))

    def feed(self, engine: Engine, ids: Sequence[str]) -> Mapping[str, str]:
        return self._feed.put(engine, ids)

    def search(self, connection: Connection, query: Query) -> Results:
        try:
            with self._cluster.question():
                return self._found(connection, self._beside.known(connection, query))
        except SearchUnavailable:
            return replace(self._beside.search(connection, query), reduced=True)

    def local(self, connection: Connection, now: datetime) -> datetime:
        return self._beside.local(connection, now)

    def _found(self, connection: Connection, known: Known) -> Results:
        """What the cluster finds."""
        asked, query = known.asked, known.asked.query
        wishes = Wishes.of(self.language, asked.read, asked.plan)
        if answer.says_nothing(asked):
            facets = nothing(self._beside.filters, query)
            return Results(total=0, hits=(), facets=facets, now=query.now, understood=asked.read.codes)
        memory = self._memory(connection, query)
        memory.learn(asked.plan)
        hours = self._odd_hours.at(memory, known.rows, query.now, wishes.moment)
        question = Question(memory, self._beside.filters, asked, wishes, hours, known.home, known.rows)
        page = question.page()
        if not page.total:
            self._require_whole(connection)
        return results_of(known, page, wishes, str(query.now.tzinfo))

    def _require_whole(self, connection: Connection) -> None:
        """An index that lost its listings finds nothing, as if there were nothing: then it is the database that answers."""
        if is_a_remnant(self._cluster.found(), self._beside.health(connection).documents):
            message = "The search cluster lost listings. `resourceloop index rebuild` mends it."
            raise SearchUnavailable(message)

    def _memory(self, connection: Connection, query: Query) -> Memory:
        """What is remembered of this state of the index, for this audience and day."""
        day = None if query.unconfirmed else query.now.date()
        key = (str(connection.engine.url), stored.state(connection, FED), query.public, day)
        known = self._memories.get(key)
        if known is None or known.full:
            self._require_whole(connection)
            if len(self._memories) >= MOST_MEMORIES:
                self._memories.clear()
            known = self._memories[key] = Memory(self._cluster, shown(query), current(query))
        return known

    def rebuild(self, engine: Engine, progress: Progress) -> int:
        self._beside.rebuild(engine, lambda _done, _total: None)
        return self._feed.rebuild(engine, progress)

    def verify(self, connection: Connection) -> Drift:
        return _both(self._beside.verify(connection), self._feed.drift(connection))

    def heal(self, engine: Engine) -> Healed:
        beside, fed = self._beside.heal(engine), self._feed.heal(engine)
        return Healed(_both(beside.found, fed.found), beside.left + fed.left)

    def ensure(self, engine: Engine) -> int:
        return self._feed.ensure(engine)

    def health(self, connection: Connection) -> Health:
        health = self._beside.health(connection)
        try:
            self._cluster.require_rested()
            self._require_whole(connection)
        except SearchUnavailable as error:
            return replace(health, detail=health.detail or f"{error} The database answers.", reduced=True)
        return health


def _both(beside: Drift, fed: Drift) -> Drift:
    """What is wrong in either index."""
    return Drift(
        fed.checked,
        missing=tuple(sorted({*beside.missing, *fed.missing})),
        extra=tuple(sorted({*beside.extra, *fed.extra})),
        stale=tuple(sorted({*beside.stale, *fed.stale})),
    )
