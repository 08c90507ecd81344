"""Which services and organizations does a request mean? Their ids in order; conditions add up.

Searched words order by rank, everything else by id, so that pages do not shift while somebody reads them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import Row, Select, String, cast, or_, select
from sqlalchemy.orm import Session

from resource_app.api.objects import public
from resource_app.connections import search_of
from resource_app.database import Json
from resource_app.directory.asking import ask
from resource_app.directory.assurance import moment
from resource_app.directory.models import Organization, Service
from resource_app.directory.policy import PublicContext, public_body
from resource_app.directory.said import children
from resource_app.settings import Settings

TERMS = ("taxonomy_term_id", "taxonomy_id")
CHUNK = 1_000  # services a search is asked for at once


def service_ids(session: Session, asked: Json, now: datetime) -> Sequence[str]:
    """The ids of the public services a request means."""
    shown = _directory(session, asked, now)
    return [service for service, _ in _searched(session, asked, shown, now)] if _words(asked) else shown


def organization_ids(session: Session, asked: Json, now: datetime) -> Sequence[str]:
    """The ids of the organizations with a public service, or none at all; with words, of those with one that matches."""
    if not _words(asked):
        return session.scalars(_organizations(now)).all()
    found = _searched(session, asked, _directory(session, {}, now), now)
    return list(dict.fromkeys(organization for _, organization in found if organization))


def _words(asked: Json) -> str:
    words: str = asked["search"].strip()
    return words


def _searched(session: Session, asked: Json, shown: Sequence[str], now: datetime) -> Iterator[tuple[str, str]]:
    """(service id, organization id) of every match among the services `shown`, best first.

    The index alone does not decide what is public: asked by name, it also finds what is past due.
    """
    backend, connection, allowed = search_of(session), session.connection(), frozenset(shown)
    settings: Settings = current_app.extensions["settings"]
    query = ask(session, now=now, text=_words(asked), home_area=settings.home_area, limit=CHUNK).query
    offset, total = 0, 1
    while offset < total:
        results = backend.search(connection, replace(query, offset=offset))
        documents = (hit.document for hit in results.hits)
        yield from ((each.service_id, each.organization_id) for each in documents if each.service_id in allowed)
        total = results.total if results.hits else 0
        offset += CHUNK


def _organizations(now: datetime) -> Select[Any]:
    shown = public(now, Service.organization_id).where(Service.organization_id.is_not(None))
    every = select(Service.organization_id).where(Service.organization_id.is_not(None))
    told = or_(Organization.id.in_(shown), Organization.id.not_in(every))
    return select(Organization.id).where(told, Organization.listed, ~Organization.asked_out).order_by(Organization.id)


def _directory(session: Session, asked: Json, now: datetime) -> list[str]:
    """The public services that meet every condition but the words."""
    return [row.id for row in session.execute(_services(asked, now)) if _meets(row, asked)]


def _services(asked: Json, now: datetime) -> Select[Any]:
    """The rows to look at: as few, and with as few columns, as the request needs."""
    statement = public(now, Service.id).group_by(Service.id)
    if "organization_id" in asked:
        statement = statement.where(Service.organization_id == asked["organization_id"])
    if "modified_after" in asked:
        statement = statement.add_columns(
            Service.hsds["last_modified"].as_string().label("said"), Service.updated_at, Service.shown_otherwise_at
        )
    terms = [asked[name] for name in TERMS if name in asked]
    if terms:
        holds = [cast(Service.hsds, String).contains(each, autoescape=True) for each in terms]
        statement = statement.add_columns(Service.hsds.label("body")).where(*holds)
    return statement.order_by(Service.id)


def _meets(row: Row[Any], asked: Json) -> bool:
    """Whether a row meets what SQL could not decide."""
    if "modified_after" in asked and _modified(row) < asked["modified_after"]:
        return False
    return not asked.keys() & set(TERMS) or _carries(row.body, asked.get("taxonomy_term_id"), asked.get("taxonomy_id"))


def _modified(row: Row[Any]) -> datetime:
    """When the source last changed the service, or we what is shown of it; when it came here where the source does not say."""
    said = moment(row.said) or row.updated_at
    return max(said, row.shown_otherwise_at or said)


def _carries(body: Json, term: str | None, taxonomy: str | None) -> bool:
    """Whether a public attribute of the service is of this term, and the same one of this taxonomy."""
    shown = public_body("service", body, PublicContext())
    return any(
        term in (None, *_ids(each, "taxonomy_term", "taxonomy_term"))
        and taxonomy in (None, *_ids(each.get("taxonomy_term"), "taxonomy_detail", "taxonomy"))
        for each in children(shown, "attributes")
    )


def _ids(holder: Any, held_as: str, name: str) -> tuple[Any, ...]:
    """The id of the object `holder` holds under `held_as`, or refers to as `<name>_id`."""
    if not isinstance(holder, dict):
        return ()
    held = holder.get(held_as)
    return (holder.get(f"{name}_id"), held.get("id") if isinstance(held, dict) else None)
