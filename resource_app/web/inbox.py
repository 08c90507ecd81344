"""How does an organization answer its referrals? One list for all its staff, what is due first; nothing names anybody before
it accepts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from referrals.cases.needs import NEED
from referrals.offers import drafts, queries
from referrals.offers.making import NotPossible, Refused
from referrals.offers.moves import ENDED_EARLY, HOLDING
from referrals.offers.queries import ANSWERING, LANES, Asked
from referrals.offers.told import Subject, facts
from referrals.offers.viewing import view
from referrals.people import sealing
from referrals.people.models import Person
from resource_app.access import holders_of, open_to
from resource_app.accounts.queries import names
from resource_app.directory.queries import names as organizations_called
from resource_app.errors import N_, BadInput
from resource_app.phrases import Said
from resource_app.web import identity, language, offer_moves, offer_words, told_words
from resource_app.web.answer_times import answer_by, dues
from resource_app.web.forms import Filled, typed
from resource_app.web.offer_moves import Button
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading
from resource_app.web.told_words import Line

blueprint = Blueprint("page_inbox", __name__)
ANSWERER = holders_of(*ANSWERING)
CONFLICT = 409
KEPT = timedelta(days=30)  # after the end an organization still reads whom it helped
LANE_WORDS = {"answer": N_("To answer"), "waitlist": N_("Waitlist"), "active": N_("Active"), "done": N_("Done")}


@dataclass(frozen=True, slots=True)
class Row:
    """An offer on a page of the organization that was asked: `after` is empty before it accepts."""

    id: str
    number: str
    version: int
    title: str
    listing: str
    sender: str
    call_back: str
    tag: Said
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    buttons: tuple[Button, ...]
    open: bool  # consent still covers it
    again: bool  # it may be taken after all
    reported: bool


@blueprint.get("/inbox")
@open_to(ANSWERER)
def index() -> Page:
    """One list of the inbox."""
    keep_nothing()
    code = request.args.get("list", "answer")
    lane = next((each for each in LANES if each.code == code), LANES[0])
    with reading() as session:
        homes = queries.homes_of(identity.somebody())
        every = queries.inbox(session, homes, lane)
        identity.looked("listed", "offer:inbox", shown=[f"referral:{each.referral.id}" for each in every])
        rows = _rows(session, every)
        return render_template(
            "inbox/index.html",
            rows=rows,
            lane=lane.code,
            lanes=[(each.code, LANE_WORDS[each.code]) for each in LANES],
            counts=queries.counts(session, homes),
            contact=identity.somebody().name,
        )


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
        with identity.connections().transaction() as session:
            queries.open_offer(session, offer_id, identity.somebody())
            offer_moves.do(session, offer_id, offer_moves.move_called(move, "organization"), "organization")
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
        with identity.connections().transaction() as session:
            queries.open_offer(session, offer_id, identity.somebody())
            taken = offer_moves.after_all(session, offer_id)
    except (Refused, NotPossible) as error:
        return _page(offer_id, error), CONFLICT
    return redirect(f"/inbox/{taken}", SEE_OTHER)


def _page(offer_id: str, error: Refused | NotPossible | None = None) -> str:
    keep_nothing()
    with reading() as session:
        asked = queries.open_offer(session, offer_id, identity.somebody())
        identity.opened(f"referral:{asked.referral.id}")
        _stamp(asked)
        (row,) = _rows(session, [asked])
        person = session.get_one(Person, asked.referral.person_id)
        happened = offer_moves.history(session, person, [offer_id], inside=False, told=row.open)
    return render_template(
        "inbox/show.html",
        row=row,
        happened=happened,
        quicker=happened[:1] if isinstance(error, NotPossible) else [],
        refusals=offer_moves.refusals_of(error),
        contact=identity.somebody().name,
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
        (row,) = _rows(session, [asked])
    return render_template(
        "inbox/move.html",
        form=filled,
        row=row,
        move=code,
        words=offer_words.button(move, "organization"),
        boxes=offer_words.boxes(move),
        refusals=(),
        action=f"/inbox/{offer_id}/{code}",
        back=f"/inbox/{offer_id}",
    )


def _rows(session: Session, every: Sequence[Asked]) -> list[Row]:
    """What is to be answered first comes first; the others stay in their order."""
    due = dues(session, (asked.offer for asked in every))
    senders = names(session, {asked.case.owner_id for asked in every})
    teams = organizations_called(session, [asked.case.organization_id for asked in every])

    def row(asked: Asked) -> Row:
        sender = told_words.sender(
            asked.need.code, senders.get(asked.case.owner_id, ""), teams.get(asked.case.organization_id, "")
        )
        return _row(session, asked, due.get(asked.offer.id), sender)

    return [row(asked) for asked in sorted(every, key=lambda asked: due.get(asked.offer.id, asked.offer.moved_at))]


def _row(session: Session, asked: Asked, due: datetime | None, sender: str) -> Row:
    offer, referral = asked.offer, asked.referral
    t, need = language.translator(), NEED[asked.need.code]
    person = session.get_one(Person, referral.person_id)
    carried = drafts.carried_of(session, person, referral)
    covered = drafts.covered(session, person.id, offer.organization_id, carried, now())
    agreed = drafts.needed(carried) <= covered
    subject = Subject(carried, sealing.values_of(session, person), now().date())
    return Row(
        id=offer.id,
        number=referral.number,
        version=offer.version,
        title=need.title,
        listing=(offer.snapshot or {}).get("name", ""),
        sender=sender,
        call_back=carried.call_back,
        tag=answer_by(t, due, now())
        if offer.state == "sent" and due
        else offer_words.state_tag(offer.state, asked=True),
        before=told_words.lines(facts(subject, 0, covered)) if agreed and _is_read(asked, 0) else (),
        after=told_words.lines(facts(subject, 1, covered)) if agreed and _is_read(asked, 1) else (),
        buttons=tuple(offer_moves.buttons(offer, "organization")) if agreed else (),
        open=agreed,
        again=agreed and offer.state in ENDED_EARLY and referral.closed_at is None,
        reported=agreed and offer.state == "completed",
    )


def _is_read(asked: Asked, stage: int) -> bool:
    """Whether an offer in this state lets read what belongs to a stage: names from acceptance to thirty days after the end."""
    offer = asked.offer
    if offer.state in HOLDING:
        return True
    if offer.state in ("completed", "not_completed"):
        return stage == 0 or now() - offer.moved_at < KEPT
    return stage == 0 and offer.state in ("sent", "waitlisted")
