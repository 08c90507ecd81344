"""What can be done when nothing is found? Ways out, each tried first: only ways that find something are offered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from resource_app import phrases
from resource_app.web import kinds
from resource_app.web.cards import Card, Reader, card_of
from resource_app.web.narrow import chips_of
from resource_app.web.state import SearchState
from search.documents import Document
from search.query import RADII_MILES, Query, Results

Search = Callable[[Query], Results]
WAYS_SHOWN = 6
WORDS_TRIED = 4
LONG_WORD = 4
# Words that say nothing of the need when they stand alone, without accents.
EMPTY_WORDS = frozenset(
    [
        "with",
        "from",
        "near",
        "that",
        "this",
        "have",
        "need",
        "want",
        "some",
        "help",
        "free",
        "like",
        "about",
        "where",
        "what",
        "when",
        "them",
        "they",
        "your",
        "para",
        "cerca",
        "donde",
        "como",
        "necesito",
        "quiero",
        "ayuda",
        "gratis",
        "algo",
        "esta",
        "este",
        "tengo",
        "buscar",
        "busco",
    ]
)
REMOTE_SHOWN = 3
REMOTE_WAYS = ("phone", "online", "home")


@dataclass(frozen=True, slots=True)
class Way:
    """A search that finds something; `kind` is shown as its tile, else `icon`."""

    words: str
    count: int
    state: SearchState
    icon: str = "search"
    kind: kinds.Kind | None = None
    more: str = ""


def ways_out(state: SearchState, query: Query, reader: Reader, search: Search) -> tuple[Way, ...]:
    """The searches near this one that find something, best first."""
    found = []
    for way, tried in _tries(state, query, reader, search):
        total = search(replace(tried, offset=0, limit=1)).total
        if total:
            found.append(replace(way, count=total))
        if len(found) == WAYS_SHOWN:
            break
    return tuple(found)


def remote_cards(query: Query, reader: Reader, search: Search) -> tuple[Card, ...]:
    """Listings that come to the person or are reached by phone: for the same words, else of the same narrow kind."""
    remote = replace(query, filters={"remote": REMOTE_WAYS}, offset=0, limit=REMOTE_SHOWN)
    hits = search(remote).hits
    meant = None if hits else _meant(query, search)
    narrow = next((code for code in meant.categories if kinds.is_narrow(code)), "") if meant else ""
    if narrow:
        hits = search(replace(remote, text="", filters={"remote": REMOTE_WAYS, "category": (narrow,)})).hits
    return tuple(card_of(hit, reader) for hit in hits)


def _meant(query: Query, search: Search) -> Document | None:
    """What the words mean: the first listing they, or the longest of them, find anywhere."""
    for words in (query.text, *_single_words(query.text)):
        anywhere = replace(query, text=words, filters={}, place=None, box=None, offset=0, limit=1)
        if words and (hits := search(anywhere).hits):
            return hits[0].document
    return None


def _tries(state: SearchState, query: Query, reader: Reader, search: Search) -> Iterator[tuple[Way, Query]]:
    yield from _fewer_filters(state, query, reader)
    yield from _wider(state, query, reader)
    yield from _other_words(state, query, reader)
    yield from _whole_kind(state, query, reader, search)


def _fewer_filters(state: SearchState, query: Query, reader: Reader) -> Iterator[tuple[Way, Query]]:
    t = reader.t
    for chip in chips_of(state, t, reader.locale):
        bare = chip.without
        words = t.gettext("Take off “%(filter)s”") % {"filter": chip.words}
        unfiltered = replace(query, filters=bare.filters, box=bare.box, unconfirmed=bare.unconfirmed)
        yield Way(words, 0, bare, "x"), unfiltered
    if len(state.filters) > 1:
        bare = state.but(filters={})
        yield Way(t.gettext("Take off every filter"), 0, bare, "x"), replace(query, filters={})


def _wider(state: SearchState, query: Query, reader: Reader) -> Iterator[tuple[Way, Query]]:
    if query.place is None:
        return
    t = reader.t
    for miles in RADII_MILES:
        if miles > query.within_miles:
            words = t.gettext("Look within %(distance)s") % {"distance": phrases.miles(t, miles)}
            yield Way(words, 0, state.but(within=miles), "map-2"), replace(query, within_miles=float(miles))
    anywhere = state.but(where="", lat=None, lon=None, within=None)
    yield Way(t.gettext("Look everywhere"), 0, anywhere, "world"), replace(query, place=None)


def _other_words(state: SearchState, query: Query, reader: Reader) -> Iterator[tuple[Way, Query]]:
    for word in _single_words(query.text):
        words = reader.t.gettext("Try “%(words)s”") % {"words": word}
        yield Way(words, 0, state.but(what=word), "search"), replace(query, text=word)


def _single_words(text: str) -> list[str]:
    words = [word for word in text.split() if len(word) >= LONG_WORD and word.lower() not in EMPTY_WORDS]
    return sorted(words, key=len, reverse=True)[:WORDS_TRIED] if len(text.split()) > 1 else []


def _whole_kind(state: SearchState, query: Query, reader: Reader, search: Search) -> Iterator[tuple[Way, Query]]:
    meant = _meant(query, search)
    whole = kinds.kind_of(meant, reader.locale) if meant else None
    if whole and whole.code:
        label = reader.t.gettext("Everything under “%(kind)s”") % {"kind": whole.label}
        filters = {"category": (whole.code,)}
        yield Way(label, 0, state.but(what="", filters=filters), kind=whole), replace(query, text="", filters=filters)
