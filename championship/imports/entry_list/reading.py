"""Bytes in, entries out: tells what kind of file it is and has it read."""

from .records import EntryFile


def read_entry_file(name: str, content: bytes, *, as_cp1252: bool = False) -> EntryFile:
    """Read an entry list or a timing file, told apart by its content.

    `name` is never trusted. `as_cp1252` reads a text that is not UTF-8 as Windows-1252.
    Raises nothing: whatever is wrong is among the problems.
    """
    raise NotImplementedError
