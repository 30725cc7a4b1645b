"""A second real season against what was published of it.

No official table was found. The twenty facts are the published totals, gaps and winners
of the four classes that the research behind the shipped pack names.
"""

from collections import Counter
from itertools import chain

import pytest

from championship.models import Decision, EventCrewSeat, EventEntry
from championship.queries.awards import award_lines

from .tables import check_every_round, check_final_table, points_of, research, standings

TABLES = research("elms-2023")
CLASSES = {"LMP2": "lmp2", "LMP2 Pro/Am": "lmp2-pro-am", "LMP3": "lmp3", "LMGTE": "lmgte"}


@pytest.mark.parametrize("car_class", CLASSES)
@pytest.mark.parametrize("kind", ["teams", "drivers"])
def test_final_tables_are_those_of_the_research(elms, kind, car_class):
    check_final_table(elms, f"{CLASSES[car_class]}-{kind}", 6, TABLES[kind][car_class])


@pytest.mark.parametrize("car_class", CLASSES)
@pytest.mark.parametrize("kind", ["teams", "drivers"])
def test_points_of_every_round_are_those_of_the_research(elms, kind, car_class):
    check_every_round(elms, f"{CLASSES[car_class]}-{kind}", 6, TABLES[kind][car_class])


# Facts after rounds 2 and 3


def test_duqueine_led_lmp2_by_eight_points_after_round_2(elms):
    assert standings(elms, "lmp2-teams", after=2)[:2] == [(1, "30", 43), (2, "25", 35)]


def test_cool_racing_led_lmp3_with_41_points_after_round_2(elms):
    assert standings(elms, "lmp3-teams", after=2)[0] == (1, "17", 41)


def test_cool_racing_was_one_point_ahead_of_the_winners_of_round_2(elms):
    winner = (
        elms.sessions.get(slug="le-castellet-race")
        .classifications.get()
        .lines.get(car_class__slug="lmp3", class_place=1)
    )
    points = points_of(elms, "lmp3-teams", after=2)

    assert points["17"] - points[winner.number] == 1


def test_thirteen_points_lay_between_the_best_eight_of_lmgte_after_round_2(elms):
    best = [points for _rank, _who, points in standings(elms, "lmgte-teams", after=2)[:8]]

    assert best[0] - best[-1] == 13


def test_duqueine_was_one_point_ahead_of_algarve_pro_after_round_3(elms):
    assert standings(elms, "lmp2-teams", after=3)[:2] == [(1, "30", 51), (2, "25", 50)]


def test_idec_sport_was_eight_points_behind_and_three_ahead_after_round_3(elms):
    points = points_of(elms, "lmp2-teams", after=3)

    assert points["28"] == 43
    assert (points["30"] - points["28"], points["28"] - points["22"]) == (8, 3)


def test_perrodo_and_vaxiviere_were_three_points_ahead_of_car_34_after_round_3(elms):
    points = points_of(elms, "lmp2-pro-am-drivers", after=3)

    assert (points["francois-perrodo"], points["matthieu-vaxiviere"]) == (58, 58)
    assert points["francois-perrodo"] - points["salih-yoluc"] == 3


def test_doquin_and_wolff_were_26_points_behind_and_foubert_seventh_after_round_3(elms):
    # Foubert missed round 1. Seventh counts totals: the drivers of a car share one.
    points = points_of(elms, "lmp3-drivers", after=3)
    totals = sorted(set(points.values()), reverse=True)

    assert points["adrien-chila"] - points["antoine-doquin"] == 26
    assert points["antoine-doquin"] == points["jacques-wolff"]
    assert totals.index(points["jean-ludovic-foubert"]) + 1 == 7


# Facts after rounds 4 and 5


def test_26_points_lay_between_the_first_six_of_lmp2_after_round_4(elms):
    assert standings(elms, "lmp2-teams", after=4)[:6] == [
        (1, "25", 76),
        (2, "30", 59),
        (3, "65", 56),
        (4, "28", 55),
        (5, "47", 51),
        (6, "22", 50),
    ]


def test_racing_team_turkey_led_lmp2_pro_am_after_round_4(elms):
    assert standings(elms, "lmp2-pro-am-teams", after=4)[:2] == [(1, "34", 74), (2, "83", 70)]


