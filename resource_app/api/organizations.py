"""Organizations: /api/organizations and /api/organizations/{id}."""

from datetime import datetime

from sqlalchemy.orm import Session

from resource_app.api import selecting
from resource_app.api.endpoints import HsdsBlueprint, endpoint, the_one
from resource_app.api.objects import whole
from resource_app.api.pages import page, window_of
from resource_app.api.plain import plain, with_plain_services
from resource_app.api.schemas import OneOrganizationQuery, OrganizationsQuery
from resource_app.database import Json

blueprint = HsdsBlueprint("organizations", "Who offers it.")


@endpoint(blueprint, "/organizations", "organization_page", takes=OrganizationsQuery)
def list_organizations(session: Session, now: datetime, query: Json) -> Json:
    """Organizations with a public service, a page at a time: their one-value fields.

    `full` gives whole organizations with their services named, `full_service` with whole services.
    """
    ids = selecting.organization_ids(session, query, now)
    window = window_of(query)
    told = whole(session, "organization", window.cut(ids), now)
    return page([_as_asked(each, query) for each in told], len(ids), window)


@endpoint(blueprint, "/organizations/<id>", "organization", takes=OneOrganizationQuery, missing=True)
def show_organization(session: Session, now: datetime, query: Json, id: str) -> Json:  # noqa: A002 - HSDS names it so
    """One organization with everything in it, its services named or, with `full_service`, whole."""
    return _as_asked(the_one("organization", id, whole(session, "organization", [id], now)), {**query, "full": True})


def _as_asked(organization: Json, query: Json) -> Json:
    if query["full_service"]:
        return organization
    return with_plain_services(organization) if query["full"] else plain("organization", organization)
