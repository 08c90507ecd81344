"""Was a word mistyped? Only a word nobody knows is corrected, and only to a word the public listings or the lexicon use."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.language import Language
from search.ranking import SHORTEST_WORD

SHORTEST_PART = 3  # letters of each of two words written as one
TWO_ERRORS_FROM = 7  # letters: shorter words may have one error
RARE = 4  # a word used at most so often may be the directory's own typing error ...
OVERWHELMING = 30  # ... when a neighbour is used so many times as often
NEIGHBOURS = 12
LEAST_USES = 2  # of a word that is offered as a correction, unless the lexicon knows it

Uses = Mapping[str, int]  # surface word -> how many public listings use it


@dataclass(frozen=True, slots=True)
class Corrected:
    """The words to search for, and whether any was corrected."""

    words: tuple[str, ...]
    changed: bool


def correct(words: Sequence[str], language: Language, uses: Callable[[], Uses]) -> Corrected:
    """Put right what was mistyped; `uses` is asked for only when a word is doubtful."""
    fixed: list[str] = []
    for word in words:
        doubtful = _correctable(word, language)
        fixed += (_parted(word, language) or (_fixed(word, language, uses),)) if doubtful else (word,)
    return Corrected(tuple(fixed), fixed != list(words))


def _parted(word: str, language: Language) -> tuple[str, ...]:
    """Two words written as one, where together they mean something: "foodbank"; empty when they do not."""
    for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        pair = (word[:end], word[end:])
        if any(each.end - each.start > 1 for each in language.recognise(pair)):
            return pair
    return ()


def _correctable(word: str, language: Language) -> bool:
    return (
        len(word) >= SHORTEST_WORD and word.isalpha() and word not in language.stop_words and not language.knows(word)
    )


def _fixed(word: str, language: Language, uses: Callable[[], Uses]) -> str:
    vocabulary = uses()
    own = vocabulary.get(word, 0)
    if own > RARE:
        return word
    allowed = 2 if len(word) >= TWO_ERRORS_FROM and not own else 1
    best, weight = word, 0.0
    for candidate, distance, _ in _near(word, vocabulary, language, allowed):
        count = vocabulary.get(candidate, 0)
        known = candidate in language.known_words
        if (count < LEAST_USES and not known) or (own and count < OVERWHELMING * own):
            continue
        score = _likeness(word, candidate, distance) * (1 + min(count, 200) / 100 + (1.0 if known else 0.0))
        if score > weight:
            best, weight = candidate, score
    return best


def _near(word: str, vocabulary: Uses, language: Language, allowed: int) -> list[tuple[str, float, int]]:
    near: dict[str, float] = {}
    for choices in (vocabulary.keys(), language.known_words):
        fitting = [each for each in choices if abs(len(each) - len(word)) <= allowed and len(each) >= SHORTEST_WORD]
        found = process.extract(word, fitting, scorer=OSA.distance, score_cutoff=allowed, limit=NEIGHBOURS)
        near |= {candidate: distance for candidate, distance, _ in found if candidate != word}
    return [(candidate, distance, 0) for candidate, distance in near.items()]


def _likeness(word: str, candidate: str, distance: float) -> float:
    """Fewer errors, the same first letter and the same letters in another order are likelier."""
    likeness = 1.0 if distance <= 1 else 0.25
    if word[0] != candidate[0]:
        likeness *= 0.3
    if sorted(word) == sorted(candidate):
        likeness *= 2
    return likeness
