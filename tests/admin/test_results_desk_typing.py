"""Typing a result in the grid: what is sent, what is read of it, the way to the stored result."""

import pytest
from django.contrib.admin.models import LogEntry

from championship.models import Result, ResultImport
from tests.factories import EventEntryFactory, ResultFactory

from .results import confirm, imported, page, race_with_cars, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def race():
    return race_with_cars()


COLUMNS = ("number", "laps", "time", "best_lap", "status")


def typed(client, race, *rows, **more):
    """Send the grid with these rows, each as "24 100 3:43:36.554"; - is an empty cell."""
    cells = [row.split() for row in rows]
    sent = {
        name: [row[place].replace("-", "") if place < len(row) else "" for row in cells]
        for place, name in enumerate(COLUMNS)
    }
    return client.post(page("type", race), sent | more)


def order(race):
    rows = race.results.order_by("order")
    return list(rows.values_list("event_entry__number", "laps", "status"))


def shown(response):
    """What stands in the grid that came back, row by row, without the empty ones."""
    rows = [row for row, _car in response.context["rows"]]
    return [(row.number, row.laps, row.status) for row in rows if row.number or row.laps]


# The grid


def test_grid_has_room_for_every_car_and_names_those_not_typed_yet(desk, race):
    for number in range(101, 113):
        EventEntryFactory(event=race.event, entry__number=str(number))

    response = desk.get(page("type", race))

    assert len(response.context["rows"]) == 17
    assert [str(car.number) for car, is_typed in response.context["cars"] if is_typed] == []
    assert "Not typed yet" in response.text


def test_withdrawn_cars_are_not_waited_for(desk, race):
    race.event.entries.filter(number="22").update(status="withdrawn")

    response = desk.get(page("type", race))

    assert "22" not in [car.number for car, _typed in response.context["cars"]]


def test_stored_result_stands_in_the_grid(desk, race):
    cars = {car.number: car for car in race.event.entries.all()}
    ResultFactory(session=race, event_entry=cars["4"], laps=100, time_ms=13_406_017)
    ResultFactory(session=race, event_entry=cars["22"], laps=12, status="retired")

    response = desk.get(page("type", race))

    assert shown(response) == [("4", "100", ""), ("22", "12", "RET")]
    assert 'value="3:43:26.017"' in response.text


def test_more_rows_keeps_what_was_typed_and_names_the_teams(desk, race):
    response = typed(desk, race, "4 100", "22 - - - RET", _more="1")

    assert shown(response) == [("4", "100", ""), ("22", "", "RET")]
    assert len(response.context["rows"]) == 12
    assert '<td class="team" aria-live="polite">Team 4, LMP2</td>' in response.text


def test_imported_result_is_said_to_be_replaced(desk, race):
    imported(desk, race)

    text = desk.get(page("type", race)).text

    assert "This result was imported from a timing file. What you type replaces it." in text


# From the grid to the result


def test_typed_order_is_stored_as_it_was_confirmed(desk, race):
    preview = typed(desk, race, "4 100", "24", "91 94", "88", "22 12 - - r")

    response = confirm(desk, race, preview, to="type")

    assert response.headers["Location"] == page("publish", race)
    assert order(race) == [
        ("4", 100, "classified"),
        ("24", 100, "classified"),
        ("91", 94, "classified"),
        ("88", 94, "classified"),
        ("22", 12, "retired"),
    ]
    assert not ResultImport.objects.exists()


def test_history_says_that_the_result_was_typed(desk, race):
    confirm(desk, race, typed(desk, race, "4 100", "24"), to="type")

    (entry,) = LogEntry.objects.all()

    assert entry.get_edited_object() == race
    assert entry.change_message.startswith("Result typed. 2 new,")


@pytest.mark.parametrize(
    ("letter", "status"),
    [
        ("n", "not_classified"),
        ("R", "retired"),
        ("s", "did_not_start"),
        ("d", "disqualified"),
        ("e", "excluded"),
        ("w", "withdrawn"),
        ("DNF", "retired"),
        ("abandon", "retired"),
        ("c", "classified"),
    ],
)
def test_one_letter_or_the_usual_abbreviation_is_enough(desk, race, letter, status):
    confirm(desk, race, typed(desk, race, "4 100", f"24 90 - - {letter}"), to="type")

    assert race.results.get(event_entry__number="24").status == status


