"""Where a place was before its source took the address away or changed it."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import Base, Json


class FormerAddress(MappedAsDataclass, Base, kw_only=True):
    """A place as it was. Nothing that is shown, exported to the public or logged may read it: `directory.former_addresses`
    alone does, to find what must be withheld; the facts of a private export carry it. Where people were let see a place that
    was secret, `seen` is what they saw of it then: what else it told before stays secret.
    """

    __tablename__ = "former_address"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"), index=True)
    hsds: Mapped[Json]
    noted_at: Mapped[datetime]
    seen: Mapped[list[Json] | None] = mapped_column(JSON(none_as_null=True), default=None)
