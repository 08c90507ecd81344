"""The rules of the network, and the privacy officer's page. Numbers are items of docs/security/items.md."""

import csv
import io

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from resource_app.accounts.roles import Held
from resource_app.audit.models import AuditEvent
from resource_app.audit.verifying import verify
from resource_app.connections import Connections
from resource_app.keys import Keys
from resource_app.network import operations
from resource_app.network.rules import RULES
from resource_app.web import csv_file
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
    answer = signed_in.post("/network/rules", **{**DEFAULTS, "answer_days": " 05 ", "self_referral": "yes"})
    assert (answer.status_code, answer.location) == (303, "/network")
    with connections.reading() as session:
        assert operations.rules(session) == {**DEFAULTS, "answer_days": "5", "self_referral": "yes"}
        row = session.scalars(select(AuditEvent).where(AuditEvent.action == "rule_changed")).one()
        assert row.details == {
            "answer_days": {"from": "2", "to": "5"},
            "self_referral": {"from": "no", "to": "yes"},
        }
    signed_in.post("/network/rules", **{**DEFAULTS, "answer_days": "5", "self_referral": "yes"})
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


def test_nobody_else_changes_them(site: Flask, connections: Connections, keys: Keys) -> None:
    curator = Visitor(site).sign_in(a_person(connections, keys, Held("curator", None)))
    assert curator.get("/network/rules").status_code == 403
    assert curator.client.post("/network/rules", data={"csrf_token": curator.token("/account")}).status_code == 403


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


def test_the_page_goes_back_in_time(officer: Visitor, site: Flask, admin: Person, watch: Watch) -> None:
    for _ in range(30):
        watch.forward(minutes=5)
        Visitor(site).sign_in(admin)
        officer.get("/account")
    shown = officer.get(f"/audit?actor={admin.id}").get_data(as_text=True)
    assert shown.count("<tr>") == 51
    assert "before=" in shown
    for odd in ("x", "9999-99-99", "2026-10-13", "0001-01-01T00:00:00+14:00"):
        assert officer.get("/audit", query_string={"before": odd}).status_code == 200


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
