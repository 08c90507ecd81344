"""Signing in and out, as a browser does it. Numbers are items of docs/security/items.md."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pyotp
import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select, text

from resource_app import access
from resource_app.accounts import passwords, people, setting_up, throttles
from resource_app.accounts.handed_out import held_by
from resource_app.accounts.models import Factor, SignIn, Throttle, User
from resource_app.accounts.roles import Held
from resource_app.audit.models import AuditEvent
from resource_app.audit.verifying import verify
from resource_app.cli.serving import THREADS
from resource_app.connections import Connections
from resource_app.errors import BadInput
from resource_app.factory import create_app
from resource_app.keys import Keys
from resource_app.settings import Settings
from resource_app.web import identity
from tests.conftest import NOW
from tests.stores import settings_in
from tests.web.people import BY, KEY, PASSWORD, Person, Visitor, Watch, a_person

ADMIN = Held("network_admin", None)
GREEK = "".join(map(chr, range(0x391, 0x391 + 116)))


@pytest.fixture(autouse=True)
def cheap(request: pytest.FixtureRequest) -> None:
    """Passwords cost nothing, but where their cost is what is looked at."""
    if "item_1_" not in request.node.name and "item_5_the_same" not in request.node.name:
        request.getfixturevalue("quick")


def written(connections: Connections) -> list[tuple[str, str]]:
    """What was written down, act and outcome, without how the test began."""
    with connections.reading() as session:
        assert not verify(session).faults
        rows = session.execute(select(AuditEvent.action, AuditEvent.outcome).where(AuditEvent.at > BY.at))
        return sorted(tuple(row) for row in rows)


def test_both_steps_lead_to_the_account(
    visitor: Visitor, admin: Person, watch: Watch, connections: Connections
) -> None:
    answer = visitor.password(admin)
    assert (answer.status_code, answer.location) == (303, "/sign-in/code")
    assert visitor.get("/account").location == "/sign-in/code?next=%2Faccount"
    answer = visitor.post("/sign-in/code", code=admin.code(watch.at))
    assert (answer.status_code, answer.location) == (303, "/account")
    assert "Wren Alder" in visitor.get("/account").get_data(as_text=True)
    assert written(connections) == [("confirmed", "done"), ("signed_in", "done")]


def test_a_page_that_was_asked_for_comes_after(visitor: Visitor, admin: Person, watch: Watch) -> None:
    there = visitor.get("/account/password").location
    assert there == "/sign-in?next=%2Faccount%2Fpassword"
    assert 'name="next" value="/account/password"' in visitor.get(there).get_data(as_text=True)
    answer = visitor.password(admin, next="/account/password")
    assert answer.location == "/sign-in/code?next=%2Faccount%2Fpassword"
    answer = visitor.post("/sign-in/code", code=admin.code(watch.at), next="/account/password")
    assert answer.location == "/account/password"


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "/\\evil.example",
        "\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/%2f%2fevil\r\nX: y",
        "/\t/evil.example",
        "account",
        "",
    ],
)
def test_item_27_nobody_is_led_elsewhere(visitor: Visitor, admin: Person, watch: Watch, path: str) -> None:
    assert visitor.password(admin, next=path).location == "/sign-in/code"
    assert visitor.post("/sign-in/code", code=admin.code(watch.at), next=path).location == "/account"


@pytest.mark.parametrize(
    ("email", "password"), [("", PASSWORD), ("nobody@example.org", PASSWORD), (None, "wrong"), (None, PASSWORD + " ")]
)
def test_item_5_unknown_and_wrong_look_the_same(
    visitor: Visitor, admin: Person, connections: Connections, email: str | None, password: str
) -> None:
    answer = visitor.post("/sign-in", email=admin.email if email is None else email, password=password)
    assert answer.status_code == 422
    body = re.sub(r'value="[^"]*"', "", answer.get_data(as_text=True))
    if email != "":
        other = visitor.post("/sign-in", email="somebody.else@example.org", password="another one entirely")
        assert re.sub(r'value="[^"]*"', "", other.get_data(as_text=True)) == body
        assert ("sign_in_refused", "denied") in written(connections)
    assert visitor.get("/account").status_code == 303


def test_item_5_the_same_work_is_done_for_nobody(
    visitor: Visitor, admin: Person, monkeypatch: pytest.MonkeyPatch, connections: Connections
) -> None:
    verified: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, kept: str, password: str) -> bool:
            verified.append(kept.rpartition("$")[0].rpartition("$")[0])
            return super().verify(kept, password)

    monkeypatch.setattr(passwords, "_HASHER", Counting(time_cost=1, memory_cost=46 * 1024, parallelism=1))
    disabled = admin
    for email in (admin.email, "nobody@example.org"):
        visitor.post("/sign-in", email=email, password="not the password")
    with connections.transaction() as session:
        session.execute(text("UPDATE account SET disabled_at = :at"), {"at": NOW})
    visitor.post("/sign-in", email=disabled.email, password=PASSWORD)
    assert len(verified) == 3
    assert len(set(verified)) == 1


def test_item_1_the_hash_is_argon2id_with_enough_memory(connections: Connections, admin: Person) -> None:
    with connections.reading() as session:
        kept = people.get(session, admin.id).password
    found = re.match(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$", kept)
    assert found
    memory, times, _ = map(int, found.groups())
    assert memory >= 46 * 1024 or (memory >= 19 * 1024 and times >= 2)


def test_item_1_an_older_hash_is_made_anew(visitor: Visitor, admin: Person, connections: Connections) -> None:
    old = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1).hash(PASSWORD)
    with connections.transaction() as session:
        people.get(session, admin.id).password = old
    assert visitor.password(admin).status_code == 303
    with connections.reading() as session:
        assert people.get(session, admin.id).password != old


def test_a_flood_of_sign_ins_leaves_threads_to_others(
    visitor: Visitor, admin: Person, connections: Connections
) -> None:
    """One hash at a time and a few that wait; whoever comes then is asked to come again, and nothing is lost."""
    token = visitor.token()
    for _ in range(passwords.AT_ONCE + passwords.WAITING):
        assert passwords._queue.acquire(blocking=False)
    try:
        fields = {"csrf_token": token, "email": admin.email, "password": PASSWORD}
        answer = visitor.client.post("/sign-in", data=fields)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert visitor.get("/about").status_code == 200
        with connections.reading() as session:  # what is refused takes no turn at the database either
            assert session.scalars(select(Throttle)).all() == []
    finally:
        for _ in range(passwords.AT_ONCE + passwords.WAITING):
            passwords._queue.release()
    assert visitor.password(admin).status_code == 303


def test_five_who_come_at_once_wait_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of five who take an invitation at the same moment nobody is sent away."""
    slow = PasswordHasher(time_cost=1, memory_cost=passwords.MEMORY_KIB, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", slow)
    start = threading.Barrier(5)

    def take(number: int) -> str:
        start.wait()
        return passwords.hashed(f"{PASSWORD} {number}")

    with ThreadPoolExecutor(5) as pool:
        assert len(set(pool.map(take, range(5)))) == 5


def test_nobody_waits_for_their_turn_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "PATIENCE_SECONDS", 0.01)
    with passwords._turn, pytest.raises(passwords.Busy):
        passwords.hashed(PASSWORD)
    assert passwords.matches(passwords.hashed(PASSWORD), PASSWORD)  # its place is free again


