"""Who does it? An Actor is handed to every verb that changes something."""

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["user", "link", "member", "import", "job", "command", "visitor"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts.

    `label` is for staff only: names of people never reach public output, where an actor is "organization", "curator" or
    "import" (see `public_name`).
    """

    kind: ActorKind
    id: str
    organization_id: str | None = None
    roles: frozenset[str] = frozenset()
    label: str = ""

    @property
    def public_name(self) -> str:
        """The word HSDS `metadata.updated_by` shows in public."""
        if self.kind == "import":
            return "import"
        return "organization" if self.organization_id else "curator"


def command(name: str) -> Actor:
    """The actor of a `resourceloop` command, for example `command("demo load")`."""
    return Actor("command", name, label=name)


def importing(source: str) -> Actor:
    """The actor of an import run from `source`."""
    return Actor("import", source, label=source)


def job(name: str) -> Actor:
    """The actor of a job of the timetable."""
    return Actor("job", name, label=name)


VISITOR = Actor("visitor", "")  # somebody who has not said who they are
