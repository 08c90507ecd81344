"""A real browser before the pages: the system's Chromium, an application over the samples, nothing from outside."""

import importlib.resources
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from resource_app.connections import Connections
from resource_app.directory.search_profile import make_backend
from resource_app.settings import Settings
from search.documents import Document
from tests.stores import copy, settings_in
from tests.web import samples
from tests.web.conftest import application

try:
    from playwright.sync_api import Browser, Page, sync_playwright
except ImportError:  # pragma: no cover - the browser tests are skipped then
    sync_playwright = None  # type: ignore[assignment]

CHROMIUM = os.environ.get("CHROMIUM_BIN") or next(  # noqa: TID251 - where a machine keeps its browser
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
STARTING = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = "([scope, options]) => axe.run(scope, options)"
CONTEXT: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 900},
    "reduced_motion": "reduce",
    "locale": "en-US",
    "timezone_id": "America/New_York",
}
EXPECTED = ("status of 404", "status of 410", "status of 422")  # the browser's own word on our error pages


class Quiet(WSGIRequestHandler):
    """A server that keeps its log to itself."""

    def log_request(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing."""


def read_whole(app: Any) -> Callable[..., list[bytes]]:
    """A browser that leaves a page drops its connections; an answer that was read before leaves no file open."""

    def answer(environ: Any, start_response: Any) -> list[bytes]:
        parts = app(environ, start_response)
        try:
            return [b"".join(parts)]
        finally:
            if hasattr(parts, "close"):
                parts.close()

    return answer


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    """The address of a running site with the samples in it."""
    with served(tmp_path_factory.mktemp("browser"), migrated, samples.everything()) as address:
        yield address


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    """The address of a running site that holds no listing."""
    with served(tmp_path_factory.mktemp("empty"), migrated, ()) as address:
        yield address


@contextmanager
def served(
    folder: Path,
    migrated: Path,
    documents: Sequence[Document],
    fill: Callable[[Settings, Connections], None] = lambda _settings, _opened: None,
) -> Iterator[str]:
    """A site in `folder` with these documents and what `fill` adds, while the block runs."""
    copy(migrated, folder)
    settings = settings_in(folder)
    opened = Connections.open(settings, make_backend(settings.dialect))
    with opened.transaction() as session:
        opened.search.index(session.connection(), documents)
    fill(settings, opened)
    app = read_whole(application(settings, opened))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    opened.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    if sync_playwright is None:
        pytest.skip("playwright is not installed")
    if CHROMIUM is None or not Path(CHROMIUM).exists():
        pytest.skip("there is no Chromium; install it or set CHROMIUM_BIN")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(STARTING))
        yield browser
        browser.close()


@pytest.fixture
def known_errors() -> list[str]:
    """What the console may say; a test that breaks something adds the browser's word for it."""
    return list(EXPECTED)


@contextmanager
def watched(chromium: "Browser", site: str, known_errors: list[str], **options: Any) -> Iterator["Page"]:
    """A page of its own. It must ask nothing from outside, and the console must stay without an error."""
    context = chromium.new_context(base_url=site, **(CONTEXT | options))
    outside: list[str] = []
    wrong: list[str] = []

    def guard(route: Any) -> None:
        if route.request.url.startswith((site, "data:")):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", guard)
    opened = context.new_page()
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert [text for text in wrong if not any(known in text for known in known_errors)] == []
    assert outside == []


@pytest.fixture
def page(chromium: "Browser", request: pytest.FixtureRequest, known_errors: list[str]) -> Iterator["Page"]:
    """A page. A test parametrizes it with the browser context's options, and with the fixture that is its "site"."""
    options = {"site": "site"} | getattr(request, "param", {})
    with watched(chromium, request.getfixturevalue(options.pop("site")), known_errors, **options) as opened:
        yield opened


@pytest.fixture
def axe(page: "Page") -> Callable[..., list[str]]:
    """What axe finds on the page as it is now; `leave_out` are selectors."""
    return partial(faults, page)


def faults(page: "Page", *leave_out: str) -> list[str]:
    """What axe finds on a page as it is now; `leave_out` are selectors."""
    page.evaluate((importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    scope = {"include": [["html"]], "exclude": [[selector] for selector in leave_out]}
    found = page.evaluate(AXE, [scope, {"runOnly": {"type": "tag", "values": RULES}}])
    return [f"{each['id']}: {node['html'][:140]}" for each in found["violations"] for node in each["nodes"]]
