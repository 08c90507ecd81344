"""Promises of docs/security/items.md that hold for every route at once."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import orjson
import pytest
import structlog
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select, text

from resource_app.accounts import addresses, devices
from resource_app.accounts.models import (
    AddressChange,
    Invitation,
    MailedCode,
    Membership,
    RememberedDevice,
    Reset,
    SignIn,
    User,
)
from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.factory import BODY_BYTES, FORM_FIELDS, create_app
from resource_app.jobs.deliveries import drain
from resource_app.keys import Keys
from resource_app.logs import configure
from resource_app.settings import Settings
from resource_app.web.forms import Form
from tests.factories import ORGANIZATION, load
from tests.stores import settings_in
from tests.web.conftest import NOW
from tests.web.people import BY, PASSWORD, Person, Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
ROOT = Path(__file__).parents[2]
OURS = [*ROOT.glob("resource_app/**/*.py"), *ROOT.glob("search/**/*.py"), *ROOT.glob("importers/**/*.py")]
# By a GET: that somebody was here, and what they looked at.
MAY_BE_WRITTEN = {"sign_in", "audit_event", "audit_head", "audit_total"}


def pages(site: Flask) -> list[str]:
    """Every address of a GET that takes no parameter in its path."""
    rules = (rule for rule in site.url_map.iter_rules() if "GET" in (rule.methods or ()) and "<" not in rule.rule)
    return sorted({rule.rule for rule in rules})


@pytest.fixture
def everybody(site: Flask, connections: Connections, keys: Keys) -> list[Visitor]:
    """A visitor, and somebody of each kind of role."""
    held = (Held("network_admin", None), Held("privacy_officer", None), Held("organization_admin", ORGANIZATION))
    with connections.transaction() as session:
        load(session, NOW)
    return [Visitor(site), *(Visitor(site).sign_in(a_person(connections, keys, each)) for each in held)]


@pytest.fixture
def statements(connections: Connections) -> Iterator[list[str]]:
    """Which tables were written."""
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if found := re.match(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", statement, re.IGNORECASE):
            written.append(found[1])

    event.listen(connections.engine, "before_cursor_execute", note)
    yield written
    event.remove(connections.engine, "before_cursor_execute", note)


def test_item_22_a_get_writes_nothing_but_that_it_was(
    everybody: list[Visitor], site: Flask, statements: list[str], watch: Watch
) -> None:
    statements.clear()
    for visitor in everybody:
        watch.forward(minutes=2)
        for path in [*pages(site), f"/organizations/{ORGANIZATION}/staff"]:
            assert visitor.get(path).status_code < 500
    assert set(statements) <= MAY_BE_WRITTEN
    assert "sign_in" in statements


def test_items_23_24_26_headers_of_every_answer(everybody: list[Visitor], site: Flask) -> None:
    """CheckedClient has compared the policy and the other headers with their table already."""
    for visitor in everybody:
        for path in [*pages(site), "/nowhere", "/static/app.css", "/static/nothing.css"]:
            headers = visitor.get(path).headers
            assert "unsafe" not in headers["Content-Security-Policy"]
            assert "geolocation=(self)" in headers["Permissions-Policy"]
            assert not [name for name, _ in headers if name.startswith("Access-Control-")]


EVIL = "<script>alert('zyx')</script>\"'><img src=x onerror=zyx>{{7*7}}"


def test_item_28_what_people_write_is_text(site: Flask, connections: Connections, keys: Keys, watch: Watch) -> None:
    with connections.transaction() as session:
        load(session, NOW, name=EVIL, description=EVIL)
        session.execute(text("UPDATE organization SET name = :name"), {"name": EVIL})
    held = (Held("network_admin", None), Held("organization_admin", ORGANIZATION), Held("privacy_officer", None))
    person = a_person(connections, keys, *held)
    with connections.transaction() as session:
        session.get_one(User, person.id).name = EVIL
    visitor = Visitor(site).sign_in(person)
    for path in [
        *pages(site),
        f"/organizations/{ORGANIZATION}/staff",
        f"/organizations/{ORGANIZATION}",
        "/search?what=food",
    ]:
        answer = visitor.get(path)
        body = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        assert "<script>alert" not in body, path
        assert "<img src=x" not in body, path
    assert "&lt;script&gt;" in visitor.get("/account").get_data(as_text=True)
    unsafe = [
        path for path in ROOT.glob("templates/**/*") if path.is_file() and "|safe" in path.read_text().replace(" ", "")
    ]
    assert unsafe == []


def test_item_32_ids_cannot_be_guessed(signed_in: Visitor, connections: Connections, keys: Keys) -> None:
    signed_in.post("/people/invite", page="/people", email="lark@example.org", role="curator", group="")
    signed_in.post("/forgot", email="nobody@example.org")
    by_mail = a_person(connections, keys, Held("organization_staff", ORGANIZATION), factor=False)
    Visitor(signed_in.app).password(by_mail)
    with connections.transaction() as session:
        devices.remember(session, by_mail.id, devices.Browser("Firefox", ""), BY)
        addresses.ask(session, by_mail.id, "fen@example.org", BY)
    with connections.reading() as session:
        ids = [
            each
            for model in (User, Membership, SignIn, Invitation, Reset, AddressChange, MailedCode, RememberedDevice)
            for each in session.scalars(select(model.id))
        ]
    assert len(ids) >= 9
    assert {UUID(each).version for each in ids} == {4}


def test_item_33_no_list_shows_what_is_foreign(site: Flask, connections: Connections, keys: Keys) -> None:
    with connections.transaction() as session:
        load(session, NOW)
    stranger = a_person(connections, keys, Held("organization_staff", "elsewhere"))
    boss = Visitor(site).sign_in(a_person(connections, keys, Held("organization_admin", ORGANIZATION)))
    for path in [*pages(site), f"/organizations/{ORGANIZATION}/staff"]:
        assert stranger.email not in boss.get(path).get_data(as_text=True), path


def test_item_48_bodies_and_fields_have_limits(visitor: Visitor) -> None:
    token = visitor.token()
    assert visitor.client.post("/sign-in", data={"csrf_token": token, "email": "x" * BODY_BYTES}).status_code == 413
    fields = {f"f{number}": "x" for number in range(FORM_FIELDS + 1)}
    assert visitor.client.post("/sign-in", data={"csrf_token": token, **fields}).status_code in {400, 413, 422}
    assert visitor.post("/sign-in", email="x" * 600, password="x").status_code == 422
    assert visitor.post("/sign-in", email="x@example.org", password="x" * 600).status_code == 422


BROKEN = (b"{", b"NaN", b"[" * 100_000, b'{"a": 1e400}', b'{"a": 1, "a": 2}', b"9" * 5_000, b"\xff\xfe", b"")


@pytest.mark.parametrize("body", BROKEN)
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml", "multipart/form-data", "x"])
def test_items_49_62_what_is_no_form_is_refused(visitor: Visitor, body: bytes, kind: str) -> None:
    for path in ("/sign-in", "/search", "/forgot"):
        status = visitor.client.post(
            path, data=body, content_type=kind, headers={"X-CSRFToken": visitor.token()}
        ).status_code
        assert 200 <= status < 500
        assert status not in {201, 202}


def test_item_62_a_field_sent_twice_is_refused(visitor: Visitor, admin: Person) -> None:
    data = {"csrf_token": visitor.token(), "email": ["a@example.org", admin.email], "password": PASSWORD}
    assert visitor.client.post("/sign-in", data=data).status_code == 422


@pytest.mark.parametrize("sign", ["\x00", "\x1f", "\x7f", "\x85", "\ufdd0", "\uffff", "\U0001ffff"])
def test_item_62_no_page_repeats_a_sign_that_breaks_it(signed_in: Visitor, sign: str) -> None:
    """CheckedClient reads every page as a browser does."""
    for path, field in (("/account/email", "email"), ("/sign-in", "email"), ("/account/prove", "code")):
        fields = {"password": "x", field: f"a{sign}b"} if path != "/account/email" else {field: f"a{sign}b"}
        assert signed_in.post(path, page="/account", **fields).status_code == 422
    assert signed_in.client.get("/people", query_string={"q": f"a{sign}b"}).status_code == 200


FIELDS = sorted({name for form in Form.__subclasses__() for name in form().fields})
WORDS = st.dictionaries(
    st.sampled_from(FIELDS), st.text(max_size=40) | st.sampled_from(["", "yes", "curator", "\x00", "x@y.example"])
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS)
def test_item_62_no_form_is_broken_by_what_it_is_sent(
    site: Flask, connections: Connections, keys: Keys, words: dict[str, str]
) -> None:
    """Every form of every page, with fields of all of them."""
    visitor = Visitor(site).sign_in(a_person(connections, keys, Held("network_admin", None)))
    for rule in site.url_map.iter_rules():
        if "POST" not in (rule.methods or ()) or rule.rule in {
            "/sign-out",
            "/sign-out/everywhere",
            "/account/authenticator/remove",
        }:
            continue
        path = re.sub(r"<(?:any\((\w+)[^>]*|[^>]+)>", lambda found: found[1] or "x", rule.rule)
        data = {**words, "csrf_token": visitor.token("/account")}
        assert visitor.client.post(path, data=data).status_code < 500, (path, words)


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def test_item_57_sql_of_accounts_and_audit_is_bound() -> None:
    """Where people's rows are, no statement is put together from texts; elsewhere ruff asks each for its reason (S608)."""
    for package in ("accounts", "audit", "network", "web", "tasks"):
        for path in ROOT.glob(f"resource_app/{package}/**/*.py"):
            for name, call in calls(ast.parse(path.read_text(encoding="utf-8"))):
                if name in {"text", "sqlalchemy.text"} or name.endswith("exec_driver_sql"):
                    assert isinstance(call.args[0], ast.Constant), f"{path}: {ast.unparse(call)}"


