"""The table of rules that were changed; a rule without a row is as its table says."""

from datetime import datetime

from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import Base


class NetworkRule(MappedAsDataclass, Base, kw_only=True):
    """What a rule is now, and who made it so."""

    __tablename__ = "network_rule"

    code: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
