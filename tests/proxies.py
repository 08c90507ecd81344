"""What stands between a site and its search cluster in a test? A way that can be broken as networks break, and a real nginx."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Literal
from urllib.parse import urlsplit

from tests.web.test_serving import free_port

Fault = Literal["", "stopped", "slow", "late", "trickling", "503", "half"]
SLOW_SECONDS = 30
LATE_SECONDS = 0.9  # which one request may take, and five in a row may not
TRICKLE = 20  # bytes at a time, and
TRICKLE_SECONDS = 0.3  # between them: each read is answered, and an answer never ends
BUSY = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbusy"


@dataclass(slots=True)
class Way:
    """Passes bytes on to a real server, or does what `fault` says."""

    target: tuple[str, int]
    fault: Fault = ""
    port: int = 0
    _ended: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        """Where the way begins."""
        return f"http://127.0.0.1:{self.port}"

    def serve(self, listening: socket.socket) -> None:
        """Take connections until the way ends."""
        while not self._ended.is_set():
            with suppress(TimeoutError):
                connection, _ = listening.accept()
                Thread(target=self._pass, args=(connection,), daemon=True).start()

    def _pass(self, connection: socket.socket) -> None:
        """One request after another, as long as both sides like."""
        with connection, suppress(OSError), socket.create_connection(self.target) as server:
            while not self._ended.is_set():
                asked = _message(connection)
                if not asked or self.fault == "stopped":
                    return
                if self.fault in {"slow", "late"}:
                    self._ended.wait(SLOW_SECONDS if self.fault == "slow" else LATE_SECONDS)
                if self.fault == "503":
                    connection.sendall(BUSY)
                    return
                server.sendall(asked)
                answer = _message(server, bodiless=asked.startswith(b"HEAD "))
                if self.fault == "half":
                    connection.sendall(answer[: len(answer) // 2])
                    return
                while self.fault == "trickling" and answer and not self._ended.is_set():
                    connection.sendall(answer[:TRICKLE])
                    answer = answer[TRICKLE:]
                    self._ended.wait(TRICKLE_SECONDS)
                connection.sendall(answer)


def _message(connection: socket.socket, *, bodiless: bool = False) -> bytes:
    """One HTTP message with a Content-Length, or one whose chunks end; empty at the end of the connection."""
    read = b""
    while b"\r\n\r\n" not in read:
        part = connection.recv(65536)
        if not part:
            return b""
        read += part
    head, _, body = read.partition(b"\r\n\r\n")
    if bodiless:
        return read
    lines = [line.lower() for line in head.split(b"\r\n")]
    length = next((int(line.partition(b":")[2]) for line in lines if line.startswith(b"content-length:")), 0)
    chunked = any(line.startswith(b"transfer-encoding:") for line in lines)
    while len(body) < length or (chunked and not body.endswith(b"0\r\n\r\n")):
        part = connection.recv(65536)
        if not part:
            break
        body += part
    return head + b"\r\n\r\n" + body


@contextmanager
def way_to(url: str) -> Iterator[Way]:
    """A way to a server, whole at first."""
    parts = urlsplit(url)
    way = Way((parts.hostname or "", parts.port or 0))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        way.port = listening.getsockname()[1]
        serving = Thread(target=way.serve, args=(listening,))
        serving.start()
        try:
            yield way
        finally:
            way._ended.set()
            serving.join()


@dataclass(frozen=True, slots=True)
class Guarded:
    """An nginx with TLS and a password in front of a server. `ca_file` is of who signed it, `other_ca` of somebody else."""

    url: str
    user: str
    password: str
    ca_file: str
    other_ca: str


NGINX = """
daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes 1;
events {{}}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; client_max_body_size 64m;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/server.pem; ssl_certificate_key {folder}/server.key;
    auth_basic "search"; auth_basic_user_file {folder}/users;
    location / {{ proxy_pass {target}; proxy_http_version 1.1; proxy_set_header Connection ""; }}
  }}
}}
"""


@contextmanager
def guarded(target: str) -> Iterator[Guarded]:
    """nginx in front of `target`, with a certificate of an authority of its own."""
    folder = Path(tempfile.mkdtemp(prefix="nginx-"))
    for name in ("ca", "other"):
        openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                 "-keyout", f"{name}.key", "-out", f"{name}.pem")  # fmt: skip
    openssl(
        folder,
        "req",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=localhost",
        "-keyout",
        "server.key",
        "-out",
        "server.csr",
    )
    (folder / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1")
    openssl(folder, "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
             "-extfile", "names", "-out", "server.pem")  # fmt: skip
    password = "lantern-street"  # noqa: S105 - of this test alone
    hashed = openssl(folder, "passwd", "-apr1", password)
    (folder / "users").write_text(f"resourceloop:{hashed}")
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, target=target))
    folder.chmod(0o755)
    with subprocess.Popen(
        ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL
    ) as nginx:
        _wait_for(port)
        yield Guarded(
            f"https://127.0.0.1:{port}", "resourceloop", password, str(folder / "ca.pem"), str(folder / "other.pem")
        )
        nginx.terminate()
    shutil.rmtree(folder)


def openssl(folder: Path, *arguments: str) -> str:
    """What openssl says, run in a folder."""
    done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _wait_for(port: int) -> None:
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    message = f"nginx does not listen on port {port}"
    raise RuntimeError(message)
