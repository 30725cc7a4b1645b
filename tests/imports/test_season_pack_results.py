"""What a pack says of grids, results, decisions and revisions: one wrong thing, its place."""

import io
import json

import pytest

from championship.imports.season_pack import read_season_pack

from .test_season_pack import event, result


def session(pack, slug):
    at = next(row for row in pack["events"] if any(s["slug"] == slug for s in row["sessions"]))
    return next(row for row in at["sessions"] if row["slug"] == slug)


def line(pack):
    return result(pack, "dubai-race")["lines"][0]


def decide(pack, **more):
    decisions = result(pack, "dubai-race").setdefault("decisions", [])
    decisions.append({"car": "55", "reason": "Too fast in the pit lane.", **more})


def revision(pack, **more):
    """The newest revision of a race, with a line of its own."""
    published = result(pack, "dubai-race")["classifications"][0]
    car = {"car": "55", "class": "lmp2", "number": "55", "team_name": "Proton"}
    published |= {"lines": [{**car, "place": 1, "class_place": 1}], **more}


def grid_of_a_qualifying(pack):
    session(pack, "dubai-qualifying-gt")["grid"] = [{"qualifying": "dubai-qualifying-lmp"}]


def grid_by_another_event(pack):
    session(pack, "dubai-race")["grid"][0]["qualifying"] = "sepang-qualifying-gt"


def grid_by_a_race(pack):
    session(pack, "sepang-race-2")["grid"][0]["qualifying"] = "sepang-race-1"


def grid_by_one_qualifying_twice(pack):
    session(pack, "dubai-race")["grid"][1]["qualifying"] = "dubai-qualifying-gt"


def grid_by_a_third_lap(pack):
    session(pack, "dubai-race")["grid"][0]["lap"] = "third_best"


def no_time_for_protests(pack):
    pack["season"]["protest_minutes"] = 0


def word_twice(pack):
    words = [("Ausfall", "retired"), ("AUSFALL", "not_classified")]
    pack["series"]["status_aliases"] = [{"printed": one, "status": two} for one, two in words]


def word_for_nothing_known(pack):
    pack["series"]["status_aliases"] = [{"printed": "Ausfall", "status": "broken"}]


def notice_without_a_text(pack):
    event(pack, "dubai")["notices"] = [{"number": "1", "subject": "Start"}]


def second_best_lap_that_is_none(pack):
    line(pack)["second_best_lap"] = "1:99.000"


def best_lap_of_a_stranger(pack):
    line(pack)["best_lap_driver"] = "alain-prost"


def crew_with_a_stranger(pack):
    line(pack)["crew"] = ["alain-prost"]


def crew_with_one_driver_twice(pack):
    line(pack)["crew"] = ["p-j-hyett", "p-j-hyett"]


def no_place_on_the_grid(pack):
    line(pack)["grid_place"] = 0


def status_of_a_file_that_is_none(pack):
    line(pack)["timed_status"] = "broken"


def places_on_the_grid_not_said(pack):
    decide(pack, penalty="grid_places")


def no_points_taken(pack):
    decide(pack, penalty="points", points="0/5")


def points_taken_are_none(pack):
    decide(pack, penalty="points", points="1/0")


def no_laps_taken(pack):
    decide(pack, penalty="time", laps=0, time="0:00.000")


def final_until_a_time(pack):
    until = "2024-02-04T18:42:00+04:00"
    result(pack, "dubai-race")["classifications"][0]["provisional_until"] = until


def restores_itself(pack):
    result(pack, "dubai-race")["classifications"][0]["restores"] = 1


def poles_without_lines(pack):
    pole = {"kind": "pole", "car": "55"}
    result(pack, "dubai-race")["classifications"][0]["bonuses"] = [pole]


def pole_of_a_car_that_is_not_there(pack):
    revision(pack, bonuses=[{"kind": "pole", "car": "18"}])


def applied_to_a_car_that_is_not_there(pack):
    revision(pack, decisions=[{"car": "18", "penalty": "warning"}])


def applied_without_its_places(pack):
    revision(pack, decisions=[{"car": "55", "penalty": "places"}])


