"""What became of a listing, by whom, and how was it on a day? For those who keep it right; what was done is taken back here."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from resource_app.access import holders_of, open_to
from resource_app.audit.recording import Entry, record
from resource_app.connections import search_of
from resource_app.directory import rewinding
from resource_app.directory.keepers import KEEPING, Keeper, keeper_of
from resource_app.directory.kept import part
from resource_app.errors import N_, BadInput
from resource_app.phrases import WeekRow
from resource_app.web import edits, identity
from resource_app.web.cards import is_private
from resource_app.web.confirmed import confirmed
from resource_app.web.forms import MOST_NUMBER, NoFields, read
from resource_app.web.listing_page import ListingPage, page_of
from resource_app.web.near import Around
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reader, reading

blueprint = Blueprint("page_history", __name__)
KEEPERS = holders_of(*KEEPING)
AT_ONCE = 100  # changes on a page
NO_DAY = N_("Choose a day from the calendar, today or before.")


@dataclass(frozen=True, slots=True)
class Then:
    """A listing as it was on a day; without a page it was not in the directory yet, or is `withheld`: what it said gives a
    private address away.
    """

    day: date
    page: ListingPage | None
    withheld: bool = False


@blueprint.get("/listings/<listing_id>/history")
@open_to(KEEPERS)
def show(listing_id: str) -> Page:
    """Every edit of the listing, the last first, and what its organization proposed."""
    _opened(listing_id)
    return _page(listing_id, "")


@blueprint.post("/listings/<listing_id>/history/<edit_id>/undo")
@open_to(KEEPERS)
def undo(listing_id: str, edit_id: str) -> Page:
    """Take an edit back, or propose to."""
    read(NoFields)
    known = identity.somebody()
    try:
        with identity.connections().transaction() as session:
            keeper = keeper_of(session, listing_id, known.held)
            done = rewinding.undo(session, keeper, edit_id, now(), known.actor)
    except BadInput as error:
        return _page(listing_id, error.message), 422
    return redirect(f"/listings/{listing_id}/history?done={'waits' if done.waiting else 'undone'}", SEE_OTHER)


@blueprint.get("/listings/<listing_id>/history/on")
@open_to(KEEPERS)
def on(listing_id: str) -> Page:
    """What the public was shown of the listing at the end of a day."""
    with reading() as session:
        keeper = keeper_of(session, listing_id, identity.somebody().held)
        local = search_of(session).local(session.connection(), now())
        day = _day(request.args.get("day", ""))
        if day is None or day > local.date():
            return _page(listing_id, NO_DAY), 422
        then = _then(session, keeper, day, local)
        name = _name(session, keeper)
    _opened(listing_id)
    keep_nothing()
    return render_template("listings/then.html", then=then, name=name, listing_id=listing_id)


def _then(session: Session, keeper: Keeper, day: date, local: datetime) -> Then:
    end = datetime.combine(day + timedelta(days=1), time.min, local.tzinfo) - timedelta(microseconds=1)
    document = rewinding.as_it_was(session, keeper, end)
    if document is None:
        return Then(day, None)
    if document.hidden and is_private(document):
        return Then(day, None, withheld=True)
    who = replace(reader(session), now=min(end, local))
    page = page_of(document, (), Around((), ()), who, "")
    return Then(day, replace(page, week=tuple(map(_plain_day, page.week))))


def _plain_day(row: WeekRow) -> WeekRow:
    """A day of the week as it reads on paper: no day of the past is today."""
    label, hours = row.on_paper or (row.label, row.hours)
    return WeekRow(row.name, label, hours, closed=row.closed)


def _page(listing_id: str, wrong: str) -> str:
    keep_nothing()
    before = request.args.get("before", type=int) if request.method == "GET" else None
    before = None if before is None else min(max(before, 0), MOST_NUMBER)
    with reading() as session:
        keeper = keeper_of(session, listing_id, identity.somebody().held)
        told = rewinding.history_of(session, keeper, AT_ONCE, before)
        counted = [change.id for each in told for change in each.changes]
        local = search_of(session).local(session.connection(), now())
        shown = edits.told(session, keeper, told, local)
        offers = edits.offered(session, keeper, local) if before is None else []
        name = _name(session, keeper)
        facts = confirmed(session, keeper) if before is None else []
    return render_template(
        "listings/history.html",
        name=name,
        facts=facts,
        keeper=keeper,
        edits=shown,
        offers=offers,
        wrong=wrong,
        done=request.args.get("done", "") if not wrong else "",
        before=before,
        today=local.date().isoformat(),
        older=min(counted) if len(counted) == AT_ONCE else None,
    )


def _name(session: Session, keeper: Keeper) -> str:
    known = part(session, "service", keeper.service_id)
    return known.name if known else ""


def _opened(listing_id: str) -> None:
    """Write down who opens what the public does not see, after the door and before it is shown."""
    with identity.connections().transaction() as session:
        keeper = keeper_of(session, listing_id, identity.somebody().held)
        by = replace(identity.by(), actor=keeper.acting(identity.actor()))
        record(session, Entry(action="opened", subject=f"listing:{listing_id}"), by)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
