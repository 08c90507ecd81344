"""A letter that comes back: only the report of a server that had it in hand stops letters, and only to its own address."""

import os
import re
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from resource_app.cli import group
from resource_app.clock import utc_now
from resource_app.connections import Connections
from resource_app.errors import BadInput
from resource_app.jobs import bounces
from resource_app.jobs.deliveries import drain
from resource_app.keys import Keys
from resource_app.mail import LetterRow, Suppressed
from resource_app.tasks.models import Task
from tests.accounts.test_mail import TO, invite
from tests.conftest import NOW
from tests.stores import environment_of

OTHER = "lark@example.org"
NO_REPORT = b"From: wren@example.org\r\nTo: help@example.org\r\nSubject: Re: You are invited\r\n\r\nWho is this?\r\n"
BLOCK = (
    "Final-Recipient: rfc822; {to}\r\n{more}Action: {action}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; 550 No\r\n"
)
REPORT = """From: MAILER-DAEMON@mail.example.org\r
To: help@example.org\r
Subject: Undelivered Mail Returned to Sender\r
MIME-Version: 1.0\r
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"\r
\r
--=_b\r
Content-Type: text/plain; charset=us-ascii\r
\r
I'm sorry to have to inform you that your message could not be delivered.\r
\r
--=_b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mail.example.org\r
\r
{blocks}\r
--=_b\r
Content-Type: {quoted}\r
\r
{letter}\r
--=_b--\r
"""


def sent(connections: Connections, folder: Path, to: str = TO) -> str:
    """The headers of a letter as it left."""
    invite(connections, to)
    drain(replace(connections, settings=replace(connections.settings, mail_url=f"file:{folder}")), lambda: NOW)
    [file] = [each for each in folder.glob("*.eml") if f"To: {to}" in each.read_text()]
    return file.read_text().partition("\n\n")[0] + "\n"


def report(letter: str, to: str = TO, action: str = "failed", status: str = "5.1.1", more: str = "") -> bytes:
    """What a mail server says of it."""
    block = BLOCK.format(to=to, action=action, status=status, more=more)
    return REPORT.format(blocks=block, quoted="text/rfc822-headers", letter=letter).encode()


def take(connections: Connections, raw: bytes, **later: float) -> bool:
    with connections.transaction() as session:
        keys = Keys.of(connections.settings)
        return bounces.take(session, keys, bounces.read(raw), NOW + timedelta(**later))


def standing(connections: Connections) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """Addresses that get nothing more, outcomes of letters, tasks."""
    with connections.reading() as session:
        kept = list(session.scalars(select(Suppressed.address)))
        outcomes = list(session.scalars(select(LetterRow.outcome).order_by(LetterRow.id)))
        return kept, outcomes, [(each.kind, each.note) for each in session.scalars(select(Task))]


NOTHING = ([], ["sent"], [])
STOPPED = ([TO], ["refused"], [("mail to a person", "refused: invitation")])


def test_a_letter_that_comes_back_is_as_one_that_was_refused_at_once(connections: Connections, tmp_path: Path) -> None:
    letter = sent(connections, tmp_path / "post")
    assert take(connections, report(letter, to=TO.upper()))
    assert standing(connections) == STOPPED
    assert not take(connections, report(letter))  # the same report once more
    invite(connections)
    drain(connections, lambda: NOW)
    assert sorted(standing(connections)[1]) == ["needless", "refused"]


def test_where_a_letter_was_forwarded_it_is_whom_we_wrote_to(connections: Connections, tmp_path: Path) -> None:
    letter = sent(connections, tmp_path / "post")
    assert not take(connections, report(letter, to=OTHER))
    assert take(connections, report(letter, to=OTHER, more=f"Original-Recipient: rfc822;{TO}\r\n"))
    assert standing(connections) == STOPPED


