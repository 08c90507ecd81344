"""Where does a listing's way to its next confirmation begin? At its last one, or, where there was none, at a first due date
that is levelled with all others.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from resource_app.actor import job
from resource_app.connections import Connections, search_of
from resource_app.database import parts_of
from resource_app.directory import operations
from resource_app.directory.models import Listing, Service
from resource_app.directory.queries import is_kept
from resource_app.tasks.operations import close_tasks
from search import stored
from search.documents import Document
from validation.cycle import due_on, months_of
from validation.ladder import CALLED, RUNGS, due_at, ladder_of
from validation.levelling import MOST_AT_ONCE, Group, first_days, level
from validation.models import Answer, Cycle, Dispute, Turn
from validation.signs import risks_of

JOB = job("confirming")
TASK: Final = "confirm"
LATELY = timedelta(hours=1)
CHUNK = 50  # listings of one transaction, so that it stays short


@dataclass(frozen=True, slots=True)
class Start:
    """A listing and where its cycle is counted from: `periods` intervals after the anchor it is due."""

    listing_id: str
    anchor_on: date
    periods: int


def begin(connections: Connections, now: datetime) -> int:
    """Begin a cycle for every listing that has none: how many. What was never confirmed is levelled over six months; what a
    source confirmed anew begins anew.
    """
    with connections.reading() as session:
        groups, known = _waiting(session, now)
        days = _levelled(session, groups, now.date())
        imported = session.scalars(select(Listing.id).where(Listing.updated_at > now - LATELY)).all()
    for at in range(0, len(imported), CHUNK):
        with connections.transaction() as session:
            restart(session, imported[at : at + CHUNK], now)
    starts = [*known, *(Start(each, days[key], 0) for key, group in groups.items() for each in group)]
    begun = 0
    for at in range(0, len(starts), CHUNK):
        with connections.transaction() as session:
            begun += start(session, starts[at : at + CHUNK], now)
    return begun


def restart(session: Session, listing_ids: Collection[str], now: datetime) -> None:
    """Begin anew at the last confirmation of listings, where that is newer than what their cycle counts from. One that was out
    of sight because nobody confirmed it is back; a task to call an organization with nothing left to confirm is closed.
    """
    documents = stored.load(session.connection(), sorted(listing_ids))
    _held(session, {turn_of(document) for document in documents.values()})
    newer: list[Start] = []
    for part in parts_of(documents):
        for cycle in session.scalars(select(Cycle).where(Cycle.listing_id.in_(part), Cycle.ended_at.is_(None))):
            confirmed_on = _confirmed_on(documents[cycle.listing_id], cycle.months, now.date())
            if confirmed_on is not None and (not cycle.periods or confirmed_on > cycle.anchor_on):
                cycle.ended_at, cycle.outcome = now, "confirmed"
                newer.append(Start(cycle.listing_id, confirmed_on, 1))
    session.flush()
    start(session, newer, now)
    close_calls(session, {turn_of(document) for document in documents.values()}, "confirmed", now)


def start(session: Session, starts: Sequence[Start], now: datetime) -> int:
    """Begin cycles where there is none, and set the due dates; how many."""
    begun = [each.listing_id for each in starts]
    has_one = select(Cycle.listing_id).where(Cycle.listing_id.in_(begun), Cycle.ended_at.is_(None))
    there = set(session.scalars(has_one))
    documents = stored.load(session.connection(), [each for each in begun if each not in there])
    turns = hold(session, documents.values())
    every = session.info["settings"].confirm_every
    due: dict[str, date | None] = {}
    for each in starts:
        if each.listing_id not in documents or each.listing_id in due:
            continue
        document = documents[each.listing_id]
        cycle = _cycle(each, months_of(document.categories, every), turns[turn_of(document)], now)
        session.add(cycle)
        due[each.listing_id] = cycle.due_on
    operations.set_due_dates(session, due, now, JOB)
    wake(session, {turn.id for turn in turns.values()})
    return len(due)


def turn_of(document: Document) -> str:
    """Whose turn a listing belongs to."""
    return f"organization:{document.organization_id}" if document.organization_id else f"service:{document.service_id}"


def wake(session: Session, turn_ids: Iterable[str]) -> None:
    """Let a turn come up when the first of its listings needs something."""
    session.flush()
    for part in parts_of(set(turn_ids)):
        first = select(func.min(Cycle.next_at)).where(Cycle.turn_id == Turn.id, Cycle.ended_at.is_(None))
        asked = update(Turn).where(Turn.id.in_(part)).values(next_at=first.scalar_subquery())
        session.execute(asked, execution_options={"synchronize_session": "fetch"})


def again(cycle: Cycle, turn: Turn, now: datetime) -> Cycle:
    """The cycle after one that nobody answered: due the next time counted from the same anchor that is still to come."""
    today, periods = now.astimezone(ZoneInfo(turn.zone)).date(), cycle.periods + 1
    while due_on(cycle.anchor_on, cycle.months, periods) <= today:
        periods += 1
    return _cycle(Start(cycle.listing_id, cycle.anchor_on, periods), cycle.months, turn, now)


def _cycle(each: Start, months: int, turn: Turn, now: datetime) -> Cycle:
    due = due_on(each.anchor_on, months, each.periods)
    ladder = ladder_of(months, due - now.astimezone(ZoneInfo(turn.zone)).date())
    return Cycle(
        listing_id=each.listing_id,
        turn_id=turn.id,
        anchor_on=each.anchor_on,
        periods=each.periods,
        months=months,
        ladder=ladder,
        due_on=due,
        next_at=due_at(RUNGS[0], ladder, due, turn.zone),
        began_at=now,
    )


def hold(session: Session, documents: Iterable[Document]) -> dict[str, Turn]:
    """The turns of listings, made where there is none, and held: whoever else works on them waits."""
    zones: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        zones[turn_of(document)][document.opening.zone] += 1
    home = home_zone(session)
    for part in parts_of(zones):
        there = set(session.scalars(select(Turn.id).where(Turn.id.in_(part))))
        for turn_id in part:
            if turn_id not in there:
                zone = next((name for name, _ in zones[turn_id].most_common() if name), home)
                session.merge(Turn(id=turn_id, zone=zone))
    session.flush()
    return _held(session, zones)


def _held(session: Session, turn_ids: Collection[str]) -> dict[str, Turn]:
    held: dict[str, Turn] = {}
    for part in parts_of(turn_ids):
        mine = select(Turn).where(Turn.id.in_(part)).order_by(Turn.id).with_for_update()
        held |= {turn.id: turn for turn in session.scalars(mine)}
    return held


def home_zone(session: Session) -> str:
    """The clock of most listings, for whom no place tells theirs."""
    here = search_of(session).local(session.connection(), datetime(2026, 1, 1, tzinfo=ZoneInfo("UTC")))
    return here.tzinfo.key if isinstance(here.tzinfo, ZoneInfo) else "UTC"


def _waiting(session: Session, now: datetime) -> tuple[dict[str, list[str]], list[Start]]:
    """Listings without a cycle: those to be levelled, by group, and those whose confirmation says where they begin."""
    groups: dict[str, list[str]] = {}
    known: list[Start] = []
    by_turn: dict[str, list[Document]] = defaultdict(list)
    every = session.info["settings"].confirm_every
    due_dates: dict[str, date] = {}
    for ids, due in _without_cycle(session):
        due_dates |= due
        for document in stored.load(session.connection(), ids).values():
            by_turn[turn_of(document)].append(document)
    for turn_id, documents in sorted(by_turn.items()):
        for document in documents:
            begun = _known(document, due_dates.get(document.id), months_of(document.categories, every), now.date())
            if begun is not None:
                known.append(begun)
                continue
            place = str((document.display["place"] or {}).get("id", "")) if len(documents) > MOST_AT_ONCE else ""
            groups.setdefault(f"{turn_id} {place}", []).append(document.id)
    return groups, known


def _known(document: Document, due: date | None, months: int, today: date) -> Start | None:
    """Where a listing begins that was confirmed, or has a due date."""
    confirmed_on = _confirmed_on(document, months, today)
    if confirmed_on is not None:
        return Start(document.id, confirmed_on, 1)
    return Start(document.id, due, 0) if due is not None else None


def _confirmed_on(document: Document, months: int, today: date) -> date | None:
    """The day of the confirmation that counts; a source's counts while it is young enough."""
    day = document.confirmed_on
    if day is None or (document.confirmed_by == "source" and due_on(day, months, 1) < today):
        return None
    return day