def test_threads_are_left_to_who_looks_for_help() -> None:
    assert THREADS - passwords.AT_ONCE - passwords.WAITING >= 2


def test_item_8_a_code_counts_once(site: Flask, admin: Person, watch: Watch) -> None:
    first, second = Visitor(site), Visitor(site)
    for each in (first, second):
        each.password(admin)
    code = admin.code(watch.at)
    assert first.post("/sign-in/code", code=code).status_code == 303
    assert second.post("/sign-in/code", code=code).status_code == 422
    assert second.get("/account").status_code == 303


@pytest.mark.parametrize(("late", "status"), [(-60, 422), (-30, 303), (0, 303), (30, 303), (60, 422)])
def test_item_8_a_clock_may_be_half_a_minute_wrong(
    visitor: Visitor, admin: Person, watch: Watch, late: int, status: int
) -> None:
    visitor.password(admin)
    code = admin.code(watch.at + timedelta(seconds=late))
    assert visitor.post("/sign-in/code", code=code).status_code == status


def test_item_10_the_seed_is_not_in_the_database(connections: Connections, admin: Person, keys: Keys) -> None:
    other = a_person(connections, keys, ADMIN)
    with connections.transaction() as session:
        mine, theirs = session.get_one(Factor, admin.id), session.get_one(Factor, other.id)
        assert admin.seed not in mine.seed
        mine.seed, theirs.seed = theirs.seed, mine.seed
    with connections.reading() as session, pytest.raises(ValueError, match="another owner"):
        keys.open("authenticator", admin.id, session.get_one(Factor, admin.id).seed)


