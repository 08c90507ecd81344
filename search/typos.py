"""Was a word mistyped? Only a word nobody knows is corrected, and only to a word that finds something here.

That is a word of the public listings or one the lexicon has a meaning for, in the language the question is in, and near
enough for a slip (`search.slips`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search import conditions, slips
from search.language import Language
from search.ranking import SHORTEST_WORD

SHORTEST_TYPED = 3  # letters of a word that may be mistyped
SHORTEST_PART = 3  # letters of each of two words written as one
TWO_ERRORS_FROM = 7  # letters: shorter words may have one error
RARE = 4  # a word used at most so often may be the directory's own typing error ...
OVERWHELMING = 30  # ... when a neighbour is used so many times as often
NEIGHBOURS = 12
LEAST_USES = 2  # of a word that is offered as a correction, unless the lexicon has a meaning for it
MANY = 200  # uses; more say no more
DEAREST = ((3, 0.5), (5, 1.0), (6, 1.4), (40, 2.0))  # slips that are put right, by the letters of the word
SURE = 1.0  # slips beyond this only towards a word the lexicon has a meaning for

Spoken = Literal["english", "spanish", ""]  # the language of a question, where its other words tell
Uses = Mapping[str, int]  # surface word -> how many public listings use it
Words = Callable[[], Uses]  # asked for only when a word is doubtful


@dataclass(frozen=True, slots=True)
class Corrected:
    """The words to search for, and whether any was corrected."""

    words: tuple[str, ...]
    changed: bool


def correct(words: Sequence[str], language: Language, uses: Words) -> Corrected:
    """Put right what was mistyped; `uses` is asked for only when a word is doubtful."""
    fixed: list[str] = []
    doubts = [_correctable(word, language) for word in words]
    spoken = _spoken(words, language) if any(doubts) else ""
    for word, doubtful in zip(words, doubts, strict=True):
        fixed += (_parted(word, language) or (_fixed(word, language, uses, spoken),)) if doubtful else (word,)
    return Corrected(tuple(fixed), fixed != list(words))


def _spoken(words: Sequence[str], language: Language) -> Spoken:
    """The language most of the known words belong to alone."""
    spanish = sum(language.is_spanish(word) for word in words)
    english = sum(language.is_english(word) for word in words)
    if spanish == english:
        return ""
    return "spanish" if spanish > english else "english"


def _is_spoken(word: str, language: Language, spoken: Spoken) -> bool:
    """Whether a word may stand in a question of that language: what only the other one has may not."""
    if spoken == "english":
        return not (language.is_spanish(word) or language.is_foreign(word))
    return spoken != "spanish" or not (language.is_english(word) or language.is_foreign(word))


def _parted(word: str, language: Language) -> tuple[str, ...]:
    """Two words written as one, where together they mean something: "foodbank"; empty when they do not."""
    for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        pair = (word[:end], word[end:])
        if any(each.end - each.start > 1 for each in language.recognise(pair)):
            return pair
    return ()


def _correctable(word: str, language: Language) -> bool:
    return (
        len(word) >= SHORTEST_TYPED
        and word.isalpha()
        and word not in language.stop_words
        and not _meant(word, language)
    )


def _meant(word: str, language: Language) -> bool:
    """Whether a word is surely no slip: known as it stands or in the plural, or a form of a word that means something."""
    if word in conditions.WORDS or word in language.known_words or language.recognise([word]):
        return True
    return language.knows(word) and not language.known_words.isdisjoint(
        {word.removesuffix("s"), word.removesuffix("es")}
    )


def _means(word: str, language: Language) -> bool:
    """Whether somebody may have meant the word: one of a need, of a day or time, or filler."""
    return word in conditions.WORDS or word in language.stop_words or language.means(word)


def _fixed(word: str, language: Language, uses: Words, spoken: Spoken) -> str:
    vocabulary = uses()
    own = vocabulary.get(word, 0)
    a_form = language.knows(word)  # of a good word; "hosing" lacks a letter of what many listings have
    if own > (0 if a_form else RARE):
        return word
    allowed = 2 if len(word) >= TWO_ERRORS_FROM and not own else 1
    best, likeliest = word, 0.0
    for candidate in _near(word, vocabulary, language, allowed):
        count = vocabulary.get(candidate, 0)
        means = _means(candidate, language)
        if (count < LEAST_USES and not means) or (own and count < OVERWHELMING * own):
            continue
        if a_form and not (means and count >= OVERWHELMING and slips.lacks_a_letter(word, candidate)):
            continue
        if not _is_spoken(candidate, language, spoken):
            continue
        likely = _likely(word, candidate, means=means) * (1 + min(count, MANY) / 100 + (1.0 if means else 0.0))
        if likely > likeliest:
            best, likeliest = candidate, likely
    return best


def _near(word: str, vocabulary: Uses, language: Language, allowed: int) -> set[str]:
    near: set[str] = set()
    for choices in (vocabulary.keys(), language.known_words, language.stop_words, conditions.WORDS):
        fitting = [each for each in choices if abs(len(each) - len(word)) <= allowed and len(each) >= SHORTEST_WORD]
        found = process.extract(word, fitting, scorer=OSA.distance, score_cutoff=allowed, limit=NEIGHBOURS)
        near |= {candidate for candidate, _, _ in found}
    return near - {word}


def _likely(word: str, candidate: str, *, means: bool) -> float:
    """How likely the slip is; 0 when it is none."""
    cost = slips.cost(word, candidate)
    dearest = next(most for letters, most in DEAREST if len(word) <= letters or letters == DEAREST[-1][0])
    return 0.25**cost if cost <= (dearest if means else SURE) else 0.0
