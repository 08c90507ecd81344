"""`resourceloop run` makes what is missing, says where it listens, and answers there."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

START = "from resource_app.cli import main; main()"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, port: int) -> dict[str, str]:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}  # noqa: TID251 - for the child
    return inherited | {"DATA_DIR": str(folder), "PORT": str(port), "WORKERS": "1"}


def test_run_answers_where_it_says(tmp_path: Path, migrated: Path) -> None:
    shutil.copy(migrated, tmp_path / "resourceloop.db")
    port = free_port()
    command = [sys.executable, "-c", START, "run"]
    with subprocess.Popen(
        command, env=environment(tmp_path, port), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        said = iter(server.stdout.readline, "")
        assert any(f"http://127.0.0.1:{port}/" in line for line in said), server.stderr
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30) as answer:
            assert answer.status == 200
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0


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