def test_item_58_nothing_runs_what_it_reads() -> None:
    forbidden = {"eval", "exec", "pickle.loads", "pickle.load", "yaml.load", "os.system", "marshal.loads"}
    for path in OURS:
        for name, call in calls(ast.parse(path.read_text(encoding="utf-8"))):
            assert name not in forbidden, path
            assert not [each for each in call.keywords if each.arg == "shell" and ast.unparse(each.value) == "True"], (
                path
            )


def test_item_64_a_forwarded_address_is_believed_from_known_proxies_only(
    request: pytest.FixtureRequest, connections: Connections, watch: Watch
) -> None:
    folder = request.getfixturevalue("settings").data_dir
    addresses = []
    for proxies in ("0", "1"):
        made = create_app(settings_in(folder, PROXY_COUNT=proxies), connections)
        made.extensions["clock"] = watch
        visitor = Visitor(made)
        data = {"csrf_token": visitor.token(), "email": "x@example.org", "password": "wrong"}
        visitor.client.post("/sign-in", data=data, headers={"X-Forwarded-For": "203.0.113.9"})
        with connections.reading() as session:
            latest = text("SELECT address FROM audit_event ORDER BY at DESC, seq DESC LIMIT 1")
            addresses.append(session.scalar(latest))
        watch.forward(seconds=1)
    assert addresses == ["127.0.0.1", "203.0.113.9"]


