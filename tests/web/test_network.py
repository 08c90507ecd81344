"""The rules of the network, and the privacy officer's page. Numbers are items of docs/security/items.md."""

import csv
import html
import io
import re
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from resource_app.accounts import invitations
from resource_app.accounts.models import Invitation, User
from resource_app.accounts.roles import Held
from resource_app.actor import Actor, command
from resource_app.audit.models import AuditEvent
from resource_app.audit.recording import By, Entry, Origin, record
from resource_app.audit.verifying import verify
from resource_app.connections import Connections
from resource_app.keys import Keys
from resource_app.network import operations
from resource_app.network.rules import RULES, longest
from resource_app.web import audit, csv_file
from tests.factories import load
from tests.web.conftest import NOW
from tests.web.people import BY, Person, Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
DEFAULTS = {rule.code: rule.default for rule in RULES}
SEEN = ("/", "/search?what=food", "/categories", "/map/counties.json?box=41,-72,43,-70", "/api/services", "/api/")
ALWAYS = ("/about", "/network", "/healthz", "/sign-in", "/forgot", "/api/openapi.json")


@pytest.fixture
def officer(site: Flask, connections: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(connections, keys, Held("privacy_officer", None)))


def test_everybody_reads_the_rules(visitor: Visitor) -> None:
    text = visitor.get("/network").get_data(as_text=True)
    assert "Who may refer a member" in text
    assert "Change the rules" not in text
    assert "Cómo funcionan las derivaciones" in visitor.get("/network?lang=es").get_data(as_text=True)


def test_the_administrator_changes_a_rule_and_it_is_written_down(signed_in: Visitor, connections: Connections) -> None:
    answer = signed_in.post("/network/rules", **{**DEFAULTS, "answer_days": " 04 ", "self_referral": "yes"})
    assert (answer.status_code, answer.location) == (303, "/network")
    with connections.reading() as session:
        assert operations.rules(session) == {**DEFAULTS, "answer_days": "4", "self_referral": "yes"}
        row = session.scalars(select(AuditEvent).where(AuditEvent.action == "rule_changed")).one()
        assert row.details == {
            "answer_days": {"from": "2", "to": "4"},
            "self_referral": {"from": "no", "to": "yes"},
        }
    signed_in.post("/network/rules", **{**DEFAULTS, "answer_days": "4", "self_referral": "yes"})
    with connections.reading() as session:
        assert len(session.scalars(select(AuditEvent).where(AuditEvent.action == "rule_changed")).all()) == 1


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("answer_days", "0"),
        ("answer_days", "15"),
        ("answer_days", "two"),
        ("answer_days", "²"),
        ("answer_days", "7"),
        ("self_referral", "maybe"),
    ],
)
def test_a_value_a_rule_cannot_have_changes_none(
    signed_in: Visitor, connections: Connections, code: str, value: str
) -> None:
    wanted = {**DEFAULTS, "expire_days": "7", code: value}
    assert signed_in.post("/network/rules", **wanted).status_code == 422
    with connections.reading() as session:
        assert operations.rules(session) == DEFAULTS


@pytest.mark.parametrize(
    ("code", "value", "other", "status"),
    [
        ("answer_days", "9", {"expire_days": "14"}, 422),  # 13 days of the calendar, and more with holidays
        ("answer_days", "7", {"expire_days": "14"}, 303),
        ("answer_days", "2", {"expire_days": "5"}, 422),
        ("answer_days", "2", {"expire_days": "6"}, 303),
        ("ask_member_days", "30", {"close_days": "7"}, 422),
        ("ask_member_days", "30", {"close_days": "30"}, 422),
        ("ask_member_days", "6", {"close_days": "7"}, 303),
    ],
)
def test_rules_that_contradict_each_other_are_refused_also_over_weekends_and_holidays(
    signed_in: Visitor, code: str, value: str, other: dict[str, str], status: int
) -> None:
    answer = signed_in.post("/network/rules", **{**DEFAULTS, **other, code: value})
    assert answer.status_code == status
    assert status == 303 or f'href="#{code}"' in answer.text


