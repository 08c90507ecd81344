"""The embedded backend: everything in the SQLite file of the listings, in the caller's transaction."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Engine, text

from search import stored
from search.backend import Drift, Health, Progress
from search.documents import Document
from search.filters import Filter
from search.lexicon import Lexicon
from search.query import FacetValue, Hit, Query, Reason, Results

TABLES = ("search_document",)


class SqliteBackend:
    """Search in the SQLite file. `lexicon` and `filters` are the installation's data."""

    def __init__(self, lexicon: Lexicon, filters: Sequence[Filter]) -> None:
        self.lexicon = lexicon
        self.filters = tuple(filters)

    def create(self, connection: Connection) -> None:
        for statement in stored.SQLITE_TABLE:
            connection.execute(text(statement))

    def drop(self, connection: Connection) -> None:
        for table in TABLES:
            connection.execute(text(f"DROP TABLE IF EXISTS {table}"))

    def index(self, connection: Connection, documents: Sequence[Document]) -> None:
        stored.put(connection, documents)

    def remove(self, connection: Connection, ids: Iterable[str]) -> None:
        stored.delete(connection, ids)

    def search(self, connection: Connection, query: Query) -> Results:
        wanted = _words(query.text)
        found = [
            (len(wanted & _words(_all_words(document))), document)
            for document in stored.everything(connection)
            if not (query.public and (document.hidden or document.staff_only)) and self._passes(document, query)
        ]
        best: dict[str, tuple[int, Document]] = {}
        for score, document in found:
            if wanted and not score:
                continue
            if document.service_id not in best or best[document.service_id][0] < score:
                best[document.service_id] = (score, document)
        ordered = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].name))
        hits = tuple(
            Hit(document, float(score), Reason("unplaced"), {"text": float(score)})
            for score, document in ordered[query.offset : query.offset + query.limit]
        )
        return Results(len(ordered), hits, self._facets([document for _, document in ordered], query))

    def _passes(self, document: Document, query: Query) -> bool:
        return all(
            not chosen or set(chosen) & _values(document, row)
            for row in self.filters
            if (chosen := query.filters.get(row.key)) and row.kind == "values"
        )

    def _facets(self, documents: Sequence[Document], query: Query) -> Mapping[str, tuple[FacetValue, ...]]:
        counts = {row.key: Counter[str]() for row in self.filters if row.kind == "values"}
        for document in documents:
            for row in self.filters:
                if row.kind == "values":
                    counts[row.key].update(_values(document, row))
        return {
            key: tuple(FacetValue(value, n, value in query.filters.get(key, ())) for value, n in counter.most_common())
            for key, counter in counts.items()
        }

    def rebuild(self, engine: Engine, progress: Progress) -> int:
        with engine.connect() as connection:
            total = stored.count(connection)
        progress(total, total)
        return total

    def verify(self, connection: Connection) -> Drift:
        return Drift(checked=stored.count(connection))

    def health(self, connection: Connection) -> Health:
        return Health(ready=True, documents=stored.count(connection))


def _words(raw: str) -> set[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", raw.lower()) if not unicodedata.combining(c))
    return set(re.findall(r"[a-z0-9]{2,}", plain))


def _all_words(document: Document) -> str:
    return " ".join(
        (document.name, document.organization, document.description, document.eligibility, *document.keywords)
    )


def _values(document: Document, row: Filter) -> set[str]:
    value = getattr(document, row.field)
    if isinstance(value, bool) or value is None:
        return {"yes"} if value else set()
    return {value} - {""} if isinstance(value, str) else set(value)
