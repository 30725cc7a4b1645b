"""A shipped rulebook becomes scales and rules of a season."""

from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from championship.imports.presets import read_presets
from championship.models import ChampionshipRules
from championship.workflows.presets import add_preset_rules, add_preset_scales
from tests.factories import (
    ChampionshipFactory,
    ChampionshipRulesFactory,
    PointsScaleFactory,
    SeasonFactory,
)

pytestmark = pytest.mark.django_db
PRESETS = read_presets()


def test_a_season_gets_the_scales_of_a_preset():
    season = SeasonFactory()

    outcome = add_preset_scales(season, PRESETS["formula-1-2022"])

    race = season.points_scales.get(slug="race")
    assert outcome.added == ("Grand Prix", "Sprint")
    assert (race.points[0], race.fastest_lap_points, race.fastest_lap_within) == (25, 1, 10)


def test_scales_are_added_once():
    season = SeasonFactory()
    add_preset_scales(season, PRESETS["wec"])

    outcome = add_preset_scales(season, PRESETS["wec"])

    assert (outcome.added, len(outcome.kept), outcome.different) == ((), 3, ())
    assert season.points_scales.count() == 3


def test_a_scale_of_the_same_name_is_left_as_it_is():
    season = SeasonFactory()
    mine = PointsScaleFactory(season=season, name="grand prix", points=(Fraction(9),))

    outcome = add_preset_scales(season, PRESETS["formula-1-2022"])

    mine.refresh_from_db()
    assert mine.points == (9,)
    assert outcome.different == ("grand prix",)
    assert outcome.scales["race"] == mine


def test_an_address_that_is_taken_gets_a_number():
    season = SeasonFactory()
    PointsScaleFactory(season=season, name="Something else", slug="race")

    add_preset_scales(season, PRESETS["imsa"])

    assert season.points_scales.get(name="Race").slug == "race-2"


@pytest.mark.parametrize("slug", PRESETS)
def test_every_preset_gives_rules_that_the_database_takes(slug):
    championship = ChampionshipFactory(rules=False)

    rules, _scales = add_preset_rules(championship, PRESETS[slug])

    rules.refresh_from_db()
    assert rules.race_scale.season == championship.season
    assert {name: getattr(rules, name) for name in PRESETS[slug].rules} == PRESETS[slug].rules


def test_rules_that_are_there_already_are_not_overwritten():
    rules = ChampionshipRulesFactory()

    with pytest.raises(ValidationError):
        add_preset_rules(rules.championship, PRESETS["wec"])

    assert ChampionshipRules.objects.get() == rules
    assert rules.championship.season.points_scales.count() == 1
