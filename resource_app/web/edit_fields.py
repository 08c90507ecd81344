"""How does a field of a listing stand in a form, and what does it say when it is sent? Each kind of field reads a body into
boxes, and puts what was typed back into a body; what a form does not show of a body stays as it is.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from resource_app.database import Json
from resource_app.directory.editing import Kind
from resource_app.directory.merging import is_blank
from resource_app.directory.new_places import read_zip
from resource_app.directory.said import children
from resource_app.errors import N_, BadInput
from resource_app.web import typed_values

Values = Mapping[str, str]
Widget = Literal["line", "area", "number", "degrees", "amount", "date", "zip", "tick", "email", "url", "tel", "choice"]
LINE, AREA = 300, 5_000  # characters
_READ: Mapping[Widget, Callable[[str, str], Any]] = {
    "amount": typed_values.amount,
    "date": typed_values.day,
    "zip": read_zip,
}


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a form; `choices` are (code, words) of a select."""

    name: str
    label: str
    value: str = ""
    widget: Widget = "line"
    hint: str = ""
    most: int = LINE
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes that belong together; `title` is empty where one box stands for itself, `note` says what else is to be known."""

    boxes: tuple[Box, ...]
    title: str = ""
    note: str = ""


class Field(Protocol):
    """A field of the form, by its name in HSDS. `levels` are the kinds of object that may hold it: the first that does, else
    the last.
    """

    @property
    def levels(self) -> tuple[Kind, ...]: ...

    @property
    def field(self) -> str: ...

    def holds(self, body: Json) -> bool: ...

    def groups(self, body: Json) -> Sequence[Group]: ...

    def names(self) -> Mapping[str, int]:
        """Every name that may be sent, with the most characters."""
        ...

    def put(self, body: Json, values: Values) -> None:
        """Put what was typed into a body that may be changed; raises BadInput, with the name of the box that is wrong."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text."""

    levels: tuple[Kind, ...]
    field: str
    label: str
    hint: str = ""
    widget: Widget = "line"
    required: bool = False

    @property
    def name(self) -> str:
        return f"{self.levels[-1]}-{self.field}"

    def holds(self, body: Json) -> bool:
        return bool(body.get(self.field))

    def names(self) -> Mapping[str, int]:
        return {self.name: AREA if self.widget == "area" else LINE}

    def groups(self, body: Json) -> Sequence[Group]:
        value = body.get(self.field)
        shown = "" if value is None else str(value)
        most = self.names()[self.name]
        return [Group((Box(self.name, self.label, shown, self.widget, self.hint, most, required=self.required),))]

    def put(self, body: Json, values: Values) -> None:
        typed = _tidy(values.get(self.name, ""))
        if self.required and not typed:
            raise BadInput(N_("Fill this in."), self.name)
        if self.widget == "number":
            body[self.field] = typed_values.number(typed, self.name)
        elif typed != _tidy(str(body.get(self.field) or "")):
            body[self.field] = typed or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Degrees(Text):
    """A latitude or longitude; a place whose address is private has none to see or to give."""

    widget: Widget = "degrees"

    def groups(self, body: Json) -> Sequence[Group]:
        return [] if is_private(body) else Text.groups(self, body)

    def put(self, body: Json, values: Values) -> None:
        typed, stands = _tidy(values.get(self.name, "")), body.get(self.field)
        if not is_private(body) and typed != ("" if stands is None else str(stands)):
            body[self.field] = typed_values.degrees(typed, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A list, one thing a line: HSDS objects of which `key` is what people read. What a line keeps, its object keeps."""

    levels: tuple[Kind, ...]
    field: str
    key: str
    label: str
    hint: str = ""

    @property
    def name(self) -> str:
        return f"{self.levels[-1]}-{self.field}"

    def holds(self, body: Json) -> bool:
        return bool(children(body, self.field))

    def names(self) -> Mapping[str, int]:
        return {self.name: AREA}

    def groups(self, body: Json) -> Sequence[Group]:
        listed = [_words(each, self.key) for each in children(body, self.field)]
        text = "\n".join(filter(None, listed))
        return [Group((Box(self.name, self.label, text, "area", self.hint, AREA),))]

    def put(self, body: Json, values: Values) -> None:
        before = children(body, self.field)
        known = {_words(each, self.key): each for each in before}
        typed = [_tidy(each) for each in values.get(self.name, "").splitlines()]
        lines = list(dict.fromkeys(filter(None, typed)))
        silent = [each for each in before if not _words(each, self.key)]
        if lines != list(dict.fromkeys(filter(None, known))):
            new = [known.get(each) or {"id": str(uuid.uuid4()), self.key: each} for each in lines]
            body[self.field] = [*new, *silent] or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of rows: a property of each object of a list."""

    key: str
    label: str
    widget: Widget = "line"
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""

    def read(self, typed: str, known: Any, name: str) -> Any:
        """What was typed as a body has it, None for nothing; what stands there already stays as it is written."""
        if typed == _shown(known):
            return known
        read = _READ.get(self.widget)
        return (read(typed, name) if read else typed) if typed else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A list of objects, a group of boxes each; one whose first column is empty is taken away. There are always `spare`
    empty rows, and at most `most`: what is beyond stays as it is.
    """

    levels: tuple[Kind, ...]
    field: str
    columns: tuple[Column, ...]
    title: str
    note: str = ""
    spare: int = 1
    most: int = 12

    def _name(self, row: int, column: Column) -> str:
        return f"{self.levels[-1]}-{self.field}-{row}-{column.key}"

    def holds(self, body: Json) -> bool:
        return bool(children(body, self.field))

    def names(self) -> Mapping[str, int]:
        return {self._name(row, column): LINE for row in range(self.most) for column in self.columns}

    def groups(self, body: Json) -> Sequence[Group]:
        listed = children(body, self.field)
        shown = min(len(listed) + self.spare, self.most)
        return [
            Group(
                tuple(self._box(row, column, listed[row] if row < len(listed) else {}) for column in self.columns),
                self.title,
                self.note if row == 0 else "",
            )
            for row in range(shown)
        ]

    def _box(self, row: int, column: Column, body: Json) -> Box:
        value = _shown(body.get(column.key))
        choices, hint = _with(column.choices, value), column.hint
        return Box(self._name(row, column), column.label, value, column.widget, hint, choices=choices)

    def put(self, body: Json, values: Values) -> None:
        listed = children(body, self.field)
        rows = []
        for row in range(self.most):
            known = listed[row] if row < len(listed) else {}
            typed = {column.key: self._typed(row, column, known, values) for column in self.columns}
            if typed[self.columns[0].key]:
                said = {
                    each.key: each.read(typed[each.key], known.get(each.key), self._name(row, each))
                    for each in self.columns
                }
                rows.append(_laid_over(known or {"id": str(uuid.uuid4())}, said))
            elif not known and any(value for key, value in typed.items() if key not in self._chosen):
                raise BadInput(N_("Fill this in."), self._name(row, self.columns[0]))
        rows += listed[self.most :]
        if rows != listed:
            body[self.field] = rows or None

    def _typed(self, row: int, column: Column, known: Json, values: Values) -> str:
        """What a box says; one that always says something says nothing new of an object that leaves it open."""
        typed = _tidy(values.get(self._name(row, column), ""))
        unsaid = known and column.choices and not known.get(column.key) and typed == column.choices[0][0]
        return "" if unsaid else typed

    @property
    def _chosen(self) -> set[str]:
        """Columns that always say something."""
        return {column.key for column in self.columns if column.choices}


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """Boxes for the first object of a list, as for the one address most places have."""

    levels: tuple[Kind, ...]
    field: str
    columns: tuple[Column, ...]
    title: str
    new: tuple[tuple[str, str], ...] = ()  # what an object has that was not there before

    def _name(self, column: Column) -> str:
        return f"{self.levels[-1]}-{self.field}-{column.key}"

    def holds(self, body: Json) -> bool:
        return bool(children(body, self.field))

    def names(self) -> Mapping[str, int]:
        return {self._name(column): LINE for column in self.columns}

    def groups(self, body: Json) -> Sequence[Group]:
        first = next(iter(children(body, self.field)), {})
        boxes = (
            Box(self._name(each), each.label, str(first.get(each.key) or ""), each.widget) for each in self.columns
        )
        return [Group(tuple(boxes), self.title)]

    def put(self, body: Json, values: Values) -> None:
        listed = children(body, self.field)
        typed = {column.key: _tidy(values.get(self._name(column), "")) for column in self.columns}
        known = listed[0] if listed else {}
        if not any(typed.values()):
            body[self.field] = listed[1:] or None
            return
        said = {each.key: each.read(typed[each.key], known.get(each.key), self._name(each)) for each in self.columns}
        laid = _laid_over(known or {"id": str(uuid.uuid4()), **dict(self.new)}, said)
        if laid != known:
            body[self.field] = [laid, *listed[1:]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of a few answers, each with what it says in the body."""

    levels: tuple[Kind, ...]
    field: str
    label: str
    answers: tuple[tuple[str, str, Any], ...]  # code, words, value
    hint: str = ""

    @property
    def name(self) -> str:
        return f"{self.levels[-1]}-{self.field}"

    def holds(self, body: Json) -> bool:
        return body.get(self.field) is not None

    def names(self) -> Mapping[str, int]:
        return {self.name: LINE}

    def groups(self, body: Json) -> Sequence[Group]:
        code = next((code for code, _words, value in self.answers if value == body.get(self.field)), "")
        choices = tuple((code, words) for code, words, _value in self.answers)
        return [Group((Box(self.name, self.label, code, "choice", self.hint, choices=choices),))]

    def put(self, body: Json, values: Values) -> None:
        by_code = {code: value for code, _words, value in self.answers}
        if (code := values.get(self.name, "")) not in by_code:
            raise BadInput(N_("Choose one of these."), self.name)
        body[self.field] = by_code[code]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending(Choice):
    """Whether a listing is still offered; of one that is held back for another reason nobody is asked."""

    def holds(self, body: Json) -> bool:
        del body
        return True

    def groups(self, body: Json) -> Sequence[Group]:
        if self._is_asked(body):
            return Choice.groups(self, body)
        return [Group((), self.label, N_("It is not shown now. A curator looks at it."))]

    def put(self, body: Json, values: Values) -> None:
        if self._is_asked(body):
            Choice.put(self, body, values)

    def _is_asked(self, body: Json) -> bool:
        return body.get(self.field) in {value for _code, _words, value in self.answers}


def _tidy(typed: str) -> str:
    """Lines without spaces at their ends, as a browser may send them with other line ends."""
    return "\n".join(each.strip() for each in typed.strip().splitlines())


def is_private(body: Json) -> bool:
    """Whether people are not told where a place is."""
    return body.get("address_visibility") == "private"


def _words(body: Json, key: str) -> str:
    return _tidy(str(body.get(key) or "")).replace("\n", " ")


def _laid_over(known: Json, typed: Mapping[str, Any]) -> Json:
    """An object with what was typed; what is empty now is left out, if it said something before."""
    said = {key: value for key, value in typed.items() if not is_blank(value) or not is_blank(known.get(key))}
    return {key: value for key, value in {**known, **said}.items() if key not in said or not is_blank(value)}


def _shown(value: Any) -> str:
    """A value as it stands in a box: 7.5, and 20 for 20.0."""
    return "" if value is None else f"{value:.12g}" if isinstance(value, float) else str(value)


def _with(choices: tuple[tuple[str, str], ...], value: str) -> tuple[tuple[str, str], ...]:
    """The choices, and one that a source has made up."""
    return choices if not choices or not value or value in dict(choices) else (*choices, (value, value))
