"""What do listings call the areas they serve? Tables of phrases, English and Spanish; `coverage` loops over them."""

import re
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Phrase:
    """A whole name that means an area without naming a place."""

    kind: Literal["nation", "state", "virtual"]
    pattern: re.Pattern[str]
    confidence: float = 1.0


def _whole(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)})")


# Folded names (`names.name_key`: small letters, no accents, no points) must match as a whole.
PHRASES: tuple[Phrase, ...] = (
    Phrase(
        "nation",
        _whole(
            r"nation ?wide(?: service)?|national(?:ly)?|nation|country ?wide|federal",
            r"(?:all of |entire |throughout |within |anywhere in |across )*(?:the )?"
            r"(?:united states|us|usa|u s|u s a|country|nation)(?: of america)?",
            r"all (?:50 |fifty )?states(?: and territories)?|coast to coast|continental (?:us|united states)",
            r"a nivel nacional|nacional|(?:en )?todo el pais|(?:en )?(?:todos? )?(?:los )?estados unidos",
        ),
    ),
    Phrase(
        "nation",
        _whole(r"world ?wide|international(?:ly)?|global(?:ly)?|anywhere|everywhere|mundial|en todo el mundo"),
        0.8,
    ),
    Phrase(
        "state",
        _whole(
            r"state ?wide(?: service)?|(?:all of |entire |throughout |across )(?:the )?state|the state|the entire state",
            r"estatal|(?:en )?todo el estado|a nivel estatal",
        ),
        0.8,
    ),
    Phrase(
        "virtual",
        _whole(
            r"virtual(?:ly)?(?: only| services?)?|on ?line(?: only| services?)?|remote(?:ly)?|tele ?health|tele ?medicine",
            r"(?:by |over the )?(?:phone|telephone)(?: only)?|web ?based|internet",
            r"en linea|por internet|por telefono|a distancia|virtualmente",
        ),
    ),
)

# Words that may stand around a name without changing it.
LEADING = re.compile(
    r"^(?:(?:all|any|anyone|residents?|people|persons|individuals|those|families) (?:living |residing )?(?:of|in|within) "
    r"|(?:the )?(?:whole|entire|entirety) (?:of )?|all (?:of )?|throughout |within |across |anywhere in "
    r"|serv(?:es|ing|ice areas?(?: includes?)?|ed) |(?:areas?|counties|cities|towns|communities) (?:served|of) "
    r"|(?:zip|postal) ?codes? (?:served )?|primarily |mainly |mostly |including |includes |the |in |of |and "
    r"|(?:the )?(?:greater )?(?:city|town|village|borough|municipality|state|commonwealth) of "
    r"|(?:a )?(?:residentes de |en )?(?:todo|toda)s? (?:el|la|los|las)? ?|residentes (?:de|del|de la) |en |el |la |los |las "
    r"|(?:ciudad|ciudades|pueblo|municipio|estado|estados) (?:de|del) |condados? atendidos )"
)
TRAILING = re.compile(
    r"(?: residents?(?: only)?| only| state(?: ?wide)?| and beyond| proper| city limits| area residents"
    r"| residentes| solamente)$"
)
ROUGHLY = re.compile(
    r"^(?:greater |metro |metropolitan )"
    r"|(?: and| y)? (?:the )?(?:(?:surrounding|nearby|neighbou?ring) .+|metro(?:politan)? area|area|region)$"
    r"|(?: and| y)? (?:the )?(?:vicinity|alrededores)$"
)
STATE_SAID = re.compile(
    r"^(?:the |en |todo |toda |el |all |of |entire |whole )*(?:state|commonwealth|estado) |\bstate ?(?:wide)?$"
)
PART = re.compile(
    r"^(?:north|south|east|west|northern|southern|eastern|western|central|mid|upper|lower|coastal|rural|inland|northeast"
    r"|northwest|southeast|southwest|northeastern|northwestern|southeastern|southwestern|unincorporated|parts?|portions?"
    r"|sections?|some|most|downtown|outer|inner|norte|sur|este|oeste|partes?|algunas?)\b|\bunincorporated\b"
)
COUNTY_BEFORE = re.compile(
    r"^(?:(?:the )?count(?:y|ies) of|(?:el |los )?condados? (?:de|del)|count(?:y|ies):?|condados?:?) "
)
COUNTY_AFTER = re.compile(r" (?:county|counties|parish|parishes|borough|municipio|co|countywide|condado)$")
MANY_COUNTIES = re.compile(r"\bcounties\b|\bcondados\b")
SEPARATORS = re.compile(r"\s*(?:[;,/|•·\n]|\s&\s|\s\+\s|\band\b|\by\b|\bor\b|\s-\s|\s–\s)\s*", re.IGNORECASE)

NEW_ENGLAND = ("CT", "MA", "ME", "NH", "RI", "VT")
