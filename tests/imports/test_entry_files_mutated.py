"""Whatever bytes arrive, reading them raises nothing and what comes out is well-formed."""

import random

import pytest

from championship.imports.entry_list import (
    CATEGORIES,
    DRIVERS,
    FACTS,
    KINDS,
    MESSAGES,
    STATUSES,
    read_entry_file,
)

from .entry_files import DATA, as_csv, as_xlsx

TEMPLATE = (DATA / "entries/template.csv").read_bytes()
ROWS = [line.split(",") for line in TEMPLATE.decode().splitlines()]
SOURCES = {
    "list": TEMPLATE,
    "spreadsheet": as_xlsx(*ROWS),
    "whole names": (DATA / "timing/a2-race.CSV").read_bytes(),
    "blocks": (DATA / "timing/b1-ragged.csv").read_bytes(),
    "simulation": (DATA / "timing/acc-line-break.json").read_bytes(),
    "windows": (DATA / "entries/windows-1252.csv").read_bytes(),
}
CELLS = ["", "7", "1.0", "TBA", "=A1", "'=A1", '"', "\n", "\0", "\ud7ff", "é" * 200, "reserve 0"]
CELLS += ["reserve 99999999999", "a, b", ",", "Jr", "Driver 7", "Number", "²", "İ", "\u2028", "(P)"]


def check(content, *, as_cp1252=False):
    file = read_entry_file("any.thing", content, as_cp1252=as_cp1252)

    assert file.format in ("entry list", "timing")
    assert file.says <= FACTS
    assert all(note.code in MESSAGES and str(note) for note in file.problems + file.warnings)
    if not file.problems:
        assert file.records
        assert all(is_well_formed(record) for record in file.records)


def is_well_formed(record):
    return (
        1 <= len(record.number) <= 4
        and len(record.team) <= 100
        and record.kind in ("", *KINDS)
        and record.status in ("", *STATUSES)
        and len(record.drivers) <= DRIVERS
        and all(is_driver(driver) for driver in record.drivers if driver)
    )


def is_driver(driver):
    texts = (driver.given_name, driver.family_name, driver.printed)
    return (
        driver.category in ("", *CATEGORIES)
        and 1 <= len(driver.family_name) <= 60
        and len(driver.given_name) <= 60
        and not any(letter in text for text in texts for letter in "\n\r\0")
    )


def mutated(content, chance):
    """The bytes with some of them lost, doubled, changed or exchanged."""
    content = bytearray(content)
    for _change in range(chance.randint(1, 8)):
        start = chance.randrange(len(content) + 1)
        end = start + chance.choice((1, 1, 2, 40))
        piece = content[start:end]
        content[start:end] = chance.choice(
            (b"", piece * 2, bytes([chance.randrange(256)]), chance.randbytes(4), b'"', b"\r\n")
        )
    return bytes(content)


@pytest.mark.parametrize("source", SOURCES)
def test_changed_bytes_raise_nothing(source):
    chance = random.Random(source)

    for turn in range(80):
        check(mutated(SOURCES[source], chance), as_cp1252=turn % 2 == 0)


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_changed_cells_raise_nothing(make):
    chance = random.Random(7)
    cells = [cell for cell in CELLS if make is as_csv or "\0" not in cell]

    for _turn in range(60):
        rows = [list(row) for row in ROWS]
        for _change in range(chance.randint(1, 6)):
            row = chance.choice(rows)
            row[chance.randrange(len(row))] = chance.choice(cells)
        check(make(*rows))


def test_noise_raises_nothing():
    chance = random.Random(1)

    for length in range(150):
        check(chance.randbytes(length), as_cp1252=length % 2 == 0)


@pytest.mark.parametrize("source", SOURCES)
def test_files_that_break_off_raise_nothing(source):
    content = SOURCES[source]

    for end in range(0, len(content), max(1, len(content) // 40)):
        check(content[:end])
