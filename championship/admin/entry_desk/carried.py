"""A file that was read, carried in the form between its preview and its confirmation.

Nothing of it is kept on the server meanwhile. It is signed, so that it can't be changed,
and holds for a day, for one person and one list.
"""

from dataclasses import astuple, dataclass

from django.core import signing

from championship.imports.entry_list import CellProblem, DriverCell, EntryFile, EntryRecord

SALT = "championship.entries.import"
MAX_AGE = 24 * 60 * 60  # seconds
LARGEST = 2_000_000  # signs; Django takes forms of 2.5 million


class NotCarried(Exception):
    """The form is too old, was changed on its way, or belongs to somebody or something else."""


class TooLarge(Exception):
    """The file has more content than a form can carry."""


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
    text = signing.dumps(
        {
            "whose": whose,
            "name": carried.name,
            "checksum": carried.checksum,
            "status": carried.new_status,
            "shown": carried.shown,
            "file": _packed(carried.file),
        },
        salt=SALT,
        compress=True,
    )
    if len(text) > LARGEST:
        raise TooLarge
    return text


def take_up(text: str, *, whose: list) -> Carried:
    """What carry() made of the text. Raises NotCarried."""
    try:
        facts = signing.loads(text, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature as error:
        raise NotCarried from error
    if facts["whose"] != whose:
        raise NotCarried
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
