"""What lies in deploy/ can be read, and names commands and settings that exist. It is not started here."""

import configparser
import shlex
import tomllib
from pathlib import Path

import click
import pytest
import yaml

from resource_app.cli import group
from resource_app.settings import SETTINGS

TOP = Path(__file__).parents[2]
DEPLOY = TOP / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
APPLICATION = [name for name, each in COMPOSE["services"].items() if each["image"] == "resourceloop"]
UNITS = sorted(DEPLOY.glob("systemd/*.service"))


def assert_is_command(words: list[str]) -> None:
    """Follow the words through the groups; what is left must be options the command has."""
    command: click.Command = group
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words[0])
        assert found is not None, words
        command, words = found, words[1:]
    options = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
    assert set(words) <= options


@pytest.mark.parametrize("name", APPLICATION)
def test_a_service_runs_a_command_of_ours_with_settings_of_ours(name: str) -> None:
    service = COMPOSE["services"][name]
    assert_is_command(service["command"])
    assert set(service["environment"]) <= {setting.name for setting in SETTINGS}


def test_every_service_waits_only_for_services_there_are() -> None:
    for service in COMPOSE["services"].values():
        assert set(service.get("depends_on", ())) <= set(COMPOSE["services"])


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_a_command_of_ours(unit: Path) -> None:
    read = configparser.ConfigParser(strict=True, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]  # names of systemd keep their capitals
    read.read(unit, encoding="utf-8")
    program, *words = shlex.split(read["Service"]["ExecStart"])
    assert program.endswith("/resourceloop")
    assert_is_command(words)


def test_blocks_of_the_proxy_are_closed() -> None:
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    assert text.count("{") == text.count("}")
    assert all(line.endswith((";", "{", "}")) for line in lines if line)


def test_the_image_is_made_of_what_is_named_and_no_secret_is() -> None:
    lines = (TOP / ".dockerignore").read_text(encoding="utf-8").splitlines()
    first, *others = [line for line in lines if line and not line.startswith("#")]
    assert first == "*"
    let_in = {line.removeprefix("!") for line in others if line.startswith("!")}
    assert all((TOP / name).exists() for name in let_in)
    assert let_in.isdisjoint({"deploy", "instance", ".git", ".venv", ".env", "tests"})
    assert not any("/" in name or "*" in name for name in let_in)
    wheel = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    assert let_in.issuperset(wheel["packages"])


def test_a_key_is_only_where_it_is_used() -> None:
    mounts = {
        name: {volume.split(":")[0] for volume in service.get("volumes", ()) if volume.startswith("./certificates")}
        for name, service in COMPOSE["services"].items()
    }
    assert mounts.pop("search") == {"./certificates/search", "./certificates/authority"}
    assert mounts.pop("proxy") == {"./certificates/site"}
    assert all(each <= {"./certificates/authority"} for each in mounts.values())
