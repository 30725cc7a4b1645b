"""Walking through parsed JSON that may be wrong anywhere, with the path at hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its JSON path. Whatever is of the wrong type reads as absent."""

    value: Any
    path: str = "$"

    def child(self, key: str) -> "Node":
        inside = self.value.get(key) if isinstance(self.value, dict) else None
        return Node(inside, f"{self.path}.{key}")

    def each(self, key: str) -> Iterator["Node"]:
        """The items of the list under `key`, whatever they are."""
        items = self.child(key)
        if isinstance(items.value, list):
            for index, item in enumerate(items.value):
                yield Node(item, f"{items.path}[{index}]")

    def text(self, key: str) -> str | None:
        """The text under `key`, or None."""
        value = self.child(key).value
        return value if isinstance(value, str) else None

    def number(self, key: str) -> int | None:
        """The whole number under `key`, or None."""
        value = self.child(key).value
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def has(self, key: str) -> bool:
        return isinstance(self.value, dict) and self.value.get(key) is not None