def test_cool_racing_led_lmp3_by_46_points_after_round_4(elms):
    rows = standings(elms, "lmp3-teams", after=4)

    assert rows[0][2] - rows[1][2] == 46
    assert rows[1:4] == [(2, "13", 45), (3, "31", 44), (4, "11", 43)]


def test_two_porsches_led_lmgte_with_61_points_each_after_round_4(elms):
    assert standings(elms, "lmgte-teams", after=4)[:4] == [
        (1, "16", 61),
        (2, "60", 61),
        (3, "57", 53),
        (4, "77", 42),
    ]


def test_algarve_pro_was_20_points_ahead_of_united_autosports_after_round_5(elms):
    assert standings(elms, "lmp2-teams", after=5)[:2] == [(1, "25", 95), (2, "22", 75)]


def test_cool_racing_was_two_points_behind_in_lmp2_pro_am_before_the_last_round(elms):
    assert standings(elms, "lmp2-pro-am-teams", after=5)[:2] == [(1, "83", 85), (2, "37", 83)]


def test_cool_racing_had_won_lmp3_with_a_race_to_spare(elms):
    first, second, *_ = standings(elms, "lmp3-teams", after=5)
    scale = elms.points_scales.get()

    assert first[1] == "17"
    assert first[2] - second[2] > scale.points[0] + scale.pole_points


# Facts of the final tables


def test_cool_racing_won_lmp3_with_121_points(elms):
    assert standings(elms, "lmp3-teams", after=6)[0] == (1, "17", 121)


def test_eurointernational_came_second_in_lmp3(elms):
    assert standings(elms, "lmp3-teams", after=6)[1] == (2, "11", 70)


@pytest.mark.parametrize(
    ("car_class", "first", "second"),
    [("lmp2", "25", "22"), ("lmp2-pro-am", "83", "37"), ("lmgte", "16", "77")],
)
def test_the_first_two_of_the_year(elms, car_class, first, second):
    rows = standings(elms, f"{car_class}-teams", after=6)

    assert [(rank, who) for rank, who, _points in rows[:2]] == [(1, first), (2, second)]


@pytest.mark.parametrize(
    ("car_class", "champions"),
    [
        ("lmp2", {"kyffin-simpson", "james-allen", "alexander-lynn"}),
        ("lmp2-pro-am", {"francois-perrodo", "matthieu-vaxiviere"}),
        ("lmp3", {"adrien-chila", "marcos-siebert", "alejandro-garcia"}),
        ("lmgte", {"ryan-hardwick", "zacharie-robichon", "alessio-picariello"}),
    ],
)
def test_the_drivers_champions(elms, car_class, champions):
    rows = standings(elms, f"{car_class}-drivers", after=6)

    assert {who for rank, who, _points in rows if rank == 1} == champions


# Equal points


def test_a_third_place_kept_car_60_second_behind_car_16_after_round_4(elms):
    # Both had won once and been second once; only car 16 had been third.
    rows = standings(elms, "lmgte-teams", after=4)

    assert [(rank, who) for rank, who, points in rows if points == 61] == [(1, "16"), (2, "60")]


@pytest.mark.parametrize(
    ("title", "better", "other"), [("lmp3-teams", "4", "15"), ("lmgte-teams", "95", "72")]
)
def test_better_places_split_equal_points_at_the_end_of_the_year(elms, title, better, other):
    # 4 was third twice and 15 never; 95 was third once and 72 never.
    rows = {who: (rank, points) for rank, who, points in standings(elms, title, after=6)}

    assert rows[better][1] == rows[other][1]
    assert rows[better][0] == rows[other][0] - 1


# Classes


def test_car_23_raced_in_lmp2_at_aragon_only(elms):
    entries = EventEntry.objects.filter(event__season=elms, number="23")

    assert elms.entries.get(number="23").car_class.code == "LMP2 Pro/Am"
    assert dict(entries.values_list("event__slug", "car_class__code")) == {
        "barcelona": "LMP2 Pro/Am",
        "le-castellet": "LMP2 Pro/Am",
        "aragon": "LMP2",
    }


