"""Organizations: /api/organizations and /api/organizations/{id}."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from resource_app.api import selecting
from resource_app.api.endpoints import HsdsBlueprint, endpoint, the_one
from resource_app.api.objects import whole
from resource_app.api.pages import page, window_of
from resource_app.api.plain import plain_organizations, with_plain_services
from resource_app.api.schemas import OneOrganizationQuery, OrganizationsQuery
from resource_app.database import Json

blueprint = HsdsBlueprint("organizations", "Who offers it.")


@endpoint(blueprint, "/organizations", "organization_page", takes=OrganizationsQuery)
def list_organizations(session: Session, now: datetime, query: Json) -> Json:
    """Organizations, a page at a time: their one-value fields.

    `full` gives whole organizations with their services named, `full_service` with whole services.
    """
    ids = selecting.organization_ids(session, query, now)
    window = window_of(query)
    return page(_listed(session, window.cut(ids), query, now), len(ids), window)


@endpoint(blueprint, "/organizations/<id>", "organization", takes=OneOrganizationQuery, missing=True)
def show_organization(session: Session, now: datetime, query: Json, id: str) -> Json:  # noqa: A002 - HSDS names it so
    """One organization with everything in it, its services named or, with `full_service`, whole."""
    told = the_one("organization", id, whole(session, "organization", [id], now))
    return told if query["full_service"] else with_plain_services(told)


def _listed(session: Session, ids: Sequence[str], query: Json, now: datetime) -> list[Json]:
    if not (query["full"] or query["full_service"]):
        return plain_organizations(session, ids)
    told = whole(session, "organization", ids, now)
    return told if query["full_service"] else [with_plain_services(each) for each in told]
