"""What is our search measured against? The engine's own full-text query: the same words joined by OR, ranked, 20 rows; and
the engine's part of our own search: what it asks of its engines, asked again with nothing around it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from typing import Any, Protocol

import psycopg
from opensearchpy import OpenSearch, helpers
from sqlalchemy import Connection, Engine, event
from urllib3 import PoolManager

from search.backends.opensearch.client import Address, Cluster, json_lines
from search.backends.opensearch.index import Body
from search.documents import Document

FIELDS = ("name", "organization", "keywords", "description", "eligibility")


class Plain(Protocol):
    """A bare full-text index."""

    def fill(self, documents: Iterable[Document]) -> None:
        """Index the fields of documents."""

    def ask(self, words: Sequence[str], shown: int) -> None:
        """Fetch the best rows that have one of the words."""

    def close(self) -> None:
        """Give the connection back."""


class PlainSqlite:
    """FTS5, ordered by bm25."""

    def __init__(self, engine: Engine) -> None:
        self._pool = engine.raw_connection()
        self._connection = self._pool.driver_connection

    def fill(self, documents: Iterable[Document]) -> None:
        self._connection.execute(
            f"CREATE VIRTUAL TABLE plain USING fts5({', '.join(FIELDS)}, tokenize='porter unicode61 remove_diacritics 2')"
        )
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT INTO plain VALUES (?, ?, ?, ?, ?)", (texts(each) for each in documents))
        self._connection.execute("COMMIT")

    def ask(self, words: Sequence[str], shown: int) -> None:
        self._connection.execute(
            "SELECT rowid, bm25(plain) AS score FROM plain WHERE plain MATCH ? ORDER BY score LIMIT ?",
            (" OR ".join(f'"{word}"' for word in words), shown),
        ).fetchall()

    def close(self) -> None:
        self._pool.close()


class PlainPostgresql:
    """A GIN index of a tsvector, ordered by ts_rank."""

    def __init__(self, engine: Engine) -> None:
        url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._connection = psycopg.connect(url, autocommit=True)

    def fill(self, documents: Iterable[Document]) -> None:
        self._connection.execute("DROP TABLE IF EXISTS plain")
        self._connection.execute("CREATE TABLE plain (id bigint GENERATED ALWAYS AS IDENTITY, tokens tsvector)")
        with closing(self._connection.cursor()) as cursor, self._connection.transaction():
            cursor.executemany(
                "INSERT INTO plain (tokens) VALUES (to_tsvector('english', %s))",
                ((" ".join(texts(each)),) for each in documents),
            )
        self._connection.execute("CREATE INDEX ON plain USING gin (tokens)")
        self._connection.execute("ANALYZE")

    def ask(self, words: Sequence[str], shown: int) -> None:
        self._connection.execute(
            """SELECT id, ts_rank(tokens, asked) AS score FROM plain, to_tsquery('english', %s) AS asked
            WHERE tokens @@ asked ORDER BY score DESC LIMIT %s""",
            (" | ".join(words), shown),
        ).fetchall()

    def close(self) -> None:
        self._connection.close()


class PlainOpenSearch:
    """English text ranked by BM25, with the counts of two facets and 20 whole listings, in one request written by hand."""

    INDEX = "plain-benchmark"

    def __init__(self, url: str) -> None:
        self._client = OpenSearch(hosts=[url], timeout=60)

    def fill(self, documents: Iterable[Document]) -> None:
        self._client.indices.delete(index=self.INDEX, ignore_unavailable=True)
        codes, text = {"type": "keyword"}, {"type": "text", "analyzer": "english"}
        fields = {"text": text, "categories": codes, "languages": codes, "shown": {"type": "object", "enabled": False}}
        self._client.indices.create(index=self.INDEX, body={"mappings": {"properties": fields}})
        actions = ({"_index": self.INDEX, **_entry(each)} for each in documents)
        helpers.bulk(self._client, actions, refresh=True)

    def ask(self, words: Sequence[str], shown: int) -> None:
        facets = {name: {"terms": {"field": name, "size": 200}} for name in ("categories", "languages")}
        body = {"query": {"match": {"text": " ".join(words)}}, "size": shown, "aggs": facets}
        self._client.search(index=self.INDEX, body=body)

    def close(self) -> None:
        self._client.indices.delete(index=self.INDEX, ignore_unavailable=True)
        self._client.close()


class Overheard(Cluster):
    """A cluster that keeps what it was last asked, to ask it again."""

    def __init__(self, address: Address) -> None:
        super().__init__(address)
        self._url = f"{address.url}/_msearch"
        self._pool = PoolManager()
        self.said: list[bytes] = []

    def search(self, *bodies: Body) -> list[Any]:
        self.said.append(json_lines(line for body in bodies for line in ({"index": self.alias}, body)).encode())
        return super().search(*bodies)

    def ask_again(self, said: Iterable[bytes]) -> None:
        """Send requests, and read the answers."""
        for each in said:
            self._pool.request("POST", self._url, body=each, headers={"Content-Type": "application/x-ndjson"})


def asked_of_engines(
    connection: Connection, cluster: Overheard | None, search: Callable[[], object]
) -> Callable[[], None]:
    """What a search asked of its database and its cluster, ready to be asked again."""
    statements: list[tuple[str, Any]] = []
    if cluster:
        cluster.said.clear()
    with _heard(connection, statements):
        search()
    said = list(cluster.said) if cluster else []

    def again() -> None:
        if cluster:
            cluster.ask_again(said)
        with closing(_cursor(connection)) as cursor:
            for statement, parameters in statements:
                cursor.execute(statement, parameters)
                cursor.fetchall()

    return again


@contextmanager
def _heard(connection: Connection, statements: list[tuple[str, Any]]) -> Iterator[None]:
    """While the block runs, what its database is asked is kept, also past SQLAlchemy (psycopg's own cursors)."""
    driver: Any = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        event.listen(connection, "before_cursor_execute", hear := partial(_hear, statements))
        yield
        event.remove(connection, "before_cursor_execute", hear)
        return

    class Hearing(psycopg.Cursor[Any]):
        def execute(self, query: Any, params: Any = None, **how: Any) -> "Hearing":
            statements.append((query, params))
            super().execute(query, params, **how)
            return self

    before, driver.cursor_factory = driver.cursor_factory, Hearing
    yield
    driver.cursor_factory = before


def _hear(statements: list[tuple[str, Any]], _connection: Any, _cursor: Any, *said: Any) -> None:
    statements.append((said[0], said[1]))


def _cursor(connection: Connection) -> Any:
    """A bare cursor; psycopg's gets values in their binary form, as a search does."""
    driver: Any = connection.connection.driver_connection
    return driver.cursor(binary=True) if isinstance(driver, psycopg.Connection) else driver.cursor()


def _entry(document: Document) -> dict[str, Any]:
    codes = {"categories": document.categories, "languages": document.languages}
    return {"text": " ".join(texts(document)), **codes, "shown": document.display}


ENGINES: dict[str, type[PlainSqlite] | type[PlainPostgresql]] = {"sqlite": PlainSqlite, "postgresql": PlainPostgresql}


def texts(document: Document) -> list[str]:
    """One text for each field."""
    values = [getattr(document, name) for name in FIELDS]
    return [value if isinstance(value, str) else " ".join(value) for value in values]
