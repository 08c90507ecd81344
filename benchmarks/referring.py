"""How long do the lists of referrals take against the bare indexed query for the same rows (goal: at most 2)? And how many
moves a second do eight people make at once, against a loop that commits the same rows (goal: at least 0.5)?

The directory is the one of DATA_DIR, or of DATABASE_URL, with made-up members; moves are made in copies, and it stays as it is:

    resourceloop demo load && resourceloop demo load --members 40000 --active 14000 --staff 140
    python -m benchmarks.referring

A list is what a page reads of its rows; the bare thing is a statement by hand that fetches the same columns of them, told what
to look for as it stands in the index. Beside the inbox and the look-up stands what its lines say of people, opened: the bare
thing fetches that too, and opens nothing, so this ratio holds what the encryption costs. Each has a transaction of its own;
they take turns, and the best of all rounds counts. The bare writers are given every statement that the moves wrote, with its
values, and commit them move by move in another copy.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Date, bindparam, create_engine, event, func, make_url, select, text
from sqlalchemy.orm import Session

from referrals.cases import entries
from referrals.cases.models import Case
from referrals.cases.queries import open_cases
from referrals.consents import queries as consents
from referrals.consents.models import Consent
from referrals.consents.terms import WARNED
from referrals.demo import members
from referrals.offers import drafts, queries, work
from referrals.offers.making import Asked, make_move
from referrals.offers.models import Offer
from referrals.offers.told import BEFORE
from referrals.people import fields, sealing
from referrals.people.models import Person
from referrals.people.queries import TELLING_APART, briefly, look_up, people
from resource_app.accounts.roles import Held
from resource_app.accounts.sign_ins import Somebody
from resource_app.actor import Actor
from resource_app.audit.recording import By, Origin
from resource_app.clock import utc_now
from resource_app.connections import Connections, keys_of
from resource_app.database import POSTGRESQL, UtcTime
from resource_app.directory.search_profile import make_backend
from resource_app.errors import NotReady
from resource_app.settings import Settings

ROUNDS, WRITERS, MOVES = 51, 8, 20
WRITES = ("INSERT", "UPDATE", "DELETE")
TYPES: Mapping[str, Any] = {"now": UtcTime(), "today": Date(), "soon": Date()}
MANY = ("ids", "codes")
INBOX = """SELECT o.id, o.state, o.moved_at, o.listing_id, o.organization_id, r.id, r.number, r.said, r.person_id, n.code
    FROM offer o JOIN referral r ON r.id = o.referral_id JOIN case_need n ON n.id = r.need_id
    JOIN person p ON p.id = r.person_id
    LEFT JOIN offer_clock k ON k.offer_id = o.id AND k.clock = 'T1' AND k.ended_at IS NULL
    WHERE o.organization_id = :home AND o.state = 'sent' AND p.key IS NOT NULL
    ORDER BY coalesce(k.due_at, o.moved_at), o.moved_at, o.id LIMIT 51"""
LATE = """SELECT k.offer_id, k.clock, k.due_at, r.id, r.number, r.case_id, r.person_id, c.owner_id, n.code,
    o.state, o.disputed, CASE WHEN k.clock = 'T10'
    THEN coalesce((SELECT max(a.at) FROM referral_answer a WHERE a.offer_id = o.id), o.moved_at) ELSE k.due_at END
    FROM offer_clock k
    JOIN offer o ON o.id = k.offer_id JOIN referral r ON r.id = o.referral_id JOIN case_need n ON n.id = r.need_id
    JOIN case_file c ON c.id = r.case_id JOIN person p ON p.id = c.person_id
    WHERE k.clock IN ('R1', 'R2', 'T3', 'T6', 'T7', 'T8', 'T10', 'W1') AND (k.due_at <= :now OR k.clock = 'T10')
    AND k.ended_at IS NULL
    AND (k.put_off_to IS NULL OR k.put_off_to <= :today) AND c.organization_id = :team AND p.key IS NOT NULL
    ORDER BY k.due_at, k.offer_id"""
TASKS = """SELECT e.*, c.* FROM case_entry e CROSS JOIN case_file c ON c.id = e.case_id JOIN person p ON p.id = c.person_id
    WHERE c.organization_id = :team AND c.closed_at IS NULL AND e.ended_at IS NULL AND p.key IS NOT NULL
    AND e.kind IN ('transfer', 'task') AND (e.kind = 'transfer' OR e.due_on <= :today) ORDER BY e.due_on, e.id"""
CONSENTS = """SELECT s.* FROM consent s CROSS JOIN case_file c ON c.person_id = s.person_id
    WHERE s.ends_on > :today AND s.ends_on <= :soon AND s.said = 'given' AND c.organization_id = :team
    AND c.closed_at IS NULL ORDER BY s.ends_on, s.id"""
KNOWN = """SELECT p.id FROM person_lookup k JOIN person p ON p.id = k.person_id
    WHERE k.kind = :kind AND k.digest = :digest AND p.organization_id = :team AND NOT p.locked AND p.key IS NOT NULL"""
OWNERS = "SELECT id, key FROM person WHERE id IN :ids AND key IS NOT NULL"
SEALED = "SELECT person_id, code, sealed FROM person_field WHERE person_id IN :ids AND code IN :codes"
Statement = tuple[str, Any]
Ask = Callable[[Session], object]


def main() -> None:
    """Measure, and print the times and the ratios."""
    settings = Settings.from_environment(os.environ)  # noqa: TID251 - the directory to measure
    opened = _open(settings)
    with opened.reading() as session:
        if session.scalar(select(Person.id).limit(1)) is None:
            raise NotReady(
                "There are no members. Load some: resourceloop demo load --members 40000 --active 14000 --staff 140"
            )
        pairs = _inbox(session) | {"work list": _work(session)} | _look_up(session)
    for name, (ours, bare) in pairs.items():
        rounds = [(_seconds(opened, ours), _seconds(opened, bare)) for _ in range(ROUNDS)]
        took, plain = (min(times) for times in zip(*rounds, strict=True))
        print(f"{name}: {took * 1e3:.2f} ms; bare: {plain * 1e3:.2f} ms; ratio: {took / plain:.1f} (goal: at most 2)")
    opened.close()
    moves, bare_moves = _writing(settings)
    said = f"{WRITERS} people make {moves:.0f} moves a second; the same rows: {bare_moves:.0f}"
    print(f"{said}; ratio: {moves / bare_moves:.2f} (goal: at least 0.5)")


def _open(settings: Settings) -> Connections:
    return Connections.open(settings, make_backend(make_url(settings.url).get_backend_name()))


def _seconds(opened: Connections, ask: Ask) -> float:
    began = perf_counter()
    with opened.reading() as session:
        ask(session)
    return perf_counter() - began


def _bare(session: Session, values: Mapping[str, object], *written: str) -> Ask:
    """Statements by hand, with their values; only SQLite takes CROSS JOIN for the order in which tables are asked."""
    is_postgresql = session.get_bind().dialect.name == POSTGRESQL
    said = [each.replace("CROSS JOIN", "JOIN") if is_postgresql else each for each in written]
    asked = [text(each).bindparams(*_bound(each, values)) for each in said]
    return lambda session: [session.execute(each, values).all() for each in asked]


def _bound(written: str, values: Mapping[str, object]) -> Iterator[Any]:
    named = (name for name in values if f":{name}" in written)
    return (bindparam(name, type_=TYPES.get(name), expanding=name in MANY) for name in named)


def _inbox(session: Session) -> dict[str, tuple[Ask, Ask]]:
    waiting = select(Offer.organization_id).where(Offer.state == "sent").group_by(Offer.organization_id)
    home = session.scalars(waiting.order_by(func.count().desc()).limit(1)).one()

    def opened(session: Session) -> object:
        every = queries.inbox(session, [home], queries.LANES[0])
        known = {each.id: each for each in people(session, {each.person_id for each in every})}
        said = [drafts.carried_in(session, known[each.person_id], each.referral_id, each.said) for each in every]
        return said, sealing.values_of_each(session, known.values(), BEFORE)

    ids = {each.person_id for each in queries.inbox(session, [home], queries.LANES[0])}
    return {
        "inbox": (
            lambda session: queries.inbox(session, [home], queries.LANES[0]),
            _bare(session, {"home": home}, INBOX),
        ),
        "inbox, opened": (opened, _bare(session, {"home": home, **_of(ids, BEFORE)}, INBOX, OWNERS, SEALED)),
    }


def _of(ids: Collection[str], codes: Sequence[str]) -> dict[str, object]:
    return {"ids": sorted(ids), "codes": list(codes)}


def _work(session: Session) -> tuple[Ask, Ask]:
    team, now = session.scalars(select(Case.organization_id).order_by(Case.id).limit(1)).one(), utc_now()
    viewer = _advocate(team, now)

    def ours(session: Session) -> object:
        whose = open_cases([team]).where(Case.person_id == Consent.person_id).exists()
        tasks = entries.waiting(session, viewer, now.date())
        return work.late(session, [team], now), tasks, consents.ending(session, now.date(), whose)

    days = {"today": now.date(), "soon": now.date() + WARNED}
    return ours, _bare(session, days | {"team": team, "now": now}, LATE, TASKS, CONSENTS)


def _advocate(team: str, now: datetime) -> Somebody:
    return Somebody(
        session_id="",
        user_id="somebody",
        name="",
        email="",
        language="en",
        stage="factor",
        held=(Held("advocate", team),),
        groups=(),
        way="authenticator",
        has_shown=True,
        seen_at=now,
        proved_at=now,
        ends_at=now,
    )


def _look_up(session: Session) -> dict[str, tuple[Ask, Ask]]:
    team = session.scalars(select(Person.organization_id).order_by(Person.made_at).limit(1)).one()
    today = utc_now().date()
    values = (members.values_of(number, today) for number in range(1_000))
    known = ({name: each[name] for name in ("name", "born_on")} for each in values)
    one = next(each for each in known if look_up(session, each, [team], today))
    [(kind, parts)] = fields.lookups(one).items()
    asked = {"kind": kind, "digest": sealing.digests(keys_of(session), kind, parts)[0], "team": team}
    shown = asked | _of(look_up(session, one, [team], today), TELLING_APART)
    return {
        "look-up": (lambda session: look_up(session, one, [team], today), _bare(session, asked, KNOWN)),
        "look-up, opened": (
            lambda session: briefly(session, look_up(session, one, [team], today)),
            _bare(session, shown, KNOWN, OWNERS, SEALED),
        ),
    }


def _writing(settings: Settings) -> tuple[float, float]:
    """Moves a second, and the same rows a second."""
    with _copied(settings, "moved") as moved, _copied(settings, "bare") as untouched:
        opened = _open(moved)
        with opened.reading() as session:
            live = select(Offer.id).where(Offer.state == "sent").order_by(Offer.id).limit(WRITERS * MOVES)
            offers = session.scalars(live).all()
        opened.close()
        with get_context("spawn").Pool(WRITERS) as people:
            done = people.starmap(_move, [(moved, offers[number::WRITERS]) for number in range(WRITERS)], 1)
            bare = people.starmap(_commit, [(untouched, written) for _, _, written in done], 1)
    made = sum(len(written) for _, _, written in done)
    return made / _lasted(done), made / _lasted(bare)


@contextmanager
def _copied(settings: Settings, name: str) -> Iterator[Settings]:
    """The same directory, to be thrown away: of SQLite the folder, of PostgreSQL a database beside it."""
    if not settings.database_url.startswith(POSTGRESQL):
        with tempfile.TemporaryDirectory() as folder:
            yield replace(settings, data_dir=shutil.copytree(settings.data_dir, Path(folder, name)))
        return
    url = make_url(settings.url)
    copy = f"{url.database}_{name}"
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{copy}" TEMPLATE "{url.database}"')
        try:
            yield replace(settings, database_url=url.set(database=copy).render_as_string(hide_password=False))
        finally:
            connection.exec_driver_sql(f'DROP DATABASE "{copy}" WITH (FORCE)')
    engine.dispose()


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


def _commit(settings: Settings, written: list[list[Statement]]) -> tuple[float, float]:
    """Commit what moves wrote, each in a transaction: when it began and ended."""
    opened = _open(settings)
    connection: Any = opened.engine.raw_connection().driver_connection
    cursor = connection.cursor()
    began = perf_counter()
    for statements in written:
        if opened.engine.dialect.name != POSTGRESQL:
            cursor.execute("BEGIN IMMEDIATE")
        for statement, values in statements:
            (cursor.executemany if isinstance(values, list) else cursor.execute)(statement, values)
        connection.commit()
    ended = perf_counter()
    opened.close()
    return began, ended


if __name__ == "__main__":
    main()