def test_item_9_recovery_codes_stand_in_once(signed_in: Visitor, site: Flask, admin: Person, watch: Watch) -> None:
    shown = signed_in.post("/account/recovery-codes", page="/account").get_data(as_text=True)
    codes = re.findall(r"<li><code>([0-9a-f-]+)</code></li>", shown)
    assert len(set(codes)) == 10
    other = Visitor(site)
    other.password(admin)
    assert other.post("/sign-in/code", code=codes[0].upper().replace("-", " ")).status_code == 303
    third = Visitor(site)
    third.password(admin)
    assert third.post("/sign-in/code", code=codes[0]).status_code == 422
    watch.forward(minutes=1)
    signed_in.post("/account/recovery-codes", page="/account")
    assert third.post("/sign-in/code", code=codes[1]).status_code == 422


def test_item_9_recovery_codes_are_kept_as_hashes(connections: Connections, signed_in: Visitor) -> None:
    shown = signed_in.post("/account/recovery-codes", page="/account").get_data(as_text=True)
    codes = [each.replace("-", "") for each in re.findall(r"<li><code>([0-9a-f-]+)</code></li>", shown)]
    with connections.reading() as session:
        kept = " ".join(session.scalars(text("SELECT code FROM recovery_code")))
    assert codes
    assert not [each for each in codes if each in kept]


def test_item_16_a_cookie_is_worth_nothing_after_signing_out(signed_in: Visitor, site: Flask) -> None:
    kept = signed_in.client.get_cookie("session")
    assert kept is not None
    thief = Visitor(site)
    thief.client.set_cookie("session", kept.value)
    assert thief.get("/account").status_code == 200
    answer = signed_in.post("/sign-out", page="/account")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert signed_in.get("/account").status_code == 303
    assert thief.get("/account").status_code == 303


def test_item_16_the_database_holds_no_secret_of_a_session(signed_in: Visitor, connections: Connections) -> None:
    with signed_in.client.session_transaction() as held:
        secret = held["_user_id"]
    with connections.reading() as session:
        rows = session.execute(text("SELECT * FROM sign_in")).all()
    assert len(secret) >= 43
    assert secret not in repr(rows)


def test_item_17_every_proof_brings_a_new_secret(visitor: Visitor, admin: Person, watch: Watch) -> None:
    secrets = []

    def note() -> None:
        with visitor.client.session_transaction() as held:
            secrets.append(held.get("_user_id"))

    note()
    visitor.password(admin)
    note()
    visitor.post("/sign-in/code", code=admin.code(watch.at))
    note()
    watch.forward(minutes=11)
    visitor.post("/account/prove", password=PASSWORD, code=admin.code(watch.at))
    note()
    assert len(set(secrets)) == 4


@pytest.mark.parametrize(("lapses", "status"), [([29, 29], 200), ([31], 303), ([29] * 24, 200), ([29] * 25, 303)])
def test_item_18_idle_and_absolute_limits(signed_in: Visitor, watch: Watch, lapses: list[int], status: int) -> None:
    for minutes in lapses:
        watch.forward(minutes=minutes)
        answer = signed_in.get("/account")
    assert answer.status_code == status


def test_item_19_sessions_are_listed_and_ended(
    signed_in: Visitor, site: Flask, admin: Person, connections: Connections
) -> None:
    other = Visitor(site).sign_in(admin)
    with connections.reading() as session:
        ids = session.scalars(select(SignIn.id).order_by(SignIn.made_at)).all()
    shown = signed_in.get("/account").get_data(as_text=True)
    ending = re.findall(r'action="/account/sessions/([^/]+)/end"', shown)
    assert len(ending) == 1
    assert ending[0] in ids
    assert signed_in.post(f"/account/sessions/{ending[0]}/end", page="/account").status_code == 303
    assert other.get("/account").status_code == 303
    assert signed_in.get("/account").status_code == 200


