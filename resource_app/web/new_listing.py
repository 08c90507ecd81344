"""How does somebody propose a listing that is missing? They type what they know, are shown what it could be, and send it; a
curator publishes it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from flask import Blueprint, g, redirect, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from importers.lookalikes import lookalikes
from resource_app.access import SIGNED_IN, holders_of, open_to
from resource_app.accounts import throttles
from resource_app.accounts.queries import names
from resource_app.audit.recording import Entry, record
from resource_app.database import Json
from resource_app.directory import new_listings, new_places
from resource_app.directory.gazetteer import gazetteer_of
from resource_app.directory.models.proposed_listing import PROPOSED
from resource_app.directory.queries import Named, organization
from resource_app.directory.queries import names as organizations_called
from resource_app.directory.rules import issues_of
from resource_app.errors import N_, BadInput
from resource_app.tasks.models import Task
from resource_app.web import identity, language
from resource_app.web.cards import Card, document_card
from resource_app.web.edit_fields import AREA, Box
from resource_app.web.field_words import field_words
from resource_app.web.forms import Filled, Form, line, read, typed
from resource_app.web.gone import is_shown
from resource_app.web.hint_words import WORDS, hints_of
from resource_app.web.new_place import LOOKING, proposed_rows, shown_value
from resource_app.web.secret_field import SECRET
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reader, reading
from search import stored

blueprint = Blueprint("page_new_listing", __name__)
CURATOR = holders_of("curator")
BOXES: tuple[Box, ...] = (
    Box("name", N_("Name of the service"), required=True),
    Box("organization", N_("Name of the organization"), required=True),
    Box("description", N_("What people get, and how"), widget="area", most=AREA),
    Box("eligibility_description", N_("Who it is for"), widget="area", most=AREA),
    Box("phone", N_("Phone"), widget="tel"),
    Box("email", N_("Email address"), widget="email"),
    Box("url", N_("Web page"), widget="url"),
    Box("fees_description", N_("What it costs")),
    Box("address_1", N_("Street and number"), hint=N_("Leave it empty if there is none.")),
    Box("city", N_("City")),
    Box("state_province", N_("State")),
    Box("postal_code", N_("ZIP code")),
    Box(new_places.HIDDEN, SECRET, widget="tick"),
    Box(
        "areas",
        N_("Areas served"),
        widget="area",
        hint=N_("One area a line: a city, a county, a ZIP code, a state."),
        most=AREA,
    ),
)
HOME = "organization_id"
REACHED = N_("Give a phone, an email address or a web page: people must be able to reach them.")
_SHAPE = {box.name: line(required=box.required, most=box.most) for box in BOXES}
_MORE = {name: line(required=False) for name in (HOME, "sure", "act")}
NewForm: type[Form] = type("NewForm", (Form,), {**_SHAPE, **_MORE})


class DecideForm(Form):
    """What a curator decides, and says to who proposed it."""

    act = line()
    answer = line(required=False, most=AREA)
    address = line(required=False)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was proposed as a curator reads it."""

    id: str
    name: str
    who: str
    organization: str
    rows: tuple[tuple[str, str], ...]
    of_service: str  # that it is one more place of


@blueprint.get("/listings/new")
@open_to(SIGNED_IN)
def ask() -> Page:
    """An empty form; whoever works for an organization starts with its name."""
    with reading() as session:
        own = _own(session)
    return _form(Filled({"organization": own[0].name, HOME: own[0].id}) if len(own) == 1 else Filled())


@blueprint.post("/listings/new")
@open_to(SIGNED_IN)
def propose() -> Page:
    """Keep it for a curator, unless it could be one that is there: then its likes are shown first. Or only look at what
    could be better, or go on in another language.
    """
    fields = typed()
    if fields.get("act") in LOOKING:
        return _form(Filled(fields), looking=True)
    try:
        said = read(NewForm)
        require_reached(said)
        with reading() as session:
            home = said[HOME] if said[HOME] in {each.id for each in _own(session)} else None
            likes = [] if said["sure"] else _likes(session, said, home)
        if likes or (not said["sure"] and _is_unhidden(said)):
            return _form(Filled(said), likes)
        throttles.spend(identity.connections(), "new_listing", now(), account=identity.somebody().user_id)
        with identity.connections().transaction() as session:
            kept = {box.name: said[box.name] for box in BOXES}
            made = new_listings.propose(session, kept, home, now(), identity.actor())
            record(session, Entry(action="listing_proposed", subject=f"listing:{made.id}"), identity.by())
    except BadInput as error:
        return _form(Filled(fields, error.field, error.message)), 422
    return redirect("/listings/new?sent=yes", SEE_OTHER)


@blueprint.get("/desk/new/<proposed_id>")
@open_to(CURATOR)
def show(proposed_id: str) -> Page:
    """What was proposed, and what it could be."""
    return _desk(proposed_id, Filled())


