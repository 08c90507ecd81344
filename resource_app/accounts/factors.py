"""Does somebody hold their second factor? An authenticator (TOTP, RFC 6238) or one of ten recovery codes, each once."""

import secrets
from datetime import datetime

import pyotp
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from resource_app.accounts.models import Factor, RecoveryCode
from resource_app.errors import N_, BadInput
from resource_app.keys import Keys, kept_as

PURPOSE = "authenticator"
STEP_SECONDS = 30
DRIFT = 1  # steps a clock may be ahead or behind
CODES = 10
CODE_BYTES = 14  # 112 random bits: kept as a plain hash (OWASP ASVS 5.0, 6.5.2)


def start(session: Session, keys: Keys, user_id: str) -> str:
    """A new seed, which counts once a first code shows that it works; the seed in base 32."""
    factor = session.get(Factor, user_id)
    if factor is not None and factor.set_at is not None:
        raise BadInput(N_("There is an authenticator already. Remove it first."), "code")
    seed = pyotp.random_base32()
    session.merge(Factor(user_id=user_id, seed=keys.seal(PURPOSE, user_id, seed)))
    return seed


def seed_of(session: Session, keys: Keys, user_id: str) -> str:
    """The seed that waits for its first code; empty when there is none."""
    factor = session.get(Factor, user_id)
    return keys.open(PURPOSE, user_id, factor.seed) if factor is not None and factor.set_at is None else ""


def address_of(seed: str, email: str, site: str) -> str:
    """The otpauth address an authenticator reads."""
    return pyotp.TOTP(seed).provisioning_uri(name=email, issuer_name=site)


def settle(session: Session, keys: Keys, user_id: str, code: str, now: datetime) -> list[str]:
    """Count the authenticator from now on; the recovery codes, which are shown once. Raises BadInput for a wrong code."""
    if not _takes(session, keys, user_id, code, now, is_set=False):
        raise BadInput(N_("This code does not fit. Look whether the clock of your phone is right."), "code")
    session.execute(update(Factor).where(Factor.user_id == user_id).values(set_at=now))
    return make_codes(session, user_id)


def holds(session: Session, keys: Keys, user_id: str, code: str, now: datetime) -> bool:
    """Whether it is a code of the authenticator, not used before."""
    return _takes(session, keys, user_id, code, now, is_set=True)


def seal_anew(session: Session, keys: Keys) -> int:
    """Seal every seed with today's key; how many there are."""
    found = session.scalars(select(Factor)).all()
    for factor in found:
        factor.seed = keys.seal(PURPOSE, factor.user_id, keys.open(PURPOSE, factor.user_id, factor.seed))
    return len(found)


def remove(session: Session, user_id: str) -> None:
    """Forget authenticator and recovery codes."""
    for model in (RecoveryCode, Factor):
        session.execute(delete(model).where(model.user_id == user_id))


def make_codes(session: Session, user_id: str) -> list[str]:
    """New recovery codes; the old ones are worth nothing any more."""
    codes = [secrets.token_hex(CODE_BYTES) for _ in range(CODES)]
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    session.execute(insert(RecoveryCode), [{"user_id": user_id, "code": kept_as(code)} for code in codes])
    return ["-".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in codes]


def spend_code(session: Session, user_id: str, code: str, now: datetime) -> bool:
    """Whether it is a recovery code that was not used before; it is used now."""
    plain = "".join(each for each in code.lower() if each.isalnum())
    mine = (RecoveryCode.user_id == user_id) & (RecoveryCode.code == kept_as(plain)) & RecoveryCode.used_at.is_(None)
    return bool(session.execute(update(RecoveryCode).where(mine).values(used_at=now)).rowcount)  # type: ignore[attr-defined]


def codes_left(session: Session, user_id: str) -> int:
    """How many recovery codes were not used."""
    mine = select(RecoveryCode.id).where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    return len(session.scalars(mine).all())


def _takes(session: Session, keys: Keys, user_id: str, code: str, now: datetime, *, is_set: bool) -> bool:
    """Whether the code fits the seed now, and is newer than the last one; then it is the last one."""
    factor = session.scalars(select(Factor).where(Factor.user_id == user_id).with_for_update()).first()
    if factor is None or (factor.set_at is not None) is not is_set:
        return False
    given = "".join(each for each in code if each.isdigit())
    totp = pyotp.TOTP(keys.open(PURPOSE, user_id, factor.seed))
    today = int(now.timestamp()) // STEP_SECONDS
    for step in range(today - DRIFT, today + DRIFT + 1):
        if step > factor.last_step and pyotp.utils.strings_equal(totp.generate_otp(step), given):
            factor.last_step = step
            return True
    return False
