"""How does somebody change a listing? A page for each part; what is typed is kept, and nothing is overwritten unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from resource_app.access import holders_of, open_to
from resource_app.audit.recording import Entry, record
from resource_app.database import Json
from resource_app.directory import drafts, proposals
from resource_app.directory.drafts import Whose
from resource_app.directory.editing import ChangedMeanwhile, Kind, bodies_of, edit, objects_of
from resource_app.directory.history import Edit
from resource_app.directory.keepers import KEEPING, Keeper, keeper_of
from resource_app.directory.models import Draft
from resource_app.directory.queries import is_private
from resource_app.errors import BadInput, NotFound
from resource_app.web import edit_hours, forms, identity
from resource_app.web.edit_page import Typed, about, is_standing, page_of
from resource_app.web.edit_parts import PART, Part, fields_of, is_filled, parts_of, sayings_of
from resource_app.web.forms import Filled, Form, line, read
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading

blueprint = Blueprint("page_edit", __name__)
CONFLICT = 409
MOST_SEEN = 18  # digits
KEEPERS = holders_of(*KEEPING)


@dataclass(frozen=True, slots=True)
class Row:
    """One part in the list of parts."""

    part: Part
    filled: bool
    drafted: bool
    waiting: int


@blueprint.get("/listings/<listing_id>/edit")
@open_to(KEEPERS)
def index(listing_id: str) -> Page:
    """The parts of a listing, and which of them say something."""
    keep_nothing()
    known = identity.somebody()
    with reading() as session:
        keeper = keeper_of(session, listing_id, known.held)
        bodies = bodies_of(session, keeper)
        kept = drafts.find(session, known.user_id, listing_id)
        waiting = _waiting(session, keeper)
    rows = [_row(part, bodies, kept, waiting) for part in parts_of(bodies)]
    done = request.args.get("done", "")
    return render_template("edit/index.html", keeper=keeper, rows=rows, done=done, **about(bodies))


@blueprint.get("/listings/<listing_id>/edit/<part>")
@open_to(KEEPERS)
def ask(listing_id: str, part: str) -> Page:
    """One part, as it was left by whoever opens it, else as it stands."""
    chosen, known = _part(part), identity.somebody()
    note_private(listing_id)
    with reading() as session:
        draft = drafts.find(session, known.user_id, listing_id).get(part)
        values = {name: str(value) for name, value in (draft.typed or {}).items()} if draft else None
        return page_of(
            session, listing_id, chosen, Typed(values, draft.seen if draft else None, drafted=draft is not None)
        )


@blueprint.post("/listings/<listing_id>/edit/<part>")
@open_to(KEEPERS)
def change(listing_id: str, part: str) -> Page:
    """Save a part, or keep it as a draft, or only look at what people would read, or go on in another language."""
    chosen = _part(part)
    typed = forms.typed()
    act, seen = typed.pop("act", "save"), _number(typed.pop("seen", ""))
    if act == "discard":
        return _discard(listing_id, chosen)
    if act == "save":
        return _save(listing_id, chosen, typed, seen)
    if act == "language":
        return _go_on(listing_id, chosen, typed, seen)
    values = edit_hours.acted(typed, act) if chosen.code == "hours" else typed
    _keep(listing_id, chosen, values, seen)
    if act == "keep":
        return redirect(f"/listings/{listing_id}/edit", SEE_OTHER)
    with reading() as session:
        return page_of(session, listing_id, chosen, Typed(values, seen))


def _save(listing_id: str, part: Part, typed: dict[str, str], seen: int) -> Page:
    known, at = identity.somebody(), now()
    try:
        values = {name: value for name, value in read(_form_of(part.code)).items() if name not in {"act", "seen"}}
        with identity.connections().transaction() as session:
            keeper = keeper_of(session, listing_id, known.held)
            bodies = bodies_of(session, keeper)
            ids: Mapping[Kind, str] = {**objects_of(keeper), "listing": keeper.listing_id}
            made = Edit(identity.actor())
            done = edit(session, keeper, sayings_of(part, bodies, values, ids), seen, at, made)
            drafts.drop(session, Whose(known.user_id, listing_id, part.code))
            details = {"part": part.code, "edit": made.id, "shown": len(done.shown), "waiting": len(done.waiting)}
            record(
                session,
                Entry(action="listing_changed", subject=f"listing:{listing_id}", details=details),
                identity.by(),
            )
    except BadInput as error:
        _keep(listing_id, part, typed, seen)
        with reading() as session:
            return page_of(session, listing_id, part, Typed(typed, seen, error)), 422
    except ChangedMeanwhile as error:
        _keep(listing_id, part, typed, max(each.id for each in error.changes))  # they are told now, and may save
        with reading() as session:
            return page_of(session, listing_id, part, Typed(typed, None, meanwhile=error.changes)), CONFLICT
    said = "waiting" if done.waiting else "shown" if done.shown else "same"
    return redirect(f"/listings/{listing_id}/edit?done={said}", SEE_OTHER)


def _go_on(listing_id: str, part: Part, typed: dict[str, str], seen: int) -> Page:
    """The same part in the language that the address chose; what was typed is kept as a draft first."""
    values = {name: value for name, value in typed.items() if name in _names_of(part)}
    with reading() as session:
        keeper = keeper_of(session, listing_id, identity.somebody().held)
        bodies = bodies_of(session, keeper)
        stands = part in parts_of(bodies) and is_standing(part, bodies, Filled(values).values, keeper)
    if not stands:
        _keep(listing_id, part, values, seen)
    return redirect(f"/listings/{listing_id}/edit/{part.code}", SEE_OTHER)


def _discard(listing_id: str, part: Part) -> Page:
    known = identity.somebody()
    with identity.connections().transaction() as session:
        keeper_of(session, listing_id, known.held)
        drafts.drop(session, Whose(known.user_id, listing_id, part.code))
    return redirect(f"/listings/{listing_id}/edit/{part.code}", SEE_OTHER)


def _keep(listing_id: str, part: Part, typed: Mapping[str, str], seen: int) -> None:
    """Keep what was typed in boxes that there are; of a listing that is not theirs nobody keeps anything."""
    known, names = identity.somebody(), _names_of(part)
    boxes = {name: value[: names[name]] for name, value in typed.items() if name in names}
    with identity.connections().transaction() as session:
        keeper_of(session, listing_id, known.held)
        whose = Whose(known.user_id, listing_id, part.code)
        drafts.keep(session, whose, Filled(boxes).values, seen, now())


def _part(code: str) -> Part:
    if code not in PART:
        raise NotFound("part", code)
    return PART[code]


def _names_of(part: Part) -> dict[str, int]:
    """Every box of a part, with the most characters."""
    return {name: most for field in part.fields for name, most in field.names().items()}


@lru_cache(maxsize=len(PART))
def _form_of(code: str) -> type[Form]:
    """The shape of a part's form."""
    boxes = {name: line(required=False, most=most) for name, most in _names_of(PART[code]).items()}
    return type("PartForm", (Form,), {**boxes, "act": line(required=False), "seen": line(required=False)})


def _number(typed: str) -> int:
    """The number of a change; 0, the first, for anything else."""
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_SEEN else 0


def _row(part: Part, bodies: Mapping[Kind, Json], kept: Mapping[str, Draft], waiting: Mapping[Kind, set[str]]) -> Row:
    fields = fields_of(part, bodies)
    wait = len({(level, field.field) for field, level in fields if field.field in waiting.get(level, ())})
    return Row(part, is_filled(part, bodies), part.code in kept, wait)


def _waiting(session: Session, keeper: Keeper) -> dict[Kind, set[str]]:
    """The fields for which something waits, by kind of object."""
    objects = objects_of(keeper).items()
    return {kind: {each.field for each in proposals.open_ones(session, kind, key)} for kind, key in objects}


def note_private(listing_id: str) -> None:
    """Write down who is about to see a private address, before they do."""
    known = identity.somebody()
    with identity.connections().transaction() as session:
        keeper = keeper_of(session, listing_id, known.held)
        if keeper.location_id and is_private(session, keeper.location_id):
            record(session, Entry(action="opened", subject=f"location:{keeper.location_id}"), identity.by())
