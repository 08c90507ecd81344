"""How do the signed-in staff of an organization say that its listings are right? In the form of the link, without a letter."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, redirect, request
from sqlalchemy.orm import Session

from resource_app.access import holders_of, open_to
from resource_app.directory.keepers import OF_ORGANIZATION
from resource_app.directory.kept import homes_of
from resource_app.errors import NotFound
from resource_app.web import confirm_form, confirm_page, identity
from resource_app.web.confirm_form import Outcome
from resource_app.web.forms import typed
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading
from validation import asking, sent
from validation.models import Turn

blueprint = Blueprint("page_confirm_portal", __name__)
STAFF = holders_of(*OF_ORGANIZATION)
JUST_NOW = timedelta(hours=1)  # what was sent since then, the last page tells of


@dataclass(frozen=True, slots=True)
class Due:
    """What an organization has to confirm: how many listings, and by when; empty where the day has gone by."""

    way: str
    organization: str
    listings: int
    day: str


def due_of(session: Session, organization_id: str) -> Due | None:
    """What an organization has to confirm now; None for nothing."""
    if session.get(Turn, f"organization:{organization_id}") is None:
        return None
    form = asking.by_portal(session, organization_id, now())
    if not form.lines:
        return None
    name = form.organization.name if form.organization else ""
    return Due(_way(organization_id), name, len(form.lines), confirm_page.due_of(form))


@blueprint.get("/organizations/<organization_id>/confirm")
@open_to(STAFF)
def show(organization_id: str) -> Page:
    """The first page with something to answer, or the one asked for; what was sent, once nothing is left."""
    return _page(organization_id, Outcome(request.args.get("page", "")), {})


@blueprint.post("/organizations/<organization_id>/confirm")
@open_to(STAFF)
def answer(organization_id: str) -> Page:
    """Keep what was chosen, or send it all."""
    with reading() as session:
        _opened(organization_id)(session)
    said = confirm_form.posted()
    outcome = confirm_form.answered(
        identity.connections().transaction, _opened(organization_id, hold=True), said, identity.by()
    )
    if outcome.wrong or outcome.unanswered:
        return _page(organization_id, outcome, typed()), 422
    way = _way(organization_id)
    return redirect(
        f"{way}?sent=1" if outcome.sent else f"{way}?page={outcome.sheet}#{outcome.at or 'answers'}", SEE_OTHER
    )


def _way(organization_id: str) -> str:
    return f"/organizations/{organization_id}/confirm"


def _opened(organization_id: str, *, hold: bool = False) -> confirm_form.Opened:
    """What is asked of an organization, for those who keep its listings right; NotFound for anybody else."""
    if organization_id not in homes_of(identity.somebody().held):
        raise NotFound("organization", organization_id)

    def opened(session: Session) -> asking.Form:
        return asking.by_portal(session, organization_id, now(), hold=hold)

    return opened


def _page(organization_id: str, outcome: Outcome, filled: dict[str, str]) -> str:
    keep_nothing()
    opened, way = _opened(organization_id), _way(organization_id)
    with reading() as session:
        form = opened(session)
        identity.looked("opened", form.turn.id, shown=[f"listing:{line.document.id}" for line in form.lines])
        if not form.lines or (request.args.get("sent") and not form.unsent):
            rows = sent.by_user(session, form.turn.id, identity.somebody().user_id, now() - JUST_NOW)
            return confirm_page.end(form, rows, way, signed_in=True)
        return confirm_page.page("confirm/form.html", form, form.sheet(outcome.sheet), outcome, filled, way=way)
