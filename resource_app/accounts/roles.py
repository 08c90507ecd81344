"""Which roles and professional groups are there? Two tables; who may do what is read from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Place = Literal["care", "community", "network"]  # a care organization, one that helps, the network as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What somebody does, and where such a role is held. `may_give` are roles its holder may give and end: within their own
    organization, or anywhere for a role of the network. `mailed_code`: a code by email is second factor enough, since its
    holder sees no more than an organization's own offers. `may_grant` are roles its holder may give to who has claimed an
    organization, there and in no other way.
    """

    code: str
    places: frozenset[Place]
    may_give: frozenset[str] = frozenset()
    mailed_code: bool = False
    may_grant: frozenset[str] = frozenset()


_ORGANIZATION = frozenset({"care_team", "advocate", "organization_staff", "organization_admin"})
_NETWORK = frozenset({"curator", "supervisor", "privacy_officer", "network_admin"})

ROLES: tuple[Role, ...] = (
    Role(code="care_team", places=frozenset({"care"})),
    Role(code="advocate", places=frozenset({"care"})),
    Role(code="organization_staff", places=frozenset({"community"}), mailed_code=True),
    Role(code="organization_admin", places=frozenset({"care", "community"}), may_give=_ORGANIZATION),
    Role(
        code="curator", places=frozenset({"network"}), may_grant=frozenset({"organization_staff", "organization_admin"})
    ),
    Role(code="supervisor", places=frozenset({"network"})),
    Role(code="privacy_officer", places=frozenset({"network"})),
    Role(code="network_admin", places=frozenset({"network"}), may_give=_ORGANIZATION | _NETWORK),
)
ROLE = {role.code: role for role in ROLES}


@dataclass(frozen=True, slots=True)
class Group:
    """A professional group; who is not `licensed` never opens a field of health detail."""

    code: str
    licensed: bool


GROUPS: tuple[Group, ...] = (
    Group("nurse", licensed=True),
    Group("social_worker", licensed=True),
    Group("pharmacist", licensed=True),
    Group("physician", licensed=True),
    Group("behavioral_clinician", licensed=True),
    Group("community_health_worker", licensed=False),
    Group("resource_specialist", licensed=False),
    Group("health_coach", licensed=False),
    Group("peer_supporter", licensed=False),
    Group("recovery_coach", licensed=False),
    Group("patient_navigator", licensed=False),
    Group("housing_specialist", licensed=False),
    Group("care_coordinator", licensed=False),
    Group("supervisor", licensed=False),
)
GROUP = {group.code: group for group in GROUPS}


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody holds, and for which organization; None for a role of the network."""

    role: str
    organization_id: str | None


def may_give(holder: Iterable[Held], role: str, organization_id: str | None) -> bool:
    """Whether somebody may give or end a role there: never one above their own, and an organization's admin only at home."""
    for held in holder:
        if role not in ROLE[held.role].may_give:
            continue
        if held.organization_id is None or held.organization_id == organization_id:
            return True
    return False


def may_grant(granter: Iterable[Held], role: str, organization_id: str | None) -> bool:
    """Whether somebody may give a role to who has claimed that organization."""
    return organization_id is not None and any(role in ROLE[held.role].may_grant for held in granter)


def may_help(helper: Iterable[Held], held: Sequence[Held]) -> bool:
    """Whether somebody may take away a lost authenticator: who may give each of the roles that its owner holds."""
    givers = list(helper)
    return bool(held) and all(may_give(givers, each.role, each.organization_id) for each in held)


def mailed_code_does(held: Iterable[Held]) -> bool:
    """Whether a code by email is second factor enough: for who holds roles of which that is true, and no other."""
    roles = [ROLE[each.role] for each in held]
    return bool(roles) and all(role.mailed_code for role in roles)


def once_mailed(roles: Iterable[str]) -> bool:
    """Whether a code by email was second factor enough for one of these roles, held now or before: then the mailbox is known,
    and is asked for before a first authenticator.
    """
    return any(ROLE[role].mailed_code for role in roles)


def fits(role: str, place: Place) -> bool:
    """Whether a role can be held at such a place: nobody refers members from a food pantry."""
    return place in ROLE[role].places