def test_car_that_is_not_classified_does_not_have_the_laps_of_the_one_above(desk, race):
    confirm(desk, race, typed(desk, race, "4 100", "24 - - - RET", "22"), to="type")

    assert [laps for _number, laps, _status in order(race)] == [100, None, 100]


def test_order_of_numbers_alone_is_a_result(desk, race):
    confirm(desk, race, typed(desk, race, "4", "24"), to="type")

    assert order(race) == [("4", None, "classified"), ("24", None, "classified")]


def test_unknown_word_for_a_status_is_asked_in_the_preview(desk, race):
    response = typed(desk, race, "4 100", "24 90 - - kaputt")

    (field,) = response.context["answers"]
    assert field.label == "Status “kaputt”"


def test_empty_rows_are_left_out(desk, race):
    confirm(desk, race, typed(desk, race, "4 100", "-", "24", "-", "-"), to="type")

    assert [number for number, _laps, _status in order(race)] == ["4", "24"]


def test_the_others_did_not_start_at_one_tick(desk, race):
    preview = typed(desk, race, "4 100", "24", others="on")

    confirm(desk, race, preview, to="type")

    assert [row for row in order(race) if row[2] == "did_not_start"] == [
        ("22", None, "did_not_start"),
        ("88", None, "did_not_start"),
        ("91", None, "did_not_start"),
    ]


def test_best_laps_of_an_imported_result_stay_if_only_the_order_is_typed(desk, race):
    imported(desk, race)
    preview = typed(desk, race, "24 100", "4")

    confirm(desk, race, preview, to="type")

    assert race.results.get(event_entry__number="4").best_lap_ms == 112_991


# Mistakes


def test_nothing_typed_asks_for_a_car(desk, race):
    response = typed(desk, race, "-", "-")

    assert "Type the number of at least one car." in response.text


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("4 many", "Laps", "“many” is no whole number."),
        ("4 100 123", "Time", "“123” may be seconds or milliseconds"),
        ("777 100", "", "777"),
        ("24 100", "Number", "“24” stands in line 1 too."),
    ],
)
def test_mistake_is_told_beside_the_grid_with_everything_as_it_was_typed(
    desk, race, row, column, message
):
    response = typed(desk, race, "24 100", row)

    told = [one for one in response.context["problems"] if message in one["text"]]
    assert told
    assert told[0]["line"] in (1, 2)
    assert not column or told[0]["column"] == column
    assert shown(response)[0] == ("24", "100", "")
    assert len(shown(response)) == 2


def test_line_of_a_problem_is_the_line_of_the_grid(desk, race):
    response = typed(desk, race, "24 100", "-", "4 many")

    (problem,) = response.context["problems"]
    grid = [row.number for row, _car in response.context["rows"]]
    assert grid[problem["line"] - 1] == "4"


def test_from_the_preview_back_to_the_grid_nothing_is_lost(desk, race):
    token = typed(desk, race, "4 100", "24", "22 12 - - r").context["token"]

    response = desk.post(page("type", race), {"_import": token, "_edit": "1"})

    assert shown(response) == [("4", "100", ""), ("24", "100", ""), ("22", "12", "RET")]


def test_tampered_preview_leads_back_to_the_stored_result(desk, race):
    for data in ({"_import": "x"}, {"_import": "x", "_edit": "1"}):
        response = desk.post(page("type", race), data)
        assert "This preview is too old" in response.text

    assert not Result.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"number": "4"},
        {"number": ["4"] * 900},
        {name: ["\x00"] for name in COLUMNS},
        {name: ["9" * 5000] for name in COLUMNS},
        {name: ["٣", "é", "=A1", "-1"] for name in COLUMNS},
    ],
)
def test_whatever_is_sent_ends_in_a_page(desk, race, sent):
    assert desk.post(page("type", race), sent).status_code == 200
    assert not Result.objects.exists()


def test_typed_result_says_how_many_cars_it_has(desk, race):
    response = confirm(desk, race, typed(desk, race, "4 100", "24"), to="type")

    assert "The result has 2 cars (2 new, 0 changed)." in said(response)[0]
