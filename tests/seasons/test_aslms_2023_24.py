"""The real season against what was published of it.

The facts are the sixteen of the research behind the shipped pack: thirteen from reports
(some of two figures) and the three champions.
"""

from collections import Counter
from dataclasses import replace

import pytest

from championship.models import Decision, EventEntry, Session
from championship.queries.rulebook import Rulebook
from championship.queries.scoring import Results
from championship.scoring.classification import TimedCar, classify
from championship.scoring.standings import compute
from championship.scoring.states import Status

from .tables import check_every_round, check_final_table, points_of, research, standings

TABLES = research("aslms-2023-24")


@pytest.mark.parametrize("car_class", ["LMP2", "LMP3", "GT"])
@pytest.mark.parametrize("kind", ["teams", "drivers"])
def test_final_tables_are_those_of_the_research(aslms, kind, car_class):
    check_final_table(aslms, f"{car_class.lower()}-{kind}", 5, TABLES[kind][car_class])


@pytest.mark.parametrize("car_class", ["LMP2", "LMP3", "GT"])
@pytest.mark.parametrize("kind", ["teams", "drivers"])
def test_points_of_every_round_are_those_of_the_research(aslms, kind, car_class):
    check_every_round(aslms, f"{car_class.lower()}-{kind}", 5, TABLES[kind][car_class])


# Facts after a round


def test_99_racing_led_lmp2_by_20_points_after_round_3(aslms):
    assert standings(aslms, "lmp2-teams", after=3)[:2] == [(1, "99", 68), (2, "4", 48)]


def test_car_4_led_lmp2_with_73_points_after_round_4(aslms):
    assert standings(aslms, "lmp2-teams", after=4)[0] == (1, "4", 73)


def test_99_racing_was_16_points_ahead_of_proton_after_round_4(aslms):
    points = points_of(aslms, "lmp2-teams", after=4)

    assert points["99"] - points["22"] == 16


def test_99_racing_was_three_points_behind_with_both_abu_dhabi_poles_counted(aslms):
    # The pole of round 5 was won on Saturday, before round 4 was run.
    points = points_of(aslms, "lmp2-teams", after=4)
    pole_of_round_5 = aslms.sessions.get(slug="abu-dhabi-race-2").bonuses.get(
        car_class__code="LMP2"
    )

    assert pole_of_round_5.event_entry.number == "99"
    assert points["4"] - (points["99"] + 1) == 3
    assert standings(aslms, "lmp2-teams", after=4)[1][1] == "99"


def test_cool_racing_led_lmp3_after_round_3(aslms):
    assert standings(aslms, "lmp3-teams", after=3)[:2] == [(1, "17", 66), (2, "2", 61)]


def test_cd_sport_was_one_point_ahead_of_cool_racing_after_round_4(aslms):
    assert standings(aslms, "lmp3-teams", after=4)[:2] == [(1, "2", 86), (2, "17", 85)]


def test_pure_rxcing_was_nine_points_ahead_of_triple_eight_after_round_4(aslms):
    assert standings(aslms, "gt-teams", after=4)[:2] == [(1, "91", 58), (2, "88", 49)]


# Facts of the final tables


def test_the_first_three_in_lmp2(aslms):
    # Louis Delétraz and 99 Racing are reported third.
    assert standings(aslms, "lmp2-teams", after=5)[:3] == [
        (1, "4", 83),
        (2, "22", 71),
        (3, "99", 70),
    ]


def test_cool_racing_won_lmp3_by_as_many_points_as_it_had_poles(aslms):
    rows = standings(aslms, "lmp3-teams", after=5)
    poles = Session.objects.filter(season=aslms, bonuses__event_entry__number="17").count()

    assert rows[:2] == [(1, "17", 104), (2, "2", 101)]
    assert poles == 3


def test_pure_rxcing_won_gt_by_two_points_after_the_penalties(aslms):
    # Sainteloc Racing is reported third.
    assert standings(aslms, "gt-teams", after=5)[:3] == [
        (1, "91", 76),
        (2, "88", 74),
        (3, "42", 57),
    ]


@pytest.mark.parametrize(
    ("car_class", "champions"),
    [
        ("lmp2", {"george-kurtz", "colin-braun", "malthe-jakobsen"}),
        ("lmp3", {"james-winslow", "alexander-bukhantsov"}),
        ("gt", {"alex-malykhin", "klaus-bachler", "joel-sturm"}),
    ],
)
def test_the_drivers_champions(aslms, car_class, champions):
    rows = standings(aslms, f"{car_class}-drivers", after=5)

    assert {who for rank, who, _points in rows if rank == 1} == champions


# Round 5 before the penalties


