"""How long do the lists of referrals take against the bare indexed query for the same rows (goal: at most 2)? And how many
moves a second do eight people make at once, against a loop that commits the same rows (goal: at least 0.5)?

The directory is the one of DATA_DIR, on SQLite, with made-up members; moves are made in copies, and it stays as it is:

    resourceloop demo load && resourceloop demo load --members 40000 --active 14000 --staff 140
    python -m benchmarks.referring

A list is what a page reads of its rows; the bare thing is a statement by hand that fetches them. Each has a transaction of its
own; they take turns, and the best of all rounds counts. The bare writers are given every statement that the moves wrote, with
its values, and commit them move by move in another copy.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from sqlite3 import connect
from time import perf_counter
from typing import Any, NamedTuple

from sqlalchemy import event, func, select, text
from sqlalchemy.orm import Session

from referrals.cases import entries
from referrals.cases.models import Case
from referrals.cases.queries import open_cases
from referrals.consents import queries as consents
from referrals.consents.models import Consent
from referrals.consents.terms import WARNED
from referrals.demo import members
from referrals.offers import queries, work
from referrals.offers.making import Asked, make_move
from referrals.offers.models import Offer
from referrals.people import fields, sealing
from referrals.people.models import Person
from referrals.people.queries import look_up
from resource_app.actor import Actor
from resource_app.audit.recording import By, Origin
from resource_app.clock import utc_now
from resource_app.connections import Connections, keys_of
from resource_app.database import SQLITE_PRAGMAS, UtcTime
from resource_app.directory.search_profile import make_backend
from resource_app.errors import NotReady
from resource_app.settings import Settings

ROUNDS, WRITERS, MOVES = 51, 8, 20
WRITES = ("INSERT", "UPDATE", "DELETE")
INBOX = """SELECT * FROM offer o JOIN referral r ON r.id = o.referral_id JOIN case_need n ON n.id = r.need_id
    JOIN case_file c ON c.id = r.case_id JOIN person p ON p.id = r.person_id
    WHERE o.organization_id = :home AND o.state = 'sent' AND p.key IS NOT NULL ORDER BY o.moved_at LIMIT 50"""
LATE = """SELECT k.*, r.id, r.number, r.case_id, r.person_id, c.owner_id, n.code FROM offer_clock k
    JOIN offer o ON o.id = k.offer_id JOIN referral r ON r.id = o.referral_id JOIN case_need n ON n.id = r.need_id
    JOIN case_file c ON c.id = r.case_id
    WHERE k.clock IN ('T3', 'T6', 'T7', 'T8', 'T10', 'W1') AND k.due_at <= :now AND k.ended_at IS NULL
    AND (k.put_off_to IS NULL OR k.put_off_to <= :today) AND c.organization_id = :team ORDER BY k.due_at, k.offer_id"""
TASKS = """SELECT e.*, c.* FROM case_entry e CROSS JOIN case_file c ON c.id = e.case_id JOIN person p ON p.id = c.person_id
    WHERE c.organization_id = :team AND c.closed_at IS NULL AND e.ended_at IS NULL AND p.key IS NOT NULL
    AND e.kind IN ('transfer', 'task') AND (e.kind = 'transfer' OR e.due_on <= :today) ORDER BY e.due_on, e.id"""
CONSENTS = """SELECT s.* FROM consent s CROSS JOIN case_file c ON c.person_id = s.person_id
    WHERE s.ends_on > :today AND s.ends_on <= :soon AND s.said = 'given' AND c.organization_id = :team
    AND c.closed_at IS NULL ORDER BY s.ends_on, s.id"""
KNOWN = """SELECT p.id FROM person_lookup k JOIN person p ON p.id = k.person_id
    WHERE k.kind = :kind AND k.digest = :digest AND p.organization_id = :team AND NOT p.locked"""
Statement = tuple[str, Any]
Ask = Callable[[Session], object]


class Member(NamedTuple):
    """Somebody who is looked up."""

    team: str
    known: Mapping[str, str]


def main() -> None:
    """Measure, and print the times and the ratios."""
    settings = Settings.from_environment(os.environ)  # noqa: TID251 - the directory to measure
    opened = _open(settings)
    with opened.reading() as session:
        if session.scalar(select(Person.id).limit(1)) is None:
            raise NotReady(
                "There are no members. Load some: resourceloop demo load --members 40000 --active 14000 --staff 140"
            )
        pairs = {"inbox": _inbox(session), "work list": _work(session), "look-up": _look_up(session)}
    for name, (ours, bare) in pairs.items():
        rounds = [(_seconds(opened, ours), _seconds(opened, bare)) for _ in range(ROUNDS)]
        took, plain = (min(times) for times in zip(*rounds, strict=True))
        print(f"{name}: {took * 1e3:.2f} ms; bare: {plain * 1e3:.2f} ms; ratio: {took / plain:.1f} (goal: at most 2)")
    opened.close()
    moves, bare_moves = _writing(settings)
    said = f"{WRITERS} people make {moves:.0f} moves a second; the same rows: {bare_moves:.0f}"
    print(f"{said}; ratio: {moves / bare_moves:.2f} (goal: at least 0.5)")


def _open(settings: Settings) -> Connections:
    return Connections.open(settings, make_backend("sqlite"))


def _seconds(opened: Connections, ask: Ask) -> float:
    began = perf_counter()
    with opened.reading() as session:
        ask(session)
    return perf_counter() - began


def _bare(values: Mapping[str, object], *statements: str) -> Ask:
    """The statements by hand, with those of the values that each names."""
    asked = [
        text(each).bindparams(**{name: value for name, value in values.items() if f":{name}" in each})
        for each in statements
    ]
    return lambda session: [session.execute(each).all() for each in asked]


def _inbox(session: Session) -> tuple[Ask, Ask]:
    waiting = select(Offer.organization_id).where(Offer.state == "sent").group_by(Offer.organization_id)
    home = session.scalars(waiting.order_by(func.count().desc()).limit(1)).one()
    return lambda session: queries.inbox(session, [home], queries.LANES[0]), _bare({"home": home}, INBOX)


def _work(session: Session) -> tuple[Ask, Ask]:
    team, now = session.scalars(select(Case.organization_id).order_by(Case.id).limit(1)).one(), utc_now()

    def ours(session: Session) -> object:
        whose = open_cases([team]).where(Case.person_id == Consent.person_id).exists()
        tasks = entries.waiting(session, [team], now.date())
        return work.late(session, [team], now), tasks, consents.ending(session, now.date(), whose)

    moment = UtcTime().process_bind_param(now, session.get_bind().dialect)
    days = {"today": now.date().isoformat(), "soon": (now.date() + WARNED).isoformat()}
    return ours, _bare(days | {"team": team, "now": str(moment).partition("+")[0]}, LATE, TASKS, CONSENTS)


def _look_up(session: Session) -> tuple[Ask, Ask]:
    team = session.scalars(select(Person.organization_id).order_by(Person.made_at).limit(1)).one()
    today = utc_now().date()
    values = (members.values_of(number, today) for number in range(1_000))
    known = ({name: each[name] for name in ("name", "born_on")} for each in values)
    one = next(each for each in known if look_up(session, each, [team], today))
    [(kind, parts)] = fields.lookups(one).items()
    digest = sealing.digests(keys_of(session), kind, parts)[0]
    return (
        lambda session: look_up(session, one, [team], today),
        _bare({"kind": kind, "digest": digest, "team": team}, KNOWN),
    )


def _writing(settings: Settings) -> tuple[float, float]:
    """Moves a second, and the same rows a second."""
    with tempfile.TemporaryDirectory() as name:
        for copy in ("moved", "bare"):
            shutil.copytree(settings.data_dir, Path(name, copy))
        moved = replace(settings, data_dir=Path(name, "moved"))
        opened = _open(moved)
        with opened.reading() as session:
            live = select(Offer.id).where(Offer.state == "sent").order_by(Offer.id).limit(WRITERS * MOVES)
            offers = session.scalars(live).all()
        opened.close()
        with get_context("spawn").Pool(WRITERS) as people:
            done = people.starmap(_move, [(moved, offers[number::WRITERS]) for number in range(WRITERS)], 1)
            bare = people.starmap(_commit, [(Path(name, "bare"), written) for _, _, written in done], 1)
    made = sum(len(written) for _, _, written in done)
    return made / _lasted(done), made / _lasted(bare)


def _lasted(parts: Sequence[tuple[Any, ...]]) -> float:
    return max(part[1] for part in parts) - min(part[0] for part in parts)


def _move(settings: Settings, offers: Sequence[str]) -> tuple[float, float, list[list[Statement]]]:
    """Accept each of these offers: when it began and ended, and what each wrote."""
    opened = _open(settings)
    written: list[list[Statement]] = []
    event.listen(opened.engine, "before_cursor_execute", lambda *said: _note(written, said[2], said[3]))
    by = By(Actor("user", "somebody"), Origin(), utc_now())
    began = perf_counter()
    for offer_id in offers:
        written.append([])
        with opened.transaction() as session:
            version = session.scalars(select(Offer.version).where(Offer.id == offer_id)).one()
            said = {"contact_person": "Front desk"}
            asked = Asked(offer_id=offer_id, move="accept", version=version, party="referrer", said=said)
            make_move(session, asked, by)
    ended = perf_counter()
    opened.close()
    return began, ended, written


def _note(written: list[list[Statement]], statement: str, values: Any) -> None:
    if statement.startswith(WRITES):
        written[-1].append((statement, values))


def _commit(folder: Path, written: list[list[Statement]]) -> tuple[float, float]:
    """Commit what moves wrote, each in a transaction: when it began and ended."""
    [file] = folder.glob("*.db")
    connection = connect(file, isolation_level=None)
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    began = perf_counter()
    for statements in written:
        connection.execute("BEGIN IMMEDIATE")
        for statement, values in statements:
            (connection.executemany if isinstance(values, list) else connection.execute)(statement, values)
        connection.execute("COMMIT")
    ended = perf_counter()
    connection.close()
    return began, ended


if __name__ == "__main__":
    main()
