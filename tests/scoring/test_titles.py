"""Champion, alive, out, and what suffices, as one reads it in a paddock."""

from dataclasses import replace
from fractions import Fraction

import pytest

from championship.scoring.decisions import Decision, Effect
from championship.scoring.facts import Bonus, Honour
from championship.scoring.rules import Crew, Guests, Part, Recipient
from championship.scoring.titles import Margin, State, outlook

from .season import F1_2010, POINT, car, driver, makes, race, scale, season, title

THREE = scale(3, 2, 1)


def states(found):
    return {one.recipient: one.state.value for one in found.contenders}


def of(found, who):
    return next(one for one in found.contenders if one.recipient == who)


def in_two_rounds(places):
    """A season of which the last two rounds are still to come."""
    rounds = season(places)
    return rounds[:-2], rounds[-2:]


# Who


def test_whoever_can_still_be_caught_is_not_champion():
    run, coming = in_two_rounds({"#99": "1 1 1 1", "#4": "2 2 2 2"})

    found = outlook(title(points=THREE), run, coming)

    assert states(found) == {"#99": "alive", "#4": "alive"}
    assert not found.is_decided
    assert found.is_exact


def test_a_champion_can_lose_all_the_points_to_come():
    run, coming = in_two_rounds({"#99": "1 1 1 - -", "#4": "R R 2 - -", "#7": "2 R R 1 1"})

    found = outlook(title(points=THREE), run, coming)

    assert states(found) == {"#99": "champion", "#7": "out", "#4": "out"}
    assert found.is_decided


def test_level_on_points_whoever_can_have_more_wins_is_alive():
    run, coming = in_two_rounds({"#99": "2 2 2 R R", "#4": "R R R 1 1", "#7": "1 R R R R"})

    found = outlook(title(points=THREE), run, coming)

    assert of(found, "#4").most == of(found, "#99").points == 6
    assert of(found, "#4").state is State.ALIVE


def test_without_an_entry_a_driver_stays_where_he_is():
    run = season({"#99": "1", "#4": "2", "#7": "3"})
    coming = season({"#99": "- 1", "#7": "- 2"})[1:]

    found = outlook(title(points=THREE), run, coming)

    assert states(found) == {"#99": "alive", "#4": "out", "#7": "alive"}
    assert of(found, "#4").most == 2


def test_whoever_is_entered_is_in_the_title_before_the_first_result():
    found = outlook(title(points=THREE), [], season({"#99": "1", "#4": "2"}))

    assert states(found) == {"#99": "alive", "#4": "alive"}
    assert [one.points for one in found.contenders] == [0, 0]


def test_a_guest_is_not_in_the_title():
    coming = [race(1, "#99", "#7", car("#4", scores=False))]

    found = outlook(title(points=THREE, guests=Guests.KEEP_PLACE), [], coming)

    assert states(found) == {"#99": "alive", "#7": "alive"}


def test_two_who_share_the_first_rank_are_both_champion():
    found = outlook(title(points=scale(3, 3)), season({"#99": "1 2", "#4": "2 1"}), [])

    assert states(found) == {"#99": "champion", "#4": "champion"}


def test_the_excluded_are_out():
    run, coming = in_two_rounds({"#99": "1 1 1", "#4": "2 2 2"})
    exclusion = Decision(Effect.EXCLUDED, driver("#99"))

    found = outlook(title(points=THREE), run, coming, [exclusion])

    assert of(found, "#99").state is State.OUT


def test_who_can_not_reach_the_minimum_of_rounds_is_out():
    run = season({"#99": "1 - -", "#4": "2 1 1"})
    coming = season({"#99": "- - - 1", "#4": "- - - 2"})[3:]

    found = outlook(title(points=THREE, minimum_rounds=3), run, coming)

    assert states(found) == {"#4": "champion", "#99": "out"}


def test_of_the_crew_of_one_car_whoever_missed_a_race_stays_behind():
    crew = car("#99", drivers=("de Wilde", "Martin"))
    run = [race(1, car("#99", drivers=("de Wilde",)), "Jakobsen")]
    coming = [race(2, crew, "Jakobsen"), race(3, crew, "Jakobsen")]

    found = outlook(title(), run, coming)

    assert states(found) == {"de Wilde": "alive", "Jakobsen": "alive", "Martin": "out"}
    assert found.is_exact


def test_a_crew_can_be_champion_together():
    crew = car("#99", drivers=("de Wilde", "Martin"))
    run = [race(number, crew, "Jakobsen") for number in (1, 2, 3, 4)]

    found = outlook(title(), run, [race(5, crew, "Jakobsen")])

    assert states(found) == {"de Wilde": "champion", "Martin": "champion", "Jakobsen": "out"}


def test_it_stays_open_where_drops_part_a_crew():
    crew = car("#99", drivers=("de Wilde", "Martin"))
    run = [race(1, crew), race(2, "Jakobsen", crew), race(3, car("#99", drivers=("de Wilde",)))]

    found = outlook(title(parts=(Part(1, None, 2),)), run, [race(4, crew, "Jakobsen")])

    assert of(found, "Martin").state is State.ALIVE


def test_a_team_scores_with_all_of_its_cars_that_count():
    run = [makes(1, "Ferrari", "Lotus")]
    coming = [makes(2, "Ferrari", "Ferrari", "Lotus")]

    one, all_cars = (
        outlook(title(Recipient.MANUFACTURER, THREE, cars_counted=cars), run, coming)
        for cars in (1, None)
    )

    assert [of(one, "Ferrari").most, of(all_cars, "Ferrari").most] == [6, 8]


