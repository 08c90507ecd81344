"""ZIP codes, towns and counties of the United States, loaded once by `resourceloop geo load`."""

from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from resource_app.database import Base
from resource_app.geometry import Geo, spatial_index


class ZipCode(MappedAsDataclass, Base, kw_only=True):
    """A 5-digit ZIP with its middle point. `county_fips` is of the county its point lies in (Census 2023)."""

    __tablename__ = "zip_code"

    zip: Mapped[str] = mapped_column(primary_key=True)
    city: Mapped[str]
    state: Mapped[str]
    county_name: Mapped[str]
    county_fips: Mapped[str]
    lat: Mapped[float]
    lon: Mapped[float]
    zone: Mapped[str]
    kind: Mapped[str]


class Town(MappedAsDataclass, Base, kw_only=True):
    """A city or town name mail accepts, with the mean point of its ZIPs. `name_key` is the folded name."""

    __tablename__ = "town"

    state: Mapped[str] = mapped_column(primary_key=True)
    name_key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    county_fips: Mapped[str]
    lat: Mapped[float]
    lon: Mapped[float]
    zips: Mapped[list[str]]
    weight: Mapped[int]  # standard ZIPs: which of two towns of one name is meant


class County(MappedAsDataclass, Base, kw_only=True):
    """A county or county equivalent, with its outline."""

    __tablename__ = "county"
    __table_args__ = (spatial_index("ix_county_outline", "outline"),)

    fips: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str]
    state: Mapped[str]
    lat: Mapped[float]
    lon: Mapped[float]
    outline: Mapped[BaseGeometry] = mapped_column(Geo("MULTIPOLYGON"))