def test_item_19_nobody_ends_somebody_elses(
    signed_in: Visitor, site: Flask, connections: Connections, keys: Keys
) -> None:
    stranger = Visitor(site).sign_in(a_person(connections, keys, ADMIN))
    with connections.reading() as session:
        theirs = session.scalars(select(SignIn.id).order_by(SignIn.made_at.desc())).first()
    foreign = signed_in.post(f"/account/sessions/{theirs}/end", page="/account")
    unknown = signed_in.post("/account/sessions/00000000-0000-0000-0000-000000000000/end", page="/account")
    assert foreign.status_code == unknown.status_code == 404
    assert stranger.get("/account").status_code == 200


def test_item_15_who_is_disabled_is_out_at_once(
    signed_in: Visitor, connections: Connections, admin: Person, keys: Keys
) -> None:
    a_person(connections, keys, ADMIN)
    with connections.transaction() as session:
        people.disable(session, people.get(session, admin.id), BY)
    assert signed_in.get("/account").status_code == 303
    assert signed_in.password(admin).status_code == 422


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/account/password"), ("POST", "/account/recovery-codes"), ("POST", "/account/authenticator/remove")],
)
def test_item_11_something_sensitive_asks_again(
    signed_in: Visitor, watch: Watch, admin: Person, method: str, path: str
) -> None:
    watch.forward(minutes=11)
    answer = signed_in.get(path) if method == "GET" else signed_in.post(path, page="/account")
    assert answer.status_code == 303
    assert answer.location.startswith("/account/prove")
    wrong = signed_in.post("/account/prove", password="wrong", code=admin.code(watch.at))
    assert wrong.status_code == 422
    assert signed_in.post(
        "/account/prove", password=PASSWORD, code=admin.code(watch.at), next="/account/password"
    ).location == ("/account/password")
    assert signed_in.get("/account/password").status_code == 200


def test_a_new_password_ends_every_other_session(signed_in: Visitor, site: Flask, admin: Person) -> None:
    other = Visitor(site).sign_in(admin)
    new = "harbor bells at seven in the fog"
    assert signed_in.post("/account/password", old="wrong", password=new).status_code == 422
    assert signed_in.post("/account/password", old=PASSWORD, password="short").status_code == 422
    assert signed_in.post("/account/password", old=PASSWORD, password=new).status_code == 303
    assert other.get("/account").status_code == 303
    assert signed_in.get("/account").status_code == 200
    assert Visitor(site).password(admin).status_code == 422
    assert Visitor(site).password(admin, new).status_code == 303


@pytest.fixture
def newcomer(connections: Connections, keys: Keys, visitor: Visitor) -> Visitor:
    """Somebody who has chosen a password, and holds no second factor yet."""
    assert visitor.password(a_person(connections, keys, ADMIN, factor=False)).location == "/sign-in/code"
    return visitor


def test_who_has_no_second_factor_sets_one_up(newcomer: Visitor, watch: Watch) -> None:
    assert newcomer.get("/sign-in/code").location == "/account/authenticator"
    assert newcomer.get("/account").location.startswith("/sign-in/code")
    assert newcomer.post("/account/authenticator/begin", page="/account/authenticator").status_code == 303
    shown = newcomer.get("/account/authenticator").get_data(as_text=True)
    seed = re.findall(r"<code>([A-Z2-7 ]+)</code>", shown)[0].replace(" ", "")
    assert "data:image/svg+xml" in shown
    assert newcomer.post("/account/authenticator", code="000000").status_code == 422
    codes = newcomer.post("/account/authenticator", code=pyotp.TOTP(seed).at(watch.at))
    assert codes.status_code == 200
    assert codes.headers["Cache-Control"] == "no-store"
    assert newcomer.get("/account").status_code == 200


def test_item_7_without_the_second_factor_nothing_opens(newcomer: Visitor) -> None:
    assert newcomer.get("/account/password").location.startswith("/sign-in/code")
    assert newcomer.post("/account/recovery-codes", page="/account/authenticator").location == "/sign-in/code"


@pytest.mark.parametrize("way", ["account", "address"])
def test_item_6_tries_are_counted_in_the_database(
    site: Flask, settings: Settings, connections: Connections, admin: Person, watch: Watch, way: str
) -> None:
    """Two applications, as two processes: what one counts the other knows."""
    beside = create_app(settings, connections)
    beside.extensions["clock"] = watch
    browsers = [Visitor(site), Visitor(beside)]
    most = {"account": 10, "address": 60}[way]
    for number in range(most):
        email = admin.email if way == "account" else f"{number}@example.org"
        assert browsers[number % 2].post("/sign-in", email=email, password="wrong").status_code == 422
    answer = browsers[0].password(admin)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 900
    watch.forward(seconds=int(answer.headers["Retry-After"]))
    assert browsers[1].password(admin).status_code == 303  # nobody is locked out