def test_car_23_and_its_drivers_keep_points_in_both_classes(elms):
    points = [points_of(elms, f"{name}-teams", after=6)["23"] for name in ("lmp2", "lmp2-pro-am")]
    smith = [
        points_of(elms, f"{name}-drivers", after=6)["guy-smith"] for name in ("lmp2", "lmp2-pro-am")
    ]

    assert points == smith == [6, 1]


def test_pro_am_is_a_class_of_its_own_and_takes_no_points_of_lmp2(elms):
    # Car 34 won round 1 overall; car 30, second, was the first LMP2 car.
    race = elms.sessions.get(slug="barcelona-race").classifications.get()
    places = dict(race.lines.filter(place__lte=2).values_list("number", "class_place"))

    assert elms.classes.get(slug="lmp2-pro-am").parent is None
    assert places == {"34": 1, "30": 1}
    assert points_of(elms, "lmp2-teams", after=1)["30"] == 25
    assert "34" not in points_of(elms, "lmp2-teams", after=6)


def test_there_is_no_overall_title(elms):
    titles = elms.championships.values_list("slug", flat=True)

    assert list(titles) == list(
        chain.from_iterable((f"{name}-teams", f"{name}-drivers") for name in CLASSES.values())
    )


# Decisions of the stewards


def on_the_road(season, race):
    """The numbers of the classified cars with the penalties in their times taken back."""
    session = season.sessions.get(slug=race)
    given = session.decisions.filter(penalty=Decision.Penalty.TIME, is_in_timing=True)
    added = dict(given.values_list("event_entry_id", "time_ms"))
    cars = session.results.filter(status="classified").select_related("event_entry__car_class")
    return [
        car.event_entry
        for car in sorted(
            cars, key=lambda car: (-car.laps, car.time_ms - added.get(car.event_entry_id, 0))
        )
    ]


@pytest.mark.parametrize(
    ("race", "car_class", "winner", "official"),
    [
        ("barcelona-race", "LMP3", "31", "17"),
        ("spa-francorchamps-race", "LMGTE", "16", "60"),
        ("portimao-race-1", "LMP2 Pro/Am", "24", "37"),
    ],
)
def test_a_penalty_took_the_class_win_from_the_first_on_the_road(
    elms, race, car_class, winner, official
):
    cars = [car.number for car in on_the_road(elms, race) if car.car_class.code == car_class]
    lines = elms.sessions.get(slug=race).classifications.get().lines

    assert cars[0] == winner
    assert lines.get(car_class__code=car_class, class_place=1).number == official


def test_car_83_was_third_at_spa_before_the_penalties(elms):
    assert [car.number for car in on_the_road(elms, "spa-francorchamps-race")[:3]] == [
        "25",
        "37",
        "83",
    ]


def test_an_excluded_car_lost_its_pole_to_the_next_one(elms):
    decision = Decision.objects.get(session__season=elms, penalty=Decision.Penalty.EXCLUSION)
    race = elms.sessions.get(slug="spa-francorchamps-race")

    assert decision.event_entry.number == "12"
    assert race.bonuses.get(car_class__code="LMP3").event_entry.number == "8"
    assert not race.results.filter(event_entry__number="12").exists()


# Entry lists, calendar, results


@pytest.mark.parametrize(
    ("event", "cars"),
    [
        ("barcelona", {"LMP2": 7, "LMP2 Pro/Am": 11, "LMP3": 12, "LMGTE": 12}),
        ("le-castellet", {"LMP2": 7, "LMP2 Pro/Am": 11, "LMP3": 12, "LMGTE": 12}),
        ("aragon", {"LMP2": 8, "LMP2 Pro/Am": 10, "LMP3": 12, "LMGTE": 12}),
        ("spa-francorchamps", {"LMP2": 7, "LMP2 Pro/Am": 10, "LMP3": 12, "LMGTE": 12}),
        ("portimao", {"LMP2": 7, "LMP2 Pro/Am": 10, "LMP3": 12, "LMGTE": 12}),
    ],
)
def test_entry_lists_name_as_many_cars_as_were_published(elms, event, cars):
    entries = EventEntry.objects.filter(event__season=elms, event__slug=event)

    assert Counter(entries.values_list("car_class__code", flat=True)) == cars


