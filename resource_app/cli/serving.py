"""`resourceloop run`: everything a first start needs, then the web workers and the jobs process."""

import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from errno import EACCES, EADDRINUSE
from functools import partial
from typing import Any

import click
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from resource_app import metrics
from resource_app.cli import COUNTS, TableOfCommands, saying_errors
from resource_app.cli.opening import connections
from resource_app.cli.refusing import WordlessLogger, Worker
from resource_app.clock import utc_now
from resource_app.connections import Connections, search_of
from resource_app.directory.gazetteer import gazetteer_of
from resource_app.directory.search_profile import backend_of
from resource_app.errors import BadInput
from resource_app.factory import create_app, require_no_demo
from resource_app.jobs.deliveries import DELIVERIES
from resource_app.jobs.queries import waiting
from resource_app.outbox import Standing, standing
from resource_app.settings import Settings
from search.query import Query

THREADS = 8  # of a process; two at least are never busy with passwords
TIMEOUT_SECONDS = 60
REQUEST_LINE_BYTES = 8_190  # gunicorn's most; our own limit is below it, so that its page speaks the reader's language
PREPARING = (("db", "upgrade"), ("geo", "load", "--if-empty"), ("index", "rebuild", "--if-needed"))
DEMO = (("demo", "load", "--if-empty"), ("demo", "people"))
SET_UP = ("people", "set-up", "--if-needed")
JOBS = ("jobs", "run")
CONSOLE = "console:"  # where letters go when nothing is set
START = "from resource_app.cli import main; main()"  # a command of ours in a process of its own
STOP_SECONDS = 5
READY = ("db", "check")


@click.command("run")
@click.option("--demo/--no-demo", default=False, help="Load a fictional directory when there is none.")
@click.option("--web-only", is_flag=True, help="Only the pages: others prepare the database and run the jobs.")
@click.pass_obj
def run(settings: Settings, *, demo: bool, web_only: bool) -> None:
    """Serve the pages and do the jobs. Makes the database and the gazetteer when they are not there."""
    _require_free(settings)
    if web_only:
        _do(_command, settings, READY)
        _do(_refuse_demo, settings)
        WebServer(settings).run()
        return
    for words in (*PREPARING, *(DEMO if demo else (SET_UP,))):
        _do(_command, settings, words)
    _do(_refuse_demo, settings)
    letters = _kept_letters(settings) if demo else {}
    environment = {**os.environ, **letters}  # noqa: TID251 - a child needs the whole environment
    jobs = subprocess.Popen([sys.executable, "-c", START, *JOBS], env=environment)  # noqa: S603 - our own command
    WebServer(settings, partial(_stop, jobs)).run()


def _kept_letters(settings: Settings) -> dict[str, str]:
    """Letters of a demo go to a folder, where nobody chose otherwise: a terminal full of them would help nobody."""
    if settings.mail_url != CONSOLE:
        return {}
    folder = (settings.data_dir / "letters").resolve()
    click.echo(f"Letters are put into {folder}")
    return {"MAIL_URL": f"file:{folder}"}


def _require_free(settings: Settings) -> None:
    """Say at once, before anything is made, that somebody listens there already."""
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            if error.errno not in {EADDRINUSE, EACCES}:
                message = f"Nobody can listen on {settings.host}: {error.strerror}. Choose another address with HOST."
                raise BadInput(message, "HOST") from error
            why = "in use" if error.errno == EADDRINUSE else "not for everybody"
            message = f"Port {settings.port} is {why}. Choose another one: PORT={settings.port + 1}."
            raise BadInput(message, "PORT") from error


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a process we started, and wait until it has; long work is cut off, and begun again by the next one."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _do(work: Callable[..., None], *arguments: object) -> None:
    """Work in a child process, which takes the memory it needed with it."""

    def run() -> None:
        with saying_errors():
            work(*arguments)

    child = multiprocessing.get_context("fork").Process(target=run)
    child.start()
    child.join()
    if child.exitcode:
        sys.exit(child.exitcode)


def _command(settings: Settings, words: tuple[str, ...]) -> None:
    group = TableOfCommands("resourceloop")
    group.main(args=list(words), obj=settings, standalone_mode=False)


def _refuse_demo(settings: Settings) -> None:
    """Before anybody listens: each worker would refuse for itself, and be started again and again."""
    with connections(settings) as opened:
        require_no_demo(opened, settings)


class WebServer(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn with our settings; each worker makes its own application after the fork. `at_end` is called when it stops."""

    def __init__(self, settings: Settings, at_end: Callable[[], None] = lambda: None) -> None:
        self.settings = settings
        self.at_end = at_end
        super().__init__()

    def load_config(self) -> None:
        host = f"[{self.settings.host}]" if ":" in self.settings.host else self.settings.host
        options: dict[str, Any] = {
            "bind": f"{host}:{self.settings.port}",
            "workers": self.settings.workers,
            "worker_class": Worker,
            "logger_class": WordlessLogger,
            "limit_request_line": REQUEST_LINE_BYTES,
            "threads": THREADS,
            "timeout": TIMEOUT_SECONDS,
            "loglevel": "warning",
            "control_socket_disable": True,
            "proc_name": "resourceloop",
            "on_exit": lambda _server: self._end(),
            "child_exit": lambda _server, worker: metrics.gone(worker.pid) if self.settings.metrics_listen else None,
            "when_ready": lambda _server: self._ready(f"http://{host}:{self.settings.port}/"),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def _end(self) -> None:
        self.at_end()
        if folder := os.environ.get(COUNTS):  # noqa: TID251 - set by main
            shutil.rmtree(folder, ignore_errors=True)

    def _ready(self, address: str) -> None:
        if where := self.settings.metrics_listen:
            opened = Connections.open(self.settings, backend_of(self.settings, utc_now), hurried=True)
            metrics.serve(where.host, where.port, partial(_gauges, opened))
        click.echo(f"ResourceLoop is ready: {address}")

    def load(self) -> Any:
        app = create_app(self.settings)
        threading.Thread(target=_warm, args=(app.extensions["connections"],), daemon=True).start()
        return app


def _gauges(connections: Connections) -> dict[str, float]:
    """What the installation holds and what waits, now."""
    now = utc_now()
    with connections.reading() as session:
        jobs = waiting(session, now)
        outgoing = standing(session, now)
        health = connections.search.health(session.connection())
    found = {
        "listings": float(health.documents),
        "search_reduced": float(health.reduced),
        "jobs_waiting": float(jobs.runs),
        "jobs_longest_wait_seconds": jobs.longest.total_seconds(),
    }
    for delivery in DELIVERIES:
        stands = outgoing.get(delivery.topic, Standing())
        found |= {f"{delivery.topic}_waiting": stands.waiting, f"{delivery.topic}_failing": stands.failing}
        found[f"{delivery.topic}_lag_seconds"] = stands.longest.total_seconds()
    return found


def _warm(connections: Connections) -> None:
    """Read the gazetteer and the index into this worker beside its first answers, so that no search has to wait for them."""
    with connections.reading() as session:
        gazetteer_of(session)
        search_of(session).search(session.connection(), Query(now=utc_now(), limit=1))
