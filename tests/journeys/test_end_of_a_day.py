"""A confirmation ends with the day where the listings are: for search, pages, API and export at the same moment."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from resource_app.actor import command
from resource_app.cli import exporting, group
from resource_app.connections import Connections
from resource_app.directory.operations import set_due_on
from resource_app.factory import create_app
from resource_app.settings import Settings
from tests.factories import LISTING, SERVICE, load
from tests.stores import environment_of

DUE = date(2026, 10, 12)
LATE = datetime(2026, 10, 13, 3, 59, tzinfo=UTC)  # 11:59 p.m. of the 12th in Massachusetts, the 13th in UTC
OVER = datetime(2026, 10, 13, 4, 0, tzinfo=UTC)  # midnight there


@pytest.mark.parametrize(("moment", "shown"), [(LATE, True), (OVER, False)], ids=["before midnight", "midnight"])
def test_what_is_due_is_shown_to_the_end_of_its_day(
    settings: Settings,
    connections: Connections,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    moment: datetime,
    shown: bool,
) -> None:
    with connections.transaction() as session:
        load(session, LATE, assured_date="2026-04-12")
        set_due_on(session, LISTING, DUE, LATE, command("test"))
    monkeypatch.setattr(exporting, "utc_now", lambda: moment)
    app = create_app(settings, connections)
    app.extensions["clock"] = lambda: moment
    client = app.test_client()
    assert ("Lantern Pantry" in client.get("/search?what=groceries").text) is shown
    assert ("more than six months ago" not in client.get(f"/services/{SERVICE}").text) is shown
    assert (client.get(f"/api/services/{SERVICE}").status_code == 200) is shown
    assert (client.get("/api/services").get_json()["total_items"] == 1) is shown
    written = tmp_path / "public.ndjson"
    done = CliRunner().invoke(group, ["export", "--output", str(written)], env=environment_of(settings.data_dir))
    assert done.exit_code == 0
    assert ("Lantern Pantry" in written.read_text("utf-8")) is shown
