"""How does a curator go through listings on the phone? The form of the link, with what to say above it."""

from typing import Any

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from resource_app.access import holders_of, open_to
from resource_app.web import call_desk, confirm_form, confirm_page, identity
from resource_app.web.cards import call_of
from resource_app.web.confirm_form import KNOWN, Outcome
from resource_app.web.forms import Filled, typed
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading
from validation import asking
from validation.evidence import LONGEST_AGO, WAYS

blueprint = Blueprint("page_confirm_desk", __name__)
CURATOR = holders_of("curator")


@blueprint.get("/desk/confirm/<turn_id>")
@open_to(CURATOR)
def show(turn_id: str) -> Page:
    """What to say, whom to call, and the form."""
    return _page(turn_id, Outcome(request.args.get("page", "")), {})


@blueprint.post("/desk/confirm/<turn_id>")
@open_to(CURATOR)
def answer(turn_id: str) -> Page:
    """Keep what was said, or send it all."""
    with reading() as session:
        asking.by_phone(session, turn_id, now())
    said = confirm_form.posted(on_desk=True)
    outcome = confirm_form.answered(identity.connections().transaction, _opened(turn_id), said, identity.by())
    if outcome.wrong or outcome.unanswered:
        return _page(turn_id, outcome, typed()), 422
    way = f"/desk/confirm/{turn_id}"
    return redirect(
        f"{way}?sent=1" if outcome.sent else f"{way}?page={outcome.sheet}#{outcome.at or 'answers'}", SEE_OTHER
    )


def _opened(turn_id: str) -> confirm_form.Opened:
    def opened(session: Session) -> asking.Form:
        return asking.by_phone(session, turn_id, now(), hold=True)

    return opened


def _known(outcome: Outcome, filled: dict[str, str]) -> Filled:
    """How it is known, as it was typed, and what is wrong with that."""
    wrong = next((name for name in KNOWN if name in outcome.wrong), "")
    return Filled(
        {name: filled.get(name, "") for name in KNOWN if filled.get(name)}, wrong, outcome.wrong.get(wrong, "")
    )


def _page(turn_id: str, outcome: Outcome, filled: dict[str, str]) -> str:
    keep_nothing()
    with reading() as session:
        form = asking.by_phone(session, turn_id, now())
        identity.looked("opened", turn_id, shown=[f"listing:{line.document.id}" for line in form.lines])
        if not form.lines or (request.args.get("sent") and not form.unsent):
            return render_template("confirm/desk_end.html", left=len(form.lines), home=form.organization)
        calls = {each.number: each for line in form.lines if (each := call_of(line.document))}
        more: dict[str, Any] = {
            "way": f"/desk/confirm/{turn_id}",
            "calls": list(calls.values()),
            "panel": call_desk.calls_panel(session, turn_id),
            "call": Filled(),
            "known": _known(outcome, filled),
            "ways": WAYS,
            "seen_days": ((form.today - LONGEST_AGO).isoformat(), form.today.isoformat()),
            "call_days": call_desk.days_of_call(form.turn.day_at(now())),
        }
        return confirm_page.page("confirm/desk.html", form, form.sheet(outcome.sheet), outcome, filled, **more)
