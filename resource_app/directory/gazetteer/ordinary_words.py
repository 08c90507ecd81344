"""Which names of towns are ordinary words as well? See ordinary_words.txt, reviewed by hand against real directories.

The words are folded as `names.name_key` does, `_` for a space. A name missing there is only taken for a place after "in"
or "near" or at the end of the words, and when the town is of a home state or of some size.
"""

from pathlib import Path

WORDS_FILE = Path(__file__).with_name("ordinary_words.txt")


def read_sections(text: str) -> dict[str, frozenset[str]]:
    """The words under each [section]; a line that starts with # is a remark."""
    sections: dict[str, list[str]] = {}
    words: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            words = sections.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            words.extend(word.replace("_", " ") for word in line.split())
    return {name: frozenset(found) for name, found in sections.items()}


_SECTIONS = read_sections(WORDS_FILE.read_text(encoding="utf-8"))
ORDINARY = _SECTIONS["ordinary"]
NOT_IN = _SECTIONS["not in"]
NOT_NEAR = _SECTIONS["not near"]
