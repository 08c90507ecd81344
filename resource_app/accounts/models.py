"""The tables of people who sign in. A secret is kept as a hash, a seed encrypted; an organization is an id."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import Base

HELD = text("ended_at IS NULL")
NETWORK = text("ended_at IS NULL AND organization_id IS NULL")
STAGES = ("password", "factor")
PLACES = ("care", "community", "network")


class User(MappedAsDataclass, Base, kw_only=True):
    """Somebody who signs in. `email` is folded to small letters; `password` is an Argon2id hash, empty until one is chosen."""

    __tablename__ = "account"

    id: Mapped[str] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    language: Mapped[str]
    password: Mapped[str] = mapped_column(default="", repr=False)
    made_at: Mapped[datetime]
    password_at: Mapped[datetime | None] = mapped_column(default=None)
    disabled_at: Mapped[datetime | None] = mapped_column(default=None)


class Membership(MappedAsDataclass, Base, kw_only=True):
    """A role a user holds, for an organization or for the network (None), until it ends."""

    __tablename__ = "membership"
    __table_args__ = (
        Index(
            "uq_membership_held",
            *("user_id", "role", "organization_id"),
            unique=True,
            sqlite_where=HELD,
            postgresql_where=HELD,
        ),
        Index("uq_membership_network", "user_id", "role", unique=True, sqlite_where=NETWORK, postgresql_where=NETWORK),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[str]
    organization_id: Mapped[str | None] = mapped_column(default=None, index=True)
    professional_group: Mapped[str | None] = mapped_column(default=None)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class SignIn(MappedAsDataclass, Base, kw_only=True):
    """A session. The browser holds a random secret, this row its hash; `id` names it on pages. `stage` says how much was
    proved: the password, or the second factor too. `proved_at` is when that was, `seen_at` the last request, to the minute.
    """

    __tablename__ = "sign_in"
    __table_args__ = (CheckConstraint(f"stage IN {STAGES}", name="stage"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    secret: Mapped[str] = mapped_column(unique=True, repr=False)
    user_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    stage: Mapped[str]
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    proved_at: Mapped[datetime]
    device: Mapped[str]
    address: Mapped[str]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class Factor(MappedAsDataclass, Base, kw_only=True):
    """A user's authenticator (TOTP, RFC 6238). `seed` is encrypted for this user; a code counts once: `last_step` is the
    time step of the last one. `set_at` is None until a first code showed that it works.
    """

    __tablename__ = "factor"

    user_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    seed: Mapped[str] = mapped_column(repr=False)
    set_at: Mapped[datetime | None] = mapped_column(default=None)
    last_step: Mapped[int] = mapped_column(default=0)


class RecoveryCode(MappedAsDataclass, Base, kw_only=True):
    """One of ten codes that stand in for the authenticator, each once."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    user_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    code: Mapped[str] = mapped_column(repr=False)
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class MailedCode(MappedAsDataclass, Base, kw_only=True):
    """A code that was sent by email, for one session. What it is stands nowhere: it is worked out from the installation's key.
    It ends when it is used, or when a newer one is asked for in the same session.
    """

    __tablename__ = "mailed_code"

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    sign_in_id: Mapped[str] = mapped_column(ForeignKey("sign_in.id"))
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class RememberedDevice(MappedAsDataclass, Base, kw_only=True):
    """A browser that a user's mailed code was shown in, and that needs no other for a while. It holds a random secret, this row
    its hash.
    """

    __tablename__ = "remembered_device"

    id: Mapped[str] = mapped_column(primary_key=True)
    secret: Mapped[str] = mapped_column(unique=True, repr=False)
    user_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    made_at: Mapped[datetime]
    device: Mapped[str]
    address: Mapped[str]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class Invitation(MappedAsDataclass, Base, kw_only=True):
    """A role that waits for whoever has an address; `place` is the kind of organization it is held at. `claim_id` is the claim
    that a curator granted with it.
    """

    __tablename__ = "invitation"
    __table_args__ = (CheckConstraint(f"place IN {PLACES}", name="place"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    email: Mapped[str]
    role: Mapped[str]
    organization_id: Mapped[str | None] = mapped_column(index=True)
    place: Mapped[str]
    professional_group: Mapped[str | None]
    language: Mapped[str]
    invited_by: Mapped[str]
    made_at: Mapped[datetime]
    claim_id: Mapped[str | None] = mapped_column(default=None)
    taken_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)


class Reset(MappedAsDataclass, Base, kw_only=True):
    """A new password that somebody asked for; nobody's where the address was unknown."""

    __tablename__ = "reset"

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str | None] = mapped_column(ForeignKey("account.id"), index=True)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class Inbox(MappedAsDataclass, Base, kw_only=True):
    """The mailbox that the staff of an organization share: what concerns the organization goes there, whoever works for it.

    It counts from `confirmed_at`, when somebody opened the link that was sent there, until `ended_at`. `asked_by` is the user
    who named it.
    """

    __tablename__ = "inbox"

    id: Mapped[str] = mapped_column(primary_key=True)
    organization_id: Mapped[str] = mapped_column(index=True)
    email: Mapped[str]
    language: Mapped[str]
    asked_by: Mapped[str] = mapped_column(server_default="")
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class AddressChange(MappedAsDataclass, Base, kw_only=True):
    """Another address that somebody wants to sign in with, in place of the old one."""

    __tablename__ = "address_change"

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    email: Mapped[str]
    old_email: Mapped[str]
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class Throttle(MappedAsDataclass, Base, kw_only=True):
    """How often something was tried in one stretch of time. `key` is a hash of whose tries they are."""

    __tablename__ = "throttle"

    name: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    began_at: Mapped[datetime] = mapped_column(primary_key=True)
    tries: Mapped[int]
