"""In which language is a text? Counted by words that are English and not Spanish, or Spanish and not English."""

from functools import lru_cache

from resource_app.directory import lexicon
from search.wording import split

REMEMBERED = 512  # texts; the same one is asked about more than once for each listing, and seldom again later


@lru_cache(maxsize=REMEMBERED)
def language_of(text: str) -> str:
    """Like "en" or "es"; empty where the words do not tell, as in most names."""
    known = lexicon.load()
    words = list(split(text))
    english = sum(word in known.english_words for word in words)
    spanish = sum(word in known.spanish_words for word in words)
    if english == spanish:
        return ""
    return "en" if english > spanish else "es"
