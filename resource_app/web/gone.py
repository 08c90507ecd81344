"""What is said when a link leads to a listing that is closed, unconfirmed, merged, hidden or unknown? Never a bare 404."""

from collections.abc import Sequence
from datetime import datetime

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app import phrases
from resource_app.clock import months_later
from resource_app.directory.models import Listing, Service
from resource_app.web import counts, kinds, near
from resource_app.web.cards import Reader, card_of
from resource_app.web.surroundings import now, reader
from search import stored
from search.documents import Document

GONE = 410
MISSING = 404
UNCONFIRMED = "unconfirmed"
LEFT_FOR = (
    UNCONFIRMED,
    "inactive",
    "defunct",
)  # why what was public is so no more; the first is the least that is known
LONG = 7  # months: six until a confirmation is due, and one in which it is asked for in vain


def that_left(documents: Sequence[Document]) -> Document | None:
    """One of these that was public and has closed, or that nobody confirmed; a candidate or a withheld one never was."""
    left = [each for each in documents if each.hidden in LEFT_FOR and not each.staff_only]
    return min(left, key=lambda each: LEFT_FOR.index(each.hidden), default=None)


def closed_page(session: Session, document: Document) -> tuple[str, int]:
    """The page of a service that has closed, or that nobody confirmed: its name, and three of the same kind near it."""
    changed_at = session.scalar(select(Service.updated_at).where(Service.id == document.service_id))
    return _closed(session, document, changed_at, name=document.name, organization=document.organization)


def closed_organization_page(session: Session, document: Document) -> tuple[str, int]:
    """The page of an organization all of whose services have closed, or were not confirmed; `document` is one of them."""
    return _closed(session, document, None, name=document.organization, organization="")


def _closed(session: Session, document: Document, since: datetime | None, **names: str) -> tuple[str, int]:
    """`since` is when the service last changed: from then on, at the latest, it was not shown."""
    who = reader(session)
    similar = [card_of(hit, who) for hit in near.similar(session, document, now())]
    unasked = _unconfirmed(who, document) if document.hidden == UNCONFIRMED else ""
    day = who.day(since) if since and not unasked else ""
    about = {"of_organization": False, "since": day, "unconfirmed": unasked, **names}
    return render_template("listing/gone.html", cards=similar, kinds=(), **about), GONE


def _unconfirmed(who: Reader, document: Document) -> str:
    """For how long nobody has confirmed a listing."""
    if document.confirmed_on is None:
        return who.t.gettext("Nobody has ever confirmed it.")
    if months_later(document.confirmed_on, LONG) < who.now.date():
        return who.t.gettext("Nobody has confirmed it for more than seven months.")
    day = phrases.full_date(who.t, document.confirmed_on)
    return who.t.gettext("It was last confirmed %(date)s, and nobody has confirmed it since.") % {"date": day}


def unknown_page(session: Session, *, organization: bool = False) -> tuple[str, int]:
    """The page of a hidden service or organization and of one we never knew: the two are the same.

    What is like a hidden one would tell of it; who helps to find other help tells nothing.
    """
    who = reader(session)
    guides = [card_of(hit, who) for hit in near.guides(session, now())]
    number_of = counts.of_kinds(session, now())
    top = [(kind, number_of.of(kind.code)) for kind in kinds.top_kinds(who.locale) if not number_of.nothing]
    about = {"of_organization": organization, **dict.fromkeys(("name", "organization", "since", "unconfirmed"), "")}
    return render_template("listing/gone.html", cards=guides, kinds=top, **about), MISSING


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
