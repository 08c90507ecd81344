"""What became of what I proposed and asked for? New listings and claims of somebody who is signed in, with the answers."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from resource_app.access import SIGNED_IN, open_to
from resource_app.directory import claims, new_listings
from resource_app.directory.models import Claim, ProposedListing
from resource_app.directory.subjects import titles
from resource_app.errors import N_
from resource_app.web import claim_words, edits, identity
from resource_app.web.gone import is_shown
from resource_app.web.sent import keep_nothing
from resource_app.web.surroundings import reading
from search import stored

blueprint = Blueprint("page_proposed", __name__)


@dataclass(frozen=True, slots=True)
class State:
    """How something that was sent stands: the look of its tag, and its words."""

    look: str
    icon: str
    words: str


WAITS = State("wait", "hourglass", N_("Waits for a curator"))
STATES = {
    "published": State("good", "check", N_("Published")),
    "refused": State("stop", "ban", N_("Not taken")),
    "granted": State("good", "check", N_("Granted")),
    "withdrawn": State("stop", "ban", N_("Taken back")),
}


@dataclass(frozen=True, slots=True)
class Row:
    """Something that was sent, on the page; `way` leads to what came of it, and is empty where nothing is shown."""

    name: str
    way: str
    state: State
    sent: str
    decided: str
    answer: str


@blueprint.get("/listings/proposed")
@open_to(SIGNED_IN)
def mine() -> str:
    """What somebody sent, the last first."""
    keep_nothing()
    me = identity.somebody().user_id
    with reading() as session:
        listings = [_listing(session, each) for each in new_listings.of_user(session, me)]
        asked = claims.of_user(session, me)
        called = titles(session, {claims.subject(each.id) for each in asked})
        claimed = [_claim(each, called.get(claims.subject(each.id), "")) for each in asked]
    return render_template("listings/proposed.html", listings=listings, claims=claimed)


def _listing(session: Session, made: ProposedListing) -> Row:
    documents = stored.of_service(session.connection(), made.service_id) if made.service_id else ()
    way = f"/services/{made.service_id}" if any(map(is_shown, documents)) else ""
    decided = edits.day(made.decided_at) if made.decided_at else ""
    return Row(made.name, way, STATES.get(made.state, WAITS), edits.day(made.made_at), decided, made.answer or "")


def _claim(made: Claim, name: str) -> Row:
    decided = edits.day(made.decided_at) if made.decided_at else ""
    why = claim_words.reason_words(made.reason) if made.reason else ""
    return Row(name, "", STATES.get(made.outcome or "", WAITS), edits.day(made.asked_at), decided, why)
