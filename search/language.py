"""What do these words ask for? The lexicon, made ready: which words call which concept, which terms a concept stands for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from search.facts import pair_term
from search.lexicon import Concept, Lexicon
from search.ranking import TEXT
from search.texts import term
from search.wording import IRREGULAR, Phrases, Wording, close, split

LINKS = frozenset({"for", "of", "with", "about", "in"})
SHORTEST_BASE = 4
PAIR = 2
# Endings that make one word of another, and what may stand in their place.
ENDINGS = (
    *((ending, ("", "e", "y")) for ending in ("er", "ers", "or", "ing", "ist", "ists", "ish", "able")),
    *((ending, ("", "y", "le")) for ending in ("ly", "ness", "less", "ful", "ship", "hood", "iness", "ily")),
    *(
        (ending, ("o", "a", "", "e"))
        for ending in ("ero", "era", "eros", "eras", "ista", "istas", "ito", "ita", "itos")
    ),
    *((ending, ("o", "a", "ar", "er", "ir")) for ending in ("itas", "dor", "dora", "ador", "adora", "mente")),
    *((ending, ("ar", "er", "ir")) for ending in ("ando", "iendo", "ado", "ada", "ido", "ida", "amos", "emos", "aba")),
)
Alternate = tuple[int, float]  # a term's number and what it weighs


@dataclass(frozen=True, slots=True)
class Trigger:
    """A way to say a concept: its surface words."""

    words: tuple[str, ...]
    concept: Concept


@dataclass(frozen=True, slots=True)
class Recognised:
    """Words `start` to `end` of a question call these concepts; `exact` when by these very words, not by other forms."""

    start: int
    end: int
    concepts: tuple[Concept, ...]
    exact: bool = True


class Language:
    """The lexicon of an installation, compiled. One per process; unchangeable after it is made."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.wording = Wording(lexicon.spanish_words)
        self.stop_words = lexicon.stop_words
        self.alternates = {concept.code: self._alternates(concept) for concept in lexicon.concepts}
        self.audiences = {concept.code: concept.audiences for concept in lexicon.concepts if concept.audiences}
        self.concepts = {concept.code: concept for concept in lexicon.concepts}
        self.unlike = {concept.code: self._pairs(concept.unlike) for concept in lexicon.concepts if concept.unlike}
        self._said_in_two = lru_cache(maxsize=None)(self._in_two_words)
        self.together = lexicon.together
        self.opposed = lexicon.opposed
        self._triggers: dict[tuple[str, ...], list[Trigger]] = {}
        for concept in lexicon.concepts:
            for phrase in concept.triggers:
                self._add(concept, tuple(split(phrase)))
        self._longest = max((len(key) for key in self._triggers), default=0)
        self.phrases = Phrases(self._phrases())
        self._meaningful = frozenset(
            word for triggers in self._triggers.values() for trigger in triggers for word in trigger.words
        )
        self.known_words = lexicon.good_words | self._meaningful
        others = frozenset(word for each in lexicon.concepts for phrase in each.others for word in split(phrase))
        self._foreign = others - lexicon.good_words
        self.fingerprint = blake2b(
            repr((lexicon.concepts, sorted(lexicon.stop_words), sorted(IRREGULAR.items()))).encode(), digest_size=8
        ).hexdigest()
        self._known_stems = frozenset(self.wording.stem(word) for word in self.known_words)

    def unlike_all(self, codes: Iterable[str]) -> frozenset[int]:
        """Pairs of words in a name that mean another thing than any of these concepts."""
        unlike = frozenset[int]().union(*(self.unlike[code] for code in codes if code in self.unlike))
        return unlike - self.in_names(codes) if unlike else unlike

    def in_names(self, codes: Iterable[str]) -> frozenset[int]:
        """Pairs of words in a name that mean one of these concepts."""
        return frozenset[int]().union(*map(self._said_in_two, codes))

    def _in_two_words(self, code: str) -> frozenset[int]:
        concept = self.concepts[code]
        return self._pairs((*concept.triggers, *concept.strong))

    def _pairs(self, phrases: Iterable[str]) -> frozenset[int]:
        """The terms of phrases of two words, as names hold them."""
        stems = (self.wording.stems(each) for each in phrases)
        return frozenset(pair_term(*each) for each in stems if len(each) == PAIR)

    def _add(self, concept: Concept, words: tuple[str, ...]) -> None:
        for form in {words, self._without_stops(words)}:
            key = tuple(self.wording.stem(word) for word in form)
            self._triggers.setdefault(key, []).append(Trigger(form, concept))

    def _without_stops(self, words: tuple[str, ...]) -> tuple[str, ...]:
        kept = tuple(word for word in words if word not in self.stop_words)
        return kept if len(kept) > 1 else words

    def _phrases(self) -> Iterator[Sequence[str]]:
        for concept in self.lexicon.concepts:
            for phrase in (*concept.triggers, *concept.strong, *concept.weak):
                yield self.wording.stems(phrase)

    def _alternates(self, concept: Concept) -> tuple[Alternate, ...]:
        weights: dict[int, float] = {}
        for phrases, weight in ((concept.strong, TEXT.strong), (concept.weak, TEXT.weak)):
            for phrase in phrases:
                weights.setdefault(self.term_of(self.wording.stems(phrase)), weight)
        weights |= {term("u", audience): TEXT.strong for audience in concept.audiences}
        return tuple(weights.items())

    @staticmethod
    def term_of(stems: Sequence[str]) -> int:
        """The term of a word or phrase."""
        return term("p" if len(stems) > 1 else "w", " ".join(stems))

    def recognise(self, words: Sequence[str]) -> list[Recognised]:
        """The concepts that stretches of `words` call, longest stretches first; stretches may lie inside longer ones."""
        stems = [self.wording.stem(word) for word in words]
        found = []
        for length in range(min(self._longest, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                concepts, exact = self._called(words[start : start + length], tuple(stems[start : start + length]))
                if concepts:
                    found.append(Recognised(start, start + length, concepts, exact))
        return sorted([*found, *self._turned(words, stems)], key=lambda each: each.start - each.end)

    def _turned(self, words: Sequence[str], stems: Sequence[str]) -> Iterator[Recognised]:
        """Pairs said the other way round: "clothes for baby" is "baby clothes"."""
        for start in range(len(words) - 2):
            if words[start + 1] in LINKS:
                pair = (words[start + 2], words[start])
                triggers = self._triggers.get((stems[start + 2], stems[start]), ())
                concepts = {each.concept.code: each.concept for each in triggers if each.words == pair}
                if concepts:
                    yield Recognised(start, start + 3, tuple(concepts.values()))

    def _called(self, words: Sequence[str], stems: tuple[str, ...]) -> tuple[tuple[Concept, ...], bool]:
        """The concepts of triggers with these very words (True); if there are none, of triggers with close forms of them."""
        triggers = self._triggers.get(stems, ())
        exact = [trigger for trigger in triggers if trigger.words == tuple(words)]
        alike = exact or [trigger for trigger in triggers if all(map(close, words, trigger.words))]
        return tuple({trigger.concept.code: trigger.concept for trigger in alike}.values()), bool(exact)

    def knows(self, word: str) -> bool:
        """Whether a surface word is a good one: in the lexicon or the general lists, or a plain form of such a word."""
        return word in self.known_words or self.wording.stem(word) in self._known_stems or self._is_derived(word)

    def _is_derived(self, word: str) -> bool:
        """Whether a word is a known one with an ordinary ending: "trucker", "zapatero"."""
        for ending, instead in ENDINGS:
            base = word.removesuffix(ending)
            if base != word and len(base) >= SHORTEST_BASE and any(base + each in self.known_words for each in instead):
                return True
        return False

    def means(self, word: str) -> bool:
        """Whether a surface word is among the words people ask with."""
        return word in self._meaningful

    def is_foreign(self, word: str) -> bool:
        """Whether a surface word is of neither English nor Spanish, but of a further language."""
        return word in self._foreign

    def is_spanish(self, word: str) -> bool:
        """Whether a surface word is Spanish and not English."""
        return word in self.lexicon.spanish_words

    def is_english(self, word: str) -> bool:
        """Whether a surface word is English and not Spanish."""
        return word in self.lexicon.english_words

    def glossed(self, word: str) -> Iterable[str]:
        """English words for a Spanish one."""
        return self.lexicon.glossary.get(word, ())
