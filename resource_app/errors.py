"""What can go wrong on purpose? Few error types, named for the situation; the edge turns them into a page or problem+json."""

from dataclasses import dataclass


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for it
    """Marks a sentence that a page will say in the reader's language."""
    return sentence


class ResourceLoopError(Exception):
    """Base of the errors we raise on purpose; its text is a sentence for the person who asked."""


@dataclass
class NotFound(ResourceLoopError):
    """There is no such thing, or the viewer may not know of it: the two look the same."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"There is no {self.kind} with the id {self.id}."


class LinkOver(NotFound):
    """A link out of a letter that works no more, or never did: used, replaced, too old, or somebody's guess."""


class AnswerOver(LinkOver):
    """One that asks about a claim, or shows what became of it, and works no more: by it nobody was invited, or signs in."""


@dataclass
class BadInput(ResourceLoopError):
    """Something the person gave cannot be used; `message` says what to do."""

    message: str
    field: str = ""

    def __str__(self) -> str:
        return self.message


@dataclass
class NotReady(ResourceLoopError):
    """The installation lacks something (a migration, the gazetteer); `message` names the command that mends it."""

    message: str

    def __str__(self) -> str:
        return self.message