def test_item_63_a_flood_from_one_address_is_held_off(
    settings: Settings, connections: Connections, watch: Watch, written: list[str]
) -> None:
    """In the memory of the process: a flood of reads writes nothing."""
    made = create_app(settings_in(settings.data_dir, PROXY_COUNT="1", READS_PER_MINUTE="3"), connections)
    made.extensions["clock"] = watch
    client = made.test_client()

    def ask(address: str, path: str = "/about") -> int:
        return client.get(path, headers={"X-Forwarded-For": address}).status_code

    assert [ask("203.0.113.9") for _ in range(4)] == [200, 200, 200, 429]
    over = client.get("/api/", headers={"X-Forwarded-For": "203.0.113.9"})
    assert (over.status_code, over.mimetype) == (429, "application/problem+json")
    assert 0 < int(over.headers["Retry-After"]) <= 60
    assert [ask(f"2001:db8::{n}") for n in range(1, 5)] == [200, 200, 200, 429]
    assert [ask("127.0.0.1") for _ in range(4)] == [200] * 4
    mapped = [f"::ffff:198.51.100.{n}" for n in range(1, 5)]  # as a server that listens on :: sees them
    assert [ask(each) for each in mapped] == [200] * 4
    assert [ask("203.0.113.9", "/healthz"), ask("203.0.113.10")] == [200, 200]
    watch.forward(seconds=60)
    assert ask("203.0.113.9") == 200
    assert written == []


def test_item_62_a_sign_that_is_none_is_said_where_it_was_typed(visitor: Visitor) -> None:
    answer = visitor.post("/sign-in", email="a\0@example.org", password="x")
    assert (answer.status_code, "cannot be read" in answer.text) == (422, True)
    answer = visitor.post("/sign-in", email="a" * 600, password="x")
    assert (answer.status_code, "too long" in answer.text) == (422, True)


