"""What was done, in a sentence that whoever reads it later gets in their language. It is kept as its words and its facts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from typing import Self

from resource_app.phrases import Translator

ENGLISH = NullTranslations()
Fact = int | str  # a number, or a code or hash that is no language's


@dataclass(frozen=True, slots=True)
class Note:
    """Clauses: words to be translated, each with its facts. No name, no word of a listing and no address is a fact."""

    clauses: tuple[tuple[str, Mapping[str, Fact]], ...]

    @classmethod
    def of(cls, words: str, **facts: Fact) -> Self:
        """A note of one clause."""
        return cls(((words, facts),))

    @classmethod
    def read(cls, kept: str) -> Self | None:
        """The note that was kept so; None for other text: the name of an error, or what was kept before notes were."""
        if not kept.startswith("["):
            return None
        return cls(tuple((words, facts) for words, facts in json.loads(kept)))

    def __add__(self, other: Self) -> Self:
        return type(self)(self.clauses + other.clauses)

    def __str__(self) -> str:
        return self.told()

    @property
    def kept(self) -> str:
        """Its text, for keeping."""
        return json.dumps(self.clauses)

    def told(self, translator: Translator = ENGLISH) -> str:
        """Its sentence; numbers with commas at the thousands."""
        return "; ".join(translator.gettext(words) % _written(facts) for words, facts in self.clauses)


def told(kept: str, translator: Translator = ENGLISH) -> str:
    """What was kept, in words; what is no note, as it stands."""
    note = Note.read(kept)
    return note.told(translator) if note else kept


def _written(facts: Mapping[str, Fact]) -> Mapping[str, str]:
    return {name: f"{fact:,}" if isinstance(fact, int) else fact for name, fact in facts.items()}
