"""A season, a championship or its rules may begin with a rulebook that is shipped."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from championship.models import Championship, ChampionshipRules, PointsScale
from tests.factories import (
    ChampionshipFactory,
    PointsScaleFactory,
    SeasonFactory,
    staff_with,
)

from .browser import errors, save
from .registry import address

pytestmark = pytest.mark.django_db
SCALES = reverse("admin:championship_pointsscale_preset")
RULES = reverse("admin:championship_championshiprules_preset")
ADD = address(Championship, "add")


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def new_title(desk, season, **changes):
    values = {"name": "Drivers", "slug": "drivers", "recipient": "driver"}
    return save(desk, ADD, season=season.pk, **(values | changes))


# Scales


def test_a_season_begins_with_the_scales_of_a_preset(desk):
    season = SeasonFactory()

    response = desk.post(SCALES, {"season": season.pk, "preset": "wec"})

    assert season.points_scales.count() == 3
    assert said(response)[0].startswith("Points scales added: Race, 6 hours")


def test_scales_that_are_there_are_left_alone_and_said_so(desk):
    scale = PointsScaleFactory(name="Grand Prix", slug="race")

    response = desk.post(SCALES, {"season": scale.season.pk, "preset": "formula-1-2010"})

    assert PointsScale.objects.get() == scale
    assert said(response) == ["There already with other points, and left as they are: Grand Prix."]


@pytest.mark.parametrize("page", [SCALES, RULES])
@pytest.mark.parametrize("data", [{}, {"season": "x", "preset": "nothing"}, {"from_round": "x"}])
def test_an_incomplete_choice_comes_back(desk, page, data):
    assert desk.post(page, data | {"sent": "yes"}).status_code == 200


def test_the_lists_have_a_tool_for_presets(desk):
    for model, page in ((PointsScale, SCALES), (ChampionshipRules, RULES)):
        assert f'href="{page}"' in desk.get(address(model, "changelist")).text


@pytest.mark.parametrize(
    ("permissions", "page", "status"),
    [
        (["view_pointsscale"], SCALES, 403),
        (["add_pointsscale"], SCALES, 200),
        (["add_championshiprules"], RULES, 403),
        (["add_championshiprules", "add_pointsscale"], RULES, 200),
    ],
)
def test_only_whoever_may_add_them_begins_with_a_preset(client, permissions, page, status):
    client.force_login(staff_with(*(f"championship.{one}" for one in permissions)))

    assert client.get(page).status_code == status


# Rules


def test_a_championship_without_rules_gets_those_of_a_preset(desk):
    title = ChampionshipFactory(rules=False)

    desk.post(RULES, {"championship": title.pk, "preset": "motogp-riders", "from_round": 1})

    rules = ChampionshipRules.objects.get()
    assert (rules.guests, rules.race_scale.name) == ("score", "Grand Prix")


def test_rules_that_are_there_already_are_named(desk):
    title = ChampionshipFactory()

    response = desk.post(RULES, {"championship": title.pk, "preset": "wec", "from_round": 1})

    assert "This championship has rules from this round on." in response.text


# Championships


def test_a_championship_begins_with_a_preset(desk):
    season = SeasonFactory()

    response = new_title(desk, season, first_rules="preset:formula-1-2022")

    rules = ChampionshipRules.objects.get()
    assert (rules.race_scale.name, rules.sprint_scale.name) == ("Grand Prix", "Sprint")
    assert response.headers["Location"] == address(Championship, "change", rules.championship.pk)
    assert "Points scales added: Grand Prix, Sprint." in said(response)


def test_a_championship_begins_with_a_scale_of_its_season(desk):
    scale = PointsScaleFactory()

    new_title(desk, scale.season, first_rules=f"scale:{scale.pk}")

    assert ChampionshipRules.objects.get().race_scale == scale


def test_nobody_forgets_the_rules(desk):
    response = new_title(desk, SeasonFactory())

    assert errors(response) == ["This field is required."]
    assert not Championship.objects.exists()


def test_a_scale_of_another_season_is_refused(desk):
    scale = PointsScaleFactory()

    response = new_title(desk, SeasonFactory(), first_rules=f"scale:{scale.pk}")

    assert errors(response) == ["This scale belongs to another season."]


def test_a_championship_without_rules_says_that_nothing_counts(desk):
    new_title(desk, SeasonFactory(), first_rules="none")
    title = Championship.objects.get()

    page = desk.get(address(Championship, "change", title.pk)).text
    lists = desk.get(address(Championship, "changelist")).text

    assert "no rules yet: nothing counts" in page
    assert "no rules yet: nothing counts" in lists
    assert f"{address(ChampionshipRules, 'add')}?championship={title.pk}" in page


def test_whoever_may_not_add_rules_is_offered_none(client):
    PointsScaleFactory()
    client.force_login(staff_with("championship.add_championship"))

    form = client.get(ADD).context["adminform"].form

    assert [value for value, _name in form.fields["first_rules"].choices] == ["", "none"]


def test_the_choices_of_first_rules_can_be_tampered_with(desk):
    for choice in ("preset:nothing", "scale:x", "scale:99999999999999999999", "x"):
        assert (
            "Select a valid choice."
            in errors(new_title(desk, SeasonFactory(), first_rules=choice))[0]
        )
