"""How do lists stand in a form of which some things have a box to tick? Ways in for people with disabilities, and prices."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resource_app.database import Json
from resource_app.directory.facts import ACCESS
from resource_app.directory.said import children
from resource_app.errors import N_, BadInput
from resource_app.web.edit_fields import Box, Group, Rows, Values

FREE_OPTION: Json = {"option": "Free", "amount": 0, "currency": "USD"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks(Rows):
    """Rows, and a box to tick for each thing of `ticks`: (code, what the object says, the words of its box). Of `apart`, two
    codes, only one is true.
    """

    ticks: tuple[tuple[str, Json, str], ...]
    ticks_title: str
    ticks_note: str = ""
    apart: tuple[str, ...] = ()

    def _tick(self, code: str) -> str:
        return f"{self.levels[-1]}-{self.field}-{code}"

    def names(self) -> Mapping[str, int]:
        """Every name that may be sent."""
        return {**Rows.names(self), **{self._tick(code): len("yes") for code, _said, _words in self.ticks}}

    def groups(self, body: Json) -> Sequence[Group]:
        """The boxes to tick, then what has none."""
        ticked, rest = self._parted(body)
        boxes = (Box(self._tick(code), words, "yes" * (code in ticked), "tick") for code, _said, words in self.ticks)
        return [Group(tuple(boxes), self.ticks_title, self.ticks_note), *Rows.groups(self, {self.field: rest})]

    def put(self, body: Json, values: Values) -> None:
        """What is ticked, then the rows; raises BadInput."""
        ticked, rest = self._parted(body)
        wanted = {code: dict(said) for code, said, _words in self.ticks if values.get(self._tick(code))}
        if self.apart and wanted.keys() >= {*self.apart}:
            raise BadInput(N_("It cannot be both. Take one of them away."), self._tick(self.apart[0]))
        others = {self.field: rest}
        Rows.put(self, others, values)
        if wanted.keys() != ticked.keys() or children(others, self.field) != rest:
            known = [ticked.get(code) or {"id": str(uuid.uuid4()), **said} for code, said in wanted.items()]
            body[self.field] = [*known, *children(others, self.field)] or None

    def _parted(self, body: Json) -> tuple[dict[str, Json], list[Json]]:
        """The first object of each box, and all others."""
        ticked: dict[str, Json] = {}
        rest = []
        for each in children(body, self.field):
            code = next((code for code, said, _words in self.ticks if _says(each, said)), "")
            if code and code not in ticked:
                ticked[code] = each
            else:
                rest.append(each)
        return ticked, rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices(Ticks):
    """What it costs: free, or rows of prices. A service that costs somebody something is not free."""

    def put(self, body: Json, values: Values) -> None:
        """What was typed; raises BadInput for a price of what is free."""
        after = dict(body)
        Ticks.put(self, after, values)
        ticked, rest = self._parted(after)
        if ticked and any(each.get("amount") for each in rest):
            raise BadInput(N_("It is free, or it has a price. Take one of them away."), self._tick("free"))
        body.update({self.field: after[self.field]} if self.field in after else {})


ACCESS_TICKS = tuple((code, {"description": words}, words) for code, words in ACCESS.items())
PRICE_TICKS = (("free", FREE_OPTION, N_("It is free")),)


def _says(thing: Json, said: Json) -> bool:
    """Whether an object says what a box does, and nothing against it."""
    return all(_plain(thing.get(name)) == _plain(value) for name, value in said.items() if name != "currency")


def _plain(value: object) -> str:
    return " ".join(str(value).split()).strip(".").casefold() if not isinstance(value, float | int) else f"{value:g}"
