"""Which changes wait for a curator, and what becomes of them? Each is one field; the curator's task is the object it is of."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, insert, null, select, tuple_, update
from sqlalchemy.orm import Session

from resource_app import mail
from resource_app.accounts.letters import DECIDED
from resource_app.actor import Actor
from resource_app.database import parts_of
from resource_app.directory import document
from resource_app.directory.disputes import CHECKED, OF_ORGANIZATION, listings_with
from resource_app.directory.keepers import Keeper
from resource_app.directory.kept import part
from resource_app.directory.merging import says_same
from resource_app.directory.models import Proposal
from resource_app.tasks.operations import close_tasks, open_tasks

TASK: Final = "proposal"
Key = tuple[str, str, str]  # kind, id, field
_KEY = tuple_(Proposal.kind, Proposal.object_id, Proposal.field)
_OBJECT = tuple_(Proposal.kind, Proposal.object_id)
_OPEN = select(Proposal).where(Proposal.state == "open")
_OF_OBJECTS = _OPEN.where(_OBJECT.in_(bindparam("objects", expanding=True)))  # asked at every save: built once
_WAITING = _OF_OBJECTS.with_only_columns(Proposal.kind, Proposal.object_id)


@dataclass(frozen=True, slots=True)
class Offer:
    """What an organization proposes for one field: what stands there, and what should."""

    key: Key
    was: Any
    proposed: Any


def propose(session: Session, keeper: Keeper, offers: Iterable[Offer], now: datetime, actor: Actor) -> None:
    """Let these wait for a curator. What the organization had proposed for the same fields before is replaced."""
    source = f"{OF_ORGANIZATION}{keeper.organization_id}"
    rows = []
    for offer in offers:
        kind, object_id, name = offer.key
        older = update(Proposal).where(_KEY.in_([offer.key]), Proposal.source == source, Proposal.state == "open")
        session.execute(older.values(state="superseded"))
        row = {"kind": kind, "object_id": object_id, "field": name, "source": source, "was": offer.was}
        rows.append({**row, "proposed": offer.proposed, "state": "open", "made_at": now, "user_id": actor.id})
    session.execute(insert(Proposal), rows)
    open_for(session, {(row["kind"], row["object_id"]) for row in rows}, now)
    show_checked(session, [(row["kind"], row["object_id"], row["field"]) for row in rows])


def show_checked(session: Session, keys: Iterable[Key]) -> None:
    """Let listings say what of these fields is being checked still: something was sent, or decided."""
    objects = {(kind, object_id) for kind, object_id, name in keys if name in CHECKED}
    document.refresh(session, listings_with(session, sorted(objects)))


def open_for(session: Session, objects: Collection[tuple[str, str]], now: datetime) -> None:
    """Open the curator's task for objects of which something is proposed."""
    open_tasks(session, TASK, ((f"{kind}:{key}", "") for kind, key in sorted(objects)), now)


def open_ones(session: Session, kind: str, object_id: str) -> Sequence[Proposal]:
    """What waits of one object, by field, the oldest first."""
    asked = select(Proposal).where(Proposal.kind == kind, Proposal.object_id == object_id, Proposal.state == "open")
    return session.scalars(asked.order_by(Proposal.field, Proposal.made_at, Proposal.id)).all()


@dataclass(frozen=True, slots=True)
class Asked:
    """Which proposals a list shows: of a source, of a field, and those with numbers above `after`."""

    source: str = ""
    field: str = ""
    after: int = 0


def waiting(session: Session, asked: Asked, most: int) -> Sequence[Proposal]:
    """Open proposals, the oldest first."""
    found = select(Proposal).where(Proposal.state == "open", Proposal.id > asked.after)
    if asked.source:
        found = found.where(Proposal.source == asked.source)
    if asked.field:
        found = found.where(Proposal.field == asked.field)
    return session.scalars(found.order_by(Proposal.id).limit(most)).all()


def sources_and_fields(session: Session) -> tuple[Sequence[str], Sequence[str]]:
    """Whose changes wait, and of which fields."""
    open_ = Proposal.state == "open"
    sources = session.scalars(select(Proposal.source).where(open_).distinct().order_by(Proposal.source)).all()
    return sources, session.scalars(select(Proposal.field).where(open_).distinct().order_by(Proposal.field)).all()


