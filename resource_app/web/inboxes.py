"""Where do letters for an organization go? Its administrators name the mailbox the staff share; whoever reads it says yes."""

from flask import Blueprint, redirect, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from resource_app.access import PUBLIC, open_to
from resource_app.accounts import inboxes, people, throttles
from resource_app.accounts.models import Inbox
from resource_app.directory.queries import organization
from resource_app.errors import BadInput
from resource_app.responses import SECRET_ADDRESS
from resource_app.web import identity, language
from resource_app.web.forms import Filled, Form, NoFields, line, read
from resource_app.web.people import STAFF_NOW, require_home, staff_page
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading

blueprint = Blueprint("page_inboxes", __name__)


class InboxForm(Form):
    """A mailbox."""

    mailbox = line()


@blueprint.post("/organizations/<organization_id>/inbox")
@open_to(STAFF_NOW)
def ask(organization_id: str) -> Page:
    """Send the mailbox a letter that asks."""
    require_home(organization_id)
    fields, known = {}, identity.somebody()
    try:
        fields = read(InboxForm)
        address = people.folded(fields["mailbox"])
        throttles.spend(identity.connections(), "invite", now(), account=known.user_id)
        with identity.connections().transaction() as session:
            inboxes.ask(session, organization_id, address, language.current(), identity.by())
    except BadInput as error:
        return staff_page(organization_id, Filled(fields, "mailbox", error.message)), 422
    return redirect(f"/organizations/{organization_id}/staff#inbox", SEE_OTHER)


@blueprint.post("/organizations/<organization_id>/inbox/end")
@open_to(STAFF_NOW)
def end(organization_id: str) -> Page:
    """Use no shared mailbox any more."""
    require_home(organization_id)
    read(NoFields)
    with identity.connections().transaction() as session:
        inboxes.forget(session, organization_id, identity.by())
    return redirect(f"/organizations/{organization_id}/staff#inbox", SEE_OTHER)


@blueprint.get("/inboxes/<inbox_id>/<token>")
@open_to(PUBLIC)
def ask_reader(inbox_id: str, token: str) -> Page:
    """Ask whether the mailbox is the organization's; opening the page says nothing yet."""
    with reading() as session:
        about = _about(session, inboxes.LINK.find(session, identity.keys(), inbox_id, token, now()))
    return _shown(about, done=False)


@blueprint.post("/inboxes/<inbox_id>/<token>")
@open_to(PUBLIC)
def confirm(inbox_id: str, token: str) -> Page:
    """Use the mailbox from now on."""
    throttles.spend(identity.connections(), "invitation", now(), address=identity.origin().address)
    read(NoFields)
    with identity.connections().transaction() as session:
        made = inboxes.LINK.find(session, identity.keys(), inbox_id, token, now())
        inboxes.confirm(session, made, identity.by())
        about = _about(session, made)
    return _shown(about, done=True)


def _about(session: Session, made: Inbox) -> dict[str, str]:
    called = organization(session, made.organization_id)
    return {"name": called.name if called else "", "email": made.email}


def _shown(about: dict[str, str], *, done: bool) -> str:
    keep_nothing()
    return render_template("people/inbox.html", **about, done=done)


@blueprint.after_request
def _tell_nobody(answer: Response) -> Response:
    answer.headers.set(*SECRET_ADDRESS)
    return answer
