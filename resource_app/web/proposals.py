"""What does a curator decide about changes that wait? Field by field of one object: taken, written otherwise, or kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from resource_app.access import holders_of, open_to
from resource_app.actor import Actor
from resource_app.audit.recording import Entry, record
from resource_app.connections import search_of
from resource_app.directory import proposals
from resource_app.directory.deciding import Choice, decide
from resource_app.directory.disputes import OF_ORGANIZATION
from resource_app.directory.editing import ChangedMeanwhile, changes_since, last_of
from resource_app.directory.kept import Part, part
from resource_app.directory.models import Proposal
from resource_app.errors import N_, BadInput, NotFound
from resource_app.web import edits, identity
from resource_app.web.differences import Difference, differences, people
from resource_app.web.field_words import field_words, kind_words
from resource_app.web.forms import MOST_NUMBER, Filled, Form, line, number, read
from resource_app.web.sent import form, keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading

blueprint = Blueprint("page_proposals", __name__)
CURATOR = holders_of("curator")
STALE = 409
LONGEST = 4_000  # characters of a text that a curator writes
KEEP = "keep"
NOTHING = N_("Choose for one field at least.")


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What somebody else did since the page was opened: which field, who, when, and what they did."""

    field: str
    who: str
    when: str
    did: str


@blueprint.get("/desk/proposals/<kind>/<object_id>")
@open_to(CURATOR)
def show(kind: str, object_id: str) -> Page:
    """What waits of one object."""
    with identity.connections().transaction() as session:
        _require(session, kind, object_id)
        record(session, Entry(action="opened", subject=f"{kind}:{object_id}"), identity.by())
    return _page(kind, object_id, Filled())


@blueprint.post("/desk/proposals/<kind>/<object_id>")
@open_to(CURATOR)
def publish(kind: str, object_id: str) -> Page:
    """Decide about what was chosen, all of it or nothing."""
    filled = Filled(dict(form()))
    try:
        with identity.connections().transaction() as session:
            _require(session, kind, object_id)
            open_ones = proposals.open_ones(session, kind, object_id)
            given = read(_form())
            decided = decide(
                session, _choices(given, open_ones), given["seen"], now(), curator(), given["answer"].strip()
            )
            proposals.tell(session, decided, now())
            write_down(session, decided)
    except BadInput as error:
        return _page(kind, object_id, replace(filled, wrong=error.field or "fields", message=error.message)), 422
    except ChangedMeanwhile:
        return _page(kind, object_id, filled, stale=True), STALE
    way = f"/desk/proposals/{kind}/{object_id}" if len(open_ones) > len(decided) else "/desk/proposals"
    return redirect(f"{way}?done={len(decided)}", SEE_OTHER)


def curator() -> Actor:
    """Whoever decides does so for the network, also where they work for an organization as well."""
    return replace(identity.actor(), organization_id=None)


def write_down(session: Session, decided: Sequence[Proposal]) -> None:
    """Note what was decided, under each object."""
    for kind, object_id in dict.fromkeys((each.kind, each.object_id) for each in decided):
        mine = [each.state for each in decided if (each.kind, each.object_id) == (kind, object_id)]
        details = {"taken": mine.count("accepted"), "refused": mine.count("refused")}
        entry = Entry(action="proposals_decided", subject=f"{kind}:{object_id}", details=details)
        record(session, entry, identity.by())


def is_number(text: str) -> bool:
    """Whether the text is the number of a proposal."""
    return text.isdecimal() and int(text) <= MOST_NUMBER


def _require(session: Session, kind: str, object_id: str) -> Part:
    found = part(session, kind, object_id)
    if found is None:
        raise NotFound(kind, object_id)
    return found


def _form() -> type[Form]:
    """A choice for each field, what is written for each proposal, what the page had seen, and the answer.

    Choices and texts of what was decided meanwhile are taken, too: that they come too late is said, and nothing typed is lost.
    """
    sent = {name for name in form() if name[:1] in {"d", "t"} and is_number(name[1:])}
    shape = {name: line(required=False, most=LONGEST) for name in sent}
    return Form.from_dict({**shape, "seen": number(), "answer": line(required=False, most=LONGEST)})  # type: ignore[return-value]  # one of our forms


