"""Whatever bytes arrive, reading a result raises nothing and what comes out is well-formed."""

import random

import pytest

from championship.imports.table.problems import MESSAGES, RESULT_MESSAGES
from championship.imports.timing import RESULT_FACTS, read_results_file
from championship.scoring.states import Status

from .entry_files import DATA, as_csv
from .test_entry_files_mutated import mutated

SOURCES = [
    "a2-race.CSV",
    "acc-race.json",
    "b1-ragged.csv",
    "c1-qualifying.csv",
    "d2-by-class.csv",
    "template.csv",
    "trap-02-windows-1252.csv",
    "trap-15-gaps.csv",
]
TABLES = [name for name in SOURCES if name.endswith("sv") and "1252" not in name]
CELLS = ["", "0", "7", "1.0", "-1", "1:00:01.5", "1:60.0", "93604", "1 Lap", "-3 Laps", "Retired"]
CELLS += ["DNF", '"', "\n", "=A1", "é" * 200, "٣", "1e999", "NaN", "POSITION", "99999", "-", "+"]
KINDS = ("leader", "time", "laps", "none")
MOST = 2_147_483_647


def content_of(name):
    return (DATA / "timing" / name).read_bytes()


def check(content, *, as_cp1252=False):
    file = read_results_file("any.thing", content, as_cp1252=as_cp1252)

    known = MESSAGES | RESULT_MESSAGES
    assert all(note.code in known and str(note) for note in file.problems + file.warnings)
    assert file.says <= RESULT_FACTS
    assert [record.order for record in file.records] == [*range(1, len(file.records) + 1)]
    assert all(is_sound(record) for record in file.records)
    if not file.problems:
        assert file.records
        assert all(1 <= len(record.number) <= 4 for record in file.records)


def is_sound(record):
    counts = (record.overall_position, record.class_position, record.laps, record.best_lap_number)
    times = (record.total_ms, record.best_lap_ms)
    return (
        all(count is None or 0 <= count <= 9999 for count in counts)
        and all(time is None or 0 <= time <= MOST for time in times)
        and {record.gap_first.kind, record.gap_previous.kind} <= {*KINDS}
        and (record.status is None or record.status in Status)
        and len(record.team) <= 100
        and all(warning.line == record.line for warning in record.warnings)
    )


@pytest.mark.parametrize("source", SOURCES)
def test_changed_bytes_raise_nothing(source):
    chance = random.Random(source)

    for turn in range(60):
        check(mutated(content_of(source), chance), as_cp1252=turn % 2 == 0)


@pytest.mark.parametrize("source", TABLES)
def test_changed_cells_raise_nothing(source):
    chance = random.Random(source)
    text = content_of(source).decode("utf-8-sig")
    separator = max(";,", key=text.splitlines()[0].count)

    for _turn in range(40):
        rows = [line.split(separator) for line in text.splitlines()]
        for _change in range(chance.randint(1, 6)):
            row = chance.choice(rows)
            row[chance.randrange(len(row))] = chance.choice(CELLS)
        check(as_csv(*rows, separator=separator))


@pytest.mark.parametrize("source", TABLES)
def test_lines_and_columns_may_be_lost_doubled_and_exchanged(source):
    chance = random.Random(source)
    text = content_of(source).decode("utf-8-sig")
    separator = max(";,", key=text.splitlines()[0].count)

    for _turn in range(20):
        rows = [line.split(separator) for line in text.splitlines()]
        order = list(range(len(rows[0])))
        chance.shuffle(order)
        rows = [[row[at] for at in order if at < len(row)] for row in rows]
        check(as_csv(*rows[:1], *chance.choices(rows, k=5), separator=separator))


@pytest.mark.parametrize("source", SOURCES)
def test_files_that_break_off_raise_nothing(source):
    content = content_of(source)

    for end in range(0, len(content), max(1, len(content) // 40)):
        check(content[:end])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "cp1252", "utf-7", "utf-32"])
def test_files_in_another_encoding_raise_nothing(encoding):
    for source in TABLES:
        content = content_of(source).decode("utf-8-sig").encode(encoding, "replace")
        check(content, as_cp1252=True)


def test_noise_raises_nothing():
    chance = random.Random(1)

    for length in range(100):
        check(chance.randbytes(length), as_cp1252=length % 2 == 0)


@pytest.mark.parametrize(
    "name", ["", "/", "..", "\0", "\ud800", "a" * 10_000, "%ff%00", "race " * 500, "C:\\x\\Race 2"]
)
def test_any_name_is_read(name):
    assert read_results_file(name, content_of("template.csv")).problems == ()


def test_every_code_has_a_sentence_of_its_own():
    assert not MESSAGES.keys() & RESULT_MESSAGES.keys()
    assert all(sentence.endswith((".", "?")) for sentence in RESULT_MESSAGES.values())
