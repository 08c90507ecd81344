"""Which rules are there? One table. None of them looks at a score about a person; there is no such score."""

from collections.abc import Mapping
from dataclasses import dataclass

from resource_app.errors import N_, BadInput


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: one of `choices`, or a whole number from `least` to `most`, and less than that of the rule `below`."""

    code: str
    default: str
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    below: str = ""

    def checked(self, value: str) -> str:
        """The value as it is kept; raises BadInput for one it cannot be."""
        text = value.strip()
        if self.choices:
            if text in self.choices:
                return text
            raise BadInput(N_("Choose one of these."), self.code)
        if text.isascii() and text.isdecimal() and self.least <= int(text) <= self.most:
            return str(int(text))
        raise BadInput(N_("This number cannot be used here."), self.code)


PUBLIC, SIGNED_IN = "public", "signed_in"
YES, NO = "yes", "no"
DIRECTORY_ACCESS = "directory_access"

RULES: tuple[Rule, ...] = (
    Rule(DIRECTORY_ACCESS, PUBLIC, (PUBLIC, SIGNED_IN)),
    Rule("who_may_refer", "care_team_and_advocates", ("care_team", "care_team_and_advocates")),
    Rule("self_referral", NO, (YES, NO)),
    Rule("automatic_offers", NO, (YES, NO)),
    Rule(
        "answer_days", "2", least=1, most=14, below="expire_days"
    ),  # business days an organization has to answer an offer
    Rule("expire_days", "10", least=3, most=14),  # then an offer ends that nobody answered
    Rule("first_contact_days", "3", least=1, most=14),  # after accepting
    Rule("ask_member_days", "3", least=1, most=30),  # after the organization reported
    Rule("close_days", "30", least=7, most=60),  # then a case closes that the member did not confirm
)
RULE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}


def require_together(values: Mapping[str, str]) -> None:
    """Raise BadInput for the first of all the rules that contradicts another."""
    for rule in RULES:
        if rule.below and int(values[rule.code]) >= int(values[rule.below]):
            raise BadInput(N_("An offer must be answered before it ends: use fewer days here."), rule.code)
