"""Who keeps listings right sees what waits, what was changed and how they were; nobody else sees that there is any."""

import re
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from resource_app import outbox
from resource_app.accounts.roles import Held
from resource_app.actor import Actor, importing
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory import operations, proposals
from resource_app.directory.applying import apply_batch
from resource_app.directory.deciding import decide
from resource_app.directory.editing import Edited, Saying, edit
from resource_app.directory.history import Edit
from resource_app.directory.keepers import keeper_of
from resource_app.directory.models import Change, Organization, Proposal, Service
from resource_app.jobs.posting import KINDS, _rendered
from resource_app.keys import Keys
from resource_app.mail import TOPIC, LetterRow
from resource_app.tasks.models import Task
from resource_app.web import bulk
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE, entry_of, lantern, load
from tests.web.conftest import NOW
from tests.web.people import Person, Visitor, a_person

pytestmark = pytest.mark.usefixtures("quick")
STAFF = Held("organization_staff", ORGANIZATION)
CURATOR = Held("curator", None)
OTHER = "b" * 8 + ORGANIZATION[8:]
HISTORY = f"/listings/{LISTING}/history"
DECIDE = f"/desk/proposals/service/{SERVICE}"
EARLIER = NOW - timedelta(days=7)


@pytest.fixture
def loaded(connections: Connections) -> Connections:
    """The listing, and one of another organization."""
    other = lantern(id="a" * 8 + SERVICE[8:], name="Harbor Meals", organization={"id": OTHER, "name": "Harbor Friends"})
    place = {**other["service_at_locations"][0]["location"], "id": "d" * 8 + PLACE[8:], "name": "Front door"}
    other["service_at_locations"] = [{"id": "c" * 8 + LISTING[8:], "location": place}]
    with connections.transaction() as session:
        load(session, EARLIER)
        apply_batch(session, [entry_of("service", other)], EARLIER, importing("demo"))
    return connections


@pytest.fixture
def staff(loaded: Connections, keys: Keys) -> Person:
    return a_person(loaded, keys, STAFF)


@pytest.fixture
def curator_person(loaded: Connections, keys: Keys) -> Person:
    return a_person(loaded, keys, CURATOR)


@pytest.fixture
def staff_page(site: Flask, staff: Person) -> Visitor:
    return Visitor(site).sign_in(staff)


@pytest.fixture
def curator_page(site: Flask, curator_person: Person) -> Visitor:
    return Visitor(site).sign_in(curator_person)


@pytest.fixture
def stranger_page(site: Flask, loaded: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(loaded, keys, Held("organization_admin", OTHER)))


def say(connections: Connections, person: Person, held: Held, why: str = "", **fields: object) -> Edited:
    with connections.transaction() as session:
        keeper = keeper_of(session, LISTING, [held])
        actor = Actor("user", person.id, organization_id=held.organization_id, roles=frozenset({held.role}))
        sayings = [Saying("service", SERVICE, name, value) for name, value in fields.items()]
        return edit(session, keeper, sayings, 10**6, NOW, Edit(actor, why))


def trust(connections: Connections) -> None:
    with connections.transaction() as session:
        session.get_one(Organization, ORGANIZATION).trusted = True


def proposal_ids(connections: Connections) -> list[int]:
    with connections.reading() as session:
        return list(session.scalars(select(Proposal.id).where(Proposal.state == "open").order_by(Proposal.id)))


def described(connections: Connections) -> object:
    with connections.reading() as session:
        return session.get_one(Service, SERVICE).hsds["description"]


