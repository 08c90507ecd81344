"""What does a page of results cost? CPU of 20 cards among 3,000 listings against the bare base template (goal: at most 4).

Both are answered in one process by the whole application, without a socket, in turns, so that whatever else the machine
does falls on both. The cost is CPU time, of the median of the rounds.

    python benchmarks/pages.py [LISTINGS]
"""

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from flask import Flask, render_template

from importers.demo.loading import load
from resource_app import logs
from resource_app.access import open_to
from resource_app.cli.geo import COUNTY_MAP
from resource_app.clock import utc_now
from resource_app.connections import Connections
from resource_app.database import upgrade
from resource_app.directory.gazetteer import loading, sources
from resource_app.directory.search_profile import make_backend
from resource_app.factory import create_app
from resource_app.settings import Settings

LISTINGS = 3_000
ROUNDS = 60
WARM_UP = 5
CARDS = 20
BARE = "/bare"
BASE = "{% extends 'base.html' %}{% block title %}Bare{% endblock %}"
SEARCHES = (
    "/search?what=food+pantry&where=02150",
    "/search?what=help+with+rent&where=Worcester",
    "/search?what=dentist&cost=sliding",
    "/search?what=english+class",
    "/search?category=housing&where=01852&within=50",
)


def main() -> None:
    """Measure each search, and print its cost and the ratio."""
    listings = int(sys.argv[1]) if len(sys.argv) > 1 else LISTINGS
    with tempfile.TemporaryDirectory() as name:
        settings = Settings.from_environment({"DATA_DIR": name})
        connections = filled(settings, listings)
        application = with_bare_page(settings, connections)
        print(f"{listings:,} listings, {ROUNDS} rounds; CPU of a page with {CARDS} cards against the base template")
        ratios = [measured(application, address) for address in SEARCHES]
        connections.close()
    print(f"ratio: {median(ratios):.1f} (goal: at most 4)")


def filled(settings: Settings, listings: int) -> Connections:
    """A directory of so many listings."""
    Path(settings.data_dir).mkdir(exist_ok=True)
    connections = Connections.open(settings, make_backend(settings.dialect))
    upgrade(connections.engine)
    counties = sources.counties_from_topojson(COUNTY_MAP)
    zips = sources.zips_from_packages()
    loading.load(connections.transaction, zips, counties, lambda _name, _done, _of: None)
    load(connections, listings, utc_now(), lambda _done, _of: None)
    return connections


def with_bare_page(settings: Settings, connections: Connections) -> Flask:
    """The application, with one page that is nothing but the base template, compiled once like every other page."""
    application = create_app(settings, connections)
    logs.configure(io.StringIO())  # each answer's line is written, but not among the figures

    template = application.jinja_env.from_string(BASE)

    @application.get(BARE)
    @open_to("public")
    def bare() -> str:
        return render_template(template)

    return application


def measured(application: Flask, address: str) -> float:
    """How many times the cost of the bare page a search has."""
    client = application.test_client()

    def fetched(path: str) -> Callable[[], None]:
        def fetch() -> None:
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status)  # noqa: PLR2004 - OK
            answer.get_data()

        return fetch

    cards = client.get(address).get_data(as_text=True).count('<article class="card')
    assert cards >= CARDS, f"{address} shows {cards} cards"
    page, bare = fetched(address), fetched(BARE)
    for _ in range(WARM_UP):
        page(), bare()
    seconds = [(cost(page), cost(bare)) for _ in range(ROUNDS)]
    of_page, of_bare = (median(each) for each in zip(*seconds, strict=True))
    print(f"{of_page / of_bare:5.1f} x  {of_page * 1000:6.1f} ms  {of_bare * 1000:6.1f} ms  {address}")
    return of_page / of_bare


def cost(work: Callable[[], None]) -> float:
    """CPU seconds of this process."""
    started = process_time()
    work()
    return process_time() - started


if __name__ == "__main__":
    main()
