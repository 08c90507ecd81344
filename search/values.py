"""Which values does a listing have for the filters, without its document? The column that every index in a database keeps."""

from collections.abc import Iterator

from sqlalchemy import column, table

LISTING = table("search_listing", column("id"), column("values"))  # to be joined by a listing's id


def values_of(written: str, key: str) -> Iterator[str]:
    """The values for the filter `key` in what the column holds: "category=food language=spa"."""
    return (value for each in written.split(" ") for name, _, value in [each.partition("=")] if name == key)
