"""An organization says by a link, without account or script, whether its listings are right; a curator asks on the phone."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from resource_app import logs
from resource_app.accounts.roles import Held
from resource_app.actor import Actor, command, importing
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory import operations
from resource_app.directory.applying import apply_batch
from resource_app.directory.confirmations import Said, confirm
from resource_app.directory.deciding import Choice, decide
from resource_app.directory.models import (
    Confirmation,
    Draft,
    Listing,
    Location,
    Organization,
    Proposal,
    ProposedListing,
    Service,
)
from resource_app.directory.operations import mark_confidential
from resource_app.jobs.deliveries import drain
from resource_app.keys import Keys
from resource_app.mail import LetterRow
from resource_app.tasks.models import Task
from search import stored
from tests.factories import LISTING, ORGANIZATION, SERVICE, entry_of, load
from tests.factories import lantern as lantern_body
from tests.validation.listings import id_of, load_many
from tests.web.people import Visitor, Watch, a_person
from validation import disputes
from validation.beginning import begin
from validation.climbing import climb
from validation.letters import KINDS, path_of
from validation.models import Answer, Ask, Call, Cycle, Dispute, Turn

pytestmark = pytest.mark.usefixtures("quick")
DUE = date(2027, 1, 4)
ASKED = datetime(2026, 11, 6, 15, tzinfo=UTC)  # a Friday morning in Massachusetts, 59 days before
MAILBOX = "info@lantern.example.org"
HOME = {
    "id": ORGANIZATION,
    "name": "Lantern Neighbors",
    "description": "Neighbors who share.",
    "email": MAILBOX,
    "website": "https://lantern.example.org",
}
FULL = {
    "organization": HOME,
    "eligibility_description": "Anyone in Chelsea.",
    "fees_description": "Free",
    "languages": [{"id": "99999999-9999-4999-8999-999999999991", "name": "English"}],
    "required_documents": [{"id": "99999999-9999-4999-8999-999999999992", "document": "Proof of address"}],
    "schedules": [{"id": "99999999-9999-4999-8999-999999999993", "description": "Monday 9 a.m. to 5 p.m."}],
}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
CHOICE = re.compile(r'<input type="radio" name="([^"]+)" value="right"')
TITLE = re.compile(r"<h1[^>]*>([^<]+)</h1>")
ACTS = re.compile(r'name="act" value="([^"]+)"')


class Phone:
    """Somebody with a phone and no script: each tap is a form that is sent, and the page it leads to."""

    def __init__(self, site: Flask, path: str, visitor: Visitor | None = None) -> None:
        self.visitor = visitor or Visitor(site)
        self.path = path
        self.taps = self.pages = 0
        self.location = ""  # where the last form led
        self.answer = self.open()

    @property
    def text(self) -> str:
        return self.answer.get_data(as_text=True)

    @property
    def title(self) -> str:
        found = TITLE.search(self.text)
        return found[1] if found else ""

    @property
    def questions(self) -> list[str]:
        return CHOICE.findall(self.text)

    def open(self, path: str = "") -> TestResponse:
        self.pages += 1
        self.answer = self.visitor.get(path or self.path)
        return self.answer

    def fields(self) -> dict[str, str]:
        return dict(HIDDEN.findall(self.text.split('id="answers"', 1)[-1]))

    def tap(self, act: str, **chosen: str) -> TestResponse:
        """Send the page's form by one of its buttons."""
        assert act in ACTS.findall(self.text), (act, ACTS.findall(self.text))
        self.taps += 1
        return self.send(self.fields() | {"act": act} | chosen)

    def send(self, fields: dict[str, str]) -> TestResponse:
        self.answer = self.visitor.client.post(self.path, data=fields)
        if self.answer.status_code == 303:
            self.location = self.answer.location
            return self.open(self.location)
        self.pages += 1
        return self.answer

    def all_right(self) -> dict[str, str]:
        return dict.fromkeys((each for each in self.questions if not each.endswith("-now")), "right")


def due(connections: Connections, ids: Iterable[str] | None = None) -> None:
    """Let listings that never were confirmed be due on a day, and have them asked about."""
    with connections.transaction() as session:
        session.execute(
            update(Listing).where(Listing.id.in_(ids) if ids else Listing.id.is_not(None)).values(due_on=DUE)
        )
    begin(connections, datetime(2026, 10, 13, 18, 40, tzinfo=UTC))
    climb(connections, ASKED)


@pytest.fixture
def lantern(connections: Connections, watch: Watch) -> Connections:
    """One listing of one organization, asked about today."""
    watch.at = ASKED
    with connections.transaction() as session:
        load(session, ASKED - timedelta(days=30), **FULL)
    due(connections)
    return connections


@pytest.fixture
def forty(connections: Connections, watch: Watch) -> Connections:
    """Forty listings of one organization, asked about today."""
    watch.at = ASKED
    with connections.transaction() as session:
        load_many(session, [40], ASKED - timedelta(days=30))
    due(connections)
    return connections


def link(connections: Connections, keys: Keys) -> str:
    with connections.reading() as session:
        return path_of(keys, session.scalars(select(Ask).order_by(Ask.asked_at.desc())).first())


def trust(connections: Connections) -> None:
    with connections.transaction() as session:
        session.execute(update(Organization).values(trusted=True))


def asked(connections: Connections, name: str = "") -> str:
    """The name of a question of the one listing."""
    with connections.reading() as session:
        number = session.scalars(select(Cycle.id).where(Cycle.ended_at.is_(None))).one()
    return f"c{number}{name}"


def events(connections: Connections) -> list[AuditEvent]:
    with connections.reading() as session:
        found = session.scalars(select(AuditEvent).where(AuditEvent.action == "listings_answered")).all()
        session.expunge_all()
        return list(found)


def everything(connections: Connections) -> list[tuple]:
    """What an answer may change."""
    with connections.reading() as session:
        tables = (Answer, Ask, Cycle, Confirmation, Proposal, Listing, Task, LetterRow, AuditEvent)
        return [
            tuple(row)
            for model in tables
            for row in session.execute(select(*model.__table__.c).order_by(*model.__table__.primary_key))
        ]


def test_validation_a_listing_is_confirmed_by_a_link_without_an_account(
    lantern: Connections, site: Flask, keys: Keys
) -> None:
    phone = Phone(site, link(lantern, keys))
    assert phone.title == "Is this still right?"
    assert "Lantern Pantry" in phone.text
    assert "Monday 9\u00a0a.m. to 5\u00a0p.m." in phone.text
    for block in ("what", "contact", "before"):
        phone.tap(f"block:{block}")
    assert "13 of 13 answered" in phone.text
    phone.tap("send")
    assert phone.title == "Thank you"
    assert "confirmed by the organization" in phone.text
    with lantern.reading() as session:
        fact = session.scalars(select(Confirmation)).one()
        assert (fact.how, fact.confirmed_by, fact.confirmed_on) == ("link", "organization", date(2026, 11, 6))
        assert {"service.description", "service.schedules", "location.addresses", "organization.email"} <= set(
            fact.fields
        )
        listing = session.get_one(Listing, LISTING)
        assert (listing.confirmed_how, listing.due_on) == ("link", date(2027, 5, 6))
        assert session.scalars(select(Cycle.outcome).where(Cycle.ended_at.is_not(None))).all() == ["confirmed"]
    [event] = events(lantern)
    assert (event.actor_kind, event.subject) == ("link", f"organization:{ORGANIZATION}")


