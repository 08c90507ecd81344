"""Where do tests find OpenSearch? A real server of the test run's own, started once and thrown away; each test has its prefix.

The project's server archive is an artifact of Maven Central. It is fetched once, into the user's cache, unless OPENSEARCH_HOME
names an unpacked one. It needs Java 21 or newer, and refuses to run as root.
"""

import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException

from search.backends.opensearch.client import Address, Cluster, Patience
from tests.stores import ENVIRONMENT

WANTED = "TEST_SEARCH"  # variable that asks for tests on OpenSearch, by this name
URL = "TEST_SEARCH_URL"  # variable with the server's address: workers inherit it
VERSION = "3.8.0"
ARTIFACT = f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip"
LEAST_JAVA = 21
OWNER = "nobody"
PATIENCE_SECONDS = 120
SETTINGS = """
cluster.name: resourceloop-tests
discovery.type: single-node
network.host: 127.0.0.1
http.port: {http}
transport.port: {transport}
path.data: {folder}/data
path.logs: {folder}/logs
cluster.routing.allocation.disk.threshold_enabled: false
cluster.max_shards_per_node: 5000
action.auto_create_index: false
"""


def on_opensearch() -> bool:
    """Whether this test run has OpenSearch."""
    return ENVIRONMENT.get(WANTED, "") == "opensearch"


@contextmanager
def cluster_of_its_own(**more: str) -> Iterator[Cluster]:
    """The test run's server with a prefix nobody else uses; what was made under it goes at the end."""
    address = Address(**{"url": ENVIRONMENT[URL], "prefix": f"test-{secrets.token_hex(6)}-", **more})
    cluster = Cluster(address, Patience(request=30, search=60))  # what is tested is the answer, on a loaded machine too
    try:
        yield cluster
    finally:
        for name in cluster.indexes():
            cluster.drop(name)


class NoServer(Exception):
    """A real server cannot be had here; the message says what is missing."""


@dataclass(slots=True)
class Server:
    """An OpenSearch server of one node."""

    folder: Path
    home: Path
    java: Path
    http: int
    transport: int
    _process: "subprocess.Popen[bytes] | None" = field(default=None)

    @classmethod
    def start(cls) -> "Server":
        """A new one on free ports of the loopback; raises NoServer with the reason."""
        java, home = _java(), _home()
        folder = Path(tempfile.mkdtemp(prefix="opensearch-"))
        made = cls(folder, home, java, _free_port(), _free_port())
        shutil.copytree(home / "config", folder / "config")
        (folder / "config" / "opensearch.yml").write_text(
            SETTINGS.format(http=made.http, transport=made.transport, folder=folder)
        )
        options = folder / "config" / "jvm.options"
        kept = [line for line in options.read_text().splitlines() if "logs/" not in line]  # it may not write there
        options.write_text("\n".join(kept))
        for name in ("data", "logs", "tmp"):
            (folder / name).mkdir()
        if os.geteuid() == 0:
            for path in (folder, *folder.rglob("*")):
                shutil.chown(path, OWNER)
        made.resume()
        return made

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.http}"

    def resume(self) -> None:
        """Run it, with what it held, until it answers."""
        who: Mapping[str, object] = _unprivileged() if os.geteuid() == 0 else {}
        with (self.folder / "logs" / "out").open("ab") as out:
            self._process = subprocess.Popen(  # type: ignore[call-overload]  # user and groups, if we are root
                [str(self.home / "bin" / "opensearch")],
                cwd=self.folder,
                env={
                    "PATH": os.defpath,
                    "OPENSEARCH_JAVA_HOME": str(self.java),
                    "OPENSEARCH_PATH_CONF": str(self.folder / "config"),
                    "OPENSEARCH_JAVA_OPTS": "-Xms512m -Xmx512m",
                    "OPENSEARCH_TMPDIR": str(self.folder / "tmp"),
                },
                stdout=out,
                stderr=out,
                **who,
            )
        for _ in range(PATIENCE_SECONDS * 4):
            if self._process.poll() is not None:
                break
            try:
                OpenSearch(hosts=[self.url], timeout=5, max_retries=0).cluster.health(wait_for_status="yellow")
            except OpenSearchException:
                time.sleep(0.25)
            else:
                return
        self.pause()
        message = f"OpenSearch did not start: {(self.folder / 'logs' / 'out').read_text()[-2000:]}"
        raise NoServer(message)

    def pause(self) -> None:
        """Kill it; what it held stays on the disk."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """Kill it and forget everything."""
        self.pause()
        shutil.rmtree(self.folder, ignore_errors=True)


def _unprivileged() -> dict[str, object]:
    user = pwd.getpwnam(OWNER)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _java() -> Path:
    """The newest Java that is new enough."""
    named = ENVIRONMENT.get("OPENSEARCH_JAVA_HOME")
    homes = [Path(named)] if named else sorted(Path("/usr/lib/jvm").glob("*/"))
    found = {home: _version(home) for home in homes}
    best = max(found, key=lambda home: found[home], default=None)
    if best is None or found[best] < LEAST_JAVA:
        message = (
            f"There is no Java {LEAST_JAVA} or newer under /usr/lib/jvm. Install one, or set OPENSEARCH_JAVA_HOME."
        )
        raise NoServer(message)
    return best


def _version(home: Path) -> int:
    release = home / "release"
    said = re.search(r'JAVA_VERSION="(\d+)', release.read_text()) if release.exists() else None
    return int(said[1]) if said else 0


def _home() -> Path:
    """The unpacked server; fetched where it is not there yet."""
    if named := ENVIRONMENT.get("OPENSEARCH_HOME"):
        return Path(named)
    # Outside any home folder, so that the unprivileged user who runs the server may read it.
    cache = Path(tempfile.gettempdir()) / f"resourceloop-opensearch-{os.getuid()}"
    home = cache / f"opensearch-{VERSION}"
    if not (home / "bin" / "opensearch").exists():
        cache.mkdir(exist_ok=True)
        _fetch(cache)
        with zipfile.ZipFile(cache / f"opensearch-{VERSION}.zip") as archive:
            archive.extractall(cache)  # made by the project whose server it is
        (home / "bin" / "opensearch").chmod(0o755)
        for script in (home / "bin").iterdir():
            script.chmod(0o755)
    return home


def _fetch(cache: Path) -> None:
    command = ["mvn", "-q", "dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={cache}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        message = "Maven (mvn) is not installed, and OPENSEARCH_HOME names no OpenSearch."
        raise NoServer(message) from error
    if done.returncode:
        message = f"OpenSearch {VERSION} could not be fetched: {done.stdout[-500:]}"
        raise NoServer(message)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port
