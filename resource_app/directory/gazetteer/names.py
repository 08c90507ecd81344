"""When are two place names the same? Folding, and the small tables of nicknames and counties' words."""

import re
import unicodedata

ABBREVIATIONS: dict[str, str] = {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "no": "north",
    "so": "south",
    "st": "saint",
    "ste": "sainte",
    "mt": "mount",
    "ft": "fort",
    "pt": "point",
}
LAST_WORDS: dict[str, str] = {
    "hts": "heights",
    "hgts": "heights",
    "spgs": "springs",
    "jct": "junction",
    "vlg": "village",
}

# What people say, and the town that mail knows: (said, state, name key).
NICKNAMES: tuple[tuple[str, str, str], ...] = (
    ("nyc", "NY", "new york"),
    ("new york city", "NY", "new york"),
    ("nueva york", "NY", "new york"),
    ("manhattan", "NY", "new york"),
    ("sf", "CA", "san francisco"),
    ("san fran", "CA", "san francisco"),
    ("ssf", "CA", "south san francisco"),
    ("epa", "CA", "east palo alto"),
    ("philly", "PA", "philadelphia"),
    ("filadelfia", "PA", "philadelphia"),
    ("dc", "DC", "washington"),
    ("washington dc", "DC", "washington"),
    ("southie", "MA", "south boston"),
    ("eastie", "MA", "east boston"),
    ("jp", "MA", "jamaica plain"),
)

# What people write for a state behind a town, or alone where only a place can stand: many are words besides.
STATE_NICKNAMES: dict[str, str] = {
    "mass": "MA",
    "conn": "CT",
    "calif": "CA",
    "cali": "CA",
    "penn": "PA",
    "penna": "PA",
    "fla": "FL",
    "tex": "TX",
    "mich": "MI",
    "minn": "MN",
    "wisc": "WI",
    "wis": "WI",
    "ill": "IL",
    "ind": "IN",
    "tenn": "TN",
    "ala": "AL",
    "ariz": "AZ",
    "ark": "AR",
    "colo": "CO",
    "del": "DE",
    "kan": "KS",
    "miss": "MS",
    "mont": "MT",
    "nebr": "NE",
    "neb": "NE",
    "nev": "NV",
    "okla": "OK",
    "ore": "OR",
    "wash": "WA",
    "wyo": "WY",
    "north hampshire": "NH",
    "new hamp": "NH",
    "rhode isl": "RI",
    "little rhody": "RI",
    "bay state": "MA",
    "ocean state": "RI",
    "granite state": "NH",
}

COUNTY_WORDS = ("county", "counties", "parish", "borough", "municipio", "census area", "planning region", "co")

MISTYPED_ZIP = re.compile(r"(?<!\w)(?=(?:[OoIl]*\d){3})[\dOoIl]{5}(?!\w)")  # "O2150", "021SO" is none
LOOKS_LIKE = str.maketrans("OoIl", "0011")


def zip_mended(text: str) -> str:
    """The text with letters that look like digits made digits inside what else is a ZIP: "O2150" is 02150."""
    return MISTYPED_ZIP.sub(lambda match: match[0].translate(LOOKS_LIKE), text)


def name_key(name: str) -> str:
    """The folded name two spellings share: no case, accents or points, abbreviations written out.

    "St. Mary's" and "Saint Marys", "So. San Francisco" and "South San Francisco", "Mt Vernon" and "Mount Vernon".
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"[.'’`]", "", plain.replace("&", " and "))
    words = re.sub(r"[^0-9a-z]+", " ", plain).split()
    if len(words) > 1:
        words[0] = ABBREVIATIONS.get(words[0], words[0])
        words[-1] = LAST_WORDS.get(words[-1], words[-1])
        words[1:-1] = [ABBREVIATIONS.get(word, word) if word in {"st", "mt"} else word for word in words[1:-1]]
    return " ".join(words)
