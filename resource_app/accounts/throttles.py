"""How often may something be tried? One table of limits; the counts stand in the database, so that they hold for all processes.

A limit slows down and never locks out: when its stretch of time is over, the next try counts anew. Tries of an account from one
network are counted first; those from everywhere stop nobody where they signed in lately, who have a count of their own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from sqlalchemy import delete, or_, update
from sqlalchemy.dialects import postgresql, sqlite

from resource_app.accounts.models import Throttle
from resource_app.connections import Connections
from resource_app.errors import ResourceLoopError
from resource_app.keys import kept_as

EVERYBODY: tuple[str, ...] = ()  # whose tries a limit on all together counts
IPV6 = 6
NETWORK_BITS = 64  # of an IPv6 address: whoever has one has all of its network
# and more: a household has often /56, whoever rents a machine /48. Tries from all of it count together, so that nobody alone
# reaches what is everybody's.
NAT64 = ip_network("64:ff9b::/96")  # an address of IPv4 as a network of IPv6 alone shows it (RFC 6052)
WIDER: Mapping[str, int] = {"household": 56, "provider": 48}
_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries in `minutes`, counted for each `of`: an account, a network address, what an address of IPv6 is part
    of, an account from one of them, an account wherever its owner is familiar, or everybody together.
    """

    name: str
    of: tuple[str, ...]
    most: int
    minutes: int

    @property
    def is_wide(self) -> bool:
        """Whether others reach it, from anywhere."""
        return self.of in {EVERYBODY, ("account",)}


# Narrow ones first: what one of them stops is not counted by the wider ones, so that nobody alone can use those up.
LIMITS: tuple[Limit, ...] = (
    Limit("sign_in", ("account", "address"), 10, 15),
    Limit("sign_in", ("account", "provider"), 20, 15),
    Limit("sign_in", ("address",), 60, 15),
    Limit("sign_in", ("household",), 120, 15),
    Limit("sign_in", ("provider",), 240, 15),
    Limit("sign_in", ("account",), 100, 15),
    Limit("sign_in", EVERYBODY, 3_000, 15),
    Limit("code", ("account", "address"), 6, 15),
    Limit("code", ("account", "provider"), 12, 15),
    Limit("code", ("address",), 60, 15),
    Limit("code", ("account",), 24, 60),  # 576 a day, of a million codes of which three fit
    Limit("code", ("account", "familiar"), 24, 60),
    Limit("mail", ("account", "address"), 5, 60),
    Limit("mail", ("account", "provider"), 10, 60),
    Limit("mail", ("address",), 20, 60),
    Limit("mail", ("provider",), 80, 60),
    Limit("mail", ("account",), 20, 60),
    Limit("mail", EVERYBODY, 1_000, 60),
    Limit("mailed_code", ("account", "address"), 10, 60),  # not for an address: an office of volunteers shares one
    Limit("mailed_code", ("account", "provider"), 15, 60),
    Limit("mailed_code", ("account",), 20, 60),
    Limit("mailed_code", ("account", "familiar"), 20, 60),
    Limit("invite", ("account",), 100, 60),
    Limit("invitation", ("address",), 60, 60),
    Limit("claim", ("address",), 20, 60),
    Limit("claim", EVERYBODY, 300, 60),
    Limit("claim_mail", ("account",), 6, 24 * 60),  # of an organization: letters to the mailbox that its listing gives
    Limit("answer", ("account",), 240, 60),  # of a link: forty listings, field by field, by several colleagues
    Limit("answer", ("address",), 480, 60),
    Limit("answer_again", ("account",), 3, 60),
    Limit("answer_again", ("address",), 20, 60),
    Limit("answer_letter", ("account",), 3, 24 * 60),  # of a recipient
    Limit("member_code", ("address",), 20, 60),  # of 800 million million codes
    Limit("member_code", ("provider",), 80, 60),
    Limit("member_code", EVERYBODY, 1_000, 60),
    Limit(
        "member_link", ("account",), 40, 60
    ),  # of a link: an answer, five birth years, and what is read after the right one
    Limit("member_link", ("address",), 200, 60),  # a library
    Limit("new_listing", ("account",), 30, 60),
    Limit("look_up", ("account",), 20, 60),  # of people who are helped
    Limit("new_person", ("account",), 60, 60),  # who is looked for among those that are there
    Limit("prove", ("account",), 10, 15),
    Limit("begin_anew", ("account",), 3, 24 * 60),
    Limit(
        "problem", ("address",), 10, 60
    ),  # an office that goes through a list together reports more in a day, not at once
    Limit("problem", EVERYBODY, 500, 60),
)


# What somebody keeps out of an account by trying; a new password by the link in a letter begins to count anew.
_BEGUN_ANEW = ("sign_in", "code", "mailed_code", "prove")


