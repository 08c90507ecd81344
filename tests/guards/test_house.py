"""The house is what its documents say: settings are documented, named paths exist, nothing foreign lies in it."""

import importlib
import re
import subprocess
from pathlib import Path

import pytest

from resource_app.settings import SETTINGS

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
WANTED_DOCUMENTS = (
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "docs/architecture.md",
    "docs/glossary.md",
    "docs/dependencies.md",
    "docs/settings.md",
    "docs/benchmarks.md",
    "docs/privacy.md",
    "docs/how-to/add-a-category.md",
    "docs/how-to/add-a-filter.md",
    "docs/how-to/add-a-source.md",
)
PATH_IN_TEXT = re.compile(
    r"`((?:resource_app|search|importers|validation|referrals|templates|tests|docs|benchmarks|migrations|assets|requirements)/[\w./-]*)`"
)


@pytest.mark.parametrize("name", ["resource_app", "search", "importers", "validation", "referrals"])
def test_a_package_of_ours_is_not_shadowed_by_a_dependency(name: str) -> None:
    package = importlib.import_module(name)
    places = [Path(place).resolve() for place in package.__path__]
    assert places == [ROOT / name]


def test_there_is_no_init_file_under_tests() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


@pytest.mark.parametrize("name", WANTED_DOCUMENTS)
def test_a_document_exists(name: str) -> None:
    assert (ROOT / name).is_file()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_a_document_names_exists(document: Path) -> None:
    named = PATH_IN_TEXT.findall(document.read_text(encoding="utf-8"))
    assert [path for path in named if "/vendor/" not in path and not (ROOT / path).exists()] == []


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_documented(setting: object) -> None:
    text = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    assert f"### {setting.name}" in text  # type: ignore[attr-defined]


def test_every_dependency_says_why_it_is_there() -> None:
    wanted = re.findall(r"^([a-z][a-z0-9-]*)", "\n".join(lines_of("app.in") + lines_of("dev.in")), re.MULTILINE)
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").lower()
    assert [name for name in wanted if f"| {name} |" not in text] == []


def lines_of(name: str) -> list[str]:
    return (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", ["requirements/app.txt", "requirements/dev.txt", "assets/package-lock.json"])
def test_a_lock_file_is_hashed_and_names_no_host(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "sha256:" in text or '"integrity": "sha512-' in text
    assert not re.search(
        r"https?://(?!opencollective|github\.com/sponsors|tidelift|www\.patreon)[\w.-]*(pypi|npmjs|registry|pythonhosted)",
        text,
    )


def test_nothing_third_party_is_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    assert [
        path for path in listed if "static/vendor/" in path or path.endswith((".mo", ".woff2", ".min.js", ".db"))
    ] == []


def test_former_addresses_are_read_in_one_place() -> None:
    readers = {
        path.name for path in (ROOT / "resource_app").rglob("*.py") if "FormerAddress" in path.read_text("utf-8")
    }
    assert readers == {"__init__.py", "former_address.py", "former_addresses.py"}
