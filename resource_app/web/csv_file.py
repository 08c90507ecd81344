"""How is a table handed out as a file? As CSV that no spreadsheet takes for a formula (OWASP ASVS 5.0, 1.2.10)."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from werkzeug.wrappers import Response

# What a spreadsheet may take for a formula, whatever stands before it that is not seen.
_FORMULA = re.compile(r"^[\ufeff\s\x00-\x1f]*[=+\-@|%]")


def safe(value: object) -> str:
    """The value as text; an apostrophe makes a would-be formula plain text."""
    text = str(value).replace("\x00", "")
    return f"'{text}" if _FORMULA.match(text) or text[:1] in {"\t", "\r", "\n"} else text


def answer(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A file to keep."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([safe(value) for value in row] for row in rows)
    made = Response(out.getvalue(), mimetype="text/csv")
    made.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    made.headers["Cache-Control"] = "no-store"
    return made