def test_validation_forty_unchanged_listings_take_few_taps_and_pages(
    forty: Connections, site: Flask, keys: Keys
) -> None:
    phone = Phone(site, link(forty, keys))
    while phone.title != "Thank you":
        phone.tap("page" if "page" in ACTS.findall(phone.text) else "send")
    assert phone.taps <= 12
    assert phone.pages <= 6
    assert "<script" not in phone.text.split("<main")[1]
    with forty.reading() as session:
        assert len(session.scalars(select(Cycle).where(Cycle.outcome == "confirmed")).all()) == 40
        assert len(session.scalars(select(Confirmation)).all()) == 40
    assert len(events(forty)) == 1


def test_validation_ten_are_right_counts_what_that_page_showed(forty: Connections, site: Flask, keys: Keys) -> None:
    phone = Phone(site, link(forty, keys))
    shown = {key.partition("-")[0] for key in phone.questions if key.startswith("c")}
    assert len(shown) == 10
    phone.tap("page")
    with forty.reading() as session:
        ids = set(session.scalars(select(Answer.cycle_id).where(Answer.path == "service.name")))
    assert {f"c{each}" for each in ids} == shown
    phone.tap("page")
    phone.tap("page")
    phone.tap("page")
    assert "Send" in phone.text


def test_validation_ten_are_right_leaves_what_was_answered_in_part(forty: Connections, site: Flask, keys: Keys) -> None:
    phone = Phone(site, link(forty, keys))
    first, second = [key for key in phone.questions if key.startswith("c")][:2]
    hours = f"{first}-service-schedules"
    phone.tap(f"open:{first}")
    assert phone.location.endswith(f"?page={first}#main"), "what is asked about stands at the top"
    phone.tap("next", **{hours: "changed", f"{hours}-new": "Tuesday 9 a.m. to 5 p.m."})
    phone.open(f"{phone.path}?page=1")
    assert phone.text.count("Answered in part, which is kept.") == 1
    phone.tap("page")
    assert "Answered in part, which is kept." in phone.text
    with forty.reading() as session:
        mine = select(Answer.path, Answer.said).where(Answer.cycle_id == int(first[1:]))
        said = {row.path: row.said for row in session.execute(mine)}  # what all share was answered with the page
        assert said["service.schedules"] == "changed"
        assert not said.keys() & {"service.name", "service.description", "location.addresses"}
        others = select(Answer.said).where(Answer.cycle_id == int(second[1:])).distinct()
        assert session.scalars(others).all() == ["right"]
    phone.tap("next", **{first: "right"})
    with forty.reading() as session:
        said = select(Answer.said).where(Answer.cycle_id == int(first[1:])).distinct()
        assert session.scalars(said).all() == ["right"]


@pytest.mark.parametrize("minutes", [1, 61])
def test_validation_what_is_sent_as_a_link_runs_out_is_kept_and_counts_with_the_new_one(
    lantern: Connections, site: Flask, keys: Keys, watch: Watch, minutes: int
) -> None:
    phone, q = Phone(site, link(lantern, keys)), asked(lantern)
    changed = {f"{q}-service-description": "changed", f"{q}-service-description-new": "Groceries on Mondays."}
    sent = phone.fields() | phone.all_right() | changed | {"act": "send"}
    watch.forward(days=30, minutes=minutes)
    phone.send(sent)
    assert phone.answer.status_code == 404
    is_kept = minutes == 1
    assert ("What you answered just now is kept." in phone.text) == is_kept
    with lantern.reading() as session:
        assert bool(session.scalars(select(Answer)).all()) == is_kept
        assert not session.scalars(select(Answer).where(Answer.sent_at.is_not(None))).all()
        assert session.scalars(select(Confirmation)).all() == session.scalars(select(Proposal)).all() == []
    phone.visitor.post(f"{phone.path}/again", page=phone.path)
    phone.send(sent)
    assert "What you answered just now is kept." not in phone.text, "a newer link was sent"
    if is_kept:
        new = Phone(site, link(lantern, keys))
        assert "Groceries on Mondays." in new.text


def test_validation_several_services_that_are_missing_are_all_told(
    lantern: Connections, site: Flask, keys: Keys
) -> None:
    phone = Phone(site, link(lantern, keys))
    phone.tap("next", **{"new-name": "Lantern Rides", "new-about": "Rides."})
    assert ">Lantern Rides</li>" in phone.text
    phone.tap("next", **{"new-name": "Lantern Rides", "new-about": "Rides to the clinic."})
    phone.tap("next", **{"new-name": "Lantern Meals"})
    assert re.findall(r"<li>(Lantern \w+)</li>", phone.text) == ["Lantern Rides", "Lantern Meals"]
    phone.tap("send", **phone.all_right(), **{"new-name": "Lantern Beds"})
    with lantern.reading() as session:
        made = session.execute(select(ProposedListing.name, ProposedListing.said).order_by(ProposedListing.name))
        told = {name: said.get("description", "") for name, said in made}
        assert told == {"Lantern Beds": "", "Lantern Meals": "", "Lantern Rides": "Rides to the clinic."}


def test_validation_something_changed_in_one_of_forty(forty: Connections, site: Flask, keys: Keys) -> None:
    trust(forty)
    phone = Phone(site, link(forty, keys))
    first = next(key for key in phone.questions if key.startswith("c"))
    phone.tap(f"open:{first}")
    assert f"{first}-service-description" in phone.text
    chosen = phone.all_right() | {f"{first}-service-description": "changed"}
    phone.tap("next", **chosen, **{f"{first}-service-description-new": "Groceries on Mondays."})
    while phone.title != "Thank you":
        phone.tap("page" if "page" in ACTS.findall(phone.text) else "send")
    with forty.reading() as session:
        changed = [
            body for body in session.scalars(select(Service.hsds)) if body["description"] == "Groceries on Mondays."
        ]
        assert len(changed) == 1
        assert len(session.scalars(select(Cycle).where(Cycle.outcome == "confirmed")).all()) == 40


def test_validation_what_a_trusted_organization_changes(lantern: Connections, site: Flask, keys: Keys) -> None:
    trust(lantern)
    phone, q = Phone(site, link(lantern, keys)), asked(lantern)
    new = {
        f"{q}-service-description": "Groceries on Mondays.",
        f"{q}-service-phones": "617-555-0199",
        f"{q}-service-schedules": "Tuesday 10 a.m. to 2 p.m.",
        f"{q}-location-addresses": "9 Other Street",
    }
    chosen = phone.all_right() | dict.fromkeys(new, "changed") | {f"{key}-new": value for key, value in new.items()}
    phone.tap("send", **chosen)
    assert phone.title == "Thank you", phone.text
    with lantern.reading() as session:
        body = session.get_one(Service, SERVICE).hsds
        assert body["description"] == "Groceries on Mondays."
        assert body["schedules"][0]["byday"] == "TU"
        waiting = {(each.kind, each.field) for each in session.scalars(select(Proposal))}
        assert waiting == {("service", "phones"), ("location", "addresses")}
        fact = session.scalars(select(Confirmation)).one()
        assert "service.description" in fact.fields
        assert "service.phones" not in fact.fields
        assert session.get_one(Service, SERVICE).origins["description"]["confirmed_by"] == "organization"
        assert session.scalars(select(Cycle.outcome).where(Cycle.ended_at.is_not(None))).all() == ["confirmed"]


def test_validation_what_another_organization_changes_waits(lantern: Connections, site: Flask, keys: Keys) -> None:
    phone, q = Phone(site, link(lantern, keys)), asked(lantern)
    new = {f"{q}-service-description": "Groceries on Mondays.", f"{q}-service-schedules": "when the lamp burns"}
    chosen = phone.all_right() | dict.fromkeys(new, "changed") | {f"{key}-new": value for key, value in new.items()}
    phone.tap("send", **chosen)
    assert phone.title == "Thank you"
    with lantern.reading() as session:
        proposed = {each.field: each.proposed for each in session.scalars(select(Proposal))}
        assert proposed["description"] == "Groceries on Mondays."
        assert proposed["schedules"][0]["description"] == "when the lamp burns"
        assert session.get_one(Service, SERVICE).hsds["description"] == "Groceries every week."


