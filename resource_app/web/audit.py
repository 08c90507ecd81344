"""Who saw this record, and what did this user see? For the privacy officer; looking is written down, too."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from resource_app.access import holders_of, open_to
from resource_app.accounts.models import User
from resource_app.audit.actions import BY_CODE
from resource_app.audit.models import AuditEvent
from resource_app.audit.queries import PAGE, Asked, events
from resource_app.audit.recording import Entry, record
from resource_app.web import csv_file, identity
from resource_app.web.action_words import action_words
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import Page
from resource_app.web.surroundings import reading

blueprint = Blueprint("page_audit", __name__)
LONGEST = 200  # characters of what is asked
MOST_ROWS = 10_000  # of a file
HEAD = ("at", "actor kind", "actor", "action", "subject", "outcome", "organization", "request", "address")


@blueprint.get("/audit")
@open_to(holders_of("privacy_officer"))
def show() -> Page:
    """The newest of what was asked for."""
    keep_nothing()
    asked = _asked()
    with reading() as session:
        found = events(session, asked)
        shown = [_row(session, event) for event in found]
        older = found[-1].at.isoformat() if len(found) == PAGE else ""
    _note("listed", asked, len(shown))
    return render_template("audit/show.html", asked=asked, rows=shown, older=older)


@blueprint.get("/audit.csv")
@open_to(holders_of("privacy_officer", recent=True))
def export() -> Page:
    """The same as a file."""
    asked = _asked()
    with reading() as session:
        found = events(session, asked, MOST_ROWS)
        rows = [
            (
                *(each.at.isoformat(), each.actor_kind, each.actor_id, each.action, each.subject, each.outcome),
                *(each.organization_id or "", each.request_id, each.address),
            )
            for each in found
        ]
    _note("exported", asked, len(rows))
    return csv_file.answer("audit.csv", HEAD, rows)


def _asked() -> Asked:
    words = {name: request.args.get(name, "").strip()[:LONGEST] for name in ("subject", "actor", "before")}
    try:
        before = datetime.fromisoformat(words["before"]).astimezone(UTC) if words["before"] else None
    except (ValueError, OverflowError):
        before = None
    return Asked(subject=words["subject"], actor=words["actor"].removeprefix("user:"), before=before)


def _row(session: Session, event: AuditEvent) -> Sequence[str]:
    user = session.get(User, event.actor_id) if event.actor_kind == "user" else None
    who = user.name if user is not None else event.actor_id or event.actor_kind
    at = event.at.strftime("%Y-%m-%d %H:%M:%S")
    return (at, who, action_words(BY_CODE[event.action].code), event.subject, event.outcome, event.actor_id)


def _note(action: str, asked: Asked, count: int) -> None:
    """In the viewer's own chain: a list is theirs."""
    known = identity.somebody()
    details = {"subject": asked.subject, "actor": asked.actor, "rows": count}
    entry = Entry(action=action, subject="audit:events", chain=f"user:{known.user_id}", details=details)
    with identity.connections().transaction() as session:
        record(session, entry, identity.by())
