"""What lies in deploy/ can be read, and names commands and settings that exist. Only the proxy is shown to its program."""

import configparser
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import click
import pytest
import yaml

from resource_app.cli import group
from resource_app.settings import SETTINGS
from tests.proxies import openssl
from tests.web.test_serving import free_port

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


def proxy(folder: Path, edits: list[str]) -> subprocess.CompletedProcess[str]:
    """What nginx says of the proxy's file after some edits, with ports anybody may open and a certificate."""
    openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-keyout", "privkey.pem", "-out", "fullchain.pem")  # fmt: skip
    edited = subprocess.run(
        ["sed", *edits, str(DEPLOY / "nginx.conf")], capture_output=True, text=True, check=True
    ).stdout
    for written, here in {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ": f"listen 127.0.0.1:{free_port()} ",
        "/etc/nginx/certificates": str(folder),
        "/var/log/nginx": str(folder),
    }.items():
        assert written in edited
        edited = edited.replace(written, here)
    (folder / "site.conf").write_text(edited)
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder))
    return subprocess.run(
        ["nginx", "-t", "-p", str(folder), "-c", str(folder / "nginx.conf")],
        capture_output=True,
        text=True,
        check=False,
    )


AROUND = """
pid {folder}/pid; error_log stderr;
events {{}}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  include {folder}/site.conf;
}}
"""


@pytest.mark.skipif(shutil.which("nginx") is None, reason="there is no nginx")
@pytest.mark.parametrize("where", ["with containers", "without"])
def test_nginx_takes_the_proxy(where: str, tmp_path: Path) -> None:
    """As it is, and with the edits that the runbook makes of it."""
    runbook = (TOP / "docs" / "deploying.md").read_text(encoding="utf-8")
    (line,) = [each for each in runbook.splitlines() if each.startswith("sed ") and "deploy/nginx.conf" in each]
    _, *edits = shlex.split(line.partition(" /srv/")[0])
    done = proxy(tmp_path, edits if where == "without" else [""])
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "site.conf").read_text(encoding="utf-8")
    assert ("127.0.0.1:8000" in written) == (where == "without")
    assert ("    resolver " in written) == (where == "with containers")


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
