"""Decisions on points: what is typed, what is refused, what follows."""

import pytest
from django.contrib.messages import get_messages

from championship.models import (
    Championship,
    ChampionshipRules,
    Driver,
    PointsDecision,
    Standing,
    Team,
)
from championship.workflows.standings import differences
from tests.factories import ChampionshipFactory, EntryFactory, RaceFactory, RoundFactory

from .browser import errors, save
from .registry import address

pytestmark = pytest.mark.usefixtures("aslms")
ADD = address(PointsDecision, "add")


@pytest.fixture
def lmp3(aslms):
    """The table of the LMP3 cars."""
    return aslms.championships.get(slug="lmp3-teams").pk


@pytest.fixture
def car(aslms):
    return aslms.entries.get(number="17")


def decide(desk, aslms, **values):
    return save(desk, ADD, **({"season": aslms.pk, "state": "in_force"} | values))


def points(number):
    return Standing.objects.get(
        championship__slug="lmp3-teams", after=5, entry__number=number
    ).points


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_points_taken_away_are_taken_from_the_table_at_once(desk, aslms, car, lmp3):
    response = decide(desk, aslms, effect="points", entry=car.pk, value="-10", championships=[lmp3])

    assert points("17") == 94
    assert "Standings computed again: LMP3 teams." in said(response)
    assert differences(aslms) == []


def test_a_draft_changes_nothing(desk, aslms, car, lmp3):
    values = {"effect": "points", "entry": car.pk, "value": "-10", "championships": [lmp3]}

    response = decide(desk, aslms, **values, state="draft")

    assert response.status_code == 302
    assert points("17") == 104


def test_a_deleted_decision_gives_the_points_back(desk, aslms, car, lmp3):
    decide(desk, aslms, effect="points", entry=car.pk, value="-10", championships=[lmp3])
    decision = PointsDecision.objects.get()

    desk.post(address(PointsDecision, "delete", decision.pk), {"post": "yes"})

    assert points("17") == 104
    assert differences(aslms) == []


@pytest.mark.parametrize("state", ["draft", "in_force"])
def test_a_preview_shows_what_a_decision_would_change(desk, aslms, car, lmp3, state):
    values = {"effect": "points", "entry": car.pk, "value": "-100", "championships": [lmp3]}

    response = decide(desk, aslms, **values, state=state, _preview="yes")

    (change,) = response.context["changes"]
    row = next(row for row in change.rows if row.name == "#17 COOL Racing")
    assert (row.rank_before, row.points_before, row.points_after) == (1, 104, 4)
    assert not PointsDecision.objects.exists()


def test_a_driver_who_is_not_eligible_is_no_mistake_in_a_table_of_cars(desk, aslms):
    cars = Championship.objects.get(slug="lmp3-teams")

    response = decide(
        desk,
        aslms,
        effect="not_eligible",
        driver=Driver.objects.first().pk,
        championships=[cars.pk],
    )

    assert response.status_code == 302


def test_a_result_that_can_not_be_dropped_may_be_one_still_to_come(desk, aslms, car):
    ChampionshipRules.objects.filter(championship__slug="lmp3-teams").update(results_counted="3")
    later = RoundFactory(event=aslms.events.last(), number=6)
    race = RaceFactory(event=later.event, round=later)

    response = decide(desk, aslms, effect="not_droppable", entry=car.pk, session=race.pk)

    assert response.status_code == 302


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"effect": "points", "value": "-10"}, "Say whom the decision is about."),
        (
            {"effect": "points", "entry": True},
            "A factor, points and the order of a tie need a value; nothing else has one.",
        ),
        (
            {"effect": "no_points", "entry": True, "value": "3"},
            "A factor, points and the order of a tie need a value; nothing else has one.",
        ),
        (
            {"effect": "points", "entry": True, "driver": True, "value": "1"},
            "A decision is about one subject only.",
        ),
        (
            {"effect": "session_factor", "value": "1/2"},
            "This effect is on a whole session: choose it alone.",
        ),
        (
            {"effect": "session_factor", "value": "-1", "session": True},
            "A factor can't be negative.",
        ),
        (
            {"effect": "no_share", "driver": True},
            "Say which driver gets no share, in which session.",
        ),
        (
            {"effect": "not_droppable", "entry": True},
            "Say which round or session can't be dropped.",
        ),
        (
            {"effect": "no_points", "entry": True, "shown_as": "DSQ"},
            "Only somebody excluded is shown without a rank.",
        ),
        (
            {"effect": "no_points", "entry": True, "keeps_place": "on"},
            "Only a car that is not eligible can keep its place.",
        ),
        (
            {"effect": "points", "entry": True, "value": "many"},
            "“many” is not a number of points. Write 25, 16.5 or 1/3.",
        ),
        (
            {"effect": "points", "team": True, "value": "-1"},
            "None of these championships ranks teams: nothing would change.",
        ),
        (
            {"effect": "points", "entry": True, "value": "-1"},
            "Several championships rank entries (cars): choose whose points these are.",
        ),
        (
            {"effect": "excluded", "entry": True, "championships": "lmp3-drivers"},
            "None of these championships ranks entries (cars): nothing would change.",
        ),
        (
            {"effect": "no_points", "entry": True, "session": True, "round": 1},
            "The session belongs to another round.",
        ),
    ],
)
def test_a_mistake_is_named(desk, aslms, car, values, message):
    known = {
        "entry": car.pk,
        "driver": Driver.objects.first().pk,
        "team": Team.objects.first().pk,
        "session": aslms.sessions.get(slug="dubai-race").pk,
    }
    sent = {name: known[name] if value is True else value for name, value in values.items()}
    if "championships" in sent:
        sent["championships"] = [Championship.objects.get(slug=sent["championships"]).pk]
    if "round" in sent:
        sent["round"] = aslms.rounds.get(number=sent["round"]).pk

    assert message in errors(decide(desk, aslms, **sent))
    assert not PointsDecision.objects.exists()


@pytest.mark.parametrize("field", ["championships", "session", "round", "entry"])
def test_what_belongs_to_another_season_is_refused(desk, aslms, car, field):
    others = {
        "championships": ChampionshipFactory,
        "session": RaceFactory,
        "round": RoundFactory,
        "entry": EntryFactory,
    }
    values = {"effect": "no_points", "entry": car.pk, field: others[field]().pk}

    assert "belongs to another season." in errors(decide(desk, aslms, **values))[0]


@pytest.mark.parametrize("field", ["value", "number", "entry", "session", "decided_on", "document"])
@pytest.mark.parametrize("typed", ["\x00", "9" * 40, "x", "-1", "٣"])
def test_nothing_that_can_be_typed_is_an_error_of_ours(desk, aslms, car, lmp3, field, typed):
    known = {"effect": "points", "entry": car.pk, "value": "-1", "championships": [lmp3]}
    values = known | {field: typed}

    assert decide(desk, aslms, **values).status_code in (200, 302)
