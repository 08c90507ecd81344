"""The same request of somebody is done once and answered alike; with something else in it, it is refused, undone."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from referrals import repeats
from referrals.repeats import Repeated
from resource_app.actor import Actor
from resource_app.audit.recording import By
from resource_app.connections import Connections
from resource_app.errors import BadInput
from tests.referrals.offering import BY, NOW

SAID = {"name": "Ada Lantern", "move": "accept"}


def send(connections: Connections, done: list[str], by: By = BY, said: dict[str, str] | None = None) -> str:
    with suppress(Repeated), connections.transaction() as session:
        repeats.claim(session, "a key", said or SAID, by)
        done.append("done")
        repeats.answered(session, "a key", f"/referrals/{len(done)}", by)
    with connections.reading() as session:
        return repeats.answer_of(session, "a key", by)


def test_referral_requests_sent_again_are_done_once(connections: Connections) -> None:
    done: list[str] = []
    assert [send(connections, done) for _ in range(3)] == ["/referrals/1"] * 3
    assert send(connections, done, said=dict(reversed(SAID.items()))) == "/referrals/1"
    with pytest.raises(BadInput):
        send(connections, done, said=SAID | {"move": "decline"})
    assert done == ["done"]
    assert send(connections, done, replace(BY, actor=Actor("user", "another"))) == "/referrals/2"
    with connections.reading() as session:
        assert "Lantern" not in str(session.execute(text("SELECT * FROM repeated_request")).all())


def test_referral_requests_sent_at_once_are_done_once(connections: Connections) -> None:
    done: list[str] = []
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: send(connections, done), range(4)))
    assert (answers, done) == (["/referrals/1"] * 4, ["done"])


def test_referral_requests_that_failed_may_be_sent_again(connections: Connections) -> None:
    with connections.transaction() as session:
        repeats.claim(session, "a key", SAID, BY)
        session.rollback()
    assert send(connections, []) == "/referrals/1"


@pytest.mark.parametrize("key", ["", "k" * 201])
def test_referral_requests_without_a_key_are_refused(connections: Connections, key: str) -> None:
    with connections.transaction() as session, pytest.raises(BadInput):
        repeats.claim(session, key, SAID, BY)


def test_referral_requests_are_forgotten_after_two_days(connections: Connections) -> None:
    done: list[str] = []
    send(connections, done)
    with connections.transaction() as session:
        assert repeats.forget(session, NOW + timedelta(days=2)) == 0
        assert repeats.forget(session, NOW + timedelta(days=2, seconds=1)) == 1
    send(connections, done)
    assert len(done) == 2
