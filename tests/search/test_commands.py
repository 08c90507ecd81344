"""`resourceloop search`, `quality` and `index` as a person runs them."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from resource_app.cli.searching import index, quality, search
from resource_app.connections import Connections, search_of
from resource_app.errors import BadInput
from resource_app.settings import Settings
from search import stored
from tests.backends.invented import listing
from tests.conftest import NOW
from tests.factories import LISTING, load

Run = Callable[..., Result]


@pytest.fixture
def run(settings: Settings, connections: Connections) -> Run:
    with connections.transaction() as session:
        search_of(session).index(
            session.connection(),
            [listing(1, "Harbor food pantry", cost="free"), listing(2, "Hill food pantry and shoes")],
        )

    def invoke(command: object, *arguments: str) -> Result:
        return CliRunner().invoke(command, arguments, obj=settings)  # type: ignore[arg-type]

    return invoke


def test_search_prints_json(run: Run) -> None:
    result = run(search, "food pantry", "--near", "02150", "--within", "5", "--limit", "1", "--json")
    assert result.exception is None
    answer = orjson.loads(result.stdout)
    assert answer["total"] == 2
    (hit,) = answer["results"]
    assert (hit["id"], hit["listing_id"]) == ("service-1", "listing-1")
    assert (hit["name"], hit["organization"]) == ("Harbor food pantry", "Helping Hands 1")
    assert "away" in hit["reason"]
    assert hit["distance_miles"] < 1
    assert {"value": "free", "count": 1, "chosen": False} in answer["facets"]["cost"]


def test_search_prints_lines_and_says_what_it_searched_for(run: Run) -> None:
    lines = run(search, "harbor food pantrry").stdout
    assert "Results for “harbor food pantry”" in lines
    assert "1. Harbor food pantry · Helping Hands 1" in lines


def test_search_says_when_it_does_not_know_the_place(run: Run) -> None:
    assert isinstance(run(search, "food", "--near", "Atlantisville").exception, BadInput)


@pytest.mark.parametrize("distance", ["nan", "inf", "-inf", "0", "far"])
def test_a_distance_is_a_number_that_ends(run: Run, distance: str) -> None:
    result = run(search, "food", "--near", "02150", "--within", distance)
    assert result.exit_code == 2
    assert "--within" in result.stderr


def test_only_what_earlier_rules_made_is_made_anew(look: Run, connections: Connections) -> None:
    assert "holds 1 listings" in look("rebuild", "--if-needed").stdout  # nobody said by which rules it was made
    assert look("rebuild", "--if-needed").stdout == ""
    with connections.transaction() as session:
        [(number, doc)] = session.execute(text("SELECT rowid, doc FROM search_document")).all()
        old = {"doc": doc.replace(b"Lantern Pantry", b"Old"), "rowid": number}
        session.execute(text("UPDATE search_document SET doc = :doc WHERE rowid = :rowid"), old)
        session.execute(text("UPDATE search_state SET value = '1' WHERE name = 'documents'"))
    assert "holds 1 listings" in look("rebuild", "--if-needed").stdout
    with connections.reading() as session:
        [document] = stored.everything(session.connection())
    assert document.name == "Lantern Pantry"


def test_quality_prints_each_query_and_the_mean(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "queries.json"
    path.write_bytes(
        orjson.dumps({"queries": [{"query": "food pantry", "judgments": {"service-1": 2, "service-9": 2}}]})
    )
    printed = run(quality, str(path)).stdout.splitlines()
    assert printed[1].split() == ["0.613", "0.50", "0.50", "yes", "food", "pantry"]
    assert printed[-1].split()[-1] == "mean"
    answer = orjson.loads(run(quality, str(path), "--json").stdout)
    assert answer["mean"]["right_on_top"] == 1.0


@pytest.mark.parametrize("content", [b"{}", b"nothing", b'{"queries": [{"query": "x"}]}'])
def test_quality_refuses_what_is_no_file_of_queries(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "queries.json"
    path.write_bytes(content)
    assert isinstance(run(quality, str(path)).exception, BadInput)


@pytest.fixture
def look(settings: Settings, connections: Connections) -> Run:
    """`resourceloop index` over a directory of one listing."""
    with connections.transaction() as session:
        load(session, NOW)
    return lambda *words: CliRunner().invoke(index, words, obj=settings)


def test_verify_tells_drift_and_rebuild_mends_it(look: Run, connections: Connections) -> None:
    assert look("verify").exit_code == 0
    with connections.transaction() as session:
        session.execute(text("DELETE FROM search_listing"))
    drifted = look("verify")
    assert drifted.exit_code == 1
    assert f"1 missing: {LISTING}" in drifted.stdout
    assert "The search index holds 1 listings." in look("rebuild").stdout
    assert look("verify").exit_code == 0


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE listing SET version = version + 1",
        "DELETE FROM search_document",
        "UPDATE search_document SET id = 'nobody'",
    ],
)
def test_documents_that_differ_from_their_listings_are_told_and_made_anew(
    look: Run, connections: Connections, harm: str
) -> None:
    with connections.transaction() as session:
        session.execute(text(harm))
    drifted = look("verify")
    assert drifted.exit_code == 1
    assert "rebuild --documents" in drifted.stdout
    assert "The search index holds 1 listings." in look("rebuild", "--documents").stdout
    assert look("verify").exit_code == 0