@blueprint.post("/desk/new/<proposed_id>")
@open_to(CURATOR)
def decide(proposed_id: str) -> Page:
    """Publish it, or leave it out."""
    fields = typed()
    try:
        said = read(DecideForm)
        with identity.connections().transaction() as session:
            made = new_listings.find(session, proposed_id)
            if said["act"] == "publish":
                service = new_listings.publish(session, made, now(), identity.actor(), said["answer"], said["address"])
                way = _way(session, service)
            else:
                new_listings.refuse(session, made, now(), identity.actor(), said["answer"])
                way = "/desk"
            details = {"state": made.state}
            record(
                session,
                Entry(action="new_listing_decided", subject=f"listing:{made.id}", details=details),
                identity.by(),
            )
    except BadInput as error:
        return _desk(proposed_id, Filled(fields, error.field, error.message)), 422
    return redirect(way, SEE_OTHER)


def _is_unhidden(said: Mapping[str, str]) -> bool:
    """Whether an address would be shown that may put people in danger."""
    return not said.get(new_places.HIDDEN) and new_listings.is_in_danger(said)


def _way(session: Session, service_id: str) -> str:
    """The page of what was published; where nothing of it is shown, the work that says why."""
    documents = stored.of_service(session.connection(), service_id)
    if any(map(is_shown, documents)):
        return f"/services/{service_id}"
    subjects = [f"listing:{each.id}" for each in documents]
    task = session.scalar(select(Task.id).where(Task.subject.in_(subjects), Task.closed_at.is_(None)).limit(1))
    return f"/desk/tasks/{task}" if task else "/desk"


def require_reached(said: Mapping[str, str]) -> None:
    """Raise BadInput where nobody could be reached by what was typed."""
    if not any(said[name] for name in ("phone", "email", "url")):
        raise BadInput(REACHED, "phone")
    said_of = {
        "phone": ("phone", {"number": said["phone"]}),
        **{name: ("service", {name: said[name]}) for name in ("email", "url")},
    }
    for name, (kind, body) in said_of.items():
        if any(issue.code == name for issue in issues_of(kind, body)):
            raise BadInput(WORDS[name], name)
    new_places.require_zip(said)


def _own(session: Session) -> list[Named]:
    """The organizations of who asks that are in the directory."""
    homes = (each.organization_id for each in identity.somebody().held if each.organization_id)
    found = (organization(session, each) for each in dict.fromkeys(homes))
    return [each for each in found if each is not None and each.listed]


def _likes(session: Session, said: Mapping[str, str], home: str | None) -> list[Card]:
    """The cards of listings that this could be, as the public reads them."""
    nested = new_listings.nested_of(session, said, home)
    owner = {"name": said["organization"]}
    place: Json = next((each["location"] for each in nested.get("service_at_locations", ())), {})
    documents = stored.load(session.connection(), lookalikes(session, nested, owner, place))
    who = reader(session)
    return [document_card(each, who) for each in documents.values() if is_shown(each)]


def _form(filled: Filled, likes: list[Card] | None = None, *, looking: bool = False) -> str:
    keep_nothing()
    g.language_form = "new"
    boxes = [replace(box, value=filled.values.get(box.name, "")) for box in BOXES]
    return render_template(
        "listings/new.html",
        form=filled,
        boxes=boxes,
        likes=likes or [],
        hints=_hints(boxes) if looking or filled.wrong else (),
        in_danger=_is_unhidden(filled.values) and not looking,
        home=filled.values.get(HOME, ""),
        sent=request.args.get("sent") == "yes",
    )


def _hints(boxes: Iterable[Box]) -> tuple[str, ...]:
    """What could be better in what stands in the boxes."""
    said = {box.name: box.value[: box.most] for box in boxes}
    secret, in_danger = bool(said[new_places.HIDDEN]), new_listings.is_in_danger(said)
    with reading() as session:
        found = issues_of("service", new_listings.nested_of(session, said, None), gazetteer_of(session))
    return hints_of(language.translator(), found, secret=secret, in_danger=in_danger)


def _desk(proposed_id: str, filled: Filled) -> str:
    keep_nothing()
    with reading() as session:
        made = new_listings.find(session, proposed_id)
        identity.looked("opened", f"listing:{made.id}", subject=f"user:{made.user_id}")
        said = made.said or {}
        called = organizations_called(session, [made.organization_id] if made.organization_id else [])
        home = called.get(made.organization_id or "", "")
        at_place = bool(said.get("service_id"))  # a place of a service that is known
        labels = ((box.label, shown_value(box, said[box.name])) for box in BOXES if said.get(box.name))
        rows = tuple(proposed_rows(session, said) if at_place else labels)
        who = names(session, {made.user_id}).get(made.user_id, "")
        likes = (
            _likes(session, {box.name: said.get(box.name, "") for box in BOXES}, made.organization_id)
            if said and not at_place
            else []
        )
        proposed = Proposed(
            made.id, made.name, who, home or said.get("organization", ""), rows, said.get("service_id", "")
        )
        in_danger = new_listings.puts_in_danger(session, said)
        secret = bool(said.get(new_places.HIDDEN))
        return render_template(
            "desk/new.html",
            form=filled,
            proposed=proposed,
            forgotten=made.said is None,
            saved=request.args.get("changed") == "yes" and not filled.message,
            may_change=new_listings.may_change(made),
            changed=[field_words(PROPOSED, each) for each in new_listings.changed_in(session, made)],
            likes=likes,
            state=made.state,
            asks=bool(said.get("address_1")),
            in_danger=in_danger,
            address=filled.values.get("address") or ("secret" if secret else "" if in_danger else "shown"),
        )
