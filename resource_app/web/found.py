"""What does a results page say? Results as plain words and cards, ready for the template."""

from dataclasses import dataclass

from resource_app import phrases
from resource_app.directory.asking import Asked
from resource_app.directory.danger.help import Box
from resource_app.phrases import Translator
from resource_app.web import kinds, narrow
from resource_app.web.cards import Card, Reader, cards_of
from resource_app.web.rescue import Way
from resource_app.web.state import PER_PAGE, SearchState
from search.query import Place, Query, Results

LONGEST_WORDS = 60  # letters of the words a heading repeats


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
    """A results page. `danger` is the box above it; `private` means no address may hold the
    words; `inside` says that `place` is one to be in, not near; `subject` are the words without their place; `meant` are
    other places the name may mean, each with its search; `within` counts what lies within the place, `farther` says how many
    cards do not, and `beyond_from` is the first of these; `empty` says that the directory holds nothing at all.
    """

    title: str
    total: int
    within: int
    farther: str
    place: str
    inside: bool
    private: bool
    danger: Box | None
    groups: tuple[narrow.Group, ...]
    chips: tuple[narrow.Chip, ...]
    clear: SearchState
    measured_from: str
    meant: tuple[tuple[str, SearchState], ...]
    corrected: str
    reduced: bool
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
    empty: bool
    ways: tuple[Way, ...] = ()
    remote_cards: tuple[Card, ...] = ()


def found_of(
    state: SearchState,
    asked: Asked,
    results: Results,
    reader: Reader,
    *,
    danger: Box | None = None,
    unfiltered: int = 0,
    empty: bool = False,
) -> Found:
    """The page of `results`; `unfiltered` is how many there would be without filters. Ways out are added by the view."""
    t, private, query = reader.t, danger is not None, asked.query
    measured = query.place if query.place and not query.place.inside else None
    cards = cards_of(results.hits, reader)
    chips = narrow.chips_of(state, t, reader.locale)
    return Found(
        title=t.gettext("There are no listings yet")
        if empty
        else _title(state, query, results, reader, private=private, unfiltered=unfiltered),
        total=results.total,
        within=results.within,
        farther=_farther(t, results),
        place=query.place.label if query.place else "",
        inside=bool(query.place and query.place.inside),
        private=private,
        danger=danger,
        groups=narrow.groups_of(
            state,
            results.facets,
            t,
            reader.locale,
            within=query.within_miles if measured and state.box is None else None,
        ),
        chips=chips,
        clear=state.but(filters={}, within=None, box=None, unconfirmed=False),
        measured_from=_measured_from(t, measured),
        meant=_meant(state, asked),
        corrected=shortened(results.searched_for),
        reduced=results.reduced,
        words=shortened(state.what),
        subject=shortened(query.text or state.what),
        cards=cards,
        beyond_from=_beyond_from(cards, results),
        near_words=_near_words(t, query, results),
        pages=_pages(state, results),
        map_caption=_map_caption(t, cards),
        places_url="" if private else f"/map/places.json?{state.but().query_string}",
        middle=f"{measured.lat:.3f},{measured.lon:.3f}" if measured and measured.rough else "",
        nothing_words=_nothing_words(t, unfiltered) if chips or query.place else "",
        empty=empty,
    )


def shortened(words: str) -> str:
    """Words for a heading: cut after a word when they are long."""
    if len(words) <= LONGEST_WORDS:
        return words
    head, _, _ = words[: LONGEST_WORDS + 1].rpartition(" ")
    return f"{head or words[:LONGEST_WORDS]}…"


def _title(
    state: SearchState, query: Query, results: Results, reader: Reader, *, private: bool, unfiltered: int
) -> str:
    t = reader.t
    if not results.within:
        return t.gettext("Help you can reach") if private else _nothing(state, query, reader, filtered=unfiltered > 0)
    number = {"number": results.within}
    subject = "" if private else shortened(state.what)
    if subject:
        words = t.ngettext("%(number)d service for “%(words)s”", "%(number)d services for “%(words)s”", results.within)
        return words % {**number, "words": subject}
    labels = [kinds.kind(code, reader.locale).label for code in state.filters.get("category", ())]
    counted = t.ngettext("%(number)d service", "%(number)d services", results.within) % number
    return f"{', '.join(filter(None, labels))}: {counted}" if any(labels) else counted


def _nothing(state: SearchState, query: Query, reader: Reader, *, filtered: bool) -> str:
    """What was not found; with the filters when only they took it away."""
    t = reader.t
    named = state.but(within=None, unconfirmed=False)
    said = {
        "words": f"“{shortened(query.text or state.what)}”" if state.what else t.gettext("such service"),
        "filters": ", ".join(f"“{chip.words}”" for chip in narrow.chips_of(named, t, reader.locale)),
    }
    if query.place is None:
        return (
            t.gettext("We found no %(words)s with %(filters)s") if filtered else t.gettext("We found no %(words)s")
        ) % said
    if query.place.inside:
        said |= {"place": query.place.label}
        in_place = (
            t.gettext("No %(words)s in %(place)s with %(filters)s")
            if filtered
            else t.gettext("No %(words)s in %(place)s")
        )
        return in_place % said
    said |= {"distance": phrases.miles(t, query.within_miles), "place": query.place.label}
    if filtered:
        return t.gettext("No %(words)s within %(distance)s of %(place)s with %(filters)s") % said
    return t.gettext("No %(words)s within %(distance)s of %(place)s") % said


def _nothing_words(t: Translator, unfiltered: int) -> str:
    exists = t.gettext("Here is what does exist.")
    if not unfiltered:
        return exists
    words = t.ngettext(
        "%(number)d is there without these filters.", "%(number)d are there without these filters.", unfiltered
    )
    return f"{words % {'number': unfiltered}} {exists}"


def _farther(t: Translator, results: Results) -> str:
    """How many of the list lie farther away than asked, where some do not."""
    more = results.total - results.within
    return t.gettext("Farther away: %(number)d more") % {"number": more} if more and results.within else ""


def _meant(state: SearchState, asked: Asked) -> tuple[tuple[str, SearchState], ...]:
    """The searches at the other places a name may mean; a name in the words moves to the field for the place."""
    what = asked.query.text if asked.place_from_words else state.what
    return tuple((place, state.but(what=what, where=place, lat=None, lon=None)) for place in asked.alternatives)


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
        "%(number)d service on this page has no pin: by phone, at home, a private address, or one not yet on the map.",
        "%(number)d services on this page have no pin: by phone, at home, a private address, or one not yet on the map.",
        pinless,
    )
    return words % {"number": pinless}