@pytest.mark.parametrize(("business", "days"), [(1, 4), (2, 5), (5, 10), (7, 13), (9, 17), (14, 25)])
def test_business_days_are_as_long_as_they_may_be(business: int, days: int) -> None:
    assert longest(business) == days


def test_nobody_else_changes_them(site: Flask, connections: Connections, keys: Keys) -> None:
    curator = Visitor(site).sign_in(a_person(connections, keys, Held("curator", None)))
    assert curator.get("/network/rules").status_code == 403
    assert curator.client.post("/network/rules", data={"csrf_token": curator.token("/account")}).status_code == 403


def test_danger_comes_first_also_where_the_list_is_for_who_signs_in(
    site: Flask, visitor: Visitor, connections: Connections
) -> None:
    promise, client = "Finding help needs no account", site.test_client()
    assert promise in visitor.get("/sign-in").text
    with connections.transaction() as session:
        operations.change(session, {"directory_access": "signed_in"}, BY)
    text = visitor.get("/sign-in").text
    assert (promise in text, "for help without an account, call 211" in text) == (False, True)
    words = {"what": "my husband hits me"}
    for answer in (client.post("/search", data=words), client.get("/search", query_string=words)):
        assert (answer.status_code, answer.headers["Cache-Control"]) == (401, "no-store")
        assert answer.text.index("Are you in danger now?") < answer.text.index("<h1>")
        assert "husband" not in answer.text
    assert "danger" not in client.post("/search", data={"what": "food"}).text


def test_a_directory_may_be_for_who_signs_in(visitor: Visitor, signed_in: Visitor, connections: Connections) -> None:
    with connections.transaction() as session:
        load(session, NOW)
    stranger = Visitor(visitor.app)
    assert {stranger.get(path).status_code for path in SEEN} == {200}
    with connections.transaction() as session:
        operations.change(session, {"directory_access": "signed_in"}, BY)
    for path in SEEN:
        answer = stranger.get(path)
        assert answer.status_code == (401 if path.startswith("/api") else 303), path
        assert signed_in.get(path).status_code == 200, path
    assert stranger.client.post("/search", data={"what": "food"}).status_code == 401
    assert {stranger.get(path).status_code for path in ALWAYS} == {200}
    assert "988" in stranger.get("/", follow_redirects=True).get_data(as_text=True)


def test_item_65_who_saw_this_record_and_what_did_this_user_see(
    officer: Visitor, site: Flask, admin: Person, connections: Connections, watch: Watch
) -> None:
    watch.forward(minutes=1)
    Visitor(site).sign_in(admin)
    shown = officer.get(f"/audit?subject=user:{admin.id}").get_data(as_text=True)
    assert "signed in" in shown
    assert "Wren Alder" in shown
    assert "invited" not in officer.get(f"/audit?actor={admin.id}").get_data(as_text=True)
    assert "Nothing was written down" in officer.get("/audit?subject=user:nobody").get_data(as_text=True)
    with connections.reading() as session:
        looked = session.scalars(select(AuditEvent).where(AuditEvent.action == "listed")).all()
        assert len(looked) == 3
        assert not verify(session).faults


def test_acts_of_one_kind_stand_together_and_one_that_is_none_asks_nothing(officer: Visitor) -> None:
    signed_in = officer.get("/audit?action=signed_in").get_data(as_text=True)
    assert "Acts of one kind: signed in" in signed_in
    assert ">saw a list<" not in signed_in
    every = officer.get("/audit?action=nonsense").get_data(as_text=True)
    assert "Everything, the newest first" in every
    assert ">saw a list<" in every