def applied_decision_that_is_none_of_the_result(pack):
    decide(pack, penalty="warning")
    revision(pack, decisions=[{"decision": 2, "car": "55", "penalty": "warning"}])


def applied_decision_on_another_car(pack):
    decide(pack, penalty="warning")
    revision(pack, decisions=[{"decision": 1, "car": "3", "penalty": "warning"}])


DUBAI = "$.events[1].sessions[5].grid"
LINE = "$.results[2].lines[0]"
RULING = "$.results[2].decisions[0]"
REVISION = "$.results[2].classifications[0]"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            grid_of_a_qualifying,
            '$.events[1].sessions[3].grid: "dubai-qualifying-gt" is not a race: it has no grid.',
        ),
        (
            grid_by_another_event,
            f'{DUBAI}[0].qualifying: "sepang-qualifying-gt" is not a session of this event (dubai-',
        ),
        (
            grid_by_a_race,
            '$.events[0].sessions[7].grid[0].qualifying: "sepang-race-1" is a race: it sets no',
        ),
        (
            grid_by_one_qualifying_twice,
            f'{DUBAI}[1].qualifying: "dubai-qualifying-gt" stands already at {DUBAI}[0].qual',
        ),
        (grid_by_a_third_lap, f'{DUBAI}[0].lap: "third_best" is none of best, second_best.'),
        (no_time_for_protests, "$.season.protest_minutes: 0 is less than 1."),
        (
            word_twice,
            '$.series.status_aliases[1].printed: "AUSFALL" stands already at $.series.status',
        ),
        (word_for_nothing_known, '$.series.status_aliases[0].status: "broken" is none of class'),
        (notice_without_a_text, "$.events[1].notices[0]: “text” is missing."),
        (second_best_lap_that_is_none, f'{LINE}.second_best_lap: "1:99.000" is not a time.'),
        (best_lap_of_a_stranger, f'{LINE}.best_lap_driver: "alain-prost" is not a driver of'),
        (crew_with_a_stranger, f'{LINE}.crew[0]: "alain-prost" is not a driver of this pack'),
        (
            crew_with_one_driver_twice,
            f'{LINE}.crew[1]: "p-j-hyett" stands already at {LINE}.crew[0].',
        ),
        (no_place_on_the_grid, f"{LINE}.grid_place: 0 is less than 1."),
        (status_of_a_file_that_is_none, f'{LINE}.timed_status: "broken" is none of classified'),
        (places_on_the_grid_not_said, f'{RULING}.penalty: "grid_places" needs “places”.'),
        (no_points_taken, f'{RULING}.penalty: "points" needs “points”.'),
        (points_taken_are_none, f'{RULING}.points: "1/0" is not'),
        (no_laps_taken, f'{RULING}.penalty: "time" needs “time” or “laps”.'),
        (
            final_until_a_time,
            f'{REVISION}.provisional_until: "2024-02-04T18:42:00+04:00" is only for what is prov',
        ),
        (restores_itself, f"{REVISION}.restores: 1 is not a revision before this one, the 1."),
        (poles_without_lines, f"{REVISION}.bonuses: stands without lines: the result gives it."),
        (
            pole_of_a_car_that_is_not_there,
            f'{REVISION}.bonuses[0].car: "18" is not entered at this event.',
        ),
        (
            applied_to_a_car_that_is_not_there,
            f'{REVISION}.decisions[0].car: "18" is not entered at this event.',
        ),
        (applied_without_its_places, f'{REVISION}.decisions[0].penalty: "places" needs “places”.'),
        (
            applied_decision_that_is_none_of_the_result,
            f"{REVISION}.decisions[0].decision: 2 is not a decision of this result (1 are there).",
        ),
        (
            applied_decision_on_another_car,
            f"{REVISION}.decisions[0].decision: 1 is a decision on another car.",
        ),
    ],
)
def test_a_problem_is_said_once_with_its_place_and_value(small_pack, change, said):
    change(small_pack)

    _pack, problems = read_season_pack(io.BytesIO(json.dumps(small_pack).encode()))

    assert [str(problem)[: len(said)] for problem in problems] == [said]
