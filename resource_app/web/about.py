"""About the directory: who answers for it, where listings come from, what is kept of a visit, and help. And a sign of life."""

from flask import Blueprint, Response, jsonify, render_template

from resource_app.access import open_to
from resource_app.connections import search_of
from resource_app.web.origins import origins
from resource_app.web.surroundings import reader, reading

blueprint = Blueprint("page_about", __name__)


@blueprint.get("/about")
@open_to("public")
def show() -> str:
    """One page: about, sources, privacy, help."""
    with reading() as session:
        return render_template("about/show.html", origins=origins(session, reader().t))


@blueprint.get("/healthz")
@open_to("public")
def health() -> tuple[Response, int]:
    """200 when searches are answered, else 503; for a load balancer."""
    with reading() as session:
        found = search_of(session).health(session.connection())
    return jsonify(ready=found.ready), 200 if found.ready else 503


@blueprint.get("/robots.txt")
@open_to("public")
def robots() -> Response:
    """Search engines may list services, but not follow every variant of a search."""
    return Response("User-agent: *\nDisallow: /search\nDisallow: /map/\n", mimetype="text/plain")
