"""Is this process alive, and can it answer? Two addresses for a load balancer; what they say names nobody and no host."""

from datetime import timedelta

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy.exc import DBAPIError

from resource_app.access import PUBLIC, open_to
from resource_app.connections import search_of
from resource_app.jobs.queries import waiting
from resource_app.web.surroundings import reading
from search.backend import SearchUnavailable

blueprint = Blueprint("health", __name__)
LATE = timedelta(minutes=5)  # a job that nobody took for so long: no jobs process runs


@blueprint.get("/healthz")
@open_to(PUBLIC)
def alive() -> Response:
    """200 as long as this process answers at all; it asks nobody else."""
    return jsonify(alive=True)


@blueprint.get("/readyz")
@open_to(PUBLIC)
def ready() -> tuple[Response, int]:
    """200 when the database and the search answer, else 503. A search answered by its fallback ("reduced") and late jobs are
    told, and no reason to send nobody here.
    """
    said = {"database": "down", "search": "down", "jobs": "unknown"}
    try:
        with reading() as session:
            wait = waiting(session, current_app.extensions["clock"]()).longest
            said |= {"database": "up", "jobs": "late" if wait > LATE else "in time"}
            health = search_of(session).health(session.connection())
            said["search"] = "down" if not health.ready else "reduced" if health.reduced else "up"
    except (DBAPIError, SearchUnavailable):
        pass
    answers = said["database"] == "up" and said["search"] != "down"
    return jsonify(ready=answers, **said), 200 if answers else 503
