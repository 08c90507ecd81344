"""What happens to the members of a demo? One table of stories, in which referrals come to every state there is.

Pure. A story says what somebody does and when, never what follows from it: that is worked out by living it (`living`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

STEP = re.compile(r"\+(?P<days>[\d.]+) (?P<act>\w+)(?: (?P<how>\w+))?(?: at (?P<offer>\d))?")


class Step(NamedTuple):
    """What is done, so long after the step before: `act` is a move, or one of `living.ACTS`; `how` is its reason or length, or
    "phone" where the organization said it to the team; `offer` counts from the first place of the list.
    """

    after: timedelta
    act: str
    how: str
    offer: int


@dataclass(frozen=True, slots=True)
class Story:
    """A story: how many of a hundred have it, to how many places their need is put, and what happens. One that is `over` lies
    anywhere in the last year, any other has just come to where it stands. `told` is written as "+2 accept, +1 start". Whoever
    is `handed_in` comes by a colleague, and agrees to nothing before the team takes them on; a `discreet` story is of a need
    that is told to one organization by name.
    """

    code: str
    share: int
    told: str
    places: int = 1
    over: bool = True
    handed_in: bool = False
    discreet: bool = False

    @property
    def steps(self) -> Sequence[Step]:
        """What happens, in order."""
        return [_step(each.strip()) for each in self.told.split(",")]

    @property
    def asks(self) -> bool:
        """Whether a place is asked."""
        return any(step.act == "refer" for step in self.steps)

    @property
    def agrees(self) -> bool:
        """Whether they agree to be referred when the team comes to know them."""
        return not self.handed_in and all(step.act != "refuse" for step in self.steps)

    @property
    def length(self) -> timedelta:
        """From the beginning to the last step."""
        return sum((step.after for step in self.steps), timedelta(0))


def _step(told: str) -> Step:
    """Raises ValueError for what is no step."""
    if not (found := STEP.fullmatch(told)):
        raise ValueError(told)
    return Step(timedelta(days=float(found["days"])), found["act"], found["how"] or "", int(found["offer"] or 0))


SENT = "+0 refer, +0 send"
LOST = f"{SENT}, +1 accept, +3 tried, +1 tried, +3 tried, +2 unable could_not_contact, +2 unmet could_not_contact"
ANEW = "+1 reopen, +0 send at 1, +1 accept at 1"
DONE = "+5 complete at 1, +3 yes at 1"  # by the second place
ACTIVE: tuple[Story, ...] = (  # their case is open
    Story("helped", 15, f"{SENT}, +.1 view, +1 accept, +2 start, +4 complete, +3 yes"),
    Story("helped, by phone", 8, f"+0 family, {SENT}, +1.2 accept phone, +5 complete phone, +4 caregiver"),
    Story("helped, discreetly", 2, f"{SENT}, +.3 view, +1 accept, +2 start, +6 complete, +3 yes", discreet=True),
    Story("in progress, discreetly", 1, f"{SENT}, +1 accept, +1 start", over=False, discreet=True),
    Story("handed in, and helped", 2, f"+2 take_on, +0 family, {SENT}, +1 accept, +6 complete, +3 yes", handed_in=True),
    Story("helped in part", 4, f"{SENT}, +1 accept, +2 start, +8 complete, +5 partly", 2),
    Story("nobody confirmed", 8, f"{SENT}, +.3 view, +1 accept, +6 complete, +32 wait"),
    Story("the next one took it", 6, f"{SENT}, +1 decline at_capacity, +1 accept at 1, {DONE}", 2),
    Story("no answer, and the next", 2, f"{SENT}, +10.5 accept at 1, {DONE}", 2),
    Story("two at once", 1, f"{SENT}, +0 send at 1, +1 accept at 1, {DONE}", 2),
    Story("no answer at all", 2, f"{SENT}, +14.5 unmet no_response"),
    Story("a wrong number", 1, f"{SENT}, +1 decline phone_wrong, +1 accept at 1, {DONE}", 2),
    Story("no room", 4, f"{SENT}, +2 decline at_capacity, +1 unmet at_capacity"),
    Story("not eligible", 3, f"{SENT}, +1 decline not_eligible, +2 unmet not_eligible"),
    Story("not reached", 3, LOST),
    Story("waited for", 2, f"{SENT}, +1 waitlist, +20 slot_open, +6 complete, +3 yes"),
    Story("waited for, and placed", 1, f"{SENT}, +1 waitlist, +2 send at 1, +1 accept at 1, +20 complete at 1, +3 yes at 1", 2),
    Story("consent taken back", 2, f"{SENT}, +1 accept, +2 revoke"),
    Story("a no, and anew", 1, f"{SENT}, +1 accept, +6 complete, +3 no, +1 unmet no_funds, {ANEW}, {DONE}"),
    Story("declined by mistake", 1, f"{SENT}, +1 decline at_capacity, +.2 again, {DONE}"),
    Story("reported wrongly", 1, f"{SENT}, +1 accept, +6 complete, +1 amend, +32 wait"),
    Story("taken back", 1, f"{SENT}, +.2 cancel recalled, +.1 unmet no_longer_needed"),
    Story("entered by mistake", 1, f"{SENT}, +.1 void"),
    Story("paused", 1, f"{SENT}, +1 accept, +1 start, +3 pause no_funds, +9 resume, +4 complete, +3 yes"),
    Story("asked", 2, f"{SENT}, +.5 ask, +.5 answer, +1 accept, +5 complete, +3 yes"),
    Story("not sent yet", 1, "+0 refer", over=False),
    Story("just sent", 5, f"{SENT}, +.1 task 2", over=False),
    Story("late", 2, f"{SENT}, +7 contact", over=False),
    Story("accepted", 3, f"{SENT}, +1 accept, +.5 wait", over=False),
    Story("not begun", 1, f"{SENT}, +1 accept, +6 wait", over=False),
    Story("in progress", 3, f"{SENT}, +1 accept, +1 start, +4 task 1", over=False),
    Story("in progress for long", 1, f"{SENT}, +1 accept, +1 start, +15 wait", over=False),
    Story("on hold", 1, f"{SENT}, +1 accept, +1 pause no_funds, +5 wait", over=False),
    Story("on the waitlist", 2, f"{SENT}, +1 waitlist, +6 wait", over=False),
    Story("reported", 2, f"{SENT}, +1 accept, +3 complete, +2 wait", over=False),
    Story("to be asked", 1, f"{SENT}, +1 accept, +3 complete, +6 wait", over=False),
    Story("they said no", 1, f"{SENT}, +1 accept, +3 complete, +2 no, +4 wait", over=False),
    Story("nobody has it", 1, f"{SENT}, +1 decline out_of_area, +4 wait", over=False),
    Story("run out", 1, f"{SENT}, +15 wait", over=False),
)  # fmt: skip
RESTING: tuple[Story, ...] = (  # nobody works with them now
    Story("known", 69, "+0 wait"),
    Story("known, with a family", 6, "+0 family"),
    Story("handed in, and waits", 1, "+0 wait", over=False, handed_in=True),
    Story("said no to sharing", 4, "+0 refuse"),
    Story("not to be found", 1, "+0 lock"),
    Story("helped once", 15, f"{SENT}, +1 accept, +6 complete, +3 yes, +5 close goals_met"),
    Story("lost", 4, f"{LOST}, +1 close not_reached"),
)  # fmt: skip