def test_validation_a_number_nobody_was_shown_is_no_answers_business(
    lantern: Connections, site: Flask, keys: Keys
) -> None:
    shown = {"id": "55555555-5555-4555-8555-555555555555", "number": "617-555-0142"}
    inside = {"id": "55555555-5555-4555-8555-555555555556", "number": "617-555-0188", "x_private": True}
    with lantern.transaction() as session:
        load(session, ASKED, **FULL | {"phones": [inside, shown]})
    phone, q = Phone(site, link(lantern, keys)), asked(lantern)
    assert "617-555-0188" not in phone.text
    phone.tap("send", **{f"{q}-service-phones": "gone"})
    phone.tap("anyway")
    with lantern.reading() as session:
        [waiting] = session.scalars(select(Proposal))
        assert waiting.proposed == [inside]
    curator = Visitor(site).sign_in(a_person(lantern, keys, Held("curator", None)))
    for way in ("/desk", "/desk/proposals", f"/desk/proposals/service/{SERVICE}"):
        assert curator.get(way).status_code == 200


def test_validation_a_service_of_no_organization_answers_too(
    connections: Connections, site: Flask, keys: Keys, watch: Watch
) -> None:
    watch.at = ASKED
    service = {"id": SERVICE, "name": "Lantern Line", "status": "active", "email": MAILBOX, "description": "We answer."}
    with connections.transaction() as session:
        apply_batch(session, [entry_of("service", service)], ASKED - timedelta(days=30), importing("demo"))
    due(connections)
    phone, q = Phone(site, link(connections, keys)), asked(connections)
    new = {f"{q}-service-schedules": "Monday 9 a.m. to 5 p.m.", f"{q}-service-email": "new@lantern.example.org"}
    chosen = phone.all_right() | dict.fromkeys(new, "changed") | {f"{key}-new": value for key, value in new.items()}
    phone.tap("send", **chosen)
    assert phone.title == "Thank you", phone.text
    with connections.reading() as session:
        assert {each.field for each in session.scalars(select(Proposal))} == {"schedules", "email"}
        assert session.scalars(select(Confirmation.confirmed_by)).one() == "organization"
    curator = Visitor(site).sign_in(a_person(connections, keys, Held("curator", None)))
    for way in ("/desk/proposals", f"/desk/proposals/service/{SERVICE}"):
        assert curator.get(way).status_code == 200


def test_validation_not_sure_stays_due_and_somebody_calls(lantern: Connections, site: Flask, keys: Keys) -> None:
    phone, q = Phone(site, link(lantern, keys)), asked(lantern)
    phone.tap("send", **phone.all_right() | {f"{q}-service-phones": "unsure"})
    assert phone.title == "Thank you"
    drain(lantern, lambda: ASKED)
    with lantern.reading() as session:
        assert session.scalars(select(Cycle)).one().ended_at is None
        assert session.get_one(Listing, LISTING).confirmed_on is None
        task = session.scalars(select(Task).where(Task.closed_at.is_(None))).one()
        assert (task.kind, task.subject) == ("confirm", f"organization:{ORGANIZATION}")
        assert "service.phones" not in session.scalars(select(Confirmation)).one().fields
    again = Phone(site, link(lantern, keys))
    assert "Last time you said: not sure" in again.text
    again.tap("send", **{f"{q}-service-phones": "right"})
    with lantern.reading() as session:
        assert session.get_one(Listing, LISTING).confirmed_on == date(2026, 11, 6)


def test_validation_no_longer_offered_is_a_curators_task(lantern: Connections, site: Flask, keys: Keys) -> None:
    phone, q = Phone(site, link(lantern, keys)), asked(lantern)
    phone.tap("send", **{f"{q}-service-name": "gone"})
    assert phone.title == "Thank you"
    with lantern.reading() as session:
        assert session.scalars(select(Cycle)).one().ended_at is None
        assert [(each.kind, each.subject) for each in session.scalars(select(Task))] == [
            ("no longer offered", f"listing:{LISTING}")
        ]


def test_validation_a_colleague_goes_on_where_it_stopped(lantern: Connections, site: Flask, keys: Keys) -> None:
    phone, q = Phone(site, link(lantern, keys)), asked(lantern)
    phone.tap("next", **{f"{q}-service-name": "right"})
    colleague = Phone(site, link(lantern, keys))
    assert "1 of 13 answered" in colleague.text
    assert f'name="{q}-service-name" value="right" checked' in colleague.text
    assert f'name="{q}-service-phones" value="right" checked' not in colleague.text
    colleague.tap("send")
    assert colleague.answer.status_code == 422
    assert "Some questions have no answer yet" in colleague.text
    colleague.tap("anyway")
    assert colleague.title == "Thank you"
    with lantern.reading() as session:
        assert session.scalars(select(Confirmation.fields)).one() == ["service.name"]
        assert session.get_one(Listing, LISTING).confirmed_on is None


def colleagues(connections: Connections, site: Flask, keys: Keys, said: dict[str, str]) -> tuple[Phone, Phone]:
    """Two who have the same link open: the first answered so, then the second opened it."""
    first = Phone(site, link(connections, keys))
    first.tap("next", **said)
    return first, Phone(site, link(connections, keys))


def test_validation_an_older_page_of_a_colleague_undoes_no_newer_answer(
    lantern: Connections, site: Flask, keys: Keys
) -> None:
    q = asked(lantern)
    phones = f"{q}-service-phones"
    first, colleague = colleagues(lantern, site, keys, {phones: "right", f"{q}-now": "full"})
    first.tap("next", **{phones: "changed", f"{phones}-new": "413-555-0199", f"{q}-now": "limited"})
    opened = {phones: "right", f"{phones}-new": "", f"{q}-now": "full"}
    colleague.tap("next", **opened, **{f"{q}-service-name": "right", f"{q}-service-email": "changed"})
    assert colleague.answer.status_code == 422  # for the mail address nobody wrote; the older answer is not put back
    assert f'name="{phones}" value="changed" checked' in colleague.text
    assert "413-555-0199" in colleague.text
    with lantern.reading() as session:
        kept = {each.path: (each.said, each.value) for each in session.scalars(select(Answer))}
    assert kept["service.phones"] == ("changed", "413-555-0199")
    assert kept["service.name"][0] == "right"
    assert kept["listing.capacity"][1] == "limited"


def test_validation_two_colleagues_who_answer_otherwise_are_both_heard(
    lantern: Connections, site: Flask, keys: Keys
) -> None:
    q = asked(lantern)
    phones = f"{q}-service-phones"
    first, colleague = colleagues(lantern, site, keys, {phones: "right", f"{q}-now": "full"})
    first.tap("next", **{phones: "changed", f"{phones}-new": "413-555-0199", f"{q}-now": "limited"})
    said = {phones: "changed", f"{phones}-new": "413-555-0188", f"{q}-now": "available"}
    colleague.tap("next", **said)
    assert colleague.answer.status_code == 422
    assert colleague.text.count("was changed since you opened the page") == 4  # twice each: above, and where it is
    assert "a colleague answered: changed: 413-555-0199" in colleague.text
    assert ">\n413-555-0188</textarea>" in colleague.text
    with lantern.reading() as session:
        assert {"413-555-0199", "limited"} <= set(session.scalars(select(Answer.value)))
    colleague.tap("next", **said)
    with lantern.reading() as session:
        assert {"413-555-0188", "available"} <= set(session.scalars(select(Answer.value)))


