"""How is one act shown that was written down? Ids are kept; the names they have today are joined here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.accounts.models import Invitation, User
from resource_app.accounts.roles import ROLE
from resource_app.audit.models import AuditEvent
from resource_app.database import parts_of
from resource_app.directory.models import Organization
from resource_app.web import language
from resource_app.web.action_words import action_words, actor_words, detail_words, outcome_words, record_words
from resource_app.web.role_words import role_name

_IDS = frozenset(
    {"membership", "session", "inbox", "organization", "role"}
)  # of details: said elsewhere, or by an id alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act in the reader's language. `who_id` is the user who did it, where one is known; `event` is what was kept."""

    event: AuditEvent
    who: str
    who_id: str
    what: str
    record: str
    role: str
    where: str
    invited_by: str
    more: Sequence[str]
    outcome: str


@dataclass(frozen=True, slots=True)
class Names:
    """What stands behind ids."""

    users: Mapping[str, User]
    organizations: Mapping[str, str]
    invitations: Mapping[str, Invitation]
    taken: Mapping[tuple[datetime, str], Invitation]  # by when, and by whose address

    def user(self, user_id: str) -> str:
        """A person by name; an id that is unknown, or no more, by itself."""
        known = self.users.get(user_id)
        return known.name if known else user_id

    def record(self, subject: str) -> str:
        """What an act is about."""
        kind, _, id_ = subject.partition(":")
        if record_words(subject) != subject:
            return record_words(subject)
        if kind == "user":
            return self.user(id_)
        if kind == "organization":
            return self.organizations.get(id_, f"{record_words(kind)} {id_}")
        if kind == "role" and id_ in ROLE:
            return f"{record_words(kind)}: {role_name(id_)}"
        made = self.invitations.get(id_) if kind == "invitation" else None
        return f"{record_words(kind)} {made.email if made else id_}"

    def invitation_of(self, event: AuditEvent) -> Invitation | None:
        """The invitation that an act is about, or that gave a role."""
        kind, _, id_ = event.subject.partition(":")
        if kind == "invitation":
            return self.invitations.get(id_)
        user = self.users.get(id_) if event.action == "membership_given" else None
        made = self.taken.get((event.at, user.email)) if user else None
        return made if made and made.role == event.details.get("role") else None

    def who(self, event: AuditEvent) -> tuple[str, str]:
        """Who did it, and their id where it is a user's. Who takes an invitation is nobody yet, and then the person."""
        if event.actor_kind == "user":
            return self.user(event.actor_id), event.actor_id
        made = self.invitation_of(event) if event.actor_kind == "visitor" else None
        if made and event.action in {"invitation_taken", "membership_given"}:
            person = next((user for user in self.users.values() if user.email == made.email), None)
            return (person.name, person.id) if person else (made.email, "")
        return f"{actor_words(event.actor_kind)} {event.actor_id}".strip(), ""


def acts(session: Session, events: Sequence[AuditEvent]) -> list[Act]:
    """How they are shown."""
    names = _names(session, events)
    return [_act(event, names) for event in events]


def name_of(session: Session, subject: str) -> str:
    """What a record is called."""
    return _names_of(session, {subject}, set()).record(subject)


def _act(event: AuditEvent, names: Names) -> Act:
    details = event.details
    who, who_id = names.who(event)
    made = names.invitation_of(event)
    organization = details.get("organization") or event.organization_id
    role = details.get("role")
    return Act(
        event=event,
        who=who,
        who_id=who_id,
        what=action_words(event.action),
        record=names.record(event.subject),
        role=role_name(role) if role in ROLE else "",
        where=names.organizations.get(organization, organization) if role and organization else "",
        invited_by=names.user(made.invited_by) if made else "",
        more=list(_more(details, names)),
        outcome=outcome_words(event.outcome),
    )


def _more(details: Mapping[str, Any], names: Names) -> Iterator[str]:
    """What else was kept of it: codes and numbers."""
    t = language.translator()
    for key, value in details.items():
        if key == "shown":
            yield t.ngettext("%(num)d record shown", "%(num)d records shown", len(value)) % {"num": len(value)}
        elif key == "rows":
            yield t.ngettext("%(num)d row", "%(num)d rows", value) % {"num": value}
        elif key in {"subject", "actor"}:
            yield from [names.record(value if key == "subject" else f"user:{value}")] if value else []
        elif isinstance(value, dict):
            yield f"{key}: {value.get('from')} → {value.get('to')}"
        elif key not in _IDS and value is not None:
            yield detail_words(key, str(value))


def _names(session: Session, events: Sequence[AuditEvent]) -> Names:
    subjects = set()
    for event in events:
        subjects |= {event.subject, f"{event.actor_kind}:{event.actor_id}", f"organization:{event.organization_id}"}
        subjects |= {f"organization:{event.details.get('organization')}", str(event.details.get("subject"))}
        subjects |= {f"user:{event.details.get('actor')}"}
    return _names_of(session, subjects, {event.at for event in events if event.action == "membership_given"})


def _names_of(session: Session, subjects: set[str], given: set[datetime]) -> Names:
    def ids(kind: str) -> list[str]:
        return [id_ for each, _, id_ in (subject.partition(":") for subject in subjects) if each == kind]

    def among(column: Any, values: Any) -> list[Any]:
        asked = (select(column.class_).where(column.in_(part)) for part in parts_of(values))
        return [row for each in asked for row in session.scalars(each)]

    there = (
        select(Organization.id, Organization.name).where(Organization.id.in_(part))
        for part in parts_of(ids("organization"))
    )
    taken = among(Invitation.taken_at, given)
    invitations = [*among(Invitation.id, ids("invitation")), *taken]
    users = among(User.id, {*ids("user"), *(each.invited_by for each in invitations)})
    users += among(User.email, {each.email for each in invitations})
    return Names(
        users={user.id: user for user in users},
        organizations={row.id: row.name for each in there for row in session.execute(each)},
        invitations={each.id: each for each in invitations},
        taken={(each.taken_at, each.email): each for each in taken},
    )
