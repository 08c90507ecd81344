"""What does a page of a listing's form show? Boxes with what was typed, what people will read, hints, and who was faster."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from flask import g, render_template
from sqlalchemy.orm import Session

from resource_app.database import Json
from resource_app.directory.editing import Kind, bodies_of, last_change, objects_of, stored_kind
from resource_app.directory.gazetteer import gazetteer_of
from resource_app.directory.keepers import Keeper, keeper_of
from resource_app.directory.models import Change
from resource_app.directory.queries import is_private
from resource_app.directory.rewinding import told_of
from resource_app.directory.rules import issues_of
from resource_app.errors import BadInput, NotFound
from resource_app.web import edit_hours, edits, identity, language
from resource_app.web.edit_fields import Group
from resource_app.web.edit_parts import Part, fields_of, level_of, parts_of, sayings_of
from resource_app.web.finding_words import finding_words
from resource_app.web.forms import Filled
from resource_app.web.hint_words import hints_of
from resource_app.web.secret_field import SECRET_TITLE
from resource_app.web.sent import keep_nothing
from resource_app.web.surroundings import reader
from search import stored

Bodies = Mapping[Kind, Json]


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody has typed, None for nothing yet; the last change they have seen, None for the very last; what is wrong
    with it, and what others changed meanwhile.
    """

    values: Mapping[str, str] | None
    seen: int | None
    error: BadInput | None = None
    drafted: bool = False
    meanwhile: Sequence[Change] = ()


def about(bodies: Bodies) -> dict[str, str]:
    """What the listing is called, and its place."""
    place = bodies.get("location", {}).get("name") or ""
    return {"name": str(bodies["service"].get("name") or ""), "place": str(place)}


def page_of(session: Session, listing_id: str, part: Part, typed: Typed) -> str:
    """The page of one part; NotFound for a part the listing has not."""
    keep_nothing()
    g.language_form = "part"
    keeper = keeper_of(session, listing_id, identity.somebody().held)
    bodies = bodies_of(session, keeper)
    if part not in parts_of(bodies):
        raise NotFound("part", part.code)
    t, hours = language.translator(), _hours(part, bodies)
    stands = edit_hours.values_of(hours) if hours is not None else {}
    wrong = (typed.error.field, typed.error.message) if typed.error else ("", "")
    form = Filled(stands if typed.values is None else typed.values, *wrong)
    groups = [group for field, level in fields_of(part, bodies) for group in field.groups(bodies[level])]
    said, unfinished = _said(part, bodies, None if typed.values is None else form.values, keeper)
    view = None if hours is None else edit_hours.view_of(t, hours, form.values)
    return render_template(
        "edit/part.html" if hours is None else "edit/hours.html",
        keeper=keeper,
        part=part,
        rows=parts_of(bodies),
        groups=[_filled(group, typed.values, form) for group in _gathered(groups)],
        form=form,
        seen=last_change(session, keeper) if typed.seen is None else typed.seen,
        drafted=typed.drafted,
        waiting_since=edits.waiting_since(session, keeper, _stored(part, bodies), reader(session).now),
        meanwhile=edits.told(session, keeper, told_of(typed.meanwhile), reader(session).now),
        view=view,
        secret_title=SECRET_TITLE,
        unfinished=unfinished,
        people_read=()
        if hours is None
        else edit_hours.said_week(t, _hours(part, said) or {}, reader(session).now.date()),
        hints=(*(edit_hours.nights(view) if view else ()), *_hints(session, keeper, part, said)),
        **about(bodies),
    )


def _stored(part: Part, bodies: Bodies) -> set[tuple[Kind, str]]:
    """The fields of a part, by kind of object."""
    return {(level, field.field) for field, level in fields_of(part, bodies)}


def is_standing(part: Part, bodies: Bodies, values: Mapping[str, str], keeper: Keeper) -> bool:
    """Whether what is typed says no more than what stands there already."""
    said, unfinished = _said(part, bodies, values, keeper)
    return not unfinished and all(
        said[kind].get(name) == body.get(name) for kind, body in bodies.items() for name in said[kind]
    )


def _hours(part: Part, bodies: Bodies) -> Json | None:
    """The body that holds the hours, where this is their part."""
    levels = [level_of(field, bodies) for field in part.fields if isinstance(field, edit_hours.HoursField)]
    return bodies[levels[0]] if levels and levels[0] else None


def _said(part: Part, bodies: Bodies, values: Mapping[str, str] | None, keeper: Keeper) -> tuple[dict[Kind, Json], str]:
    """The bodies as they would be, and what keeps them from that: then they are as they stand."""
    said = {kind: dict(body) for kind, body in bodies.items()}
    if values is None:
        return said, ""
    ids: Mapping[Kind, str] = {**objects_of(keeper), "listing": keeper.listing_id}
    try:
        for each in sayings_of(part, bodies, values, ids):
            said[each.kind][each.field] = each.value
    except BadInput as error:
        return said, error.message
    return said, ""


def _hints(session: Session, keeper: Keeper, part: Part, said: Bodies) -> tuple[str, ...]:
    """What could be better in the fields of this part, in the reader's language."""
    t, shown = language.translator(), {(level, field.field) for field, level in fields_of(part, said)}
    found = [
        issue
        for kind, body in said.items()
        for issue in issues_of(stored_kind(kind), body, gazetteer_of(session))
        if (kind, issue.path.split("[")[0].split(".")[0]) in shown or (kind == "location" and issue.code in _PINS)
    ]
    secret = said.get("location", {}).get("address_visibility") == "private"
    in_danger = ("location", "addresses") in shown and _should_be_private(session, keeper)
    words = hints_of(t, found, secret=secret, in_danger=in_danger)
    return (*words, *finding_words(session, keeper.listing_id, part.code))


_PINS = ("pin", "pin-outside", "pin-astray")


def _should_be_private(session: Session, keeper: Keeper) -> bool:
    """Whether people may be in danger at the place, and its address is shown."""
    document = stored.load(session.connection(), [keeper.listing_id]).get(keeper.listing_id)
    return bool(document and document.sensitive and keeper.location_id and not is_private(session, keeper.location_id))


def _gathered(groups: Sequence[Group]) -> Iterator[Group]:
    """Groups as the page frames them: boxes without a title of their own stand together."""
    for title, some in groupby(groups, key=lambda group: group.title):
        if title:
            yield from some
        else:
            yield Group(tuple(box for group in some for box in group.boxes))


def _filled(group: Group, values: Mapping[str, str] | None, form: Filled) -> Group:
    """The group with what was typed."""
    if values is None:
        return group
    return replace(group, boxes=tuple(replace(box, value=form.values.get(box.name, "")) for box in group.boxes))