class TooMany(ResourceLoopError):
    """Somebody tried too often; they may again after `seconds`. `reached` is the limit where this try was the first beyond it:
    that is written down once, not with every try. `ends_with_password`: a new one by the link in a letter begins to count anew.
    """

    def __init__(self, seconds: int, reached: Limit | None = None, *, ends_with_password: bool = False) -> None:
        super().__init__("Too many tries.")
        self.seconds = seconds
        self.reached = reached
        self.ends_with_password = ends_with_password


def spend(connections: Connections, name: str, now: datetime, *, familiar: bool = False, **whose: str) -> None:
    """Count one try, in a transaction of its own; raises TooMany when a limit is passed. `whose` has an "account" and an
    "address", where there are any. What others reach from elsewhere stops nobody who is `familiar` where they are: those tries
    are counted apart.
    """
    with connections.transaction() as session:
        for limit, row in _rows(name, now, whose, familiar=familiar):
            new = _INSERT[session.get_bind().dialect.name](Throttle).values({**row, "tries": 1})
            counted = new.on_conflict_do_update(index_elements=list(row), set_={"tries": Throttle.tries + 1})
            tries = session.execute(counted.returning(Throttle.tries)).scalar_one()
            if tries > limit.most:
                break
        else:
            return
    _, ends = _stretch(limit, now)
    anew = limit.name in _BEGUN_ANEW and "account" in limit.of
    reached = limit if tries == limit.most + 1 else None
    raise TooMany(int((ends - now).total_seconds()) + 1, reached, ends_with_password=anew)


def give_back(connections: Connections, name: str, now: datetime, *, familiar: bool = False, **whose: str) -> None:
    """Count a try no more: it was right, or nobody looked at it."""
    with connections.transaction() as session:
        for _, row in _rows(name, now, whose, familiar=familiar):
            session.execute(
                update(Throttle).filter_by(**row).where(Throttle.tries > 0).values(tries=Throttle.tries - 1)
            )


def begin_anew(connections: Connections, now: datetime, *accounts: str) -> None:
    """Forget what was tried on an account, after a proof that its owner reads their mail; three times a day, so that the
    mailbox alone is no way to try codes without end.
    """
    try:
        spend(connections, "begin_anew", now, account=accounts[0])
    except TooMany:
        return
    names = [_name(limit) for limit in LIMITS if limit.name in _BEGUN_ANEW and "account" in limit.of]
    with connections.transaction() as session:
        theirs = or_(*(Throttle.key.startswith(kept_as(account)) for account in accounts))
        session.execute(delete(Throttle).where(Throttle.name.in_(names), theirs))


def forget(connections: Connections, now: datetime) -> int:
    """Forget counts of times gone by; how many those were."""
    gone = 0
    with connections.transaction() as session:
        for limit in LIMITS:
            over = now - 2 * timedelta(minutes=limit.minutes)
            theirs = delete(Throttle).where(Throttle.name == _name(limit), Throttle.began_at < over)
            gone += int(session.execute(theirs).rowcount)  # type: ignore[attr-defined]  # a delete counts its rows
    return gone


def _name(limit: Limit) -> str:
    return " ".join((limit.name, *limit.of))


def _rows(
    name: str, now: datetime, whose: Mapping[str, str], *, familiar: bool
) -> Iterator[tuple[Limit, dict[str, Any]]]:
    """The limits on such a try, each with what names its row."""
    known = {**whose, **(_networks(whose["address"]) if whose.get("address") else {})}
    if familiar:
        known["familiar"] = "yes"
    for limit in LIMITS:
        if limit.name == name and all(each in known for each in limit.of) and not (familiar and limit.is_wide):
            key = " ".join(kept_as(known[each]) for each in limit.of)  # begins with the account's, where there is one
            yield limit, {"name": _name(limit), "key": key, "began_at": _stretch(limit, now)[0]}


def _networks(address: str) -> dict[str, str]:
    """An address as it is counted, and for IPv6 what it is part of."""
    networks = {"address": network_of(address)}
    if networks["address"] != plain(address):
        networks |= {each: str(ip_network((address, bits), strict=False)) for each, bits in WIDER.items()}
    return networks


def network_of(address: str) -> str:
    """Whose address it is: itself, or for IPv6 its network."""
    found = _read(address)
    if found is None or found.version != IPV6:
        return plain(address)
    return str(ip_network((found, NETWORK_BITS), strict=False))


def plain(address: str) -> str:
    """An address of IPv4 that came in the form of IPv6, as a server that listens on :: sees them all, in its own form."""
    found = _read(address)
    return address if found is None else str(found)


def _read(address: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(address)
    except ValueError:
        return None
    if isinstance(found, IPv4Address):
        return found
    if found in NAT64:
        return IPv4Address(found.packed[-4:])
    return found.ipv4_mapped or found


def _stretch(limit: Limit, now: datetime) -> tuple[datetime, datetime]:
    """The stretch of time that `now` lies in: its beginning and its end."""
    length = timedelta(minutes=limit.minutes)
    zero = datetime(2000, 1, 1, tzinfo=UTC)
    began = zero + (now - zero) // length * length
    return began, began + length
