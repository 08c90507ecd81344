"""How is a table handed out as a file? As CSV that no spreadsheet takes for a formula (OWASP ASVS 5.0, 1.2.10)."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from flask import stream_with_context
from werkzeug.wrappers import Response

# What a spreadsheet may take for a formula, whatever stands before it that is not seen.
_FORMULA = re.compile(r"^[\ufeff\s\x00-\x1f]*[=+\-@|%]")


def safe(value: object) -> str:
    """The value as text; an apostrophe makes a would-be formula plain text."""
    text = str(value).replace("\x00", "")
    return f"'{text}" if _FORMULA.match(text) or text[:1] in {"\t", "\r", "\n"} else text


def answer(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A file to keep; rows are written as they are made, while it is sent."""
    made = Response(stream_with_context(_lines(head, rows)), mimetype="text/csv")
    made.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    made.headers["Cache-Control"] = "no-store"
    return made


def _lines(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow([safe(value) for value in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()
