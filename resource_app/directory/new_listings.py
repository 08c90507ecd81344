"""How does a listing get into the directory that no import brings? Somebody proposes it, and a curator publishes it."""

import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, null, select, update
from sqlalchemy.orm import Session

from resource_app import mail
from resource_app.actor import Actor
from resource_app.database import Json
from resource_app.directory import new_places
from resource_app.directory.applying import Entry, apply_batch
from resource_app.directory.categories import category_codes
from resource_app.directory.facts import audiences_of, is_sensitive
from resource_app.directory.history import Changed, Edit, note
from resource_app.directory.hsds import split
from resource_app.directory.models import Change, Organization, ProposedListing, Service
from resource_app.directory.models.proposed_listing import PROPOSED
from resource_app.directory.new_places import HIDDEN
from resource_app.directory.secrecy import says_confidential
from resource_app.errors import N_, BadInput, NotFound
from resource_app.tasks.operations import close_tasks, open_tasks
from search import stored

TASK: Final = "new listing"
LETTER = "new_listing_decided"
SOURCE = "curator"  # of what is published so: somebody has read it
KEPT_FOR = timedelta(days=90)  # what was typed, after the decision
Said = Mapping[str, str]
_SAFE = re.compile(r"\bsafe[- ]?(?:house|home|haven)s?\b|\bcasas? segura|\brefugio seguro", re.IGNORECASE)


def subject(proposed_id: str) -> str:
    """What its task is about."""
    return f"new:{proposed_id}"


def propose(session: Session, said: Said, organization_id: str | None, now: datetime, actor: Actor) -> ProposedListing:
    """Keep what somebody proposes, and open a curator's task. With a "service_id" it is one more place of that service."""
    made = ProposedListing(
        id=str(uuid.uuid4()),
        name=said["name"],
        said=dict(said),
        organization_id=organization_id,
        user_id=actor.id,
        made_at=now,
    )
    session.add(made)
    session.flush()
    open_tasks(session, TASK, [(subject(made.id), "")], now)
    return made


def require_first(session: Session, said: Said) -> None:
    """Raise BadInput for one more place of a service that waits for a curator already."""
    waiting = select(ProposedListing.said).where(ProposedListing.state == "open", ProposedListing.said.is_not(None))
    for sent in session.scalars(waiting):
        if sent and sent.get("service_id") == said["service_id"] and new_places.is_same(sent, said):
            raise BadInput(N_("This place was sent already. A curator looks at it."), "address_1")


def find(session: Session, proposed_id: str) -> ProposedListing:
    """One of them; NotFound where there is none."""
    made = session.get(ProposedListing, proposed_id)
    if made is None:
        raise NotFound("proposed listing", proposed_id)
    return made


def of_user(session: Session, user_id: str) -> Sequence[ProposedListing]:
    """What somebody proposed, the last first."""
    mine = select(ProposedListing).where(ProposedListing.user_id == user_id)
    return session.scalars(mine.order_by(ProposedListing.made_at.desc(), ProposedListing.id)).all()


def is_in_danger(said: Said) -> bool:
    """Whether a street is said of a service whose people may be in danger where they are found."""
    return bool(said.get("address_1")) and _is_dangerous(said)


def puts_in_danger(session: Session, said: Said) -> bool:
    """The same; of one more place of a service that is in the directory by what stands there."""
    return bool(said.get("address_1")) and may_be_dangerous(session, said)


def may_be_dangerous(session: Session, said: Said) -> bool:
    """Whether people may be in danger where they are found, as what is said tells, or the service that it names."""
    service_id = said.get("service_id")
    if not service_id:
        return _is_dangerous(said)
    service = session.get(Service, service_id)
    documents = stored.of_service(session.connection(), service_id)
    words = service.hsds if service is not None else {}
    return any(each.sensitive for each in documents) or _is_dangerous({**said, **words})


def _is_dangerous(said: Mapping[str, Any]) -> bool:
    name, text = said.get("name") or "", said.get("description") or ""
    who = said.get("eligibility_description") or ""
    words = " ".join(filter(None, (name, said.get("organization"), text, who, said.get("place"))))
    sensitive = is_sensitive(category_codes((), name, text), audiences_of(who, name), words)
    return sensitive or _SAFE.search(words) is not None or says_confidential(words)


def may_change(made: ProposedListing) -> bool:
    """Whether a curator may change what was typed: it waits, and is more than a place that was chosen."""
    return made.state == "open" and bool(made.said) and not (made.said or {}).get("location_id")


def change(session: Session, made: ProposedListing, said: Said, seen: int, now: datetime, edit: Edit) -> None:
    """Lay what a curator types over what was typed, before it is published; `seen` is the last change their form showed. The
    history of the listing tells curators what it was, and nobody else: the public never read it.

    Raises BadInput for what was decided, or where another curator changed it meanwhile.
    """
    _require_open(session, made)
    before = made.said or {}
    if last_change(session, made) > seen:
        told = N_("Somebody else has changed this meanwhile. Below is what you typed: save it if it is right.")
        raise BadInput(told, "place" if before.get("service_id") else "name")
    differing = [name for name, value in said.items() if value.split() != before.get(name, "").split()]
    note(
        session,
        [Changed(PROPOSED, made.id, name, before.get(name) or None, said[name] or None) for name in differing],
        edit,
        now,
    )
    made.said = {**before, **said}
    if not before.get("service_id"):
        made.name = said["name"]
    session.flush()


