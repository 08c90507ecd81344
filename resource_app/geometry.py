"""How is a shape stored? `Geo` is shapely in Python, WKB on SQLite and a PostGIS geometry on PostgreSQL."""

import math
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Dialect, Index, LargeBinary
from sqlalchemy.types import TypeDecorator, TypeEngine

EARTH_RADIUS_MILES = 3958.7613
SRID_WGS84 = 4326
ONLY = "only"  # key in the `info` of an index that only one kind of database has


class Geo(TypeDecorator[BaseGeometry]):
    """A shapely geometry in WGS 84 (longitude, latitude), or None."""

    impl = LargeBinary
    cache_ok = True
    # GeoAlchemy2's PostgreSQL listeners read these three from the column type.
    spatial_index = False
    use_N_D_index = False  # noqa: N815 - the listener's own spelling
    use_typmod = None

    def __init__(self, kind: str = "GEOMETRY", srid: int = SRID_WGS84) -> None:
        super().__init__()
        self.kind = kind
        self.srid = srid

    def __repr__(self) -> str:
        """What Alembic writes into a migration."""
        return f"Geo({self.kind!r}, {self.srid})"

    def load_dialect_impl(self, dialect: Dialect | None) -> TypeEngine[Any]:
        """GeoAlchemy2's listeners ask without a dialect."""
        if dialect is not None and dialect.name == "postgresql":
            from geoalchemy2 import Geometry  # noqa: PLC0415 - only loaded where it is used: 7 MB

            geometry: TypeEngine[Any] = Geometry(self.kind, self.srid, spatial_index=False)
            return geometry
        return LargeBinary()

    def process_bind_param(self, value: BaseGeometry | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if dialect.name == "postgresql":
            from geoalchemy2.shape import from_shape  # noqa: PLC0415 - see above

            return from_shape(value, self.srid, extended=True)
        return shapely.to_wkb(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> BaseGeometry | None:
        if value is None:
            return None
        if dialect.name == "postgresql":
            from geoalchemy2.shape import to_shape  # noqa: PLC0415 - see above

            return to_shape(value)
        shape: BaseGeometry = shapely.from_wkb(bytes(value))
        return shape


def spatial_index(name: str, column: str) -> Index:
    """A GiST index of a `Geo` column; only PostgreSQL has one."""
    return Index(name, column, postgresql_using="gist", info={ONLY: "postgresql"}).ddl_if(dialect="postgresql")


def miles_between(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance in miles between two points given in degrees (haversine)."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half_lat = math.sin((phi_b - phi_a) / 2) ** 2
    half_lon = math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    share = half_lat + math.cos(phi_a) * math.cos(phi_b) * half_lon
    return 2 * EARTH_RADIUS_MILES * math.asin(math.sqrt(share))
