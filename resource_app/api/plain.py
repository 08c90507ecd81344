"""What is left of an object in a list? Its one-value fields, and those of the objects a list has to name with it."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.api.description import EMBEDDED
from resource_app.database import Json
from resource_app.directory.hsds_objects import KINDS
from resource_app.directory.hsds_valid import is_valid
from resource_app.directory.models import Service

IDS_AT_ONCE = 10_000  # SQLite takes 32,766 variables in a statement
_FIELD = KINDS["service"].fields["last_modified"]
_LAST_MODIFIED = select(Service.id, Service.hsds["last_modified"].as_string().label("said"))


def plain(kind: str, whole: Json) -> Json:
    """The object without the lists and objects in it; a service keeps its organization and program, plain too."""
    named = {name: plain(name, whole[name]) for name in EMBEDDED.get(kind, ()) if isinstance(whole.get(name), dict)}
    return {name: value for name, value in whole.items() if not isinstance(value, dict | list)} | named


def minimal(session: Session, ids: Sequence[str]) -> list[Json]:
    """Ids and last_modified of services, in their order: what somebody who keeps a copy needs to see which changed."""
    said = {
        row.id: row.said for part in _parts(ids) for row in session.execute(_LAST_MODIFIED.where(Service.id.in_(part)))
    }
    return [{"id": each, "last_modified": said[each]} if is_valid(_FIELD, said[each]) else {"id": each} for each in ids]


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (ids[start : start + IDS_AT_ONCE] for start in range(0, len(ids), IDS_AT_ONCE))


def with_plain_services(organization: Json) -> Json:
    """The organization with its services named, not told."""
    return {**organization, "services": [plain("service", each) for each in organization.get("services", ())]}
