"""What does a question wish for beside its words? Whom it is for, when, at what age, how cheap; of the words alone."""

from dataclasses import dataclass

from search.conditions import Conditions, Moment
from search.facts import pair_term
from search.language import Language
from search.reading import Plan

CHEAP = ("free", "sliding")  # costs that "free" or "cheap" asks for


@dataclass(frozen=True, slots=True)
class Wishes:
    """`audiences` are those asked for, `rivals` those that stand against them, `reserved` those nobody spoke of whose help
    this kind is often kept for. `urgent` are the terms of what comes before everything else, tier by tier,
    `unlike` those of names that hold a word of the question and mean another thing.
    """

    audiences: frozenset[str] = frozenset()
    rivals: frozenset[str] = frozenset()
    reserved: frozenset[str] = frozenset()
    age: int | None = None
    moment: Moment | None = None
    cheap: bool = False
    urgent: tuple[tuple[int, ...], ...] = ()
    unlike: frozenset[int] = frozenset()

    @classmethod
    def of(cls, language: Language, read: Conditions, plan: Plan) -> "Wishes":
        """The wishes of a question."""
        wanted = frozenset(value for code in plan.concepts for value in language.audiences.get(code, ()))
        rivals = {value for group in language.opposed if wanted & set(group) for value in group}
        kept = {
            each.audience
            for each in language.lexicon.reserved
            if each.asked & plan.concepts and not each.spoken_of & plan.concepts
        }
        return cls(
            audiences=wanted,
            rivals=frozenset(rivals) - wanted,
            reserved=frozenset(kept) - wanted,
            age=read.age,
            moment=read.moment,
            cheap="cost" in plan.roles,
            urgent=plan.urgent,
            unlike=language.unlike_all(plan.concepts) - {pair_term(*pair) for pair in plan.pairs},
        )
