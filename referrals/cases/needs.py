"""What can somebody need? One table: the domains of the Gravity value set that a referral is made for, in plain words.

Pure. Codes: HL7 SDOH Clinical Care, SDOHCC-CodeSystemTemporaryCodes. The title is all that an organization reads of a need
before it accepts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from resource_app.errors import N_

Found = Literal["screening", "talk", "claim", "self"]  # how a need came to be known
FOUND: tuple[Found, ...] = ("screening", "talk", "claim", "self")


@dataclass(frozen=True, slots=True)
class Need:
    """A need: `name` is what a care team chooses it by, where the title does not tell it from another. `data_class` is what a
    consent has to name before anybody is told of it (referrals/consents/terms.py). A `discreet` one goes to one organization
    at a time, and to those that are cleared for it.
    """

    code: str
    title: str
    data_class: str = "need"
    discreet: bool = False
    name: str = ""

    @property
    def choice(self) -> str:
        """What it is chosen by."""
        return self.name or self.title


NEEDS: tuple[Need, ...] = (
    Need("food-insecurity", N_("Food")),
    Need("housing-instability", N_("Keeping a home")),
    Need("homelessness", N_("A place to stay")),
    Need("inadequate-housing", N_("Repairs or a safer home")),
    Need("transportation-insecurity", N_("A way to get there")),
    Need("utility-insecurity", N_("Heat, light and water")),
    Need("financial-insecurity", N_("Money for what is needed most")),
    Need("material-hardship", N_("Clothes, diapers and household goods")),
    Need("employment-status", N_("Work")),
    Need("educational-attainment", N_("School and courses")),
    Need("language-access", N_("Help with a language")),
    Need("social-connection", N_("Company and support groups")),
    Need("caregiver-support", N_("Help for those who care for somebody")),
    Need("stress", N_("Help with stress"), "mental_health"),
    Need("substance-use", N_("Support group"), "part_2", discreet=True, name=N_("Support group: alcohol or drugs")),
    Need(
        "intimate-partner-violence",
        N_("Safety"),
        "victim_services",
        discreet=True,
        name=N_("Safety: from a partner or family"),
    ),
    Need("elder-abuse", N_("Safety"), "victim_services", discreet=True, name=N_("Safety: of an older person")),
    Need("health-insurance-coverage-status", N_("Health insurance")),
    Need("medical-cost-burden", N_("Help with medical costs"), "health"),
    Need("personal-health-literacy", N_("Understanding health and forms")),
    Need("digital-access", N_("Phone, computer and internet")),
    Need("legal-help", N_("Legal help")),
    Need("incarceration-status", N_("Starting anew after prison"), "health"),
    Need("veteran-status", N_("Help for veterans")),
)
NEED: Mapping[str, Need] = {need.code: need for need in NEEDS}
