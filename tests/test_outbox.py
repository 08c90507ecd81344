"""What is asked for in a transaction is delivered after it, at least once, by any number of processes, and never dropped."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from click.testing import CliRunner

from resource_app import outbox
from resource_app.cli import group
from resource_app.connections import Connections
from resource_app.directory.search_profile import INDEX
from resource_app.jobs.deliveries import DELIVERIES, Delivery, drain
from resource_app.settings import Settings
from tests.stores import environment_of

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

CLAIMS_AND_HANGS = """
import os, sys, time
from datetime import datetime, timedelta
from resource_app import outbox
from resource_app.connections import Connections
from resource_app.directory.search_profile import make_backend
from resource_app.settings import Settings
settings = Settings.from_environment(os.environ)
connections = Connections.open(settings, make_backend(settings.dialect))
taken = outbox.claim(connections, "bell", datetime.fromisoformat(sys.argv[1]), 2, timedelta(minutes=1))
print(len(taken), flush=True)
time.sleep(60)
"""


def put(connections: Connections, *subjects: str, now: datetime = NOW) -> None:
    with connections.transaction() as session:
        outbox.put(session.connection(), "bell", subjects, now)


def standing(connections: Connections, now: datetime = NOW) -> outbox.Standing:
    with connections.reading() as session:
        return outbox.standing(session, now).get("bell", outbox.Standing())


class Bell:
    """A delivery that notes what it was given, and fails as it is told."""

    def __init__(self, **refused: str) -> None:
        self.refused = refused
        self.rung: list[str] = []
        self.row = Delivery("bell", self.ring, batch=3, lease=MINUTE, wait=outbox.doubling(timedelta(seconds=15)))

    def ring(self, _connections: Connections, subjects: Sequence[str], _now: datetime) -> Mapping[str, str]:
        self.rung += subjects
        return {each: self.refused[each] for each in subjects if each in self.refused}

    def drain(self, connections: Connections, now: datetime = NOW) -> int:
        return drain(connections, lambda: now, [self.row])


def test_what_is_rolled_back_is_never_delivered(connections: Connections) -> None:
    def ask_and_break() -> None:
        with connections.transaction() as session:
            outbox.put(session.connection(), "bell", ["one"], NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        ask_and_break()
    assert standing(connections) == outbox.Standing()


def test_the_oldest_is_delivered_first_and_what_is_asked_for_twice_once(connections: Connections) -> None:
    put(connections, "one", "two", "one")
    put(connections, "three")
    bell = Bell()
    assert bell.drain(connections) == 4
    assert bell.rung == ["one", "two", "three"]
    assert standing(connections) == outbox.Standing()
    assert bell.drain(connections) == 0


def test_what_comes_while_the_same_is_delivered_is_delivered_again(connections: Connections) -> None:
    bell = Bell()

    def ring(opened: Connections, subjects: Sequence[str], now: datetime) -> Mapping[str, str]:
        if not bell.rung:
            put(connections, "one")
        return bell.ring(opened, subjects, now)

    put(connections, "one")
    assert drain(connections, lambda: NOW, [Delivery("bell", ring)]) == 2
    assert bell.rung == ["one", "one"]


def test_what_fails_waits_longer_each_time_and_is_told(connections: Connections) -> None:
    put(connections, "one", "two")
    bell = Bell(two="Busy")
    moments = [0, 4, 5, 14, 15, 29, 30, 44, 45]  # waits of 5, 10, then 15 seconds, the longest
    taken = [bell.drain(connections, NOW + timedelta(seconds=each)) for each in moments]
    assert taken == [2, 0, 1, 0, 1, 0, 1, 0, 1]
    assert standing(connections, NOW + MINUTE) == outbox.Standing(1, 1, MINUTE)
    bell.refused.clear()
    assert bell.drain(connections, NOW + MINUTE) == 1
    assert standing(connections) == outbox.Standing()


def test_a_delivery_that_breaks_loses_nothing_and_stops_no_other(connections: Connections) -> None:
    put(connections, "one")
    with connections.transaction() as session:
        outbox.put(session.connection(), "gong", ["two"], NOW)
    bell = Bell()

    def breaks(_connections: Connections, _subjects: Sequence[str], _now: datetime) -> Mapping[str, str]:
        raise RuntimeError

    gong = Delivery("gong", bell.ring)
    assert drain(connections, lambda: NOW, [Delivery("bell", breaks), gong]) == 2
    assert bell.rung == ["two"]
    assert standing(connections).failing == 1


def test_two_at_once_never_take_the_same(connections: Connections) -> None:
    put(connections, *map(str, range(200)))
    together = Barrier(4)
    taken: list[str] = []

    def work() -> None:
        together.wait()
        while claimed := outbox.claim(connections, "bell", NOW, 7, MINUTE):
            taken.extend(each.subject for each in claimed)

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken, key=int) == list(map(str, range(200)))


@pytest.mark.crash
def test_what_a_killed_process_held_comes_back(connections: Connections, settings: Settings) -> None:
    put(connections, "one", "two", "three")
    command = [sys.executable, "-c", CLAIMS_AND_HANGS, NOW.isoformat()]
    environment = environment_of(settings.data_dir, PATH="/usr/bin:/bin")
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1], env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"2"
        process.kill()
    bell = Bell()
    assert bell.drain(connections) == 1
    assert bell.drain(connections, NOW + MINUTE) == 2
    assert bell.rung == ["three", "one", "two"]


def test_the_commands_deliver_and_tell(connections: Connections, settings: Settings) -> None:
    put(connections, "one")
    environment = environment_of(settings.data_dir)
    listed = CliRunner().invoke(group, ["jobs", "list"], env=environment)
    assert "outbox, bell: 1 waiting, 0 failed before" in listed.output
    delivered = CliRunner().invoke(group, ["jobs", "deliver"], env=environment)
    assert delivered.output == "0 taken, 0 failed and wait.\n"  # nobody delivers a bell


def test_what_a_dead_process_was_feeding_is_fed_within_half_a_minute(connections: Connections) -> None:
    """Also what one could not settle, since the database was away."""
    [row] = [each for each in DELIVERIES if each.topic == INDEX]
    with connections.transaction() as session:
        outbox.put(session.connection(), INDEX, ["one"], NOW)
    assert outbox.claim(connections, INDEX, NOW, row.batch, row.lease)
    assert drain(connections, lambda: NOW + timedelta(seconds=30), [row]) == 1
