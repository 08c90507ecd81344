"""What is wrong with an installation stops a command with one sentence that names the setting, and exit status 2."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from resource_app.connections import Connections
from resource_app.database import make_engine, upgrade
from resource_app.errors import BadInput
from resource_app.settings import Settings
from search.backend import SearchBackend
from tests.stores import copy, environment_of

START = "from resource_app.cli import main; main()"


def start(*words: str, **environment: str) -> tuple[int, str]:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}  # noqa: TID251 - for the child
    command = [sys.executable, "-c", START, *words]
    done = subprocess.run(command, env=inherited | environment, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "garbage"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "postgresql://somewhere/else"),
        ("DATABASE_URL", "mysql://somewhere/else"),
        ("LANGUAGES", "xx"),
        ("LANGUAGES", "en,../es"),
        ("LANGUAGES", ","),
        ("PORT", "65536"),
        ("WORKERS", "none"),
    ],
)
def test_a_setting_that_cannot_be_is_named_with_what_to_do(name: str, value: str) -> None:
    with pytest.raises(BadInput, match=f"^{name} cannot be “{value}”. "):
        Settings.from_environment({name: value})


@pytest.mark.parametrize("words", [("check",), ("db", "upgrade"), ("run",)])
def test_a_file_that_is_no_database_is_a_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "resourceloop.db").write_bytes(b"no database at all " * 500)
    status, said = start(*words, DATA_DIR=str(tmp_path), PORT="65432")
    assert (status, said.count("\n")) == (2, 1)
    assert "file is not a database" in said
    assert "DATA_DIR" in said


def test_a_database_broken_in_the_middle_is_a_sentence(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/whole.db")
    upgrade(engine)
    engine.dispose()
    whole = (tmp_path / "whole.db").read_bytes()
    (tmp_path / "broken.db").write_bytes(whole[: 4096 * 2] + b"\xff" * (len(whole) - 4096 * 2))
    status, said = start("search", "food", DATABASE_URL=f"sqlite:///{tmp_path}/broken.db")
    assert (status, said.count("\n")) == (2, 1)
    assert "malformed" in said
    assert "DATABASE_URL" in said


def test_a_database_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    status, said = start("check", DATABASE_URL=f"sqlite:///{tmp_path}/no/where.db")
    assert (status, said.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg:///none?host=/nowhere", "postgresql+psycopg://u:pa55@127.0.0.1:1/none"]
)
def test_a_database_server_that_is_away_is_a_sentence(url: str) -> None:
    status, said = start("db", "check", DATABASE_URL=url)
    assert (status, said.count("\n")) == (2, 1)
    assert said.startswith("The database cannot be reached: ")
    assert "DATABASE_URL" in said
    assert "pa55" not in said


def test_a_data_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path, backend: SearchBackend) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match=r"cannot be made: .* DATA_DIR"):
        Connections.open(Settings.from_environment({"DATA_DIR": str(tmp_path / "file" / "data")}), backend)


@pytest.mark.parametrize("words", [("search", "food"), ("check",), ("run",)])
def test_a_home_that_is_no_place_is_a_sentence(tmp_path: Path, migrated: Path, words: tuple[str, ...]) -> None:
    copy(migrated, tmp_path)
    status, said = start(*words, **environment_of(tmp_path, HOME_AREA="Atlantisville", PORT="65431"))
    assert (status, said.count("\n")) == (2, 1)
    assert said.startswith("HOME_AREA cannot be “Atlantisville”")
