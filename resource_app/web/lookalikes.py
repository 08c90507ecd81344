"""Are these two the same listing? What an import brought beside what it looks like, field by field; a curator decides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from flask import Blueprint, redirect, render_template

from resource_app.access import holders_of, open_to
from resource_app.database import Json
from resource_app.directory import lookalikes
from resource_app.directory.editing import Kind, bodies_of, stored_kind
from resource_app.directory.history import DECIDED
from resource_app.directory.hsds_objects import KINDS
from resource_app.directory.keepers import keeper_of
from resource_app.directory.models import Listing
from resource_app.directory.queries import is_private
from resource_app.errors import BadInput
from resource_app.tasks.queries import open_one
from resource_app.web import identity
from resource_app.web.desk import rows_of
from resource_app.web.field_words import field_words
from resource_app.web.forms import Filled, Form, line, read
from resource_app.web.sent import keep_nothing
from resource_app.web.shown import listings_now
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import reading
from resource_app.web.value_words import Line, marked, value_words

blueprint = Blueprint("page_lookalikes", __name__)
CURATOR = holders_of("curator")
NOT_COMPARED = frozenset({"id", "metadata", *DECIDED})
OF_THE_PLACE = frozenset({"addresses", "latitude", "longitude", "phones", "contacts"})
Bodies = Mapping[Kind, Json]


class DecideForm(Form):
    """What becomes of it."""

    act = line(most=20)


@dataclass(frozen=True, slots=True)
class Field:
    """A field in which the two differ."""

    name: str
    ours: tuple[Line, ...]
    theirs: tuple[Line, ...]


@blueprint.get("/desk/look-alikes/<candidate_id>")
@open_to(CURATOR)
def show(candidate_id: str) -> Page:
    """Both, side by side."""
    return _page(candidate_id, Filled())


@blueprint.post("/desk/look-alikes/<candidate_id>")
@open_to(CURATOR)
def decide(candidate_id: str) -> Page:
    """Merge, publish or dismiss it; the list comes next."""
    try:
        act = read(DecideForm)["act"]
        with identity.connections().transaction() as session:
            lookalikes.decide(session, candidate_id, act, identity.by())
    except BadInput as error:
        return _page(candidate_id, Filled({}, "act", error.message)), 422
    return redirect("/desk", SEE_OTHER)


def _page(candidate_id: str, filled: Filled) -> str:
    keep_nothing()
    with reading() as session:
        other_id = lookalikes.other_of(session, candidate_id)
        identity.looked("opened", f"listing:{candidate_id}")
        identity.looked("opened", f"listing:{other_id}")
        keepers = [keeper_of(session, each, identity.somebody().held) for each in (other_id, candidate_id)]
        ours, theirs = (bodies_of(session, each) for each in keepers)
        private = any(each.location_id and is_private(session, each.location_id) for each in keepers)
        task = open_one(session, lookalikes.TASK, lookalikes.subject(candidate_id))
        candidate = session.get_one(Listing, candidate_id)
        return render_template(
            "desk/lookalike.html",
            form=filled,
            candidate_id=candidate_id,
            other_id=other_id,
            name=theirs["service"].get("name", ""),
            source=candidate.source,
            fields=list(_differing(ours, theirs, private=private)),
            waits=candidate.held == lookalikes.WAITS,
            rows=rows_of(session, [task] if task else []),
            listings=listings_now(session, [other_id, candidate_id]),
        )


def _differing(ours: Bodies, theirs: Bodies, *, private: bool) -> Iterator[Field]:
    """The fields that read differently, but where a private place is: a curator reads that in the listing's form alone."""
    for kind in get_args(Kind):
        one, other = ours.get(kind, {}), theirs.get(kind, {})
        for name in dict.fromkeys([*one, *other]):
            if _is_compared(kind, name) and not (private and kind == "location" and name in OF_THE_PLACE):
                before, after = (value_words(kind, name, each.get(name)) for each in (one, other))
                if before != after:
                    yield Field(field_words(kind, name), *marked(before, after))


def _is_compared(kind: str, name: str) -> bool:
    """Whether a field holds something of the object's own."""
    field = KINDS[stored_kind(kind)].fields.get(name)
    return name not in NOT_COMPARED and (field is None or field.is_own)
