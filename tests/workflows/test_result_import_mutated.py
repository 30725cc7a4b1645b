"""500 damaged timing files: refused in words or stored as they were shown, and nothing else."""

import random

import pytest
from django.db import transaction
from django.utils import timezone

from championship.imports.timing import read_results_file
from championship.models import Driver, Result, ResultImport, StoredFile
from championship.workflows.result_import import (
    CannotImport,
    import_results,
    plan_results,
    storing,
    words,
)
from championship.workflows.result_import.known import load_known_result
from championship.workflows.result_import.planning import plan_with
from tests.factories import CarClassFactory, RaceFactory
from tests.imports.entry_files import as_csv
from tests.imports.test_entry_files_mutated import mutated

from .result_files import car_at, line, result_csv

FILES = 500
CELLS = ["", "0", "7", "1.0", "-1", "1:00:01.5", "93604", "DNF", "Black flag", "007", "é" * 200]
CELLS += ["=A1", "99999", "LMP4", "Ben TUCK", "\x00", "²", "NEW"]
ENCODINGS = ["utf-16", "utf-16-be", "cp1252", "utf-8-sig", "utf-7"]
NUMBERS = [str(number) for number in range(1, 16)]
PEOPLE = (Driver, Result, ResultImport, StoredFile)

pytestmark = pytest.mark.django_db


@pytest.fixture
def race():
    """Fifteen cars with a driver each; car 7 is 007 on the list."""
    gt = CarClassFactory(code="GT")
    race = RaceFactory(event__season=gt.season)
    for number in NUMBERS:
        car_at(race.event, number.replace("7", "007"), f"Ann Née{number}", car_class=gt)
    return race


SOUND = result_csv(
    *(line(number, driver_1=f"Ann NÉE{number}", status="Classified") for number in NUMBERS)
)


def damaged(chance):
    """The file with bytes changed, lines lost, columns exchanged, or in another encoding."""
    kind = chance.choice(["bytes", "cells", "lines", "columns", "encoding", "half"])
    if kind == "bytes":
        return mutated(SOUND, chance)
    if kind == "encoding":
        return SOUND.decode().encode(chance.choice(ENCODINGS))
    if kind == "half":
        return SOUND[: chance.randrange(len(SOUND))]
    head, *rows = [row.split(",") for row in SOUND.decode().splitlines()]
    if kind == "lines":
        rows = chance.choices(rows, k=chance.randint(1, len(rows)))
    elif kind == "columns":
        order = chance.sample(range(len(head)), len(head))
        head = [head[at] for at in order] if chance.random() < 0.5 else head
        rows = [[row[at] for at in order] for row in rows]
    else:
        for _change in range(chance.randint(1, 5)):
            row = chance.choice(rows)
            row[chance.randrange(len(row))] = chance.choice(CELLS)
    return as_csv(head, *rows)


def counts():
    return [model.objects.count() for model in PEOPLE]


def outcome(race, plan, content, answers):
    """What an import stored, or the plan that it was refused for. Nothing is kept."""
    with transaction.atomic():
        try:
            import_results(
                race,
                plan.file,
                content,
                answers,
                shown=plan.fingerprint,
                accepted=True,
                now=timezone.now(),
            )
            return race.results.count(), None
        except CannotImport as refusal:
            return counts(), refusal.plan
        finally:
            transaction.set_rollback(True)


def test_damaged_files_store_nothing_but_what_a_sound_plan_showed(race, monkeypatch):
    chance = random.Random(2024)
    known = load_known_result(race)  # nothing stored stays, so that it is the same every time
    monkeypatch.setattr(storing, "load_known_result", lambda session: known)
    before, stored = counts(), 0

    for turn in range(FILES):
        content = damaged(chance)
        file = read_results_file("03_Results.CSV", content, as_cp1252=turn % 3 == 0)
        plan = plan_with(known, file, {}, {})
        assert all(map(words.in_place, [*plan.problems, *plan.warnings]))
        answers = {
            one.key: one.answer or chance.choice(sorted(one.allowed)) for one in plan.questions
        }
        found, refused = outcome(race, plan, content, answers)
        if refused:
            assert found == before
            assert refused.problems or refused.refused or len(refused.questions) > len(answers)
        else:
            assert (plan.problems, found) == ((), len(file.records))
            stored += 1

    assert counts() == before
    assert 20 < stored < FILES - 20


def test_preview_alone_stores_nothing(race):
    before = counts()

    plan_results(race, read_results_file("03_Results.CSV", SOUND))

    assert counts() == before