def tried(connections: Connections, name: str, **whose: str) -> str:
    try:
        throttles.spend(connections, name, NOW, **whose)
    except throttles.TooMany:
        return "too many"
    return "counted"


def test_item_6_one_machine_locks_nobody_else_out(connections: Connections) -> None:
    """Neither the account it tries at nor everybody: what a narrow limit stops, a wide one does not count."""
    for _ in range(200):
        tried(connections, "sign_in", account="wren@example.org", address="192.0.2.1")
        tried(connections, "sign_in", account="lark@example.org", address="192.0.2.2")
    assert tried(connections, "sign_in", account="wren@example.org", address="192.0.2.1") == "too many"
    assert tried(connections, "sign_in", account="wren@example.org", address="192.0.2.9") == "counted"
    with connections.reading() as session:
        wide = session.scalar(select(Throttle.tries).where(Throttle.name == "sign_in"))
    assert wide == 2 * 10 + 1


def test_item_6_many_machines_share_an_accounts_limit(connections: Connections) -> None:
    tries = [tried(connections, "sign_in", account="wren@example.org", address=f"192.0.2.{n}") for n in range(101)]
    assert tries == ["counted"] * 100 + ["too many"]


def test_item_6_a_network_of_ipv6_is_one_address(connections: Connections) -> None:
    tries = [tried(connections, "sign_in", account=f"{n}@example.org", address=f"2001:db8::{n:x}") for n in range(61)]
    assert tries == ["counted"] * 60 + ["too many"]
    assert tried(connections, "sign_in", account="a@example.org", address="2001:db8:0:1::1") == "counted"


def test_item_6_one_network_of_ipv6_locks_nobody_else_out(connections: Connections) -> None:
    """Neither everybody, nor one account: whoever has a /48 has 65,536 addresses as they are counted."""
    honest = {"account": "wren@example.org", "address": "198.51.100.7"}
    for number in range(420):
        account = f"{number // 10}@example.org"
        tried(connections, "sign_in", account=account, address=f"2001:db8:0:{number // 60:x}00::1")
    with connections.reading() as session:
        everybody = session.scalar(select(Throttle.tries).where(Throttle.name == "sign_in"))
    assert everybody == 240
    for number in range(120):
        whose = {"account": honest["account"], "address": f"2001:db8:1:{number // 10:x}::1"}
        tried(connections, "sign_in", **whose)
        tried(connections, "mail", **whose)
    assert tried(connections, "sign_in", **honest) == tried(connections, "mail", **honest) == "counted"


@pytest.mark.parametrize("name", ["sign_in", "mail"])
def test_item_6_tries_at_one_account_leave_the_address_to_the_others(connections: Connections, name: str) -> None:
    for _ in range(75):
        tried(connections, name, account="wren@example.org", address="192.0.2.1")
    assert tried(connections, name, account="lark@example.org", address="192.0.2.1") == "counted"


def test_item_6_tries_elsewhere_stop_nobody_where_they_signed_in_before(
    site: Flask, connections: Connections, admin: Person, watch: Watch
) -> None:
    Visitor(site).sign_in(admin)
    for number in range(101):
        tried_at = {"account": admin.email, "address": f"192.0.2.{number}"}
        with suppress(throttles.TooMany):
            throttles.spend(connections, "sign_in", watch.at, **tried_at)
    stranger = Visitor(site)
    token = stranger.token()
    fields = {"csrf_token": token, "email": admin.email, "password": PASSWORD}
    elsewhere = {"REMOTE_ADDR": "198.51.100.9"}
    assert stranger.client.post("/sign-in", data=fields, environ_overrides=elsewhere).status_code == 429
    assert Visitor(site).password(admin).status_code == 303
    answers = [Visitor(site).password(admin, "not the password").status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]


def test_item_6_a_right_password_is_no_try(site: Flask, connections: Connections, admin: Person) -> None:
    for _ in range(12):
        assert Visitor(site).password(admin).status_code == 303
    with connections.reading() as session:
        assert set(session.scalars(select(Throttle.tries))) == {0}