def numbered(session: Session, ids: Collection[int]) -> Sequence[Proposal]:
    """The proposals with these numbers, whatever became of them."""
    return session.scalars(select(Proposal).where(Proposal.id.in_(ids)).order_by(Proposal.id)).all()


def offered_by(
    session: Session, organization_id: str, objects: Mapping[Any, str], decided_since: datetime
) -> Sequence[Proposal]:
    """What an organization proposed of these objects, the last first: what waits, what a curator has decided lately, and what
    ended lately since it might tell where a private place is.
    """
    mine = select(Proposal).where(
        Proposal.source == f"{OF_ORGANIZATION}{organization_id}",
        tuple_(Proposal.kind, Proposal.object_id).in_(list(objects.items())),
        (Proposal.state == "open") | (Proposal.decided_at >= decided_since),
    )
    return session.scalars(mine.order_by(Proposal.id.desc())).all()


def tell(session: Session, decided: Iterable[Proposal], now: datetime) -> None:
    """Let everybody know who proposed something that waits no more, in the transaction that ends it: one letter, which says
    nothing of it. Where one waits to be sent to them, it tells of this, too.
    """
    about: dict[str, set[str]] = defaultdict(set)
    for each in decided:
        if each.user_id:
            home = each.source.removeprefix(OF_ORGANIZATION)
            known = part(session, each.kind, each.object_id, home)
            about[each.user_id].add(known.listing_id if known else "")
    for user_id, listings in about.items():
        told = f"{user_id}:{listings.pop() if len(listings) == 1 else ''}"
        waits = mail.unsent(session, DECIDED, f"{user_id}:", now)
        if waits is None:
            mail.ask(session, str(uuid.uuid4()), DECIDED, told, now)
        elif waits.about != told:
            waits.about = f"{user_id}:"  # of several listings


def forget(session: Session, ids: Collection[int], now: datetime) -> None:
    """Empty these proposals, which might tell where a private place is: those that wait end, and whoever sent them is told."""
    ended = list[Proposal]()
    for some in parts_of(ids):
        mine = Proposal.id.in_(some)
        ended += session.scalars(_OPEN.where(mine).order_by(Proposal.id))
        session.execute(update(Proposal).where(mine).values(was=null(), proposed=null()))
        session.execute(
            update(Proposal).where(mine, Proposal.state == "open").values(state="superseded", decided_at=now)
        )
    show_checked(session, [(each.kind, each.object_id, each.field) for each in ended])
    close_done(session, {(each.kind, each.object_id) for each in ended}, now)
    tell(session, ended, now)


def is_forgotten(proposal: Proposal) -> bool:
    """Whether what was proposed is no longer, or never was, kept: it might have given a private place away."""
    return proposal.was is None and proposal.proposed is None


def settle(session: Session, stands: Mapping[Key, Any], now: datetime) -> None:
    """Take note of what stands in these fields now: what was proposed of one and says the same waits no more."""
    still, ended = set[tuple[str, str]](), list[Proposal]()
    for some in parts_of({(kind, object_id) for kind, object_id, _ in stands}):
        for each in session.scalars(_OF_OBJECTS, {"objects": some}):
            key = (each.kind, each.object_id, each.field)
            if key in stands and says_same(each.proposed, stands[key]):
                each.state = "superseded"
                ended.append(each)
            else:
                still.add(key[:2])
    if ended:
        session.flush()
        sent = [each for each in ended if each.source.startswith(OF_ORGANIZATION)]
        show_checked(session, [(each.kind, each.object_id, each.field) for each in sent])
        _close(session, {(each.kind, each.object_id) for each in ended} - still, now)


def close_done(session: Session, objects: Collection[tuple[str, str]], now: datetime) -> None:
    """Close the tasks of objects of which nothing waits any more."""
    waiting = set[tuple[str, str]]()
    for some in parts_of(objects):
        waiting |= {(*row,) for row in session.execute(_WAITING, {"objects": some})}
    _close(session, {*objects} - waiting, now)


def _close(session: Session, objects: Collection[tuple[str, str]], now: datetime) -> None:
    close_tasks(session, TASK, [f"{kind}:{key}" for kind, key in sorted(objects)], "decided", now)
