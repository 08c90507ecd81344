"""Which rules are there? One table. None of them looks at a score about a person; there is no such score."""

from collections.abc import Mapping
from dataclasses import dataclass

from resource_app.errors import N_, BadInput


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: one of `choices`, or a whole number from `least` to `most`. As days of the calendar it is less than the rule
    `below`, whatever weekends and holidays lie between; `business` says that it counts business days.
    """

    code: str
    default: str
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    below: str = ""
    business: bool = False

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
BUSINESS_WEEK, WEEKEND = 5, 2  # days
DIRECTORY_ACCESS = "directory_access"

RULES: tuple[Rule, ...] = (
    Rule(DIRECTORY_ACCESS, PUBLIC, (PUBLIC, SIGNED_IN)),
    Rule("who_may_refer", "care_team_and_advocates", ("care_team", "care_team_and_advocates")),
    Rule("self_referral", NO, (YES, NO)),
    Rule("automatic_offers", NO, (YES, NO)),
    Rule(
        "answer_days", "2", least=1, most=14, below="expire_days", business=True
    ),  # an organization has to answer an offer
    Rule("expire_days", "10", least=3, most=14),  # then an offer ends that nobody answered
    Rule("first_contact_days", "3", least=1, most=14),  # after accepting
    Rule("ask_member_days", "3", least=1, most=30, below="close_days"),  # after the organization reported
    Rule("close_days", "30", least=7, most=60),  # then a case closes that the member did not confirm
)
RULE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}


# What is said of a rule that is not less than the one it is below.
TOO_LONG: Mapping[str, str] = {
    "answer_days": N_(
        "An offer must be answered before it ends, also over weekends and holidays: use fewer business days here, or more days "
        "until it ends."
    ),
    "ask_member_days": N_("The member must be asked before the referral closes: use fewer days here."),
}


def require_together(values: Mapping[str, str]) -> None:
    """Raise BadInput for the first of all the rules that contradicts another."""
    for rule in RULES:
        if rule.below and _days(rule, values) >= _days(RULE[rule.below], values):
            raise BadInput(TOO_LONG[rule.code], rule.code)


def _days(rule: Rule, values: Mapping[str, str]) -> int:
    """How many days of the calendar a rule is at most."""
    number = int(values[rule.code])
    return longest(number) if rule.business else number


def longest(business_days: int) -> int:
    """How many days of the calendar so many business days take at most: each five begun cost a holiday and a weekend, and the
    holidays may push the end over one more weekend.
    """
    with_holidays = business_days + -(-business_days // BUSINESS_WEEK)
    return with_holidays + WEEKEND * -(-with_holidays // BUSINESS_WEEK)