def seen_on(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"', maxsplit=1)[0]


def test_our_listings_and_no_others(staff_page: Visitor, loaded: Connections, staff: Person) -> None:
    say(loaded, staff, STAFF, description="Bread and soup.", name="Lantern")
    text = staff_page.get("/listings/mine").get_data(as_text=True)
    assert "Lantern Pantry" in text
    assert "Harbor Meals" not in text
    assert "2 changes wait for a curator" in text
    assert "9 Lantern Street" in text
    for way in ("edit", "now", "history"):
        assert f'href="/listings/{LISTING}/{way}"' in text
    assert "Our listings" in staff_page.get("/account").get_data(as_text=True)
    assert "/desk" not in text


def test_a_curator_looks_for_any_listing(curator_page: Visitor, loaded: Connections) -> None:
    every = curator_page.get("/listings/mine").get_data(as_text=True)
    assert "Lantern Pantry" in every
    assert "Harbor Meals" in every
    assert 'href="/desk"' in every
    some = curator_page.get("/listings/mine?q=harbor").get_data(as_text=True)
    assert "Lantern Pantry" not in some
    assert "None has this name" in curator_page.get("/listings/mine?q=%25_nothing").get_data(as_text=True)
    with loaded.reading() as session:
        listed = session.scalars(select(AuditEvent).where(AuditEvent.subject == "listings:kept")).all()
        assert f"listing:{LISTING}" in listed[0].details["shown"]


def test_pages_speak_spanish(staff_page: Visitor, curator_page: Visitor, loaded: Connections, staff: Person) -> None:
    say(loaded, staff, STAFF, description="Bread and soup.")
    assert "Nuestras fichas" in staff_page.get("/listings/mine?lang=es").get_data(as_text=True)
    assert "Sus cambios que esperan" in staff_page.get(f"{HISTORY}?lang=es").get_data(as_text=True)
    assert "Usar lo nuevo" in curator_page.get(f"{DECIDE}?lang=es").get_data(as_text=True)
    assert "Cambios que esperan" in curator_page.get("/desk/proposals?lang=es").get_data(as_text=True)


@pytest.mark.parametrize("path", ["", "/on?day=2026-10-10"])
def test_another_organizations_listing_is_none(stranger_page: Visitor, path: str) -> None:
    theirs = stranger_page.get(f"{HISTORY}{path}")
    nothing = stranger_page.get(f"/listings/{'9' * 8}{LISTING[8:]}/history{path}")
    assert (theirs.status_code, nothing.status_code) == (404, 404)
    one, other = (re.sub(r'value="[^"]+"|[0-9a-f]{12}|22222222|99999999', "", each.text) for each in (theirs, nothing))
    assert one == other


def test_the_history_says_who_when_what_and_why(
    staff_page: Visitor, curator_page: Visitor, loaded: Connections, staff: Person, curator_person: Person
) -> None:
    trust(loaded)
    phones = [{"id": "55555555-5555-4555-8555-555555555555", "number": "617-555-0188", "extension": 4, "type": "fax"}]
    say(loaded, staff, STAFF, "We have soup now", description="Groceries and soup every week.", phones=phones)
    say(loaded, curator_person, CURATOR, "They called", minimum_age=18)
    ours = staff_page.get(HISTORY).get_data(as_text=True)
    assert "Wren Alder" in ours  # a colleague
    assert "We have soup now" in ours
    assert "<ins>and soup</ins>" in ours
    assert "617-555-0188, ext. 4, fax" in ours
    assert "A curator" in ours
    assert "They called" not in ours
    assert "Import from demo" in ours
    theirs = curator_page.get(HISTORY).get_data(as_text=True)
    assert "They called" in theirs
    assert "A curator" not in theirs
    with loaded.reading() as session:
        assert session.scalars(select(AuditEvent).where(AuditEvent.subject == f"listing:{LISTING}")).all()


def test_what_only_curators_decide_is_not_told_to_an_organization(
    staff_page: Visitor, curator_page: Visitor, loaded: Connections, curator_person: Person
) -> None:
    with loaded.transaction() as session:
        actor = Actor("user", curator_person.id, roles=frozenset({"curator"}))
        operations.set_do_not_refer(session, LISTING, NOW, actor, refuse=True)
    assert "Do not refer" not in staff_page.get(HISTORY).get_data(as_text=True)
    assert "Do not refer" in curator_page.get(HISTORY).get_data(as_text=True)


def test_the_history_has_pages(curator_page: Visitor, loaded: Connections, curator_person: Person) -> None:
    for number in range(101):
        say(loaded, curator_person, CURATOR, description=f"Bread on {number} days.")
    first = curator_page.get(HISTORY).get_data(as_text=True)
    before = first.split("history?before=")[1].split('"', maxsplit=1)[0]
    assert "100 days" in first.replace("<ins>", "").replace("</ins>", "")
    assert "came into the directory" not in first
    assert "came into the directory" in curator_page.get(f"{HISTORY}?before={before}").get_data(as_text=True)
    assert curator_page.get(f"{HISTORY}?before=99999999999999999999").status_code == 200
    assert curator_page.get(f"{HISTORY}?before=soup").status_code == 200


def test_an_edit_is_taken_back_on_the_page(curator_page: Visitor, loaded: Connections, curator_person: Person) -> None:
    say(loaded, curator_person, CURATOR, description="Bread.")
    with loaded.reading() as session:
        edit_id = session.scalars(select(Change.edit_id).where(Change.field == "description")).one()
    answer = curator_page.post(f"{HISTORY}/{edit_id}/undo", HISTORY)
    assert answer.status_code == 303
    assert described(loaded) == "Groceries every week."
    page = curator_page.get(answer.location).get_data(as_text=True)
    assert "It was taken back." in page
    assert "Taken back later" in page
    again = curator_page.post(f"{HISTORY}/{edit_id}/undo", HISTORY)
    assert again.status_code == 422
    assert "changed again since" in again.get_data(as_text=True)
    assert curator_page.post(f"{HISTORY}/nonsense/undo", HISTORY).status_code == 404


def test_an_organization_that_is_not_trusted_proposes_to_take_back(
    staff_page: Visitor, loaded: Connections, curator_person: Person
) -> None:
    say(loaded, curator_person, CURATOR, description="Bread.")
    with loaded.reading() as session:
        edit_id = session.scalars(select(Change.edit_id).where(Change.field == "description")).one()
    answer = staff_page.post(f"{HISTORY}/{edit_id}/undo", HISTORY)
    assert answer.location == f"{HISTORY}?done=waits"
    assert described(loaded) == "Bread."
    assert "A curator will look at this" in staff_page.get(answer.location).get_data(as_text=True)


def test_somebody_else_takes_nothing_back(stranger_page: Visitor, loaded: Connections, curator_person: Person) -> None:
    say(loaded, curator_person, CURATOR, description="Bread.")
    with loaded.reading() as session:
        edit_id = session.scalars(select(Change.edit_id).where(Change.field == "description")).one()
    assert stranger_page.post(f"{HISTORY}/{edit_id}/undo", "/listings/mine").status_code in {400, 404}
    assert described(loaded) == "Bread."


def test_how_it_was_on_a_day(staff_page: Visitor, loaded: Connections, curator_person: Person) -> None:
    say(loaded, curator_person, CURATOR, description="Bread.")
    was = staff_page.get(f"{HISTORY}/on?day=2026-10-10").get_data(as_text=True)
    assert "Groceries every week." in was
    assert "This is the past" in was
    assert 'content="noindex"' in was
    assert "9 Lantern Street" in was
    assert "617-555-0142" in was
    assert "Today" not in was
    today = staff_page.get(f"{HISTORY}/on?day=2026-10-13").get_data(as_text=True)
    assert "Bread." in today
    assert "was not in the directory" in staff_page.get(f"{HISTORY}/on?day=2026-01-01").get_data(as_text=True)
    assert staff_page.get(f"{HISTORY}/on?day=0001-01-01").status_code == 200
    for wrong in ("2026-10-14", "soup", "", "2026-02-30", "9999-12-31"):
        answer = staff_page.get(f"{HISTORY}/on?day={wrong}")
        assert answer.status_code == 422, wrong
        assert "Choose a day" in answer.get_data(as_text=True)


def test_of_a_private_place_no_day_shows_the_address(
    staff_page: Visitor, curator_page: Visitor, loaded: Connections, curator_person: Person
) -> None:
    say(loaded, curator_person, CURATOR, "They are at 9 Lantern Street", description="Ring at 9 Lantern Street.")
    with loaded.transaction() as session:
        operations.mark_confidential(session, PLACE, NOW, Actor("user", curator_person.id))
    for page in (staff_page, curator_page):
        for path in (HISTORY, f"{HISTORY}/on?day=2026-10-10", f"{HISTORY}/on?day=2026-10-13", "/listings/mine"):
            text = page.get(path).get_data(as_text=True)
            assert "Lantern Street" not in text, path
            assert "617-555-0177" not in text, path


@pytest.fixture
def waiting(loaded: Connections, staff: Person) -> list[int]:
    """Two fields that wait."""
    say(loaded, staff, STAFF, description="Groceries and soup every week.", minimum_age=18)
    return proposal_ids(loaded)


def test_a_curator_decides_field_by_field(
    curator_page: Visitor, staff_page: Visitor, loaded: Connections, staff: Person, waiting: list[int], keys: Keys
) -> None:
    text, age = waiting
    page = curator_page.get(DECIDE).get_data(as_text=True)
    assert "<ins>and soup</ins>" in page
    assert "Lantern Neighbors, 13 October 2026" in page
    assert "Sent by Wren Alder." in page
    assert "From demo, not confirmed" in page
    seen = seen_on(page)
    answer = curator_page.post(DECIDE, **{"seen": seen, f"d{text}": str(text), "answer": "Thank you."})
    assert answer.location == f"{DECIDE}?done=1"
    assert described(loaded) == "Groceries and soup every week."
    assert proposal_ids(loaded) == [age]
    answer = curator_page.post(DECIDE, **{"seen": seen, f"d{age}": "keep", "answer": "All ages are served."})
    assert answer.location == "/desk/proposals?done=1"
    with loaded.reading() as session:
        letters = session.scalars(select(LetterRow).where(LetterRow.kind == "decided")).all()
        assert [each.about for each in letters] == [f"{staff.id}:{LISTING}"]  # the one that waits tells of both
        done = session.scalars(select(AuditEvent).where(AuditEvent.action == "proposals_decided")).all()
        assert [each.details for each in done] == [{"taken": 1, "refused": 0}, {"taken": 0, "refused": 1}]
        draft = KINDS["decided"].draft(session, keys, "https://site.example", letters[0].about, NOW)
    assert draft is not None
    assert (draft.to, draft.values["link"]) == (staff.email, f"https://site.example{HISTORY}")
    assert "Thank you." not in _rendered(draft)
    told = staff_page.get(HISTORY).get_data(as_text=True)
    assert "Not taken" in told
    assert "All ages are served." in told
    assert "Nothing waits here any more." in curator_page.get(DECIDE).get_data(as_text=True)


def test_a_new_text_is_edited_first(curator_page: Visitor, loaded: Connections, waiting: list[int]) -> None:
    text = waiting[0]
    seen = seen_on(curator_page.get(DECIDE).get_data(as_text=True))
    fields = {"seen": seen, f"d{text}": str(text)}
    empty = curator_page.post(DECIDE, **fields, **{f"t{text}": "  ", "answer": "Kept <b>as typed</b>"})
    assert empty.status_code == 422
    assert "Kept &lt;b&gt;as typed&lt;/b&gt;" in empty.get_data(as_text=True)
    assert curator_page.post(DECIDE, **fields, **{f"t{text}": "Groceries. Soup."}).status_code == 303
    assert described(loaded) == "Groceries. Soup."
    with loaded.reading() as session:
        assert session.get_one(Service, SERVICE).origins["description"]["confirmed_by"] == "curator"


def test_a_stale_decision_publishes_and_loses_nothing(
    curator_page: Visitor, loaded: Connections, curator_person: Person, waiting: list[int]
) -> None:
    text, age = waiting
    seen = seen_on(curator_page.get(DECIDE).get_data(as_text=True))
    say(loaded, curator_person, CURATOR, description="Rice.")
    fields = {"seen": seen, f"d{text}": str(text), f"d{age}": str(age), f"t{text}": "Soup, mostly.", "answer": "Thanks"}
    late = curator_page.post(DECIDE, **fields)
    page = late.get_data(as_text=True)
    assert late.status_code == 409
    assert "What you get: Wren Alder changed it (13 October 2026, 2:" in page
    assert "Soup, mostly." in page
    assert "Thanks" in page
    assert page.count(" checked") == 2
    assert described(loaded) == "Rice."
    assert proposal_ids(loaded) == waiting
    assert curator_page.post(DECIDE, **{**fields, "seen": seen_on(page)}).status_code == 303
    assert described(loaded) == "Soup, mostly."
    gone = curator_page.post(DECIDE, **fields)
    assert gone.status_code == 409
    assert "Wren Alder took a change" in gone.get_data(as_text=True)


@pytest.mark.parametrize(
    "fields",
    [
        {"seen": "0"},
        {"seen": "soup", "d1": "1"},
        {"seen": "99999999999999999999", "d1": "1"},
        {"seen": "5", "d1": "keep", "answer": "x" * 5000},
    ],
)
def test_nonsense_is_answered_and_decides_nothing(
    curator_page: Visitor, loaded: Connections, waiting: list[int], fields: dict[str, str]
) -> None:
    assert curator_page.post(DECIDE, **fields).status_code == 422
    assert proposal_ids(loaded) == waiting


def test_unknown_things_have_no_page(curator_page: Visitor, waiting: list[int]) -> None:
    assert waiting
    for path in ("/desk/proposals/service/none", "/desk/proposals/soup/none", f"/desk/proposals/location/{SERVICE}"):
        assert curator_page.get(path).status_code == 404
    strange = {"seen": "5", "d99999999999999999999": "1", "d5": "77777"}
    assert curator_page.post(DECIDE, **strange).status_code in {400, 409, 422}


def test_two_imports_stand_side_by_side_and_nobody_is_answered(
    curator_page: Visitor, loaded: Connections, curator_person: Person
) -> None:
    say(loaded, curator_person, CURATOR, description="Rice.")
    for source, words in (("demo", "Bread."), ("harbor-list", "Lunch at noon.")):
        with loaded.transaction() as session:
            apply_batch(session, [entry_of("service", lantern(description=words))], NOW, importing(source))
    page = curator_page.get(DECIDE).get_data(as_text=True)
    assert "Use: Import from demo" in page
    assert "Use: Import from harbor-list" in page
    assert 'id="answer"' not in page
    ours, theirs = proposal_ids(loaded)
    assert curator_page.post(DECIDE, **{"seen": seen_on(page), f"d{ours}": str(theirs)}).status_code == 303
    assert described(loaded) == "Lunch at noon."
    assert proposal_ids(loaded) == []


def test_two_sources_stand_side_by_side(
    curator_page: Visitor, loaded: Connections, staff: Person, curator_person: Person
) -> None:
    say(loaded, curator_person, CURATOR, description="Rice.")
    say(loaded, staff, STAFF, description="Soup.")
    with loaded.transaction() as session:
        load(session, NOW, description="Bread.")
    ours, theirs = proposal_ids(loaded)
    page = curator_page.get(DECIDE).get_data(as_text=True)
    assert "Use: Lantern Neighbors" in page
    assert "Use: Import from demo" in page
    assert 'id="answer"' in page
    assert "Confirmed 13 October 2026 by a curator" in page
    assert curator_page.post(DECIDE, **{"seen": seen_on(page), f"d{ours}": str(theirs)}).status_code == 303
    assert described(loaded) == "Bread."
    with loaded.reading() as session:
        states = dict(session.execute(select(Proposal.id, Proposal.state)).all())
    assert states == {ours: "refused", theirs: "accepted"}


def test_what_is_not_kept_of_a_private_place_cannot_be_taken(curator_page: Visitor, loaded: Connections) -> None:
    with loaded.transaction() as session:
        row = {"kind": "service", "object_id": SERVICE, "field": "description", "source": "demo", "made_at": NOW}
        session.add(made := Proposal(**row, was=None, proposed=None))
        session.flush()
        number = made.id
    page = curator_page.get(DECIDE).get_data(as_text=True)
    assert "not kept, since the address is private" in page
    forced = curator_page.post(DECIDE, **{"seen": seen_on(page), f"d{number}": str(number)})
    assert forced.status_code == 422
    assert described(loaded) == "Groceries every week."
    kept = curator_page.post(DECIDE, **{"seen": seen_on(page), f"d{number}": "keep"})
    assert kept.status_code == 303


def test_what_may_tell_a_secret_address_ends_and_the_rest_waits_on(
    curator_page: Visitor, staff_page: Visitor, loaded: Connections, staff: Person, curator_person: Person, keys: Keys
) -> None:
    week = {"id": str(uuid.uuid4()), "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00:00", "closes_at": "17:00:00"}
    say(loaded, staff, STAFF, description="Behind the blue church.", minimum_age=18, schedules=[week], alert="Canary.")
    page = curator_page.get(DECIDE).get_data(as_text=True)
    with loaded.transaction() as session:
        operations.mark_confidential(session, PLACE, NOW, Actor("user", curator_person.id))
    with loaded.reading() as session:
        every = session.scalars(select(Proposal).order_by(Proposal.field)).all()
        assert {each.field: each.state for each in every} == {
            "alert": "superseded",
            "description": "superseded",
            "minimum_age": "open",
            "schedules": "open",
        }
        assert [each.proposed for each in every] == [None, None, 18, [week]]
        ids = [each.id for each in every]
        [asked] = session.scalars(select(LetterRow).where(LetterRow.kind == "decided"))
        draft = KINDS["decided"].draft(session, keys, "https://example.org", asked.about, NOW)
    assert draft
    assert draft.to == staff.email
    assert "curator" not in _rendered(draft)
    told = staff_page.get(HISTORY).get_data(as_text=True)
    assert told.count("The address became private while this waited") == 2
    assert told.count("Waits for a curator") == 2
    assert "blue church" not in told
    assert "blue church" not in curator_page.get(DECIDE).get_data(as_text=True)
    late = curator_page.post(DECIDE, **{"seen": seen_on(page), f"d{ids[0]}": str(ids[0])})
    assert late.status_code == 409
    assert "the address became private" in late.text
    with loaded.transaction() as session:
        proposals.forget(session, ids, NOW)
        assert not session.scalars(select(Task).where(Task.kind == "proposal", Task.closed_at.is_(None))).all()


BULK = "/desk/proposals"


def test_many_are_taken_after_a_preview(
    curator_page: Visitor, loaded: Connections, staff: Person, waiting: list[int]
) -> None:
    text, age = waiting
    listed = curator_page.get(BULK).get_data(as_text=True)
    assert f'name="p{text}"' in listed
    assert "Groceries every week." in listed
    preview = curator_page.post(BULK, **{"act": "preview", f"p{text}": "yes", f"p{age}": "yes"}).get_data(as_text=True)
    assert "Take these 2" in preview
    assert proposal_ids(loaded) == waiting
    fields = {"act": "take", "seen": seen_on(preview), f"p{text}": "yes", f"p{age}": "yes"}
    assert curator_page.post(BULK, **fields).location == f"{BULK}?done=2"
    assert described(loaded) == "Groceries and soup every week."
    with loaded.reading() as session:
        assert len(session.scalars(select(LetterRow).where(LetterRow.kind == "decided")).all()) == 1


def test_a_letter_is_asked_for_with_the_decision_it_tells_of(
    curator_page: Visitor, loaded: Connections, waiting: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    ticked = {f"p{each}": "yes" for each in waiting}
    preview = curator_page.post(BULK, **ticked, act="preview").get_data(as_text=True)
    taken = iter((True, False))

    def dies(*given: Any) -> list[Proposal]:
        if not next(taken):
            raise RuntimeError
        return decide(*given)

    monkeypatch.setattr(bulk, "decide", dies)
    assert curator_page.post(BULK, **ticked, act="take", seen=seen_on(preview)).status_code == 500
    assert len(proposal_ids(loaded)) == 1
    with loaded.reading() as session:
        assert len(session.scalars(select(LetterRow).where(LetterRow.kind == "decided")).all()) == 1


def test_a_letter_that_left_tells_of_nothing_later(loaded: Connections, staff: Person, waiting: list[int]) -> None:
    with loaded.transaction() as session:
        proposals.tell(session, proposals.numbered(session, waiting), NOW)
    outbox.claim(loaded, TOPIC, NOW, 5, timedelta(minutes=5))
    for _again in range(2):
        with loaded.transaction() as session:
            proposals.tell(session, proposals.numbered(session, waiting), NOW)
    with loaded.reading() as session:
        letters = session.scalars(select(LetterRow).where(LetterRow.kind == "decided")).all()
        assert [each.about for each in letters] == [f"{staff.id}:{LISTING}"] * 2


def test_the_stale_are_reported_and_the_rest_is_done(
    curator_page: Visitor, loaded: Connections, curator_person: Person, waiting: list[int]
) -> None:
    text, age = waiting
    ticked = {f"p{text}": "yes", f"p{age}": "yes"}
    preview = curator_page.post(BULK, **{"act": "preview", **ticked}).get_data(as_text=True)
    say(loaded, curator_person, CURATOR, description="Rice.")
    done = curator_page.post(BULK, **{"act": "take", "seen": seen_on(preview), **ticked}).get_data(as_text=True)
    assert "1 change was taken" in done
    assert "1 was not" in done
    assert described(loaded) == "Rice."
    assert proposal_ids(loaded) == [text]


def test_the_list_is_narrowed_by_source_and_field(curator_page: Visitor, waiting: list[int]) -> None:
    text, age = waiting
    narrowed = curator_page.get(f"{BULK}?field=minimum_age").get_data(as_text=True)
    assert (f'name="p{age}"' in narrowed, f'name="p{text}"' in narrowed) == (True, False)
    assert "Nothing waits." in curator_page.get(f"{BULK}?source=soup").get_data(as_text=True)
    assert curator_page.get(f"{BULK}?after=99999999999999999999").status_code == 200


@pytest.mark.parametrize("ticked", [(), range(1, 102)], ids=["none", "too many"])
def test_none_or_too_many_are_refused(
    curator_page: Visitor, loaded: Connections, waiting: list[int], ticked: tuple[int, ...]
) -> None:
    answer = curator_page.post(BULK, **{"act": "take", **{f"p{each}": "yes" for each in ticked}})
    assert answer.status_code == 422
    assert proposal_ids(loaded) == waiting


def test_hours_are_told_by_day(curator_page: Visitor, loaded: Connections, staff: Person) -> None:
    hours = [
        {"id": "1" * 8 + SERVICE[8:], "freq": "WEEKLY", "byday": "MO,TH", "opens_at": "10:00", "closes_at": "14:00"}
    ]
    spoken = [{"id": "2" * 8 + SERVICE[8:], "code": "spa"}, {"id": "3" * 8 + SERVICE[8:], "name": "English"}]
    areas = [{"id": "4" * 8 + SERVICE[8:], "name": "Chelsea"}]
    fees = [{"id": "5" * 8 + SERVICE[8:], "option": "Fee", "amount": 5, "currency": "USD"}]
    closed = {"status": "temporarily closed", "assured_date": date(2026, 10, 1).isoformat()}
    say(loaded, staff, STAFF, schedules=hours, languages=spoken, service_areas=areas, cost_options=fees, **closed)
    page = curator_page.get(DECIDE).get_data(as_text=True).replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        "Monday 10 a.m. to 2 p.m.",
        "Spanish, English",
        "Chelsea",
        "Fee, $5",
        "Closed for now",
        "1 October 2026",
    ):
        assert words in page.replace("<ins>", "").replace("</ins>", ""), words


def test_the_api_tells_changes_and_after_marking_none(
    visitor: Visitor, loaded: Connections, curator_person: Person
) -> None:
    say(loaded, curator_person, CURATOR, "At the canary gate", description="Canary bread.")
    say(loaded, curator_person, CURATOR, description="Bread.")
    paths = (f"/api/services/{SERVICE}", f"/api/organizations/{ORGANIZATION}", "/api/services?full=true")
    before = visitor.get(paths[0]).get_json()["metadata"]
    assert [(each["previous_value"], each["updated_by"]) for each in before][-1] == ("Canary bread.", "curator")
    assert "canary gate" not in visitor.get(paths[0]).get_data(as_text=True)
    with loaded.transaction() as session:
        operations.mark_confidential(session, PLACE, NOW, Actor("user", curator_person.id))
    for path in paths:
        assert "anary" not in visitor.get(path).get_data(as_text=True), path
