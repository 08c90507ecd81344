"""What do people's words mean? The shape of the language data; `resource_app/directory/lexicon` holds the data itself."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing people look for: the words they use (`english`, `spanish`), and those directories use.

    `strong` says the same thing; `weak` is only related. `role` "topic" is what is wanted; "audience" is for whom;
    "generic" is a form of help of any subject ("support group"); "cost" is how cheap; "kin" somebody who is only mentioned
    ("my mother").
    """

    code: str
    english: tuple[str, ...]
    spanish: tuple[str, ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    role: str = "topic"
    audiences: tuple[str, ...] = ()  # values of Document.audiences it names
    others: tuple[str, ...] = ()  # people's words in further languages
    unlike: tuple[str, ...] = ()  # two words in a name that hold one of its words and mean another thing ("pet food")

    @property
    def triggers(self) -> tuple[str, ...]:
        """Every way people say it."""
        return (*self.english, *self.spanish, *self.others)


@dataclass(frozen=True, slots=True)
class Together:
    """Two concepts that mean a third when both are asked for: a ride (`asked`) and a treatment (`beside`) are a medical ride.

    `makes` is asked for then, and what stands beside it only says what for.
    """

    asked: str
    beside: frozenset[str]
    makes: str


@dataclass(frozen=True, slots=True)
class Reserved:
    """What is kept for one audience: of those who ask for one of `asked`, no help to whom no concept of `spoken_of` speaks.

    A safe house is for survivors, not for everybody who needs a bed.
    """

    audience: str
    asked: frozenset[str]
    spoken_of: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Language data of one installation.

    `good_words` are never taken for a typing error. `opposed` are groups of audience values of which a listing for one is
    less fit for another ("men", "women"); what is `reserved` is little help to anybody else.
    """

    concepts: tuple[Concept, ...] = ()
    stop_words: frozenset[str] = frozenset()
    glossary: dict[str, tuple[str, ...]] = field(default_factory=dict)
    spanish_words: frozenset[str] = frozenset()  # and no English ones
    english_words: frozenset[str] = frozenset()  # and no Spanish ones
    good_words: frozenset[str] = frozenset()
    opposed: tuple[tuple[str, ...], ...] = ()
    reserved: tuple[Reserved, ...] = ()
    together: tuple[Together, ...] = ()
