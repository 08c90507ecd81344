"""The pages of freshness, due dates and jobs: what they count, what they let a curator change, and in plain words."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import event, select, update

from resource_app.accounts.roles import Held
from resource_app.actor import Actor
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory import document
from resource_app.directory.confirmations import Said, confirm
from resource_app.directory.models import Listing, Organization, Service
from resource_app.jobs.deliveries import DELIVERIES
from resource_app.jobs.models import JobRun
from resource_app.jobs.runner import once
from resource_app.jobs.timetable import job_named
from resource_app.keys import Keys
from resource_app.mail import LetterRow
from resource_app.notes import Note
from search import stored
from tests.validation.listings import id_of, load_many
from tests.web.conftest import NOW
from tests.web.people import Person, Visitor, Watch, a_person
from validation.beginning import begin, restart
from validation.models import Ask, Cycle, Turn

pytestmark = pytest.mark.usefixtures("quick")
TODAY = NOW.date()
SIZES = [3, 2, 1]
FIRST = id_of("listing 1-0")
TURN = f"organization:{id_of('organization 1')}"


@pytest.fixture
def directory(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load_many(session, SIZES, NOW)
    begin(connections, NOW)
    return connections


@pytest.fixture
def person(directory: Connections, keys: Keys) -> Person:
    return a_person(directory, keys, Held("curator", None))


@pytest.fixture
def curator(site: Flask, person: Person) -> Visitor:
    return Visitor(site).sign_in(person)


def said(directory: Connections, listing_id: str, day: date, by: Actor | None = None, how: str = "phone") -> None:
    who = "curator" if by else "organization"
    with directory.transaction() as session:
        actor = by or Actor(kind="link", id="a link")
        confirm(session, listing_id, Said(("service.description",), day, who, how if by else "link"), NOW, actor)
        restart(session, [listing_id], NOW)


def change(directory: Connections, listing_id: str, **values: object) -> None:
    with directory.transaction() as session:
        session.execute(update(Listing).where(Listing.id == listing_id).values(**values))


def text_of(visitor: Visitor, path: str) -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["Cache-Control"] == "no-store"
    return " ".join(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True).partition("<main")[2]).split())


def rows_of(visitor: Visitor, path: str) -> list[list[str]]:
    answer = visitor.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True))))[1:]


def due_of(directory: Connections, listing_id: str) -> tuple[date, date | None]:
    with directory.reading() as session:
        cycle = session.scalars(select(Cycle).where(Cycle.listing_id == listing_id, Cycle.ended_at.is_(None))).one()
        return cycle.due_on, session.get_one(Listing, listing_id).due_on


@pytest.fixture
def statements(directory: Connections) -> Iterator[list[str]]:
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append(statement)

    event.listen(directory.engine, "before_cursor_execute", note)
    yield found
    event.remove(directory.engine, "before_cursor_execute", note)


def test_validation_freshness_of_an_empty_directory(site: Flask, connections: Connections, keys: Keys) -> None:
    visitor = Visitor(site).sign_in(a_person(connections, keys, Held("network_admin", None)))
    assert "No listing is shown yet" in text_of(visitor, "/freshness")
    assert "Nothing is due" in text_of(visitor, "/freshness/plan")


def test_validation_freshness_counts_what_is_confirmed_and_what_is_not_yet(
    curator: Visitor, directory: Connections, person: Person
) -> None:
    said(directory, FIRST, TODAY - timedelta(days=10))
    said(directory, id_of("listing 1-1"), TODAY - timedelta(days=30), Actor(kind="user", id=person.id))
    said(directory, id_of("listing 2-0"), TODAY - timedelta(days=90))
    shown = text_of(curator, "/freshness")
    assert "50% of the 6 listings shown." in shown
    assert "3 say “Not yet confirmed”" in shown
    assert "Past due among them: 0." in shown
    assert "30 days since a listing was confirmed" in shown
    assert "Wren Alder 1 1 30" in shown
    assert rows_of(curator, "/freshness/curators.csv") == [["Wren Alder", "1", "1", "0", "0", "30", "0"]]
    by_organization = rows_of(curator, "/freshness/organizations.csv")
    assert [row[0] for row in by_organization] == ["Harbor Circle 3", "Harbor Circle 2", "Harbor Circle 1"]
    assert by_organization[2][1:6] == ["3", "2", "1", "0", "10"]
    [source] = rows_of(curator, "/freshness/sources.csv")
    assert source[:6] == ["Made-up listings", "6", "3", "3", "0", "30"]
    assert sum(int(row[1]) for row in rows_of(curator, "/freshness/weeks.csv")) == 6


def test_validation_freshness_counts_by_kind_of_help(curator: Visitor, directory: Connections) -> None:
    said(directory, FIRST, TODAY - timedelta(days=10))
    kinds = {FIRST: ("food-services", "food-pantry", "housing"), id_of("listing 2-0"): ("food-services",)}
    with directory.transaction() as session:
        found = stored.load(session.connection(), list(kinds)).values()
        of_kinds = [replace(each, categories=kinds[each.id], version=each.version + 1) for each in found]
        directory.search.index(session.connection(), of_kinds)
    assert [row[:6] for row in rows_of(curator, "/freshness/kinds.csv")] == [
        ["Food", "2", "1", "1", "0", "10"],
        ["Housing", "1", "1", "0", "0", "10"],
    ]


@pytest.mark.parametrize(
    "hidden",
    [{"staff_only": True}, {"held": "withdrawn"}, {"do_not_refer": True}],
    ids=["staff only", "withdrawn", "do not refer"],
)
def test_validation_freshness_counts_only_what_everybody_finds(
    curator: Visitor, directory: Connections, hidden: dict[str, object]
) -> None:
    change(directory, FIRST, **hidden)
    assert "of the 5 listings shown." in text_of(curator, "/freshness")
    change(directory, id_of("listing 1-1"), **hidden, due_on=TODAY - timedelta(days=1))
    assert "Past due 0" in text_of(curator, "/freshness")


def test_validation_freshness_counts_past_due_apart(curator: Visitor, directory: Connections) -> None:
    change(directory, FIRST, due_on=TODAY - timedelta(days=1))
    change(directory, id_of("listing 1-1"), due_on=TODAY - timedelta(days=40), unconfirmed=True)
    shown = text_of(curator, "/freshness")
    assert "of the 4 listings shown." in shown
    assert "Past due 1 out of results until somebody confirms them; 1 more is out of sight" in shown


def test_validation_freshness_cries_out_when_the_promise_is_broken(curator: Visitor, directory: Connections) -> None:
    said(directory, FIRST, TODAY - timedelta(days=10))
    old = TODAY - timedelta(days=200)
    change(directory, FIRST, confirmed_on=old)
    with directory.transaction() as session:
        session.execute(update(Cycle).where(Cycle.listing_id == FIRST).values(anchor_on=old))
    shown = text_of(curator, "/freshness")
    assert "1 listing is shown although its confirmation is more than six months old." in shown
    assert "Past due among them: 1." in shown


def test_validation_freshness_says_which_weeks_need_more_hands(
    site: Flask, curator: Visitor, directory: Connections, person: Person
) -> None:
    by = Actor(kind="user", id=person.id)
    said(directory, FIRST, TODAY, by)
    with directory.transaction() as session:
        session.execute(update(Listing).values(due_on=TODAY + timedelta(days=8)))
    shown = text_of(curator, "/freshness")
    assert "1 week needs more hands" in shown
    assert "Dashed line: your pace, 1 a week. Brown: above it." in shown
    assert "19 October 2026 6 needed" in shown
    page = curator.get("/freshness").get_data(as_text=True)
    assert page.count("chart-over") == 2  # in the wide picture and in the narrow one
    assert ["2026-10-19", "6", "1", "yes"] in rows_of(curator, "/freshness/weeks.csv")
    object.__setattr__(site.extensions["settings"], "confirm_pace", 7)
    assert "No week needs more hands than you have" in text_of(curator, "/freshness")


def test_validation_freshness_pages_its_organizations(curator: Visitor, directory: Connections) -> None:
    with directory.transaction() as session:
        load_many(session, [1] * 30, NOW)
    for path, number in (
        ("/freshness", 25),
        ("/freshness?page=2", 5),
        ("/freshness?page=999", 5),
        ("/freshness?page=x", 25),
    ):
        page = curator.get(path).get_data(as_text=True)
        assert page.count('href="/organizations/') == number, path


def test_validation_freshness_asks_no_more_of_a_larger_directory(
    curator: Visitor, directory: Connections, statements: list[str]
) -> None:
    text_of(curator, "/freshness")
    statements.clear()
    text_of(curator, "/freshness")
    few = len(statements)
    with directory.transaction() as session:
        load_many(session, [1] * 40, NOW)
    text_of(curator, "/freshness")
    statements.clear()
    text_of(curator, "/freshness")
    assert len(statements) == few


def test_validation_freshness_files_hold_no_formula(curator: Visitor, directory: Connections) -> None:
    with directory.transaction() as session:
        session.execute(update(Organization).where(Organization.id == id_of("organization 1")).values(name="=1+1"))
    assert "'=1+1" in [row[0] for row in rows_of(curator, "/freshness/organizations.csv")]
    assert curator.get("/freshness/nothing.csv").status_code == 404


def test_validation_what_waits_to_be_delivered_has_a_name_for_people(curator: Visitor) -> None:
    shown = text_of(curator, "/jobs")
    assert "Listings that are disputed" in shown
    assert [each.topic for each in DELIVERIES if each.topic in shown.split() and "_" in each.topic] == []


def test_validation_what_jobs_did_is_told_in_the_readers_language(curator: Visitor, directory: Connections) -> None:
    for name in ("confirm-begin", "confirm-ask"):
        job = job_named(name)
        assert job is not None
        once(directory, lambda: NOW, job)
    once(directory, lambda: NOW, replace(job, name="erase-claims", work=lambda _opened, _now: Note.of(str(1 // 0))))
    shown = text_of(curator, "/jobs?lang=es")
    assert "Hecho: comenzados: 0" in shown
    assert re.search(r"cartas: \d+, por llamar: 0, retiradas de la vista: 0", shown)
    assert "Falló : ZeroDivisionError" in shown


def test_validation_the_plan_leaves_no_group_out_between_its_pages(
    site: Flask, connections: Connections, keys: Keys
) -> None:
    with connections.transaction() as session:
        load_many(session, [1] * 53, NOW)
    begin(connections, NOW)
    visitor = Visitor(site).sign_in(a_person(connections, keys, Held("curator", None)))
    pages = [visitor.get(f"/freshness/plan?page={page}").get_data(as_text=True) for page in (1, 2, 3)]
    ways = [re.findall(r'href="/freshness/plan/(organization[^/"?]+)/', page) for page in pages]
    assert [len(each) for each in ways] == [25, 25, 3]
    assert len({way for each in ways for way in each}) == 53


def test_validation_the_plan_shows_days_and_organizations(curator: Visitor, directory: Connections) -> None:
    shown = text_of(curator, "/freshness/plan")
    assert "The most on one day" in shown
    assert "Harbor Circle 1" in shown
    assert "Harbor Circle 2" not in text_of(curator, "/freshness/plan?name=circle+1")
    due, _ = due_of(directory, FIRST)
    assert "Harbor Circle 1" in text_of(curator, f"/freshness/plan?day={due}")
    assert "Nothing of this is due for the first time." in text_of(curator, "/freshness/plan?day=2026-10-17")
    assert "Nothing of this is due for the first time." in text_of(curator, "/freshness/plan?name=nobody")
    assert "Harbor Circle 1" in text_of(curator, "/freshness/plan?day=x")


def test_validation_a_due_date_is_moved(curator: Visitor, directory: Connections) -> None:
    due, _ = due_of(directory, FIRST)
    way, day = f"/freshness/plan/{TURN}/{due}", date(2027, 3, 2)
    asked = text_of(curator, f"{way}?to={day}")
    assert "3 listings of Harbor Circle 1 are due on" in asked
    assert "2 March 2027 0 3" in asked
    with directory.transaction() as session:
        session.execute(update(Cycle).where(Cycle.listing_id == FIRST).values(rung="mail"))
    answer = curator.post(way, to=day.isoformat())
    assert (answer.status_code, answer.location) == (303, "/freshness/plan?day=2027-03-02#organizations")
    assert "Harbor Circle 1" in text_of(curator, "/freshness/plan?day=2027-03-02")
    assert due_of(directory, FIRST) == (day, day)
    with directory.reading() as session:
        cycles = session.scalars(select(Cycle).where(Cycle.turn_id == TURN)).all()
        assert {(cycle.ladder, cycle.anchor_on) for cycle in cycles} == {(6, day)}
        climbed = next(cycle for cycle in cycles if cycle.listing_id == FIRST)
        others = [cycle for cycle in cycles if cycle.listing_id != FIRST]
        assert climbed.rung == "mail"
        assert climbed.next_at is not None
        assert climbed.next_at.date() == date(
            2027, 1, 19
        )  # the reminder, 45 days before, after a weekend and a holiday
        assert session.get_one(Turn, TURN).next_at == min(cycle.next_at for cycle in others if cycle.next_at)
        [moved] = session.scalars(select(AuditEvent).where(AuditEvent.action == "due_moved")).all()
        assert (moved.subject, moved.details["listings"], moved.details["to"]) == (TURN, 3, "2027-03-02")
    assert curator.get(way).status_code == 404
    assert curator.post(way, page="/freshness/plan/" + f"{TURN}/2027-03-02", to="2027-03-03").status_code == 404


@pytest.mark.parametrize(("to", "words"), [
    ("2026-10-20", "That is too soon"),
    ("2027-04-14", "That is too late"),
    ("2026-12-25", "Nobody works on that day"),
    ("2026-10-31", "Nobody works on that day"),
    ("soon", "Type the day as month/day/year"),
    ("", "Fill this in"),
])  # fmt: skip
def test_validation_a_due_date_is_not_moved_where_it_cannot_be(
    curator: Visitor, directory: Connections, to: str, words: str
) -> None:
    due, _ = due_of(directory, FIRST)
    way = f"/freshness/plan/{TURN}/{due}"
    answer = curator.post(way, to=to)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    if to:
        assert words in text_of(curator, f"{way}?to={to}")
    assert due_of(directory, FIRST) == (due, due)


def test_validation_the_day_itself_and_what_is_past_due_or_confirmed_are_not_moved(
    curator: Visitor, directory: Connections
) -> None:
    due, _ = due_of(directory, FIRST)
    same = curator.post(f"/freshness/plan/{TURN}/{due}", to=due.isoformat())
    assert "It is due on that day already." in same.get_data(as_text=True)
    late = TODAY - timedelta(days=1)
    with directory.transaction() as session:
        session.execute(update(Cycle).where(Cycle.turn_id == TURN).values(due_on=late, anchor_on=late))
    past = curator.post(f"/freshness/plan/{TURN}/{late}", to="2027-03-02")
    assert "only a confirmation brings it back" in past.get_data(as_text=True)
    for service in range(3):
        said(directory, id_of(f"listing 1-{service}"), TODAY)
    due, _ = due_of(directory, FIRST)
    assert curator.get(f"/freshness/plan/{TURN}/{due}").status_code == 404
    assert curator.get(f"/freshness/plan/{TURN}/someday").status_code == 404
    assert curator.get(f"/freshness/plan/organization:nobody/{due}").status_code == 404


def test_validation_jobs_are_shown_with_what_is_late(curator: Visitor, directory: Connections, watch: Watch) -> None:
    now = watch.at
    with directory.transaction() as session:
        session.add(JobRun(name="confirm-ask", due_at=now, state="done", finished_at=now, note="2 letters, 1 to call"))
        hour = timedelta(hours=1)
        session.add(
            JobRun(name="count-use", due_at=now - hour, state="failed", tries=3, finished_at=now - hour, note="OSError")
        )
    shown = text_of(curator, "/jobs")
    assert "Done: 2 letters, 1 to call" in shown
    assert "Failed : OSError" in shown
    assert "Every minute. confirm-ask" in shown
    assert "jobs are late. Look whether a process of “resourceloop jobs run” is there." in shown
    asking = shown.partition("confirm-ask")[2].partition("Reminds who")[0]
    assert "Late" not in asking
    assert "Next time 13 October 2026, 2:41 p.m." in asking or "Next time 13 October 2026, 2:42 p.m." in asking
    assert "Late since" in shown.partition("count-use")[2].partition("confirm-begin")[0]


def test_validation_jobs_tell_of_turns_and_letters(curator: Visitor, directory: Connections, watch: Watch) -> None:
    now = watch.at
    with directory.transaction() as session:
        session.execute(update(Turn).values(next_at=now - timedelta(hours=2)))
        asked = {"rung": "mail", "recipient": "desk@circle1.example.org", "language": "en", "asked_on": TODAY}
        asked |= {"until_on": TODAY, "expires_at": now, "turn_id": TURN}
        session.add(Ask(id="a", asked_at=now - timedelta(minutes=5), **asked))
        session.add(LetterRow(id="a", kind="confirm", about="a", made_at=now, settled_at=now, outcome="refused"))
    shown = text_of(curator, "/jobs")
    assert "3 organizations are to be asked" in shown
    assert "Late: the longest waits for 2 hours." in shown
    assert "1 of 200 that may leave" in shown
    assert "1 in the last 30 days" in shown
    assert "@" not in shown
    assert "Circle" not in shown


@pytest.mark.parametrize(
    "path", ["/freshness", "/freshness/plan", "/jobs", f"/freshness/plan/{TURN}/DUE?to=2027-03-02"]
)
def test_validation_pages_of_freshness_are_in_spanish_too(curator: Visitor, directory: Connections, path: str) -> None:
    due, _ = due_of(directory, FIRST)
    curator.get("/freshness?lang=es")
    page = text_of(curator, path.replace("DUE", due.isoformat()))
    for english in (
        "Freshness",
        "Due dates",
        "Jobs",
        "listings",
        "Listings",
        "Confirmed",
        "Late",
        "Next time",
        "Forgets",
    ):
        assert english not in page, english


def test_validation_the_page_of_what_nobody_confirmed_says_so(visitor: Visitor, directory: Connections) -> None:
    said(directory, FIRST, date(2026, 3, 2))
    said(directory, id_of("listing 2-0"), date(2026, 8, 1))
    for name in ("1-0", "2-0", "3-0"):
        with directory.transaction() as session:
            session.execute(update(Listing).where(Listing.id == id_of(f"listing {name}")).values(unconfirmed=True))
            document.refresh(session, [id_of(f"listing {name}")])
    long = visitor.get(f"/services/{id_of('service 1-0')}")
    assert long.status_code == 410
    page = long.get_data(as_text=True)
    assert "We no longer show Pantry 1-0" in page
    assert "Nobody has confirmed it for more than seven months." in page
    assert "has closed" not in page
    assert "It was last confirmed 1 August 2026" in visitor.get(f"/services/{id_of('service 2-0')}").get_data(
        as_text=True
    )
    never = visitor.get(f"/services/{id_of('service 3-0')}").get_data(as_text=True)
    assert "Nobody has ever confirmed it." in never
    assert "We no longer show Harbor Circle 3" in visitor.get(f"/organizations/{id_of('organization 3')}").get_data(
        True
    )


def test_validation_a_listing_past_due_says_when_it_was_confirmed_and_that_nobody_is_referred(
    visitor: Visitor, directory: Connections
) -> None:
    said(directory, FIRST, date(2026, 3, 2))
    path = f"/services/{id_of('service 1-0')}"
    for place in (path, f"{path}/print"):
        page = visitor.get(place).get_data(as_text=True)
        assert "Last confirmed 2 March 2026, more than six months ago." in page
        assert "No new referrals go there until it is confirmed again." in page
    with directory.transaction() as session:
        session.execute(update(Service).values(status="active"))
    assert "No new referrals go there" not in visitor.get(f"/services/{id_of('service 2-0')}").get_data(as_text=True)


def test_validation_the_api_tells_the_day_of_the_confirmation(visitor: Visitor, directory: Connections) -> None:
    service = f"/api/services/{id_of('service 1-0')}"
    assert "assured_date" not in visitor.get(service).get_json()
    said(directory, FIRST, date(2026, 10, 3))
    told = visitor.get(service).get_json()
    assert (told["assured_date"], told["assurer_email"]) == ("2026-10-03", "desk@circle1.example.org")
    said(directory, FIRST, date(2026, 10, 5), Actor(kind="user", id="somebody"))
    told = visitor.get(service).get_json()
    assert told["assured_date"] == "2026-10-05"
    assert "assurer_email" not in told
