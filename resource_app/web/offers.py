"""How does an organization answer a referral without an account? By the link in a letter: it reads what is told before
acceptance, and never more.

Opening a page changes nothing of the offer: programs that look for harm in mail follow links, too. An answer is a form that is
sent. Whoever accepts is called with the name, on the number that the listing gives.
"""

from contextlib import suppress

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from referrals.offers import drafts, links, notices
from referrals.offers.making import NotPossible, Refused
from referrals.people.models import Person
from resource_app.access import PUBLIC, open_to
from resource_app.accounts import throttles
from resource_app.actor import Actor
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import BadInput, LinkOver
from resource_app.responses import SECRET_ADDRESS
from resource_app.web import identity, offer_moves, offer_rows, offer_words
from resource_app.web.cards import Call, call_of
from resource_app.web.forms import Filled, NoFields, read, typed
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading
from search import stored

blueprint = Blueprint("page_offers", __name__)
LINK = "/offers/<offer_id>/<secret>"
GONE, CONFLICT = 404, 409


@blueprint.get(LINK)
@open_to(PUBLIC)
def show(offer_id: str, secret: str) -> Page:
    """The offer as it may be read before acceptance; what was answered, once it was."""
    try:
        return _page(offer_id, secret)
    except LinkOver:
        return _over(offer_id, secret)


@blueprint.get(f"{LINK}/<move>")
@open_to(PUBLIC)
def ask(offer_id: str, secret: str, move: str) -> Page:
    """What has to be said with an answer."""
    try:
        return _form(offer_id, secret, move, Filled())
    except LinkOver:
        return _over(offer_id, secret)


@blueprint.post(f"{LINK}/<move>")
@open_to(PUBLIC)
def do(offer_id: str, secret: str, move: str) -> Page:
    """Answer."""
    throttles.spend(identity.connections(), "answer", now(), account=offer_id, address=identity.origin().address)
    fields = typed()
    try:
        with identity.connections().transaction() as session:
            links.find(session, identity.keys(), offer_id, secret, now())
            called = offer_moves.move_called(move, "organization")
            offer_moves.do(session, offer_id, called, "organization", _by(offer_id))
    except LinkOver:
        return _over(offer_id, secret)
    except BadInput as error:
        return _form(offer_id, secret, move, Filled(fields, error.field, error.message)), 422
    except (Refused, NotPossible) as error:
        return _again(offer_id, secret, error)
    return redirect(f"{links.AT}/{offer_id}/{secret}", SEE_OTHER)


@blueprint.post(f"{LINK}/again")
@open_to(PUBLIC)
def again(offer_id: str, secret: str) -> Page:
    """Write to the address that the listing gives, whoever asks. The answer is the same whether or not there is anything to
    write about.
    """
    del secret  # it works no more, or never did
    throttles.spend(identity.connections(), "answer_again", now(), account=offer_id, address=identity.origin().address)
    read(NoFields)
    with suppress(throttles.TooMany):
        throttles.spend(identity.connections(), "answer_letter", now(), account=offer_id)
        with identity.connections().transaction() as session:
            notices.write_again(session, offer_id, _by(offer_id))
    return render_template("offers/asked.html")


def _by(offer_id: str) -> By:
    return By(Actor("link", offer_id), identity.origin(), now())


def _again(offer_id: str, secret: str, error: Refused | NotPossible) -> Page:
    """It was moved meanwhile, or something stands in the way: the page as it is now says so."""
    try:
        return _page(offer_id, secret, error), CONFLICT
    except LinkOver:
        return _over(offer_id, secret)


def _page(offer_id: str, secret: str, error: Refused | NotPossible | None = None) -> str:
    with reading() as session:
        asked = links.find(session, identity.keys(), offer_id, secret, now())
        _write_down(asked.referral.id, offer_id)
        (row,) = offer_rows.rows(session, [asked], named=False)
        person = session.get_one(Person, asked.referral.person_id)
        happened = offer_moves.history(session, person, [offer_id], named=(), said_by=row.said_by)
        return render_template(
            "offers/show.html",
            row=row,
            way=f"{links.AT}/{offer_id}/{secret}",
            happened=happened,
            quicker=happened[:1] if isinstance(error, NotPossible) else [],
            refusals=offer_moves.refusals_of(error),
        )


def _write_down(referral_id: str, offer_id: str) -> None:
    """That whoever has the link is about to read it, in the chain of the referral."""
    with identity.connections().transaction() as session:
        entry = Entry(action="opened", subject=f"referral:{referral_id}", details={"offer": offer_id})
        record(session, entry, _by(offer_id))


def _form(offer_id: str, secret: str, code: str, filled: Filled) -> str:
    move = offer_moves.move_called(code, "organization")
    with reading() as session:
        asked = links.find(session, identity.keys(), offer_id, secret, now())
        (row,) = offer_rows.rows(session, [asked], named=False)
        boxes = offer_moves.boxes(session, asked.offer, move)
        form = offer_moves.begun(session, move, filled)
    way = f"{links.AT}/{offer_id}/{secret}"
    return render_template(
        "inbox/move.html",
        form=form,
        row=row,
        move=code,
        words=offer_words.button(move, "organization"),
        boxes=boxes,
        refusals=(),
        action=f"{way}/{code}",
        back=way,
    )


def _over(offer_id: str, secret: str) -> Page:
    """What was answered by this link, to whoever has it; the same page for every other that works no more."""
    with reading() as session:
        used = links.used(session, identity.keys(), offer_id, secret)
        if used is None:
            return render_template("offers/over.html", way=f"{links.AT}/{offer_id}/{secret}/again"), GONE
        person = session.get_one(Person, used.asked.referral.person_id)
        document = stored.load(session.connection(), [used.asked.offer.listing_id]).get(used.asked.offer.listing_id)
        listed: Call | None = call_of(document) if document is not None else None
        return render_template(
            "offers/answered.html",
            move=used.move,
            number=used.asked.referral.number,
            listed=listed,
            call_back=drafts.carried_of(session, person, used.asked.referral).call_back,
        )


@blueprint.after_request
def _tell_nobody(answer: Response) -> Response:
    answer.headers.set(*SECRET_ADDRESS)
    answer.headers["Cache-Control"] = "no-store"
    return answer
