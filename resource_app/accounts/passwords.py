"""Is it the password, and is it a good one? Argon2id, one at a time in a process; no transaction is open meanwhile.

A hash takes a tenth of a second of a whole core. A few more may wait for their turn, and not for long; whoever comes then is
asked to come again, so that no flood of sign-ins takes the threads from people who look for help.
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from resource_app.accounts.guessable import is_guessable, is_mostly, plain
from resource_app.errors import N_, BadInput, ResourceLoopError

SHORTEST = (
    15  # characters (NIST SP 800-63B-4: a password that stands alone); there is no rule about kinds of characters
)
LONGEST = 128  # accepted whole; what is longer is refused, never cut
AT_ONCE = 1  # hash of a process; more would only make each other and the pages wait
WAITING = 5  # a shift that signs in together; fewer than a process has threads
PATIENCE_SECONDS = 5.0  # for a turn
MEMORY_KIB = 46 * 1024
_HASHER = PasswordHasher(time_cost=1, memory_cost=MEMORY_KIB, parallelism=1)
_turn = threading.BoundedSemaphore(AT_ONCE)
_queue = threading.BoundedSemaphore(AT_ONCE + WAITING)


class Busy(ResourceLoopError):
    """So many sign in just now that this one has to be tried again."""


@contextmanager
def _taking_turns() -> Iterator[None]:
    if not _queue.acquire(blocking=False):
        raise Busy
    try:
        if not _turn.acquire(timeout=PATIENCE_SECONDS):
            raise Busy
        try:
            yield
        finally:
            _turn.release()
    finally:
        _queue.release()


def require_room() -> None:
    """Raise Busy when nobody more may wait: to ask first keeps what would be refused from writing anything."""
    if not _queue.acquire(blocking=False):
        raise Busy
    _queue.release()


def hashed(password: str) -> str:
    """The hash to keep."""
    with _taking_turns():
        return _HASHER.hash(password)


def matches(kept: str, password: str) -> bool:
    """Whether it is the password. Without a kept hash the same work is done for nothing, so that nobody learns who exists."""
    known = kept or _nobodys()
    try:
        with _taking_turns():
            _HASHER.verify(known, password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with other costs than today's."""
    return _HASHER.check_needs_rehash(kept)


def require_good(password: str, own_words: Iterable[str]) -> None:
    """Raise BadInput unless it is long and unusual. `own_words` (names, the address, where they work) and parts of them may not
    be most of it.
    """
    if len(password) < SHORTEST:
        raise BadInput(N_("Use at least 15 characters. A few words with spaces are easy to remember."), "password")
    if len(password) > LONGEST:
        raise BadInput(N_("Use at most 128 characters."), "password")
    if any(map(_is_common, {password.casefold(), plain(password)})) or is_guessable(password):
        raise BadInput(
            N_("Many people use a password like this, or it has been leaked. Choose another one."), "password"
        )
    if is_mostly(password, own_words):
        raise BadInput(N_("Choose a password that is not mostly a name or your address."), "password")


@cache
def _nobodys() -> str:
    return hashed("nobody has this password")


def _is_common(folded: str) -> bool:
    """A leaked password, also with digits or marks around it: nothing else of such a length is among the commonest."""
    common = _common()
    return folded in common or folded.strip("0123456789!.?*#$@-_ ") in common


@cache
def _common() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # type: ignore[import-untyped]  # noqa: PLC0415 - a megabyte that only a new password needs

    return frozenset(FREQUENCY_LISTS["passwords"])
