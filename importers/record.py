"""What is one row of a file? A Record: the objects it says, and what was wrong with it."""

from dataclasses import dataclass, field
from typing import Any, Literal

from resource_app.database import Json

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something about a row a person should know; an error means the row was not taken.

    `field` is where ("service.phones[0].number"), `message` a sentence with what to do, `original` the value as it came.
    """

    code: str
    field: str
    message: str
    original: Any = None
    severity: Severity = "warning"


@dataclass(slots=True)
class Record:
    """One input row: a service with everything under it, or an organization, a place, a term …

    `nested` is the object with an id in every object of it, None where the row could not be read. `native_id` is the id
    the source gave, `line` counts from 1 within `file`. `whole` is False for a row that leaves things out (a list page).
    `extra` are (kind, object) pairs of reference data that came with it.
    """

    file: str
    line: int
    kind: str = ""
    nested: Json | None = None
    native_id: str = ""
    issues: list[Issue] = field(default_factory=list)
    original: str = ""
    whole: bool = True
    extra: list[tuple[str, Json]] = field(default_factory=list)

    @property
    def rejected(self) -> bool:
        """Whether the row cannot be taken."""
        return self.nested is None or any(issue.severity == "error" for issue in self.issues)


def rejected(file: str, line: int, issue: tuple[str, str, str], original: str = "") -> Record:
    """A row that cannot be read; `issue` is (code, field, message)."""
    code, where, message = issue
    return Record(file, line, issues=[Issue(code, where, message, severity="error")], original=original)