def test_the_page_goes_back_in_time(officer: Visitor, site: Flask, admin: Person, watch: Watch) -> None:
    for _ in range(30):
        watch.forward(minutes=5)
        Visitor(site).sign_in(admin)
        officer.get("/account")
    shown = officer.get(f"/audit?actor={admin.id}").get_data(as_text=True)
    assert shown.count("<tr") == 51
    assert "after=" in shown
    for odd in ("x", "9999-99-99", "2026-10-13", "0001-01-01T00:00:00+14:00", "2026-10-13T00:00:00+00:00 x y"):
        assert officer.get("/audit", query_string={"after": odd}).status_code == 200


@pytest.mark.parametrize("number", [99_999_999_999_999_999_999, 2**63, 2**31, -1])
@pytest.mark.parametrize("page", ["/audit", "/audit.csv"])
def test_item_62_a_number_no_database_holds_is_the_beginning(officer: Visitor, page: str, number: int) -> None:
    odd = {"after": f"2026-10-13T00:00:00+00:00 {number} x"}
    assert officer.get(page, query_string=odd).status_code == 200


@pytest.mark.parametrize("asked", ["actor=test", "action=opened"])
def test_no_row_of_one_moment_is_lost_between_pages(officer: Visitor, connections: Connections, asked: str) -> None:
    """130 rows of one instant, in many records: every one of them is on one page."""
    with connections.transaction() as session:
        for number in range(130):
            entry = Entry(action="opened", subject=f"thing:{number:03}", chain=f"user:{number % 7}")
            record(session, entry, By(command("test"), Origin(), NOW + timedelta(hours=-1)))
    seen, path = [], f"/audit?{asked}"
    while path:
        shown = officer.get(path).get_data(as_text=True)
        seen += re.findall(r">thing (\d{3})<", shown)
        older = re.search(r'href="([^"]*after=[^"]*)"', shown)
        path = html.unescape(older[1]) if older else ""
    assert sorted(seen) == [f"{number:03}" for number in range(130)]
    rows = list(csv.DictReader(io.StringIO(officer.get(f"/audit.csv?{asked}").get_data(as_text=True))))
    assert sorted(row["subject"] for row in rows if row["action"] == "opened") == [
        f"thing:{number:03}" for number in range(130)
    ]


def test_the_file_holds_every_row(officer: Visitor, connections: Connections, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "AT_ONCE", 3)
    rows = list(csv.reader(io.StringIO(officer.get("/audit.csv").get_data(as_text=True))))
    with connections.reading() as session:
        assert len(rows) == 1 + len(session.scalars(select(AuditEvent.hash)).all())


def ask(officer: Visitor, who: str, what: str) -> str:
    """The page the officer comes to."""
    answer = officer.post("/audit", who=who, ask=what)
    return (officer.get(answer.location) if answer.status_code == 303 else answer).get_data(as_text=True)


def test_somebody_is_found_by_name_or_address(
    officer: Visitor, signed_in: Visitor, admin: Person, connections: Connections
) -> None:
    signed_in.get("/people")
    with connections.transaction() as session:
        session.get_one(User, admin.id).name = "Sedge Marsh"
    assert f"/audit?actor={admin.id}" in ask(officer, "marsh SEDGE", "acts")
    assert "What Sedge Marsh did and saw" in ask(officer, admin.email, "acts")
    record_of = ask(officer, "sedge", "record")
    assert "Who saw or changed: Sedge Marsh" in record_of
    assert "saw a list" in record_of  # that showed them
    assert "What Sedge Marsh did and saw" in ask(officer, f"user:{admin.id}", "acts")
    several = officer.post("/audit", who="example.org", ask="record").get_data(as_text=True)
    assert "Whom do you mean?" in several
    assert several.count("/audit?actor=") == 2
    assert "Nobody is called that" in ask(officer, "100%_", "record")
    assert officer.post("/audit", who="", ask="record").status_code == 422
    with connections.reading() as session:
        looked = session.scalars(select(AuditEvent.details).where(AuditEvent.subject == "audit:people")).all()
    assert f"user:{admin.id}" in str(looked)
    assert "marsh" not in str(looked).casefold()


