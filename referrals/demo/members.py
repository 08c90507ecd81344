"""Who are the members of a demo? As many made-up people as one likes, each the same on every machine.

Pure. Their numbers are those that are kept for stories (555-0100 to 555-0199), their addresses nobody's (RFC 2606).
"""

from datetime import date, timedelta

FIRST = (
    "Ada", "Bram", "Clio", "Dario", "Edda", "Fenn", "Greta", "Hal", "Ines", "Jory", "Kaia", "Linus", "Mira", "Nico",
    "Oona", "Pax", "Quill", "Rosa", "Sol", "Tove", "Ugo", "Vera", "Wim", "Xenia", "Yara", "Zeno",
)  # fmt: skip
LAST = (
    "Lantern", "Thimble", "Compass", "Teacup", "Ladder", "Windmill", "Button", "Kettle", "Paperclip", "Umbrella",
    "Candle", "Bellows", "Anchor", "Saddle", "Ribbon", "Marble", "Basket", "Trellis", "Pebble", "Whistle", "Satchel",
)  # fmt: skip
LANGUAGES = ("English", "English", "English", "Spanish", "Portuguese", "Haitian Creole")
PLACES = (("Chelsea", "02150"), ("Revere", "02151"), ("Everett", "02149"), ("Lynn", "01902"), ("Lawrence", "01840"))
AREAS = ("617", "781", "978", "508", "413", "603", "401", "207")
CHANNELS = ("call text", "call", "email call", "call in_person", "mail call")
OLDEST_YEARS, YOUNGEST_YEARS = 95, 18
_NUMERALS = ("", "Elm", "Oak", "Ash", "Yew", "Fir", "Bay", "Fig", "Plum", "Pear")  # middle names tell namesakes apart


def name_of(number: int) -> str:
    """What the member of that number is called; no other is called so and born on the same day."""
    rest, first = divmod(number, len(FIRST))
    rest, last = divmod(rest, len(LAST))
    middle = _NUMERALS[rest % len(_NUMERALS)]
    return " ".join(filter(None, (FIRST[first], middle, LAST[last])))


def values_of(number: int, today: date) -> dict[str, str]:
    """What is kept of the member of that number (`people.fields`): the same fields of each."""
    city, zip_code = PLACES[number % len(PLACES)]
    days = (OLDEST_YEARS - YOUNGEST_YEARS) * 365
    born_on = date(today.year - YOUNGEST_YEARS - 1, 1, 1) - timedelta(days=number * 7_919 % days)
    return {
        "name": name_of(number),
        "born_on": born_on.isoformat(),
        "plan_id": f"DEMO-{number:06}",
        "phone": f"{AREAS[number // 100 % len(AREAS)]}-555-{100 + number % 100:04}",
        "email": f"member-{number}@demo.example",
        "street": f"{number % 90 + 1} Make-Believe Lane",
        "city": city,
        "zip": zip_code,
        "language": LANGUAGES[number % len(LANGUAGES)],
        "channels": CHANNELS[number % len(CHANNELS)],
    }
