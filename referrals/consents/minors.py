"""May somebody who is under age agree to a service alone? By the law of a state, by a court, or since a parent agreed to it.

Pure. Who agreed alone stands as an adult for that service (45 CFR 164.502(g)(3)(i); for substance use records 42 CFR 2.14): no
parent is told of it, asked about it, or may take it back. The table of laws is a beginning, to be read by counsel before a
network uses it; what it does not hold, nobody may claim.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from referrals.people.ages import is_minor, years
from resource_app.errors import N_, BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """By what right they agree alone: to what is of a data class (None: to anything), from an age on, by a `law`."""

    code: str
    name: str
    law: str
    data_class: str | None = None
    from_age: int = 0


COURT = "court"
GROUNDS: tuple[Ground, ...] = (
    Ground(
        code="ct_part_2",
        name=N_("Connecticut: treatment for alcohol or drugs"),
        law="C.G.S. § 17a-688(d)",
        data_class="part_2",
    ),
    Ground(
        code="ct_mental_health",
        name=N_("Connecticut: outpatient mental health treatment"),
        law="C.G.S. § 19a-14c",
        data_class="mental_health",
    ),
    Ground(
        code="ma_part_2",
        name=N_("Massachusetts: treatment for drugs, from 12 years on"),
        law="M.G.L. c. 112, § 12E",
        data_class="part_2",
        from_age=12,
    ),
    Ground(
        code="ma_apart",
        name=N_(
            "Massachusetts: lives apart from their parents, is married, pregnant, a parent, or in the armed forces"
        ),
        law="M.G.L. c. 112, § 12F",
    ),
    Ground(
        code="nh_part_2",
        name=N_("New Hampshire: treatment for drugs, from 12 years on"),
        law="RSA 318-B:12-a",
        data_class="part_2",
        from_age=12,
    ),
    Ground(
        code="tx_part_2",
        name=N_("Texas: treatment for alcohol or drugs"),
        law="Tex. Fam. Code § 32.003(a)(5)",
        data_class="part_2",
    ),
    Ground(
        code=COURT,
        name=N_("A court, or somebody else whom the law names, agreed"),
        law="45 CFR 164.502(g)(3)(i)(B)",
    ),
    Ground(
        code="parent",
        name=N_("Their parent agreed that it stays between them and who helps"),
        law="45 CFR 164.502(g)(3)(i)(C)",
    ),
)
GROUND = {each.code: each for each in GROUNDS}


def grounds(born_on: str, today: date) -> Sequence[Ground]:
    """By which rights somebody of this age may agree alone: none who is of age, or whose age nobody knows."""
    if not is_minor(born_on, today):
        return ()
    age = years(date.fromisoformat(born_on), today)
    return [each for each in GROUNDS if age >= each.from_age]


def require_ground(code: str, data_class: str, born_on: str, today: date) -> None:
    """Raise BadInput where somebody of this age may not agree alone, for this reason, to what is of a class."""
    if not code:
        return
    if not is_minor(born_on, today):
        raise BadInput(N_("Only who is under 18 agrees in this way. Write down the birth date first."), "alone")
    ground = GROUND.get(code)
    if ground is None or ground not in grounds(born_on, today) or ground.data_class not in (None, data_class):
        raise BadInput(N_("This does not let them agree to it alone, at their age. Choose another reason."), "alone")
