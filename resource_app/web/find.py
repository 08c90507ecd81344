"""Find help: the first page, and the results of a search."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, after_this_request, g, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from resource_app import responses
from resource_app.access import open_to
from resource_app.connections import search_of
from resource_app.directory.asking import Asked, ask
from resource_app.web import counts, kinds, rescue
from resource_app.web.danger import languages_of_danger, may_be_mistyped
from resource_app.web.found import found_of
from resource_app.web.state import PER_PAGE, SearchState
from resource_app.web.surroundings import now, reader, reading, settings
from search.query import Query, Results

blueprint = Blueprint("page_find", __name__)
SEE_OTHER = 303
UNPROCESSABLE = 422
Page = str | Response | tuple[str, int]
Languages = tuple[str, ...]


@blueprint.get("/")
@open_to("public")
def index() -> Page:
    """The first page: what, where, and the kinds of help."""
    return _front(SearchState())


@blueprint.get("/search")
@open_to("public")
def results() -> Page:
    """The results of a search that has an address."""
    danger = _danger_in(request.args)
    return _answer(SearchState.read(request.args), danger)


@blueprint.post("/search")
@open_to("public", writes_nothing=True)
def send() -> Page:
    """A search that was sent: it gets an address, unless its words speak of danger or its place must not stand in one."""
    danger = _danger_in(request.form)
    state = SearchState.read(request.form)
    if not danger and {*state.filters.get("category", ())} & {*rescue.AGAINST_DANGER}:
        danger = _kept_private((reader().locale,))  # only the page of a search in danger sends these
    if danger:
        return _answer(state, danger)
    with reading() as session:
        asked = asked_of(session, state)
        meant = _spelled(session, asked) if may_be_mistyped(state.what) else ""
    if danger := _kept_private(languages_of_danger(meant)):
        return _answer(state, danger)
    if asked.unknown_place:
        g.resend = state.pairs
        return _front(state, asked)
    return redirect(_cleaned(state, asked).url, SEE_OTHER)


def _danger_in(sent: Mapping[str, str]) -> Languages:
    """The languages in which what was typed speaks of danger. If it does, nothing of the answer is kept or shared."""
    typed = (sent.get("what", ""), sent.get("where", ""))
    return _kept_private(tuple(dict.fromkeys(code for text in typed for code in languages_of_danger(text))))


def _kept_private(danger: Languages) -> Languages:
    if danger:
        g.no_address = True
        after_this_request(_unkept)
    return danger


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _spelled(session: Session, asked: Asked) -> str:
    """The words as the directory spells them; empty when it would change nothing."""
    return search_of(session).search(session.connection(), replace(asked.query, limit=1)).searched_for


def _front(state: SearchState, asked: Asked | None = None, danger: Languages = ()) -> Page:
    """The first page; with `asked`, whose place we do not know, it says so and keeps both fields."""
    locale = reader().locale
    with reading() as session:
        number_of = counts.of_kinds(session, now())
    page = render_template(
        "find/index.html",
        state=state,
        kinds=[(kind, number_of.get(kind.code, 0)) for kind in kinds.top_kinds(locale)],
        error=_unknown(asked.unknown_place) if asked else "",
        meant=[(place, state.but(where=place, lat=None, lon=None)) for place in asked.suggestions] if asked else [],
        danger=danger,
    )
    return (page, UNPROCESSABLE) if asked else page


def _answer(state: SearchState, danger: Languages) -> Page:
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
        found = search_of(session).search(session.connection(), asked.query)
        if not danger and (danger := _kept_private(languages_of_danger(found.searched_for))):
            g.resend = state.pairs
        if found.total and not found.hits and not danger:
            return redirect(state.but().url, SEE_OTHER)
        return _page(session, state, asked, found, danger)


def asked_of(session: Session, state: SearchState) -> Asked:
    """What the words and the place of `state` mean, as a Query for one page of results."""
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


def _page(session: Session, state: SearchState, asked: Asked, results: Results, danger: Languages) -> str:
    who, search, query = reader(session), _searcher(session), asked.query
    unfiltered = rescue.without_filters(state, query, search) if not results.within else 0
    found = found_of(state, asked, results, who, danger=danger, unfiltered=unfiltered)
    if not results.within:
        understood = search_of(session).language
        found = replace(found, ways=rescue.ways_out(state, query, who, search, understood, danger=bool(danger)))
        if not results.total:
            found = replace(found, remote_cards=rescue.remote_cards(query, who, search, understood))
    _count(query, results, private=bool(danger))
    return render_template("find/results.html", state=state, found=found)


def _searcher(session: Session) -> rescue.Search:
    backend, connection = search_of(session), session.connection()
    return lambda query: backend.search(connection, query)


def _count(query: Query, results: Results, *, private: bool) -> None:
    """What the log may know of this search: never its words, and nothing of a search in danger but that there was one."""
    use = responses.use()
    use.hits = results.total
    if private:
        return
    use.category = next(iter(query.filters.get("category", ())), "")
    use.zip3 = query.place.zip_code if query.place else ""
    use.shown = tuple(hit.document.id for hit in results.hits if not hit.document.sensitive)
