"""How does somebody say that a service is offered at one more place? One of the organization's, or a new address."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from flask import Blueprint, g, redirect, render_template
from sqlalchemy.orm import Session

from resource_app.access import holders_of, open_to
from resource_app.accounts import throttles
from resource_app.audit.recording import By, Entry, record
from resource_app.directory import new_listings, new_places
from resource_app.directory.editing import bodies_of
from resource_app.directory.keepers import KEEPING, Keeper, keeper_of
from resource_app.directory.new_places import ADDRESS
from resource_app.directory.rules import issues_of
from resource_app.errors import N_, BadInput
from resource_app.web import identity, language
from resource_app.web.edit_fields import Box
from resource_app.web.edit_page import about
from resource_app.web.edit_parts import ADDRESS_COLUMNS
from resource_app.web.forms import Filled, Form, line, read, typed
from resource_app.web.hint_words import hints_of
from resource_app.web.secret_field import SECRET
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading
from resource_app.web.value_words import value_words

blueprint = Blueprint("page_new_place", __name__)
KEEPERS = holders_of(*KEEPING)
OWN = Box("location_id", N_("One of your places"), widget="choice")
NEW: tuple[Box, ...] = (
    Box("place", N_("Name of the place")),
    *(Box(column.key, column.label) for column in ADDRESS_COLUMNS),
    Box(new_places.HIDDEN, SECRET, widget="tick"),
)
SHOWN = Box("shown", N_("People may see this address"), widget="tick")  # asked where it may put them in danger
IN_DANGER = N_(
    "People may be in danger if somebody finds this place. Say whether its address is secret or may be seen."
)
LOOKING = ("look", "language")  # what the buttons send that show the form again, and keep nothing
_SHAPE = {box.name: line(required=False, most=box.most) for box in (OWN, *NEW, SHOWN)}
PlaceForm: type[Form] = type("PlaceForm", (Form,), {**_SHAPE, "act": line(required=False)})


@blueprint.get("/listings/<listing_id>/places")
@open_to(KEEPERS)
def ask(listing_id: str) -> Page:
    """An empty form."""
    return _page(listing_id, Filled())


@blueprint.post("/listings/<listing_id>/places")
@open_to(KEEPERS)
def add(listing_id: str) -> Page:
    """Offer the service there too, or let that wait for a curator; or only look at what could be better, or go on in another
    language.
    """
    fields, held = typed(), identity.somebody().held
    if fields.get("act") in LOOKING:
        return _page(listing_id, Filled(fields), looking=True)
    try:
        said = {name: value.strip() for name, value in read(PlaceForm).items() if name != "act"}
        with reading() as session:
            new_places.require_sound(session, keeper_of(session, listing_id, held), said)
        throttles.spend(identity.connections(), "new_listing", now(), account=identity.somebody().user_id)
        with identity.connections().transaction() as session:
            way = _add(session, keeper_of(session, listing_id, held), said)
    except BadInput as error:
        return _page(listing_id, Filled(fields, error.field, error.message)), 422
    return redirect(way, SEE_OTHER)


def _add(session: Session, keeper: Keeper, said: Mapping[str, str]) -> str:
    """Where to go on: to the new listing's form, or back."""
    actor = keeper.acting(identity.actor())
    by = By(actor, identity.origin(), now())
    new_places.require_sound(session, keeper, said)
    _require_choice(session, keeper, said)
    if keeper.trusted:
        made = new_places.add(session, keeper.service_id, said, now(), actor, keeper.who)
        record(session, Entry(action="listing_changed", subject=f"listing:{made}", details={"part": "new place"}), by)
        return f"/listings/{made}/edit?done=shown"
    kept = {**said, "name": about(bodies_of(session, keeper))["name"], "service_id": keeper.service_id}
    new_listings.require_first(session, kept)
    waiting = new_listings.propose(session, kept, keeper.organization_id, now(), actor)
    record(session, Entry(action="listing_proposed", subject=f"listing:{waiting.id}"), by)
    return f"/listings/{keeper.listing_id}/edit?done=waiting"


def _require_choice(session: Session, keeper: Keeper, said: Mapping[str, str]) -> None:
    """Raise BadInput where an address may put people in danger, and nobody said whether it may be seen."""
    decided = said.get(new_places.HIDDEN) or said.get(SHOWN.name)
    if not decided and new_listings.puts_in_danger(session, {**said, "service_id": keeper.service_id}):
        raise BadInput(IN_DANGER, new_places.HIDDEN)


def _page(listing_id: str, filled: Filled, *, looking: bool = False) -> str:
    keep_nothing()
    g.language_form = "new"
    said = {box.name: filled.values.get(box.name, "")[: box.most] for box in (OWN, *NEW, SHOWN)}
    with reading() as session:
        keeper = keeper_of(session, listing_id, identity.somebody().held)
        choices = tuple(_choices(session, keeper))
        words = about(bodies_of(session, keeper))
        in_danger = new_listings.puts_in_danger(session, {**said, "service_id": keeper.service_id})
    own = replace(OWN, choices=(("", N_("A new place")), *choices)) if choices else None
    asked = (SHOWN,) if in_danger or said[SHOWN.name] else ()
    boxes = [replace(box, value=filled.values.get(box.name, "")) for box in ((own,) if own else ()) + NEW + asked]
    hints = _hints(said, in_danger=in_danger) if looking or filled.wrong else ()
    return render_template("edit/place.html", form=filled, keeper=keeper, boxes=boxes, hints=hints, **words)


def _hints(said: Mapping[str, str], *, in_danger: bool) -> tuple[str, ...]:
    """What could be better in a new place; of one that is there nothing is typed."""
    if said[OWN.name]:
        return ()
    secret, decided = bool(said[new_places.HIDDEN]), bool(said[SHOWN.name])
    found = issues_of("location", new_places.place_of(said))
    return hints_of(language.translator(), found, secret=secret, in_danger=in_danger and not decided)


def _choices(session: Session, keeper: Keeper) -> Iterator[tuple[str, str]]:
    """The organization's places where the service is not yet; of a private one the name alone."""
    t = language.translator()
    for place in new_places.own_places(session, keeper):
        if place.free:
            name = str(place.body.get("name") or "")
            where = [t.gettext("Private address")] if place.private else _where(place.body.get("addresses"))
            yield place.id, " · ".join(filter(None, (name, *where))) or t.gettext("Another place")


def _where(addresses: object) -> tuple[str, ...]:
    return value_words("location", "addresses", addresses)[:1]


def shown_value(box: Box, value: str) -> str:
    """What somebody typed into a box, or that they ticked it."""
    return language.translator().gettext("Yes") if box.widget == "tick" else value


def proposed_rows(session: Session, said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What was proposed as a curator reads it, with the labels of the form."""
    if said.get("location_id"):
        place = new_places.find(session, said["location_id"])
        yield OWN.label, " · ".join(filter(None, (str(place.get("name") or ""), *_where(place.get("addresses")))))
    yield from (
        (box.label, shown_value(box, said[box.name]))
        for box in NEW
        if box.name in {"place", *ADDRESS, new_places.HIDDEN} and said.get(box.name)
    )
