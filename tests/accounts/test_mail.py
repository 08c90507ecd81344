"""Letters leave by a server that does what servers do: takes them, puts them off, refuses, hangs, breaks off."""

import asyncio
import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import select

from resource_app import mail, outbox
from resource_app.accounts import invitations, mailed_codes, people, sign_ins
from resource_app.accounts.devices import Browser
from resource_app.accounts.invitations import Offer
from resource_app.accounts.roles import Held
from resource_app.actor import command
from resource_app.audit.models import AuditEvent
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.directory import problems
from resource_app.directory.problems import Report
from resource_app.jobs import posting
from resource_app.jobs.deliveries import drain
from resource_app.mail import LetterRow, Suppressed
from resource_app.settings import Settings
from resource_app.tasks.models import Task
from tests.conftest import NOW
from tests.factories import LISTING, load

TO = "wren@example.org"
ADMIN = [Held("network_admin", None)]
BY = By(command("test"), Origin(), NOW)


class Scripted:
    """A server that answers each letter with the next of its words."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.taken: list[str] = []
        self.port = 0
        self.good_bye = ""

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        del server, session, envelope
        return self.good_bye or "221 Bye"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        del session
        word = self.words.pop(0) if self.words else "250 OK"
        if word == "drop":
            self.taken.append(str(envelope.content))
            server.transport.abort()
            return "250 OK"
        if word == "hang":
            await asyncio.sleep(1.5)
        if word.startswith("250"):
            assert envelope.content is not None
            self.taken.append(envelope.content.decode() if isinstance(envelope.content, bytes) else envelope.content)
        return "250 OK" if word == "hang" else word

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        if self.words and self.words[0].startswith("rcpt "):
            return self.words.pop(0).removeprefix("rcpt ")
        envelope.rcpt_tos.append(address)
        return "250 OK"


@pytest.fixture
def server() -> Iterator[Scripted]:
    handler = Scripted()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        handler.port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port, decode_data=True)
    controller.start()
    yield handler
    controller.stop()


@pytest.fixture
def post(server: Scripted, connections: Connections) -> Connections:
    """The same directory, whose letters go to that server."""
    url = f"smtp://127.0.0.1:{server.port}"
    known = replace(
        connections.settings, mail_url=url, mail_from="help@example.org", public_url="https://help.example.org"
    )
    return replace(connections, settings=known)


def invite(connections: Connections, to: str = TO) -> str:
    with connections.transaction() as session:
        offer = Offer(to, Held("curator", None), "network", None, "en")
        return invitations.invite(session, offer, ADMIN, BY).id


def outcomes(connections: Connections) -> list[str]:
    with connections.reading() as session:
        return list(session.scalars(select(LetterRow.outcome).order_by(LetterRow.made_at, LetterRow.id)))


def waiting(connections: Connections) -> int:
    with connections.reading() as session:
        return outbox.standing(session, NOW).get(mail.TOPIC, outbox.Standing()).waiting


def tasks(connections: Connections) -> list[tuple[str, str]]:
    with connections.reading() as session:
        return [(task.kind, task.note) for task in session.scalars(select(Task))]


def test_item_60_a_password_goes_to_no_server_in_the_clear(server: Scripted, post: Connections) -> None:
    known = replace(post.settings, mail_url=f"smtp://help:secret@127.0.0.1:{server.port}")
    invite(post)
    deliver(replace(post, settings=known))
    assert (server.taken, waiting(post)) == ([], 1)


def test_what_was_refused_for_good_is_sent_again_after_somebody_looked(server: Scripted, post: Connections) -> None:
    server.words = ["rcpt 550 No such user"]
    invite(post)
    deliver(post)
    invite(post)
    deliver(post, minutes=1)
    assert server.taken == []
    with post.transaction() as session:
        people.write_again(session, TO.upper(), BY)
        assert [*session.scalars(select(AuditEvent.action).where(AuditEvent.subject == "network:people"))] == [
            "mail_again"
        ]
        with pytest.raises(people.BadInput):
            people.write_again(session, TO, BY)
    invite(post)
    deliver(post, minutes=2)
    assert len(server.taken) == 1


def deliver(connections: Connections, **later: float) -> int:
    return drain(connections, lambda: NOW + timedelta(**later))


def test_a_letter_leads_to_the_site_and_says_nothing_of_a_person(post: Connections, server: Scripted) -> None:
    number = invite(post)
    assert deliver(post) == 1
    [letter] = server.taken
    assert f"https://help.example.org/invitations/{number}/" in letter.replace("=\n", "")
    assert "Subject: You are invited to ResourceLoop" in letter
    assert "curator" not in letter.lower()
    assert re.search(r"^Message-ID: <[0-9a-f-]{36}\.[\w-]{43}@example\.org>", letter, re.MULTILINE)
    assert (outcomes(post), waiting(post)) == (["sent"], 0)


def asked_code(connections: Connections) -> str:
    """The address of somebody who asked for a code."""
    with connections.transaction() as session:
        user = people.add(session, TO, "Wren Alder", "es", NOW)
        people.give(session, user.id, Held("organization_staff", "o-1"), "community", None, BY)
        begun = sign_ins.begin(session, user.id, "password", Browser("Firefox", "192.0.2.1"), NOW)
        mailed_codes.ask(session, user.id, begun.id, BY)
        return user.id


def test_a_letter_with_a_code_says_the_same_when_it_is_tried_again(post: Connections, server: Scripted) -> None:
    asked_code(post)
    server.words = ["drop"]
    deliver(post)
    deliver(post, seconds=61)
    assert outcomes(post) == ["sent"]
    codes = [re.findall(r"\b\d{8}\b", letter) for letter in server.taken]
    assert codes[0] == codes[1]
    assert len(codes[0]) == 1
    assert "Wren" not in server.taken[1]
    assert "Su código" in server.taken[1] or "=C3=B3digo" in server.taken[1]


def test_a_code_that_is_too_old_or_replaced_is_not_sent(post: Connections, server: Scripted) -> None:
    user_id = asked_code(post)
    with post.transaction() as session:
        again = sign_ins.begin(session, user_id, "password", Browser("Firefox", "192.0.2.1"), NOW)
        mailed_codes.ask(session, user_id, again.id, BY)
    server.words = ["451 later"] * 2
    deliver(post)
    deliver(post, minutes=11)
    assert outcomes(post) == ["needless", "needless"]
    assert server.taken == []


def test_it_is_written_in_the_language_of_who_gets_it(post: Connections, server: Scripted) -> None:
    with post.transaction() as session:
        offer = Offer(TO, Held("curator", None), "network", None, "es")
        invitations.invite(session, offer, ADMIN, BY)
    deliver(post)
    assert "Le han invitado a ResourceLoop" in server.taken[0]


@pytest.mark.parametrize("word", ["451 later", "rcpt 450 busy", "421 closing", "drop"])
def test_what_is_put_off_is_tried_again_and_is_the_same_letter(post: Connections, server: Scripted, word: str) -> None:
    invite(post)
    server.words = [word]
    deliver(post)
    assert (outcomes(post), waiting(post)) == ([""], 1)
    assert deliver(post, seconds=59) == 0
    assert deliver(post, seconds=61) == 1
    assert (outcomes(post), waiting(post)) == (["sent"], 0)
    assert len({re.search(r"Message-ID: (\S+)", each)[1] for each in server.taken}) == 1  # type: ignore[index]


def test_a_server_that_hangs_is_left(post: Connections, server: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "PATIENCE_SECONDS", 0.3)
    invite(post)
    server.words = ["hang"]
    deliver(post)
    assert (outcomes(post), waiting(post)) == ([""], 1)


def test_a_server_that_is_away_is_waited_for(post: Connections) -> None:
    away = replace(post, settings=replace(post.settings, mail_url="smtp://127.0.0.1:9"))
    invite(post)
    deliver(away)
    assert waiting(post) == 1
    deliver(post, minutes=2)
    assert outcomes(post) == ["sent"]


def test_tries_come_farther_apart_and_end_after_a_day(post: Connections, server: Scripted) -> None:
    assert [posting.wait(tries).total_seconds() / 60 for tries in range(6)] == [1, 5, 15, 60, 60, 60]
    invite(post)
    server.words = ["451 later"] * 100
    hours = 0.0
    while waiting(post) and hours < 48:
        deliver(post, hours=hours)
        hours += 0.5
    assert 24 <= hours <= 26
    assert outcomes(post) == ["given up"]
    assert tasks(post) == [("mail to a person", "given up: invitation")]


@pytest.mark.parametrize(
    "word",
    [
        "rcpt 550 5.1.1 nothing here",
        "550 5.1.1 nothing here",
        "rcpt 550 No such user here",
        "rcpt 550 <wren@example.org>: Recipient address rejected: User unknown",
        "rcpt 550 5.1.10 null MX",
    ],
)
def test_an_address_refused_for_good_gets_nothing_more_and_a_person_is_told(
    post: Connections, server: Scripted, word: str
) -> None:
    invite(post)
    server.words = [word]
    deliver(post)
    assert (outcomes(post), waiting(post)) == (["refused"], 0)
    assert tasks(post) == [("mail to a person", "refused: invitation")]
    with post.reading() as session:
        assert session.scalars(select(Suppressed.address)).all() == [TO]
    invite(post)
    invite(post, "other@example.org")
    deliver(post)
    assert sorted(outcomes(post)) == ["needless", "refused", "sent"]
    assert len(server.taken) == 1


@pytest.mark.parametrize(
    "word",
    [
        "rcpt 554 5.7.1 relay access denied",
        "rcpt 550 5.7.1 user unknown to our list of friends",
        "rcpt 552 5.2.2 mailbox full",
        "rcpt 550 5.1.8 your sender is no address",
        "rcpt 550 blocked",
        "550 spam",
        "550 no such user",  # said of a letter, not of the address
        "554 5.6.0 we do not like this",
    ],
)
def test_item_63_what_may_be_a_fault_is_tried_for_a_day_and_closes_no_address(
    post: Connections, server: Scripted, word: str
) -> None:
    invite(post)
    server.words = [word] * 2
    deliver(post)
    assert (outcomes(post), waiting(post)) == ([""], 1)
    deliver(post, hours=25)
    assert (outcomes(post), tasks(post)) == (["given up"], [("mail to a person", "given up: invitation")])
    with post.reading() as session:
        assert mail.suppressed(session) == []
    invite(post)
    deliver(post, hours=26)
    assert sorted(outcomes(post)) == ["given up", "sent"]


def test_a_letter_that_was_taken_is_sent_whatever_the_server_says_to_good_bye(
    post: Connections, server: Scripted
) -> None:
    server.good_bye = "421 closing"
    invite(post)
    deliver(post)
    assert (outcomes(post), len(server.taken), waiting(post)) == (["sent"], 1, 0)


def test_what_nobody_needs_any_more_is_not_sent(post: Connections, server: Scripted) -> None:
    number = invite(post)
    with post.transaction() as session:
        invitations.withdraw(session, session.get_one(invitations.Invitation, number), ADMIN, BY)
    deliver(post)
    assert (server.taken, outcomes(post)) == ([], ["needless"])


def test_a_letter_that_is_settled_is_not_sent_again(post: Connections, server: Scripted) -> None:
    invite(post)
    deliver(post)
    with post.transaction() as session:
        outbox.put(session.connection(), mail.TOPIC, session.scalars(select(LetterRow.id)).all(), NOW)
    deliver(post, minutes=1)
    assert len(server.taken) == 1


@pytest.mark.parametrize(
    "address", ["a@b\r\nBcc: c@d.example", "a@b\nX", "a b@example.org", "a@", "@b.example", "a" * 300 + "@b.example"]
)
def test_item_60_no_address_carries_a_header(address: str) -> None:
    with pytest.raises(people.BadInput):
        people.folded(address)


def test_letters_go_to_a_folder_or_the_terminal(
    connections: Connections, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "post"
    invite(connections)
    deliver(replace(connections, settings=replace(connections.settings, mail_url=f"file:{folder}")))
    assert len(list(folder.glob("*.eml"))) == 1
    invite(connections)
    deliver(connections)
    assert "/invitations/" in capsys.readouterr().err


def test_settings_name_a_way() -> None:
    for url in ("ftp://x", "smtp:", "mail.example.org"):
        with pytest.raises(people.BadInput, match="MAIL_URL cannot be what it is"):
            Settings.from_environment({"MAIL_URL": url})


@pytest.mark.parametrize(("word", "outcome"), [("250 OK", "sent"), ("rcpt 550 No such user", "refused")])
def test_who_reported_a_problem_is_written_to_once_and_their_address_stays_nowhere_else(
    post: Connections, server: Scripted, word: str, outcome: str
) -> None:
    with post.transaction() as session:
        load(session, NOW)
        said = Report(listing_id=LISTING, kind="phone", text="It rings.", email=TO, language="es", on=NOW.date())
        made = problems.report(session, said, NOW)
        problems.close(session, made, "mended", BY)
    server.words = [word]
    deliver(post)
    deliver(post)
    assert outcomes(post) == [outcome]
    assert [kind for kind, _outcome in tasks(post) if kind != "problem"] == []
    with post.reading() as session:
        assert session.scalars(select(Suppressed.address)).all() == []
    assert ["rings" in letter for letter in server.taken] == [False] * (outcome == "sent")
