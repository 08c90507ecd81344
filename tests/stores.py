"""Where do tests keep a directory? A folder each; on PostgreSQL (TEST_DATABASE=postgresql) a database named after it beside it.

The server is one of the test run's own, of the installed packages, started once and thrown away. A test's database is a
copy of a template that its worker made.
"""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from resource_app.settings import Settings

ENVIRONMENT = os.environ  # noqa: TID251 - tests are an edge too
ON_POSTGRESQL = ENVIRONMENT.get("TEST_DATABASE", "sqlite") == "postgresql"
DIALECT = "postgresql" if ON_POSTGRESQL else "sqlite"
SOCKETS = "TEST_DATABASE_SOCKETS"  # variable with the folder of the server's socket: workers inherit it
BINARIES = Path("/usr/lib/postgresql")
OWNER = "postgres"  # the server refuses to run as root
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200", "autovacuum=off")


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL server of the test run."""

    folder: Path

    @classmethod
    def start(cls) -> "Server":
        """A new one, without a network port."""
        made = cls(Path(tempfile.mkdtemp(prefix="postgresql-")))
        if os.geteuid() == 0:
            shutil.chown(made.folder, OWNER)
        made._run(
            "initdb", "--auth=trust", f"--username={OWNER}", "--encoding=UTF8", "--locale=C.UTF-8", "-D", made._data
        )
        options = " ".join(
            f"-c {each}" for each in (*QUICK, "listen_addresses=''", f"unix_socket_directories={made.folder}")
        )
        made._run("pg_ctl", "-D", made._data, "-w", "-l", str(made.folder / "log"), "-o", options, "start")
        return made

    def stop(self) -> None:
        """Stop it and forget everything."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def restart(self) -> None:
        """As an upgrade of the server does: whoever is connected is cut off."""
        self._run("pg_ctl", "-D", self._data, "-m", "fast", "-w", "-l", str(self.folder / "log"), "restart")

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """As a machine whose disk hangs: every process is stopped, and connections are taken but not answered."""
        postmaster = int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text(encoding="utf-8").split()
        stopped = [postmaster, *map(int, children)]
        for process in stopped:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in stopped:
                os.kill(process, signal.SIGCONT)

    def url(self, name: str) -> str:
        """The URL of one of its databases."""
        return f"postgresql+psycopg:///{name}?host={self.folder}&user={OWNER}"

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _run(self, program: str, *arguments: str) -> None:
        newest = max(BINARIES.glob("*/bin"), key=lambda path: float(path.parent.name), default=None)
        if newest is None:
            message = f"There is no PostgreSQL under {BINARIES}. Install postgresql-15-postgis-3 (or newer)."
            raise RuntimeError(message)
        command: Sequence[str] = [str(newest / program), *arguments]
        user = pwd.getpwnam(OWNER) if os.geteuid() == 0 else None
        who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, **who)
        if done.returncode:
            message = f"{program} failed: {done.stderr or done.stdout}"
            raise RuntimeError(message)


def environment_of(folder: Path, **more: str) -> dict[str, str]:
    """The settings of the directory in a folder, as environment variables."""
    where = {"DATABASE_URL": url_of(folder)} if ON_POSTGRESQL else {}
    return {"DATA_DIR": str(folder), **where, **more}


def settings_in(folder: Path, **more: str) -> Settings:
    """The settings of the directory in a folder."""
    return Settings.from_environment(environment_of(folder, **more))


def url_of(folder: Path, file: str = "resourceloop.db") -> str:
    """The URL of a folder's database."""
    if not ON_POSTGRESQL:
        return f"sqlite:///{folder / file}"
    return Server(Path(ENVIRONMENT[SOCKETS])).url(_name(folder, file))


def make_empty(folder: Path, file: str = "resourceloop.db") -> None:
    """A database without a table; SQLite makes its own."""
    if ON_POSTGRESQL:
        _administer(f'CREATE DATABASE "{_name(folder, file)}"')


def copy(source: Path, target: Path) -> None:
    """The database of another folder, which nobody has open."""
    if ON_POSTGRESQL:
        names = _name(target), _name(source)
        _administer('CREATE DATABASE "{}" TEMPLATE "{}" STRATEGY FILE_COPY'.format(*names))
    else:
        shutil.copy(source / "resourceloop.db", target / "resourceloop.db")


def drop(folder: Path, file: str = "resourceloop.db") -> None:
    """Forget a folder's database; files go with their folder."""
    if ON_POSTGRESQL:
        _administer(f'DROP DATABASE IF EXISTS "{_name(folder, file)}" WITH (FORCE)')


def _name(folder: Path, file: str = "resourceloop.db") -> str:
    return "t" + hashlib.sha256(str(folder / file).encode()).hexdigest()[:24]


def _administer(statement: str) -> None:
    where = f"host={ENVIRONMENT[SOCKETS]} user={OWNER} dbname=postgres"
    with closing(psycopg.connect(where, autocommit=True)) as connection:
        connection.execute(statement.encode())
