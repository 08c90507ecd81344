"""How does an organization keep the address of a place secret? By a tick in its form; nobody shows it again by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resource_app.database import Json
from resource_app.directory.editing import Kind
from resource_app.errors import N_
from resource_app.web.edit_fields import Box, Group, Values, is_private

SECRET_TITLE = N_("Who may know the address")
SECRET = N_("Keep this address secret (people call first; only the areas served are shown)")
SECRET_NOTE = N_(
    "For a shelter where people would be in danger if somebody found them. It holds at once, and for everything that was "
    "written before. Only a curator can show the address again."
)


@dataclass(frozen=True, slots=True)
class Secrecy:
    """A tick that keeps the address of a place secret. One that is kept so has none: a curator decides whether it is shown."""

    levels: tuple[Kind, ...] = ("location",)
    field: str = "address_visibility"

    @property
    def name(self) -> str:
        return f"{self.levels[-1]}-secret"

    def holds(self, body: Json) -> bool:
        return is_private(body)

    def names(self) -> Mapping[str, int]:
        return {self.name: len("yes")}

    def groups(self, body: Json) -> Sequence[Group]:
        if is_private(body):
            return [
                Group((), SECRET_TITLE, N_("The address is secret: people call first, and read only the areas served."))
            ]
        return [Group((Box(self.name, SECRET, widget="tick"),), SECRET_TITLE, SECRET_NOTE)]

    def put(self, body: Json, values: Values) -> None:
        if values.get(self.name):
            body[self.field] = "private"
