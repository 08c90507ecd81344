"""How is a whole site started in a test, and asked over and over while something goes wrong? Real processes, real requests."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from tests.web.test_serving import START, environment, free_port

LONGEST_SECONDS = 15  # an answer may take, whatever is broken: on a busy machine, and still half of what a fault lasts
HEALED_SECONDS = 60  # after a fault ended


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[str]:
    """A site over a directory, with its jobs; its address."""
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-c", START, "run"],
        env=environment(folder, port) | {"WORKERS": "2"} | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as site:
        assert site.stdout is not None
        assert any(f"http://127.0.0.1:{port}/" in line for line in iter(site.stdout.readline, ""))
        drain = Thread(target=site.stdout.read, daemon=True)
        drain.start()
        try:
            assert within(30, lambda: asked(f"http://127.0.0.1:{port}/healthz")[0] == 200)
            yield f"http://127.0.0.1:{port}"
        finally:
            site.terminate()


def asked(address: str) -> tuple[int, float, str]:
    """The status, the seconds it took and the text; a connection that breaks off is status 0."""
    began = time.monotonic()
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own
            status, text = answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read().decode()
    except OSError:
        status, text = 0, ""
    return status, time.monotonic() - began, text


@contextmanager
def visitors(address: str, number: int = 4) -> Iterator[list[tuple[int, float, str]]]:
    """People who look at a page again and again; what they were answered."""
    seen: list[tuple[int, float, str]] = []
    over = Event()

    def look() -> None:
        while not over.is_set():
            seen.append(asked(address))
            over.wait(0.1)  # they read, and leave a little of the machine to the rest

    people = [Thread(target=look) for _ in range(number)]
    for person in people:
        person.start()
    try:
        yield seen
    finally:
        over.set()
        for person in people:
            person.join()


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether something comes true in time."""
    ended = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > ended:
            return False
        time.sleep(0.2)
    return True
