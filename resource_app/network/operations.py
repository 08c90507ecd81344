"""What can be done with the rules of the network? Read them, and change them: what was and what is gets written down."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.audit.recording import By, Entry, record
from resource_app.network.models import NetworkRule
from resource_app.network.rules import RULE, RULES, require_together

SUBJECT = "network:rules"


def rules(session: Session) -> dict[str, str]:
    """Every rule as it is now."""
    changed = {row.code: row.value for row in session.scalars(select(NetworkRule))}
    return {rule.code: changed.get(rule.code, rule.default) for rule in RULES}


def rule(session: Session, code: str) -> str:
    """One rule as it is now."""
    found = session.scalar(select(NetworkRule.value).where(NetworkRule.code == code))
    return found if found is not None else RULE[code].default


def change(session: Session, wanted: Mapping[str, str], by: By) -> int:
    """Change rules; how many were another before. Raises BadInput for the first value a rule cannot have, and changes none."""
    checked = {code: RULE[code].checked(value) for code, value in wanted.items()}
    before = rules(session)
    require_together({**before, **checked})
    different = {code: value for code, value in checked.items() if before[code] != value}
    for code, value in different.items():
        session.merge(NetworkRule(code=code, value=value, changed_at=by.at, changed_by=by.actor.id))
    if different:
        details = {code: {"from": before[code], "to": value} for code, value in different.items()}
        record(session, Entry(action="rule_changed", subject=SUBJECT, details=details), by)
    return len(different)