def test_item_6_counts_of_times_gone_by_are_forgotten(connections: Connections) -> None:
    tried(connections, "sign_in", account="wren@example.org", address="192.0.2.1")
    assert throttles.forget(connections, NOW + timedelta(minutes=15)) == 0
    assert throttles.forget(connections, NOW + timedelta(hours=3)) == 4


def test_item_3_a_password_that_was_changed_meanwhile_begins_nothing(connections: Connections, admin: Person) -> None:
    """Between the look at the hash and the session there is a tenth of a second."""
    with connections.reading() as session:
        kept = people.get(session, admin.id).password
    other = "another hash"
    with connections.transaction() as session:
        people.choose_password(session, admin.id, other, BY)
    with connections.transaction() as session, pytest.raises(BadInput):
        people.greet(session, admin.id, kept, "the old one, hashed anew", "en")
    with connections.reading() as session:
        assert people.get(session, admin.id).password == other


def test_somebody_is_written_to_in_the_language_they_signed_in_with(
    site: Flask, connections: Connections, admin: Person
) -> None:
    visitor = Visitor(site)
    visitor.get("/sign-in?lang=es")
    assert visitor.password(admin).status_code == 303
    with connections.reading() as session:
        assert people.get(session, admin.id).language == "es"


@pytest.mark.parametrize("password", [PASSWORD, "p", "ünïcödé 漢字 " + GREEK, "a b c d e f g h i"])
def test_item_2_long_passwords_of_any_kind(password: str) -> None:
    long_enough = 15 <= len(password) <= 128
    if long_enough:
        passwords.require_good(password, ())
    else:
        with pytest.raises(passwords.BadInput):
            passwords.require_good(password, ())
    assert passwords.matches(passwords.hashed("é" * 127 + "a"), "é" * 127 + "b") is False


COMMON = [
    *("password1234567890", "123456789987654321", "qwertyqwertyqwerty", "aaaaaaaaaaaaaaaaaaaa", "abcabcabcabcabcabc"),
    *("letmein1234567890!", "iloveyou2026202620", "1qaz2wsx3edc4rfv", "contortionist1234", "counterstrike!!!!!"),
    *("welcome12345678901", "sunshine1234567890", "football2026202620", "princess!!!!!!!!!!!", "dragondragondragon"),
    *("monkey123456789012", "superman1234567890", "qazwsxedcrfvtgb", "hd764nw5d7e1vb1", "baseball$$$$$$$$$$$"),
]


@pytest.mark.parametrize("password", COMMON)
def test_item_3_common_passwords_are_refused(password: str) -> None:
    with pytest.raises(passwords.BadInput, match="leaked"):
        passwords.require_good(password, ())


GUESSABLE = [
    *("abcdefghijklmnop", "qwertyuiopasdfghjkl", "0987654321098765", "1234-5678-9012-3456", "Zyxwvutsrqponmlk!"),
    *("passwordpassword1", "ilovemycat ilovemycat 1", "abcabcabcabcabc!x9", "aaaaaaaaaaaaaaaaab7"),
    *("To be or not to be, that is the question", "correcthorsebatterystaple", "MayTheForceBeWithYou!2026"),
    *("123qweasdzxc123qwe", "qweasdzxcrtyfghvbn", "1q2w3e4r5t6y7u8i9o", "p0o9i8u7y6t5r4e3", "qawsedrftgyhujik"),
    *("volunteer volunteer", "volunteer-volunteer-2026", "contórtionist1234", "Contraseña1234567"),
    *("thequickbrownfoxjumps", "C0rrect h0rse battery staple", "En un lugar de la Mancha", "feliz cumpleaños a ti 26"),
]


@pytest.mark.parametrize("password", GUESSABLE)
def test_item_3_rows_repetitions_and_known_sentences_are_refused(password: str) -> None:
    with pytest.raises(passwords.BadInput, match="like this"):
        passwords.require_good(password, ())


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "harbor bells at seven in the fog",
        "a cat on my hat",
        "riverside morning walk 9",
        "x7Kq2mP9vR4tW8zB",
        "lámpara verde y 3 gatos",
    ],
)
def test_item_3_an_unusual_one_is_taken(password: str) -> None:
    passwords.require_good(password, ("Wren Alder", "wren.alder@example.org", "Harborlight Pantry"))


