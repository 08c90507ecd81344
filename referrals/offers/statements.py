"""What has to go with that which an organization is told, by law? Pure: a table of statements by the class of what is needed.

Before anybody is named the statement says nothing of the kind of need, and so it stays where it is the team whose name
would tell too much. After it, that of 42 CFR 2.32(a)(2) is given in the
words of the law, with what it means in ours; of victim services that of 34 U.S.C. 12291(b)(2) and 28 CFR 94.115 in ours.
"""

from collections.abc import Mapping

from referrals.cases.needs import NEED
from resource_app.errors import N_

UNNAMED = N_("The law keeps this confidential. Show it to nobody who need not know, and pass nothing of it on.")
NAMED: Mapping[str, tuple[str, ...]] = {
    "part_2": (
        N_("42 CFR part 2 prohibits unauthorized use or disclosure of these records."),
        N_(
            "Pass nothing of it on, and use nothing of it against the person before a court, the police or an authority,"
            " unless they agree to that in writing or this law allows it. A general release of health records is not enough."
        ),
    ),
    "victim_services": (
        N_(
            "They agreed in writing, and for a limited time, that you are told this (34 U.S.C. 12291(b)(2), 28 CFR 94.115)."
            " Your help must not depend on it."
        ),
        N_("Pass nothing of it on, not even that they asked you for help, unless they agree to that in writing, too."),
    ),
}


def statements(need: str, *, named: bool, quiet: bool = False) -> tuple[str, ...]:
    """What goes with a need (`needs.NEEDS`): before somebody is named, and after. `quiet`: the team that sends is not named.
    Nothing where no such law is about either.
    """
    whole = NAMED.get(NEED[need].data_class, ())
    if whole and named:
        return whole
    return (UNNAMED,) if whole or quiet else ()
