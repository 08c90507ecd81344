"""One organization: who it is, and every service it offers."""

from flask import Blueprint, render_template

from resource_app.access import DIRECTORY, open_to
from resource_app.web import gone
from resource_app.web.cards import document_card
from resource_app.web.gone import is_shown
from resource_app.web.surroundings import reader, reading
from search import stored
from search.documents import Document

blueprint = Blueprint("page_organization", __name__)


@blueprint.get("/organizations/<organization_id>")
@open_to(DIRECTORY)
def show(organization_id: str) -> str | tuple[str, int]:
    """An organization with its public services, by name."""
    with reading() as session:
        every = stored.of_organization(session.connection(), organization_id)
        public = [each for each in every if is_shown(each)]
        if not public:
            closed = gone.that_left(every)
            return (
                gone.closed_organization_page(session, closed)
                if closed
                else gone.unknown_page(session, organization=True)
            )
        who = reader(session)
    cards = [document_card(each, who) for each in _one_a_service(public)]
    return render_template("organization/show.html", organization=public[0].display["organization"], cards=cards)


def _one_a_service(documents: list[Document]) -> list[Document]:
    """The first listing of each service, by the service's name."""
    first: dict[str, Document] = {}
    for document in documents:
        first.setdefault(document.service_id, document)
    return sorted(first.values(), key=lambda document: document.name.casefold())