@pytest.mark.parametrize(
    "password",
    [
        *(
            "ResourceLoop2026!",
            "wren.alder@example.org",
            "Harborlight Pantry 1",
            "harborlightpantry12",
            "Pantry Pantry 12345",
        ),
        *(
            "resource loop 2026 x",
            "R3s0urceL00p!2026",
            "WrenAlder12345678",
            "alder-harborlight-1",
            "pantry wren alder 99",
        ),
    ],
)
def test_item_3_own_words_are_no_password(password: str) -> None:
    with pytest.raises(passwords.BadInput, match=r"not mostly|like this"):
        passwords.require_good(password, ("wren.alder@example.org", "Harborlight Pantry"))


@pytest.mark.parametrize(
    ("password", "status"),
    [
        ("Massachusetts2026!", 422),
        ("nuevo-méxico-2026!", 422),
        ("Boston, Massachusetts 1", 422),
        ("East Boston 2026!!", 422),
        ("boston harbor bells 7", 303),
        ("in massachusetts it rains on my hat", 303),
    ],
)
def test_item_3_a_place_with_a_year_is_no_password(signed_in: Visitor, password: str, status: int) -> None:
    assert signed_in.post("/account/password", old=PASSWORD, password=password).status_code == status


UNSAFE = ("/sign-in", "/sign-in/code", "/sign-out", "/account/password", "/account/prove", "/account/recovery-codes")


@pytest.mark.parametrize("path", UNSAFE)
def test_item_21_a_forged_request_changes_nothing(signed_in: Visitor, path: str, connections: Connections) -> None:
    before = written(connections)
    assert signed_in.client.post(path, data={"password": PASSWORD}).status_code == 400
    token = signed_in.token("/account")
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
    ):
        answer = signed_in.client.post(path, data={"csrf_token": token}, headers=headers)
        assert answer.status_code == 403
    assert written(connections) == before


def test_item_21_every_unsafe_route_asks_for_the_token(signed_in: Visitor, site: Flask) -> None:
    asked = 0
    for rule in site.url_map.iter_rules():
        for method in (rule.methods or set()) & access.UNSAFE_METHODS:
            path = re.sub(r"<(?:any\((\w+)[^>]*|[^>]+)>", lambda found: found[1] or "x", rule.rule)
            freed = access.writes_nothing(site, rule.endpoint)
            status = signed_in.client.open(path, method=method, data={}).status_code
            assert freed or status == 400, rule
            asked += not freed
    assert asked >= 10


def test_item_25_nothing_signed_in_is_kept(signed_in: Visitor) -> None:
    for path in ("/account", "/", "/about", "/account/password", "/search?what=food", "/nowhere"):
        assert signed_in.get(path).headers["Cache-Control"] == "no-store", path


def test_item_20_cookies_of_a_secure_site(
    settings: Settings, connections: Connections, keys: Keys, watch: Watch
) -> None:
    secure = settings_in(settings.data_dir, PUBLIC_URL="https://help.example.org")
    made = create_app(secure, connections)
    made.extensions["clock"] = watch
    client = made.test_client()
    for path in ("/sign-in", "/?lang=es", "/account?lang=en"):
        for value in client.get(path, base_url="https://help.example.org").headers.getlist("Set-Cookie"):
            assert value.startswith("__Host-")
            assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in value.split(";")}
            assert "Domain" not in value