def last_change(session: Session, made: ProposedListing) -> int:
    """The number of the last change that a curator made to it; 0 before the first."""
    return session.scalar(select(func.max(Change.id)).where(*_changes(made))) or 0


def changed_in(session: Session, made: ProposedListing) -> Sequence[str]:
    """The boxes of which a curator changed what was typed, by name."""
    return session.scalars(select(Change.field).where(*_changes(made)).distinct().order_by(Change.field)).all()


def _changes(made: ProposedListing) -> tuple[ColumnElement[bool], ...]:
    return Change.kind == PROPOSED, Change.object_id == made.id


def publish(
    session: Session, made: ProposedListing, now: datetime, actor: Actor, answer: str = "", address: str = ""
) -> str:
    """Put it into the directory, in the curator's name; the id of its service. `address` is "secret" or "shown"; without it,
    what its sender ticked holds. Raises BadInput for what was decided, emptied since it held a private address, or
    needs to be told whether its address may be shown.
    """
    _require_open(session, made)
    if made.said is None:
        raise BadInput(N_("What was proposed is not kept, since the address is private. Ask who proposed it."))
    said = {
        **made.said,
        HIDDEN: "" if address == "shown" else "yes" if address == "secret" else made.said.get(HIDDEN, ""),
    }
    if address not in {"secret", "shown"} and not said[HIDDEN] and puts_in_danger(session, said):
        raise BadInput(N_("Choose whether people may see the address."), "address")
    service_id = said.get("service_id")
    if service_id:
        new_places.add(session, service_id, said, now, actor, SOURCE)
    else:
        nested = nested_of(session, said, made.organization_id, made.id)
        objects = (new_places.kept_secret(each, said) for each in split("service", nested))
        apply_batch(session, [Entry("service", nested["id"], tuple(objects))], now, actor, SOURCE)
        service_id = nested["id"]
    made.service_id = service_id
    if said[HIDDEN]:
        _forget(session, made)
    _decide(session, made, "published", answer, now, actor)
    return str(service_id)


def refuse(session: Session, made: ProposedListing, now: datetime, actor: Actor, answer: str = "") -> None:
    """Leave it out; what was typed goes at once where its address is to be kept secret, or may put people in danger. Raises
    BadInput for what was decided already.
    """
    _require_open(session, made)
    if made.said is not None and (made.said.get(HIDDEN) or may_be_dangerous(session, made.said)):
        _forget(session, made)
    _decide(session, made, "refused", answer, now, actor)


def erase(session: Session, now: datetime) -> int:
    """Forget what was typed of those decided long ago; how many those were."""
    old = ProposedListing.decided_at < now - KEPT_FOR, ProposedListing.said.is_not(None)
    found = session.scalars(select(ProposedListing).where(*old)).all()
    for each in found:
        _forget(session, each)
    return len(found)


def _forget(session: Session, made: ProposedListing) -> None:
    """Keep nothing of what was typed, nor how a curator changed it."""
    session.execute(update(Change).where(*_changes(made)).values(was=null(), became=null()))
    made.said = None
    session.flush()


def _require_open(session: Session, made: ProposedListing) -> None:
    session.refresh(made, with_for_update=True)
    if made.state != "open":
        raise BadInput(N_("This was decided already."))


def _decide(session: Session, made: ProposedListing, state: str, answer: str, now: datetime, actor: Actor) -> None:
    made.state, made.decided_at, made.decided_by, made.answer = state, now, actor.id, answer or None
    session.flush()
    close_tasks(session, TASK, [subject(made.id)], state, now)
    if made.user_id != actor.id:
        mail.ask(session, _new(), LETTER, made.id, now)


def nested_of(session: Session, said: Said, organization_id: str | None, service_id: str = "") -> Json:
    """The HSDS service that what was typed says, with new ids but for an organization there is, and where one is named."""
    known = session.get(Organization, organization_id) if organization_id else None
    organization = {"id": known.id} if known else {"id": _new(), "name": said["organization"], "description": ""}
    service: dict[str, Any] = {
        "id": service_id or _new(),
        "name": said["name"],
        "status": "active",
        "organization": organization,
    }
    texts = ("description", "eligibility_description", "url", "email", "fees_description")
    service |= {name: said[name] for name in texts if said.get(name)}
    if said.get("phone"):
        service["phones"] = [{"id": _new(), "number": said["phone"], "type": "voice"}]
    if said.get("areas"):
        service["service_areas"] = [{"id": _new(), "name": each} for each in said["areas"].splitlines() if each.strip()]
    if said.get("address_1"):
        service["service_at_locations"] = [{"id": _new(), "location": _place(said)}]
    return service


def _place(said: Said) -> Json:
    parts = ("address_1", "city", "state_province", "postal_code")
    address = {name: said.get(name, "") for name in parts} | {"id": _new(), "country": "US", "address_type": "physical"}
    return {"id": _new(), "location_type": "physical", "name": said["name"], "addresses": [address]}


def _new() -> str:
    return str(uuid.uuid4())
