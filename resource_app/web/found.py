"""What does a results page say? Results as plain words and cards, ready for the template."""

from dataclasses import dataclass

from resource_app import phrases
from resource_app.phrases import Translator
from resource_app.web import kinds, narrow
from resource_app.web.cards import Card, Reader, cards_of
from resource_app.web.rescue import Way
from resource_app.web.state import PER_PAGE, SearchState
from search.query import Place, Query, Results


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in the list this page stands; `before` and `after` are None at its ends."""

    first: int
    last: int
    total: int
    before: SearchState | None
    after: SearchState | None


@dataclass(frozen=True, slots=True)
class Found:
    """A results page. `private` means no address may hold the words; `subject` are the words without their place;
    `beyond_from` is the first card farther away.
    """

    title: str
    total: int
    place: str
    private: bool
    danger: bool
    groups: tuple[narrow.Group, ...]
    chips: tuple[narrow.Chip, ...]
    clear: SearchState
    measured_from: str
    corrected: str
    words: str
    subject: str
    cards: tuple[Card, ...]
    beyond_from: int | None
    near_words: str
    pages: Pages
    map_caption: str
    places_url: str
    middle: str
    nothing_words: str
    ways: tuple[Way, ...] = ()
    remote_cards: tuple[Card, ...] = ()


def found_of(state: SearchState, query: Query, results: Results, reader: Reader, *, private: bool) -> Found:
    """The page of `results`; ways out of an empty one are added by the view."""
    t = reader.t
    cards = cards_of(results.hits, reader)
    chips = narrow.chips_of(state, t, reader.locale)
    return Found(
        title=_title(state, query, results, reader, private=private),
        total=results.total,
        place=query.place.label if query.place else "",
        private=private,
        danger=private,
        groups=narrow.groups_of(
            state, results.facets, t, reader.locale, within=query.within_miles if query.place else None
        ),
        chips=chips,
        clear=state.but(filters={}, within=None, box=None, unconfirmed=False),
        measured_from=_measured_from(t, query.place),
        corrected=results.searched_for,
        words=state.what,
        subject=query.text or state.what,
        cards=cards,
        beyond_from=_beyond_from(cards, results),
        near_words=_near_words(t, query, results),
        pages=_pages(state, results),
        map_caption=_map_caption(t, cards),
        places_url="" if private else f"/map/places.json?{state.but().query_string}",
        middle=f"{query.place.lat:.3f},{query.place.lon:.3f}" if query.place and query.place.rough else "",
        nothing_words=t.gettext("Here is what does exist.") if chips or query.place else "",
    )


def _title(state: SearchState, query: Query, results: Results, reader: Reader, *, private: bool) -> str:
    t = reader.t
    if not results.total:
        return _nothing(state, query, reader, private=private)
    number = {"number": results.total}
    subject = "" if private else state.what
    if subject:
        words = t.ngettext("%(number)d service for “%(words)s”", "%(number)d services for “%(words)s”", results.total)
        return words % {**number, "words": subject}
    labels = [kinds.kind(code, reader.locale).label for code in state.filters.get("category", ())]
    counted = t.ngettext("%(number)d service", "%(number)d services", results.total) % number
    return f"{', '.join(filter(None, labels))}: {counted}" if any(labels) else counted


def _nothing(state: SearchState, query: Query, reader: Reader, *, private: bool) -> str:
    t = reader.t
    words = (query.text or state.what) if state.what and not private else t.gettext("such service")
    if query.place is None:
        return t.gettext("We found no %(words)s") % {"words": words}
    where = {"words": words, "distance": phrases.miles(t, query.within_miles), "place": query.place.label}
    return t.gettext("No %(words)s within %(distance)s of %(place)s") % where


def _measured_from(t: Translator, place: Place | None) -> str:
    if place is None:
        return ""
    if place.kind == "zip":
        return t.gettext("Distances are from the middle of ZIP %(zip)s.") % {"zip": place.zip_code}
    if place.kind == "point":
        return t.gettext("Distances are from about where you are.")
    return t.gettext("Distances are from the middle of %(place)s.") % {"place": place.label}


def _beyond_from(cards: tuple[Card, ...], results: Results) -> int | None:
    if results.near_count is None:
        return None
    return next((index for index, card in enumerate(cards) if card.beyond), None)


def _near_words(t: Translator, query: Query, results: Results) -> str:
    near = results.near_count
    if near is None:
        return ""
    distance = phrases.miles(t, query.within_miles)
    if near == 0:
        return t.gettext("None within %(distance)s. These are farther away.") % {"distance": distance}
    words = t.gettext("Only %(number)d within %(distance)s. These are farther away.")
    return words % {"number": near, "distance": distance}


def _pages(state: SearchState, results: Results) -> Pages:
    first = state.offset + 1
    last = state.offset + len(results.hits)
    return Pages(
        first=first,
        last=last,
        total=results.total,
        before=state.but(page=state.page - 1) if state.page > 1 else None,
        after=state.but(page=state.page + 1) if state.offset + PER_PAGE < results.total else None,
    )


def _map_caption(t: Translator, cards: tuple[Card, ...]) -> str:
    pinless = sum(1 for card in cards if card.about.point is None)
    if not pinless:
        return ""
    words = t.ngettext(
        "%(number)d service on this page has no pin: by phone, at home, or a private address.",
        "%(number)d services on this page have no pin: by phone, at home, or a private address.",
        pinless,
    )
    return words % {"number": pinless}
