"""How does an organization want to be asked whether its listings are right? Its administrators say so."""

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from resource_app.access import open_to
from resource_app.directory.queries import organization
from resource_app.errors import BadInput, NotFound
from resource_app.web import identity
from resource_app.web.call_desk import AskingForm, asking_panel
from resource_app.web.forms import Filled, read
from resource_app.web.people import STAFF, STAFF_NOW, require_home
from resource_app.web.sent import form, keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import reading
from validation import turns
from validation.models import Turn

blueprint = Blueprint("page_asking", __name__)


@blueprint.get("/organizations/<organization_id>/asking")
@open_to(STAFF)
def show(organization_id: str) -> Page:
    """How we ask now."""
    require_home(organization_id)
    return _page(organization_id, Filled())


@blueprint.post("/organizations/<organization_id>/asking")
@open_to(STAFF_NOW)
def change(organization_id: str) -> Page:
    """Ask another way from the next time on."""
    require_home(organization_id)
    try:
        given = read(AskingForm)
        with identity.connections().transaction() as session:
            turns.prefer(session, _turn_id(organization_id), given["channel"], given["email"], identity.by())
    except BadInput as error:
        return _page(organization_id, Filled(form().to_dict(), error.field or "channel", error.message)), 422
    return redirect(f"/organizations/{organization_id}/asking?done=1", SEE_OTHER)


def _turn_id(organization_id: str) -> str:
    return f"organization:{organization_id}"


def _page(organization_id: str, filled: Filled) -> str:
    keep_nothing()
    with reading() as session:
        home = organization(session, organization_id)
        if home is None or not home.listed:
            raise NotFound("organization", organization_id)
        identity.looked("opened", _turn_id(organization_id))
        return render_template(
            "organization/asking.html",
            form=filled,
            name=home.name,
            way=f"/organizations/{organization_id}/asking",
            back=f"/organizations/{organization_id}/staff",
            asking=asking_panel(session, _turn(session, organization_id)),
            done="done" in request.args,
        )


def _turn(session: Session, organization_id: str) -> Turn:
    """Its turn; as it would be where nobody asked yet."""
    turn_id = _turn_id(organization_id)
    return session.get(Turn, turn_id) or Turn(id=turn_id, zone="")