def test_a_name_nobody_has_any_more_is_an_id(officer: Visitor, connections: Connections) -> None:
    with connections.transaction() as session:
        gone = By(Actor("user", "gone-1"), Origin(), NOW)
        record(session, Entry(action="listed", subject="user:gone-2", details={"shown": ["user:gone-3"]}), gone)
    assert ">gone-1</a>" in ask(officer, "user:gone-2", "record")
    assert ">gone-2</a>" in ask(officer, "user:gone-3", "record")


def test_who_took_an_invitation_has_a_name_and_who_invited_is_said(
    officer: Visitor, signed_in: Visitor, site: Flask, connections: Connections, keys: Keys, admin: Person
) -> None:
    with connections.transaction() as session:
        session.get_one(User, admin.id).name = "Sedge Marsh"
    signed_in.post("/people/invite", page="/people", email="lark@example.org", role="curator", group="")
    with connections.reading() as session:
        made = session.scalars(select(Invitation)).one()
        path = invitations.LINK.path(session, keys, made)
    assert "Invitation lark@example.org" in ask(officer, "lark", "record")
    assert Visitor(site).post(path, name="Lark Fen", password="harbor bells at seven in the fog").status_code == 303
    for shown in (ask(officer, "lark fen", "record"), officer.get("/audit").get_data(as_text=True)):
        text = " ".join(re.sub("<[^>]*>", " ", shown).split())
        assert "Lark Fen gave a role Lark Fen Curator of the list invited by Sedge Marsh" in text
    rows = list(csv.DictReader(io.StringIO(officer.get("/audit.csv").get_data(as_text=True))))
    [taken] = [row for row in rows if row["action"] == "invitation_taken"]
    assert (taken["actor name"], taken["role"], taken["invited by"]) == (
        "Lark Fen",
        "Curator of the list",
        "Sedge Marsh",
    )
    assert taken["actor kind"] == "user"


def test_the_page_speaks_spanish(officer: Visitor, visitor: Visitor, admin: Person) -> None:
    Visitor(visitor.app).password(admin, "a wrong password for this one")
    officer.get("/people")
    text = re.sub("<[^>]*>", " ", officer.get("/audit?lang=es").get_data(as_text=True))
    assert "rechazado" in text
    assert "alguien que no había iniciado sesión" in text
    for english in ("visitor", "denied", " done ", "refused"):
        assert english not in text


@pytest.mark.parametrize("path", ["/audit", "/audit.csv"])
def test_only_the_privacy_officer_looks(signed_in: Visitor, visitor: Visitor, path: str) -> None:
    assert signed_in.get(path).status_code == 403
    assert Visitor(visitor.app).get(path).status_code == 303


def test_item_56_a_file_to_keep(officer: Visitor, admin: Person, connections: Connections) -> None:
    answer = officer.get("/audit.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="audit.csv"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True))))
    assert rows[0][:4] == ["at", "actor kind", "actor", "action"]
    assert len(rows) > 2
    with connections.reading() as session:
        assert session.scalars(select(AuditEvent.action).where(AuditEvent.action == "exported")).all()


@given(st.text())
def test_item_55_no_cell_is_a_formula(value: str) -> None:
    shown = csv_file.safe(value)
    stripped = shown.lstrip("\ufeff \t\r\n" + "".join(map(chr, range(0x20))))
    assert shown.startswith("'") or not stripped.startswith(("=", "+", "-", "@", "|", "%"))
    assert "\x00" not in shown


@pytest.mark.parametrize("value", ["=1+1", " =1", "\ufeff=1", "\t=1", "+1", "-1", "@a", "|x", "%x", "\r=1", "\x01=1"])
def test_item_55_formulas_are_text(value: str) -> None:
    assert csv_file.safe(value).startswith("'")
