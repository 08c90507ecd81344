"""Services and services at a place: /api/services, /api/services/{id}, /api/service_at_locations/{id}."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from resource_app.api import selecting
from resource_app.api.endpoints import HsdsBlueprint, endpoint, the_one
from resource_app.api.objects import whole
from resource_app.api.pages import page, window_of
from resource_app.api.plain import minimal, plain
from resource_app.api.schemas import ServicesQuery
from resource_app.database import Json

blueprint = HsdsBlueprint("services", "What is offered, and where.")


@endpoint(blueprint, "/services", "service_page", takes=ServicesQuery)
def list_services(session: Session, now: datetime, query: Json) -> Json:
    """Services, a page at a time: their one-value fields with organization and program.

    The conditions add up. `full` gives whole objects, `minimal` only ids and when they were modified.
    """
    ids = selecting.service_ids(session, query, now)
    window = window_of(query, whole=query["minimal"])
    return page(_listed(session, window.cut(ids), query, now), len(ids), window)


@endpoint(blueprint, "/services/<id>", "service", missing=True)
def show_service(session: Session, now: datetime, query: Json, id: str) -> Json:  # noqa: A002 - HSDS names it so
    """One service with everything in it: organization, program, places, hours, phones."""
    del query
    return the_one("service", id, whole(session, "service", [id], now))


@endpoint(blueprint, "/service_at_locations/<id>", "service_at_location", missing=True)
def show_service_at_location(session: Session, now: datetime, query: Json, id: str) -> Json:  # noqa: A002 - see above
    """One service at one place, with both."""
    del query
    return the_one("service_at_location", id, whole(session, "service_at_location", [id], now))


def _listed(session: Session, ids: Sequence[str], query: Json, now: datetime) -> list[Json]:
    if query["minimal"]:
        return minimal(session, ids)
    told = whole(session, "service", ids, now)
    return told if query["full"] else [plain("service", each) for each in told]
