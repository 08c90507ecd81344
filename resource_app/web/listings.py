"""Which listings are mine to keep right? Those of the organizations somebody is staff of; for a curator, every one."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from resource_app import phrases
from resource_app.access import holders_of, open_to
from resource_app.directory.keepers import KEEPING
from resource_app.directory.kept import Kept, homes_of, kept_by
from resource_app.phrases import Said
from resource_app.web import confirm_portal, identity, language
from resource_app.web.cards import address_lines, local_day
from resource_app.web.forms import Filled
from resource_app.web.gone import is_shown
from resource_app.web.sent import keep_nothing
from resource_app.web.surroundings import now, reader, reading
from search import stored
from search.documents import Document

blueprint = Blueprint("page_listings", __name__)
LONGEST = 200  # characters of what is searched for


@dataclass(frozen=True, slots=True)
class Row:
    """A listing on the page: its place in words, whether it is shown, what is said of it, how fresh it is."""

    kept: Kept
    place: str
    shown: bool
    said: tuple[Said, ...]
    fresh: Said | None
    service_id: str


@blueprint.get("/listings/mine")
@open_to(holders_of(*KEEPING))
def mine() -> str:
    """The listings somebody keeps right, with what waits of each."""
    keep_nothing()
    known = identity.somebody()
    curating = "curator" in known.roles
    words = request.args.get("q", "").strip()[:LONGEST]
    with reading() as session:
        homes = None if curating else homes_of(known.held)
        found = kept_by(session, homes, words, request.args.get("page", 1, type=int))
        documents = stored.load(session.connection(), [each.id for each in found.rows])
        due = [each for home in sorted(homes or ()) if (each := confirm_portal.due_of(session, home))]
    identity.looked("listed", "listings:kept", shown=[f"listing:{each.id}" for each in found.rows])
    return render_template(
        "listings/mine.html",
        rows=[_row(each, documents.get(each.id)) for each in found.rows],
        found=found,
        words=words,
        searched=Filled({"q": words}),
        curating=curating,
        homes=sorted(homes or ()),
        due=due,
    )


def _row(kept: Kept, document: Document | None) -> Row:
    if document is None:
        return Row(kept, kept.place, shown=False, said=(), fresh=None, service_id="")
    t, today = language.translator(), local_day(document, now())
    said = (phrases.closed(t, document, today), phrases.capacity(t, document.capacity, today))
    return Row(
        kept,
        _place(kept, document),
        is_shown(document),
        tuple(each for each in said if each),
        phrases.freshness(t, document, reader().now.date()),
        document.service_id,
    )


def _place(kept: Kept, document: Document) -> str:
    """Where it is, as the public reads it."""
    t, place = language.translator(), document.display["place"]
    if place is None:
        return t.gettext("By phone or online")
    if place["private"]:
        return t.gettext("Private address")
    return ", ".join(dict.fromkeys(filter(None, (kept.place, *address_lines(document)))))