def test_a_whole_letter_may_be_quoted_and_others_beside_it(connections: Connections, tmp_path: Path) -> None:
    letter = sent(connections, tmp_path / "post")
    blocks = "\r\n".join(
        BLOCK.format(to=to, action="failed", status="5.1.1 (unknown)", more="") for to in (OTHER, f"<{TO}>")
    )
    raw = REPORT.format(blocks=blocks, quoted="message/rfc822", letter=letter + "\nText of the letter.\n")
    assert take(connections, raw.encode())
    assert standing(connections) == STOPPED


def test_what_is_refused_for_another_reason_stops_no_letters(connections: Connections, tmp_path: Path) -> None:
    letter = sent(connections, tmp_path / "post")
    assert take(connections, report(letter, action="failed", status="5.7.1 (blocked)"))
    assert standing(connections) == ([], ["given up"], [("mail to a person", "given up: invitation")])


@pytest.mark.parametrize(
    ("action", "status"),
    [("delayed", "4.4.1"), ("failed", "4.4.7"), ("delayed", "5.0.0"), ("relayed", "2.0.0"), ("", ""), ("failed", "")],
)
def test_what_is_not_for_good_changes_nothing(
    connections: Connections, tmp_path: Path, action: str, status: str
) -> None:
    letter = sent(connections, tmp_path / "post")
    assert not take(connections, report(letter, action=action, status=status))
    assert standing(connections) == NOTHING


def test_nobody_forges_a_report(connections: Connections, tmp_path: Path) -> None:
    """Not with the letter of somebody else, nor with an address that is not the letter's, nor long after."""
    letter = sent(connections, tmp_path / "post")
    name = re.findall(r"<[^>]+>", letter)[-1]
    number, signature = name[1:].partition("@")[0].split(".")
    forged = [
        "",
        letter.replace(signature, "x" * 43),
        letter.replace(number, "00000000-0000-4000-8000-000000000000"),
        letter.replace(f".{signature}", ""),
    ]
    assert not any(take(connections, report(each)) for each in forged)
    assert not take(connections, report(letter, to=OTHER))
    assert not take(connections, report(letter), days=15)
    assert standing(connections) == NOTHING
    assert take(connections, report(letter), days=5)


@pytest.mark.parametrize("raw", [b"", NO_REPORT, b"\xff\x00" * 50, report("").replace(b"delivery-status\r", b"\r")])
def test_what_is_no_report_is_said(raw: bytes) -> None:
    with pytest.raises(BadInput, match="no report of a mail server"):
        bounces.read(raw)


@given(st.binary(max_size=300), st.integers(0, 800))
def test_no_bytes_break_the_reading(noise: bytes, at: int) -> None:
    whole = report("Message-ID: <x@example.org>\r\n")
    with suppress(BadInput):
        bounces.read(whole[:at] + noise + whole[at:])


def run(folder: Path, raw: bytes) -> Result:
    return CliRunner().invoke(group, ["mail", "bounce"], input=raw, env=environment_of(folder))


def test_the_command_says_what_it_did(connections: Connections, tmp_path: Path) -> None:
    letter = sent(connections, tmp_path / "post")
    with connections.transaction() as session:  # the command has a clock of its own
        session.scalars(select(LetterRow)).one().settled_at = utc_now()
    assert "no failure for good" in run(tmp_path, report(letter, status="4.2.2")).output
    assert "no letter that left lately" in run(tmp_path, report(letter, to=OTHER)).output
    assert isinstance(run(tmp_path, NO_REPORT).exception, BadInput)
    assert standing(connections) == NOTHING
    done = run(tmp_path, report(letter))
    assert (done.exit_code, done.output) == (
        0,
        "It was ours: a task tells a person, and to a mailbox that there is not nothing more goes.\n",
    )
    assert standing(connections) == STOPPED


def test_without_the_database_a_mail_server_is_asked_to_come_again(tmp_path: Path) -> None:
    again = CliRunner().invoke(
        group, ["mail", "bounce"], input=report(""), env={"DATA_DIR": str(tmp_path / "none"), "DATABASE_URL": ""}
    )
    assert again.exit_code == os.EX_TEMPFAIL
