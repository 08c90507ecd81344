"""The words hours are written with, English and Spanish: one row a lexeme (name, letter, pattern), tried in this order.

Letters: D days, O ordinal, T time (M where it says a.m. or p.m.), - to, `,` and, `;` end of a statement, `:` after a
label, A day and night, P by appointment, C closed, X except, E part of the day, H closed on holidays, W whose hours these
are (which no rule keeps), space nothing, ? a word we do not know.
"""

import re

DAY_NAMES: tuple[tuple[int, str], ...] = (
    (0, "monday mondays mon mo lunes lun m"),
    (1, "tuesday tuesdays tues tue tu martes mar t tuseday"),
    (2, "wednesday wednesdays weds wed we miércoles miercoles mié mie w wednsday"),
    (3, "thursday thursdays thurs thur thu th jueves jue thurday"),
    (4, "friday fridays fri fr viernes vie f firday"),
    (5, "saturday saturdays sat sa sábado sábados sabado sabados sáb sab satuday saturnday"),
    (6, "sunday sundays sun su domingo domingos dom"),
)
WEEKDAYS: dict[str, int] = {name: day for day, names in DAY_NAMES for name in names.split()}
ORDINALS: dict[str, int] = {
    name: number
    for number, names in (
        (1, "1st first primer primero"),
        (2, "2nd second segundo"),
        (3, "3rd third tercer tercero"),
        (4, "4th fourth cuarto"),
        (5, "5th fifth quinto"),
        (-1, "last último ultimo"),
    )
    for name in names.split()
}
_NAMES = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_APPOINTMENT = (
    r"(?:by|with|con|por|previa|make an?)\s+(?:(?:a|an|previa|una)\s+)?(?:appointments?|appt\.?|arrangement|cita)"
)
_EXTRA = (
    r"(?:(?:some |other |additional )?(?:evenings?|weekends?|nights?|times|days|hours)"
    r"(?:\s+hours)?(?:,|\s+and|\s+or|\s+&)?\s+)+"
)
_ALWAYS = (
    r"24\s*/\s*7(?:\s*/\s*365)?"
    r"|(?:las\s+)?(?:24|twenty-four)[\s-]*(?:hours?|hrs?|horas)(?:\s+del\s+d[ií]a)?"
    r"(?:\s*(?:an?|per|each|every)\s+day|\s+daily|[\s-]*facility)?(?:,?\s*(?:7|seven)\s+days\s+(?:a|per)\s+week)?"
    r"|around the clock|any\s?time|day and night|d[ií]a y noche"
)
_BY_APPOINTMENT = (
    rf"(?:(?:and|or|y|o)\s+)?(?:also\s+)?(?:solo\s+|s[oó]lo\s+)?(?:{_EXTRA})?(?:available\s+)?{_APPOINTMENT}"
    r"(?:\s+previa)?(?:\s+only)?|call for (?:an )?appointments?|some evening appointments(?: available)?"
)
# The federal holidays (search.holidays) by name.
HOLIDAY_NAMES: tuple[tuple[str, str], ...] = (
    ("new-year", r"new year(?:'?s)?(?: day)?|a[nñ]o nuevo"),
    ("king", r"(?:dr\.? )?(?:martin luther king|mlk)(?:,? jr\.?)?(?:'s)?(?: (?:birthday|day))?"),
    ("presidents", r"president(?:s'|'s|s)? day|washington's birthday|d[ií]a de los presidentes"),
    ("memorial", r"memorial day"),
    ("juneteenth", r"juneteenth"),
    ("independence", r"independence day|(?:the )?(?:4th|fourth) of july|july (?:4(?:th)?|fourth)|4 de julio"),
    ("labor", r"labor day|d[ií]a del trabajo"),
    ("columbus", r"columbus day|indigenous peoples?'? day"),
    ("veterans", r"veteran(?:s'|'s|s)? day"),
    ("thanksgiving", r"thanksgiving(?: day)?|(?:d[ií]a de )?acci[oó]n de gracias"),
    ("christmas", r"christmas(?: day)?|navidad"),
)
_NAME = f"(?:{'|'.join(pattern for _code, pattern in HOLIDAY_NAMES)})"
_NAMES_LISTED = rf"{_NAME}(?:(?:\s*(?:,|&|\band\b|\by\b))+\s*(?:(?:on|el)\s+)?{_NAME})*"
_NO_MORE = r"(?!\s*(?:-|to\b|through\b|until\b|eve\b|week|season|break)|\w)"
_CLOSED_ON = (
    r",?\s*\(?\s*(?:closed|except|excluding|not open|no|cerrad[oa]|excepto|salvo)(?:\s+(?:on|for|los|las|el|en|in))*"
)
_KINDS_OF_HOLIDAY = (
    r"(?:(?:all|most|major|legal|federal|national|state|public|bank|county|city|school|u\.?s\.?|observed|d[ií]as)\s+)*"
)
_HOLIDAY_WORD = r"(?:holidays?|feriados?|festivos?)(?:\s+(?:p[uú]blicos|federales|nacionales|oficiales))*" + _NO_MORE
_HOLIDAYS = (
    rf"{_CLOSED_ON}\s+{_KINDS_OF_HOLIDAY}{_HOLIDAY_WORD}"
    rf"|{_CLOSED_ON}\s+{_NAMES_LISTED}(?:\s+holidays)?{_NO_MORE}"
    rf"|,?\s*\(?\s*{_NAMES_LISTED}\s+holidays"
    rf"|\b{_KINDS_OF_HOLIDAY}(?:holidays?|feriados|festivos)\s*[:,-]?\s*(?:closed|excluded|cerrado)\b"
)
# "closed weekends and holidays": what is closed goes on after the days.
CLOSED_TOO = re.compile(
    r"\b(closed|except|excluding|cerrado|excepto)\b([^.;()\d]*?)(?:,|&|\band\b|\by\b)"
    rf"\s*(?=(?:{_KINDS_OF_HOLIDAY}{_HOLIDAY_WORD}|{_NAME}{_NO_MORE}))"
)
_OPEN_ON_HOLIDAYS = (
    r",?\s*\(?\s*(?:including|incl\.?|even|incluso|incluidos)(?:\s+(?:on|los))?"
    r"\s+(?:d[ií]as\s+)?(?:holidays|feriados|festivos)"
)
# Holidays that are not, or not only, the federal ones: what else is said must be read by a person.
OTHER_HOLIDAYS = re.compile(rf"\b(?:most|major|state|bank|county|city|school)\b|{_NAME}\s+holidays")
_ORDINALS = "|".join(ORDINALS)
_PLAIN = (
    r"\b(?:open|opens|hours?|is|are|from|at|on|the|each|every|de|los|el|las|of|cada"
    r"|abierto|horarios?|(?:of\s+)?(?:the|each|every)\s+month|month|del mes"
    r"|only|weekly|for lunch|year[- ]round|all year|january\s*-\s*december)\b|[()\s.]"
)
_WHOSE = (
    r"\b(?:office|business|regular|normal|walk-?in|oficina|lobby|administration|by phone|museum|library|gallery|pantry"
    r"|service)\b"
)

