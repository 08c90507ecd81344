"""How is an array too large for memory read? Member by member, told apart by brackets alone; each is parsed by itself.

So a member that is no JSON is one bad row, and nothing in the file (numbers of any length, any depth) reaches a parser
that has no limit.
"""

import re
from collections.abc import Iterator
from typing import IO

from importers.reading import MOST_DEPTH, MOST_LINE_BYTES, Unreadable

_BLOCK = 1 << 20
_STRING = rb'"(?:[^"\\]++|\\.)*+"'
_FIRST = re.compile(rb"[\s,]*+([^\s,])")
_BRACKET = re.compile(rb'(?:[^"\[\]{}]++|' + _STRING + rb")*+([\[\]{}])", re.DOTALL)
_PLAIN = re.compile(rb"(?:" + _STRING + rb'|[^\s,\[\]{}"]++)(?=[\s,\]])', re.DOTALL)
_FIELD = rb"\s*" + _STRING + rb"\s*:\s*(?:" + _STRING + rb"|[-+.\w]++)\s*"
_OPENING = re.compile(
    rb"\s*(?:\[|(?P<fields>\{(?:" + _FIELD + rb',)*+)\s*"(?P<wrapper>\w+)"\s*:\s*\[)', re.DOTALL
)  # an array, or an object whose first value that is no plain one is an array
_ENDING = re.compile(rb"(?:(?:," + _FIELD + rb")*+\s*\})?\s*", re.DOTALL)
_MOST_AFTER = 1 << 16

opening = _OPENING.match


class Members:
    """The texts of an array's members, in order; `stream` stands behind the opening bracket.

    Raises Unreadable where the array breaks off or goes on as nothing that can be told apart.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._held = b""
        self._begin = self._at = 0  # of the member, and where to read on

    def __iter__(self) -> Iterator[bytes]:
        while (first := self._match(_FIRST)) != b"]":
            self._begin = self._at - 1
            if first in b"[{":
                self._to_closing()
            else:
                self._at = self._begin
                self._match(_PLAIN)
            yield self._held[self._begin : self._at]
            self._begin = self._at
        rest = self._held[self._at :] + self._stream.read(_MOST_AFTER)
        if len(rest) > _MOST_AFTER or not _ENDING.fullmatch(rest):
            raise Unreadable("There is more behind the end of the array.")

    def _to_closing(self) -> None:
        depth = 1
        while depth:
            depth += 1 if self._match(_BRACKET) in b"[{" else -1
            if depth > MOST_DEPTH:
                raise Unreadable(f"It is nested too deeply (more than {MOST_DEPTH} levels).")

    def _match(self, pattern: re.Pattern[bytes]) -> bytes:
        while (found := pattern.match(self._held, self._at)) is None:
            self._read_on()
        self._at = found.end()
        return found[found.lastindex or 0]

    def _read_on(self) -> None:
        block = self._stream.read(_BLOCK)
        if not block:
            raise Unreadable("The file ends in the middle of it.")
        self._held = self._held[self._begin :] + block
        self._at -= self._begin
        self._begin = 0
        if len(self._held) > MOST_LINE_BYTES + _BLOCK:
            raise Unreadable("The item is longer than 16 MB.")
