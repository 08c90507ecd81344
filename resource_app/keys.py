"""Which keys does this installation hold? All are drawn from SECRET_KEY, one for each purpose, and none does for another.

Without SECRET_KEY a file in the data folder holds one, made at first need: enough for one machine.
"""

import base64
import hmac
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from resource_app.errors import BadInput
from resource_app.settings import Settings

FILE = "secret.key"
LENGTH = 32  # bytes of a key
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read for another
NONCE = 12  # bytes (NIST SP 800-38D)
OTHER_KEY = "sealed with another key, or for another owner"


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """The secrets, today's first; earlier ones are still believed, so that a change signs nobody out."""

    secrets: tuple[str, ...]

    @classmethod
    def of(cls, settings: Settings) -> "Keys":
        """Those of an installation."""
        own = settings.secret_key or _kept(settings.data_dir / FILE)
        return cls((own, *settings.secret_key_fallbacks))

    def each(self, purpose: str) -> list[bytes]:
        """The keys for one purpose, today's first."""
        return [_derived(secret, purpose) for secret in self.secrets]

    def sign(self, purpose: str, *parts: str) -> str:
        """A text nobody else can make for these parts: 256 bits, for an address."""
        return _signed(self.each(purpose)[0], parts)

    def is_signed(self, purpose: str, signature: str, *parts: str) -> bool:
        """Whether the signature is ours, today's or an earlier one; takes as long whatever it is."""
        given = signature.encode()
        return sum(hmac.compare_digest(given, _signed(key, parts).encode()) for key in self.each(purpose)) > 0

    def digits(self, purpose: str, count: int, *parts: str) -> str:
        """Digits that nobody else can make for these parts: short enough to type, so they must be tried a few times only."""
        return _digits(self.each(purpose)[0], count, parts)

    def are_digits(self, purpose: str, given: str, count: int, *parts: str) -> bool:
        """Whether the digits are ours, today's or earlier ones; takes as long whatever they are."""
        typed = given.encode()
        return sum(hmac.compare_digest(typed, _digits(key, count, parts).encode()) for key in self.each(purpose)) > 0

    def each_code(self, purpose: str, count: int, *parts: str) -> list[str]:
        """A code of signs that are easy to type and to read out, which nobody else can make for these parts; under each key,
        today's first.
        """
        return [_code(key, count, parts) for key in self.each(purpose)]

    def seal(self, purpose: str, owner: str, plain: str) -> str:
        """Encrypted by AES-256-GCM, bound to its owner: in another row it cannot be opened."""
        return seal_with(self.each(purpose)[0], owner, plain)

    def open(self, purpose: str, owner: str, sealed: str) -> str:
        """What was sealed; raises ValueError when it was changed, moved, or sealed with a key we no longer have."""
        for key in self.each(purpose):
            try:
                return open_with(key, owner, sealed)
            except ValueError:
                continue
        raise ValueError(OTHER_KEY)

    def each_blind(self, purpose: str, *parts: str) -> list[str]:
        """What these parts are found again by, where they stand nowhere: an HMAC-SHA-256 under each key. Today's is first,
        and is written; what an earlier one wrote is found still.
        """
        return [_signed(key, parts) for key in self.each(purpose)]


def random_key() -> bytes:
    """A key of its own for something, to be kept sealed: with it gone, what it sealed is gone everywhere, in backups too."""
    return os.urandom(LENGTH)


def seal_with(key: bytes, owner: str, plain: str) -> str:
    """Encrypted by AES-256-GCM, bound to its owner: in another row it cannot be opened."""
    nonce = os.urandom(NONCE)
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, plain.encode(), owner.encode())).decode()


def open_with(key: bytes, owner: str, sealed: str) -> str:
    """What was sealed with this key for this owner; raises ValueError for any other."""
    raw = base64.b64decode(sealed)
    try:
        return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], owner.encode()).decode()
    except InvalidTag as error:
        raise ValueError(OTHER_KEY) from error


def random_secret() -> str:
    """256 random bits, for a cookie."""
    return secrets.token_urlsafe(LENGTH)


def kept_as(secret: str) -> str:
    """How a random secret is kept: a plain hash is enough for what nobody can guess."""
    return sha256(secret.encode()).hexdigest()


@lru_cache(maxsize=256)
def _derived(secret: str, purpose: str) -> bytes:
    """Drawn once for a process: a list opens what is sealed many times over."""
    return HKDF(SHA256(), LENGTH, salt=None, info=f"resourceloop {purpose}".encode()).derive(secret.encode())


def _digest(key: bytes, parts: tuple[str, ...]) -> bytes:
    message = b"".join(len(raw).to_bytes(4) + raw for raw in (part.encode() for part in parts))
    return hmac.digest(key, message, "sha256")


def _signed(key: bytes, parts: tuple[str, ...]) -> str:
    return base64.urlsafe_b64encode(_digest(key, parts)).rstrip(b"=").decode()


def _digits(key: bytes, count: int, parts: tuple[str, ...]) -> str:
    return f"{int.from_bytes(_digest(key, parts)) % 10**count:0{count}}"


def _code(key: bytes, count: int, parts: tuple[str, ...]) -> str:
    number, signs = int.from_bytes(_digest(key, parts)), []
    for _ in range(count):
        number, place = divmod(number, len(SIGNS))
        signs.append(SIGNS[place])
    return "".join(signs)


@lru_cache(maxsize=16)
def _kept(file: Path) -> str:
    """The secret of the data folder, read once for a process; of two processes that make it at once, one does."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _make(file)
        return file.read_text().strip()
    except OSError as error:
        said = f"The file {file} cannot be made or read: {error.strerror}. Set SECRET_KEY, or choose another DATA_DIR."
        raise BadInput(said, "SECRET_KEY") from error


def _make(file: Path) -> None:
    """Write it whole beside, then link it to its name, which only one can do first."""
    if file.exists():
        return
    draft = file.with_name(f"{FILE}.{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    draft.write_text(random_secret() + "\n")
    try:
        os.link(draft, file)
    except FileExistsError:
        pass  # the other's is as good
    finally:
        draft.unlink()
