"""What are the words of a text? Split, folded and stemmed here, once, for listings and for questions, for every backend.

A stem is English unless the word is known to be Spanish: one word has one stem wherever it stands, so an index and a
question can never disagree.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import Stemmer

_WORD = re.compile(r"[a-z0-9]+")
_IDEOGRAPHS = (
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"  # written without spaces: each sign is a word, words are phrases
)
_MARKED = (
    "\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17dd"  # Indic and South-East Asian letters with their vowel signs
)
_ANY_WORD = re.compile(rf"[a-z0-9]+|[{_IDEOGRAPHS}]|(?:[^\W_a-z0-9{_IDEOGRAPHS}]|[{_MARKED}])+")
# Latin letters that no decomposition makes plain.
_PLAIN = str.maketrans(
    {
        "\N{LATIN SMALL LETTER D WITH STROKE}": "d",
        "\N{LATIN SMALL LETTER L WITH STROKE}": "l",
        "\N{LATIN SMALL LETTER O WITH STROKE}": "o",
        "\N{LATIN SMALL LETTER SHARP S}": "ss",
        "\N{LATIN SMALL LETTER AE}": "ae",
        "\N{LATIN SMALL LIGATURE OE}": "oe",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)
_ESCAPED = re.compile(r"%(?:[0-9A-Fa-f][A-Fa-f]|[A-Fa-f][0-9])")  # bytes of a URL that were no letters, no words
_POSSESSIVE = re.compile(r"(?<=[a-z])['\N{RIGHT SINGLE QUOTATION MARK}](?:s\b)?")  # children's, can't
SHORTEST_STEMMED = 4

# Plurals no suffix rule reaches.
IRREGULAR = {
    "children": "child",
    "kids": "kid",
    "men": "man",
    "women": "woman",
    "wives": "wife",
    "lives": "life",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "lice": "louse",
    "people": "person",
    "elderly": "elder",
    "mujeres": "mujer",
    # Words whose ending makes another thing of them, which a suffix rule takes for the same.
    "overeating": "overeat",
    "training": "training",
    "trainings": "training",
    "medication": "medication",
    "medications": "medication",
    "transitional": "transition",
    "transition": "transition",
    "transitions": "transition",
    "transitioning": "transition",
    "naturalization": "naturaliz",
    "naturalize": "naturaliz",
    "aide": "aide",
    "aides": "aide",
    "attendant": "attendant",
    "attendants": "attendant",
    "aging": "aging",
    "immigration": "immigration",
    "especialista": "especialista",
    "especialistas": "especialista",
    "utiles": "utiles",
    "accessible": "accessible",
    "accessibility": "accessible",
    "presentation": "presentation",
    "presentations": "presentation",
    "aids": "aids",
    "minority": "minority",
    "minorities": "minority",
    "reservation": "reservation",
    "reservations": "reservation",
    "parking": "parking",
    "acting": "acting",
    "dating": "dating",
    "typing": "typing",
    "kinder": "kinder",
    "coding": "coding",
    "visitation": "visitation",
    "mindfulness": "mindfulness",
    "boxing": "boxing",
    "assistive": "assistive",
    "ante": "ante",
    "savings": "savings",
    "marketing": "marketing",
    "planning": "planning",
    "parenting": "parenting",
}

# Who has a condition is called after it, in words no suffix rule brings together: "autistic" children, an "autism" group.
CALLED_AFTER = {
    "autism": "autistic autistics autismo autista autistas autistico autistica autisticos autisticas",
    "epilepsi": "epileptic epileptics epileptico epileptica epilepticos epilepticas",
    "diabet": "diabetica diabeticas diabeticos",
    "asthma": "asthmatic asthmatics",
    "allergi": "allergic",
    "arthriti": "arthritis arthritic",
    "pregnanc": "pregnant",
    "dyslexia": "dyslexic dyslexics",
    "schizophrenia": "schizophrenic schizophrenics",
    "psychosi": "psychotic",
    "anorexia": "anorexic anorexics",
    "hemophilia": "hemophiliac hemophiliacs",
    "anemia": "anemic",
    "deaf": "deafness",
    "adict": "adiccion adicciones adicto adicta adictos adictas",
    "discapac": "discapacidad discapacidades discapacitado discapacitada discapacitados discapacitadas",
}
IRREGULAR |= {word: stem for stem, words in CALLED_AFTER.items() for word in words.split()}


def fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN)


def split(text: str) -> list[str]:
    """The words of a text, folded: letters of any script and digits; a hyphen parts words, an apostrophe does not."""
    folded = fold(_ESCAPED.sub(" ", text) if "%" in text else text)
    if "'" in folded or "\N{RIGHT SINGLE QUOTATION MARK}" in folded:
        folded = _POSSESSIVE.sub("", folded)
    return (_WORD if folded.isascii() else _ANY_WORD).findall(folded)


def close(one: str, other: str) -> bool:
    """Whether two surface words of one stem may stand for each other: about as long, and beginning alike."""
    if one == other:
        return True
    shorter, longer = sorted((len(one), len(other)))
    same_start = one[:4] == other[:4] if shorter >= SHORTEST_STEMMED else one[:3] == other[:3]
    return same_start and shorter >= 0.7 * longer


class Wording:
    """Stems words, and remembers each. `spanish` are the words to be stemmed as Spanish (folded)."""

    def __init__(self, spanish: Iterable[str] = ()) -> None:
        self._spanish = frozenset(spanish)
        self._stems: dict[str, str] = dict(IRREGULAR)
        self._english_stemmer = Stemmer.Stemmer("english", 0)  # it need not remember: we do
        self._spanish_stemmer = Stemmer.Stemmer("spanish", 0)

    def stem(self, word: str) -> str:
        """The stem of a folded word."""
        found = self._stems.get(word)
        if found is None:
            found = self._stems[word] = self._stem(word)
        return found

    def _stem(self, word: str) -> str:
        if len(word) < SHORTEST_STEMMED or not word.isalpha():
            return word
        stemmer = self._spanish_stemmer if word in self._spanish else self._english_stemmer
        stemmed: str = stemmer.stemWord(word)
        return stemmed

    def stems(self, text: str) -> list[str]:
        """The stems of a text, in order."""
        return [self.stem(word) for word in split(text)]


class Phrases:
    """Finds known phrases (sequences of two and more stems) in a text, by a table of their first two words."""

    def __init__(self, phrases: Iterable[Sequence[str]]) -> None:
        self._by_start: dict[tuple[str, str], list[tuple[str, ...]]] = {}
        for phrase in sorted({tuple(phrase) for phrase in phrases if len(phrase) > 1}):
            self._by_start.setdefault((phrase[0], phrase[1]), []).append(phrase)

    def found(self, stems: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Every known phrase that stands in `stems`, once for each time it does."""
        known = self._by_start
        for position, start in enumerate(pairwise(stems)):
            if start in known:
                for phrase in known[start]:
                    if len(phrase) == len(start) or tuple(stems[position : position + len(phrase)]) == phrase:
                        yield phrase
