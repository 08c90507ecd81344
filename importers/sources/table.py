"""Which files can be read? One table of formats, asked in order; the first that recognizes a path reads it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from importers.reading import head_of
from importers.sources import nested, san_mateo, tabular
from importers.sources.reading_plan import Reading
from resource_app.errors import BadInput

# A date (2026-10-01, 20261001, 10-01-2026, 2026-10, with a time of day or not), or a version (v3, v3.1, 3.1.1). Other digits
# tell folders apart: agency1 and agency2 are two sources.
_DATE_OR_VERSION = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d([-_.]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?:[-_t]?\d{4}(?:\d\d)?z?)?"
    r"|(?:[01]?\d)([-_.])(?:[0-3]?\d)\2(?:19|20)\d\d|(?:19|20)\d\d[-_.](?:0[1-9]|1[0-2])"
    r"|(?<![^\W_])v?\d+(?:\.\d+)+|(?<![^\W_])v\d+)(?![^\W_])",
    re.IGNORECASE,
)
_PLAIN_ENDINGS = {".gz", ".json", ".ndjson", ".jsonl", ".zip", ".csv", ".txt"}


@dataclass(frozen=True, slots=True)
class Source:
    """A format: its name on the command line, what it is, how it is told, and how it is read.

    `read` takes the path and the name of the source, which ids are minted from.
    """

    name: str
    about: str
    recognizes: Callable[[Path, bytes], bool]
    read: Callable[[Path, str], Reading]


SOURCES: tuple[Source, ...] = (
    Source("hsds-tabular", "HSDS 3.x tables: a datapackage, CSV folder or zip", tabular.recognizes, tabular.read),
    Source("san-mateo", "the San Mateo County directory as published in 2013", san_mateo.recognizes, san_mateo.read),
    Source("hsds-json", "HSDS 3.x JSON: an object a line, an array or one object", nested.recognizes, nested.read),
)
FORMATS = tuple(source.name for source in SOURCES)


def source_for(path: Path, name: str = "") -> Source:
    """The format called `name`, or the one that recognizes the path; raises BadInput with what to do."""
    if not path.exists():
        raise BadInput(f"There is no file or folder {path}. Check the path.")
    if name:
        return next(source for source in SOURCES if source.name == name)
    head = b"" if path.is_dir() else head_of(path)
    if path.is_file() and not head.strip(b"\x00 \r\n\t"):
        raise BadInput(f"{path.name} is empty.")
    found = next((source for source in SOURCES if source.recognizes(path, head)), None)
    if found is None:
        known = "; ".join(f"{source.name} ({source.about})" for source in SOURCES)
        raise BadInput(f"{path.name} is in no format that can be read. Known are: {known}. Choose one with --format.")
    return found


def default_name(path: Path) -> str:
    """The name of the source when none is given: a datapackage's own, else the path's, without endings, versions and dates."""
    if path.is_dir() or path.name == "datapackage.json":
        said = tabular.package_name(path)
        if said:
            return _slug(said)
        path = path if path.is_dir() else path.resolve().parent
    stem = path.resolve().name
    while Path(stem).suffix.lower() in _PLAIN_ENDINGS:
        stem = Path(stem).stem
    return _slug(_DATE_OR_VERSION.sub("", stem)) or "import"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
