"""What is wrong with a file: where, which value, and what would be right."""

import json
from dataclasses import dataclass

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong at one place of a JSON file.

    `path` is a JSON path as $.entries[3].class; `value` is what stands there, or None
    where something is missing.
    """

    path: str
    value: object
    message: str

    def __str__(self) -> str:
        value = "" if self.value is None else f" {shown(self.value)}"
        return f"{self.path}:{value} {self.message}"


def shown(value: object) -> str:
    """A value as JSON, cut to a length that fits a line."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        text = f"a {type(value).__name__}"
    text = text.encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
