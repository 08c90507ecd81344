"""What may a search ask? The one check of the search form, of shared addresses and of the map's requests."""

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load, validate, validates

from resource_app.directory.filters import FILTERS
from search.query import RADII_MILES, SORTS, Box

WORDS_MAX = 300
PLACE_MAX = 160
VALUE_MAX = 80
VALUES_MAX = 30
PAGE_MAX = 500
FILTER_KEYS = tuple(row.key for row in FILTERS)
BOX_SIDES = 4


class BoxField(fields.Field[Box]):
    """A map box: "south,west,north,east" in degrees."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Box:
        del attr, data, kwargs
        try:
            sides = [float(side) for side in str(value).split(",")]
        except ValueError as error:
            raise ValidationError("A box is four numbers.") from error
        if len(sides) != BOX_SIDES or not all(abs(side) <= 180 for side in sides):  # noqa: PLR2004 - degrees; nan is none
            raise ValidationError("A box is four numbers: south, west, north, east.")
        return Box(*sides)


def _plain(value: Any) -> Any:
    """Text without control characters, which nobody types and no page may hold."""
    return "".join(sign for sign in value if sign.isprintable()).strip() if isinstance(value, str) else value


class SearchSchema(Schema):
    """A search as the address or the form says it; filters are lists of values under their own keys."""

    class Meta:  # noqa: D106 - marshmallow's own
        unknown = RAISE

    what = fields.String(load_default="", validate=validate.Length(max=WORDS_MAX))
    where = fields.String(load_default="", validate=validate.Length(max=PLACE_MAX))
    lat = fields.Float(load_default=None, validate=validate.Range(-90, 90))
    lon = fields.Float(load_default=None, validate=validate.Range(-180, 180))
    within = fields.Integer(load_default=None, validate=validate.OneOf(RADII_MILES))
    sort = fields.String(load_default="best", validate=validate.OneOf(SORTS))
    page = fields.Integer(load_default=1, validate=validate.Range(1, PAGE_MAX))
    box = BoxField(load_default=None)
    exact = fields.Boolean(load_default=False)
    unconfirmed = fields.Boolean(load_default=False)
    filters = fields.Dict(
        keys=fields.String(validate=validate.OneOf(FILTER_KEYS)),
        values=fields.List(
            fields.String(validate=validate.Length(max=VALUE_MAX)), validate=validate.Length(max=VALUES_MAX)
        ),
        load_default=dict,
    )

    @validates("filters")
    def _only_known_values(self, chosen: dict[str, list[str]], **kwargs: Any) -> None:
        """A value of a filter whose values are fixed is one of them: "open=maybe" is not "open now"."""
        del kwargs
        for row in FILTERS:
            unknown = [value for value in chosen.get(row.key, ()) if row.values and value not in row.values]
            if unknown:
                raise ValidationError(f"{row.key} cannot be {unknown[0]}.")

    @pre_load
    def _leave_out_blanks(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        del kwargs
        plain = {key: _plain(value) for key, value in data.items()}
        return {key: value for key, value in plain.items() if value != ""}


SEARCH = SearchSchema()
SINGLE = tuple(name for name in SearchSchema._declared_fields if name != "filters")  # noqa: SLF001 - marshmallow's own list
