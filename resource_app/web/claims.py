"""How does an organization ask to keep its listings right? A form for anybody, a link for the listed mailbox, and one for who
asked.
"""

from typing import Any

from flask import Blueprint, redirect, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from resource_app.access import DIRECTORY, PUBLIC, open_to
from resource_app.accounts import throttles
from resource_app.directory import claims
from resource_app.directory.claim_ways import Ways, ways_of
from resource_app.directory.claims import Asking
from resource_app.directory.models import Claim
from resource_app.directory.queries import organization
from resource_app.errors import N_, BadInput, NotFound
from resource_app.responses import SECRET_ADDRESS
from resource_app.uploads import MOST_SENT
from resource_app.web import gone, identity, language
from resource_app.web.cards import place_url
from resource_app.web.forms import Filled, Form, NoFields, line, read, typed
from resource_app.web.sent import file, keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading
from search import stored
from search.documents import Document

blueprint = Blueprint("page_claims", __name__)


class ReaderForm(Form):
    """What the listed mailbox says."""

    says = line(required=False, most=20)


class ClaimForm(Form):
    """Who asks, and with which proof; the document comes beside it."""

    name = line(most=200)
    email = line()
    does = line()
    proof = line(most=20)


@blueprint.get("/listings/<listing_id>/claim")
@open_to(DIRECTORY)
def ask(listing_id: str) -> Page:
    """Ask who asks. Who is signed in finds their name and address filled in."""
    known = identity.current()
    return _form(listing_id, Filled({"name": known.name, "email": known.email} if known else {}))


@blueprint.post("/listings/<listing_id>/claim")
@open_to(DIRECTORY, most_bytes=MOST_SENT)
def send(listing_id: str) -> Page:
    """Keep the claim. The answer is the same whether or not somebody signs in with that address."""
    with reading() as session:
        document = _document(session, listing_id)
        ways = ways_of(session, document)
    throttles.spend(identity.connections(), "claim", now(), address=identity.origin().address)
    try:
        asking = _asking(read(ClaimForm), ways)
        if asking.proof == "mail":
            throttles.spend(identity.connections(), "claim_mail", now(), account=document.organization_id)
        with identity.connections().transaction() as session:
            made = claims.ask(session, listing_id, asking, identity.by()).id
    except BadInput as error:
        return _form(listing_id, Filled(typed(), error.field, error.message)), 422
    return redirect(f"/claims/{made}/asked/{claims.own_secret(identity.keys(), made)}", SEE_OTHER)


@blueprint.get("/claims/<claim_id>/asked/<token>")
@open_to(PUBLIC)
def asked(claim_id: str, token: str) -> Page:
    """What comes next, for who asked."""
    with reading() as session:
        made = claims.find_own(session, identity.keys(), claim_id, token)
        return _shown(session, "claims/asked.html", made, withdrawn=False)


@blueprint.post("/claims/<claim_id>/asked/<token>")
@open_to(PUBLIC)
def withdraw(claim_id: str, token: str) -> Page:
    """Take it back."""
    read(NoFields)
    with identity.connections().transaction() as session:
        made = claims.find_own(session, identity.keys(), claim_id, token)
        claims.withdraw(session, made, identity.by())
    with reading() as session:
        return _shown(session, "claims/asked.html", claims.get(session, claim_id), withdrawn=True)


@blueprint.get("/claims/<claim_id>/<token>")
@open_to(PUBLIC)
def ask_reader(claim_id: str, token: str) -> Page:
    """Ask whoever reads the listed mailbox; opening the page says nothing yet."""
    with reading() as session:
        made = claims.find(session, identity.keys(), claim_id, token, now())
        return _shown(session, "claims/prove.html", made, done="")


@blueprint.post("/claims/<claim_id>/<token>")
@open_to(PUBLIC)
def prove(claim_id: str, token: str) -> Page:
    """Note that they say yes, or that they do not know who asks."""
    throttles.spend(identity.connections(), "invitation", now(), address=identity.origin().address)
    says = read(ReaderForm)["says"]
    note = claims.disown_by_mail if says == "no" else claims.prove_by_mail
    with identity.connections().transaction() as session:
        note(session, claims.find(session, identity.keys(), claim_id, token, now()), identity.by())
    with reading() as session:
        return _shown(session, "claims/prove.html", claims.get(session, claim_id), done=says or "yes")


def _asking(fields: dict[str, Any], ways: Ways) -> Asking:
    if fields["proof"] not in ways.proofs:
        raise BadInput(N_("Choose one of these."), "proof")
    known = identity.current()
    return Asking(
        **fields,
        language=language.current(),
        document=file("document"),
        user_id=known.user_id if known is not None else None,
    )


def _document(session: Session, listing_id: str) -> Document:
    """The listing's, where the public may see it and an organization stands behind it."""
    document = stored.load(session.connection(), [listing_id]).get(listing_id)
    if document is None or not gone.is_shown(document) or not document.organization_id:
        raise NotFound("listing", listing_id)
    return document


def _form(listing_id: str, filled: Filled) -> str:
    keep_nothing()
    with reading() as session:
        document = _document(session, listing_id)
        ways = ways_of(session, document)
    return render_template(
        "claims/ask.html",
        form=filled,
        name=document.name,
        organization=document.organization,
        ways=ways,
        back=place_url(document.service_id, document.id),
    )


def _shown(session: Session, template: str, made: Claim, **more: Any) -> str:
    """A page whose address is a secret."""
    keep_nothing()
    called = organization(session, made.organization_id)
    confirmed = claims.has_confirmed_address(session, made)
    return render_template(template, name=called.name if called else "", claim=made, confirmed=confirmed, **more)


@blueprint.after_request
def _tell_nobody(answer: Response) -> Response:
    answer.headers.set(*SECRET_ADDRESS)
    return answer
