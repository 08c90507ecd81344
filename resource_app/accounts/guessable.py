"""Would somebody guess it who knows people, keyboards and the person? Rules, beside the list of what has been leaked; pure."""

import unicodedata
from collections.abc import Iterable

LEAST_NEWS = (
    12  # characters that follow from nothing before them; a row or a repetition counts as two, one after another as one
)
LEAST_BESIDE = 8  # characters beside a name or a known sentence
SHORTEST_ROW = 3  # keys: blocks of three are walked one below the other
SHORTEST_AGAIN = 4
SHORTEST_OWN_WORD = 4
SHORTEST_SAYING = 12  # letters of a known sentence that are taken for it
ENDING = 6  # characters after a repetition are fewer
PRODUCT = "ResourceLoop"
_FORWARD = (
    *("abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm"),
    *(
        "azertyuiopqsdfghjklmwxcvbn",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
        "qazwsxedcrfvtgbyhnujmikolp",
        "!@#$%^&*()_+",
    ),
    # walks across the rows: up and down two of them, and down the columns of German and of French keyboards
    *("1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "qawsedrftgyhujikolp", "azsxdcfvgbhnjmk", "1qay2wsx3edc4rfv5tgb"),
    *("1aqw2zsx3edc4rfv5tgb", "2q3w4e5r6t7y8u9i0o", "!qaz@wsx#edc$rfv%tgb", "147258369", "159357", "789456123"),
)
ROWS = (*_FORWARD, *(row[::-1] for row in _FORWARD))
SAYINGS = (
    *("to be or not to be that is the question", "correct horse battery staple", "may the force be with you"),
    *(
        "the quick brown fox jumps over the lazy dog",
        "once upon a time in a land far far away",
        "i love you forever and ever",
    ),
    *(
        "let me in please open the door",
        "in the beginning god created the heaven and the earth",
        "our father who art in heaven",
    ),
    *("twinkle twinkle little star how i wonder what you are", "row row row your boat gently down the stream"),
    *(
        "happy birthday to you",
        "we the people of the united states",
        "four score and seven years ago",
        "i have a dream that one day",
    ),
    *("it was the best of times it was the worst of times", "call me ishmael some years ago", "live long and prosper"),
    *("winter is coming and the night is dark", "i am your father luke", "hakuna matata it means no worries"),
    *("the lord is my shepherd i shall not want", "in god we trust", "an apple a day keeps the doctor away"),
    *(
        "houston we have a problem",
        "elementary my dear watson",
        "all you need is love love is all you need",
        "here comes the sun",
    ),
    *(
        "this is my password please do not read it",
        "i forgot my password again",
        "never gonna give you up never gonna let you down",
    ),
    *(
        "lorem ipsum dolor sit amet",
        "en un lugar de la mancha de cuyo nombre no quiero acordarme",
        "padre nuestro que estas en el cielo",
    ),
    *(
        "ser o no ser esa es la cuestion",
        "feliz cumpleanos a ti",
        "te quiero mucho para siempre",
        "habia una vez en un pais muy lejano",
    ),
)
_LEET = str.maketrans("013457", "oieast")


def is_guessable(password: str) -> bool:
    """Whether it is a row of keys, a repetition with an ending, or a sentence everybody knows."""
    folded = plain(password)
    read = _readings(folded)
    return _news(folded) < LEAST_NEWS or any(map(_is_repeated, {folded, *read})) or any(map(_is_saying, read))


def plain(text: str) -> str:
    """Small letters without accents: who guesses tries both."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def is_mostly(password: str, own_words: Iterable[str]) -> bool:
    """Whether little is left of it without what is known of the person: names, an address, an organization, a part of one."""
    known = sorted(_parts((*own_words, PRODUCT)), key=len, reverse=True)
    for text in _readings(password.casefold()):
        left = text
        for part in known:
            left = left.replace(part, "")
        if left != text and _news(left) < LEAST_BESIDE:
            return True
    return False


def _parts(own_words: Iterable[str]) -> set[str]:
    """Each of them without spaces, and each word of it."""
    found = set()
    for words in own_words:
        folded = words.casefold()
        spaced = "".join(each if each.isalnum() else " " for each in folded)
        found |= {_squashed(folded), *map(_squashed, spaced.split())}
    return {each for each in found if len(each) >= SHORTEST_OWN_WORD}


def _readings(folded: str) -> set[str]:
    """Letters and digits alone, and with the letters that digits stand for."""
    squashed = _squashed(folded.translate(str.maketrans("@$!", "asi")))
    return {_squashed(folded), squashed, squashed.translate(_LEET)}


def _squashed(folded: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", folded) if each.isalnum())


def _is_saying(text: str) -> bool:
    for saying in map(_squashed, SAYINGS):
        if len(text) >= SHORTEST_SAYING and text in saying:
            return True
        for length in range(len(saying), min(SHORTEST_SAYING, len(saying)) - 1, -1):
            if saying[:length] in text and len(text) - length < LEAST_BESIDE:
                return True
    return False


def _is_repeated(folded: str) -> bool:
    """Whether it is one thing at least twice, and little after it."""
    for size in range(1, len(folded) // 2 + 1):
        times = 1
        while folded.startswith(folded[:size], times * size):
            times += 1
        if times > 1 and len(folded) - times * size < ENDING:
            return True
    return False


def _news(folded: str) -> int:
    """How many characters of it follow from nothing before them."""
    at = news = before = 0
    while at < len(folded):
        known = max(_row_at(folded, at), _again_at(folded, at))
        news += 2 if known and not before else 1
        at, before = at + (known or 1), known
    return news


def _row_at(folded: str, at: int) -> int:
    """How long the row of keys is that begins here; 0 for none."""
    end = at + SHORTEST_ROW
    while end <= len(folded) and any(folded[at:end] in row for row in ROWS):
        end += 1
    return end - 1 - at if end > at + SHORTEST_ROW else 0


def _again_at(folded: str, at: int) -> int:
    """How much of what begins here stood before; 0 for none."""
    end = at + SHORTEST_AGAIN
    while end <= len(folded) and folded.find(folded[at:end], 0, end - 1) != -1:
        end += 1
    return end - 1 - at if end > at + SHORTEST_AGAIN else 0
