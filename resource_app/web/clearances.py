"""Which organizations work with what is discreet, and are asked for it, or not named where they send? The administrator of the
network says so, one by one.
"""

from typing import cast

from flask import Blueprint, redirect, render_template

from referrals.consents.terms import DATA_CLASS
from referrals.offers.clearing import CLASSES, clear, cleared_for
from resource_app.access import holders_of, open_to
from resource_app.directory.queries import organization
from resource_app.errors import NotFound
from resource_app.web import doing, identity
from resource_app.web.forms import Form, line, read
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import reading

blueprint = Blueprint("page_clearances", __name__)
ClearForm = cast(
    "type[Form]", Form.from_dict({code: line(required=False, most=3) for code in CLASSES}, name="ClearForm")
)


@blueprint.get("/organizations/<organization_id>/clearances")
@open_to(holders_of("network_admin"))
def ask(organization_id: str) -> Page:
    """What an organization is cleared for, or a care organization does."""
    keep_nothing()
    with reading() as session:
        home = organization(session, organization_id)
        if home is None:
            raise NotFound("organization", organization_id)
        cleared = cleared_for(session, organization_id)
    return render_template(
        "people/clearances.html",
        name=home.name,
        sends=not home.listed,
        organization_id=organization_id,
        classes=[(code, DATA_CLASS[code].name, code in cleared) for code in CLASSES],
    )


@blueprint.post("/organizations/<organization_id>/clearances")
@open_to(holders_of("network_admin", recent=True))
def change(organization_id: str) -> Page:
    """Keep what is ticked, and nothing else."""
    said = read(ClearForm)
    with doing.transaction() as session:
        if organization(session, organization_id) is None:
            raise NotFound("organization", organization_id)
        for code in CLASSES:
            clear(session, organization_id, code, identity.by(), cleared=bool(said[code]))
    return redirect(f"/organizations/{organization_id}/staff", SEE_OTHER)
