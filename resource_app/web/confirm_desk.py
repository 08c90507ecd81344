"""How does a curator go through listings on the phone? The form of the link, with what to say above it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from resource_app.access import holders_of, open_to
from resource_app.directory import drafts
from resource_app.directory.drafts import Whose
from resource_app.errors import BadInput
from resource_app.web import call_desk, confirm_form, confirm_page, identity
from resource_app.web.call_form import CALL, tried_of
from resource_app.web.cards import Call, call_of
from resource_app.web.confirm_form import KNOWN, Outcome
from resource_app.web.dispute_words import dispute_words
from resource_app.web.forms import Filled, typed
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading
from validation import asking, calls
from validation.asking import Line
from validation.evidence import LONGEST_AGO, PHONE, WAYS

blueprint = Blueprint("page_confirm_desk", __name__)
CURATOR = holders_of("curator")
LOG = "log"  # the button that writes a call down
# What is typed beside the answers and not sent yet, kept as drafts: how it is known, and what came of the call.
DRAFTS: Mapping[str, Collection[str]] = {"known": KNOWN, "call": CALL}


@blueprint.get("/desk/confirm/<turn_id>")
@open_to(CURATOR)
def show(turn_id: str) -> Page:
    """What to say, whom to call, and the form."""
    return _page(turn_id, Outcome(request.args.get("page", "")), {})


@blueprint.post("/desk/confirm/<turn_id>")
@open_to(CURATOR)
def answer(turn_id: str) -> Page:
    """Keep what was said, write the call down, or send it all."""
    with reading() as session:
        first = [(line.document.id, line.cycle.id) for line in asking.by_phone(session, turn_id, now()).lines[:1]]
    said = confirm_form.posted(on_desk=True)
    outcome = confirm_form.answered(identity.connections().transaction, _opened(turn_id), said, identity.by())
    is_logged = said["act"] == LOG and not outcome.wrong
    if is_logged:
        outcome = _log(turn_id, said, outcome)
    if outcome.wrong or outcome.unanswered:
        return _page(turn_id, outcome, typed()), 422
    if outcome.sent or _asks_how(typed()):
        _keep_typed(first, "known", {} if outcome.sent else said)
    _keep_typed(first, "call", {} if outcome.sent or is_logged else said)
    way = f"/desk/confirm/{turn_id}"
    if outcome.sent:
        return redirect(f"{way}?sent=1", SEE_OTHER)
    done = "&done=calls" if is_logged else ""
    return redirect(f"{way}?page={outcome.sheet}{done}#{outcome.at or 'answers'}", SEE_OTHER)


def _log(turn_id: str, said: Mapping[str, str], outcome: Outcome) -> Outcome:
    """Write a call down; what is wrong with it is said at its field, and the answers are kept."""
    try:
        with identity.connections().transaction() as session:
            calls.log(session, turn_id, tried_of(said) or calls.Tried(result=""), identity.by())
    except BadInput as error:
        return replace(outcome, wrong={error.field or "result": error.message})
    return replace(outcome, at="calls")


def _opened(turn_id: str) -> confirm_form.Opened:
    def opened(session: Session) -> asking.Form:
        return asking.by_phone(session, turn_id, now(), hold=True)

    return opened


def _asks_how(filled: Mapping[str, str]) -> bool:
    """Whether the page that was sent asks how it is known: only the last one does."""
    return "how" in filled


def _keep_typed(first: Sequence[tuple[str, int]], part: str, said: Mapping[str, str]) -> None:
    """Keep what stands beside the answers, for who typed it, until it is sent; that it was said on the phone needs no words. It
    is kept with the `first` listing that was asked about, and its cycle.
    """
    typed = {name: value for name in DRAFTS[part] if (value := said.get(name))}
    for listing_id, cycle_id in first:
        whose = Whose(identity.somebody().user_id, listing_id, part)
        with identity.connections().transaction() as session:
            if typed in ({}, {"how": PHONE.code}):
                drafts.drop(session, whose)
            else:
                drafts.keep(session, whose, typed, cycle_id, now())


def _kept(session: Session, line: Line, part: str) -> dict[str, str]:
    """What somebody typed beside the answers, of what is asked now, and did not send."""
    draft = drafts.find(session, identity.somebody().user_id, line.document.id).get(part)
    return dict(draft.typed or {}) if draft is not None and draft.seen == line.cycle.id else {}


def _beside(part: str, outcome: Outcome, filled: Mapping[str, str]) -> Filled:
    """What stands beside the answers, as it was typed, and what is wrong with that."""
    fields = DRAFTS[part]
    wrong = next((name for name in fields if name in outcome.wrong), "")
    return Filled({name: filled[name] for name in fields if filled.get(name)}, wrong, outcome.wrong.get(wrong, ""))


def _numbers(lines: Sequence[Line]) -> list[Call]:
    """The numbers to call, the one that most of the listings give first."""
    given = [call for line in lines if (call := call_of(line.document))]
    return [call for call, _ in Counter(given).most_common()]


def _doubts(session: Session, lines: Sequence[Line]) -> list[tuple[str, list[str]]]:
    """What was said against the listings, which one has to ask about: their names, and a sentence each."""
    said = dispute_words(session, [line.document.id for line in lines])
    return [(line.document.name, said[line.document.id]) for line in lines if line.document.id in said]


def _page(turn_id: str, outcome: Outcome, filled: dict[str, str]) -> str:
    keep_nothing()
    with reading() as session:
        form = asking.by_phone(session, turn_id, now())
        identity.looked("opened", turn_id, shown=[f"listing:{line.document.id}" for line in form.lines])
        if not form.lines or (request.args.get("sent") and not form.unsent):
            return render_template("confirm/desk_end.html", left=len(form.lines), home=form.organization)
        more: dict[str, Any] = {
            "way": f"/desk/confirm/{turn_id}",
            "calls": _numbers(form.lines),
            "doubts": _doubts(session, form.lines),
            "panel": call_desk.calls_panel(session, turn_id),
            "call": _beside("call", outcome, filled or _kept(session, form.lines[0], "call")),
            "saved": "done" in request.args,
            "known": _beside("known", outcome, filled if _asks_how(filled) else _kept(session, form.lines[0], "known")),
            "ways": WAYS,
            "seen_days": ((form.today - LONGEST_AGO).isoformat(), form.today.isoformat()),
            "call_days": call_desk.days_of_call(form.turn.day_at(now())),
        }
        return confirm_page.page("confirm/desk.html", form, form.sheet(outcome.sheet), outcome, filled, **more)
