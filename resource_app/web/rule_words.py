"""What do the rules of the network say, in words?"""

from dataclasses import dataclass

from resource_app.network.rules import RULES, Rule
from resource_app.web import language


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule on a page: what it is about, what it is now, and what it may be; `choices` is empty for a number."""

    code: str
    title: str
    value: str
    said: str
    choices: tuple[tuple[str, str], ...]
    least: int
    most: int


def rows(now: dict[str, str]) -> list[RuleRow]:
    """Every rule in the reader's language."""
    titles = _titles()
    return [
        RuleRow(
            rule.code,
            titles[rule.code],
            now[rule.code],
            _said(rule, now[rule.code]),
            tuple((choice, _said(rule, choice)) for choice in rule.choices),
            rule.least,
            rule.most,
        )
        for rule in RULES
    ]


def _titles() -> dict[str, str]:
    t = language.translator()
    return {
        "directory_access": t.gettext("Who may see the list"),
        "who_may_refer": t.gettext("Who may refer a member"),
        "self_referral": t.gettext("May members refer themselves?"),
        "automatic_offers": t.gettext("Does the next organization get an offer by itself when one does not answer?"),
        "answer_days": t.gettext("Business days an organization has to answer"),
        "expire_days": t.gettext("Days until an offer ends that nobody answered"),
        "first_contact_days": t.gettext("Days until the organization calls the member, after it accepted"),
        "ask_member_days": t.gettext("Days until the member is asked whether it worked"),
        "close_days": t.gettext("Days until a referral closes that the member did not confirm"),
    }


def _said(rule: Rule, value: str) -> str:
    t = language.translator()
    words = {
        "public": t.gettext("Everybody"),
        "signed_in": t.gettext("Only who signs in"),
        "care_team": t.gettext("Care teams"),
        "care_team_and_advocates": t.gettext("Care teams and advocates"),
        "yes": t.gettext("Yes"),
        "no": t.gettext("No"),
    }
    return words[value] if rule.choices else value
