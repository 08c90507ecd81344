"""How does a curator let people see an address that was kept secret? With a reason, and asked once more."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template
from sqlalchemy.orm import Session

from resource_app.access import holders_of, open_to
from resource_app.audit.recording import Entry, record
from resource_app.directory import unhiding
from resource_app.directory.editing import bodies_of
from resource_app.directory.history import Edit
from resource_app.directory.keepers import Keeper, keeper_of
from resource_app.directory.subjects import titles
from resource_app.errors import N_, BadInput, NotFound
from resource_app.web import identity
from resource_app.web.edit import note_private
from resource_app.web.edit_fields import AREA, Box
from resource_app.web.edit_page import about
from resource_app.web.forms import Filled, Form, line, read, typed
from resource_app.web.proposals import curator
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading
from resource_app.web.value_words import value_words

blueprint = Blueprint("page_show_address", __name__)
CURATOR = holders_of("curator")
WHY = Box(
    "why",
    N_("Why may people see it?"),
    widget="area",
    required=True,
    hint=N_("Who of the organization said so, and when. It stands in the history, for curators."),
    most=AREA,
)
SAFE = Box("safe", N_("I asked: nobody is in danger if people know where this is"), widget="tick")


class ShowForm(Form):
    """Why, that it was asked whether anybody is in danger, and that it is sure."""

    why = line(required=False, most=AREA)
    safe = line(required=False)
    sure = line(required=False)


@blueprint.get("/listings/<listing_id>/address")
@open_to(CURATOR)
def ask(listing_id: str) -> Page:
    """What people would see, and a box for the reason."""
    with reading() as session:
        _keeper, place = _kept(session, listing_id)
        if not unhiding.hidden(session, place).places:
            return redirect(f"/listings/{listing_id}/edit/place", SEE_OTHER)
    return _page(listing_id, Filled())


@blueprint.post("/listings/<listing_id>/address")
@open_to(CURATOR)
def show(listing_id: str) -> Page:
    """Ask once more, and then let people see it."""
    fields = typed()
    try:
        said = read(ShowForm)
        if said["why"].strip() and not said["sure"]:
            return _page(listing_id, Filled(said), sure=True)
        with identity.connections().transaction() as session:
            made = Edit(curator(), said["why"].strip())
            _keeper, place = _kept(session, listing_id)
            unhiding.show(session, place, now(), made, safe=bool(said["safe"]))
            details = {"part": "place", "edit": made.id}
            record(
                session,
                Entry(action="listing_changed", subject=f"listing:{listing_id}", details=details),
                identity.by(),
            )
    except BadInput as error:
        filled = Filled(fields, error.field, error.message)
        return _page(listing_id, filled, sure=error.field == SAFE.name), 422
    return redirect(f"/listings/{listing_id}/edit?done=shown", SEE_OTHER)


def _kept(session: Session, listing_id: str) -> tuple[Keeper, str]:
    """The listing as a curator keeps it, and its place; NotFound for one without a place."""
    keeper = keeper_of(session, listing_id, identity.somebody().held)
    if keeper.location_id is None:
        raise NotFound("place", listing_id)
    return keeper, keeper.location_id


def _page(listing_id: str, filled: Filled, *, sure: bool = False) -> str:
    keep_nothing()
    note_private(listing_id)
    with reading() as session:
        keeper, place = _kept(session, listing_id)
        bodies, found = bodies_of(session, keeper), unhiding.hidden(session, place)
        called = titles(session, {f"listing:{each}" for each in found.listings})
    boxes = {box.name: replace(box, value=filled.values.get(box.name, "")) for box in (WHY, SAFE)}
    return render_template(
        "edit/show_address.html",
        form=filled,
        keeper=keeper,
        lines=value_words("location", "addresses", bodies["location"].get("addresses")),
        called=sorted(called.values()),
        in_danger=found.in_danger,
        sure=sure,
        boxes=boxes,
        **about(bodies),
    )
