"""What is the state of an offer or of a referral called, and its moves, reasons and needs? For who refers and who answers."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from referrals.offers.asking import MOST_LETTERS, QUESTIONS
from referrals.offers.moves import Move, Party
from referrals.offers.reasons import REASONS
from resource_app.errors import N_
from resource_app.phrases import Said, full_date
from resource_app.web import language

STATES: Mapping[str, tuple[str, str, str, str]] = {  # for who refers, for who answers, tone, icon
    "queued": (N_("Next in line"), "", "plain", "list-numbers"),
    "sent": (N_("Waiting for an answer"), N_("To answer"), "wait", "send"),
    "waitlisted": (N_("On the waitlist"), N_("On your waitlist"), "wait", "hourglass"),
    "accepted": (N_("Accepted"), N_("Accepted, to start"), "good", "check"),
    "in_progress": (N_("Service started"), N_("Active"), "good", "player-play"),
    "on_hold": (N_("Paused"), N_("Paused"), "plain", "player-pause"),
    "completed": (N_("Service given"), N_("Done"), "good", "circle-check"),
    "not_completed": (N_("Service not given"), N_("Service not given"), "stop", "circle-x"),
    "declined": (N_("Declined"), N_("You declined"), "stop", "ban"),
    "expired": (N_("No answer"), N_("Time is over"), "stop", "clock-x"),
    "cancelled": (N_("Called back"), N_("Withdrawn"), "plain", "arrow-back-up"),
    "dropped": (N_("Not needed"), "", "plain", "minus"),
    "void": (N_("Entered in error"), N_("Entered in error"), "plain", "eraser"),
}
DISPUTED = (N_("It did not help"), "stop", "alert-triangle")  # says the person of what was reported
ASKED = (N_("They asked a question"), "wait", "message-question")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LOOP = (
    N_("Sent"),
    N_("Answered"),
    N_("Service reported"),
    N_("Checked by an advocate"),
    N_("Confirmed by the member"),
)
BUTTONS: Mapping[Party, Mapping[str, str]] = {  # what a button says, where the name of the move alone would not do
    "organization": {
        "waitlist": N_("Waitlist"),
        "ask": N_("Ask"),
        "unable": N_("It is not possible"),
        "tried": N_("Not reached"),
        "complete": N_("It is done"),
        "slot_open": N_("A place is free: start"),
    },
    "referrer": {
        "accept": N_("They accepted"),
        "start": N_("They started"),
        "tried": N_("They did not reach them"),
        "complete": N_("They gave it"),
        "slot_open": N_("They have a place"),
        "resume": N_("They go on"),
        "waitlist": N_("They have a waitlist"),
        "pause": N_("They paused"),
        "decline": N_("They declined"),
        "unable": N_("They could not"),
        "answer": N_("Answer their question"),
        "cancel": N_("Call it back"),
    },
}
DONE: Mapping[str, str] = {  # what a history says of each move, whoever made it
    "create": N_("It was put into the queue"),
    "send": N_("It was sent"),
    "drop": N_("It was left out"),
    "view": N_("It was opened"),
    "ask": N_("A question was asked"),
    "answer": N_("The question was answered"),
    "accept": N_("It was accepted"),
    "accept_again": N_("It was accepted after all"),
    "waitlist": N_("It was put on the waitlist"),
    "decline": N_("It was declined"),
    "expire": N_("Nobody answered in time"),
    "slot_open": N_("A place was free"),
    "start": N_("It was started"),
    "pause": N_("It was paused"),
    "resume": N_("It went on"),
    "tried": N_("Somebody tried to reach them"),
    "name_given": N_("The name was given by phone"),
    "complete": N_("It was completed"),
    "unable": N_("It was not possible"),
    "cancel": N_("It was called back"),
    "void": N_("It was entered by mistake"),
}
RESOLUTIONS = (
    ("resolved", N_("The need is met")),
    ("partially_resolved", N_("It is met in part")),
    ("unresolved", N_("It is not met")),
)
CONTACTS = (
    ("phone", N_("By phone")),
    ("in_person", N_("In person")),
    ("video", N_("By video")),
    ("message", N_("By message")),
)
TRIES = (
    ("phone", N_("By phone")),
    ("message", N_("By message")),
    ("letter", N_("By letter")),
    ("in_person", N_("In person")),
)


@dataclass(frozen=True, slots=True)
class Box:
    """A field of the form of a move: `choices` where it is one of several, or of `many` any; else its type of input. One that
    is `optional` may be left out; the `usual` value stands there before anybody chooses.
    """

    name: str
    label: str
    kind: str = "text"
    choices: tuple[tuple[str, str], ...] = ()
    many: bool = False
    optional: bool = False
    usual: str = ""
    most: int = 200  # letters

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields: a tick for each where it is of many."""
        return tuple(f"{self.name}-{code}" for code, _words in self.choices) if self.many else (self.name,)

    def value(self, said: Mapping[str, str]) -> str:
        """What was sent in them."""
        if not self.many:
            return said[self.name]
        return " ".join(code for code, _words in self.choices if said[f"{self.name}-{code}"])

    def shown(self, value: str) -> str:
        """A value in the reader's words."""
        t = language.translator()
        if self.choices:
            return " ".join(t.gettext(words) for code, words in self.choices if code in value.split())
        return full_date(t, date.fromisoformat(value)) if self.kind == "date" and DAY.fullmatch(value) else value

    def words(self, code: str) -> str:
        """What a choice says."""
        return language.translator().gettext(dict(self.choices)[code])


