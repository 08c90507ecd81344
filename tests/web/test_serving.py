"""`resourceloop run` makes what is missing, says where it listens, and answers there."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import TypeVar

from sqlalchemy import text

from resource_app.database import make_engine, read_only
from resource_app.jobs.timetable import TIMETABLE
from tests.stores import copy, environment_of, url_of

Result = TypeVar("Result")

START = "from resource_app.cli import main; main()"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, port: int) -> dict[str, str]:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}  # noqa: TID251 - for the child
    return inherited | environment_of(folder, PORT=str(port), WORKERS="1")


@contextmanager
def running(folder: Path, migrated: Path, **settings: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server over an empty directory that is ready, and its port."""
    copy(migrated, folder)
    port = free_port()
    command = [sys.executable, "-c", START, "run"]
    with subprocess.Popen(
        command, env=environment(folder, port) | settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        said = iter(server.stdout.readline, "")
        assert any(f"is ready: http://127.0.0.1:{port}/" in line for line in said), server.stderr
        yield server, port


def test_run_answers_where_it_says(tmp_path: Path, migrated: Path) -> None:
    with running(tmp_path, migrated) as (server, port):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30) as answer:
            assert answer.status == 200
        jobs = waiting_for(lambda: done_jobs(tmp_path))
        assert set(jobs) == {job.name for job in TIMETABLE}
        children = set(children_of(server.pid))
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0
    waiting_for(lambda: not any(Path(f"/proc/{child}/stat").exists() for child in children))


def waiting_for(found: Callable[[], Result]) -> Result:
    """What is found, waited for up to half a minute."""
    for _ in range(300):
        if it := found():
            return it
        sleep(0.1)
    return found()


def done_jobs(folder: Path) -> list[str]:
    engine = make_engine(url_of(folder))
    with read_only(engine).connect() as connection:
        found = connection.execute(text("SELECT name FROM job_run WHERE state = 'done' ORDER BY name")).scalars().all()
    engine.dispose()
    return list(found) if len(found) == len(TIMETABLE) else []


def children_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()


def test_counts_stand_on_a_port_of_their_own(tmp_path: Path, migrated: Path) -> None:
    private = free_port()
    with running(tmp_path, migrated, METRICS_LISTEN=f"127.0.0.1:{private}", WORKERS="2") as (server, port):
        for _ in range(8):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/search?what=nothing+here", timeout=30).close()
        with urllib.request.urlopen(f"http://127.0.0.1:{private}/metrics", timeout=30) as answer:
            said = answer.read().decode()
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0
    assert 'resourceloop_requests_total{route="/search",status="200"} 8.0' in said
    assert 'resourceloop_searches_total{found="no"} 8.0' in said
    assert 'resourceloop_request_seconds_count{route="/search"} 8.0' in said
    for line in ("up 1.0", "listings 0.0", "search_reduced 0.0", "index_waiting 0.0", "index_lag_seconds 0.0"):
        assert f"resourceloop_{line}" in said
    assert "resourceloop_jobs_waiting" in said
    assert "nothing" not in said


TYPED = "hunger"
UNREADABLE = (  # what is sent, and the status it is answered with
    (f"GET /search?what={TYPED * 800} HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),  # ours
    (f"GET /api/services?search={TYPED * 800} HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
    (f"GET /search?what={TYPED * 3000} HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),  # more than gunicorn reads
    (f"GET /search?what={TYPED} and rent HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    (f"{TYPED} / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    (f"GET /search?what={TYPED} HTTP/9.z\r\nHost: localhost\r\n\r\n", 400),
    (f"GET / HTTP/1.1\r\nHost: localhost\r\nX {TYPED}: 1\r\n\r\n", 400),
    (f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: {TYPED * 3000}\r\n\r\n", 431),
    (f"POST /search HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: {TYPED}\r\n\r\n", 501),
    (f"GET /?q={TYPED} HTTP/1.1\r\nHost: {TYPED}.example.org\r\n\r\n", 400),  # ours
)


def test_what_cannot_be_read_gets_a_page_of_ours_and_leaves_no_words(tmp_path: Path, migrated: Path) -> None:
    with running(tmp_path, migrated) as (server, port):
        for sent, status in UNREADABLE:
            head, _, body = asked(port, sent).partition("\r\n\r\n")
            assert head.split()[1] == str(status), (sent[:60], head)
            for header in ("Content-Security-Policy: default-src 'none'", "X-Frame-Options: DENY", "X-Request-ID: "):
                assert header in head, (sent[:60], head)
            assert TYPED not in head + body
            if "/api/" not in sent:
                assert "<h1>" in body, sent[:60]
                assert "988" in body
        server.send_signal(signal.SIGTERM)
        assert server.stdout is not None
        assert server.stderr is not None
        out, err = server.stdout.read(), server.stderr.read()
        assert TYPED not in out + err
        assert out.count('"event": "answer"') == len(UNREADABLE)
        assert "127.0.0.1" not in err


def asked(port: int, sent: str) -> str:
    """What a server answers to these very bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(sent.encode("latin-1"))
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65_536), b"")).decode()


def test_a_port_in_use_is_said_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-c", START, "run"]
        done = subprocess.run(
            command, env=environment(tmp_path / "data", port), capture_output=True, text=True, check=False, timeout=60
        )
    assert done.returncode == 2
    assert f"Port {port} is in use." in done.stderr
    assert not (tmp_path / "data").exists()