def test_validation_a_change_that_waits_is_told_where_the_old_number_stands(
    lantern: Connections, site: Flask, keys: Keys
) -> None:
    phone, phones = Phone(site, link(lantern, keys)), asked(lantern, "-service-phones")
    phone.tap("send", **phone.all_right() | {phones: "changed", f"{phones}-new": "413-555-0199"})
    told = "The organization sent a change of the phone number. We are checking it."
    for path in (f"/services/{SERVICE}", "/search?what=food&where=02150"):
        page = Visitor(site).get(path, follow_redirects=True).get_data(as_text=True)
        assert told in page, path
        assert "413-555-0199" not in page
    with lantern.transaction() as session:
        [waiting] = session.scalars(select(Proposal))
        decide(session, [Choice(waiting.id, take=False)], 10**6, ASKED, Actor("user", "u"))
    assert told not in Visitor(site).get(f"/services/{SERVICE}", follow_redirects=True).get_data(as_text=True)


def test_validation_the_last_page_says_what_is_left(lantern: Connections, site: Flask, keys: Keys) -> None:
    phone, q = Phone(site, link(lantern, keys)), asked(lantern)
    phone.tap("send", **{f"{q}-service-name": "right"})
    phone.tap("anyway")
    assert phone.title == "Thank you"
    assert "1 listing is not confirmed yet. Please answer the rest by 4 January 2027" in phone.text
    assert "as confirmed by the organization" not in phone.text
    assert f'href="{phone.path}">Back to the questions' in phone.text
    phone.open()
    phone.tap("send", **phone.all_right())
    assert "as confirmed by the organization" in phone.text
    assert "not confirmed yet" not in phone.text


def test_validation_a_letter_after_the_day_names_no_past_day(lantern: Connections, keys: Keys) -> None:
    with lantern.transaction() as session:
        ask = session.scalars(select(Ask)).one()
        ask.expires_at = datetime(2027, 2, 1, tzinfo=UTC)
        session.flush()
        [kind] = KINDS
        drafts = {
            day: kind.draft(session, keys, "https://help.example.org", ask.id, at)
            for day, at in (("before", ASKED), ("after", datetime(2027, 1, 6, 15, tzinfo=UTC)))
        }
    assert {day: each.values["day"] for day, each in drafts.items() if each} == {
        "before": "January 4, 2027",
        "after": "",
    }


@pytest.fixture
def two_places(connections: Connections, watch: Watch) -> Connections:
    """One service at two places, both asked about today."""
    watch.at = ASKED
    [here] = lantern_body()["service_at_locations"]
    there = {"id": id_of("there"), "location": {**here["location"], "id": id_of("their place"), "name": "Front door"}}
    with connections.transaction() as session:
        load(session, ASKED - timedelta(days=30), **FULL, service_at_locations=[here, there])
    due(connections)
    return connections


def questions_of(connections: Connections, name: str) -> list[str]:
    """The names of a question of every listing."""
    with connections.reading() as session:
        return [f"c{each}-{name}" for each in session.scalars(select(Cycle.id).order_by(Cycle.id))]


def test_validation_two_answers_of_one_text_that_places_share_are_told_apart(
    two_places: Connections, site: Flask, keys: Keys
) -> None:
    trust(two_places)
    one, other = questions_of(two_places, "service-description")
    phone = Phone(site, link(two_places, keys))
    phone.tap("next", **phone.all_right() | {one: "changed", f"{one}-new": "Groceries, <b>100% free."})
    phone.open(f"{phone.path}?page={other.partition('-')[0]}")
    phone.tap("send", **phone.all_right() | {other: "changed", f"{other}-new": "Groceries on Mondays."})
    assert phone.answer.status_code == 422
    assert "Both places share this text." in phone.text
    assert "“Groceries, &lt;b&gt;100% free.”" in phone.text
    assert "“Groceries on Mondays.”" in phone.text
    assert "<b>100" not in phone.text
    with two_places.reading() as session:
        assert session.get_one(Service, SERVICE).hsds["description"] == "Groceries every week."
        assert session.scalars(select(Confirmation)).all() == []
    wrong = next(each for each in (one, other) if f'id="{each}"' in phone.text)
    same = {"Groceries, <b>100% free.", "Groceries on Mondays."} - {
        unescape(re.findall(rf'{wrong}-new"[^>]*>\n([^<]*)<', phone.text)[0])
    }
    phone.tap("send", **{wrong: "changed", f"{wrong}-new": same.pop()})
    assert phone.title == "Thank you"


def test_validation_right_of_a_text_that_another_answer_changes_confirms_no_old_text(
    two_places: Connections, site: Flask, keys: Keys
) -> None:
    one, other = questions_of(two_places, "service-description")
    phone = Phone(site, link(two_places, keys))
    phone.open(f"{phone.path}?page={other.partition('-')[0]}")
    phone.tap("next", **phone.all_right() | {other: "changed", f"{other}-new": "Groceries on Mondays."})
    phone.open(f"{phone.path}?page={one.partition('-')[0]}")
    phone.tap("send", **phone.all_right())
    assert phone.title == "Thank you"
    with two_places.reading() as session:
        fields = session.scalars(select(Confirmation.fields)).all()
    assert len(fields) == 2
    assert all("service.name" in each and "service.description" not in each for each in fields)


def test_validation_what_was_changed_since_the_page_was_opened_is_not_confirmed(
    lantern: Connections, site: Flask, keys: Keys
) -> None:
    phone, q = Phone(site, link(lantern, keys)), asked(lantern)
    with lantern.transaction() as session:
        load(session, ASKED, **FULL | {"description": "Another text."})
    phone.tap("send", **phone.all_right())
    assert phone.answer.status_code == 422
    assert "was changed since you opened the page" in phone.text
    with lantern.reading() as session:
        paths = set(session.scalars(select(Answer.path)))
        assert "service.description" not in paths
        assert "service.name" in paths
    phone.tap("send", **{f"{q}-service-description": "right"})
    assert phone.title == "Thank you"


def test_validation_a_confidential_address_is_asked_about_and_never_shown(
    lantern: Connections, site: Flask, keys: Keys
) -> None:
    with lantern.transaction() as session:
        place = session.scalars(select(Location.id)).one()
        mark_confidential(session, place, ASKED, command("test"))
    phone, q = Phone(site, link(lantern, keys)), asked(lantern)
    assert "Is the private address we hold still right?" in phone.text
    for told in ("9 Lantern Street", "617-555-0177", "02150", "42.39"):
        assert told not in phone.text
    assert f"{q}-location-addresses-new" not in phone.text
    phone.tap("send", **phone.all_right())
    assert phone.title == "Thank you"


def test_validation_what_stands_beside_the_fields(lantern: Connections, site: Flask, keys: Keys) -> None:
    phone, q = Phone(site, link(lantern, keys)), asked(lantern)
    more = {f"{q}-now": "full", "complete": "yes", "new-name": "Lantern Rides", "new-about": "Rides to the clinic."}
    fields = phone.fields() | phone.all_right() | more | {"act": "send"}
    phone.send(fields)
    assert phone.title == "Thank you"
    phone.send(fields)
    assert phone.title == "Thank you"
    with lantern.reading() as session:
        assert session.get_one(Listing, LISTING).capacity == "full"
        made = session.scalars(select(ProposedListing)).one()
        assert (made.name, made.organization_id) == ("Lantern Rides", ORGANIZATION)
    assert events(lantern)[0].details["all"] == 1


