"""The address one signs in with, and a new one: asked for on one page, confirmed by the link in a letter to it."""

from typing import Any

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from resource_app.access import SENSITIVE, SIGNED_IN, open_to
from resource_app.accounts import addresses, throttles
from resource_app.errors import BadInput
from resource_app.responses import SECRET_ADDRESS
from resource_app.web import identity
from resource_app.web.forms import Filled, Form, NoFields, line, read
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading

blueprint = Blueprint("page_own_address", __name__)


class AddressForm(Form):
    """The new one."""

    email = line()


@blueprint.get("/account/email")
@open_to(SENSITIVE)
def ask_address() -> Page:
    """Ask for the new address."""
    return _shown(Filled())


@blueprint.post("/account/email")
@open_to(SENSITIVE)
def change_address() -> Page:
    """Ask for the letter; the answer is the same whoever has that address."""
    fields: dict[str, Any] = {}
    known = identity.somebody()
    try:
        fields = read(AddressForm)
        throttles.spend(identity.connections(), "mail", now(), account=known.user_id, address=identity.origin().address)
        with identity.connections().transaction() as session:
            addresses.ask(session, known.user_id, fields["email"], identity.by())
    except BadInput as error:
        return _shown(Filled(fields, error.field, error.message)), 422
    return _shown(Filled(), asked=True)


@blueprint.get("/account/email/<change_id>/<token>")
@open_to(SIGNED_IN)
def ask_confirmed(change_id: str, token: str) -> Page:
    """Ask whether it is to be the new address. Opening the link spends nothing."""
    keep_nothing()
    with reading() as session:
        made = addresses.find(session, identity.keys(), change_id, token, identity.somebody().user_id, now())
        return render_template("account/email_confirm.html", email=made.email)


@blueprint.post("/account/email/<change_id>/<token>")
@open_to(SIGNED_IN)
def confirm(change_id: str, token: str) -> Page:
    """Sign in with it from now on."""
    read(NoFields)
    known, at = identity.somebody(), now()
    with identity.connections().transaction() as session:
        made = addresses.find(session, identity.keys(), change_id, token, known.user_id, at)
        addresses.use(session, made, known.session_id, identity.by())
    return redirect("/account", SEE_OTHER)


def _shown(filled: Filled, *, asked: bool = False) -> str:
    keep_nothing()
    return render_template("account/email.html", form=filled, asked=asked, known=identity.somebody())


@blueprint.after_request
def _tell_nobody(answer: Response) -> Response:
    answer.headers.set(*SECRET_ADDRESS)
    return answer