def test_nothing_is_sure_where_a_lower_place_brings_more():
    run, coming = in_two_rounds({"#99": "1 1 1 1 1 1", "#4": "R R R R R R"})

    found = outlook(title(points=scale(1, 2)), run, coming)

    assert states(found) == {"#99": "alive", "#4": "alive"}
    assert not found.is_exact


# How many


def test_points_still_available_have_factors_and_bonuses():
    coming = season({"#99": "- 1 1", "#4": "- 2 2"})[1:]
    coming[1] = replace(coming[1], factor=Fraction(2))

    found = outlook(title(points=scale(25, 18, pole=POINT)), [], coming)

    assert found.available == {2: 26, 3: 51}
    assert found.points_available == 77


def test_a_pole_that_is_recorded_is_no_longer_open():
    coming = [race(1, "#99", "#4", bonuses=(Bonus(Honour.POLE, "#4"),))]

    found = outlook(title(points=scale(25, 18, pole=POINT)), [], coming)

    assert [of(found, who).most for who in ("#99", "#4")] == [25, 26]


def test_a_pole_recorded_in_another_class_leaves_this_one_open():
    cars = [car("#99", classes=("GT",)), car("#4", classes=("LMP2",))]
    pole = Bonus(Honour.POLE, "#4", car_class="LMP2")
    coming = [race(1, *cars, bonuses=(pole,))]

    found = outlook(title(points=scale(25, pole=POINT), classes=frozenset({"GT"})), [], coming)

    assert of(found, "#99").most == 26


def test_of_the_best_results_only_so_many_count():
    run, coming = in_two_rounds({"#99": "1 2 3 1 1", "#4": "2 1 R 2 2"})

    found = outlook(title(points=THREE, parts=(Part(1, None, 3),)), run, coming)

    assert [of(found, who).most for who in ("#99", "#4")] == [9, 9]
    assert [of(found, who).margins for who in ("#99", "#4")] == [(), ()]


def test_a_shared_car_brings_a_share():
    coming = [race(1, car("#99", drivers=("Fangio", "Collins")), "Moss")]

    found = outlook(title(points=scale(8, 6), crew=Crew.SPLIT), [], coming)

    assert [of(found, who).most for who in ("Fangio", "Moss")] == [4, 8]


# What suffices


def test_one_is_champion_who_scores_a_margin_more_than_its_rival():
    run, coming = in_two_rounds({"#99": "1 1 2 1 1", "#4": "2 3 1 2 2"})

    found = outlook(title(), run, coming)

    assert of(found, "#4").points - of(found, "#99").points == -10
    assert of(found, "#4").margins == (Margin("#99", Fraction(11)),)
    assert of(found, "#99").margins == (Margin("#4", Fraction(-9)),)


def test_points_that_are_enough_come_from_second_places_or_from_the_rival():
    run = season({"#99": "1", "#4": "2"})
    coming = season({"#99": "- 1", "#4": "- 2"})[1:]

    found = outlook(title(), run, coming)

    # 7 ahead: behind a win of the other, second place is level on points.
    assert of(found, "#99").enough == 19
    assert of(found, "#4").enough is None


@pytest.mark.parametrize(("wins", "place"), [(2, 4), (3, 8)])
def test_the_lowest_place_in_the_next_race_that_decides(wins, place):
    run = [race(number, "#99", "#4") for number in range(1, wins + 1)]
    coming = [race(wins + 1, "#99", *(f"#{number}" for number in range(1, 10)))]

    found = outlook(title(), run, coming)

    # 14 ahead: 62 to 61 points from fourth. 21 ahead: level from eighth, with more wins.
    assert of(found, "#99").next_place == place


def test_a_rival_in_the_same_car_leaves_the_next_place_open():
    crew = car("#99", drivers=("de Wilde", "Martin"))
    run = [race(1, car("#99", drivers=("Martin",)), car("#4", drivers=("de Wilde",)))]

    found = outlook(title(), run, [race(2, crew), race(3, "de Wilde", "Martin")])

    assert of(found, "Martin").next_place is None


@pytest.mark.parametrize(("drivers", "place"), [(("Collins", "Fangio"), None), (("Collins",), 1)])
def test_the_next_place_is_open_if_one_car_of_a_driver_is_shared(drivers, place):
    coming = [race(2, car("#1", drivers=drivers), "Collins", "Moss")]
    rules = title(points=scale(9, 6), crew=Crew.SPLIT)

    found = outlook(rules, [race(1, "Moss", "Collins")], coming)

    assert of(found, "Collins").next_place == place


def test_what_suffices_is_not_said_of_a_champion():
    run, coming = in_two_rounds({"#99": "1 1 1 - -", "#4": "2 2 R 1 1"})

    found = outlook(title(points=scale(1)), run, coming)

    champion = of(found, "#99")
    assert (champion.margins, champion.enough, champion.next_place) == ((), None, None)


def test_a_win_decides_that_leaves_a_rival_the_rest():
    found = outlook(
        title(points=F1_2010),
        season({"#99": "1 1", "#4": "2 2"}),
        season({"#99": "- - 1 1", "#4": "- - 2 2"})[2:],
    )

    assert of(found, "#99").next_place is None