def test_validation_what_is_wrong_is_said_and_the_rest_is_kept(lantern: Connections, site: Flask, keys: Keys) -> None:
    phone, q = Phone(site, link(lantern, keys)), asked(lantern)
    phone.tap("send", **phone.all_right() | {f"{q}-service-email": "changed", f"{q}-service-email-new": " "})
    assert phone.answer.status_code == 422
    assert f'<a href="#{q}-service-email">Email: Write what it is now.</a>' in phone.text
    assert "12 of 13 answered" in phone.text


def test_validation_what_is_not_answered_is_named_and_led_to(lantern: Connections, site: Flask, keys: Keys) -> None:
    phone, q = Phone(site, link(lantern, keys)), asked(lantern)
    phone.tap("send", **{key: said for key, said in phone.all_right().items() if not key.endswith("-schedules")})
    assert phone.answer.status_code == 422
    assert f'<a href="#{q}-service-schedules">Hours: no answer yet</a>' in phone.text


def test_validation_last_times_answers_are_told_and_only_not_sure_is_chosen(
    lantern: Connections, site: Flask, keys: Keys, watch: Watch
) -> None:
    phone, q = Phone(site, link(lantern, keys)), asked(lantern)
    phone.tap("send", **phone.all_right())
    watch.at = datetime(2027, 3, 8, 15, tzinfo=UTC)
    climb(lantern, watch.at)
    again = Phone(site, link(lantern, keys))
    assert "Last time you said: right" in again.text
    assert " checked>" not in again.text.split('id="answers"')[1]
    assert asked(lantern) != q


def box(text: str, key: str) -> str:
    """What stands in the box in which somebody writes what it is now."""
    found = re.search(rf'<textarea[^>]* name="{key}-new"[^>]*>\n([^<]*)</textarea>', text)
    assert found
    return unescape(found[1])


@pytest.mark.parametrize("language", ["en", "es"])
def test_validation_what_stands_is_filled_in_to_be_written_otherwise(
    lantern: Connections, site: Flask, keys: Keys, language: str
) -> None:
    phone, q = Phone(site, f"{link(lantern, keys)}?lang={language}"), asked(lantern)
    boxes = {
        "service-description": "Groceries every week.",
        "service-schedules": "Monday 9 a.m. to 5 p.m.",
        "service-languages": "English",
        "service-required_documents": "Proof of address",
        "service-fees_description": "Free",
        "service-email": MAILBOX,
    }
    assert {name: box(phone.text, f"{q}-{name}") for name in boxes} == boxes
    for name, text in boxes.items():
        key = f"{q}-{name}"
        phone.tap("send", **{key: "changed", f"{key}-new": text})
        assert phone.answer.status_code == 422, name
        said = "That is what we show already." if language == "en" else "Eso es lo que ya mostramos."
        assert said in phone.text, name
    with lantern.reading() as session:
        assert session.scalars(select(Answer)).all() == []


def test_validation_who_was_not_sure_last_time_finds_that_chosen_and_nothing_else(
    lantern: Connections, site: Flask, keys: Keys, watch: Watch
) -> None:
    phone, q = Phone(site, link(lantern, keys)), asked(lantern)
    wrong = {f"{q}-service-fees_description": "unsure", f"{q}-service-email": "gone", f"{q}-service-url": "changed"}
    phone.tap("send", **phone.all_right() | wrong, **{f"{q}-service-url-new": "https://new.example.org"})
    for day in (datetime(2027, 1, 5, 15, tzinfo=UTC), datetime(2027, 2, 8, 15, tzinfo=UTC)):
        climb(lantern, day)  # nobody confirms the rest
    watch.at = datetime(2027, 5, 6, 15, tzinfo=UTC)
    climb(lantern, watch.at)
    again, now = Phone(site, link(lantern, keys)), asked(lantern)
    assert now != q
    chosen = re.findall(r'name="([^"]+)" value="(\w+)" checked', again.text)
    assert chosen == [(f"{now}-service-fees_description", "unsure")]
    assert "Last time you said: not sure" in again.text
    with lantern.reading() as session:
        cycle = int(now[1:])
        assert session.scalars(select(Answer).where(Answer.cycle_id == cycle)).all() == []
    again.tap("block:before", **{f"{now}-service-fees_description": "unsure"})
    with lantern.reading() as session:
        said = select(Answer.said).where(Answer.cycle_id == cycle, Answer.path == "service.fees_description")
        assert session.scalars(said).all() == ["unsure"]


def test_validation_a_form_speaks_spanish(lantern: Connections, site: Flask, keys: Keys) -> None:
    phone = Phone(site, link(lantern, keys) + "?lang=es")
    assert '<html lang="es"' in phone.text
    assert phone.title == "¿Sigue siendo correcto?"
    assert "No sé" in phone.text


def test_item_42_a_link_is_bound_to_its_letter_and_ends_after_thirty_days(
    lantern: Connections, site: Flask, keys: Keys, watch: Watch
) -> None:
    path = link(lantern, keys)
    secret = path.rpartition("/")[2]
    assert len(secret) == 43  # 256 bits in base64
    with lantern.reading() as session:
        ask = session.scalars(select(Ask)).one()
        session.expunge(ask)
        kept = " ".join(str(value) for row in session.execute(select(*Ask.__table__.c)) for value in row)
        assert secret not in kept
        assert ask.expires_at - ask.asked_at <= timedelta(days=30)
    with lantern.transaction() as session:
        session.add(
            Ask(
                id="another",
                turn_id=ask.turn_id,
                rung="mail",
                recipient="x@example.org",
                language="en",
                asked_at=ASKED,
                asked_on=date(2026, 11, 7),
                until_on=ask.until_on,
                expires_at=ask.expires_at,
            )
        )
    assert Phone(site, f"/confirm/another/{secret}").answer.status_code == 404
    watch.forward(days=30)
    assert Phone(site, path).title == "This link has ended"


def test_item_43_opening_a_link_changes_and_spends_nothing(lantern: Connections, site: Flask, keys: Keys) -> None:
    path, before = link(lantern, keys), everything(lantern)
    visitor = Visitor(site)
    for _ in range(3):
        assert visitor.get(path).status_code == 200
        assert visitor.client.head(path).status_code == 200
        assert visitor.get(path + "?sent=1&page=c1").status_code == 200
    assert everything(lantern) == before
    phone = Phone(site, path)
    phone.send(phone.fields() | {"act": "send"})  # what a program sends that chooses nothing
    assert phone.answer.status_code == 422
    assert everything(lantern) == before


def test_item_44_sent_twice_is_one_event_and_an_ended_link_looks_like_any(
    lantern: Connections, site: Flask, keys: Keys, watch: Watch
) -> None:
    path, q = link(lantern, keys), asked(lantern)
    phone = Phone(site, path)
    fields = phone.fields() | phone.all_right() | {f"{q}-service-phones": "unsure", "act": "send"}
    first = phone.send(fields).get_data(as_text=True)
    after = everything(lantern)
    second = phone.send(fields).get_data(as_text=True)
    assert TITLE.findall(first) == TITLE.findall(second) == ["Thank you"]
    assert everything(lantern) == after
    assert len(events(lantern)) == 1
    neutral = neutral_of(site, "/confirm/00000000-0000-4000-8000-000000000000/" + path.rpartition("/")[2])
    assert neutral == neutral_of(site, path[:-3] + "abc")
    with lantern.transaction() as session:
        session.execute(update(Ask).values(version=2))
    assert neutral_of(site, path) == neutral
    watch.forward(days=31)
    assert neutral_of(site, link(lantern, keys)) == neutral


