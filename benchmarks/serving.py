"""How many pages a second does an installation answer? With one worker and with two, against the emptiest answer it has.

A real server answers eight people who ask for pages of results without a pause, then for /healthz, which asks nobody. The
settings are the environment's (DATA_DIR, DATABASE_URL, SEARCH_URL): it must hold a directory already.

    python -m benchmarks.serving
"""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from urllib.parse import urlencode

from benchmarks.search import QUESTIONS

SECONDS = 8
PEOPLE = 8
BARE = "/healthz"


def main() -> None:
    """Measure each number of workers, and print the ratios."""
    pages = [f"/search?{urlencode({'what': question, 'where': '02150'})}" for question in QUESTIONS]
    rates = {}
    for workers in (1, 2):
        with serving(workers) as port:
            asked(port, pages, 2)  # what every worker remembers
            rates[workers] = asked(port, pages, SECONDS)
            bare = asked(port, [BARE], SECONDS)
        print(f"{workers} worker{'s' * (workers > 1)}: {rates[workers]:.0f} pages of results a second, {bare:.0f} of {BARE}:"
              f" {bare / rates[workers]:.1f} x")  # fmt: skip
    print(f"2 workers answer {rates[2] / rates[1]:.2f} x as many pages as 1")


@contextmanager
def serving(workers: int) -> Iterator[int]:
    """The port of a site with so many workers and no jobs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-c", "from resource_app.cli import main; main()", "run", "--web-only"]
    environment = {**os.environ, "WORKERS": str(workers), "PORT": str(port)}  # noqa: TID251 - handed on
    with subprocess.Popen(  # noqa: S603 - our own command
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as site:
        assert site.stdout is not None
        if not any(f"http://127.0.0.1:{port}/" in line for line in iter(site.stdout.readline, "")):
            raise SystemExit(f"The site did not start: {site.wait()}")
        Thread(target=site.stdout.read, daemon=True).start()
        try:
            yield port
        finally:
            site.terminate()


def asked(port: int, addresses: list[str], seconds: float) -> float:
    """Answers a second to everybody together; anything but 200 ends the measuring."""
    answers = [0] * PEOPLE
    ends = time.perf_counter() + seconds

    def ask(person: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < ends:
            connection.request("GET", addresses[(answers[person] + person) % len(addresses)])
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status  # noqa: PLR2004 - OK
            answers[person] += 1

    people = [Thread(target=ask, args=(person,)) for person in range(PEOPLE)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    return sum(answers) / seconds


if __name__ == "__main__":
    main()
