"""Third-party web assets: pinned, fetched by the build, and all there."""

import json
import re
from pathlib import Path

import pytest

import hatch_build
from resource_app.directory.categories import CATEGORIES

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "resource_app" / "static"
NAMED = re.compile(r"vendor/[\w./-]+\.(?:css|js|svg|woff2|json|png)")
HINT = "Run `pip install -e .` to fetch the web assets."


def written_by_us() -> list[Path]:
    pages = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "resource_app").rglob("*.py"), *STATIC.glob("*.*")]
    return [path for path in pages if path.suffix in {".html", ".py", ".css", ".js"}]


def test_every_vendor_file_we_name_was_fetched() -> None:
    named = {found for path in written_by_us() for found in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 5
    assert sorted(name for name in named if not (STATIC / name).is_file()) == [], HINT


def test_what_the_style_sheets_of_others_ask_for_was_fetched() -> None:
    """But for two kinds of font and a picture of USWDS that no page of ours uses."""
    for sheet in (STATIC / "vendor").rglob("*.css"):
        asked = set(re.findall(r"url\(([^)#]+)\)", sheet.read_text(encoding="utf-8")))
        files = {name for name in asked if not re.search(r"^[\"']?data:|merriweather|roboto-mono|hero\.jpg", name)}
        assert [name for name in files if not (sheet.parent / name.strip("'\"")).is_file()] == [], HINT


def test_each_package_keeps_its_licence() -> None:
    assert [
        kept.folder for kept in hatch_build.KEEP if not (STATIC / "vendor" / kept.folder / "LICENSE").is_file()
    ] == []


def test_the_sprite_draws_every_listed_icon_once() -> None:
    listed = (ROOT / "assets" / "icons.txt").read_text(encoding="utf-8").split()
    drawn = re.findall(r'<symbol id="([\w-]+)"', (STATIC / "vendor" / "icons.svg").read_text(encoding="utf-8"))
    assert listed == sorted(set(listed))
    assert drawn == listed, HINT
    assert {category.icon for category in CATEGORIES} <= set(drawn)


def test_packages_are_pinned_exactly_and_by_digest_and_name_no_host() -> None:
    package = json.loads((ROOT / "assets" / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((ROOT / "assets" / "package-lock.json").read_text(encoding="utf-8"))
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in package["dependencies"].values())
    assert lock["packages"][""]["dependencies"] == package["dependencies"]
    fetched = [entry for name, entry in lock["packages"].items() if name]
    assert all(entry["integrity"].startswith("sha512-") for entry in fetched)
    assert [entry for entry in fetched if "resolved" in entry] == []


def test_an_icon_nobody_draws_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "apple.svg").write_text('<svg viewBox="0 0 24 24"><path stroke="none" d="M0 0"/><path d="M1 1"/></svg>')
    (tmp_path / "names.txt").write_text("apple\nno-such-icon\n")
    with pytest.raises(RuntimeError, match="no-such-icon"):
        hatch_build.write_sprite(tmp_path, tmp_path / "names.txt", tmp_path / "icons.svg")
    (tmp_path / "names.txt").write_text("apple\n")
    hatch_build.write_sprite(tmp_path, tmp_path / "names.txt", tmp_path / "icons.svg")
    sprite = (tmp_path / "icons.svg").read_text()
    assert '<symbol id="apple"' in sprite
    assert sprite.count("<path") == 1


def test_translations_are_compiled(tmp_path: Path) -> None:
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (folder / "messages.po").write_text(head + 'msgid "Food"\nmsgstr "Comida"\n', encoding="utf-8")
    hatch_build.compile_translations(tmp_path)
    assert b"Comida" in (folder / "messages.mo").read_bytes()