def _without_cycle(session: Session) -> Iterator[tuple[list[str], dict[str, date]]]:
    """Listings that are offered and have no cycle, with their due dates where they have one, some at a time."""
    asked = _uncounted(Listing.id, Listing.due_on)
    last = ""
    while rows := session.execute(asked.where(Listing.id > last).order_by(Listing.id).limit(1_000)).all():
        yield [row.id for row in rows], {row.id: row.due_on for row in rows if row.due_on is not None}
        last = rows[-1].id


def _uncounted(*columns: Any) -> Select[*tuple[Any, ...]]:
    """What is asked of listings that are offered and have no cycle."""
    open_one = select(Cycle.id).where(Cycle.listing_id == Listing.id, Cycle.ended_at.is_(None)).exists()
    return select(*columns).join(Service, Listing.service_id == Service.id).where(is_kept(), ~open_one)


def _levelled(session: Session, groups: Mapping[str, Sequence[str]], today: date) -> Mapping[str, date]:
    if not groups:
        return {}
    counted = select(Cycle.due_on, func.count()).where(Cycle.ended_at.is_(None)).group_by(Cycle.due_on)
    load = {row[0]: row[1] for row in session.execute(counted)}
    risks = risks_of(session, _uncounted(Listing.id), today)
    risky = (Group(key, len(ids), max(risks.get(each, 0) for each in ids)) for key, ids in groups.items())
    return level(risky, load, first_days(today))


def close_calls(session: Session, turn_ids: Collection[str], outcome: str, now: datetime) -> None:
    """Close the task to call whoever has nothing left that a call was asked for, and no dispute about a listing."""
    for part in parts_of(turn_ids):
        unsure = select(Answer.id).where(
            Answer.cycle_id == Cycle.id, Answer.said == "unsure", Answer.sent_at.is_not(None)
        )
        waits = Cycle.rung.in_(CALLED) | unsure.exists()
        still = select(Cycle.turn_id).where(Cycle.turn_id.in_(part), Cycle.ended_at.is_(None), waits)
        disputed = select(Dispute.turn_id).where(Dispute.turn_id.in_(part), Dispute.cleared_at.is_(None))
        close_tasks(session, TASK, set(part) - set(session.scalars(still.union(disputed))), outcome, now)
