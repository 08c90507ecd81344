"""Which organizations work in the network? For its administrator: the way to each one's staff, and new care organizations."""

from flask import Blueprint, redirect, render_template, request

from resource_app.access import holders_of, open_to
from resource_app.accounts.queries import homes
from resource_app.audit.recording import Entry, record
from resource_app.directory import operations
from resource_app.directory.queries import organizations
from resource_app.errors import BadInput
from resource_app.web import identity
from resource_app.web.forms import Filled, Form, line, read
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading

blueprint = Blueprint("page_organizations", __name__)


class CareForm(Form):
    """A care organization."""

    name = line()


@blueprint.get("/organizations")
@open_to(holders_of("network_admin"))
def index() -> Page:
    """Care organizations and those with staff, or those of a name."""
    return _page(Filled())


@blueprint.post("/organizations")
@open_to(holders_of("network_admin", recent=True))
def add() -> Page:
    """Add a care organization, and go on to its staff."""
    fields = {}
    try:
        fields = read(CareForm)
        with identity.connections().transaction() as session:
            made = operations.add_care_organization(session, fields["name"], now(), identity.actor())
            record(session, Entry(action="care_organization_added", subject=f"organization:{made}"), identity.by())
    except BadInput as error:
        return _page(Filled(fields, error.field, error.message)), 422
    return redirect(f"/organizations/{made}/staff", SEE_OTHER)


def _page(filled: Filled) -> str:
    keep_nothing()
    asked = request.args.get("q", "").strip()[:200]
    with reading() as session:
        found = organizations(session, asked, homes(session))
    identity.looked("listed", "network:organizations", shown=[f"organization:{each.id}" for each in found])
    return render_template("people/organizations.html", form=filled, asked=asked, organizations=found)
