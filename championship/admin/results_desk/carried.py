"""A result that was read or typed, carried in the form between preview and confirmation."""

import zlib
from base64 import b64decode, b64encode
from dataclasses import astuple, dataclass

from championship.admin.carried import sign, take_up
from championship.imports.timing import ResultsFile, read_results_file
from championship.workflows.result_import import TypedRow, typed_results

SALT = "championship.results.import"


@dataclass(frozen=True, slots=True)
class Carried:
    """The file to the byte, or the rows as they were typed, and the fingerprint of the plan.

    `content` is empty and `rows` is not, if the result was typed.
    """

    name: str = ""
    content: bytes = b""
    as_cp1252: bool = False
    rows: tuple[TypedRow, ...] = ()
    shown: str = ""

    @property
    def is_typed(self) -> bool:
        return not self.name

    def read(self) -> ResultsFile:
        """What it says: the same for the same bytes."""
        if self.is_typed:
            return typed_results(self.rows)
        return read_results_file(self.name, self.content, as_cp1252=self.as_cp1252)


def carry(carried: Carried, *, whose: list) -> str:
    """As text for a hidden field. `whose` names the person and the session. Raises TooLarge."""
    facts = {
        "name": carried.name,
        "content": b64encode(zlib.compress(carried.content)).decode(),
        "cp1252": carried.as_cp1252,
        "rows": [astuple(row) for row in carried.rows],
        "shown": carried.shown,
    }
    return sign(facts, salt=SALT, whose=whose)


def carried_in(text: str, *, whose: list) -> Carried:
    """What carry() made of the text. Raises NotCarried."""
    facts = take_up(text, salt=SALT, whose=whose)
    return Carried(
        name=facts["name"],
        content=zlib.decompress(b64decode(facts["content"])),
        as_cp1252=facts["cp1252"],
        rows=tuple(TypedRow(*row) for row in facts["rows"]),
        shown=facts["shown"],
    )
