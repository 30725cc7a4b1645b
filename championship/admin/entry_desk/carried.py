"""An entry list that was read, carried in the form between its preview and its confirmation."""

from dataclasses import astuple, dataclass

from championship.admin import carried as form
from championship.imports.entry_list import CellProblem, DriverCell, EntryFile, EntryRecord

SALT = "championship.entries.import"


@dataclass(frozen=True, slots=True)
class Carried:
    """A file, how its new entries begin, and the fingerprint of the plan that was shown."""

    name: str
    checksum: str
    file: EntryFile
    new_status: str
    shown: str


def carry(carried: Carried, *, whose: list) -> str:
    """As text for a hidden field. `whose` names the person, the season and the event.

    Raises TooLarge.
    """
    facts = {
        "name": carried.name,
        "checksum": carried.checksum,
        "status": carried.new_status,
        "shown": carried.shown,
        "file": _packed(carried.file),
    }
    return form.sign(facts, salt=SALT, whose=whose)


def take_up(text: str, *, whose: list) -> Carried:
    """What carry() made of the text. Raises NotCarried."""
    facts = form.take_up(text, salt=SALT, whose=whose)
    return Carried(
        name=facts["name"],
        checksum=facts["checksum"],
        file=_unpacked(facts["file"]),
        new_status=facts["status"],
        shown=facts["shown"],
    )


def _packed(file: EntryFile) -> list:
    """Without problems: a file that has any is not carried."""
    return [
        file.format,
        file.variant,
        file.encoding,
        file.separator,
        sorted(file.says),
        [astuple(record) for record in file.records],
        [[one.line, one.column, one.value, one.code, dict(one.params)] for one in file.warnings],
        list(file.ignored_columns),
    ]


def _unpacked(packed: list) -> EntryFile:
    format, variant, encoding, separator, says, records, warnings, ignored = packed
    return EntryFile(
        format=format,
        variant=variant,
        encoding=encoding,
        separator=separator,
        says=frozenset(says),
        records=tuple(_record(*values) for values in records),
        problems=(),
        warnings=tuple(CellProblem(*values) for values in warnings),
        ignored_columns=tuple(ignored),
    )


def _record(*values) -> EntryRecord:
    *facts, drivers = values
    return EntryRecord(*facts, tuple(DriverCell(*cell) if cell else None for cell in drivers))
