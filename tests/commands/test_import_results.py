"""manage.py import_results: the same import as at the results desk, from a terminal."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from championship.models import Classification, ResultImport
from tests.factories import CarClassFactory, RaceFactory
from tests.workflows.result_files import car_at, line, result_csv

pytestmark = pytest.mark.django_db

CREWED = {"driver_1": "Ben TUCK", "team": "TF Sport"}


@pytest.fixture
def race():
    season = CarClassFactory(code="GT", season__series__slug="aslms", season__slug="2023-24").season
    race = RaceFactory(event__season=season, slug="dubai-race", name="Race")
    for number in ("7", "8"):
        car_at(race.event, number, "Ben Tuck" if number == "7" else "Salih Yoluç")
    race.event.entries.update(team_name="TF Sport")
    return race


def sound(**more):
    crews = {"7": "Ben TUCK", "8": "Salih YOLUÇ"}
    return result_csv(
        *(line(number, driver_1=name, team="TF Sport", **more) for number, name in crews.items())
    )


@pytest.fixture
def run(race, tmp_path):
    """Run the command with a file; returns what it printed."""

    def run(content, *options):
        file = tmp_path / "03_Race.CSV"
        file.write_bytes(content)
        run.err = StringIO()
        out = StringIO()
        arguments = ("import_results", "aslms", "2023-24", "dubai-race", str(file), *options)
        call_command(*arguments, stdout=out, stderr=run.err)
        return out.getvalue()

    return run


def test_result_is_imported_and_told(run, race):
    assert run(sound()).splitlines() == [
        "new      1. #7 TF Sport, 1. in GT, classified",
        "new      2. #8 TF Sport, 2. in GT, classified",
        "03_Race.CSV: 2 new, 0 changed, 0 unchanged, 0 removed, 0 warnings, 0 problems.",
        "Version 1: 2 new, 0 changed, 0 removed.",
        "Publish the classification at the race desk.",
    ]
    assert race.results.count() == 2
    assert not Classification.objects.exists()


def test_later_file_is_told_as_differences(run):
    run(sound())

    out = run(sound(laps=101)).splitlines()

    assert out[:2] == ["changed  #7 TF Sport", "         #7 laps: 100 → 101"]
    assert out[-2] == "Version 2: 0 new, 2 changed, 0 removed."


def test_same_file_again_has_nothing_to_change(run):
    run(sound())

    assert run(sound()).splitlines()[-1] == "Nothing to change."
    assert ResultImport.objects.count() == 1


def test_dry_run_stores_nothing(run, race):
    assert "2 new" in run(sound(), "--dry-run")
    assert not race.results.exists()


def test_problem_names_file_line_column_and_value(run, race):
    with pytest.raises(CommandError, match=r"Nothing was stored\."):
        run(sound(laps="many"))

    assert run.err.getvalue().splitlines()[0] == (
        '03_Race.CSV, line 2, "LAPS": “many” is no whole number.'
    )
    assert not race.results.exists()


def test_warnings_need_a_yes(run, race):
    content = result_csv(line("7", **CREWED))
    with pytest.raises(CommandError, match="--accept-warnings imports in spite of them"):
        run(content)

    out = run(content, "--accept-warnings")

    assert out.startswith(
        "03_Race.CSV, Cars of the event's list that this result does not have: #8"
    )
    assert race.results.count() == 1


def test_question_is_named_with_its_choices(run):
    content = sound().replace("YOLUÇ".encode(), b"YOLUC")

    with pytest.raises(CommandError, match="--accept-matches takes what is suggested"):
        run(content)

    assert run.err.getvalue().splitlines() == [
        "03_Race.CSV, line 3: Driver “Salih Yoluc” The same letters, but not the same accents.",
        "  * Salih Yoluç (GBR, TF Sport)",
        "  - a new driver",
    ]


def test_suggested_answers_are_taken_if_told_so(run, race):
    run(sound().replace("YOLUÇ".encode(), b"YOLUC"), "--accept-matches")

    assert race.results.count() == 2


def test_what_has_no_suggestion_is_refused_all_the_same(run, race):
    with pytest.raises(CommandError, match="Something is not clear"):
        run(sound().replace(b"Ben TUCK", b"Zhou GUANYU"), "--accept-matches")

    assert not race.results.exists()


def test_correction_that_is_kept_is_told(run, race):
    run(sound())
    race.results.filter(event_entry__number="8").update(status="disqualified")

    out = run(sound(laps=101))

    assert "kept     #8 disqualified, corrected from classified\n" in out
    assert race.results.get(event_entry__number="8").status == "disqualified"


def test_windows_1252_is_read_if_told_so(run, race):
    content = sound().decode().encode("cp1252")
    with pytest.raises(CommandError):
        run(content)

    run(content, "--cp1252", "--accept-warnings")

    assert race.results.count() == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["aslms", "1999", "dubai-race", "x.csv"], "There is no season aslms 1999."),
        (["aslms", "2023-24", "spa", "/"], r"spa is none of dubai-race\."),
        (["aslms", "2023-24", "dubai-race", "/nowhere.csv"], "No such file or directory"),
        (["aslms", "2023-24", "dubai-race", "/"], "/: Is a directory."),
    ],
)
def test_wrong_arguments_are_told(race, arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command("import_results", *arguments)
