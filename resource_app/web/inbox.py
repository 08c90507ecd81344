"""How does an organization answer its referrals? One list for all its staff, what is due first; nothing names anybody before
it accepts.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from referrals.offers import detail, queries
from referrals.offers.making import NotPossible, Refused
from referrals.offers.moves import Party
from referrals.offers.queries import ANSWERING, LANES, Asked
from referrals.offers.viewing import view
from referrals.people.models import Person
from resource_app import phrases
from resource_app.access import holders_of, open_to
from resource_app.accounts.sign_ins import Somebody
from resource_app.errors import N_, BadInput, NotFound
from resource_app.phrases import Said
from resource_app.web import doing, identity, language, offer_moves, offer_rows, offer_words
from resource_app.web.cards import local_day
from resource_app.web.forms import Filled, Form, line, page_number, read, typed
from resource_app.web.offer_rows import Row
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page, shown_factor
from resource_app.web.surroundings import now, reading
from search import stored

blueprint = Blueprint("page_inbox", __name__)
ANSWERER = holders_of(*ANSWERING)
CONFLICT = 409
OURS: Final[tuple[Party, ...]] = ("organization",)  # whom the history names: not who refers
LANE_WORDS = {"answer": N_("To answer"), "waitlist": N_("Waitlist"), "active": N_("Active"), "done": N_("Done")}


class CodeForm(Form):
    """A code of the authenticator."""

    code = line(required=False, most=80)


@dataclass(frozen=True, slots=True)
class Room:
    """A listing with open offers, and what it says of its room now."""

    listing_id: str
    name: str
    said: Said | None


@blueprint.get("/inbox")
@open_to(ANSWERER)
def index() -> Page:
    """One list of the inbox."""
    keep_nothing()
    code = request.args.get("list", "answer")
    lane = next((each for each in LANES if each.code == code), LANES[0])
    with reading() as session:
        homes = queries.homes_of(identity.somebody())
        page = page_number(request.args.get("page", ""))
        found = queries.inbox(session, homes, lane, page)
        every = found[: queries.PAGE]
        identity.looked("listed", "offer:inbox", shown=[f"referral:{each.referral_id}" for each in every])
        lines = offer_rows.listed(session, every)
        return render_template(
            "inbox/index.html",
            first=_whole(session, lines[0].id) if lines else None,
            others=lines[1:],
            lane=lane.code,
            lanes=[(each.code, LANE_WORDS[each.code]) for each in LANES],
            counts=queries.counts(session, homes),
            contact=identity.somebody().name,
            rooms=_rooms(session, homes),
            page=page,
            more=len(found) > queries.PAGE,
        )


def _whole(session: Session, offer_id: str) -> Row:
    (row,) = offer_rows.rows(session, [queries.open_offer(session, offer_id, identity.somebody())])
    return row


def _rooms(session: Session, homes: Collection[str]) -> list[Room]:
    """The listings with open offers, by name."""
    t, documents = language.translator(), stored.load(session.connection(), queries.open_listings(session, homes))
    rooms = (
        Room(each.id, each.name, phrases.capacity(t, each.capacity, local_day(each, now())))
        for each in documents.values()
    )
    return sorted(rooms, key=lambda room: (room.name, room.listing_id))


@blueprint.get("/inbox/<offer_id>")
@open_to(ANSWERER)
def show(offer_id: str) -> Page:
    """One referral, as far as the organization may read it now."""
    return _page(offer_id)


@blueprint.get("/inbox/<offer_id>/<move>")
@open_to(ANSWERER)
def ask(offer_id: str, move: str) -> Page:
    """What has to be said with a move."""
    return _form(offer_id, move, Filled())


@blueprint.post("/inbox/<offer_id>/<move>")
@open_to(ANSWERER)
def do(offer_id: str, move: str) -> Page:
    """Make a move."""
    fields = typed()
    try:
        with doing.transaction() as session:
            queries.open_offer(session, offer_id, identity.somebody())
            called = offer_moves.move_called(move, "organization")
            offer_moves.do(session, offer_id, called, "organization", identity.by())
    except BadInput as error:
        return _form(offer_id, move, Filled(fields, error.field, error.message)), 422
    except (Refused, NotPossible) as error:
        return _page(offer_id, error), CONFLICT
    return redirect(f"/inbox/{offer_id}", SEE_OTHER)


@blueprint.post("/inbox/<offer_id>/accept_again")
@open_to(ANSWERER)
def take_after_all(offer_id: str) -> Page:
    """Take what was let go by mistake, or too late."""
    try:
        with doing.transaction() as session:
            queries.open_offer(session, offer_id, identity.somebody())
            taken = offer_moves.after_all(session, offer_id)
    except (Refused, NotPossible) as error:
        return _page(offer_id, error), CONFLICT
    return redirect(f"/inbox/{taken}", SEE_OTHER)


@blueprint.post("/inbox/<offer_id>/detail")
@open_to(ANSWERER)
def open_detail(offer_id: str) -> Page:
    """Read the health detail for a while, after a code of the authenticator."""
    known = identity.somebody()
    with reading() as session:
        queries.open_offer(session, offer_id, known)
    try:
        _require_code(known)
    except BadInput as error:
        return _page(offer_id, filled=Filled({}, error.field, error.message)), 422
    with doing.transaction() as session:
        asked = queries.open_offer(session, offer_id, known)
        (row,) = offer_rows.rows(session, [asked])
        if not row.detailed:
            raise NotFound("detail", offer_id)
        detail.open_for(session, asked, known.session_id, identity.by())
    return redirect(f"/inbox/{offer_id}", SEE_OTHER)


def _require_code(known: Somebody) -> None:
    """Raise BadInput unless a code of their authenticator was sent; one by email is not enough for this."""
    if known.way != "authenticator":
        raise BadInput(N_("Set up an authenticator first."), "code")
    shown_factor(read(CodeForm)["code"])


def _page(offer_id: str, error: Refused | NotPossible | None = None, filled: Filled | None = None) -> str:
    keep_nothing()
    with reading() as session:
        asked = queries.open_offer(session, offer_id, identity.somebody())
        identity.opened(f"referral:{asked.referral.id}")
        _stamp(asked)
        (row,) = offer_rows.rows(session, [asked])
        person = session.get_one(Person, asked.referral.person_id)
        happened = offer_moves.history(session, person, [offer_id], named=OURS, said_by=row.said_by)
    return render_template(
        "inbox/show.html",
        row=row,
        happened=happened,
        quicker=happened[:1] if isinstance(error, NotPossible) else [],
        refusals=offer_moves.refusals_of(error),
        contact=identity.somebody().name,
        form=filled or Filled(),
        way=identity.somebody().way,
    )


def _stamp(asked: Asked) -> None:
    """That the organization has opened it, the first time."""
    if asked.offer.viewed_at is None and asked.offer.state == "sent":
        with identity.connections().transaction() as session:
            view(session, asked.offer.id, identity.by())


def _form(offer_id: str, code: str, filled: Filled) -> str:
    keep_nothing()
    move = offer_moves.move_called(code, "organization")
    with reading() as session:
        asked = queries.open_offer(session, offer_id, identity.somebody())
        (row,) = offer_rows.rows(session, [asked])
        boxes = offer_moves.boxes(session, asked.offer, move)
        form = offer_moves.begun(session, move, filled)
    return render_template(
        "inbox/move.html",
        form=form,
        row=row,
        move=code,
        words=offer_words.button(move, "organization"),
        boxes=boxes,
        refusals=(),
        action=f"/inbox/{offer_id}/{code}",
        back=f"/inbox/{offer_id}",
    )
