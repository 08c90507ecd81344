"""How may somebody be reached, so that it puts them in no danger? What they said, and nothing that nobody asked them.

Pure. A way is safe only where they named it; where nobody has asked, none is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from referrals.people.fields import Values

Channel = Literal["call", "text", "email", "mail", "in_person"]
Way = Literal["email", "paper", "aloud"]  # in which a link or a code comes to somebody
BY: Mapping[Way, tuple[Channel, ...]] = {
    "email": ("email",),
    "paper": ("mail", "in_person"),
    "aloud": ("call", "in_person"),
}

ALOUD: tuple[Channel, ...] = ("call", "in_person")  # leave nothing behind


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What somebody said about being reached. `days` are codes of fields.DAYS (none: any day), `starts` and `ends` are times of
    day such as "15:00", `times` are words for what these cannot say; each empty where nothing was said. `forbidden`: nobody
    may contact them at all (FHIR contacting-subject-prohibited). `words` are what a caller says, and who they say they are.
    """

    channels: tuple[Channel, ...] = ()
    days: tuple[str, ...] = ()
    starts: str = ""
    ends: str = ""
    times: str = ""
    language: str = ""
    words: str = ""
    no_message: bool = False
    forbidden: bool = False
    alternate: str = ""
    alternate_how: str = ""

    @property
    def is_unknown(self) -> bool:
        """Whether nobody has asked them yet."""
        return not self.channels and not self.forbidden


def policy_of(values: Values) -> Policy:
    """The policy among what is kept of a person."""
    said = values.get
    return Policy(
        channels=cast("tuple[Channel, ...]", tuple(said("channels", "").split())),
        days=tuple(said("safe_days", "").split()),
        starts=said("safe_from", ""),
        ends=said("safe_until", ""),
        times=said("safe_times", ""),
        language=said("language", ""),
        words=said("safe_words", ""),
        no_message=bool(said("no_message")),
        forbidden=bool(said("no_contact")),
        alternate=said("alternate", ""),
        alternate_how=said("alternate_how", ""),
    )


def may_reach(policy: Policy, channel: Channel) -> bool:
    """Whether they may be reached in this way."""
    return not policy.forbidden and channel in policy.channels


def ways(values: Values, *, face_to_face: bool = False) -> tuple[Way, ...]:
    """In which ways a link or a code may be given to a person of whom this is kept. `face_to_face`: in none that somebody at
    home could come upon.
    """
    policy = policy_of(values)
    return tuple(
        way
        for way, channels in BY.items()
        if any(may_reach(policy, channel) for channel in channels if not face_to_face or channel in ALOUD)
        and (way != "email" or values.get("email"))
    )


def may_leave_message(policy: Policy) -> bool:
    """Whether a caller may leave word where nobody answers, with a machine or with somebody else."""
    return may_reach(policy, "call") and not policy.no_message