def neutral_of(site: Flask, path: str) -> str:
    """A page, but for what every page has of its own."""
    answer = Visitor(site).get(path)
    assert answer.status_code == 404
    text = answer.get_data(as_text=True).split("<main")[1]
    return re.sub(r'value="[^"]*"', "", text.replace(path, ""))


def test_item_45_a_link_reaches_no_other_listing(
    connections: Connections, site: Flask, keys: Keys, watch: Watch
) -> None:
    watch.at = ASKED
    with connections.transaction() as session:
        load_many(session, [1, 1], ASKED)
    due(connections)
    with connections.reading() as session:
        mine, other = [
            session.scalars(select(Cycle).where(Cycle.listing_id == id_of(f"listing {each}-0"))).one()
            for each in (1, 2)
        ]
        session.expunge_all()
        ask = session.scalars(select(Ask).where(Ask.turn_id == mine.turn_id)).one()
        path, name = path_of(keys, ask), f"c{other.id}-service-name"
    phone = Phone(site, path)
    assert "Pantry 2-0" not in phone.text
    fields = phone.fields() | phone.all_right()
    phone.send(fields | {name: "right", f"{name}-shown": fields[f"c{mine.id}-service-name-shown"], "act": "send"})
    with connections.reading() as session:
        assert set(session.scalars(select(Answer.cycle_id))) == {mine.id}
        assert session.get_one(Listing, id_of("listing 2-0")).confirmed_on is None
    assert phone.visitor.get("/account").status_code == 303
    unasked = phone.visitor.client.post(
        path, data={**phone.fields(), "csrf_token": phone.visitor.token(), "staff_only": "1", "act": "send"}
    )
    assert unasked.status_code == 422


def test_item_46_nobody_is_told_of_a_link(lantern: Connections, site: Flask, keys: Keys, tmp_path: Path) -> None:
    path = link(lantern, keys)
    secret = path.rpartition("/")[2]
    with (tmp_path / "log").open("w+") as stream:
        logs.configure(stream)
        phone = Phone(site, path)
        answers = [phone.answer, phone.tap("send", **phone.all_right()), Visitor(site).get(path[:-1] + "_")]
        stream.seek(0)
        said = stream.read()
        logs.configure()
    assert "/confirm/<ask_id>/<secret>" in said
    assert secret not in said
    assert MAILBOX not in said
    for answer in answers:
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert not re.findall(
            r'(?:src|href)="https?://(?!localhost)[^"]*"[^>]*(?:script|img|link)', answer.get_data(as_text=True)
        )
    with lantern.reading() as session:
        told = [str(row) for row in session.execute(select(*AuditEvent.__table__.c))]
    assert not any(secret in row for row in told)


def test_item_47_a_new_link_is_sent_rarely_and_tells_nothing(
    lantern: Connections, site: Flask, keys: Keys, watch: Watch
) -> None:
    path = link(lantern, keys)
    unknown = "/confirm/00000000-0000-4000-8000-000000000000/" + "a" * 43
    watch.forward(days=31)
    letters = []
    for each in (path, unknown):
        phone = Phone(site, each)
        for _ in range(3):
            answer = phone.visitor.post(f"{each}/again", page=each)
            assert answer.status_code == 200
            letters.append(answer.get_data(as_text=True).split("<main")[1])
        limited = phone.visitor.post(f"{each}/again", page=each)
        assert limited.status_code == 429
    assert len(set(letters)) == 1
    with lantern.reading() as session:
        ask = session.scalars(select(Ask)).one()
        assert len(session.scalars(select(LetterRow).where(LetterRow.about == ask.id)).all()) == 4
        assert ask.version == 4
    assert Phone(site, path).title == "This link has ended"
    assert Phone(site, link(lantern, keys)).title == "Is this still right?"
    visitor = Visitor(site)
    token = visitor.token()
    tried = [visitor.client.post(unknown, data={"csrf_token": token, "act": "next"}).status_code for _ in range(241)]
    assert tried[-1] == 429


def test_validation_a_link_ends_with_the_address_it_was_sent_to(lantern: Connections, site: Flask, keys: Keys) -> None:
    path = link(lantern, keys)
    with lantern.transaction() as session:
        session.execute(update(Turn).values(channel="phone"))
    assert Phone(site, path).title == "Is this still right?"
    before = everything(lantern)
    asked_again = Phone(site, path).visitor.post(f"{path}/again", page=path).get_data(as_text=True)
    assert everything(lantern) == before  # who wants to be called is not written to
    with lantern.transaction() as session:
        session.execute(update(Turn).values(channel="mail"))
        session.execute(update(Organization).values(hsds=HOME | {"email": "new@lantern.example.org"}))
    phone = Phone(site, path)
    assert phone.title == "This link has ended"
    before = everything(lantern)
    answer = phone.visitor.post(f"{path}/again", page=path)
    assert answer.get_data(as_text=True).split("<main")[1] == asked_again.split("<main")[1]
    assert everything(lantern) == before


def test_validation_hsds_tells_who_confirmed_a_service_and_when(lantern: Connections, site: Flask, keys: Keys) -> None:
    def told() -> dict:
        return Visitor(site).get(f"/api/services/{SERVICE}").get_json()

    assert "assured_date" not in told()
    phone = Phone(site, link(lantern, keys))
    phone.tap("send", **phone.all_right())
    confirmed = told()
    assert (confirmed["assured_date"], confirmed["assurer_email"]) == ("2026-11-06", MAILBOX)
    assert confirmed["last_modified"] == "2026-11-06T15:00:00+00:00"
    minimal = Visitor(site).get("/api/services?minimal=true").get_json()
    assert minimal["contents"] == [{"id": SERVICE, "last_modified": "2026-11-06T15:00:00+00:00"}]
    with lantern.transaction() as session:
        confirm(
            session, LISTING, Said(("service.name",), date(2026, 11, 7), "curator", "phone"), ASKED, Actor("user", "u")
        )
    by_curator = told()
    assert by_curator["assured_date"] == "2026-11-07"
    assert "assurer_email" not in by_curator


def test_validation_a_curator_goes_through_it_on_the_phone(lantern: Connections, site: Flask, keys: Keys) -> None:
    visitor = Visitor(site).sign_in(a_person(lantern, keys, Held("curator", None)))
    phone = Phone(site, f"/desk/confirm/organization:{ORGANIZATION}", visitor)
    assert "What to say" in phone.text
    assert "617-555-0142" in phone.text
    q = asked(lantern)
    changed = {f"{q}-service-phones": "changed", f"{q}-service-phones-new": "617-555-0199"}
    phone.tap("send", **phone.all_right() | changed)
    assert "All listings are confirmed" in phone.text
    with lantern.reading() as session:
        fact = session.scalars(select(Confirmation)).one()
        assert (fact.how, fact.confirmed_by, fact.actor_kind) == ("phone", "organization", "user")
        assert session.get_one(Service, SERVICE).hsds["phones"][0]["number"] == "617-555-0199"
        document = stored.load(session.connection(), [LISTING])[LISTING]
        assert (document.confirmed_how, document.due_on) == ("phone", date(2027, 5, 6))
    assert (
        "Somebody answered" in visitor.get(f"{phone.path}/calls").get_data(as_text=True).partition("Earlier calls")[2]
    )
    assert "Wren Alder,1,1," in visitor.get("/freshness/curators.csv").get_data(as_text=True)


def calling(lantern: Connections, site: Flask, keys: Keys) -> Phone:
    """A curator before the form of a call."""
    return Phone(
        site,
        f"/desk/confirm/organization:{ORGANIZATION}",
        Visitor(site).sign_in(a_person(lantern, keys, Held("curator", None))),
    )