_BOXES: Mapping[str, Callable[[Move], Box]] = {
    "contact_person": lambda _move: Box("contact_person", N_("Who can be asked for at your organization")),
    "review_on": lambda _move: Box("review_on", N_("Day to look at it again"), "date"),
    "reason": lambda move: Box("reason", N_("Why"), choices=tuple((code, reason_words(code)) for code in move.reasons)),
    "contacted_on": lambda _move: Box("contacted_on", N_("Day of the first contact"), "date"),
    "contact_kind": lambda _move: Box("contact_kind", N_("How"), choices=CONTACTS, usual="phone"),
    "tried_on": lambda _move: Box("tried_on", N_("Day on which you tried"), "date"),
    "tried_how": lambda _move: Box("tried_how", N_("How"), choices=TRIES, usual="phone"),
    "served_on": lambda _move: Box("served_on", N_("Day on which it was given"), "date"),
    "given": lambda _move: Box("given", N_("What was given"), "area", most=2000),
    "resolution": lambda _move: Box("resolution", N_("How it went"), choices=RESOLUTIONS),
    "question": lambda _move: Box(
        "question",
        N_("What do you want to know?"),
        choices=tuple((each.code, each.sentence) for each in QUESTIONS),
        many=True,
    ),
    "answer": lambda _move: Box("answer", N_("The answer"), "area", most=MOST_LETTERS),
    "why": lambda _move: Box("why", N_("Why")),
    "better_fit": lambda _move: Box(
        "better_fit", N_("Would another place fit better? You may leave it out."), optional=True
    ),
    "number": lambda _move: Box("number", N_("Number that was called")),
}


def boxes(move: Move) -> list[Box]:
    """The fields of the form of a move."""
    return [_BOXES[name](move) for name in (*move.needs, *move.may)]


def said_words(move: Move, said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What was said with a move, by its names, in the reader's language."""
    t = language.translator()
    for box in boxes(move):
        if value := said.get(box.name, ""):
            yield t.gettext(box.label), box.shown(value)


def reason_words(code: str) -> str:
    """A reason, as people choose it; still to be translated."""
    return next((reason.name for reason in REASONS if reason.code == code), code)


def button(move: Move, party: Party) -> str:
    """What the button of a move says to somebody: whoever refers writes down what an organization said by phone."""
    return language.translator().gettext(BUTTONS[party].get(move.code, move.name))


def state_tag(state: str, *, asked: bool = False, disputed: bool = False, questioned: bool = False) -> Said:
    """The state of an offer: for who refers, or for who was `asked`. Who refers reads, too, that the person `disputed` what was
    reported, or that a question waits for an answer.
    """
    theirs, ours, tone, icon = STATES[state]
    if disputed or questioned:
        theirs, tone, icon = DISPUTED if disputed else ASKED
    return Said(language.translator().gettext(ours if asked else theirs), tone, icon)
