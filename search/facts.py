"""What does the index know of a listing? Its weighted terms, its facts as numbers, and its hours, ready for numpy.

Everything is worked out here when the listing is written; a search only reads. Nothing depends on the moment.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson
import shapely

from search import ranking
from search.documents import Document
from search.filters import Filter
from search.holidays import bits_of
from search.opening import DAY_MINUTES, Opening, Rule
from search.texts import Text, TextReader, term
from search.wording import Phrases, Wording, split

WEEK_MINUTES = 7 * DAY_MINUTES
NO_AGE = 255
_AS_A_WORD = 120  # impact of a fact: about that of a word in the description
CAPACITIES = ("", "available", "limited", "waitlist", "full", "said_full")

PUBLIC, STAFF_ONLY, PLACED, REMOTE, ODD_HOURS, KNOWN_HOURS, KNOWN_AREAS, POLYGON = (1 << bit for bit in range(8))
SHUT = 1 << 8  # its service is temporarily closed, whatever its hours say
REFERRALS = 1 << 9  # it takes referrals, but for the days it says it does not
HOLIDAYS_FROM = 10  # from this bit on, one for each public holiday it is closed on

FACTS = np.dtype(
    [
        ("service", "<u8"),
        ("lat", "<f8"),
        ("lon", "<f8"),
        ("flags", "<u4"),
        ("confirmed", "<i4"),  # days are ordinals; 0 is none
        ("due", "<i4"),
        ("closed_until", "<i4"),  # this and the next three: the first day it no longer is so
        ("out_until", "<i4"),
        ("no_referrals_until", "<i4"),
        ("capacity_until", "<i4"),
        ("capacity", "u1"),
        ("minimum_age", "u1"),
        ("maximum_age", "u1"),
        ("name_words", "u1"),
        ("version", "<i8"),
    ]
)
TERM = np.dtype([("term", "<u4"), ("impact", "u1")])
SPAN = np.dtype(
    [("opens", "<u2"), ("closes", "<u2")]
)  # minutes of the week from Monday 00:00; closes may pass the week


Texts = Mapping[str, Sequence[Text]]  # by field

# What is no condition is no subject: "Immigration status does not matter" tells of no help with immigration.
_DENIED = re.compile(
    r"[^.;\n]*\b(?:does not|do not|doesn['\u2019]t|don['\u2019]t) matter\b|[^.;\n]*\bno importan?\b[^.;\n]*"
    r"|\b(?:regardless of|irrespective of|sin importar)\b[^.;\n]*",
    re.IGNORECASE,
)


def pair_term(one: str, other: str) -> int:
    """The term of two stems side by side in a name, filler left out."""
    return term("b", f"{one} {other}")


@dataclass(frozen=True, slots=True)
class Row:
    """A listing as the index keeps it.

    `terms` say what it is, `areas` where: whom it serves, what its point lies in. `stems` are its words in order, for words
    that stand side by side; `town` is its folded city. `tallies` is what is counted over public listings, one a line: "w:"
    and a surface word that may be offered as a correction, "a:" and an area key.
    """

    id: str
    facts: bytes
    terms: bytes
    areas: bytes
    town: str
    keywords: bytes
    values: str
    spans: bytes
    zone: str
    name: str
    polygons: bytes
    stems: str
    tallies: str


class Reader:
    """Turns documents into rows. `phrases` are the lexicon's; `filters` the installation's table."""

    def __init__(
        self, wording: Wording, phrases: Phrases, stop_words: frozenset[str], filters: Sequence[Filter]
    ) -> None:
        self._texts = TextReader(wording, phrases, stop_words)
        self._filters = tuple(row for row in filters if row.kind == "values")

    def row(self, document: Document) -> Row:
        """What the index keeps of `document`."""
        shown = not document.hidden and not document.staff_only
        town = " ".join(split(document.city))
        read = self._texts.read
        texts = {field.name: [read(text) for text in _texts(document, field.name)] for field in ranking.FIELDS}
        texts["eligibility"] = [read(_DENIED.sub(" ", document.eligibility))]
        return Row(
            id=document.id,
            facts=self._facts(document),
            terms=_terms(document, texts),
            areas=_areas(document, town),
            town=town,
            keywords=_numbers(term("k", " ".join(text.words)) for text in texts["keywords"]),
            values=" ".join(sorted(self._values(document))),
            spans=_spans(document.opening),
            zone=document.opening.zone,
            name=" ".join(texts["name"][0].words),
            polygons=_polygons(document),
            stems=_stems(texts),
            tallies="\n".join(sorted(_tallies(document, texts))) if shown else "",
        )

    def _values(self, document: Document) -> set[str]:
        return {f"{row.key}={value}" for row in self._filters for value in filter_values(document, row.field)}

    def _facts(self, document: Document) -> bytes:
        lat, lon = document.point or (0.0, 0.0)
        state, holds_until = _room(document)
        row = (
            int.from_bytes(blake2b(document.service_id.encode(), digest_size=8).digest(), "little"),
            lat,
            lon,
            _flags(document),
            _ordinal(document.confirmed_on),
            _ordinal(document.due_on),
            _ordinal(document.closed_until),
            _ordinal(document.out_until),
            _ordinal(document.no_referrals_until),
            _ordinal(holds_until),
            CAPACITIES.index(state),
            _age(document.minimum_age),
            _age(document.maximum_age),
            min(NO_AGE, len(split(document.name))),
            document.version,
        )
        return np.array([row], dtype=FACTS).tobytes()


def _terms(document: Document, texts: Texts) -> bytes:
    """What a listing says, as terms."""
    weights: dict[int, float] = defaultdict(float)
    for field in ranking.FIELDS:
        weight = field.weight
        for text in texts[field.name]:
            for number in text.terms:
                weights[number] += weight
    length = sum(len(text.words) for parts in texts.values() for text in parts)
    impacts = {number: ranking.impact(weight, length) for number, weight in weights.items()}
    for text in (*texts["name"], *texts["alternate_names"], *texts["organization"]):
        impacts |= {term("n", stem): 255 for stem in text.stems}
        impacts |= {pair_term(*pair): 255 for pair in pairwise(text.kept.split())}
    impacts |= {term("u", audience): _AS_A_WORD for audience in document.audiences}
    impacts |= {term("k", " ".join(text.words)): 255 for text in texts["keywords"]}
    return _table(impacts)


def _areas(document: Document, town: str) -> bytes:
    """The areas it serves, those its point lies in, and its town, as terms."""
    impacts = {term("a", area.key): max(1, round(255 * area.confidence)) for area in document.areas}
    impacts |= {term("l", key): 255 for key in document.located}
    if town:
        impacts[term("c", town)] = 255
    return _table(impacts)


def _table(impacts: Mapping[int, int]) -> bytes:
    """Terms with their impacts, sorted by number."""
    table = np.empty(len(impacts), dtype=TERM)
    table["term"] = np.fromiter(impacts.keys(), dtype=np.uint32, count=len(impacts))
    table["impact"] = np.fromiter(impacts.values(), dtype=np.uint8, count=len(impacts))
    return table[np.argsort(table["term"])].tobytes()


def _stems(texts: Texts) -> str:
    """The stems of name, keywords and description in order, without filler; texts are parted by a bar."""
    return f" {' | '.join(text.kept for name in ('name', 'keywords', 'description') for text in texts[name])} "


def _tallies(document: Document, texts: Texts) -> set[str]:
    words = set[str]().union(*(text.offered for parts in texts.values() for text in parts))
    return {f"a:{area.key}" for area in document.areas}.union(f"w:{word}" for word in words)


def filter_values(document: Document, field: str) -> tuple[str, ...]:
    """The values a listing has for a filter on `field`."""
    value: Any = getattr(document, field)
    if isinstance(value, bool) or value is None:
        return ("yes",) if value else ()
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(value)


def is_weekly(rule: Rule) -> bool:
    """Whether a rule means the same in every week."""
    plain_days = all(ordinal == 0 for ordinal, _ in rule.days) and (bool(rule.days) or not rule.monthly)
    unbounded = rule.valid_from is None and rule.valid_to is None
    return plain_days and unbounded and rule.every == 1 and not rule.closed and not rule.month_days


def _texts(document: Document, field: str) -> Sequence[str]:
    value: Any = getattr(document, field)
    return (value,) if isinstance(value, str) else value


def _flags(document: Document) -> int:
    opening = document.opening
    facts = (
        (PUBLIC, not document.hidden),
        (STAFF_ONLY, document.staff_only),
        (PLACED, document.point is not None),
        (REMOTE, bool(document.remote)),
        (KNOWN_HOURS, bool(opening.rules) and opening.sure),
        (ODD_HOURS, opening.sure and not all(is_weekly(rule) for rule in opening.rules)),
        (KNOWN_AREAS, bool(document.areas)),
        (POLYGON, any(area.kind == "polygon" for area in document.areas)),
        (SHUT, document.display.get("service", {}).get("status") == "temporarily closed"),
        (REFERRALS, bool(document.accepts_referrals) and not document.do_not_refer),
    )
    return sum(flag for flag, holds in facts if holds) + (bits_of(opening.holidays) << HOLIDAYS_FROM)


def _spans(opening: Opening) -> bytes:
    """The weekly spans; empty where the hours are unsure or need the calendar."""
    if not opening.sure or not all(is_weekly(rule) for rule in opening.rules):
        return b""
    spans = sorted(
        {
            (day * DAY_MINUTES + rule.opens, day * DAY_MINUTES + _end(rule))
            for rule in opening.rules
            for day in ([day for _, day in rule.days] or range(7))
        }
    )
    return np.array(spans, dtype=SPAN).tobytes()


def _end(rule: Rule) -> int:
    return rule.closes if rule.closes > rule.opens else rule.closes + DAY_MINUTES


def _polygons(document: Document) -> bytes:
    """All that is drawn of where it serves, as a list of one GeoJSON shape that every engine reads alike: flat, without what
    a hand slipped at (rings that cross themselves, points said twice).
    """
    drawn = [area.polygon for area in document.areas if area.kind == "polygon" and area.polygon]
    shapes = [shapely.make_valid(shapely.force_2d(shapely.from_geojson(orjson.dumps(each)))) for each in drawn]
    whole = shapely.remove_repeated_points(shapely.union_all(shapes)) if shapes else None
    parts = [part for part in shapely.get_parts(whole) if part.geom_type == "Polygon"] if whole else []
    return f"[{shapely.to_geojson(shapely.MultiPolygon(parts))}]".encode() if parts else b""


def _numbers(values: Iterable[int]) -> bytes:
    return np.array(sorted(set(values)), dtype="<u4").tobytes()


def _room(document: Document) -> tuple[str, date | None]:
    """What counts of its capacity, and the first day it no longer does. What it said to a referral counts for what it says
    itself, unless that weighs as much and holds as long.
    """
    said, told_until = document.capacity, document.said_full_until
    until = (said.until or said.said_on + timedelta(days=ranking.FACTORS.capacity_days + 1)) if said else None
    if said and until and (told_until is None or (said.state in ("waitlist", "full") and until >= told_until)):
        return said.state, until
    return ("said_full", told_until) if told_until else ("", None)


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _age(years: int | None) -> int:
    return NO_AGE if years is None else min(years, NO_AGE - 1)


def numbers(raw: bytes) -> npt.NDArray[np.uint32]:
    """The term numbers `keywords` holds."""
    return np.frombuffer(raw, dtype="<u4")