def calls_of(opened: Connections) -> list[tuple[str, str, str]]:
    with opened.reading() as session:
        return [(call.result, call.whom, call.note) for call in session.scalars(select(Call).order_by(Call.id))]


@pytest.mark.parametrize("listings", [1, 2, 12, 60])
def test_validation_a_call_in_which_nothing_changed_takes_two_pages_however_many_listings(
    connections: Connections, watch: Watch, site: Flask, keys: Keys, listings: int
) -> None:
    watch.at = ASKED
    with connections.transaction() as session:
        load_many(session, [listings], ASKED - timedelta(days=30))
    due(connections)
    visitor = Visitor(site).sign_in(a_person(connections, keys, Held("curator", None)))
    phone = Phone(site, f"/desk/confirm/organization:{id_of('organization 1')}", visitor)
    phone.tap("send", **phone.all_right())
    assert "All listings are confirmed" in phone.text
    assert phone.pages == 2
    with connections.reading() as session:
        assert len(session.scalars(select(Confirmation)).all()) == listings


WRITTEN = {"whom": "Rowan Vale", "note": "After lunch."}


def test_validation_a_call_is_written_down_and_answers_not_sent_stay(
    lantern: Connections, site: Flask, keys: Keys
) -> None:
    phone = calling(lantern, site, keys)
    q = asked(lantern)
    said = {f"{q}-service-name": "right", f"{q}-service-fees_description": "changed"}
    typed = {f"{q}-service-fees_description-new": "Free on Mondays"}
    phone.tap("log", **said, **typed, **WRITTEN)
    assert phone.answer.status_code == 422
    assert "Say how the call ended." in phone.text
    assert calls_of(lantern) == []
    assert all(value in phone.text for value in (*WRITTEN.values(), "Free on Mondays"))
    phone.tap("log", **said, **typed, **WRITTEN, result="no answer")
    assert phone.location.endswith("&done=calls#calls")
    assert calls_of(lantern) == [("no answer", "Rowan Vale", "After lunch.")]
    assert 'role="status">Saved.' in phone.text
    assert "2 of 13 answered" in phone.text
    assert "Free on Mondays" in phone.text
    assert 'value="Rowan Vale"' not in phone.text, "it is written down"
    with lantern.reading() as session:
        assert session.scalars(select(Confirmation)).all() == []
        assert {each.said for each in session.scalars(select(Answer))} == {"right", "changed"}


def test_validation_what_is_typed_of_a_call_stays_while_one_goes_on_and_is_written_down_with_the_answers(
    lantern: Connections, site: Flask, keys: Keys
) -> None:
    phone = calling(lantern, site, keys)
    other = Visitor(site).sign_in(a_person(lantern, keys, Held("curator", None)))
    phone.tap("next", **WRITTEN)
    assert calls_of(lantern) == []
    assert 'value="Rowan Vale"' in phone.text
    assert "Rowan Vale" not in other.get(phone.path).get_data(as_text=True)
    phone.tap("send", **phone.all_right(), **WRITTEN, result="call back")
    assert phone.answer.status_code == 422
    assert "Choose the day on which you call again." in phone.text
    assert calls_of(lantern) == []
    with lantern.reading() as session:
        assert session.scalars(select(Confirmation)).all() == []
    phone.tap("send", **WRITTEN)
    assert "All listings are confirmed" in phone.text
    assert calls_of(lantern) == [("reached", "Rowan Vale", "After lunch.")]
    with lantern.reading() as session:
        assert session.scalars(select(Draft)).all() == []


@pytest.mark.parametrize(
    "way", [f"/desk/confirm/organization:{ORGANIZATION}", f"/organizations/{ORGANIZATION}/confirm"]
)
def test_validation_a_disputed_listing_that_is_confirmed_is_asked_about_no_more(
    lantern: Connections, site: Flask, keys: Keys, way: str
) -> None:
    with lantern.transaction() as session:
        disputes.hear(session, disputes.Said(LISTING, "phone_wrong", ASKED.date()), ASKED - timedelta(hours=1))
    held = Held("curator", None), Held("organization_admin", ORGANIZATION)
    phone = Phone(site, way, Visitor(site).sign_in(a_person(lantern, keys, *held)))
    phone.tap("send", **phone.all_right())
    assert "not wholly confirmed" not in phone.text
    assert "not confirmed yet" not in phone.text
    with lantern.reading() as session:
        assert session.scalars(select(Dispute.cleared_at)).one() is not None
        assert session.scalars(select(Task.outcome).where(Task.kind == "confirm")).all() == ["confirmed"]


def known(lantern: Connections, site: Flask, keys: Keys, **said: str) -> Phone:
    """A curator says that all is right, and how they know it."""
    visitor = Visitor(site).sign_in(a_person(lantern, keys, Held("curator", None)))
    phone = Phone(site, f"/desk/confirm/organization:{ORGANIZATION}", visitor)
    phone.tap("send", **phone.all_right(), **said)
    return phone


SEEN = "2026-11-03"
PAGE = {
    "how": "outside",
    "seen_on": SEEN,
    "told_by": "City of Chelsea",
    "found_at": "https://city.example.org/pantries",
}


@pytest.mark.parametrize(
    ("said", "words", "told"),
    [
        ({"how": "visit", "seen_on": SEEN, "told_by": " Rowan  Vale "}, "on a visit", ("Rowan Vale", "")),
        ({"how": "visit", "seen_on": "11/3/2026"}, "on a visit", ("", "")),
        (PAGE, "from another source", (PAGE["told_by"], PAGE["found_at"])),
    ],
    ids=["a visit", "my visit", "an outside source"],
)
def test_validation_a_curator_confirms_by_a_visit_or_from_another_source(
    lantern: Connections, site: Flask, keys: Keys, said: dict[str, str], words: str, told: tuple[str, str]
) -> None:
    phone = known(lantern, site, keys, **said)
    assert "All listings are confirmed" in phone.text
    with lantern.reading() as session:
        fact = session.scalars(select(Confirmation)).one()
        assert (fact.how, fact.confirmed_by, fact.confirmed_on) == (said["how"], "curator", date(2026, 11, 3))
        assert (fact.told_by, fact.found_at) == told
        assert "service.phones" in fact.fields
        document = stored.load(session.connection(), [LISTING])[LISTING]
        assert (document.confirmed_on, document.due_on) == (date(2026, 11, 3), date(2027, 5, 3))
    page = Visitor(site).get(f"/services/{SERVICE}").get_data(as_text=True)
    assert f"Confirmed 3 November 2026 {words}" in page
    assert "Rowan" not in page
    service = Visitor(site).get(f"/api/services/{SERVICE}").get_json()
    assert service["assured_date"] == "2026-11-03"
    assert "assurer_email" not in service
    history = phone.visitor.get(f"/listings/{LISTING}/history").get_data(as_text=True)
    assert "Written down by Wren Alder" in history
    assert all(each in history for each in told)
    curators = phone.visitor.get("/freshness/curators.csv").get_data(as_text=True)
    assert curators.splitlines()[1].startswith("Wren Alder,1,1,0,0,3,")
    keeper = Visitor(site).sign_in(a_person(lantern, keys, Held("organization_admin", ORGANIZATION)))
    theirs = keeper.get(f"/listings/{LISTING}/history").get_data(as_text=True)
    assert "3 November 2026" in theirs
    assert not any(each in theirs for each in ("Written down", "Rowan Vale", PAGE["found_at"]))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"how": "guessing"}, "Choose how you know it."),
        ({"how": "visit"}, "Choose the day: today, or one of the last 30 days."),
        ({"how": "visit", "seen_on": "2026-11-07"}, "Choose the day: today, or one of the last 30 days."),
        ({"how": "visit", "seen_on": "2026-10-06"}, "Choose the day: today, or one of the last 30 days."),
        ({"how": "visit", "seen_on": "lately"}, "Type the day as month/day/year"),
        (PAGE | {"told_by": " "}, "Say what the source is called."),
        (PAGE | {"found_at": "javascript:alert(1)"}, "Give the web address of the source."),
        ({"how": "visit", "seen_on": SEEN, "told_by": "x" * 201}, "This is too long."),
    ],
)
def test_validation_what_a_curator_cannot_know_so_confirms_nothing_and_keeps_the_answers(
    lantern: Connections, site: Flask, keys: Keys, said: dict[str, str], why: str
) -> None:
    phone = known(lantern, site, keys, **said)
    assert phone.answer.status_code == 422
    assert why in phone.text
    with lantern.reading() as session:
        assert session.scalars(select(Confirmation)).all() == []
    if len(said.get("told_by", "")) <= 200:
        phone.tap("send", how="visit", seen_on=SEEN)
        assert "All listings are confirmed" in phone.text


