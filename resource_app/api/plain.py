"""What is left of an object in a list? Its one-value fields, and those of the objects a list has to name with it."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.api.description import EMBEDDED
from resource_app.api.objects import parts
from resource_app.database import Json
from resource_app.directory.assurance import last_modified
from resource_app.directory.hsds_objects import KINDS
from resource_app.directory.hsds_valid import is_valid, publishable
from resource_app.directory.models import Organization, Service
from resource_app.directory.place_marks import PlaceMarks
from resource_app.directory.policy import PublicContext, public_body
from resource_app.directory.said import without

_FIELD = KINDS["service"].fields["last_modified"]
_ORGANIZATION = select(Organization.id, Organization.hsds, Organization.withheld)
_LAST_MODIFIED = select(Service.id, Service.hsds["last_modified"].as_string().label("said"), Service.shown_otherwise_at)


def plain(kind: str, whole: Json) -> Json:
    """The object without the lists and objects in it; a service keeps its organization and program, plain too."""
    named = {name: plain(name, whole[name]) for name in EMBEDDED.get(kind, ()) if isinstance(whole.get(name), dict)}
    return {name: value for name, value in whole.items() if not isinstance(value, dict | list)} | named


def minimal(session: Session, ids: Sequence[str]) -> list[Json]:
    """Ids and last_modified of services, in their order: what somebody who keeps a copy needs to see which changed."""
    said = {
        row.id: last_modified(row.said, row.shown_otherwise_at)
        for part in parts(ids)
        for row in session.execute(_LAST_MODIFIED.where(Service.id.in_(part)))
    }
    return [{"id": each, "last_modified": said[each]} if is_valid(_FIELD, said[each]) else {"id": each} for each in ids]


def plain_organizations(session: Session, ids: Sequence[str]) -> list[Json]:
    """The plain form of public organizations, in their order, without reading their services and places."""
    bodies = {
        row.id: without(row.hsds, row.withheld)
        for row in session.execute(_ORGANIZATION.where(Organization.id.in_(ids)))
    }
    marks = PlaceMarks.read(session, ((), ids))
    contexts = {each: PublicContext(of_places=marks.of(None, each)) for each in ids}
    public = (plain("organization", public_body("organization", bodies[each], contexts[each])) for each in ids)
    written = (publishable("organization", each, Counter()) for each in public)
    return [each for each in written if each is not None]


def with_plain_services(organization: Json) -> Json:
    """The organization with its services named, not told."""
    return {**organization, "services": [plain("service", each) for each in organization.get("services", ())]}
