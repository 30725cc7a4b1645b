"""Lists of events from files: cars of the season's entries, frozen as they are there."""

import pytest

from championship.models import CrewSeat, Entry, EventEntry, Team
from championship.workflows.entries import carry_over
from championship.workflows.entry_import import plan_import, words
from tests.factories import (
    CarClassFactory,
    CrewSeatFactory,
    DriverFactory,
    EntryFactory,
    EventEntryFactory,
    EventFactory,
    TeamFactory,
)

from .entry_files import car, entry_file, imported, timing_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(season=CarClassFactory(code="GT").season)


@pytest.fixture
def entry(event):
    """#7 TF Sport in GT, confirmed for the season, with Ben Tuck."""
    entry = EntryFactory(
        season=event.season,
        number="7",
        car_class=event.season.classes.get(),
        team=TeamFactory(name="TF Sport", country="GB"),
    )
    tuck = DriverFactory(given_name="Ben", family_name="Tuck", country="GB")
    CrewSeatFactory(entry=entry, driver=tuck)
    return entry


def changes(plan):
    return [words.change_in_words(change) for line in plan.changed for change in line.changes]


def test_car_of_the_season_comes_to_the_event_with_what_the_file_leaves_out(event, entry):
    imported(event.season, entry_file(car()), event)

    there = event.entries.get()
    assert (there.entry, there.number, there.team_name) == (entry, "7", "TF Sport")
    assert (there.team_country, there.car, there.status) == ("GB", entry.car, "entered")
    assert [str(seat.driver) for seat in there.crew.all()] == ["Ben Tuck"]


def test_what_is_told_of_an_event_leaves_the_season_as_it_was(event, entry):
    line = car(team="TF Sport by X", team_country="FRA", name_1="Tom Ferrier", status="reserve 1")

    imported(event.season, entry_file(line), event)

    there = event.entries.get()
    assert (there.team_name, there.team_country, there.reserve_place) == ("TF Sport by X", "FR", 1)
    assert [str(seat.driver) for seat in there.crew.all()] == ["Tom Ferrier"]
    assert Entry.objects.get().shown_team_name == "TF Sport"
    assert [str(seat.driver) for seat in entry.crew.all()] == ["Ben Tuck"]
    assert Team.objects.count() == 1


def test_car_that_the_season_does_not_know_becomes_an_entry_too(event):
    plan = plan_import(event.season, event, entry_file(car(name_1="Ben Tuck", kind="guest")))
    imported(event.season, entry_file(car(name_1="Ben Tuck", kind="guest")), event)

    entry = Entry.objects.get()
    assert [line.is_new_entry for line in plan.lines] == [True]
    assert (entry.number, entry.team.name, entry.kind) == ("7", "TF Sport", "guest")
    assert EventEntry.objects.get().entry == entry
    assert CrewSeat.objects.get().entry == entry


def test_same_file_again_changes_nothing(event, entry):
    file = entry_file(
        car("7", name_1="Tom Ferrier", category_1="Gold", status="reserve 3"),
        car("8", team="AF Corse", name_1="TBA", status="withdrawn", kind="race by race"),
    )
    imported(event.season, file, event)

    assert plan_import(event.season, event, file).changes_nothing


def test_change_is_told_field_by_field(event, entry):
    CarClassFactory(season=event.season, code="LMP2")
    carry_over(event)
    line = car(car_class="LMP2", team="TFS", team_country="FRA", status="withdrawn", kind="guest")

    assert changes(plan_import(event.season, event, entry_file(line))) == [
        "class: GT → LMP2",
        "team: TF Sport → TFS",
        "country of the team: United Kingdom → France",
        "status: entered → withdrawn",
        "kind: – → guest",
    ]


def test_number_at_the_event_comes_before_the_number_of_the_season(event, entry):
    other = EntryFactory(season=event.season, number="77", car_class=entry.car_class)
    there = EventEntryFactory(event=event, entry=other, number="7", team_name="TF Sport")

    plan = plan_import(event.season, event, entry_file(car("7")))

    assert plan.lines[0].event_entry == there


def test_other_number_at_the_event_is_asked_for(event, entry):
    file = entry_file(car("8", name_1="Ben Tuck"))
    (question,) = plan_import(event.season, event, file).questions

    imported(event.season, file, event)

    assert (question.reason, question.answer) == ("number", str(entry.pk))
    assert (event.entries.get().entry, event.entries.get().number) == (entry, "8")
    assert Entry.objects.get().number == "7"


def test_rejected_is_no_status_at_an_event(event, entry):
    plan = plan_import(event.season, event, entry_file(car(status="rejected")))

    assert [words.in_place(one) for one in plan.problems] == [
        'line 2, "Status": “rejected” is no status at an event; '
        "allowed are confirmed, reserve, withdrawn."
    ]


def test_number_of_another_entry_of_the_season_is_a_problem(event, entry):
    EventEntryFactory(event=event, entry=entry, number="77")

    plan = plan_import(event.season, event, entry_file(car("7", team="AF Corse"), car("77")))

    assert [words.in_place(one) for one in plan.problems] == [
        'line 2, "Number": “7” is the number of another entry (TF Sport).'
    ]


def test_two_new_cars_of_one_number_would_have_it_twice_in_the_season(event):
    file = entry_file(car("7", status="withdrawn"), car("7", team="AF Corse"))

    plan = plan_import(event.season, event, file)

    assert [words.in_place(one) for one in plan.problems] == [
        'line 3, "Number": “7” is the number of another entry (TF Sport).'
    ]


def test_car_missing_from_the_file_is_withdrawn_from_the_event_only(event, entry):
    there = EventEntryFactory(event=event, entry=entry)

    imported(event.season, entry_file(car("8", team="AF Corse")), event, withdraw=[there.pk])

    there.refresh_from_db()
    entry.refresh_from_db()
    assert (there.status, entry.status) == ("withdrawn", "confirmed")


def test_timing_names_no_team_anew_and_says_where_it_differs(event, entry):
    carry_over(event)
    file = timing_file(("7", "TFS", "GT", "", "", "Ben TUCK"))

    plan = plan_import(event.season, event, file)

    assert [line.action for line in plan.lines] == ["unchanged"]
    assert [words.sentence(one) for one in plan.warnings] == [
        "“TFS” is called TF Sport on the list, and stays so."
    ]
