"""How is a listing now? Whoever keeps it says so with one tap: closed until a day, given out, full, no new referrals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from resource_app import phrases
from resource_app.access import holders_of, open_to
from resource_app.audit.recording import By, Entry, record
from resource_app.directory import operations, statuses
from resource_app.directory.keepers import KEEPING, Keeper, keeper_of
from resource_app.directory.queries import places_of
from resource_app.directory.statuses import STATUSES, Tap
from resource_app.errors import N_, BadInput
from resource_app.web import identity
from resource_app.web.cards import Reader, listing_url, local_day
from resource_app.web.forms import Filled, Form, day_of, line, read
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reader, reading
from search import stored
from search.documents import UNTIL_CONFIRMED, Document

blueprint = Blueprint("page_status", __name__)
EVERYWHERE = "all"


class StatusForm(Form):
    """One tap: what is said, or taken back (`back`), of this place or of all of them (`places`), and its end."""

    status = line(most=40)
    back = line(required=False, most=10)
    places = line(required=False, most=10)
    until = line(required=False, most=40)
    number = line(required=False, most=10)
    unit = line(required=False, most=10)


@dataclass(frozen=True, slots=True)
class Row:
    """Something people read of a place now. `end` is empty where it has none; `back` is the code that takes it back."""

    said: phrases.Said
    end: str
    back: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the service, and what people read of it."""

    listing_id: str
    name: str
    rows: tuple[Row, ...]
    public: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A status that can be said: `ends` are days to choose from, as sent and in words; a typed one lies between two days."""

    code: str
    words: str
    ends: tuple[tuple[str, str], ...]
    earliest: str
    latest: str


@blueprint.get("/listings/<listing_id>/now")
@open_to(holders_of(*KEEPING))
def show(listing_id: str) -> Page:
    """What people read now, and what can be said."""
    return _page(listing_id, Filled(), everywhere=request.args.get("places") == EVERYWHERE)


@blueprint.post("/listings/<listing_id>/now")
@open_to(holders_of(*KEEPING))
def say(listing_id: str) -> Page:
    """Say something, or take it back."""
    fields: dict[str, Any] = {}
    try:
        fields = read(StatusForm)
        everywhere = fields["places"] == EVERYWHERE
        _say(listing_id, fields, everywhere=everywhere)
    except BadInput as error:
        known = fields.get("status") in statuses.BY_CODE
        filled = Filled(fields, f"{error.field}-{fields['status']}" if known else "said", error.message)
        return _page(listing_id, filled, everywhere=fields.get("places") == EVERYWHERE), 422
    more = f"&places={EVERYWHERE}" if everywhere else ""
    return redirect(f"/listings/{listing_id}/now?done=1{more}#said", SEE_OTHER)


def _say(listing_id: str, fields: Mapping[str, str], *, everywhere: bool) -> None:
    held, at = identity.somebody().held, now()
    status = statuses.BY_CODE.get(fields["status"])
    if status is None:
        raise BadInput(N_("Choose one of these."), "say")
    tap = Tap(status, chosen_day(fields["until"]), statuses.wait_of(fields["number"], fields["unit"]))
    with identity.connections().transaction() as session:
        first = keeper_of(session, listing_id, held)
        for each in places_of(session, first.service_id) if everywhere else (listing_id,):
            keeper = keeper_of(session, each, held)
            (take_back_of if fields["back"] else say_of)(session, keeper, tap, at)


def say_of(session: Session, keeper: Keeper, tap: Tap, at: datetime) -> None:
    """Say it of one listing, and write down who did."""
    end = operations.say(session, keeper, tap, at, identity.actor())
    _record(session, keeper, "status_said", at, status=tap.status.code, until=end.isoformat())


def take_back_of(session: Session, keeper: Keeper, tap: Tap, at: datetime) -> None:
    """Take it back of one listing, and write down who did."""
    operations.take_back(session, keeper, tap.status, at, identity.actor())
    _record(session, keeper, "status_taken_back", at, status=tap.status.code)


def _record(session: Session, keeper: Keeper, action: str, at: datetime, **details: str) -> None:
    entry = Entry(action=action, subject=f"listing:{keeper.listing_id}", details=details)
    record(session, entry, By(keeper.acting(identity.actor()), identity.origin(), at))


def chosen_day(typed: str, field: str = "until") -> date | None:
    """The day that was chosen or typed. Raises BadInput for what is none."""
    if not typed.strip():
        return None
    found = day_of(typed)
    if found is None:
        raise BadInput(N_("Type the day as month/day/year, like 5/3/2027."), field)
    return found


def _page(listing_id: str, filled: Filled, *, everywhere: bool) -> str:
    keep_nothing()
    with reading() as session:
        keeper = keeper_of(session, listing_id, identity.somebody().held)
        who = reader(session)
        ids = places_of(session, keeper.service_id)
        every = stored.load(session.connection(), sorted({listing_id, *ids}))
        document = every[listing_id]
        shown = tuple(every.values()) if everywhere else (document,)
        places = [_place(session, each, who) for each in shown]
    return render_template(
        "listing/now.html",
        form=filled,
        document=document,
        places=places,
        of_places=len(every),
        everywhere=everywhere,
        done=bool(request.args.get("done")),
        offers=_offers(document, who),
        public_page=listing_url(document, single=len(every) == 1),
    )


def _place(session: Session, document: Document, who: Reader) -> Place:
    place = document.display["place"] or {}
    name = ", ".join(dict.fromkeys(filter(None, (place.get("name", ""), document.city))))
    listing = operations.open_listing(session, document.id)
    rows = _rows(document, statuses.standing(listing, local_day(document, who.now)), who)
    public = not document.hidden and not document.staff_only
    return Place(document.id, name or who.t.gettext("By phone or online"), rows, public)


def _rows(document: Document, standing: Sequence[statuses.Standing], who: Reader) -> tuple[Row, ...]:
    """What is said by whoever keeps the listing, then what only its source says of its capacity."""
    t, today = who.t, local_day(document, who.now)
    said = {
        "closed_until": phrases.closed(t, document, today),
        "out_until": phrases.given_out(t, document, today),
        "capacity_until": phrases.capacity(t, document.capacity, today),
        "no_referrals_until": phrases.no_referrals(t, document, today),
    }
    rows = []
    for each in standing:
        words = said.pop(each.status.column)
        if words is not None:
            rows.append(Row(words, _ends(each.until, today, who), each.status.code))
    by_source = said.get("capacity_until")
    return (*rows, *([Row(by_source, t.gettext("Said by the source of this listing."), "")] if by_source else ()))


def _offers(document: Document, who: Reader) -> dict[str, Offer]:
    today = local_day(document, who.now)
    words = _words(document, who)
    latest = (today + statuses.FARTHEST).isoformat()
    return {
        status.code: Offer(
            status.code,
            words[status.code],
            tuple((day.isoformat(), _begun(_end(day, today, who))) for day in statuses.ends(status, today)),
            statuses.tomorrow(today).isoformat(),
            latest,
        )
        for status in STATUSES
    }


def _words(document: Document, who: Reader) -> Mapping[str, str]:
    t = who.t
    return {
        "out": phrases.out_words(t, document.categories),
        "closed": t.gettext("Closed until"),
        "available": t.gettext("Taking new people"),
        "limited": t.gettext("A few places"),
        "full": t.gettext("Full"),
        "waitlist": t.gettext("Waitlist"),
        "no_referrals": t.gettext("No new referrals until"),
    }


def _ends(until: date | None, today: date, who: Reader) -> str:
    """When what is said ends without anybody taking it back; empty where nothing tells."""
    if until is None:
        return ""
    if until == UNTIL_CONFIRMED:
        return who.t.gettext("Ends as soon as somebody confirms the listing.")
    return who.t.gettext("Ends by itself: %(day)s") % {"day": _end(until, today, who)}


def _begun(words: str) -> str:
    """As a button says it."""
    return words[:1].upper() + words[1:]


def _end(day: date, today: date, who: Reader) -> str:
    """Like "Monday 19 October", "Tomorrow, Wednesday 14 October"."""
    t = who.t
    when = {"weekday": phrases.weekday(t, day.weekday()), "date": phrases.near_date(t, day, today)}
    words = t.gettext("Tomorrow, %(weekday)s %(date)s") if day == statuses.tomorrow(today) else "%(weekday)s %(date)s"
    return words % when
