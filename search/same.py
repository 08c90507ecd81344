"""Is it the very same object? A key by identity, for what is worked out once from an object that nobody changes."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True, eq=False)
class Same(Generic[Thing]):
    """A key that equals another only when both hold the same object; it keeps the object alive, so an id is never used anew."""

    it: Thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)
