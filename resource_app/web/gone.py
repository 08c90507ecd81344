"""What is said when a link leads to a listing that is closed, merged, hidden or unknown? Never a bare 404."""

from datetime import datetime

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app import phrases
from resource_app.directory.models import Listing, Service
from resource_app.web import counts, kinds, near
from resource_app.web.cards import card_of
from resource_app.web.surroundings import now, reader
from search import stored
from search.documents import Document

GONE = 410
MISSING = 404
CLOSED_STATUSES = ("inactive", "defunct")


def known_to_be_closed(documents: tuple[Document, ...]) -> Document | None:
    """A listing of the service that was public and has closed; a candidate or a withheld one never was."""
    return next((each for each in documents if each.hidden in CLOSED_STATUSES and not each.staff_only), None)


def closed_page(session: Session, document: Document) -> tuple[str, int]:
    """The page of a service that has closed: its name, and three of the same kind near it."""
    changed_at = session.scalar(select(Service.updated_at).where(Service.id == document.service_id))
    return _closed(session, document, changed_at, name=document.name, organization=document.organization)


def closed_organization_page(session: Session, document: Document) -> tuple[str, int]:
    """The page of an organization all of whose services have closed; `document` is one of them."""
    return _closed(session, document, None, name=document.organization, organization="")


def _closed(session: Session, document: Document, since: datetime | None, **names: str) -> tuple[str, int]:
    """`since` is when the service last changed: from then on, at the latest, it was not shown."""
    who = reader(session)
    similar = [card_of(hit, who) for hit in near.similar(session, document, now())]
    day = phrases.full_date(who.t, since.astimezone(who.now.tzinfo).date()) if since else ""
    return render_template(
        "listing/gone.html", cards=similar, kinds=(), of_organization=False, since=day, **names
    ), GONE


def unknown_page(session: Session, *, organization: bool = False) -> tuple[str, int]:
    """The page of a hidden service or organization and of one we never knew: the two are the same.

    What is like a hidden one would tell of it; who helps to find other help tells nothing.
    """
    who = reader(session)
    guides = [card_of(hit, who) for hit in near.guides(session, now())]
    number_of = counts.of_kinds(session, now())
    top = [(kind, number_of.of(kind.code)) for kind in kinds.top_kinds(who.locale) if not number_of.nothing]
    return render_template(
        "listing/gone.html", name="", organization="", of_organization=organization, since="", cards=guides, kinds=top
    ), MISSING


def merged_into(session: Session, service_id: str) -> Document | None:
    """The listing a merged one of this service went into in the end, None when the public may not see that one."""
    merged = select(Listing.merged_into).where(Listing.merged_into.is_not(None))
    target = session.scalar(merged.where(Listing.service_id == service_id).limit(1))
    passed: set[str] = set()
    last = ""
    while target and target not in passed:
        passed.add(target)
        last, target = target, session.scalar(merged.where(Listing.id == target))
    document = stored.load(session.connection(), [last]).get(last)
    return document if document is not None and is_shown(document) else None


def is_shown(document: Document) -> bool:
    """Whether the public may open the listing. One that is past due stays open, with a warning."""
    return not document.hidden and not document.staff_only
