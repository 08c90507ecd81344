"""About the directory: who answers for it, where listings come from, what is kept of a visit, and help."""

from flask import Blueprint, Response, render_template

from resource_app.access import PUBLIC, open_to
from resource_app.web.origins import origins
from resource_app.web.surroundings import reader, reading

blueprint = Blueprint("page_about", __name__)


@blueprint.get("/about")
@open_to(PUBLIC)
def show() -> str:
    """One page: about, sources, privacy, help."""
    with reading() as session:
        return render_template("about/show.html", origins=origins(session, reader().t))


@blueprint.get("/robots.txt")
@open_to(PUBLIC)
def robots() -> Response:
    """Search engines may list services, but not follow every variant of a search."""
    return Response("User-agent: *\nDisallow: /search\nDisallow: /map/\n", mimetype="text/plain")
