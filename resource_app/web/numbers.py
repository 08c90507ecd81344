"""How often was a listing found and opened? For those who keep it right, as a picture and a table, and as a file."""

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from resource_app.access import holders_of, open_to
from resource_app.directory import use
from resource_app.directory.editing import bodies_of
from resource_app.directory.keepers import KEEPING, Keeper, keeper_of
from resource_app.directory.kept import homes_of
from resource_app.directory.queries import organization
from resource_app.directory.use import Figures
from resource_app.errors import NotFound
from resource_app.web import csv_file, identity, language
from resource_app.web.edit_page import about
from resource_app.web.numbers_page import HEAD, lines, page_of
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import Page
from resource_app.web.surroundings import now, reading, settings
from search import stored

blueprint = Blueprint("page_numbers", __name__)
KEEPERS = holders_of(*KEEPING)


@blueprint.get("/listings/<listing_id>/numbers")
@open_to(KEEPERS)
def show(listing_id: str) -> Page:
    """The quarters that are over, as far as they may be known."""
    keep_nothing()
    with reading() as session:
        keeper = keeper_of(session, listing_id, identity.somebody().held)
        figures = _figures(session, keeper)
        called = about(bodies_of(session, keeper))
    page = page_of(language.translator(), language.current(), figures) if figures else None
    counted = settings().use_folder is not None
    return render_template("numbers/show.html", keeper=keeper, page=page, counted=counted, **called)


@blueprint.get("/organizations/<organization_id>/numbers")
@open_to(KEEPERS)
def show_together(organization_id: str) -> Page:
    """The same of all listings of an organization together."""
    keep_nothing()
    known = identity.somebody()
    with reading() as session:
        home = organization(session, organization_id)
        if home is None or not ("curator" in known.roles or organization_id in homes_of(known.held)):
            raise NotFound("organization", organization_id)
        documents = stored.of_organization(session.connection(), organization_id)
        listings = [each.id for each in documents if not each.sensitive]
        figures = use.together(session, listings, now().date()) if listings else ()
    page = page_of(language.translator(), language.current(), figures) if figures else None
    counted = settings().use_folder is not None
    return render_template("numbers/together.html", name=home.name, page=page, counted=counted)


@blueprint.get("/listings/<listing_id>/numbers.csv")
@open_to(KEEPERS)
def export(listing_id: str) -> Page:
    """The same as a file."""
    with reading() as session:
        figures = _figures(session, keeper_of(session, listing_id, identity.somebody().held))
    return csv_file.answer("numbers.csv", HEAD, lines(figures))


def _figures(session: Session, keeper: Keeper) -> tuple[Figures, ...]:
    """None of a listing of a sensitive kind, nor of one that nobody has judged."""
    document = stored.load(session.connection(), [keeper.listing_id]).get(keeper.listing_id)
    if document is None or document.sensitive:
        return ()
    return use.figures(session, keeper.listing_id, now().date())