def test_item_74_a_new_key_signs_nobody_out(
    settings: Settings, connections: Connections, watch: Watch, keys: Keys
) -> None:
    old, new = KEY, KEY[::-1]
    before = create_app(settings_in(settings.data_dir, SECRET_KEY=old), connections)
    after = create_app(settings_in(settings.data_dir, SECRET_KEY=new, SECRET_KEY_FALLBACKS=old), connections)
    without = create_app(settings_in(settings.data_dir, SECRET_KEY=new), connections)
    for each in (before, after, without):
        each.extensions["clock"] = watch
    person = a_person(connections, before.extensions["keys"], ADMIN)
    kept = Visitor(before).sign_in(person).client.get_cookie("session")
    assert kept is not None
    for site, status in ((after, 200), (without, 303)):
        visitor = Visitor(site)
        visitor.client.set_cookie("session", kept.value)
        assert visitor.get("/account").status_code == status
    watch.forward(minutes=1)
    Visitor(after).sign_in(person)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY cannot be what it is"),
        ({"SECRET_KEY": "a" * 40}, "SECRET_KEY cannot be what it is"),
        ({"SECRET_KEY": "0123456789" * 4}, "SECRET_KEY cannot be what it is"),
        ({"SECRET_KEY": "correcthorsebattery" * 2}, "SECRET_KEY cannot be what it is"),
        ({"SECRET_KEY": "k7Qz1mW9xT" * 3 + "k7Qz"}, "SECRET_KEY cannot be what it is"),
        ({"SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789"}, "SECRET_KEY cannot be what it is"),
        ({"SECRET_KEY": "zyxwvutsrqponmlkjihgfedcba9876543210"}, "SECRET_KEY cannot be what it is"),
        ({"SECRET_KEY": KEY, "SESSION_HOURS": "13"}, "SESSION_HOURS"),
        ({"SECRET_KEY": KEY, "SESSION_IDLE_MINUTES": "61"}, "SESSION_IDLE_MINUTES"),
        ({"SECRET_KEY": KEY}, "PUBLIC_URL is missing"),
        ({"SECRET_KEY": KEY, "PUBLIC_URL": "http://help.example.org"}, "PUBLIC_URL"),
        ({"SECRET_KEY": KEY, "PUBLIC_URL": "https://help.example.org", "FLASK_DEBUG": "1"}, "FLASK_DEBUG"),
        ({"SECRET_KEY": KEY, "PUBLIC_URL": "https://help.example.org"}, "MAIL_URL is missing"),
    ],
)
def test_item_73_production_refuses_what_is_for_trying_out(more: dict[str, str], said: str) -> None:
    with pytest.raises(passwords.BadInput, match=said):
        Settings.from_environment({"ENVIRONMENT": "production", **more})
    Settings.from_environment(
        {
            "ENVIRONMENT": "production",
            "SECRET_KEY": KEY,
            "PUBLIC_URL": "https://help.example.org",
            "MAIL_URL": "smtps://mail",
        }
    )


def test_item_4_the_first_administrator_comes_by_a_one_time_address(
    site: Flask, connections: Connections, keys: Keys, watch: Watch
) -> None:
    with connections.reading() as session:
        assert session.scalars(select(User)).all() == []
    path = f"/set-up/{setting_up.token(keys, watch.at)}"
    assert Visitor(site).get(path[:-3] + "abc").status_code == 404
    assert Visitor(site).post(path, name="Wren", email="wren@example.org", password="short").status_code == 422
    founder = Visitor(site)
    answer = founder.post(path, name="Wren Alder", email="Wren@Example.org", password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/account/authenticator")
    assert Visitor(site).get(path).status_code == 404
    with connections.reading() as session:
        user = people.known_by(session, "wren@example.org")
        assert user is not None
        assert held_by(session, user.id) == [ADMIN]


def test_item_4_the_address_ends_after_a_day(site: Flask, keys: Keys, watch: Watch) -> None:
    path = f"/set-up/{setting_up.token(keys, watch.at)}"
    watch.forward(hours=23)
    assert Visitor(site).get(path).status_code == 200
    watch.forward(hours=2)
    assert Visitor(site).get(path).status_code == 404


@pytest.mark.parametrize("field", ["role", "roles", "disabled_at", "user_id", "stage", "id", "is_admin"])
def test_item_35_nothing_is_set_that_nobody_asked_for(signed_in: Visitor, field: str) -> None:
    answer = signed_in.post("/account/password", old=PASSWORD, password="harbor bells at seven", **{field: "x"})
    assert answer.status_code == 422
    assert signed_in.get("/account").status_code == 200


def test_item_76_what_cannot_be_written_down_is_not_done(
    visitor: Visitor, admin: Person, connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("no audit")

    monkeypatch.setattr(identity, "record", broken)
    assert visitor.password(admin).status_code == 500
    assert visitor.get("/account").status_code == 303
    with connections.reading() as session:
        assert session.scalars(select(SignIn)).all() == []


def test_item_38_the_last_administrator_stays(connections: Connections, admin: Person, keys: Keys) -> None:
    with connections.transaction() as session, pytest.raises(passwords.BadInput, match="last administrator"):
        people.disable(session, people.get(session, admin.id), BY)
    other = a_person(connections, keys, ADMIN)
    with connections.transaction() as session:
        people.disable(session, people.get(session, admin.id), BY)
    with connections.transaction() as session, pytest.raises(passwords.BadInput, match="last administrator"):
        people.disable(session, people.get(session, other.id), BY)
