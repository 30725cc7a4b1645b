import json
import re
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from championship.imports.table.problems import CellProblem
from championship.imports.timing import read_results_file
from championship.scoring.durations import write_duration

COLUMNS = "{:>4} {:>4} {:>5}  {:<24} {:<16} {:>5} {:>13} {:>12} {:>12} {:>10}"
HEADS = ("P", "PIC", "No.", "Class", "Status", "Laps", "Time", "Gap", "Interval", "Best lap")


class Command(BaseCommand):
    help = "Show how a result of timing is read; nothing is stored. See docs/timing-files.md."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="everything, for a program")
        parser.add_argument(
            "--cp1252", action="store_true", help="read a text that is not UTF-8 as Windows-1252"
        )

    def handle(self, *, file, cp1252, **options):
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        result = read_results_file(file.name, content, as_cp1252=cp1252)
        if options["json"]:
            self.say(json.dumps(_plain(result), ensure_ascii=False, indent=1))
        else:
            self.write(file, result)
        if result.problems:
            raise CommandError(f"{file}: it can't be imported as it is.")

    def say(self, text):
        """Write a line; half a letter, which a JSON file may hold, is written as its number."""
        self.stdout.write(text.encode("utf-8", "backslashreplace").decode())

    def write(self, file, result):
        self.say(str(file))
        for name, value in _head(result):
            self.say(f"  {name:<10} {value}")
        if result.records:
            self.say(COLUMNS.format(*HEADS))
        for record in result.records:
            self.say(COLUMNS.format(*_cells(record)).rstrip())
        for word, notes in (("Warning", result.warnings), ("Problem", result.problems)):
            for note in notes:
                self.say(f"{word}: {note}")


def _head(result):
    """What is said of the file as a whole, under names for a person."""
    hints = result.hints
    name_says = [
        hints.session and f"{hints.session} {hints.number or ''}".strip(),
        hints.hour is not None and f"hour {hints.hour}",
        hints.version,
    ]
    yield "variant", f"{result.variant or 'unknown'}{', saved again' * result.is_resaved}"
    yield "encoding", result.encoding or "-"
    yield "separator", {"\t": "tab"}.get(result.separator, result.separator) or "-"
    yield "sha256", result.sha256
    yield "name says", ", ".join(filter(None, name_says)) or "-"
    yield "order", "by best lap" if result.by_best_lap else "as raced"
    yield "cars", len(result.records)
    yield "says", ", ".join(sorted(result.says)) or "-"
    yield "not read", _columns(result.ignored_columns) or "-"


def _columns(titles):
    """The titles, with those of every driver only once."""
    return ", ".join(dict.fromkeys(re.sub(r"^DRIVER\d_", "DRIVERn_", title) for title in titles))


def _cells(record):
    """A car in one line."""
    triple = (record.source_class, record.group, record.division)
    return (
        record.overall_position or "",
        record.class_position or "",
        record.number,
        "/".join(filter(None, triple))[:24],
        record.status or "",
        "" if record.laps is None else record.laps,
        _time(record.total_ms),
        record.gap_first.text,
        record.gap_previous.text,
        _time(record.best_lap_ms),
    )


def _time(ms):
    return "" if ms is None else write_duration(ms)


def _plain(value):
    """The value as JSON can hold it: every record by the names of its fields."""
    if isinstance(value, CellProblem):
        place = {"line": value.line, "column": value.column, "value": value.value}
        return {**place, "code": value.code, "text": str(value)}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value
