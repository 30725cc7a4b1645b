"""From which round on a new version of rules changes nothing published."""

import pytest

from championship.models import ChampionshipFeed
from championship.queries.versions import next_unpublished_round
from tests.factories import ChampionshipFactory, RoundFactory


def test_a_season_that_is_over_has_no_round_for_a_new_version(aslms):
    assert next_unpublished_round(aslms.championships.first()) is None


def test_the_round_after_the_last_published_one_is_next(aslms):
    RoundFactory(event=aslms.events.last(), number=7)

    assert next_unpublished_round(aslms.championships.first()) == 7


@pytest.mark.django_db
def test_before_anything_is_published_the_first_round_is_next():
    title = ChampionshipFactory()
    RoundFactory(event__season=title.season, number=1)

    assert next_unpublished_round(title) == 1


def test_over_several_seasons_rounds_are_counted_by_their_days(aslms):
    title = aslms.championships.get(slug="gt-drivers")
    later = RoundFactory(event__starts_on="2024-12-01", event__ends_on="2024-12-02", number=1)
    ChampionshipFeed.objects.create(championship=title, season=later.season)

    assert next_unpublished_round(title) == 6


def test_it_costs_the_same_whatever_the_season(aslms, django_assert_num_queries):
    title = aslms.championships.first()

    with django_assert_num_queries(4):
        next_unpublished_round(title)
