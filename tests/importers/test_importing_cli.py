import json
import os
import pty
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from resource_app.cli.exporting import export
from resource_app.cli.importing import import_listings
from resource_app.clock import utc_now
from resource_app.connections import Connections
from resource_app.directory.search_profile import backend_of
from resource_app.settings import Settings
from tests.importers.invented import key, ndjson, place, service
from tests.stores import environment_of


def bring(settings: Settings, *arguments: object) -> Result:
    return CliRunner().invoke(import_listings, [str(each) for each in arguments], obj=settings)


def send(settings: Settings, *arguments: object) -> Result:
    return CliRunner().invoke(export, [str(each) for each in arguments], obj=settings)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return ndjson(tmp_path / "good.ndjson", [service(1), service(2)])


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    file = ndjson(tmp_path / "mixed.ndjson", [service(1)])
    file.write_text(file.read_text() + "not json\n")
    return file


def test_the_exit_status_tells(settings: Settings, good: Path, mixed: Path, tmp_path: Path) -> None:
    assert bring(settings, good).exit_code == 0
    assert bring(settings, mixed).exit_code == 1
    result = subprocess.run(
        [sys.executable, "-c", "from resource_app.cli import main; main()", "import", str(tmp_path / "nowhere.json")],
        env={**os.environ, **environment_of(settings.data_dir)},  # noqa: TID251 - a child needs the whole environment
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert result.stderr.startswith("There is no file or folder")
    assert "Traceback" not in result.stderr


def test_the_summary_adds_up(settings: Settings, mixed: Path) -> None:
    said = bring(settings, mixed).stdout
    assert "mixed.ndjson (hsds-json) as mixed" in said
    numbers = next(line.split() for line in said.splitlines() if line.split() and line.split()[0].isdigit())
    assert numbers == ["2", "1", "0", "0", "0", "1", "0", "0"]


def test_a_report_of_lines_ends_with_the_summary(settings: Settings, mixed: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.ndjson"
    bring(settings, mixed, "--report", report)
    *rows, last = [json.loads(line) for line in report.read_text().splitlines()]
    assert [(row["line"], row["outcome"]) for row in rows] == [(1, "accepted"), (2, "rejected")]
    assert rows[1]["original"] == "not json"
    assert rows[1]["reason"].startswith("It is not JSON")
    assert (last["summary"]["rows"], last["summary"]["accepted"], last["summary"]["rejected"]) == (2, 1, 1)
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_a_report_can_be_one_json_object(settings: Settings, mixed: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    bring(settings, mixed, "--report", report, "--dry-run")
    told = json.loads(report.read_text())
    assert [row["outcome"] for row in told["rows"]] == ["accepted", "rejected"]
    assert told["summary"]["dry_run"] is True


def test_a_report_nobody_can_write_is_said_before_anything_happens(
    settings: Settings, good: Path, tmp_path: Path
) -> None:
    result = bring(settings, good, "--report", tmp_path / "nowhere" / "report.json")
    assert "cannot be written" in str(result.exception)
    assert bring(settings, good).stdout.split("tasks")[1].split()[:2] == ["2", "2"]


def test_progress_without_a_terminal_is_lines(settings: Settings, good: Path) -> None:
    assert "2 of 2 rows" in bring(settings, good).stderr


def test_services_are_exported_as_lines_or_as_one_array(settings: Settings, good: Path, tmp_path: Path) -> None:
    bring(settings, good)
    lines = send(settings).stdout.splitlines()
    assert sorted(json.loads(line)["name"] for line in lines) == ["Lantern Pantry 1", "Lantern Pantry 2"]
    send(settings, "--output", tmp_path / "out.json", "--objects", "organizations")
    assert len(json.loads((tmp_path / "out.json").read_text())) == 2


def test_what_is_left_out_is_counted_on_standard_error(settings: Settings, tmp_path: Path) -> None:
    bring(settings, ndjson(tmp_path / "rows.ndjson", [service(1, email="nobody")]))
    result = send(settings)
    assert "service.email 1" in result.stderr
    assert "nobody" not in result.stdout


def test_a_whole_export_names_itself_private(settings: Settings, tmp_path: Path) -> None:
    bring(settings, ndjson(tmp_path / "rows.ndjson", [service(1, at=place(1, confidential=True))]))
    send(settings, "--all", "--output", tmp_path)
    file = tmp_path / "resourceloop-services-PRIVATE.ndjson"
    assert "1 Lantern Street" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    send(settings, "--output", tmp_path)
    assert "1 Lantern Street" not in (tmp_path / "resourceloop-services.ndjson").read_text()


def test_a_folder_that_is_not_there_is_made(settings: Settings, good: Path, tmp_path: Path) -> None:
    bring(settings, good)
    assert send(settings, "--output", f"{tmp_path}/new/er/").exit_code == 0
    assert (tmp_path / "new" / "er" / "resourceloop-services.ndjson").is_file()
    assert "cannot be made" in str(send(settings, "--output", f"{good}/").exception)


def test_the_choice_of_formats_names_formats_only(settings: Settings) -> None:
    said = " ".join(bring(settings, "--help").stdout.split())
    assert "--format [hsds-tabular|san-mateo|hsds-json]" in said


def test_a_whole_export_refuses_a_terminal(settings: Settings) -> None:
    leader, follower = pty.openpty()
    code = "from resource_app.cli import main; main()"
    child = subprocess.Popen(
        [sys.executable, "-c", code, "export", "--all"],
        env={**os.environ, **environment_of(settings.data_dir)},  # noqa: TID251 - a child needs the whole environment
        stdout=follower,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(follower)
    _, said = child.communicate()
    os.close(leader)
    assert child.returncode == 2
    assert "not shown in a terminal" in said


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "objects"),
    [
        ("service_full", "services"),
        ("organization_full", "organizations"),
        ("service_at_location_full", "service_at_locations"),
        ("taxonomy", "taxonomies"),
        ("taxonomy_term", "taxonomy_terms"),
    ],
)
def test_an_example_comes_back_as_it_was(
    settings: Settings, real_data: Path, tmp_path: Path, name: str, objects: str
) -> None:
    example = real_data / "hsds/3.1.1/examples" / f"{name}.json"
    assert bring(settings, example).exit_code == 0
    send(settings, "--all", "--objects", objects, "--output", tmp_path / "out.json")
    [again] = json.loads((tmp_path / "out.json").read_text())
    assert json.dumps(again, sort_keys=True) == json.dumps(json.loads(example.read_text()), sort_keys=True)


def test_a_mark_by_hand_forgets_what_was_kept_of_other_records(settings: Settings, tmp_path: Path) -> None:
    """In a process of its own, which knows no more tables than it imports."""
    one = service(1)
    other = json.loads(json.dumps(one).replace(one["id"], key("x")).replace(place(1)["id"], key("z")))
    other["service_at_locations"][0]["id"] = key("y")
    other["organization"]["id"] = key("o")
    bring(settings, ndjson(tmp_path / "a.ndjson", [one]), "--source", "one")
    bring(settings, ndjson(tmp_path / "b.ndjson", [other]), "--source", "two")
    kept = "SELECT original FROM import_row WHERE outcome = 'candidate'"
    with closing(Connections.open(settings, backend_of(settings, utc_now))) as opened, opened.reading() as session:
        assert "Lantern Street" in str(session.scalars(text(kept)).all())
    subprocess.run(
        [sys.executable, "-c", "from resource_app.cli import main; main()", "mark-confidential", place(1)["id"]],
        env={**os.environ, **environment_of(settings.data_dir)},  # noqa: TID251 - a child needs the whole environment
        check=True,
    )
    with closing(Connections.open(settings, backend_of(settings, utc_now))) as opened, opened.reading() as session:
        assert session.scalars(text(kept)).all() == [None]
        assert set(session.scalars(text("SELECT address_visibility FROM location"))) == {"private"}
