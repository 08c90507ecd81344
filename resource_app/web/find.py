"""Find help: the first page, and the results of a search."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from flask import Blueprint, g, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from resource_app.access import DIRECTORY, open_to
from resource_app.connections import search_of
from resource_app.directory.asking import Asked, ask
from resource_app.directory.danger import Danger, danger_in, may_be_mistyped
from resource_app.directory.danger import help as danger_help
from resource_app.errors import BadInput
from resource_app.web import counts, helping, kinds, rescue, sent, using
from resource_app.web.found import found_of
from resource_app.web.state import PER_PAGE, SearchState, is_too_exact
from resource_app.web.surroundings import now, reader, reading, settings
from search.query import Query, Results

blueprint = Blueprint("page_find", __name__)
SEE_OTHER = 303
UNPROCESSABLE = 422
ANYWHERE_MILES = 13_000.0  # more than half way around the earth
NONE = Danger()
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@open_to(DIRECTORY)
def index() -> Page:
    """The first page: what, where, and the kinds of help; whom a care team searches for fills it in."""
    whom = helping.helped()
    return _front(whom.begun if whom else SearchState(), whom=whom)


@blueprint.get("/search")
@open_to(DIRECTORY)
def results() -> Page:
    """The results of a search that has an address."""
    danger = danger_typed(request.args)
    state = SearchState.read(request.args)
    if not danger and any(is_too_exact(*each) for each in request.args.items()):
        spoken = [("lang", request.args["lang"])] if "lang" in request.args else []
        return redirect(f"/search?{urlencode([*state.pairs, *spoken])}", SEE_OTHER)
    return _answer(state, danger)


@blueprint.post("/search")
@open_to(DIRECTORY, writes_nothing=True)
def send() -> Page:
    """A search that was sent: it gets an address, unless its words speak of danger or its place must not stand in one."""
    fields = helping.with_wishes(sent.form())
    danger = danger_typed(fields)
    state = SearchState.read(fields)
    if not danger:  # only the page of a search in danger sends kinds that tell of one
        danger = _kept_private(danger_help.told_by(state.filters.get("category", ()), reader().locale))
    if danger:
        return _answer(state, danger)
    with reading() as session:
        asked = asked_of(session, state)
        meant = _spelled(session, asked) if may_be_mistyped(state.what) else ""
    if danger := _kept_private(danger_in(meant)):
        return _answer(state, danger)
    if asked.unknown_place:
        g.resend = state.pairs
        return _front(state, asked)
    return redirect(_cleaned(state, asked).url, SEE_OTHER)


def danger_typed(typed: Mapping[str, str]) -> Danger:
    """The danger of which what was typed speaks. If it does, nothing of the answer is kept or shared."""
    return _kept_private(danger_in(typed.get("what", "")) | danger_in(typed.get("where", "")))


def _kept_private(danger: Danger) -> Danger:
    if danger:
        sent.keep_nothing()
    return danger


def _spelled(session: Session, asked: Asked) -> str:
    """The words as the directory spells them; empty when it would change nothing."""
    return search_of(session).search(session.connection(), replace(asked.query, limit=1)).searched_for


def _front(
    state: SearchState, asked: Asked | None = None, danger: Danger = NONE, whom: helping.Helped | None = None
) -> Page:
    """The first page; with `asked`, whose place we do not know, it says so and keeps both fields."""
    locale = reader().locale
    with reading() as session:
        number_of = counts.of_kinds(session, now())
        ways = _ways_against(session, state, asked, danger) if asked and danger else ()
    page = render_template(
        "find/index.html",
        state=state,
        whom=whom,
        empty=number_of.nothing,
        kinds=[(kind, number_of.of(kind.code)) for kind in kinds.top_kinds(locale)],
        error=_unknown(asked.unknown_place) if asked else "",
        meant=_meant(state, asked) if asked else [],
        danger=danger_help.box_of(danger, settings().help_lines),
        ways=ways,
    )
    return (page, UNPROCESSABLE) if asked else page


def _ways_against(session: Session, state: SearchState, asked: Asked, danger: Danger) -> tuple[rescue.Way, ...]:
    """Everything that helps against a danger, wherever: the place is not known."""
    anywhere = state.but(**rescue.NOWHERE)
    return rescue.help_against(danger, anywhere, asked.query, reader(), searcher(session))


def _meant(state: SearchState, asked: Asked) -> list[tuple[str, SearchState]]:
    """The places that may have been meant, each with the search there; without the misspelt one where the words named it."""
    what = state.what if state.where else asked.query.text
    return [(place, state.but(what=what, where=place, lat=None, lon=None)) for place in asked.suggestions]


def _answer(state: SearchState, danger: Danger) -> Page:
    with reading() as session:
        asked = asked_of(session, state)
        if asked.street_address:
            if not danger:
                return redirect(_cleaned(state, asked).url, SEE_OTHER)
            state = _cleaned(state, asked)
        if danger:
            g.resend = state.pairs
        if asked.unknown_place:
            return _front(state, asked, danger)
        found = searcher(session)(asked.query)
        if not danger and (danger := _kept_private(danger_in(found.searched_for))):
            g.resend = state.pairs
            asked = replace(
                asked, query=replace(asked.query, text=found.searched_for, urgent=danger_help.urgent_in(danger))
            )
            found = searcher(session)(asked.query)
        if found.total and not found.hits and not danger:
            return redirect(state.but().url, SEE_OTHER)
        return _page(session, state, asked, found, danger)


def asked_of(session: Session, state: SearchState) -> Asked:
    """What the words and the place of `state` mean, as a Query for one page of results. BadInput for an unknown kind."""
    for code in state.filters.get("category", ()):
        if code not in kinds.BY_CODE:
            raise BadInput(reader().t.gettext("We do not know the kind of help “%(kind)s”.") % {"kind": code})
    return ask(
        session,
        now=now(),
        text=state.what,
        where=state.where,
        lat=state.lat,
        lon=state.lon,
        within_miles=float(state.within) if state.within else None,
        home_area=settings().home_area,
        language=reader().locale,
        filters=state.filters,
        sort=state.sort,
        box=state.box,
        offset=state.offset,
        limit=PER_PAGE,
        correct=not state.exact,
        unconfirmed=state.unconfirmed,
    )


def _cleaned(state: SearchState, asked: Asked) -> SearchState:
    """The same search with the ZIP or city in place of a street address."""
    return replace(state, what=asked.text, where=asked.place_text) if asked.street_address else state


def _unknown(place: str) -> str:
    words = reader().t.gettext("We do not know the place “%(place)s”. Enter a ZIP code, city or county.")
    return words % {"place": place}


def _page(session: Session, state: SearchState, asked: Asked, results: Results, danger: Danger) -> str:
    who, search, query = replace(reader(), now=results.now), searcher(session), asked.query
    unfiltered = rescue.without_filters(state, query, search) if not results.within else 0
    box = danger_help.box_of(danger, settings().help_lines)
    empty = not results.total and counts.of_kinds(session, now()).nothing
    found = found_of(state, asked, results, who, danger=box, unfiltered=unfiltered, empty=empty)
    if danger and not empty:
        found = replace(found, ways=rescue.help_against(danger, state, query, who, search))
    if not results.within and not empty:
        understood = search_of(session).language
        found = replace(found, ways=(*found.ways, *rescue.ways_out(state, query, who, search, understood)))
        if not results.total and not found.ways:
            said = found.nothing_words if danger else who.t.gettext("Check the spelling, or choose a kind of help.")
            found = replace(found, ways=rescue.main_kinds(state, query, who, search), nothing_words=said)
        if not results.total:
            found = replace(found, remote_cards=rescue.remote_cards(query, who, search, understood))
    using.found(query, results, private=bool(danger))
    return render_template("find/results.html", state=state, found=found)


def searcher(session: Session) -> rescue.Search:
    """How every question of a page is answered: in the map's box, where there is one, whatever its distance."""
    backend, connection = search_of(session), session.connection()
    return lambda query: backend.search(connection, _boxed(query))


def _boxed(query: Query) -> Query:
    """The place of a query with a box only measures: the box says what is near enough."""
    if query.box is None or query.place is None:
        return query
    return replace(query, place=replace(query.place, inside=frozenset()), within_miles=ANYWHERE_MILES)
