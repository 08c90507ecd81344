"""How often was a listing found and opened? Sums of a day, of nobody; and how far each file they come from was added up."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import Base


class ListingUse(MappedAsDataclass, Base, kw_only=True):
    """How often one listing was among the results and how often its page was opened, on one day (of UTC), by those who chose
    this kind of help and asked for this ZIP3; either is empty where nothing was chosen.
    """

    __tablename__ = "listing_use"

    day: Mapped[date] = mapped_column(primary_key=True)
    listing_id: Mapped[str] = mapped_column(ForeignKey("listing.id"), primary_key=True, index=True)
    category: Mapped[str] = mapped_column(primary_key=True)
    zip3: Mapped[str] = mapped_column(primary_key=True)
    found: Mapped[int] = mapped_column(default=0)
    opened: Mapped[int] = mapped_column(default=0)


class UseFile(MappedAsDataclass, Base, kw_only=True):
    """A file of uses, and how many of its bytes are in the sums; written in the transaction that adds them."""

    __tablename__ = "use_file"

    name: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date]
    added: Mapped[int] = mapped_column(default=0)
