"""How is a listing kept in OpenSearch? As numbers and words to find it by, never as what a page shows.

The words are those of search/wording.py, already split, stemmed and made numbers, so the analyzer only parts them at spaces;
what each weighs in the listing is an impact from 1 to 255, which a rank feature keeps exactly. What a page shows is read
from the database, so that the cluster holds no text but the names of public listings, folded, to sort by them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson

from search import facts
from search.facts import CAPACITIES, FACTS, NO_AGE, SPAN, TERM
from search.holidays import CODES
from search.opening import DAY_MINUTES
from search.snapshot import StoredRow
from search.stored import Kept

Body = dict[str, Any]

FLAGS: Mapping[str, int] = {
    "public": facts.PUBLIC,
    "staff_only": facts.STAFF_ONLY,
    "placed": facts.PLACED,
    "remote": facts.REMOTE,
    "odd_hours": facts.ODD_HOURS,
    "known_hours": facts.KNOWN_HOURS,
    "known_areas": facts.KNOWN_AREAS,
    "shut": facts.SHUT,
    "referrals": facts.REFERRALS,
}
DAYS = tuple(range(7))  # 0 is Monday

_NUMBER: Body = {"type": "long"}
_DAY: Body = {"type": "integer"}  # an ordinal; absent where there is none
_CODE: Body = {"type": "keyword"}

MAPPING: Body = {
    "dynamic": "strict",
    "_source": {"enabled": False},
    "properties": {
        "rowid": _NUMBER,
        "version": _NUMBER,
        "service": _NUMBER,
        "several": {"type": "boolean"},  # whether its service has other listings
        "terms": {"type": "rank_features"},  # by number, with impacts
        "has": {"type": "text", "analyzer": "whitespace", "norms": False, "index_options": "docs"},  # terms and areas
        "keywords": {"type": "long", "index": False},
        "values": _CODE,
        "flags": _CODE,
        "holidays": _CODE,
        "zone": _CODE,
        "name": _CODE,  # to sort by, of public listings only
        "name_words": {"type": "short"},
        "point": {"type": "geo_point"},
        "outlines": {"type": "geo_shape", "ignore_malformed": True},  # one shape, cleaned by search/facts.py
        "spans": {"properties": {str(day): {"type": "integer_range"} for day in DAYS}},  # by the weekday they begin on
        "confirmed": _DAY,
        "due": _DAY,
        "closed_until": _DAY,
        "out_until": _DAY,
        "no_referrals_until": _DAY,
        "capacity_until": _DAY,
        "capacity": _CODE,
        "minimum_age": {"type": "short"},
        "maximum_age": {"type": "short"},
    },
}
_DAYS = tuple(name for name, kind in MAPPING["properties"].items() if kind is _DAY)
SETTINGS: Body = {
    "number_of_shards": 1,  # statistics and counts of services are of the whole directory; a million listings fit in one
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",
    "gc_deletes": "5s",  # a listing that was removed and comes again begins with its first version
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A listing to be indexed."""

    id: str
    version: int
    body: Body


def entry(kept: Kept, row: StoredRow) -> Entry:
    """A listing from its row of the index beside it."""
    fact = np.frombuffer(row.facts, dtype=FACTS)[0]
    terms = np.frombuffer(row.terms, dtype=TERM)
    flags = int(fact["flags"])
    body: Body = {
        "rowid": row.rowid,
        "version": kept.version,
        "service": int(fact["service"].astype(np.int64)),
        "several": kept.several,
        "terms": {str(number): impact for number, impact in terms.tolist()},
        "has": " ".join(map(str, terms["term"].tolist())),
        "keywords": facts.numbers(row.keywords).tolist(),
        "values": row.values.split(),
        "flags": [name for name, bit in FLAGS.items() if flags & bit],
        "holidays": [code for number, code in enumerate(CODES) if flags >> (facts.HOLIDAYS_FROM + number) & 1],
        "zone": row.zone,
        **({"name": row.name} if flags & (facts.PUBLIC | facts.STAFF_ONLY) == facts.PUBLIC else {}),
        "name_words": int(fact["name_words"]),
        "spans": _spans(row.spans),
        "capacity": CAPACITIES[int(fact["capacity"])],
    }
    body |= {name: int(fact[name]) for name in _DAYS if fact[name]}
    body |= {name: int(fact[name]) for name in ("minimum_age", "maximum_age") if fact[name] != NO_AGE}
    if flags & facts.PLACED:
        body["point"] = {"lat": float(fact["lat"]), "lon": float(fact["lon"])}
    if row.polygons:
        (body["outlines"],) = orjson.loads(row.polygons)
    return Entry(kept.id, kept.version, body)


def _spans(raw: bytes) -> dict[str, list[Body]]:
    """Weekly spans in minutes of the week, by the weekday they begin on."""
    by_day: dict[str, list[Body]] = {}
    for opens, closes in np.frombuffer(raw, dtype=SPAN).tolist():
        by_day.setdefault(str(opens // DAY_MINUTES), []).append({"gte": opens, "lt": closes})
    return by_day


def to_index(name: str, entries: Sequence[Entry]) -> Iterator[Body]:
    """The lines of a bulk request; a newer version in the index is left alone."""
    for each in entries:
        yield {"index": {"_index": name, "_id": each.id, "version": each.version, "version_type": "external_gte"}}
        yield each.body
