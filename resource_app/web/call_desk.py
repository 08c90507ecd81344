"""How does a curator reach an organization that answered no letter? The log of calls, how it wants to be asked, closed until a
day, and not listed at all: what stands beside the form with its answers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from resource_app.access import holders_of, open_to
from resource_app.accounts.queries import names
from resource_app.directory import statuses
from resource_app.directory.claim_ways import phones_of
from resource_app.directory.keepers import keeper_of
from resource_app.directory.models import Organization
from resource_app.directory.statuses import Tap
from resource_app.directory.subjects import titles
from resource_app.errors import BadInput, NotFound
from resource_app.tasks.queries import open_one
from resource_app.web import identity
from resource_app.web.call_form import call_fields, tried_of
from resource_app.web.call_words import CallRow, call_row, day_words
from resource_app.web.cards import Reader, local_day
from resource_app.web.desk import rows_of
from resource_app.web.forms import Filled, Form, line, read
from resource_app.web.sent import form, keep_nothing
from resource_app.web.shown import listings_now
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.status import chosen_day, say_of, take_back_of
from resource_app.web.surroundings import now, reader, reading
from search import stored
from search.documents import Document
from validation import calls, turns
from validation.beginning import TASK
from validation.models import Turn

blueprint = Blueprint("page_call_desk", __name__)
CURATOR = holders_of("curator")
MOST_SHOWN = 20  # listings
CLOSED = statuses.BY_CODE["closed"]


CallForm = cast("type[Form]", Form.from_dict(call_fields(), name="CallForm"))


class AskingForm(Form):
    """How an organization wants to be asked."""

    channel = line(required=False, most=40)
    email = line(required=False)


class ClosedForm(Form):
    """Until when it is closed; with `back` it is closed no more."""

    until = line(required=False, most=40)
    back = line(required=False, most=10)


class ListedForm(Form):
    """Whether it is left out, or let in again."""

    act = line(most=10)


@dataclass(frozen=True, slots=True)
class CallsPanel:
    """The log of calls of a turn, and what its form offers: `listings` are ids and names to choose from. With `many` nobody
    answered so often that it is said; `closed` when the last one said that it is closed,
    `late` the first due date where the day to call again is after it.
    """

    way: str
    rows: Sequence[CallRow]
    results: Sequence[calls.Result]
    listings: Sequence[tuple[str, str]]
    many: int
    closed: bool
    late: str


@dataclass(frozen=True, slots=True)
class AskingPanel:
    """How an organization wants to be asked, as a form holds it; `refused` when its address takes no letters."""

    form: Filled
    refused: bool


def calls_panel(session: Session, turn_id: str) -> CallsPanel:
    """The log of calls of a turn, for any page about it."""
    made = calls.of_turns(session, [turn_id])[turn_id]
    who, called = reader(session), names(session, {call.user_id for call in made})
    ids = turns.listings_of(session, turn_id)
    documents = stored.load(session.connection(), ids)
    many = calls.missed(made)
    return CallsPanel(
        way=f"/desk/confirm/{turn_id}/calls",
        rows=[call_row(call, who, called) for call in made],
        results=calls.RESULTS,
        listings=[(each, _name(documents[each])) for each in ids if each in documents],
        many=many if many >= calls.ENOUGH else 0,
        closed=bool(made) and made[0].result == "closed",
        late=_late(session, turn_id, who),
    )


def _late(session: Session, turn_id: str, who: Reader) -> str:
    task, due_on = open_one(session, TASK, turn_id), turns.first_due(session, turn_id)
    waits = task is not None and task.waits_until is not None and due_on is not None and task.waits_until > due_on
    return day_words(due_on, who) if waits and due_on is not None else ""


@blueprint.get("/desk/confirm/<turn_id>/calls")
@open_to(CURATOR)
def show(turn_id: str) -> Page:
    """Whom to call, and what came of it so far."""
    return _page(turn_id, Filled())


@blueprint.post("/desk/confirm/<turn_id>/calls")
@open_to(CURATOR)
def log(turn_id: str) -> Page:
    """Write down a call."""
    return _done(turn_id, _log, "result")


@blueprint.post("/desk/confirm/<turn_id>/asking")
@open_to(CURATOR)
def ask_so(turn_id: str) -> Page:
    """Say how it wants to be asked."""
    return _done(turn_id, _ask_so, "channel", "asking")


@blueprint.post("/desk/confirm/<turn_id>/closed")
@open_to(CURATOR)
def close(turn_id: str) -> Page:
    """Close all its listings until a day, or open them again."""
    return _done(turn_id, _close, "until", "closed")


@blueprint.post("/desk/confirm/<turn_id>/listed")
@open_to(CURATOR)
def leave_out(turn_id: str) -> Page:
    """Leave it out of the directory, or let it in again."""
    return _done(turn_id, _leave_out, "listed", "listed")


def _done(turn_id: str, act: Callable[[Session, str], None], field: str, part: str = "calls") -> Page:
    """Do what a form asks for; what is wrong is said at its field."""
    try:
        with identity.connections().transaction() as session:
            act(session, turn_id)
    except BadInput as error:
        return _page(turn_id, Filled(form().to_dict(), error.field or field, error.message)), 422
    return redirect(f"/desk/confirm/{turn_id}/calls?done={part}#{part}", SEE_OTHER)


def _log(session: Session, turn_id: str) -> None:
    calls.log(session, turn_id, tried_of(read(CallForm)) or calls.Tried(result=""), identity.by())


def _ask_so(session: Session, turn_id: str) -> None:
    given = read(AskingForm)
    turns.prefer(session, turn_id, given["channel"], given["email"], identity.by())


def _close(session: Session, turn_id: str) -> None:
    given, held = read(ClosedForm), identity.somebody().held
    tap = Tap(CLOSED, chosen_day(given["until"]))
    for listing_id in sorted(turns.require_turn(session, turn_id)):
        (take_back_of if given["back"] else say_of)(session, keeper_of(session, listing_id, held), tap, now())


def _leave_out(session: Session, turn_id: str) -> None:
    act, organization_id = read(ListedForm)["act"], turns.organization_of(turn_id)
    if organization_id is None or act not in {"out", "in"}:
        raise NotFound("turn", turn_id)
    (turns.unlist if act == "out" else turns.list_again)(session, organization_id, identity.by())


def _name(document: Document) -> str:
    place = document.display["place"] or {}
    return ", ".join(dict.fromkeys(filter(None, (document.name, place.get("name", ""), document.city))))


def _page(turn_id: str, filled: Filled) -> str:
    keep_nothing()
    with reading() as session:
        turn = session.get(Turn, turn_id)
        if turn is None:
            raise NotFound("turn", turn_id)
        ids = turns.listings_of(session, turn_id)
        identity.looked("opened", turn_id, shown=[f"listing:{each}" for each in ids])
        task = open_one(session, TASK, turn_id)
        return render_template(
            "desk/turn.html",
            form=filled,
            turn=turn,
            title=titles(session, [turn_id]).get(turn_id, turn_id),
            rows=rows_of(session, [task] if task else []),
            calls=calls_panel(session, turn_id),
            asking=asking_panel(session, turn),
            listings=listings_now(session, ids[:MOST_SHOWN]),
            more=max(0, len(ids) - MOST_SHOWN),
            done=request.args.get("done", ""),
            **_facts(session, turn, ids),
        )


def days_of_call(today: date) -> tuple[str, str]:
    """The first and the last day on which somebody can be called again."""
    return statuses.tomorrow(today).isoformat(), (today + calls.FARTHEST).isoformat()


def asking_panel(session: Session, turn: Turn) -> AskingPanel:
    """How it wants to be asked now, for any page about it."""
    return AskingPanel(
        Filled({"channel": turn.channel, "email": turn.email}), refused=turns.refused(session, turn.email)
    )


def _facts(session: Session, turn: Turn, ids: Sequence[str]) -> dict[str, Any]:
    documents = list(stored.load(session.connection(), ids).values())
    who, organization_id = reader(session), turns.organization_of(turn.id)
    organization = session.get(Organization, organization_id) if organization_id else None
    closed = [
        each.closed_until for each in documents if each.closed_until and each.closed_until > local_day(each, who.now)
    ]
    today = max((local_day(each, who.now) for each in documents), default=turn.day_at(who.now))
    return {
        "phones": list(dict.fromkeys(phone for each in documents for phone in phones_of(each))),
        "closed_until": day_words(max(closed), who) if closed else "",
        "days": (statuses.tomorrow(today).isoformat(), (today + statuses.FARTHEST).isoformat()),
        "call_days": days_of_call(turn.day_at(who.now)),
        "organization": organization,
        "asked_out": organization is not None and organization.asked_out,
    }
