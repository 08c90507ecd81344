"""`resourceloop mark-confidential` hides a place from the command line."""

from datetime import datetime

from click.testing import CliRunner

from resource_app.cli import group
from resource_app.connections import Connections
from resource_app.errors import NotFound
from resource_app.settings import Settings
from search import stored
from tests.factories import LISTING, PLACE, load
from tests.stores import environment_of


def test_a_place_is_hidden(settings: Settings, connections: Connections, now: datetime) -> None:
    with connections.transaction() as session:
        load(session, now)
    run = CliRunner().invoke(group, ["mark-confidential", PLACE], env=environment_of(settings.data_dir))
    assert run.exit_code == 0, run.output
    with connections.reading() as session:
        document = stored.load(session.connection(), [LISTING])[LISTING]
    assert document.point is None
    assert document.display["place"]["private"] is True


def test_an_unknown_place_is_said_to_be_none(settings: Settings, connections: Connections) -> None:
    run = CliRunner().invoke(group, ["mark-confidential", "nowhere"], env=environment_of(settings.data_dir))
    assert isinstance(run.exception, NotFound)
