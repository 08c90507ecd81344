"""What can be done when nothing is found? Ways out, each tried first: only ways that find something are offered."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from string import punctuation
from typing import Any

from resource_app import phrases
from resource_app.directory.danger import Danger
from resource_app.directory.danger.help import kinds_against
from resource_app.web import kinds
from resource_app.web.cards import Card, Reader, card_of
from resource_app.web.narrow import chips_of
from resource_app.web.state import SearchState
from search.documents import Document
from search.language import Language
from search.query import RADII_MILES, Query, Results
from search.wording import split

Search = Callable[[Query], Results]
WAYS_SHOWN = 6
WORDS_TRIED = 4
# Words that say nothing of the need when they stand alone, though the lexicon has a meaning for some.
EMPTY_WORDS = frozenset(
    {"help", "free", "need", "near", "ayuda", "gratis", "cerca", "services", "servicios", "program"}
)
NOWHERE: dict[str, Any] = {
    "where": "",
    "lat": None,
    "lon": None,
    "within": None,
}  # the fields of a search without a place
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


def without_filters(state: SearchState, query: Query, search: Search) -> int:
    """How many the same search finds without filters; 0 when it has none."""
    if not state.filters and state.box is None:
        return 0
    return search(replace(query, filters={}, box=None, offset=0, limit=1)).within


def ways_out(state: SearchState, query: Query, reader: Reader, search: Search, language: Language) -> tuple[Way, ...]:
    """The searches near this one that find something, best first."""
    return tuple(islice(_finding(search, _tries(state, query, reader, search, language)), WAYS_SHOWN))


def help_against(danger: Danger, state: SearchState, query: Query, reader: Reader, search: Search) -> tuple[Way, ...]:
    """Everything of each kind of help against a danger, best first: around the place, where there is none anywhere."""
    bare = state.but(filters={}, box=None, unconfirmed=False), replace(query, box=None, unconfirmed=False)
    nowhere = bare[0].but(**NOWHERE), replace(bare[1], place=None)
    ways = (
        next(
            _finding(search, (_kind_way(*each, reader, kinds.kind(code, reader.locale)) for each in (bare, nowhere))),
            None,
        )
        for code in kinds_against(danger)
    )
    return tuple(filter(None, ways))


def _finding(search: Search, tries: Iterable[tuple[Way, Query]]) -> Iterator[Way]:
    """The ways that find something, with how many."""
    for way, tried in tries:
        if total := search(replace(tried, offset=0, limit=1)).within:
            yield replace(way, count=total)


def main_kinds(state: SearchState, query: Query, reader: Reader, search: Search) -> tuple[Way, ...]:
    """For words that nobody understands: the kinds of help with most services around the place, else anywhere."""
    bare = replace(query, text="", urgent=(), filters={}, box=None, unconfirmed=False, offset=0, limit=1)
    there = state.but(what="", filters={}, box=None, unconfirmed=False)
    for tried, where in ((bare, there), (replace(bare, place=None), there.but(**NOWHERE))):
        number_of = {each.value: each.count for each in search(tried).facets.get("category", ())}
        ways = (
            Way(each.label, number_of.get(each.code, 0), where.but(filters={"category": (each.code,)}), kind=each)
            for each in kinds.top_kinds(reader.locale)
        )
        if found := sorted((way for way in ways if way.count), key=lambda way: -way.count):
            return tuple(found[:WAYS_SHOWN])
    return ()


def remote_cards(query: Query, reader: Reader, search: Search, language: Language) -> tuple[Card, ...]:
    """Listings that come to the person or are reached by phone: for the same words, else of the same narrow kind."""
    remote = replace(query, filters={"remote": REMOTE_WAYS}, offset=0, limit=REMOTE_SHOWN)
    hits = search(remote).hits
    meant = None if hits else _meant(query, search, language)
    narrow = next((code for code in meant.categories if kinds.is_narrow(code)), "") if meant else ""
    if narrow:
        remote = replace(remote, text="", urgent=(), filters={"remote": REMOTE_WAYS, "category": (narrow,)})
        hits = search(remote).hits
    return tuple(card_of(hit, reader) for hit in hits)


def _meant(query: Query, search: Search, language: Language) -> Document | None:
    """What the words mean: the first listing they, or one need among them, find anywhere."""
    for words in (query.text, *_needs(query.text, language)):
        anywhere = replace(query, text=words, urgent=(), filters={}, place=None, box=None, offset=0, limit=1)
        if words and (hits := search(anywhere).hits):
            return hits[0].document
    return None


def _tries(
    state: SearchState, query: Query, reader: Reader, search: Search, language: Language
) -> Iterator[tuple[Way, Query]]:
    yield from _fewer_filters(state, query, reader)
    yield from _wider(state, query, reader)
    yield from _other_words(state, query, reader, language)
    yield from _whole_kind(state, query, reader, _meant(query, search, language))


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
    for miles in () if query.place.inside else RADII_MILES:
        if miles > query.within_miles:
            words = t.gettext("Look within %(distance)s") % {"distance": phrases.miles(t, miles)}
            yield Way(words, 0, state.but(within=miles), "map-2"), replace(query, within_miles=float(miles))
    anywhere = state.but(**NOWHERE)
    yield Way(t.gettext("Look everywhere"), 0, anywhere, "world"), replace(query, place=None)


def _other_words(state: SearchState, query: Query, reader: Reader, language: Language) -> Iterator[tuple[Way, Query]]:
    for word in _needs(query.text, language):
        words = reader.t.gettext("Try “%(words)s”") % {"words": word}
        yield Way(words, 0, state.but(what=word), "search"), replace(query, text=word, urgent=())


def _needs(text: str, language: Language) -> list[str]:
    """The needs among the words, as typed, the longest first: only what the lexicon has a meaning for is one."""
    typed = [(word, surface) for surface in text.split() for word in split(surface)]
    words = [word for word, _ in typed]
    found: dict[str, None] = {}
    taken: set[int] = set()
    for each in language.recognise(words):
        places = range(each.start, each.end)
        says_something = {*words[each.start : each.end]} - language.stop_words - EMPTY_WORDS
        needed = any(concept.role in {"topic", "generic"} for concept in each.concepts)
        if needed and says_something and not taken & {*places} and len(places) < len(words):
            taken |= {*places}
            found[" ".join(dict.fromkeys(typed[place][1].strip(punctuation) for place in places))] = None
    return list(found)[:WORDS_TRIED]


def _whole_kind(
    state: SearchState, query: Query, reader: Reader, meant: Document | None
) -> Iterator[tuple[Way, Query]]:
    whole = kinds.kind_of(meant, reader.locale) if meant else None
    if whole and whole.code:
        yield _kind_way(state, query, reader, whole)


def _kind_way(state: SearchState, query: Query, reader: Reader, whole: kinds.Kind) -> tuple[Way, Query]:
    label = reader.t.gettext("Everything under “%(kind)s”") % {"kind": whole.label}
    filters = {"category": (whole.code,)}
    return Way(label, 0, state.but(what="", filters=filters), kind=whole), replace(
        query, text="", filters=filters, urgent=()
    )
