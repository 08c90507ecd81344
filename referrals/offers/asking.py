"""What may an organization ask before it accepts, and what may the answer hold? A list of questions, and nothing of who it is.

Pure. An answer is read at stage 0, before anybody is told a name: one that holds the name, a phone number, the address or the
plan id of the person is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from referrals.people.fields import called
from resource_app.directory.folding import squeezed, words_of
from resource_app.errors import N_, BadInput

MOST_LETTERS = 500  # of an answer
LOCAL_DIGITS = 7  # of a phone number, without its area code
ZIP_DIGITS = 5
LEAST_LETTERS = 2  # of a part of a name that is looked for


@dataclass(frozen=True, slots=True)
class Question:
    """A question, as it is shown to whoever asks and to whoever answers."""

    code: str
    sentence: str


QUESTIONS: tuple[Question, ...] = (
    Question("household_size", N_("How many people is it for?")),
    Question("ages", N_("How old are they?")),
    Question("income", N_("About how much do they earn in a month?")),
    Question("papers", N_("Which papers do they have at hand?")),
    Question("insurance", N_("Which kind of insurance do they have?")),
    Question("language", N_("In which language do they want to be helped?")),
    Question("access", N_("What do they need to come in and take part?")),
    Question("transport", N_("Can they come to us?")),
    Question("when", N_("By when is it needed, and on which days can they come?")),
    Question("area", N_("In which part of the area do they live?")),
    Question("tried", N_("What has been tried already?")),
    Question("served_before", N_("Were they helped by us before?")),
)
QUESTION: Mapping[str, Question] = {question.code: question for question in QUESTIONS}


def require_questions(text: str) -> None:
    """Raise BadInput for anything but codes of questions, with spaces between."""
    if any(code not in QUESTION for code in text.split()):
        raise BadInput(N_("Choose what you want to know."), "question")


def require_answer(text: str, values: Mapping[str, str]) -> None:
    """Raise BadInput for an answer that is too long, or holds something of who the person with these values is."""
    if len(text) > MOST_LETTERS:
        raise BadInput(N_("This is too long."), "answer")
    if given_away(text, values):
        raise BadInput(
            N_(
                "Leave out the name, phone number, address and plan id: whoever asks may not know yet who it is. "
                "Say it in other words."
            ),
            "answer",
        )


def given_away(text: str, values: Mapping[str, str]) -> str:
    """The first value of a person (`people.fields`) that a text holds, whole or in a part that tells it; empty for none."""
    return next((code for code, holds in _TELLING.items() if code in values and holds(text, values[code])), "")


def _named(text: str, name: str) -> bool:
    """A part of the name as a word, or all of it written otherwise."""
    parts = {part for part in words_of(name).split() if len(part) >= LEAST_LETTERS}
    return not parts.isdisjoint(words_of(text).split()) or _held(text, name)


def _called(text: str, phone: str) -> bool:
    """The number without its area code, however it is written."""
    local = called(phone)[-LOCAL_DIGITS:]
    return bool(local) and local in "".join(filter(str.isdigit, squeezed(text)))


def _held(text: str, value: str) -> bool:
    """The whole value, whatever signs stand between its letters."""
    return squeezed(value) in squeezed(text)


def _lives(text: str, street: str) -> bool:
    """Two words of it that follow one another: the house number with the name, or the name with its kind."""
    said, home = words_of(text), words_of(street).split()
    named = [word for word in home if not word[0].isdigit()]
    pairs = {*pairwise(home), *pairwise(named)}
    return any(f" {first} {second} " in said for first, second in pairs)


def _in_zip(text: str, zip_code: str) -> bool:
    return zip_code[:ZIP_DIGITS] in squeezed(text)


_TELLING: Mapping[str, Callable[[str, str], bool]] = {
    "name": _named,
    "called": _named,
    "phone": _called,
    "plan_id": _held,
    "email": _held,
    "street": _lives,
    "mail_address": _lives,
    "zip": _in_zip,
}
