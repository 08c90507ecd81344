"""Does a text give away where a place is? Street addresses and words that a location is confidential, in free text."""

import re

_STREETS = (
    r"street|st|avenue|ave?|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|place|pl|way|highway|hwy"
    r"|parkway|pkwy|circle|cir"
    r"|terrace|ter|square|sq|turnpike|tpke|pike|plaza|alley|row|loop|trail|wharf|route|rte"
)
_DIRECTION = r"(?:(?:north|south|east|west|northeast|northwest|southeast|southwest|[nsew]|ne|nw|se|sw)\.?\s+)?"
_NAME = r"(?:(?:[A-Z][\w'’.-]*|[1-9]\d{0,2}(?:st|nd|rd|th)|of|de|la|las|los|el|del|the)\s+){1,4}"
_NUMBER = r"(?<![\w$#.:/-])(?:\d{1,5}(?:-\d{1,4})?[A-Z]?(?:\s+1/2)?)\s+"
_STREET = re.compile(rf"{_NUMBER}(?i:{_DIRECTION}){_NAME}(?i:{_STREETS})\b\.?(?!\s+(?i:years?|of age))")
_NAMED_ONLY = re.compile(
    rf"{_NUMBER}(?i:{_DIRECTION})(?:Broadway|El Camino(?: Real)?|Avenue [A-Z]|Route \d+|Highway \d+"
    rf"|State Route \d+)\b"
)
_SPANISH = re.compile(
    r"\b(?i:calle|avenida|av\.|carretera|paseo|camino|callej[oó]n)\s+(?:[A-Z0-9][\wáéíóúñ'.-]*\s*){1,5}(?:,"
    r"|#|\b(?i:n[uú]m(?:ero)?\.?|n[º°o]\.?))?\s*\d{1,5}\b"
)
_PLACE = r"(?:locations?|address(?:es)?|sites?|places?|whereabouts|ubicaci[oó]n|direcci[oó]n|domicilio|lugar)"
_HIDDEN = (
    r"(?:confidential|undisclosed|secret|unpublished|not (?:be )?(?:disclosed|published|listed|public|released"
    r"|given(?: out)?)|withheld|kept private|private|confidenciales?|secret[ao]|no se (?:publica|divulga"
    r"|revela))"
)
_CONFIDENTIAL = re.compile(
    rf"\b(?:confidential|undisclosed|secret|unpublished|hidden)\s+(?:\w+\s+)?{_PLACE}\b"
    rf"|\b{_PLACE}\s+(?:of (?:the |our )?\w+\s+)?(?:\w+\s+)?(?:is|are|remains?|kept|stays?|will be|es|son"
    rf"|se mantiene|permanece)?\s*(?:kept\s+)?(?:strictly\s+|always\s+)?{_HIDDEN}\b"
    rf"|\b{_PLACE}\s+(?:confidencial|secreta|secreto|reservada|no divulgada)\b"
    rf"|\b(?:confidentially|secretly) located\b|\b(?:do|does) not (?:publish|disclose|release"
    rf"|give out) (?:its |our |the |their )?(?:\w+ )?{_PLACE}\b"
    rf"|^\W*(?:address )?confidential\W*$|\bconfidential (?:shelter|safe ?house)\b|\bsafe house\b.*\bconfidential\b",
    re.IGNORECASE,
)


def holds_street_address(text: str) -> bool:
    """Whether `text` holds a house number with a street: "12 Elm St.", "Calle Olmo 12". A post box is none."""
    return any(pattern.search(text) for pattern in (_STREET, _NAMED_ONLY, _SPANISH))


def says_confidential(text: str) -> bool:
    """Whether `text` says that a location is confidential. "Confidential counseling" speaks of the service, not the place."""
    return bool(_CONFIDENTIAL.search(text))
