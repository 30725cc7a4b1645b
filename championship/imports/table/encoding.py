"""Bytes in, text out: strictly, and never with letters replaced."""

from dataclasses import dataclass

from .content import is_utf16
from .problems import CellProblem


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file without its byte order mark; empty if there is a problem."""

    text: str
    encoding: str
    problem: CellProblem | None = None
    warnings: tuple[CellProblem, ...] = ()


def decode(content: bytes, *, as_cp1252: bool = False) -> Text:
    """Read UTF-8, or UTF-16 where marked or full of zeros, or Windows-1252 if told so.

    `as_cp1252` matters only if the bytes are not UTF-8. Every line that has letters
    beyond ASCII is then among the warnings, for a person to look at.
    """
    codec = is_utf16(content)
    if codec:
        return _strictly(content, codec, "utf-16", "not_utf16")
    read = _strictly(content, "utf-8-sig", "utf-8", "not_utf8")
    if read.problem and as_cp1252:
        read = _strictly(content, "cp1252", "cp1252", "not_cp1252")
        return Text(read.text, read.encoding, read.problem, _lines_to_look_at(read.text))
    return read


def _strictly(content: bytes, codec: str, encoding: str, code: str) -> Text:
    try:
        return Text(content.decode(codec).removeprefix("\ufeff"), encoding)
    except UnicodeDecodeError as error:
        at = error.start + (len(content) - len(error.object))  # a mark is cut off before counting
        line = _line_at(content, at, codec)
        params = {"byte": at + 1, "hex": f"0x{content[at]:02X}"}
        return Text("", encoding, CellProblem(line, "", "", code, params))


def _line_at(content: bytes, at: int, codec: str) -> int:
    before = content[:at].decode(codec if codec.startswith("utf-16") else "latin-1", "ignore")
    return 1 + before.replace("\r\n", "\n").replace("\r", "\n").count("\n")


def _lines_to_look_at(text: str) -> tuple[CellProblem, ...]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(
        CellProblem(number, "", line, "read_as_cp1252")
        for number, line in enumerate(lines, start=1)
        if not line.isascii()
    )
