"""What does the page of the network's figures show? Each with how it is worked out; pictures, tables, lines of a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from referrals.offers.reasons import BY_CODE, Side
from referrals.offers.standing import LOOP_LEVELS
from referrals.reports.numbers import STANDS, Numbers
from referrals.reports.spread import Spread
from resource_app.directory.small_counts import Quarter
from resource_app.errors import N_
from resource_app.phrases import Translator, full_date, month, months
from resource_app.web.bars import HELD, LONG, Cell, Chart, chart, figure
from resource_app.web.members_words import STANDINGS
from resource_app.web.offer_words import LOOP, reason_words

HEAD = ("quarter from", "as of", "part", "of", "count", "median", "nine of ten", "unit", "how it is worked out")
SHORT = {"closed": N_("Closed"), "awaiting_confirmation": N_("Not confirmed yet")}  # for the picture
FORMULAS: Mapping[str, str] = {
    "made": N_("Referrals that were begun and sent in the quarter, each once, whatever became of it."),
    "stands": N_("Each of these referrals once, by how it stood on %(date)s."),
    "loops": N_("Those that were closed by %(date)s, by the most that was known of the service until then."),
    "reasons": N_(
        "Places these referrals were sent to that ended without a service by %(date)s, by the reason given last."
    ),
    "answer": N_(
        "From when a place was sent the referral to its first answer: accepted, declined, waitlist, or a question. "
        "Places that did not answer are left out."
    ),
    "accept": N_(
        "From when the referral was made to when the first place took it. Referrals that nobody took are left out."
    ),
    "close": N_("From when the referral was made to its end. Referrals that are open are left out."),
}
LENGTHS = (
    ("answer", N_("To the first answer"), N_("%(num)s working hours")),
    ("accept", N_("Until somebody took it"), N_("%(num)s working hours")),
    ("close", N_("To the end"), N_("%(num)s days")),
)
UNITS = {"answer": "working hours", "accept": "working hours", "close": "days"}
SIDES: Mapping[Side, str] = {
    "listing": N_("The listing"),
    "organization": N_("The organization"),
    "client": N_("The member"),
    "consent": N_("Consent"),
    "system": N_("Handling"),
}


@dataclass(frozen=True, slots=True)
class Length:
    """How long something takes: half of them at most `median`, nine of ten at most `p90`."""

    title: str
    median: str
    p90: str
    formula: str


@dataclass(frozen=True, slots=True)
class Part:
    """A picture with its table; without a picture where nothing may be told. Rows are what is counted, and how many."""

    name: str
    title: str
    head: str
    formula: str
    chart: Chart | None
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the page shows."""

    months: str
    seen_on: str
    made: str
    formula: str
    lengths: tuple[Length, ...]
    parts: tuple[Part, ...]
    reasons: tuple[tuple[str, str, str], ...]  # whose, which, how many
    others: str
    reasons_formula: str


def page_of(t: Translator, found: Numbers) -> Page:
    """The page of a quarter."""
    seen_on = full_date(t, found.seen_on)
    formulas = {code: t.gettext(words) % {"date": seen_on} for code, words in FORMULAS.items()}
    spreads = {"answer": found.answer, "accept": found.accept, "close": found.close}
    quarters = [(_begun(month(t, each.first)), count) for each, count in found.made.items()]
    levels = [(t.gettext(words), found.loops[level]) for level, words in enumerate(LOOP)]
    stands = [(t.gettext(SHORT.get(each) or STANDINGS[each][0]), found.stands[each]) for each in STANDS]
    return Page(
        months=_quarter(t, found.quarter),
        seen_on=seen_on,
        made=figure(found.made[found.quarter]),
        formula=formulas["made"],
        lengths=tuple(_length(t, spreads[code], title, unit, formulas[code]) for code, title, unit in LENGTHS),
        parts=(
            _part("stands", t.gettext("How they stood"), t.gettext("State"), formulas["stands"], stands),
            _part("loops", t.gettext("How well we know"), t.gettext("Level"), formulas["loops"], levels),
            _part("made", t.gettext("Referrals by quarter"), t.gettext("Quarter from"), formulas["made"], quarters),
        ),
        reasons=tuple(
            (t.gettext(SIDES[BY_CODE[code].side]), t.gettext(reason_words(code)), figure(count))
            for code, count in found.reasons.items()
        ),
        others=figure(found.others) if found.reasons and found.others else "",
        reasons_formula=formulas["reasons"],
    )


def _quarter(t: Translator, quarter: Quarter) -> str:
    return _begun(months(t, quarter.first, quarter.last))


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _length(t: Translator, found: Spread, title: str, unit: str, formula: str) -> Length:
    def said(length: float | None) -> str:
        return HELD if length is None else t.gettext(unit) % {"num": f"{length:,.1f}"}

    return Length(t.gettext(title), said(found.median), said(found.p90), formula)


def _part(name: str, title: str, head: str, formula: str, cells: Sequence[Cell]) -> Part:
    known = any(count is not None for _, count in cells)
    rows = tuple((label, figure(count)) for label, count in cells)
    return Part(name, title, head, formula, chart(name, title, cells, drawings=LONG) if known else None, rows)


def lines(found: Numbers) -> Iterator[Sequence[object]]:
    """The lines of the file."""
    for quarter, count in found.made.items():
        yield _line(found, "made", "", count, quarter)
    for stands, count in found.stands.items():
        yield _line(found, "stands", stands, count)
    for level, count in found.loops.items():
        yield _line(found, "loops", LOOP_LEVELS[level], count)
    for code, count in found.reasons.items():
        yield _line(found, "reasons", code, count)
    for code, unit in UNITS.items():
        spread: Spread = getattr(found, code)
        lengths = (HELD if each is None else each for each in (spread.median, spread.p90))
        formula = FORMULAS[code]
        yield (found.quarter.first, found.seen_on, code, "", "", *lengths, unit, formula)


def _line(found: Numbers, part: str, of: str, count: int | None, quarter: Quarter | None = None) -> Sequence[object]:
    first = (quarter or found.quarter).first
    formula = FORMULAS[part] % {"date": found.seen_on.isoformat()}
    return (first, found.seen_on, part, of, HELD if count is None else count, "", "", "", formula)
