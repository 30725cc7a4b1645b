"""manage.py import_entries: the same import as at the race desk, from a terminal."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from championship.models import CrewSeat, Entry, EventEntry, Team
from tests.factories import (
    CarClassFactory,
    DriverFactory,
    EntryFactory,
    EventFactory,
    TeamFactory,
)
from tests.workflows.entry_files import car, entry_csv

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return CarClassFactory(code="GT", season__series__slug="aslms", season__slug="2023-24").season


@pytest.fixture
def run(season, tmp_path):
    """Run the command with a file; returns what it printed."""

    def run(content, *options):
        file = tmp_path / "entries.csv"
        file.write_bytes(content)
        run.err = StringIO()
        out = StringIO()
        call_command(
            "import_entries", "aslms", "2023-24", str(file), *options, stdout=out, stderr=run.err
        )
        return out.getvalue()

    return run


def test_file_is_imported_and_told(run):
    out = run(entry_csv(car(name_1="Ben Tuck")))

    assert out.splitlines() == [
        "new      #7 TF Sport, GT",
        "add      team: TF Sport",
        "add      driver: Ben Tuck",
        "entries.csv: 1 new, 0 changed, 0 unchanged, 0 missing from the file, 0 problems.",
        "Stored: 1 new, 0 changed.",
    ]
    assert Entry.objects.get().status == "received"


def test_same_file_again_has_nothing_to_change(run):
    content = entry_csv(car(name_1="Ben Tuck"))
    run(content)

    assert run(content).splitlines()[-1] == "Nothing to change."


def test_dry_run_stores_nothing(run):
    out = run(entry_csv(car()), "--dry-run")

    assert "1 new" in out
    assert not Entry.objects.exists()


def test_change_is_told_field_by_field(run, season):
    EntryFactory(
        season=season, number="7", team=TeamFactory(name="TF Sport"), car_class=season.classes.get()
    )
    EntryFactory(season=season, number="9", team=TeamFactory(name="AF Corse"))

    out = run(entry_csv(car(kind="guest")))

    assert "changed  #7 TF Sport\n         #7 kind: – → guest\nmissing  #9 AF Corse\n" in out


def test_status_of_new_entries_can_be_chosen(run):
    run(entry_csv(car()), "--status", "confirmed")

    assert Entry.objects.get().status == "confirmed"


def test_list_of_an_event(run, season):
    event = EventFactory(season=season, slug="sepang")

    run(entry_csv(car()), "--event", "sepang")

    assert EventEntry.objects.get().event == event
    assert Entry.objects.get().status == "confirmed"


def test_problem_names_file_line_column_and_value(run):
    with pytest.raises(CommandError, match=r"Nothing was stored\."):
        run(entry_csv(car(car_class="LMP4")))

    assert run.err.getvalue() == (
        'entries.csv, line 2, "Class": “LMP4” is not a class of this season (GT).\n'
    )
    assert not Entry.objects.exists()


def test_question_is_named_with_its_choices(run):
    DriverFactory(given_name="Salih", family_name="Yoluç", country="TR")

    with pytest.raises(CommandError, match="--accept-matches takes what is suggested"):
        run(entry_csv(car(name_1="Salih Yoluc")))

    assert run.err.getvalue().splitlines() == [
        "entries.csv, line 2: Driver “Salih Yoluc” The same letters, but not the same accents.",
        "  * Salih Yoluç (TUR)",
        "  - a new driver",
    ]


def test_suggested_names_are_taken_if_told_so(run):
    driver = DriverFactory(given_name="Salih", family_name="Yoluç")

    run(entry_csv(car(name_1="Salih Yoluc")), "--accept-matches")

    assert CrewSeat.objects.get().driver == driver


def test_question_without_a_suggestion_is_refused_all_the_same(run):
    TeamFactory(name="Triple Eight JMR")

    with pytest.raises(CommandError, match="Names are not clear"):
        run(entry_csv(car(team="Triple Eight")), "--accept-matches")

    assert not Entry.objects.exists()


def test_windows_1252_is_read_if_told_so(run):
    content = "Number,Class,Team\n7,GT,Écurie\n".encode("cp1252")
    with pytest.raises(CommandError):
        run(content)

    run(content, "--cp1252")

    assert Team.objects.get().name == "Écurie"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["aslms", "1999", "x.csv"], "There is no season aslms 1999."),
        (["aslms", "2023-24", "/nowhere.csv"], "/nowhere.csv: No such file or directory."),
        (["aslms", "2023-24", "/", "--event", "spa"], r"spa is none of \(no events\)."),
        (["aslms", "2023-24", "/"], "/: Is a directory."),
    ],
)
def test_wrong_arguments_are_told(season, arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command("import_entries", *arguments)