LEXEMES: tuple[tuple[str, str, str], ...] = (
    ("always", "A", _ALWAYS),
    ("appointment", "P", _BY_APPOINTMENT),
    ("holidays", "H", _HOLIDAYS),
    ("always_holidays", " ", _OPEN_ON_HOLIDAYS),
    ("noon", "T", r"(?:12\s*)?(?:noon|mediod[ií]a)\b"),
    ("midnight", "T", r"(?:12\s*)?(?:midnight|medianoche)\b"),
    ("daily", "D", r"daily|(?:every|each) day|(?:7|seven) days (?:a|per) week|todos los d[ií]as|diario|diariamente"),
    ("weekdays", "D", r"weekdays|entre semana"),
    ("weekends", "D", r"weekends|fines? de semana"),
    ("ordinal", "O", rf"\b(?:{_ORDINALS})\b"),
    ("letters", "D", r"\b(?:m?tu?wt?h?f|m?wf|tt?h|tuth|mtwth|mw|m?tth?f?|wf)\b"),
    ("day", "D", rf"\b(?:{_NAMES})\b\.?"),
    (
        "time",
        "T",
        r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2})(?P<second>:\d{2})?)?\s*(?P<mark>am|pm|[ap](?!\s*\d))?(?!\w|[:;.]\d|-\d+-)",
    ),
    ("closed", "C", r"closed(?:\s+for\s+lunch)?(?:\s+(?:on|from))?|cerrado(?:\s+los)?"),
    ("except", "X", r"except(?:\s+(?:on|for))?|excepto"),
    ("to", "-", r"-|\b(?:to|through|thru|until|till|a|al|hasta)\b"),
    ("and", ",", r",|/|&|\b(?:and|or|y|e)\b"),
    ("end", ";", r"[;|\n]|\.(?=\s|$)"),
    ("label", ":", r":"),
    ("part", "E", r"\b(?:mornings?|afternoons?|evenings?|por la (?:mañana|tarde|noche))\b"),
    ("plain", " ", _PLAIN),
    ("whose", "W", _WHOSE),
    ("unknown", "?", r"\w+|."),
)
