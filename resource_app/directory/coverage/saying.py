"""How do people say whom a listing serves? Areas without what others of them contain already, by name, state by state."""

from collections.abc import Iterable

from resource_app.database import Json
from resource_app.directory.coverage import Coverage
from resource_app.directory.gazetteer import Gazetteer
from resource_app.directory.gazetteer.rows import county_keys
from search.documents import Area


def said(coverage: Coverage, gazetteer: Gazetteer) -> list[Json]:
    """Groups of names with the state they are in: [{"state": "MA", "names": ["Chelsea", "Revere (02151)"]}].

    The state is "" for names that need none: states, the nation, outlines, and texts that name no area we know.
    """
    areas = [area for area in coverage.areas if area.kind != "virtual"]
    wider = {area.key: _wider(area, gazetteer) for area in areas}
    keys = {area.key for area in areas if area.kind != "polygon"}
    kept = [area for area in areas if area.kind == "polygon" or not wider[area.key] & keys]
    groups: dict[str, list[str]] = {}
    for state, name in (*_named(kept, gazetteer), *(("", gap.text) for gap in coverage.unread)):
        names = groups.setdefault(state, [])
        if name and name not in names:
            names.append(name)
    return [{"state": state, "names": names} for state, names in groups.items() if names]


def _wider(area: Area, gazetteer: Gazetteer) -> set[str]:
    """The keys of areas that contain the whole of `area`."""
    wider = {"nation:US"} if area.kind != "nation" else set()
    if area.kind in {"zip", "city", "county"}:
        wider.add(f"state:{area.state}")
    if area.kind in {"zip", "city"}:
        codes = [area.code] if area.kind == "zip" else _zips_of(area, gazetteer)
        rows = [row for code in codes if (row := gazetteer.zip_row(code))]
        counties = [county_keys([row]) for row in rows]
        wider |= set.intersection(*counties) if counties else set()
    if area.kind == "zip":
        row = gazetteer.zip_row(area.code)
        wider |= {key for key in gazetteer.place_of_zip(row).area_keys if key.startswith("city:")} if row else set()
    return wider


def _zips_of(area: Area, gazetteer: Gazetteer) -> tuple[str, ...]:
    state, _, key = area.code.partition("/")
    return tuple(code for town in gazetteer.towns_named(key, state)[:1] for code in town.zips)


def _named(areas: Iterable[Area], gazetteer: Gazetteer) -> Iterable[tuple[str, str]]:
    """(state, name) of each area; the ZIPs of one town together, and all of them as the town: "Lynn (01901, 01902)"."""
    areas = list(areas)
    codes: dict[tuple[str, str], list[str]] = {}
    for area in areas:
        row = gazetteer.zip_row(area.code) if area.kind == "zip" else None
        if row:
            codes.setdefault((row.state, row.city), []).append(row.zip)
    for area in areas:
        row = gazetteer.zip_row(area.code) if area.kind == "zip" else None
        if row:
            yield row.state, _town_with(row.city, row.state, codes[row.state, row.city], gazetteer)
        elif area.kind in {"city", "county"}:
            yield area.state, area.name
        else:
            yield "", area.name


def _town_with(city: str, state: str, codes: list[str], gazetteer: Gazetteer) -> str:
    town = next(iter(gazetteer.towns_named(city, state)), None)
    whole = town is not None and set(town.zips) == set(codes)
    return city if whole else f"{city} ({', '.join(codes)})"