def test_validation_a_visit_before_the_last_confirmation_says_nothing_new(
    lantern: Connections, site: Flask, keys: Keys
) -> None:
    with lantern.transaction() as session:
        actor = Actor("link", "a letter's")
        confirm(session, LISTING, Said(("service.name",), date(2026, 11, 4), "organization", "link"), ASKED, actor)
    assert "It was confirmed after that day already." in known(lantern, site, keys, how="visit", seen_on=SEEN).text


def test_validation_a_link_knows_of_no_visit(lantern: Connections, site: Flask, keys: Keys) -> None:
    phone = Phone(site, link(lantern, keys))
    assert 'name="seen_on"' not in phone.text
    phone.tap("send", **phone.all_right(), how="visit", seen_on=SEEN)
    assert phone.answer.status_code == 422
    with lantern.reading() as session:
        assert session.scalars(select(Confirmation)).all() == []


def test_validation_a_half_done_call_is_ended_by_a_visit(lantern: Connections, site: Flask, keys: Keys) -> None:
    visitor = Visitor(site).sign_in(a_person(lantern, keys, Held("curator", None)))
    phone = Phone(site, f"/desk/confirm/organization:{ORGANIZATION}", visitor)
    name = asked(lantern, "-service-name")
    phone.tap("send", **{name: "right"})
    phone.tap("anyway", how="visit")
    assert phone.answer.status_code == 422
    phone.tap("anyway", how="visit", seen_on=SEEN)
    with lantern.reading() as session:
        fact = session.scalars(select(Confirmation)).one()
        assert (fact.how, fact.fields) == ("visit", ["service.name"])
        assert session.get_one(Listing, LISTING).confirmed_on is None


def test_validation_how_it_is_known_is_kept_while_one_taps_blocks_until_it_is_sent(
    lantern: Connections, site: Flask, keys: Keys
) -> None:
    path, kept = f"/desk/confirm/organization:{ORGANIZATION}", 'value="City of Chelsea"'
    phone = Phone(site, path, Visitor(site).sign_in(a_person(lantern, keys, Held("curator", None))))
    other = Visitor(site).sign_in(a_person(lantern, keys, Held("curator", None)))
    phone.tap(next(each for each in ACTS.findall(phone.text) if each.startswith("block:")), **PAGE)
    assert all(f'value="{PAGE[name]}"' in phone.text for name in ("seen_on", "told_by", "found_at"))
    assert re.search(r'value="outside" checked', phone.text)
    assert kept not in other.get(path).get_data(as_text=True)
    phone.tap("send", **phone.all_right(), **PAGE)
    with lantern.reading() as session:
        assert (fact := session.scalars(select(Confirmation)).one()).how == "outside", fact
        assert session.scalars(select(Draft)).all() == []


def test_validation_how_it_is_known_is_kept_no_more_once_it_is_emptied(
    lantern: Connections, site: Flask, keys: Keys
) -> None:
    phone = Phone(
        site,
        f"/desk/confirm/organization:{ORGANIZATION}",
        Visitor(site).sign_in(a_person(lantern, keys, Held("curator", None))),
    )
    phone.tap("next", **PAGE)
    assert PAGE["found_at"] in phone.text
    phone.tap("next", how="phone", seen_on="", told_by="", found_at="")
    assert PAGE["found_at"] not in phone.open().get_data(as_text=True)


def test_validation_staff_who_signed_in_confirm_without_a_letter(lantern: Connections, site: Flask, keys: Keys) -> None:
    visitor = Visitor(site).sign_in(a_person(lantern, keys, Held("organization_staff", ORGANIZATION)))
    path = f"/organizations/{ORGANIZATION}/confirm"
    mine = visitor.get("/listings/mine").get_data(as_text=True)
    assert "Please confirm 1 listing by 4 January 2027" in mine
    assert f'href="{path}"' in mine
    phone = Phone(site, path, visitor)
    assert "No account needed" not in phone.text
    assert "Sin confirmar todavía." in visitor.get(f"{path}?lang=es").get_data(as_text=True)
    visitor.get(f"{path}?lang=en")
    q = asked(lantern)
    changed = {f"{q}-service-phones": "changed", f"{q}-service-phones-new": "617-555-0199"}
    phone.tap("send", **phone.all_right() | changed)
    assert "People keep finding what is right." in phone.text
    assert "A curator reads what changed first." in phone.text
    with lantern.reading() as session:
        fact = session.scalars(select(Confirmation)).one()
        assert (fact.how, fact.confirmed_by, fact.actor_kind) == ("portal", "organization", "user")
        assert "service.phones" not in fact.fields
        assert session.get_one(Service, SERVICE).hsds["phones"][0]["number"] != "617-555-0199"
        assert [each.field for each in session.scalars(select(Proposal))] == ["phones"]
        document = stored.load(session.connection(), [LISTING])[LISTING]
        assert (document.confirmed_how, document.due_on) == ("portal", date(2027, 5, 6))
    assert path not in visitor.get("/listings/mine").get_data(as_text=True)
    assert "Nothing is left to answer" not in phone.open().get_data(as_text=True)
    assert "The organization, signed in" in visitor.get(f"/listings/{LISTING}/history").get_data(as_text=True)


def test_validation_nobody_confirms_for_another_organization(lantern: Connections, site: Flask, keys: Keys) -> None:
    path = f"/organizations/{ORGANIZATION}/confirm"
    with lantern.transaction() as session:
        other = operations.add_care_organization(session, "Harbor Clinic", ASKED, Actor("user", "u"))
    for role in ("organization_admin", "organization_staff"):
        visitor = Visitor(site).sign_in(a_person(lantern, keys, Held(role, other)))
        assert (visitor.get(path).status_code, visitor.post(path, act="next").status_code) == (404, 404)
    assert Visitor(site).get(path).status_code == 303


def test_validation_staff_are_asked_only_of_what_the_public_sees(lantern: Connections, site: Flask, keys: Keys) -> None:
    with lantern.transaction() as session:
        operations.set_staff_only(session, LISTING, ASKED, Actor("user", "u"), staff_only=True)
    visitor = Visitor(site).sign_in(a_person(lantern, keys, Held("organization_staff", ORGANIZATION)))
    assert f"/organizations/{ORGANIZATION}/confirm" not in visitor.get("/listings/mine").get_data(as_text=True)
    assert "Nothing is left to answer" in Phone(site, f"/organizations/{ORGANIZATION}/confirm", visitor).text