def _choices(given: dict[str, str], open_ones: Sequence[Proposal]) -> list[Choice]:
    """What becomes of each proposal of the fields that were chosen for. Of several for one field, one is taken at most."""
    by_field: dict[str, list[Proposal]] = {}
    for each in open_ones:
        by_field.setdefault(each.field, []).append(each)
    chosen: list[Choice] = []
    late: list[Choice] = []
    groups = {f"d{some[0].id}": some for some in by_field.values()}
    for name, said in given.items():
        if name[0] != "d" or not is_number(name[1:]) or not said:
            continue
        if name not in groups or (said != KEEP and said not in {str(each.id) for each in groups[name]}):
            late.append(Choice(int(said) if is_number(said) else int(name[1:]), take=said != KEEP))
            continue
        chosen += [_choice(each, given, take=said == str(each.id)) for each in groups[name]]
    if not chosen and not late:
        raise BadInput(NOTHING, "fields")
    if late:
        raise ChangedMeanwhile([])
    return chosen


def _choice(proposal: Proposal, given: dict[str, str], *, take: bool) -> Choice:
    """The proposal as it stands, or with the text that was written in its place."""
    written = given.get(f"t{proposal.id}")
    if not take or written is None or not isinstance(proposal.proposed, str):
        return Choice(proposal.id, take)
    text = written.replace("\r\n", "\n").strip()
    return Choice(proposal.id, take) if text == proposal.proposed.strip() else Choice(proposal.id, take, text)


def _page(kind: str, object_id: str, filled: Filled, *, stale: bool = False) -> str:
    keep_nothing()
    with reading() as session:
        found = _require(session, kind, object_id)
        shown = differences(session, kind, object_id)
        seen = last_of(session, {kind: object_id})  # type: ignore[dict-item]  # a kind of a proposal
        late = _meanwhile(session, filled) if stale else []
        waiting = proposals.open_ones(session, kind, object_id)
        sent_by = sorted({*people(session, waiting).values()})
        answered = any(
            each.source.startswith(OF_ORGANIZATION) for each in waiting
        )  # nobody reads an answer to an import
    return render_template(
        "proposals/show.html",
        part=found,
        kind=kind_words(kind),
        way=f"/desk/proposals/{kind}/{object_id}",
        differences=shown,
        sources=list(dict.fromkeys(offer.source for each in shown for offer in each.offers)),
        sent_by=sent_by,
        answered=answered,
        seen=seen,
        form=filled,
        chosen=_chosen(shown, filled),
        stale=stale,
        late=late,
        done=request.args.get("done", 0, type=int),
    )


def _chosen(shown: Sequence[Difference], filled: Filled) -> dict[str, str]:
    """What was chosen for each field, where it is still there to choose."""
    still = {each.code: {KEEP, *(str(offer.id) for offer in each.offers if offer.kept)} for each in shown}
    return {code: said for code, those in still.items() if (said := filled.values.get(code, "")) in those}


def _meanwhile(session: Session, filled: Filled) -> list[Meanwhile]:
    """Who changed the fields that were chosen, or decided about them."""
    local = search_of(session).local(session.connection(), now())
    names = [name for name in filled.values if name[:1] == "d" and is_number(name[1:])]
    said = [filled.values[name] for name in names]
    numbers = {int(each) for each in (*(name[1:] for name in names), *said) if is_number(each)}
    chosen = proposals.numbered(session, numbers)
    keys = [(each.kind, each.object_id, each.field) for each in chosen]
    seen = filled.values.get("seen", "")
    changed = changes_since(session, keys, int(seen) if is_number(seen) else 0)
    told = [
        Meanwhile(
            field_words(each.kind, each.field), edits.who(session, each), edits.when(each.made_at, local), "changed"
        )
        for each in changed
    ]
    gone = [each for each in chosen if each.state != "open"]
    known = people(session, gone)
    return told + [
        Meanwhile(
            field_words(each.kind, each.field),
            known.get(each.decided_by or "", ""),
            edits.when(each.decided_at, local) if each.decided_at else "",
            each.state,
        )
        for each in gone
    ]