def provisional_round_5(season):
    """The order of round 5 on the road: its driving-time penalties taken back."""
    race = season.sessions.get(slug="abu-dhabi-race-2")
    given = {
        decision.event_entry_id: decision
        for decision in race.decisions.filter(penalty=Decision.Penalty.TIME)
    }
    cars = []
    for result in race.results.select_related("event_entry"):
        penalty = given.get(result.event_entry_id)
        laps = result.laps + (penalty.laps or 0 if penalty else 0)
        time_ms = (result.time_ms or 0) - (penalty.time_ms if penalty else 0)
        cars.append((result, laps, time_ms))
    classified = sorted(
        (car for car in cars if car[0].status == "classified"), key=lambda car: (-car[1], car[2])
    )
    others = [car for car in cars if car[0].status != "classified"]
    timed = [
        TimedCar(
            result.event_entry.number,
            result.event_entry.car_class_id,
            order,
            Status(result.status),
            laps,
            time_ms,
        )
        for order, (result, laps, time_ms) in enumerate([*classified, *others], start=1)
    ]
    return classify(timed)


def provisional_table(season, code):
    """The table of a class's cars with round 5 in the order on the road."""
    rulebook = Rulebook.for_season(season)
    championship = next(
        row for row in rulebook.championships if row.slug == f"{code.lower()}-teams"
    )
    results = Results({season.pk})
    calendar = results.calendar([season.pk])
    *earlier, last = results.sessions(championship, calendar)
    on_the_road = {car.car: car for car in provisional_round_5(season)}
    finishes = tuple(
        replace(finish, order=car.order, status=car.status)
        for finish in last.finishes
        for car in [on_the_road[results.numbers[finish.car]]]
    )
    counted = rulebook.championship(championship, calendar)
    tables = compute(counted, [*earlier, replace(last, finishes=finishes)])
    numbers = {entry.pk: entry.number for entry in season.entries.all()}
    return [(row.rank, numbers[row.recipient], row.points) for row in tables.newest]


def test_the_order_on_the_road_in_round_5_is_the_reported_one(aslms):
    places = {car.car: car.class_place for car in provisional_round_5(aslms)}

    reported = {"25": 1, "24": 2, "22": 3, "4": 7, "99": 11, "19": 1, "88": 2, "91": 3}
    assert {car: places[car] for car in reported} == reported


def test_gt_gap_was_six_points_before_the_penalties(aslms):
    assert provisional_table(aslms, "GT")[:2] == [(1, "91", 73), (2, "88", 67)]


def test_99_racing_was_nine_points_behind_car_4_before_the_penalties(aslms):
    rows = {number: points for _rank, number, points in provisional_table(aslms, "LMP2")}

    assert (rows["4"], rows["99"]) == (79, 70)


# Entry lists, calendar, results


@pytest.mark.parametrize(
    ("event", "cars"),
    [
        ("sepang", {"LMP2": 11, "LMP3": 5, "GT": 23}),
        ("dubai", {"LMP2": 13, "LMP3": 6, "GT": 23}),
        ("abu-dhabi", {"LMP2": 13, "LMP3": 6, "GT": 23}),
    ],
)
def test_entry_lists_name_as_many_cars_as_were_published(aslms, event, cars):
    entries = EventEntry.objects.filter(event__season=aslms, event__slug=event)

    assert Counter(entries.values_list("car_class__code", flat=True)) == cars


def test_five_races_start_at_their_local_times(aslms):
    races = aslms.sessions.races().select_related("event__circuit", "round")
    starts = [
        (race.round.number, race.starts_at.astimezone(race.event.circuit.zone).isoformat())
        for race in races
    ]

    assert starts == [
        (1, "2023-12-02T14:00:00+08:00"),
        (2, "2023-12-03T14:00:00+08:00"),
        (3, "2024-02-04T13:00:00+04:00"),
        (4, "2024-02-10T15:00:00+04:00"),
        (5, "2024-02-11T16:00:00+04:00"),
    ]


@pytest.mark.parametrize(
    ("race", "winners"),
    [
        ("sepang-race-1", {"LMP2": "99", "LMP3": "17", "GT": "42"}),
        ("sepang-race-2", {"LMP2": "4", "LMP3": "2", "GT": "91"}),
        ("dubai-race", {"LMP2": "99", "LMP3": "17", "GT": "91"}),
        ("abu-dhabi-race-1", {"LMP2": "4", "LMP3": "2", "GT": "88"}),
        ("abu-dhabi-race-2", {"LMP2": "25", "LMP3": "26", "GT": "88"}),
    ],
)
def test_class_winners(aslms, race, winners):
    lines = aslms.sessions.get(slug=race).classifications.latest("revision").lines

    assert dict(lines.filter(class_place=1).values_list("car_class__code", "number")) == winners


def test_a_driver_takes_points_along_to_another_car(aslms):
    # Anthony Liu: pole point and eighth place in car 37 at Sepang, then car 7.
    points = points_of(aslms, "gt-drivers", after=5)

    assert points["anthony-liu"] == 0 + 5 + 19 + 3 + 4
