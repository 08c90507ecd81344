"""The commands for whoever runs the installation: the first administrator, the people of the demo."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from resource_app.accounts.roles import ROLES, Held
from resource_app.cli import group
from resource_app.connections import Connections
from resource_app.errors import BadInput
from resource_app.factory import create_app
from resource_app.keys import FILE, Keys
from resource_app.settings import Settings
from tests.stores import environment_of, settings_in
from tests.web.people import KEY, Visitor, a_person
from tests.web.test_serving import START, environment, free_port

PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": KEY,
    "PUBLIC_URL": "https://help.example.org",
    "MAIL_URL": "smtp://localhost",
}


def run(folder: Path, *words: str, **more: str) -> Result:
    return CliRunner().invoke(group, words, env=environment_of(folder, **more))


def test_item_4_the_address_of_the_first_administrator_is_printed_once(
    settings: Settings, connections: Connections, tmp_path: Path
) -> None:
    said = run(tmp_path, "people", "set-up", PORT="8123").output
    found = re.search(r"http://127\.0\.0\.1:8123(/set-up/\S+)", said)
    assert found
    assert Visitor(create_app(settings, connections)).get(found[1]).status_code == 200
    a_person(connections, Keys.of(settings), Held("network_admin", None))
    assert isinstance(run(tmp_path, "people", "set-up").exception, BadInput)
    assert run(tmp_path, "people", "set-up", "--if-needed").output == ""


def test_the_key_of_a_folder_is_made_once_and_is_nobodys_business(settings: Settings) -> None:
    first, second = Keys.of(settings), Keys.of(settings)
    assert first.secrets == second.secrets
    assert (settings.data_dir / FILE).stat().st_mode & 0o077 == 0
    assert first.secrets[0] not in repr(first)
    assert first.each("one") != first.each("another")


def test_the_demo_has_somebody_for_each_role(settings: Settings, listed: Connections, tmp_path: Path) -> None:
    said = run(tmp_path, "demo", "people").output
    cards = re.findall(r"^  (\w+) +(\S+) +(\S+)$", said, re.MULTILINE)
    assert [role for role, _, _ in cards] == [role.code for role in ROLES]
    assert run(tmp_path, "demo", "people").output == said
    for role, email, password in cards:
        visitor = Visitor(create_app(settings, listed))
        assert visitor.post("/sign-in", email=email, password=password).status_code == 303
        code = run(tmp_path, "demo", "code", role).output.strip()
        assert visitor.post("/sign-in/code", code=code).status_code == 303
        assert visitor.get("/account").status_code == 200


def test_the_demo_has_nobody_before_its_directory(tmp_path: Path, connections: Connections) -> None:
    del connections
    assert "demo load" in str(run(tmp_path, "demo", "people").exception)


def test_a_role_without_a_demo_user_is_a_sentence(tmp_path: Path, connections: Connections) -> None:
    del connections
    assert "Roles: care_team" in str(run(tmp_path, "demo", "code", "nurse").exception)


def test_item_73_production_knows_no_demo_users(settings: Settings, listed: Connections, tmp_path: Path) -> None:
    real = settings_in(settings.data_dir, **PRODUCTION)
    create_app(real, listed)
    assert isinstance(run(tmp_path, "demo", "people", **PRODUCTION).exception, BadInput)
    run(tmp_path, "demo", "people")
    with pytest.raises(BadInput, match="Demo users"):
        create_app(real, listed)
    assert isinstance(run(tmp_path, "demo", "code", "curator", **PRODUCTION).exception, BadInput)
    started = subprocess.run(
        [sys.executable, "-c", START, "run", "--web-only"],
        env=environment(tmp_path, free_port()) | PRODUCTION,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (started.returncode != 0, "ready" in started.stdout) == (True, False)
    assert "Demo users can sign in" in started.stderr


def test_made_up_members_need_listings_and_no_production(settings: Settings, tmp_path: Path) -> None:
    asked = "demo", "load", "--members", "3"
    assert "Load it first: resourceloop demo load" in str(run(tmp_path, *asked).exception)
    refused = run(tmp_path, *asked, **PRODUCTION).exception
    assert isinstance(refused, BadInput)
    assert "no members in production" in str(refused)