@pytest.mark.parametrize("path", ["/memberships/%00/end", "/people/%00/disable", "/account/sessions/%00/end"])
def test_item_62_an_id_that_can_be_none_is_unknown(
    site: Flask, connections: Connections, keys: Keys, path: str
) -> None:
    visitor = Visitor(site).sign_in(a_person(connections, keys, Held("network_admin", None)))
    assert visitor.post(path, page="/account").status_code == 404


CANARY = "Zyxwhisper Quill"


def test_item_67_no_sink_holds_a_name_a_password_or_a_token(
    site: Flask, connections: Connections, keys: Keys, capsys: pytest.CaptureFixture[str], watch: Watch
) -> None:
    admin = a_person(connections, keys, Held("network_admin", None))
    with connections.transaction() as session:
        session.get_one(User, admin.id).name = CANARY
    visitor = Visitor(site)
    visitor.password(admin, "a wrong zyxwhisper password")
    visitor.sign_in(admin)
    visitor.post("/people/invite", page="/people", email="zyxwhisper@example.org", role="curator", group="")
    visitor.post("/forgot", email=admin.email)
    for path in pages(site):
        visitor.get(path)
    with connections.reading() as session:
        audit = repr(session.execute(text("SELECT * FROM audit_event")).all())
        waiting = repr(session.execute(text("SELECT * FROM outbox")).all())
        tokens = [*session.scalars(select(SignIn.secret)), *session.scalars(select(User.password))]
    logged = capsys.readouterr().out
    drain(connections, lambda: watch.at)
    letters = capsys.readouterr().err
    for sink in (audit, waiting, logged, letters.replace("mail to zyxwhisper@example.org", "")):
        assert "zyxwhisper" not in sink.lower()
        assert PASSWORD not in sink
        assert not [token for token in tokens if token and token in sink]
    assert "/invitations/" in letters
    assert "/invitations/" not in logged.replace("/invitations/<invitation_id>", "")


def test_item_68_a_line_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    structlog.get_logger().info("odd", word='a\nb\r\x1b[31m"\u2028c')
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    line = orjson.loads(out)
    assert line["at"].endswith("Z")


def test_item_75_no_view_shows_a_trace(site: Flask, connections: Connections, keys: Keys) -> None:
    roles = (
        *(Held(role, None) for role in ("network_admin", "privacy_officer", "curator", "supervisor")),
        *(Held(role, "lantern") for role in ("care_team", "organization_staff")),
    )
    visitor = Visitor(site).sign_in(a_person(connections, keys, *roles))
    token = visitor.token("/account")

    def fail(**_ids: str) -> None:
        raise RuntimeError("zyxwhisper")

    for endpoint, view in list(site.view_functions.items()):
        for mark in ("policy", "writes_nothing"):
            if hasattr(view, mark):
                setattr(fail, mark, getattr(view, mark))
        site.view_functions[endpoint] = fail
        rule = next(each for each in site.url_map.iter_rules() if each.endpoint == endpoint)
        path = re.sub(r"<(?:any\((\w+)[^>]*|[^>]+)>", lambda found: found[1] or "x", rule.rule)
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        answer = visitor.client.open(path, method=method, data={"csrf_token": token} if method == "POST" else None)
        site.view_functions[endpoint] = view
        body = answer.get_data(as_text=True)
        assert answer.status_code in {500, 303}, (endpoint, answer.status_code)
        assert "zyxwhisper" not in body
        assert "Traceback" not in body


@pytest.mark.parametrize(
    "path", ["/.git/config", "/.env", "/static/", "/static/../settings.py", "/metrics", "/admin", "/docs"]
)
def test_item_77_what_is_not_listed_is_not_there(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status_code in {404, 400}


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "PUT", "DELETE"])
def test_item_77_other_methods_are_refused(visitor: Visitor, method: str) -> None:
    for path in ("/", "/account", "/sign-in", "/people"):
        assert visitor.client.open(path, method=method).status_code in {400, 405}


def test_the_list_of_items_is_true() -> None:
    """Every item that docs/security/items.md promises has a test that carries its number, and the list is in order."""
    listed = [
        int(number)
        for number in re.findall(r"^\| (\d+) \|", (ROOT / "docs/security/items.md").read_text(), re.MULTILINE)
    ]
    tested: set[int] = set()
    for path in ROOT.glob("tests/**/*.py"):
        for numbers in re.findall(r"^def test_items?_((?:\d+_)+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            tested |= {int(each) for each in numbers.split("_") if each}
    assert all(one < other for one, other in pairwise(listed))
    assert set(listed) == tested
