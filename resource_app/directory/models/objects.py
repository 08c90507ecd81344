"""The HSDS objects that others refer to: organization, program, service, location, taxonomy, taxonomy_term."""

from datetime import datetime

from shapely.geometry.base import BaseGeometry
from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, false, text, true
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import Base, Json
from resource_app.geometry import Geo, spatial_index

PRIVATE = text("address_visibility = 'private'")


class HsdsObject(MappedAsDataclass, kw_only=True):
    """What every stored HSDS object has.

    `hsds` is the object as its source wrote it, unknown properties too. `origins` holds, for each field whose source or
    confirmation differs from the row's own, {"source", "confirmed_by", "confirmed_on"}; see `directory.origins`.
    `source` is the name of the source that brought it, `version` grows with every change.
    """

    id: Mapped[str] = mapped_column(primary_key=True)
    hsds: Mapped[Json]
    source: Mapped[str]
    origins: Mapped[Json] = mapped_column(default_factory=dict)
    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime]


class PlacedObject(HsdsObject, kw_only=True):
    """An object that leads to places. One of them was secret until `told_since`: the public is told nothing of what became of
    the object before, nor anything of it that its source tells.
    """

    told_since: Mapped[datetime | None] = mapped_column(default=None)


class Organization(PlacedObject, Base):
    """An organization that offers services. `withheld` names the fields that would give a private place away.

    One that is not `listed` is ours: a care organization whose people refer members. The public never sees it. What a
    `trusted` one changes in its listings is shown at once; what another changes waits for a curator. An `asked_out` one asked
    not to be in the directory: none of its listings is shown, whoever imports them.
    """

    __tablename__ = "organization"

    name: Mapped[str] = mapped_column(index=True)
    listed: Mapped[bool] = mapped_column(default=True, server_default=true())
    trusted: Mapped[bool] = mapped_column(default=False, server_default=false())
    asked_out: Mapped[bool] = mapped_column(default=False, server_default=false())
    withheld: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True), default=None)


class Program(PlacedObject, Base):
    """A program: services grouped by their organization. `withheld` names the fields that would give a private place away."""

    __tablename__ = "program"

    organization_id: Mapped[str | None] = mapped_column(ForeignKey("organization.id"), index=True, default=None)
    withheld: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True), default=None)


class Service(PlacedObject, Base):
    """A service. `organization_id` and `program_id` are None where the source's reference leads nowhere.

    `shown_otherwise_at` is when the public last came to see something else of it though its source had changed nothing.
    """

    __tablename__ = "service"
    __table_args__ = (
        CheckConstraint("status IN ('active', 'inactive', 'defunct', 'temporarily closed')", name="status"),
    )

    name: Mapped[str] = mapped_column(index=True)
    status: Mapped[str]
    organization_id: Mapped[str | None] = mapped_column(ForeignKey("organization.id"), index=True, default=None)
    program_id: Mapped[str | None] = mapped_column(ForeignKey("program.id"), default=None)
    shown_otherwise_at: Mapped[datetime | None] = mapped_column(default=None)


class Location(PlacedObject, Base):
    """A place. `lat`, `lon` and `geom` are the checked point, None where the source's point cannot be right.

    `address_visibility` is ours: a private address is shown to its own organization and to curators only.
    """

    __tablename__ = "location"
    __table_args__ = (
        CheckConstraint("address_visibility IN ('public', 'private')", name="address_visibility"),
        CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="point"),
        CheckConstraint("lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180", name="degrees"),
        Index("ix_location_private", "organization_id", sqlite_where=PRIVATE, postgresql_where=PRIVATE),
        spatial_index("ix_location_geom", "geom"),
    )

    organization_id: Mapped[str | None] = mapped_column(ForeignKey("organization.id"), index=True, default=None)
    lat: Mapped[float | None] = mapped_column(default=None)
    lon: Mapped[float | None] = mapped_column(default=None)
    geom: Mapped[BaseGeometry | None] = mapped_column(Geo("POINT"), default=None)
    address_visibility: Mapped[str] = mapped_column(default="public")


class Taxonomy(HsdsObject, Base):
    """A taxonomy the sources use."""

    __tablename__ = "taxonomy"


class TaxonomyTerm(HsdsObject, Base):
    """A term of a taxonomy, as tabular files and the taxonomy endpoints know it."""

    __tablename__ = "taxonomy_term"
