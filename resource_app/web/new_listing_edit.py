"""How does a curator change a proposed listing before it is published? In the form it was proposed with, filled in."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template
from sqlalchemy.orm import Session

from resource_app.access import holders_of, open_to
from resource_app.audit.recording import Entry, record
from resource_app.directory import new_listings, new_places
from resource_app.directory.history import Edit
from resource_app.directory.models import ProposedListing
from resource_app.errors import BadInput, NotFound
from resource_app.web import identity, new_listing, new_place
from resource_app.web.edit_fields import Box
from resource_app.web.forms import Filled, Form, line, number, read, typed
from resource_app.web.proposals import curator
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading

blueprint = Blueprint("page_new_listing_edit", __name__)
CURATOR = holders_of("curator")


@blueprint.get("/desk/new/<proposed_id>/edit")
@open_to(CURATOR)
def ask(proposed_id: str) -> Page:
    """The form, with what was typed."""
    return _page(proposed_id, None)


@blueprint.post("/desk/new/<proposed_id>/edit")
@open_to(CURATOR)
def change(proposed_id: str) -> Page:
    """Keep what a curator changes."""
    fields = typed()
    try:
        with reading() as session:
            boxes = _boxes(_find(session, proposed_id))
        said = read(_form(boxes))
        seen = said.pop("seen")
        said = {name: "\n".join(value.splitlines()).strip() for name, value in said.items()}
        _require_sound(boxes, said)
        with identity.connections().transaction() as session:
            made = _find(session, proposed_id)
            new_listings.change(session, made, said, seen, now(), Edit(curator()))
            record(session, Entry(action="listing_changed", subject=f"listing:{made.id}"), identity.by())
    except BadInput as error:
        return _page(proposed_id, Filled(fields, error.field, error.message)), 422
    return redirect(f"/desk/new/{proposed_id}?changed=yes", SEE_OTHER)


def _find(session: Session, proposed_id: str) -> ProposedListing:
    """One that can be changed; NotFound for any other. A place that was chosen is changed on its own page."""
    made = new_listings.find(session, proposed_id)
    if not new_listings.may_change(made):
        raise NotFound("proposed listing", proposed_id)
    return made


def _boxes(made: ProposedListing) -> tuple[Box, ...]:
    """Those of the form it was proposed with; an organization that is in the directory keeps its name."""
    if (made.said or {}).get("service_id"):
        return new_place.NEW
    return tuple(box for box in new_listing.BOXES if box.name != "organization" or not made.organization_id)


def _form(boxes: tuple[Box, ...]) -> type[Form]:
    shape = {box.name: line(required=box.required, most=box.most) for box in boxes}
    return Form.from_dict({**shape, "seen": number()})  # type: ignore[return-value]  # one of our forms


def _require_sound(boxes: tuple[Box, ...], said: dict[str, str]) -> None:
    if boxes is new_place.NEW:
        new_places.require_address(said)
    else:
        new_listing.require_reached(said)


def _page(proposed_id: str, filled: Filled | None) -> str:
    """The form with what was typed just now, else as it stands."""
    keep_nothing()
    with reading() as session:
        made = _find(session, proposed_id)
        identity.looked("opened", f"listing:{made.id}", subject=f"user:{made.user_id}")
        form = filled or Filled({name: str(value) for name, value in (made.said or {}).items()})
        boxes = [replace(box, value=form.values.get(box.name, "")) for box in _boxes(made)]
        seen = new_listings.last_change(session, made)
        return render_template("desk/new_edit.html", form=form, boxes=boxes, seen=seen, id=made.id, name=made.name)
