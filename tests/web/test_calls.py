"""Calling whoever answered no letter: the log, the order by risk, how they want to be asked, closed, and not listed at all."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from resource_app.accounts.roles import Held
from resource_app.actor import command, importing
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory import operations
from resource_app.directory.applying import apply_batch
from resource_app.directory.models import Listing, Location, Organization, Problem
from resource_app.keys import Keys
from resource_app.mail import Suppressed
from resource_app.tasks.models import Task
from search import stored
from tests.factories import entry_of
from tests.validation.listings import id_of, load_many, nested
from tests.web.conftest import NOW
from tests.web.people import Visitor, Watch, a_person
from validation import disputes, priorities
from validation.beginning import begin
from validation.climbing import climb
from validation.models import Call, Cycle, Finding, Turn

pytestmark = pytest.mark.usefixtures("quick")
CURATOR = Held("curator", None)
HOME = id_of("organization 1")
TURN = f"organization:{HOME}"
PAGE = f"/desk/confirm/{TURN}/calls"
FIRST = id_of("listing 1-0")
DUE = date(2026, 11, 2)


@pytest.fixture
def called(connections: Connections) -> Connections:
    """Two organizations that answered no letter and are to be called; the second one offers two services."""
    with connections.transaction() as session:
        load_many(session, [1, 2], NOW)
        session.execute(update(Listing).values(due_on=DUE))
    begin(connections, NOW - timedelta(days=70))
    with connections.transaction() as session:
        session.execute(update(Turn).values(channel="phone"))
    climb(connections, NOW)
    return connections


@pytest.fixture
def curator(site: Flask, called: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(called, keys, CURATOR))


@pytest.fixture
def keeper(site: Flask, called: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(called, keys, Held("organization_admin", HOME)))


def words(visitor: Visitor, path: str, language: str = "en") -> str:
    answer = visitor.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200, path
    text = answer.get_data(as_text=True).replace("\u00a0", " ").partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def task_of(connections: Connections, turn_id: str = TURN) -> Task:
    with connections.reading() as session:
        task = session.scalars(select(Task).where(Task.kind == "confirm", Task.subject == turn_id)).one()
        session.expunge(task)
        return task


def acts(connections: Connections, subject: str = TURN) -> list[str]:
    with connections.reading() as session:
        rows = session.scalars(select(AuditEvent.action).where(AuditEvent.subject == subject).order_by(AuditEvent.seq))
        return [each for each in rows if each not in {"opened", "listed"}]


def test_validation_the_list_is_by_risk_and_shows_it(curator: Visitor, called: Connections) -> None:
    second = f"organization:{id_of('organization 2')}"
    assert task_of(called).priority == task_of(called, second).priority == 25
    with called.transaction() as session:
        for code in ("link", "phone"):
            session.add(Finding(listing_id=id_of("listing 2-1"), code=code, first_at=NOW, last_at=NOW))
        session.add(
            Problem(
                id="p",
                object_id=id_of("listing 2-1"),
                kind="closed",
                text=None,
                email=None,
                language="en",
                reported_on=NOW.date(),
                reported_at=NOW,
            )
        )
        session.execute(update(Task).where(Task.subject == TURN).values(due_on=NOW.date()))
    assert priorities.refresh(called, NOW, new_only=True) == 0
    assert priorities.refresh(called, NOW) == 2
    assert task_of(called, second).priority == 52
    page = curator.get("/desk?kind=confirm").get_data(as_text=True)
    assert page.index("Harbor Circle 2") < page.index("Harbor Circle 1")
    assert page.count('class="risk risk-3"') == page.count('class="risk risk-2"') == 1
    assert "High risk" in page


def test_validation_buttons_of_rows_with_one_name_are_told_apart(curator: Visitor, called: Connections) -> None:
    with called.transaction() as session:
        session.execute(update(Organization).values(name="Harbor Circle"))
    page = curator.get("/desk?kind=confirm").get_data(as_text=True)
    for number in (1, 2):
        assert page.count(f'Take<span class="usa-sr-only">: Harbor Circle ({number})</span>') == 1


def test_validation_a_call_is_logged_and_the_work_waits_until_the_day(curator: Visitor, called: Connections) -> None:
    assert "Nobody called yet." in words(curator, PAGE)
    answer = curator.post(
        PAGE, page=PAGE, result="call back", whom=" Rowan  Vale ", note="After lunch.", call_back_on="2026-10-20"
    )
    assert (answer.status_code, answer.location) == (303, f"{PAGE}?done=calls#calls")
    shown = words(curator, PAGE)
    assert "They asked to be called another day · Tuesday, 13 October 2026" in shown or "13 October 2026" in shown
    assert "Spoke to: Rowan Vale" in shown
    assert "After lunch." in shown
    task = task_of(called)
    assert (task.waits_until, task.due_on) == (date(2026, 10, 20), DUE)
    assert "The day to call again is after" not in shown
    page = curator.get("/desk?kind=confirm").get_data(as_text=True)
    assert page.index("Harbor Circle 2") < page.index("Harbor Circle 1")
    assert "Call back on" in page
    assert acts(called) == ["call_logged"]
    curator.post(PAGE, page=PAGE, result="reached")
    assert task_of(called).waits_until is None


def test_validation_a_call_moves_no_deadline_and_a_visit_no_day(curator: Visitor, called: Connections) -> None:
    curator.post(PAGE, page=PAGE, result="call back", call_back_on="2026-12-21")
    assert "The day to call again is after 2 November" in words(curator, PAGE)
    curator.post(PAGE, page=PAGE, result="visit")
    task = task_of(called)
    assert (task.waits_until, task.due_on) == (date(2026, 12, 21), DUE)
    curator.post(PAGE, page=PAGE, result="reached")
    task = task_of(called)
    assert (task.waits_until, task.due_on) == (None, DUE)
    assert "The day to call again is after" not in words(curator, PAGE)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Say how the call ended."),
        ({"result": "asleep"}, "Say how the call ended."),
        ({"result": "call back"}, "Choose the day on which you call again."),
        ({"result": "reached", "call_back_on": "2026-10-13"}, "Choose a day after today, within three months."),
        ({"result": "reached", "call_back_on": "2027-10-13"}, "Choose a day after today, within three months."),
        ({"result": "reached", "call_back_on": "soon"}, "Type the day as month/day/year"),
        ({"result": "reached", "note": "x" * 1_001}, "This is too long."),
    ],
)
def test_validation_a_call_that_cannot_be_is_refused(
    curator: Visitor, called: Connections, sent: dict[str, str], said: str
) -> None:
    answer = curator.post(PAGE, page=PAGE, **sent)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    with called.reading() as session:
        assert session.scalars(select(Call)).all() == []


def test_validation_three_times_nobody_is_said_plainly(curator: Visitor, called: Connections, watch: Watch) -> None:
    for _ in range(3):
        assert "times in a row" not in words(curator, PAGE)
        curator.post(PAGE, page=PAGE, result="no answer")
        watch.forward(minutes=5)
    assert "Nobody answered, 3 times in a row. Try another number" in words(curator, PAGE)
    assert "Nobody answered, 3 times in a row" in words(curator, "/desk")
    assert "Nadie contestó, 3 veces seguidas" in words(curator, "/desk?lang=es")


def test_validation_a_wrong_number_of_the_only_listing_is_its(curator: Visitor, called: Connections) -> None:
    assert curator.post(PAGE, page=PAGE, result="wrong number").status_code == 303
    with called.reading() as session:
        assert session.scalars(select(Problem.object_id)).all() == [FIRST]


def test_validation_the_log_names_the_listings_that_were_called_about(curator: Visitor, called: Connections) -> None:
    assert curator.get(f"/desk/confirm/{TURN}").status_code == 200
    with called.reading() as session:
        opened = select(AuditEvent).where(AuditEvent.action == "opened", AuditEvent.subject == TURN)
        assert f"listing:{FIRST}" in str(session.scalars(opened).one().details)


def test_validation_in_the_evening_tomorrow_there_is_a_day_to_call(
    site: Flask, called: Connections, keys: Keys, watch: Watch
) -> None:
    watch.forward(hours=7)  # 21:40 there, and the next day in UTC
    curator = Visitor(site).sign_in(a_person(called, keys, CURATOR))
    assert 'type="date" autocomplete="off" min="2026-10-14"' in curator.get(PAGE).get_data(as_text=True)
    answer = curator.post(PAGE, page=PAGE, result="call back", call_back_on="2026-10-14")
    assert answer.status_code == 303


def test_validation_who_is_closed_is_so_by_the_clock_of_its_places(
    site: Flask, called: Connections, keys: Keys, watch: Watch
) -> None:
    with called.transaction() as session:
        [known] = stored.load(session.connection(), [FIRST]).values()
        there = replace(known, opening=replace(known.opening, zone="Pacific/Honolulu"), version=known.version + 1)
        called.search.index(session.connection(), [there])
    watch.forward(hours=10)  # the 14th in Massachusetts, the evening of the 13th there
    curator = Visitor(site).sign_in(a_person(called, keys, CURATOR))
    assert 'name="until" type="date" autocomplete="off" min="2026-10-14"' in curator.get(PAGE).get_data(as_text=True)
    assert curator.post(f"/desk/confirm/{TURN}/closed", page=PAGE, until="2026-10-14").status_code == 303


def test_validation_a_wrong_number_is_said_on_the_listing_once(curator: Visitor, called: Connections) -> None:
    second = f"/desk/confirm/organization:{id_of('organization 2')}/calls"
    chosen = id_of("listing 2-1")
    assert 'value="' + chosen + '" selected' not in curator.get(second).get_data(as_text=True)
    for wrong, said in (
        ("", "Choose the listing where the wrong number stands."),
        (FIRST, "Choose one of these listings."),
        ("nothing", "Choose one of these listings."),
    ):
        refused = curator.post(second, page=second, result="wrong number", listing=wrong)
        assert refused.status_code == 422
        assert said in refused.get_data(as_text=True)
    with called.reading() as session:
        assert session.scalars(select(Call)).all() == session.scalars(select(Problem)).all() == []
    for _ in range(2):
        assert curator.post(second, page=second, result="wrong number", listing=chosen).status_code == 303
    with called.reading() as session:
        problem = session.scalars(select(Problem)).one()
        assert (problem.object_id, problem.kind) == (chosen, "phone")
        assert problem.likely_at
        task = session.scalars(select(Task).where(Task.kind == "problem")).one()
        assert task.subject == f"listing:{chosen}"


def test_validation_who_is_closed_is_closed_until_a_day_and_open_again(curator: Visitor, called: Connections) -> None:
    curator.post(PAGE, page=PAGE, result="closed")
    page = curator.get(PAGE).get_data(as_text=True)
    assert f'href="/listings/{FIRST}/edit"' in page
    wrong = curator.post(f"/desk/confirm/{TURN}/closed", page=PAGE, until="2026-10-01")
    assert wrong.status_code == 422
    assert curator.post(f"/desk/confirm/{TURN}/closed", page=PAGE, until="2026-12-01").status_code == 303
    assert "Closed until 1 December" in words(curator, PAGE).replace("December 1", "1 December")
    with called.reading() as session:
        assert session.get_one(Listing, FIRST).closed_until == date(2026, 12, 1)
    curator.post(f"/desk/confirm/{TURN}/closed", page=PAGE, back="yes")
    with called.reading() as session:
        assert session.get_one(Listing, FIRST).closed_until is None
    assert acts(called, f"listing:{FIRST}") == ["status_said", "status_taken_back"]


def test_validation_who_asks_not_to_be_listed_is_left_out_whatever_is_imported(
    curator: Visitor, visitor: Visitor, called: Connections
) -> None:
    public = f"/services/{id_of('service 1-0')}"
    assert visitor.get(public).status_code == 200
    assert curator.post(f"/desk/confirm/{TURN}/listed", page=PAGE, act="out").status_code == 303
    assert visitor.get(public).status_code == 404
    with called.transaction() as session:
        entries = [entry_of("service", nested(1, number)) for number in (0, 7)]
        apply_batch(session, entries, NOW + timedelta(hours=1), importing("demo"))
    assert visitor.get(public).status_code == 404
    assert visitor.get(f"/services/{id_of('service 1-7')}").status_code == 404
    assert visitor.get(f"/api/services/{id_of('service 1-7')}").status_code == 404
    assert visitor.get(f"/api/organizations/{HOME}").status_code == 404
    assert begin(called, NOW + timedelta(hours=2)) == 0
    with called.reading() as session:
        assert session.scalars(select(Cycle.outcome).where(Cycle.turn_id == TURN)).all() == ["gone"]
        assert session.get_one(Turn, TURN).next_at is None
    assert task_of(called).outcome == "asked not to be listed"
    shown = words(curator, PAGE)
    assert "It asked not to be listed." in shown
    assert curator.post(PAGE, page=PAGE, result="reached").status_code == 404
    assert curator.post(f"/desk/confirm/{TURN}/listed", page=PAGE, act="in").status_code == 303
    assert visitor.get(public).status_code == 200
    assert begin(called, NOW + timedelta(hours=3)) == 2
    assert acts(called) == ["organization_left_out", "organization_let_in"]
    assert curator.post(f"/desk/confirm/{TURN}/listed", page=PAGE, act="up").status_code == 404


def test_validation_staff_read_who_was_asked_last(curator: Visitor, called: Connections) -> None:
    with called.transaction() as session:
        session.execute(update(Turn).values(channel="mail"))
        session.execute(update(Listing).values(due_on=NOW.date() - timedelta(days=1)))
    page = f"/services/{id_of('service 2-0')}"
    assert "Its confirmation is past due" in words(curator, page)
    second = f"/desk/confirm/organization:{id_of('organization 2')}/calls"
    curator.post(second, page=second, result="no answer")
    assert re.search(r"Asked on (13 October|October 13) by phone, no answer yet\.", words(curator, page))
    with called.transaction() as session:
        session.execute(update(Cycle).values(next_at=NOW))
        session.execute(update(Turn).values(next_at=NOW))
        session.execute(update(Call).values(called_at=NOW - timedelta(days=1)))
    climb(called, NOW)
    assert re.search(r"Asked on (13 October|October 13) by letter, no answer yet\.", words(curator, page))


def test_validation_a_call_asks_of_no_listing_whose_turn_has_not_come(curator: Visitor, called: Connections) -> None:
    second = f"/desk/confirm/organization:{id_of('organization 2')}/calls"
    curator.post(second, page=second, result="no answer")
    with called.transaction() as session:
        session.execute(update(Cycle).where(Cycle.listing_id == id_of("listing 2-1")).values(rung=None))
    assert "Asked on" in words(curator, f"/services/{id_of('service 2-0')}")
    assert "Asked on" not in words(curator, f"/services/{id_of('service 2-1')}")


def test_validation_an_organization_says_how_it_is_asked(
    keeper: Visitor, curator: Visitor, called: Connections
) -> None:
    own = f"/organizations/{HOME}/asking"
    assert own in keeper.get(f"/organizations/{HOME}/staff").get_data(as_text=True)
    assert "How we ask you" in words(keeper, own)
    assert keeper.post(own, page=own, channel="mail", email="not one").status_code == 422
    assert keeper.post(own, page=own, channel="pigeon", email="").status_code == 422
    answer = keeper.post(own, page=own, channel="mail", email="Front.Desk@circle1.example.org")
    assert answer.status_code == 303
    with called.transaction() as session:
        turn = session.get_one(Turn, TURN)
        assert (turn.channel, turn.email) == ("mail", "front.desk@circle1.example.org")
        session.add(Suppressed(address=turn.email, at=NOW))
    assert "No letter reaches this address" in words(keeper, own)
    assert "No letter reaches this address" in words(curator, PAGE)
    assert curator.post(f"/desk/confirm/{TURN}/asking", page=PAGE, channel="phone", email="").status_code == 303
    assert curator.post(f"/desk/confirm/{TURN}/asking", page=PAGE, channel="phone", email="").status_code == 303
    assert acts(called) == ["asking_changed"] * 2
    assert keeper.get(f"/organizations/{id_of('organization 2')}/asking").status_code == 404


def test_validation_an_organization_that_was_never_asked_can_say_it_too(
    site: Flask, called: Connections, keys: Keys
) -> None:
    with called.transaction() as session:
        apply_batch(
            session, [entry_of("organization", {"id": id_of("o"), "name": "Quiet Cove"})], NOW, importing("demo")
        )
        assert session.get(Organization, id_of("o"))
    visitor = Visitor(site).sign_in(a_person(called, keys, Held("organization_admin", id_of("o"))))
    own = f"/organizations/{id_of('o')}/asking"
    assert visitor.post(own, page=own, channel="phone", email="").status_code == 303
    with called.reading() as session:
        assert session.get_one(Turn, f"organization:{id_of('o')}").channel == "phone"


def test_validation_several_are_taken_marked_and_given_back_after_a_look(
    curator: Visitor, called: Connections, site: Flask, keys: Keys
) -> None:
    first, second = task_of(called).id, task_of(called, f"organization:{id_of('organization 2')}").id
    ticks = {f"t{first}": "yes", f"t{second}": "yes"}
    other = Visitor(site).sign_in(a_person(called, keys, CURATOR))
    other.post(f"/desk/tasks/{second}/take", page="/desk")
    page = curator.post("/desk/bulk", page="/desk?kind=confirm", act="take", **ticks).get_data(as_text=True)
    assert "Nothing was done yet." in page
    assert page.index("You will have it.") < page.index("Harbor Circle 1") < page.index("Nothing will happen to these")
    assert page.index("Nothing will happen to these") < page.index("Harbor Circle 2")
    assert task_of(called).holder is None
    answer = curator.post("/desk/bulk", act="take", sure="yes", **ticks)
    assert answer.location == "/desk/bulk?done=1&late=1"
    assert "It was done with 1." in words(curator, answer.location)
    for nothing in ("/desk/bulk?done=0&late=2", "/desk/bulk?done=-3", "/desk/bulk"):
        said = words(curator, nothing)
        assert ("Nothing was done" in said, "It was done with" in said) == (True, False)
    assert task_of(called).holder
    for act, state in (("give back", None), ("visit", "visit")):
        curator.post("/desk/bulk", page="/desk?kind=confirm", act=act, sure="yes", **ticks)
        assert task_of(called).holder is None
        with called.reading() as session:
            assert {call.result for call in session.scalars(select(Call))} == ({state} if state else set())
    assert "Somebody has to go there" in words(curator, "/desk")
    for sent in ({"act": "take"}, {"act": "take", **{f"t{number}": "yes" for number in range(1, 103)}}):
        assert curator.post("/desk/bulk", page="/desk?kind=confirm", **sent).status_code == 422
    assert curator.post("/desk/bulk", page="/desk?kind=confirm", act="burn", **ticks).status_code == 404


@pytest.mark.parametrize("odd", ["organization:none", "service:x", "x", "listing:1"])
def test_validation_a_turn_there_is_none_of_is_not_found(curator: Visitor, odd: str) -> None:
    assert curator.get(f"/desk/confirm/{odd}/calls").status_code == 404
    for part, sent in (
        ("calls", {"result": "reached"}),
        ("asking", {"channel": "mail"}),
        ("closed", {"until": "2026-12-01"}),
        ("listed", {"act": "out"}),
    ):
        assert curator.post(f"/desk/confirm/{odd}/{part}", page="/desk", **sent).status_code == 404


def test_validation_a_note_of_an_address_that_becomes_confidential_is_emptied(
    curator: Visitor, called: Connections
) -> None:
    place = id_of("place 1-0")
    address = {"address_1": "12 Lantern Row", "city": "Chelsea", "postal_code": "02150"}
    with called.transaction() as session:
        known = session.get_one(Location, place)
        known.hsds = {**known.hsds, "addresses": [address]}
    curator.post(PAGE, page=PAGE, result="reached", note="They moved to 12 Lantern Row, Chelsea.")
    with called.transaction() as session:
        operations.mark_confidential(session, place, NOW, command("test"))
    with called.reading() as session:
        assert session.scalars(select(Call.note)).all() == [""]


def test_validation_the_number_that_most_listings_give_is_called_first_and_many_bury_nothing(
    curator: Visitor, called: Connections
) -> None:
    ends = (3, 1, 2, 4, 5, 5)
    said = [
        nested(1, at, phones=[{"id": id_of(f"phone {at}"), "number": f"617-555-010{end}"}])
        for at, end in enumerate(ends)
    ]
    with called.transaction() as session:
        apply_batch(session, [entry_of("service", each) for each in said], NOW, importing("demo"))
        session.execute(update(Listing).values(due_on=DUE))
    begin(called, NOW)
    page = curator.get(f"/desk/confirm/{TURN}").get_data(as_text=True)
    shown, _, more = page.partition("<summary>2 more numbers</summary>")
    assert len(re.findall("Call 617-555", shown)) == 3
    assert re.findall("Call 617-555-010([0-9])", shown)[0] == "5"
    assert len(re.findall("Call 617-555", more)) == 2
    assert "2 números más" in curator.get(f"/desk/confirm/{TURN}?lang=es").get_data(as_text=True)


def test_validation_who_calls_reads_what_was_said_against_the_listings(curator: Visitor, called: Connections) -> None:
    assert "said against it" not in words(curator, f"/desk/confirm/{TURN}")
    with called.transaction() as session:
        for ahead in (2, 1):
            on = NOW.date() - timedelta(days=ahead)
            disputes.hear(session, disputes.Said(FIRST, "no_longer_offered", on), NOW)
        disputes.hear(session, disputes.Said(FIRST, "place_moved", NOW.date(), "problem"), NOW)
    assert "It is no longer offered (2) · It has moved" in words(curator, "/desk?kind=confirm")
    told = (
        "It is no longer offered (said when a referral was declined, 11 October 2026) "
        "It is no longer offered (said when a referral was declined, 12 October 2026) "
        "It has moved (reported, 13 October 2026)"
    )
    assert f"Ask about what was said against it: {told}" in words(curator, f"/desk/confirm/{TURN}")
    assert f"What was said against it {told}" in words(curator, PAGE)
    assert "Se mudó (avisado, 13 de octubre de 2026)" in words(curator, PAGE, "es")
    with called.transaction() as session:
        disputes.settle(session, [FIRST], NOW)
    assert "It has moved" in words(curator, PAGE), "nobody confirmed it"