def test_a_country_is_the_one_that_was_shown_at_the_event(elms):
    seats = EventCrewSeat.objects.filter(event_entry__event__season=elms, country__gt="")
    shown = {
        (seat.driver.slug, seat.driver.country.code, seat.country.code): set()
        for seat in seats.select_related("driver")
    }
    for seat in seats.select_related("driver", "event_entry__event"):
        key = (seat.driver.slug, seat.driver.country.code, seat.country.code)
        shown[key].add(seat.event_entry.event.slug)

    everywhere = set(elms.events.values_list("slug", flat=True))
    assert shown == {
        ("kyffin-simpson", "BB", "US"): {"barcelona", "le-castellet"},
        ("paul-di-resta", "GB", "MC"): {"barcelona"},
        ("henrik-hedman", "US", "SE"): {"barcelona"},
        ("alexander-bukhantsov", "KN", "AE"): everywhere,
        ("nick-adcock", "GB", "ZA"): everywhere,
        ("michael-jensen", "DK", "ZA"): everywhere,
    }


def test_six_races_start_at_their_local_times(elms):
    races = elms.sessions.races().select_related("event__circuit", "round")
    starts = [
        (race.round.number, race.starts_at.astimezone(race.event.circuit.zone).isoformat())
        for race in races
    ]

    assert starts == [
        (1, "2023-04-23T11:30:00+02:00"),
        (2, "2023-07-16T11:30:00+02:00"),
        (3, "2023-08-26T18:00:00+02:00"),
        (4, "2023-09-24T11:30:00+02:00"),
        (5, "2023-10-20T14:45:00+01:00"),
        (6, "2023-10-22T13:00:00+01:00"),
    ]


def test_each_race_of_the_double_header_had_its_own_four_qualifyings(elms):
    sessions = elms.sessions.filter(event__slug="portimao", kind="qualifying")

    assert Counter(sessions.values_list("round__number", flat=True)) == {5: 4, 6: 4}
    assert all(session.classes.count() == 1 for session in sessions)


@pytest.mark.parametrize(
    ("race", "winners", "poles"),
    [
        ("barcelona-race", "30 34 17 16", "47 34 17 66"),
        ("le-castellet-race", "25 34 31 77", "47 34 12 77"),
        ("aragon-race", "22 83 17 57", "22 34 13 66"),
        ("spa-francorchamps-race", "25 37 17 60", "25 34 8 16"),
        ("portimao-race-1", "22 37 12 77", "25 19 8 72"),
        ("portimao-race-2", "22 83 11 16", "28 99 15 16"),
    ],
)
def test_winners_and_poles_of_the_four_classes(elms, race, winners, poles):
    session = elms.sessions.get(slug=race)
    won = session.classifications.get().lines.filter(class_place=1).order_by("car_class__order")
    held = session.bonuses.order_by("car_class__order")

    assert list(won.values_list("number", flat=True)) == winners.split()
    assert list(held.values_list("event_entry__number", flat=True)) == poles.split()


def test_the_invitations_to_le_mans_went_to_five_teams(elms):
    assert [
        (line.award.championship.slug, line.place, line.holders[0].entry.number, line.state)
        for line in award_lines(elms)
    ] == [
        ("lmp2-teams", 1, "25", "used"),
        ("lmp2-teams", 2, "22", "used"),
        ("lmp2-pro-am-teams", 1, "83", "used"),
        ("lmp3-teams", 1, "17", "used"),
        ("lmgte-teams", 1, "16", "used"),
    ]


def test_whoever_was_invited_leads_the_final_table(elms):
    assert not any(line.is_in_question for line in award_lines(elms))


def test_which_car_used_an_invitation_is_told_where_it_is_known(elms):
    cars = {
        line.holders[0].team.slug: line.newest.used_by and line.newest.used_by.number
        for line in award_lines(elms)
    }

    assert cars == {
        "algarve-pro-racing": "25",
        "united-autosports-usa": None,
        "af-corse": "183",
        "cool-racing": None,
        "proton-competition": "44",
    }
