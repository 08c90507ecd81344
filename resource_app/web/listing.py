"""One service: everything a person needs before calling or going, at each of its places."""

from flask import Blueprint, g, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from referrals.offers.listings import full_on
from referrals.people.queries import CARERS
from resource_app import responses
from resource_app.access import DIRECTORY, open_to
from resource_app.phrases import Said, day_and_month
from resource_app.web import gone, identity, language, near, sent, using
from resource_app.web.cards import local_day, place_url
from resource_app.web.listing_page import page_of
from resource_app.web.listing_year import year_of
from resource_app.web.shown import shown_because
from resource_app.web.state import SearchState
from resource_app.web.surroundings import now, reader, reading, settings
from search import stored
from search.documents import Document

blueprint = Blueprint("page_listing", __name__)
MOVED = 301
Page = str | Response | tuple[str, int]


@blueprint.get("/services/<service_id>")
@open_to(DIRECTORY)
def show(service_id: str) -> Page:
    """A service, opened at the place the address names, or at its first."""
    return _page(service_id, "listing/show.html")


@blueprint.get("/services/<service_id>/print")
@open_to(DIRECTORY)
def print_view(service_id: str) -> Page:
    """The same on paper: no strip, no map, nothing that passes with time."""
    return _page(service_id, "listing/print.html")


@blueprint.post("/services/<service_id>")
@open_to(DIRECTORY, writes_nothing=True)
def show_from_danger(service_id: str) -> Page:
    """The same, opened from an answer that has no address: the search comes along, so that this page leads back to it."""
    state = SearchState.read(sent.form())
    sent.keep_nothing()
    g.resend = state.pairs
    answer = _page(service_id, "listing/show.html", again=state)
    responses.use().private = True
    return answer


def _page(service_id: str, template: str, again: SearchState | None = None) -> Page:
    with reading() as session:
        every = stored.of_service(session.connection(), service_id)
        public = tuple(each for each in every if gone.is_shown(each))
        if not public:
            return _explained(session, every, service_id)
        chosen = next((each for each in public if each.id == request.args.get("place")), public[0])
        others = tuple(each for each in public if each.id != chosen.id)
        using.opened(chosen)
        origin = settings().public_url or request.host_url.rstrip("/")
        around = near.around(session, chosen, now(), local_day(chosen, now()))
        page = page_of(chosen, others, around, reader(session), origin)
        because = shown_because(session, chosen.id) if identity.is_curator() else None
        full = _said_full(session, chosen.id) if identity.holds("curator", *CARERS) else None
        return render_template(
            template, page=page, again=again, because=because, said_full=full, year=year_of(session, chosen)
        )


def _said_full(session: Session, listing_id: str) -> Said | None:
    """That it lately had no room for a referral, for staff: what it says of its room itself is another thing."""
    day, t = full_on(session, [listing_id], now()).get(listing_id), language.translator()
    if day is None:
        return None
    words = t.gettext("Said full to a referral on %(day)s") % {"day": day_and_month(t, day)}
    return Said(words, "wait", "alert-triangle")


def _explained(session: Session, every: tuple[Document, ...], service_id: str) -> Page:
    responses.use().private = True
    into = gone.merged_into(session, service_id)
    if into is not None and into.service_id != service_id:
        return redirect(place_url(into.service_id, into.id), MOVED)
    closed = gone.that_left(every)
    return gone.closed_page(session, closed) if closed else gone.unknown_page(session)
