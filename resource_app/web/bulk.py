"""Which changes wait, of every listing, and which of them are taken together? Nothing is taken that was not shown first."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from resource_app.access import open_to
from resource_app.directory import proposals
from resource_app.directory.deciding import Choice, decide
from resource_app.directory.editing import ChangedMeanwhile
from resource_app.directory.history import last_of_all
from resource_app.directory.kept import part
from resource_app.directory.models import Proposal
from resource_app.directory.proposals import Asked, tell
from resource_app.errors import N_, BadInput
from resource_app.web import edits, identity
from resource_app.web.differences import source_words
from resource_app.web.edits import FieldChange
from resource_app.web.field_words import field_words
from resource_app.web.forms import MOST_NUMBER, Form, line, number, read
from resource_app.web.proposals import CURATOR, curator, is_number, write_down
from resource_app.web.sent import form, keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading

blueprint = Blueprint("page_bulk", __name__)
MOST = 100  # taken at once, and shown on a page
NONE_CHOSEN = N_("Tick one change at least.")
TOO_MANY = N_("Take at most 100 changes at once.")
SAME_FIELD = N_("Two of these are for the same field. Decide about them on the page of the listing.")


@dataclass(frozen=True, slots=True)
class Row:
    """A change that waits."""

    id: int
    name: str
    kind: str
    way: str
    source: str
    on: str
    change: FieldChange


@blueprint.get("/desk/proposals")
@open_to(CURATOR)
def index() -> Page:
    """Every change that waits, or those of a source or a field."""
    return _list(frozenset(), "")


@blueprint.post("/desk/proposals")
@open_to(CURATOR)
def take() -> Page:
    """Show the ticked changes once more, and then take them."""
    ticked = frozenset(int(name[1:]) for name in form() if name[:1] == "p" and is_number(name[1:]))
    shape = {f"p{each}": line() for each in ticked}
    given = read(Form.from_dict({**shape, "act": line(), "seen": number()}))  # type: ignore[arg-type]  # one of our forms
    try:
        if given["act"] == "take":
            return _taken(ticked, given["seen"])
        return _preview(ticked)
    except BadInput as error:
        return _list(ticked, error.message), 422


def _list(ticked: frozenset[int], wrong: str) -> str:
    keep_nothing()
    after = min(max(request.args.get("after", 0, type=int), 0), MOST_NUMBER)
    asked = Asked(request.args.get("source", ""), request.args.get("field", ""), after)
    with reading() as session:
        found = proposals.waiting(session, asked, MOST)
        sources, fields = proposals.sources_and_fields(session)
        named = source_words(session, sources)
        rows = _rows(session, found)
        older = found[-1].id if len(found) == MOST else None
    identity.looked("listed", "proposals:open", shown=[f"proposal:{each.id}" for each in rows])
    return render_template(
        "proposals/index.html",
        rows=rows,
        asked=asked,
        sources=[(each, named[each]) for each in sources],
        fields=[(each, field_words("", each)) for each in fields],
        ticked=ticked,
        wrong=wrong,
        older=older,
        done=request.args.get("done", 0, type=int),
    )


def _preview(ticked: frozenset[int]) -> str:
    keep_nothing()
    with reading() as session:
        chosen = _chosen(session, ticked)
        rows = _rows(session, chosen)
        seen = last_of_all(session)
    identity.looked("listed", "proposals:open", shown=[f"proposal:{each.id}" for each in rows])
    return render_template("proposals/preview.html", rows=rows, seen=seen, gone=len(ticked) - len(rows))


def _chosen(session: Session, ticked: frozenset[int]) -> list[Proposal]:
    """The ticked changes that still wait. Raises BadInput for none, too many, and two for one field."""
    if not ticked:
        raise BadInput(NONE_CHOSEN)
    if len(ticked) > MOST:
        raise BadInput(TOO_MANY)
    found = [each for each in proposals.numbered(session, ticked) if each.state == "open"]
    if len({(each.kind, each.object_id, each.field) for each in found}) < len(found):
        raise BadInput(SAME_FIELD)
    return found


def _taken(ticked: frozenset[int], seen: int) -> Page:
    """Take each in a transaction of its own: what somebody else was faster with stops nothing else."""
    with reading() as session:
        chosen = [each.id for each in _chosen(session, ticked)]
    done: list[int] = []
    for each in chosen:
        try:
            with identity.connections().transaction() as session:
                decided = decide(session, [Choice(each, take=True)], seen, now(), curator())
                tell(session, decided, now())
                write_down(session, decided)
            done.append(each)
        except (ChangedMeanwhile, BadInput):
            continue
    late = ticked - {*done}
    if not late:
        return redirect(f"/desk/proposals?done={len(done)}", SEE_OTHER)
    keep_nothing()
    with reading() as session:
        rows = _rows(session, proposals.numbered(session, late))
    return render_template("proposals/taken.html", done=len(done), rows=rows)


def _rows(session: Session, found: Sequence[Proposal]) -> list[Row]:
    called = source_words(session, {each.source for each in found})
    names: dict[tuple[str, str], str] = {}
    for kind, object_id in dict.fromkeys((each.kind, each.object_id) for each in found):
        known = part(session, kind, object_id)
        names[kind, object_id] = known.name if known else object_id
    return [
        Row(
            each.id,
            names[each.kind, each.object_id],
            each.kind,
            f"/desk/proposals/{each.kind}/{each.object_id}",
            called[each.source],
            edits.day(each.made_at),
            edits.field_change(each.kind, each.field, each.was, each.proposed, kept=not proposals.is_forgotten(each)),
        )
        for each in found
    ]
