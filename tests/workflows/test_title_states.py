"""Who can still win is stored with the tables, in the transaction that publishes."""

from fractions import Fraction

import pytest

from championship.models import Entry, TitleState
from championship.workflows.results import publish_classification, restore_classification
from championship.workflows.standings import store_standings
from championship.workflows.title_states import store_title_states, title_state_differences
from tests.factories import (
    EventFactory,
    PointsScaleFactory,
    RaceFactory,
    RoundFactory,
    SeasonFactory,
)
from tests.queries.racing import car_of, championship, run

pytestmark = pytest.mark.django_db

POINTS = tuple(map(Fraction, (3, 2, 1)))
CHAMPION, ALIVE, OUT = "champion", "alive", "out"


@pytest.fixture
def title():
    season = SeasonFactory()
    scale = PointsScaleFactory(season=season, points=POINTS, pole_points=0)
    return championship(season=season, rules__race_scale=scale)


@pytest.fixture
def cars(title):
    numbers = ("4", "99", "7")
    return [car_of(title, number=number, status=Entry.Status.CONFIRMED) for number in numbers]


def states(title, table=-1):
    """The state of each car in the newest table, or in another one."""
    tables = sorted(set(title.title_states.values_list("after", flat=True)))
    rows = title.title_states.filter(after=tables[table]) if tables else title.title_states
    return dict(rows.values_list("entry__number", "state"))


def races_to_come(title, number):
    """Races at the end of the calendar, whatever is run before them."""
    events = [EventFactory(season=title.season) for _ in range(number)]
    rounds = [RoundFactory(event=event, number=50 + at) for at, event in enumerate(events)]
    return [RaceFactory(event=one.event, round=one) for one in rounds]


def test_after_the_last_round_whoever_is_first_is_champion(title, cars):
    run(title, *cars)

    assert states(title) == {"4": CHAMPION, "99": OUT, "7": OUT}


def test_with_a_race_to_come_whoever_can_still_win_is_alive(title, cars):
    races_to_come(title, 1)
    run(title, *cars)

    # With two points of a lead, 7 would be level at best: they share the title.
    assert states(title) == {"4": ALIVE, "99": ALIVE, "7": ALIVE}


def test_the_most_that_is_possible_is_stored_with_the_state(title, cars):
    races_to_come(title, 1)
    run(title, *cars)

    rows = title.title_states.order_by("order").values_list("points", "most", "is_exact")
    assert list(rows) == [(3, 6, True), (2, 5, True), (1, 4, True)]


def test_an_amended_result_changes_who_is_champion(title, cars):
    race = run(title, *cars)
    race.results.filter(event_entry__entry=cars[0]).update(status="disqualified", order=9)

    publish_classification(race, state="amended")

    assert states(title) == {"99": CHAMPION, "7": OUT, "4": OUT}


def test_taking_a_publication_back_brings_the_champion_back(title, cars):
    race = run(title, *cars)
    race.results.filter(event_entry__entry=cars[0]).update(status="disqualified", order=9)
    publish_classification(race, state="amended")

    restore_classification(race.classifications.get(revision=1), state="amended")

    assert states(title) == {"4": CHAMPION, "99": OUT, "7": OUT}


def test_earlier_tables_keep_what_was_known_then(title, cars):
    races_to_come(title, 1)
    run(title, *cars)
    cars[2].status = Entry.Status.WITHDRAWN
    cars[2].save()

    run(title, cars[1], cars[0])

    assert states(title, -2)["7"] == ALIVE
    assert states(title)["7"] == OUT


def test_the_newest_table_follows_the_calendar(title, cars):
    (race,) = races_to_come(title, 1)
    run(title, *cars)
    race.event.status = "cancelled"
    race.event.save()

    store_standings(title.season)

    assert states(title) == {"4": CHAMPION, "99": OUT, "7": OUT}


def test_a_result_with_gaps_leaves_it_open(title, cars):
    race = run(title, *cars)
    race.classifications.update(is_incomplete=True)

    store_standings(title.season)

    assert states(title) == {}


def test_doing_it_twice_writes_once(title, cars):
    run(title, *cars)

    assert store_title_states(title.season, {title.pk: [1]}) == []
    assert title_state_differences(title.season) == []


def test_what_was_changed_by_hand_is_found_and_put_right(title, cars):
    run(title, *cars)
    title.title_states.update(state=ALIVE)

    assert title_state_differences(title.season) == [(title.name, 1)]
    store_standings(title.season)
    assert states(title)["4"] == CHAMPION


def test_a_table_that_is_gone_takes_its_states_with_it(title, cars):
    race = run(title, *cars)
    race.classifications.all().delete()

    store_standings(title.season)

    assert not title.title_states.exists()


@pytest.mark.parametrize("size", [3, 30])
def test_it_costs_the_same_whatever_the_season(title, size, django_assert_max_num_queries):
    field = [
        car_of(title, number=str(100 + at), status=Entry.Status.CONFIRMED) for at in range(size)
    ]
    races_to_come(title, size // 3)
    run(title, *field)
    TitleState.objects.all().delete()

    with django_assert_max_num_queries(18):
        store_title_states(title.season, {title.pk: [1]})

    assert title.title_states.count() == size
