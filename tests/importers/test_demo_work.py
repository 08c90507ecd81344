"""What people of the demo have done: the desk, the history and the figures show something, and it is done once."""

from click.testing import CliRunner
from sqlalchemy import func, select

from importers.demo.loading import load
from resource_app.cli.demo import demo
from resource_app.connections import Connections
from resource_app.directory.models import Change, ListingUse, Problem, Proposal
from resource_app.settings import Settings
from resource_app.tasks.models import Task
from tests.importers.test_demo_loading import NOW, quiet


def people(settings: Settings) -> None:
    done = CliRunner().invoke(demo, ["people"], obj=settings)
    assert done.exit_code == 0, done.output


def test_every_page_of_a_curator_has_something_to_show_once(settings: Settings, connections: Connections) -> None:
    load(connections, 60, NOW, quiet)
    people(settings)
    counts = []
    for _ in range(2):
        with connections.reading() as session:
            kinds = session.scalars(select(Task.kind).where(Task.closed_at.is_(None))).all()
            assert {"problem", "claim", "proposal", "new listing", "missing from source"} <= set(kinds)
            states = session.scalars(select(Proposal.state)).all()
            assert {"open", "accepted"} <= set(states)
            sources = session.scalars(select(Proposal.source).where(Proposal.state == "open")).all()
            assert "demo" in sources
            assert session.scalars(select(Change.id).where(Change.undoes.is_not(None))).all()
            assert any(session.scalars(select(Problem.likely_at)))
            assert session.scalars(select(func.sum(ListingUse.found))).one() > 1_000
            counts.append((len(kinds), len(states)))
        people(settings)
    assert counts[0] == counts[1]


def test_a_directory_too_small_for_it_does_without(settings: Settings, connections: Connections) -> None:
    load(connections, 1, NOW, quiet)
    people(settings)
    with connections.reading() as session:
        kinds = session.scalars(select(Task.kind)).all()
        assert "new listing" in kinds
        assert "problem" not in kinds
