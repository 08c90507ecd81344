"""What became of the rows? Counts that add up, and what a report says of each row."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from importers.models import ROW_OUTCOMES
from importers.record import Issue
from resource_app.database import Json


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row as it ended. `reason` says why in a sentence, `original` is the row as it came where it was not simply taken
    (empty where it would show a private address).
    """

    number: int
    file: str
    line: int
    kind: str
    object_id: str
    native_id: str
    outcome: str
    field: str = ""
    reason: str = ""
    issues: tuple[Issue, ...] = ()
    original: str = ""

    def as_json(self) -> Json:
        """The row for a report; what is empty is left out."""
        found = {name: value for name, value in asdict(self).items() if value not in ("", ())}
        return {**found, "issues": [asdict(issue) for issue in self.issues]} if self.issues else found

    def as_columns(self, run_id: int) -> Json:
        """The row for the table import_row."""
        return {
            "run_id": run_id,
            "number": self.number,
            "file": self.file,
            "line": self.line,
            "kind": self.kind,
            "object_id": self.object_id or None,
            "native_id": self.native_id,
            "outcome": self.outcome,
            "field": self.field,
            "reason": self.reason,
            "issues": [asdict(issue) for issue in self.issues] or None,
            "original": self.original or None,
        }


@dataclass(slots=True)
class Counts:
    """Rows by outcome, issues by code, and what was left for people to do."""

    outcomes: Counter[str] = field(default_factory=Counter)
    issues: Counter[str] = field(default_factory=Counter)
    proposals: int = 0
    tasks: Counter[str] = field(default_factory=Counter)

    def add(self, row: RowResult) -> None:
        """Count one row."""
        self.outcomes[row.outcome] += 1
        self.issues.update(issue.code for issue in row.issues)

    @property
    def rows(self) -> int:
        """All rows counted."""
        return self.outcomes.total()

    def as_json(self) -> Json:
        """What the run's row keeps, and what a report says; every outcome is named."""
        return {
            "rows": self.rows,
            **{outcome: self.outcomes[outcome] for outcome in ROW_OUTCOMES},
            "proposals": self.proposals,
            "tasks": dict(sorted(self.tasks.items())),
            "issues": dict(sorted(self.issues.items())),
        }

    @classmethod
    def from_json(cls, kept: Json) -> "Counts":
        """The counts a killed run left."""
        outcomes = Counter({outcome: kept.get(outcome, 0) for outcome in ROW_OUTCOMES})
        return cls(outcomes, Counter(kept.get("issues", {})), kept.get("proposals", 0), Counter(kept.get("tasks", {})))


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole run. `resumed_at` is the row a killed run went on from; `notes` are sentences about the files."""

    source: str
    format: str
    file_name: str
    dry_run: bool
    seconds: float
    counts: Counts
    resumed_at: int = 0
    notes: tuple[str, ...] = ()

    def as_json(self) -> Json:
        """The report's last line."""
        told: dict[str, Any] = {
            "source": self.source,
            "format": self.format,
            "file": self.file_name,
            "dry_run": self.dry_run,
            "seconds": round(self.seconds, 2),
            **self.counts.as_json(),
            "notes": list(self.notes),
        }
        return {**told, "resumed_at": self.resumed_at} if self.resumed_at else told
